use crate::{ChartError, HitMap, axis::Axis, pen::Pen, plane::Plane};
use plotters::prelude::DrawingBackend;

/// Chances against what came true.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    pub points: Vec<CalibrationPoint>,
    pub x_title: String,
    pub y_title: String,
}

/// Rows of similar chance: their mean chance, and the share of yes with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CalibrationPoint {
    pub chance: f64,
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

pub(crate) fn draw<B: DrawingBackend>(chart: &Calibration, pen: &Pen<'_, B>) -> Result<HitMap, ChartError> {
    let plane = Plane::new(pen, Axis::percent(), Axis::percent()).square();
    let theme = pen.theme;
    plane.grid(pen, &chart.x_title, &chart.y_title)?;
    pen.dashes(plane.place(0.0, 0.0), plane.place(1.0, 1.0), 1.0, theme.text2)?;
    for point in &chart.points {
        pen.line(
            [plane.place(point.chance, point.low), plane.place(point.chance, point.high)],
            1.5,
            theme.accent,
            0.35,
        )?;
    }
    pen.line(chart.points.iter().map(|point| plane.place(point.chance, point.share)), 1.5, theme.accent, 0.6)?;
    let mut hits = HitMap::default();
    for (index, point) in chart.points.iter().enumerate() {
        let at = plane.place(point.chance, point.share);
        pen.dot(at, 5.0, theme.background, 1.0)?;
        pen.dot(at, 3.5, theme.accent, 1.0)?;
        hits.point(index, at, 3.5);
    }
    Ok(hits)
}
