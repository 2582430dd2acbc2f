//! Charts on any plotters backend: canvas in the page, SVG in tests and exports.
//!
//! [`draw`] paints one [`Chart`] over the whole backend and returns where its marks are, for hover and tap.
//! Invariants: sizes are CSS pixels, multiplied by [`Theme::scale`] in one place ([`pen`]); colours come from the
//! theme; every word comes with the chart. Deliberately not here: reading the page's colours and size (`app`),
//! and anything computed from data beyond its place on the screen.
#![forbid(unsafe_code)]

mod axis;
mod calibration;
mod coefficients;
mod fit;
mod heat;
mod hit;
mod pen;
mod plane;
mod roc;
mod scatter;
mod series;
mod theme;

pub use axis::short;
pub use calibration::{Calibration, CalibrationPoint};
pub use coefficients::{CoefficientBar, Coefficients};
pub use fit::Fit;
pub use heat::Heat;
pub use hit::{HitMap, Spot};
pub use roc::Roc;
pub use scatter::{Boundary, Scatter, ScatterPoint};
pub use series::{Expected, Series};
pub use theme::{Rgb, Theme};

use pen::Pen;
use plotters::{drawing::IntoDrawingArea, prelude::DrawingBackend};

#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    Scatter(Scatter),
    Roc(Roc),
    Coefficients(Coefficients),
    Calibration(Calibration),
    Series(Series),
    Fit(Fit),
    Heat(Heat),
}

#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    #[error("the chart could not be drawn: {0}")]
    Backend(String),
}

/// Paints the chart over the whole backend, whose size is in device pixels. The spots of the answer are in CSS
/// pixels from the top left; their index is that of the point, bar or bin in the chart.
pub fn draw<B: DrawingBackend>(chart: &Chart, theme: &Theme, backend: B) -> Result<HitMap, ChartError> {
    let pen = Pen::new(backend.into_drawing_area(), theme)?;
    let hits = match chart {
        Chart::Scatter(chart) => scatter::draw(chart, &pen),
        Chart::Roc(chart) => roc::draw(chart, &pen),
        Chart::Coefficients(chart) => coefficients::draw(chart, &pen),
        Chart::Calibration(chart) => calibration::draw(chart, &pen),
        Chart::Series(chart) => series::draw(chart, &pen),
        Chart::Fit(chart) => fit::draw(chart, &pen),
        Chart::Heat(chart) => heat::draw(chart, &pen),
    }?;
    pen.finish()?;
    Ok(hits)
}

#[cfg(test)]
mod tests;
