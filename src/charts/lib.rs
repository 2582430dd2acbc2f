//! Charts: `draw` a plain description on any plotters backend.
//!
//! Invariant: everything that is text (titles, axis names) and every colour comes in from outside; the same
//! chart draws on the page's canvas and, in tests, to SVG. Deliberately not here: hover boxes and tables,
//! which the page makes from the [`HitMap`] and the numbers it already has.
#![forbid(unsafe_code)]

mod bars;
mod calibration;
mod frame;
mod hit;
mod roc;
mod scatter;
mod theme;

pub use bars::{Bar, Bars};
pub use calibration::Calibration;
pub use hit::{Hit, HitMap};
pub use roc::Roc;
pub use scatter::{Scatter, ScatterPoint};
pub use theme::{Rgb, Theme};

use plotters::prelude::*;

/// Any chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    Scatter(Scatter),
    Roc(Roc),
    Calibration(Calibration),
    Bars(Bars),
}

#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    #[error("the drawing surface refused: {0}")]
    Surface(String),
}

/// Draws a chart over the whole area and tells where its marks are.
///
/// Values that are not finite are left out. An empty chart draws its axes.
pub fn draw<B: DrawingBackend>(chart: &Chart, theme: &Theme, area: &DrawingArea<B, plotters::coord::Shift>) -> Result<HitMap, ChartError> {
    let drawn = match chart {
        Chart::Scatter(chart) => scatter::draw(chart, theme, area),
        Chart::Roc(chart) => roc::draw(chart, theme, area),
        Chart::Calibration(chart) => calibration::draw(chart, theme, area),
        Chart::Bars(chart) => bars::draw(chart, theme, area),
    };
    drawn.map_err(|error| ChartError::Surface(error.to_string()))
}

#[cfg(test)]
mod tests;
