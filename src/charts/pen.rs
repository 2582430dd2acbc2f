//! Drawing in CSS pixels. The one place that knows of device pixels.

use crate::{ChartError, Rgb, Theme};
use plotters::{
    coord::Shift,
    drawing::DrawingArea,
    element::{Circle, PathElement, Polygon, Rectangle, Text},
    prelude::DrawingBackend,
    style::{
        Color, FontTransform, IntoFont, RGBAColor, RGBColor, ShapeStyle, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};

pub(crate) type At = (f64, f64);

pub(crate) struct Pen<'a, B: DrawingBackend> {
    area: DrawingArea<B, Shift>,
    pub theme: &'a Theme,
    pub width: f64,
    pub height: f64,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Align {
    Left,
    Centre,
    Right,
}

fn failed(error: impl std::fmt::Display) -> ChartError {
    ChartError::Backend(error.to_string())
}

pub(crate) fn colour(rgb: Rgb, alpha: f64) -> RGBAColor {
    RGBColor(rgb.0, rgb.1, rgb.2).mix(alpha)
}

impl<'a, B: DrawingBackend> Pen<'a, B> {
    pub fn new(area: DrawingArea<B, Shift>, theme: &'a Theme) -> Result<Self, ChartError> {
        let (width, height) = area.dim_in_pixel();
        let scale = theme.scale.max(0.1);
        area.fill(&colour(theme.background, 1.0)).map_err(failed)?;
        Ok(Self { area, theme, width: f64::from(width) / scale, height: f64::from(height) / scale })
    }

    pub fn finish(&self) -> Result<(), ChartError> {
        self.area.present().map_err(failed)
    }

    fn px(&self, css: f64) -> i32 {
        // Values far outside the plot would overflow the backend's coordinates.
        (css.clamp(-1e4, 1e4) * self.theme.scale).round() as i32
    }
    fn at(&self, (x, y): At) -> (i32, i32) {
        (self.px(x), self.px(y))
    }
    fn stroke(&self, width: f64) -> u32 {
        (width * self.theme.scale).round().max(1.0) as u32
    }

    /// A filled rectangle between two corners.
    pub fn rectangle(&self, from: At, to: At, rgb: Rgb, alpha: f64) -> Result<(), ChartError> {
        self.area.draw(&Rectangle::new([self.at(from), self.at(to)], colour(rgb, alpha).filled())).map_err(failed)
    }

    /// One CSS pixel thick and sharp, because filled rectangles cover whole device pixels.
    pub fn hairline(&self, from: At, to: At, rgb: Rgb) -> Result<(), ChartError> {
        let ((x0, y0), (mut x1, mut y1)) = (self.at(from), self.at(to));
        let thick = self.stroke(1.0) as i32;
        if x0 == x1 {
            x1 += thick
        } else {
            y1 = y0 + thick
        }
        self.area.draw(&Rectangle::new([(x0, y0), (x1, y1)], colour(rgb, 1.0).filled())).map_err(failed)
    }

    pub fn line(
        &self,
        points: impl IntoIterator<Item = At>,
        width: f64,
        rgb: Rgb,
        alpha: f64,
    ) -> Result<(), ChartError> {
        let path: Vec<_> = points.into_iter().map(|at| self.at(at)).collect();
        let style = ShapeStyle { color: colour(rgb, alpha), filled: false, stroke_width: self.stroke(width) };
        self.area.draw(&PathElement::new(path, style)).map_err(failed)
    }

    /// A straight line of dashes of 4 and gaps of 4.
    pub fn dashes(&self, from: At, to: At, width: f64, rgb: Rgb) -> Result<(), ChartError> {
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let along = |distance: f64| {
            let share = (distance / length).min(1.0);
            (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1))
        };
        let mut start = 0.0;
        while start < length {
            self.line([along(start), along(start + 4.0)], width, rgb, 1.0)?;
            start += 8.0;
        }
        Ok(())
    }

    pub fn area(&self, corners: impl IntoIterator<Item = At>, rgb: Rgb, alpha: f64) -> Result<(), ChartError> {
        let corners: Vec<_> = corners.into_iter().map(|at| self.at(at)).collect();
        if corners.len() < 3 {
            return Ok(());
        }
        self.area.draw(&Polygon::new(corners, colour(rgb, alpha))).map_err(failed)
    }

    pub fn dot(&self, centre: At, radius: f64, rgb: Rgb, alpha: f64) -> Result<(), ChartError> {
        self.area.draw(&Circle::new(self.at(centre), self.stroke(radius), colour(rgb, alpha).filled())).map_err(failed)
    }

    pub fn ring(&self, centre: At, radius: f64, width: f64, rgb: Rgb, alpha: f64) -> Result<(), ChartError> {
        let style = ShapeStyle { color: colour(rgb, alpha), filled: false, stroke_width: self.stroke(width) };
        self.area.draw(&Circle::new(self.at(centre), self.stroke(radius), style)).map_err(failed)
    }

    /// Text, its middle at the height of `at`.
    pub fn text(&self, text: &str, at: At, align: Align, rgb: Rgb) -> Result<(), ChartError> {
        let h = match align {
            Align::Left => HPos::Left,
            Align::Centre => HPos::Center,
            Align::Right => HPos::Right,
        };
        let font = (self.theme.font.as_str(), self.theme.font_px * self.theme.scale)
            .into_font()
            .transform(FontTransform::None);
        let ink = colour(rgb, 1.0);
        let style = TextStyle::from(font).color(&ink).pos(Pos::new(h, VPos::Center));
        self.area.draw(&Text::new(text.to_owned(), self.at(at), style)).map_err(failed)
    }

    /// How wide a text is, by its letters where the theme knows them.
    pub fn width_of(&self, text: &str) -> f64 {
        let em = |c: char| match c {
            '\u{2e80}'.. => 1.0,
            'i' | 'j' | 'l' | 't' | 'f' | 'r' | ' ' | '.' | ',' | '\'' | '-' => 0.36,
            'm' | 'w' | 'M' | 'W' | '%' => 0.88,
            c if c.is_uppercase() => 0.68,
            _ => 0.57,
        };
        let known = |c: char| (c as usize).checked_sub(' ' as usize).and_then(|at| self.theme.letters.get(at).copied());
        text.chars().map(|c| known(c).unwrap_or_else(|| em(c) * self.theme.font_px)).sum()
    }

    /// The text, cut with … where it is wider than `width`.
    pub fn fitted(&self, text: &str, width: f64) -> String {
        if self.width_of(text) <= width {
            return text.to_owned();
        }
        let mut cut = text.to_owned();
        while cut.pop().is_some() {
            let shown = format!("{}…", cut.trim_end());
            if self.width_of(&shown) <= width {
                return shown;
            }
        }
        String::new()
    }
}
