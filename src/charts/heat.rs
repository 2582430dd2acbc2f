use crate::{
    ChartError, HitMap, Spot,
    pen::{Align, Pen},
};
use plotters::prelude::DrawingBackend;

/// Shares by two names: the stronger the colour, the greater the share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heat {
    /// From the top down.
    pub rows: Vec<String>,
    pub columns: Vec<String>,
    /// A share of 0 to 1 by row and column; none where nothing is known yet.
    pub cells: Vec<Vec<Option<f64>>>,
    pub x_title: String,
}

/// The height of a row in CSS pixels.
const ROW: f64 = 26.0;
/// Alpha of the faintest and the strongest colour; the strongest still lets text be read.
const INK: [f64; 2] = [0.06, 0.5];

impl Heat {
    pub fn natural_height(rows: usize, font_px: f64) -> f64 {
        rows.max(1) as f64 * ROW + font_px * 3.6
    }

    /// The row and the column of a spot.
    pub fn place(&self, index: usize) -> (usize, usize) {
        let columns = self.columns.len().max(1);
        (index / columns, index % columns)
    }
}

/// Spots are indexed row by row; empty cells have none.
pub(crate) fn draw<B: DrawingBackend>(chart: &Heat, pen: &Pen<'_, B>) -> Result<HitMap, ChartError> {
    let (theme, font) = (pen.theme, pen.theme.font_px);
    let widest = chart.rows.iter().map(|name| pen.width_of(name)).fold(0.0, f64::max).min(pen.width * 0.35);
    let (left, right) = (widest + font * 0.8, pen.width);
    let (top, bottom) = (0.0, (pen.height - font * 3.2).max(font));
    let (count, lines) = (chart.columns.len().max(1), chart.rows.len().max(1));
    let (wide, high) = (((right - left) / count as f64).max(1.0), (bottom - top) / lines as f64);
    let shares = chart.cells.iter().flatten().flatten().copied().filter(|share| share.is_finite());
    let most = shares.fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let room = wide > pen.width_of("00%") + 2.0;
    let mut hits = HitMap::default();
    for (row, (name, cells)) in chart.rows.iter().zip(&chart.cells).enumerate() {
        let y = top + row as f64 * high;
        pen.text(&pen.fitted(name, widest), (widest, y + high / 2.0), Align::Right, theme.text2)?;
        for (column, cell) in cells.iter().take(count).enumerate() {
            let Some(share) = cell.filter(|share| share.is_finite()) else { continue };
            let x = left + column as f64 * wide;
            let ink = INK[0] + (INK[1] - INK[0]) * (share / most).clamp(0.0, 1.0);
            pen.rectangle((x + 1.0, y + 1.0), (x + wide - 1.0, y + high - 1.0), theme.accent, ink)?;
            let middle = (x + wide / 2.0, y + high / 2.0);
            if room {
                pen.text(&format!("{:.0}%", share * 100.0), middle, Align::Centre, theme.text)?;
            }
            let (half_width, half_height) = (wide / 2.0, high / 2.0);
            hits.spots.push(Spot { index: row * count + column, x: middle.0, y: middle.1, half_width, half_height });
        }
    }
    let widest = chart.columns.iter().map(|name| pen.width_of(name)).fold(font, f64::max);
    let every = (((widest + font * 0.5) / wide).ceil() as usize).max(1);
    for (column, name) in chart.columns.iter().enumerate().step_by(every) {
        let x = (left + (column as f64 + 0.5) * wide).min(pen.width - pen.width_of(name) / 2.0);
        pen.text(name, (x, bottom + font), Align::Centre, theme.text2)?;
    }
    pen.text(&pen.fitted(&chart.x_title, pen.width), (right, bottom + font * 2.6), Align::Right, theme.text2)?;
    Ok(hits)
}
