use crate::{
    ChartError, HitMap,
    axis::Axis,
    pen::Pen,
    plane::{Plane, wanted},
};
use plotters::prelude::DrawingBackend;

/// Foreseen numbers against true ones, or against what is left of them, with the line where they would be exact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    pub points: Vec<(f64, f64)>,
    /// Of the line through the origin: 1 where both are the same, 0 where nothing should be left.
    pub slope: f64,
    /// Half of the height of the band around the line.
    pub reach: f64,
    pub x_title: String,
    pub y_title: String,
}

const RADIUS: f64 = 3.0;

/// Spots are indexed by point.
pub(crate) fn draw<B: DrawingBackend>(chart: &Fit, pen: &Pen<'_, B>) -> Result<HitMap, ChartError> {
    let there = || chart.points.iter().filter(|(x, y)| x.is_finite() && y.is_finite());
    let x = Axis::around(there().map(|(x, _)| *x), wanted(pen.width, 90.0));
    let exact = [x.least, x.most].map(|x| chart.slope * x);
    let y = Axis::around(there().map(|(_, y)| *y).chain(exact), wanted(pen.height, 56.0));
    let plane = Plane::new(pen, x, y);
    plane.grid(pen, &chart.x_title, &chart.y_title)?;
    let (from, to) = (plane.x.least, plane.x.most);
    let edge = |x: f64, off: f64| plane.place(x, (chart.slope * x + off).clamp(plane.y.least, plane.y.most));
    if chart.reach.is_finite() && chart.reach > 0.0 {
        // Many steps, because the band is cut off at the top and at the bottom.
        let steps = |off: f64| (0..=40).map(move |i| (from + (to - from) * f64::from(i) / 40.0, off));
        let upper = steps(chart.reach).map(|(x, off)| edge(x, off));
        let lower = steps(-chart.reach).map(|(x, off)| edge(x, off)).collect::<Vec<_>>();
        pen.area(upper.chain(lower.into_iter().rev()), pen.theme.accent, 0.12)?;
    }
    let mut hits = HitMap::default();
    for (index, &(x, y)) in chart.points.iter().enumerate().filter(|(_, (x, y))| x.is_finite() && y.is_finite()) {
        let at = plane.place(x, y);
        pen.dot(at, RADIUS, pen.theme.accent, 0.6)?;
        hits.point(index, at, RADIUS);
    }
    pen.line([edge(from, 0.0), edge(to, 0.0)], 1.5, pen.theme.text, 0.85)?;
    Ok(hits)
}
