use crate::{
    frame::{Drawn, Ticks, axes},
    hit::HitMap,
    theme::Theme,
};
use plotters::{coord::Shift, prelude::*};

/// The receiver operating characteristic: shares from (0, 0) to (1, 1).
#[derive(Clone, Debug, PartialEq)]
pub struct Roc {
    pub x_name: String,
    pub y_name: String,
    pub points: Vec<(f64, f64)>,
    /// Index of the point at the chosen threshold.
    pub marked: Option<usize>,
}

pub(crate) fn draw<B: DrawingBackend>(chart: &Roc, theme: &Theme, area: &DrawingArea<B, Shift>) -> Drawn<B, HitMap> {
    let mut plane = axes(theme, area, (0.0..1.0, &chart.x_name, Ticks::Percent), (0.0..1.0, &chart.y_name, Ticks::Percent))?;
    let (accent, muted): (RGBColor, RGBColor) = (theme.accent.into(), theme.text_2.into());
    plane.draw_series([PathElement::new(vec![(0.0, 0.0), (1.0, 1.0)], muted.mix(0.6).stroke_width(theme.px(1.0).max(1) as u32))])?;
    plane.draw_series(AreaSeries::new(chart.points.iter().copied(), 0.0, accent.mix(0.10)))?;
    plane.draw_series(LineSeries::new(chart.points.iter().copied(), accent.stroke_width(theme.px(2.0).max(1) as u32)))?;
    let mut hits = HitMap::default();
    for (index, point) in chart.points.iter().enumerate() {
        hits.add(plane.backend_coord(point), index);
    }
    if let Some(point) = chart.marked.and_then(|at| chart.points.get(at)) {
        plane.draw_series([Circle::new(*point, theme.px(5.0), accent.filled())])?;
    }
    Ok(hits)
}
