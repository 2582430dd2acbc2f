use crate::{
    ChartError, HitMap, Spot,
    axis::Axis,
    pen::{Align, Pen},
    plane::wanted,
};
use plotters::prelude::DrawingBackend;

/// What moves the chance, how much and how surely: bars from zero with their intervals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coefficients {
    pub bars: Vec<CoefficientBar>,
    pub x_title: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct CoefficientBar {
    pub label: String,
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl Coefficients {
    /// The height at which no bar is cramped, in CSS pixels.
    pub fn natural_height(bars: usize, font_px: f64) -> f64 {
        bars.max(1) as f64 * 28.0 + font_px * 4.2
    }
}

pub(crate) fn draw<B: DrawingBackend>(chart: &Coefficients, pen: &Pen<'_, B>) -> Result<HitMap, ChartError> {
    let (theme, font) = (pen.theme, pen.theme.font_px);
    let widest = chart.bars.iter().map(|bar| pen.width_of(&bar.label)).fold(0.0, f64::max);
    let label_width = widest.min(pen.width * 0.4);
    let (left, right) = (label_width + font, (pen.width - font * 1.5).max(label_width + font + 10.0));
    let (top, bottom) = (font * 0.5, (pen.height - font * 3.4).max(font + 10.0));
    let ends = chart.bars.iter().flat_map(|bar| [bar.low, bar.high, 0.0]);
    let axis = Axis::around(ends.chain([-0.01, 0.01]), wanted(right - left, 56.0));
    let place = |value: f64| left + axis.share(value).clamp(0.0, 1.0) * (right - left);

    for &tick in &axis.ticks {
        pen.hairline((place(tick), top), (place(tick), bottom), theme.line)?;
        pen.text(&axis.label(tick), (place(tick), bottom + font), Align::Centre, theme.text2)?;
    }
    pen.text(&pen.fitted(&chart.x_title, pen.width), (right, bottom + font * 2.6), Align::Right, theme.text2)?;

    let row = (bottom - top) / chart.bars.len().max(1) as f64;
    let thick = (row * 0.5).clamp(3.0, 14.0);
    let mut hits = HitMap::default();
    for (index, bar) in chart.bars.iter().enumerate() {
        let y = top + (index as f64 + 0.5) * row;
        let sure = bar.low > 0.0 || bar.high < 0.0;
        // Where the interval reaches over zero the direction is not known: muted.
        let colour = if sure { theme.accent } else { theme.text2 };
        pen.text(&pen.fitted(&bar.label, label_width), (label_width, y), Align::Right, theme.text)?;
        let (from, to) = (place(bar.value.min(0.0)), place(bar.value.max(0.0)));
        pen.rectangle(
            (from, y - thick / 2.0),
            (to.max(from + 1.0), y + thick / 2.0),
            colour,
            if sure { 0.55 } else { 0.3 },
        )?;
        let (low, high) = (place(bar.low), place(bar.high));
        pen.line([(low, y), (high, y)], 1.5, colour, 1.0)?;
        for end in [low, high] {
            pen.line([(end, y - 3.0), (end, y + 3.0)], 1.5, colour, 1.0)?;
        }
        hits.spots.push(Spot {
            index,
            x: (left + right) / 2.0,
            y,
            half_width: (right - left) / 2.0 + left / 2.0,
            half_height: row / 2.0,
        });
    }
    pen.hairline((place(0.0), top), (place(0.0), bottom), theme.text2)?;
    Ok(hits)
}
