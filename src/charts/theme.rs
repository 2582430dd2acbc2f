use plotters::style::{FontDesc, FontFamily, FontStyle, RGBColor, TextStyle};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl From<Rgb> for RGBColor {
    fn from(rgb: Rgb) -> Self {
        RGBColor(rgb.0, rgb.1, rgb.2)
    }
}

/// The page's colours and type. Lengths in the charts are CSS pixels times `scale`.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    pub background: Rgb,
    pub line: Rgb,
    pub text: Rgb,
    pub text_2: Rgb,
    pub accent: Rgb,
    pub series: [Rgb; 6],
    pub font: String,
    /// Device pixels per CSS pixel.
    pub scale: f64,
}

impl Theme {
    pub(crate) fn px(&self, css: f64) -> i32 {
        (css * self.scale).round() as i32
    }
    pub(crate) fn colour(&self, series: usize) -> RGBColor {
        self.series[series % self.series.len()].into()
    }
    pub(crate) fn label(&self) -> TextStyle<'_> {
        let colour: RGBColor = self.text_2.into();
        FontDesc::new(FontFamily::Name(&self.font), f64::from(self.px(12.0)), FontStyle::Normal).color(&colour)
    }
}
