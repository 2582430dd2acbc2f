use crate::{
    ChartError,
    axis::Axis,
    pen::{Align, At, Pen},
};
use plotters::prelude::DrawingBackend;

/// The part of a chart where values have their places, with its grid and labels around it.
pub(crate) struct Plane {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
    pub x: Axis,
    pub y: Axis,
}

/// How many labels fit along a side.
pub(crate) fn wanted(length: f64, each: f64) -> usize {
    ((length / each) as usize).clamp(2, 8)
}

impl Plane {
    /// Leaves room for the labels: the title of y above its axis, that of x below at its end.
    pub fn new<B: DrawingBackend>(pen: &Pen<'_, B>, x: Axis, y: Axis) -> Self {
        let font = pen.theme.font_px;
        let labels = y.ticks.iter().map(|&tick| pen.width_of(&y.label(tick))).fold(0.0, f64::max);
        let overhang = x.ticks.last().map_or(0.0, |&tick| pen.width_of(&x.label(tick)) / 2.0);
        let (left, right) = ((labels + font * 0.8).round(), pen.width - overhang.max(font));
        let (top, bottom) = ((font * 2.4).round(), pen.height - (font * 3.6).round());
        Self { left, top, right: right.max(left + 10.0), bottom: bottom.max(top + 10.0), x, y }
    }

    /// As wide as high, at the left: for shares against shares.
    pub fn square(mut self) -> Self {
        let side = (self.right - self.left).min(self.bottom - self.top);
        self.right = self.left + side;
        self.bottom = self.top + side;
        self
    }

    pub fn place(&self, x: f64, y: f64) -> At {
        (
            self.left + self.x.share(x) * (self.right - self.left),
            self.bottom - self.y.share(y) * (self.bottom - self.top),
        )
    }

    pub fn grid<B: DrawingBackend>(&self, pen: &Pen<'_, B>, x_title: &str, y_title: &str) -> Result<(), ChartError> {
        let (theme, font) = (pen.theme, pen.theme.font_px);
        for &tick in &self.y.ticks {
            let (_, y) = self.place(self.x.least, tick);
            pen.hairline((self.left, y), (self.right, y), theme.line)?;
            pen.text(&self.y.label(tick), (self.left - font * 0.6, y), Align::Right, theme.text2)?;
        }
        for &tick in &self.x.ticks {
            let (x, _) = self.place(tick, self.y.least);
            pen.hairline((x, self.top), (x, self.bottom), theme.line)?;
            pen.text(&self.x.label(tick), (x, self.bottom + font), Align::Centre, theme.text2)?;
        }
        let room = self.right - self.left;
        pen.text(&pen.fitted(y_title, room + self.left), (0.0, font * 0.8), Align::Left, theme.text2)?;
        pen.text(&pen.fitted(x_title, room), (self.right, self.bottom + font * 2.6), Align::Right, theme.text2)
    }
}
