use crate::{
    frame::{Drawn, Ticks, axes},
    hit::HitMap,
    theme::Theme,
};
use plotters::{coord::Shift, prelude::*};

/// Promised against observed shares: on the diagonal the chances mean what they say.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    pub x_name: String,
    pub y_name: String,
    /// Predicted share, observed share, number of people.
    pub bins: Vec<(f64, f64, usize)>,
}

pub(crate) fn draw<B: DrawingBackend>(chart: &Calibration, theme: &Theme, area: &DrawingArea<B, Shift>) -> Drawn<B, HitMap> {
    let mut plane = axes(theme, area, (0.0..1.0, &chart.x_name, Ticks::Percent), (0.0..1.0, &chart.y_name, Ticks::Percent))?;
    let (accent, muted): (RGBColor, RGBColor) = (theme.accent.into(), theme.text_2.into());
    plane.draw_series([PathElement::new(vec![(0.0, 0.0), (1.0, 1.0)], muted.mix(0.6).stroke_width(theme.px(1.0).max(1) as u32))])?;
    let line = chart.bins.iter().map(|(predicted, observed, _)| (*predicted, *observed));
    plane.draw_series(LineSeries::new(line, accent.stroke_width(theme.px(1.5).max(1) as u32)))?;
    let most = chart.bins.iter().map(|bin| bin.2).max().unwrap_or(1).max(1) as f64;
    let mut hits = HitMap::default();
    for (index, (predicted, observed, count)) in chart.bins.iter().enumerate() {
        let radius = theme.px(3.0 + 5.0 * (*count as f64 / most).sqrt());
        plane.draw_series([Circle::new((*predicted, *observed), radius, accent.mix(0.85).filled())])?;
        hits.add(plane.backend_coord(&(*predicted, *observed)), index);
    }
    Ok(hits)
}
