pub type Rgb = (u8, u8, u8);

/// The page's colours and type, as they are at the moment of drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    pub background: Rgb,
    /// Grid and axes.
    pub line: Rgb,
    pub text: Rgb,
    /// Tick labels and titles.
    pub text2: Rgb,
    pub accent: Rgb,
    pub series: [Rgb; 6],
    pub good: Rgb,
    pub warn: Rgb,
    pub bad: Rgb,
    /// As in CSS: names in order of preference.
    pub font: String,
    /// Size of labels in CSS pixels.
    pub font_px: f64,
    /// How wide the characters from space to `~` are at that size, in CSS pixels; of none, widths are guessed.
    pub letters: Vec<f64>,
    /// Device pixels per CSS pixel.
    pub scale: f64,
}
