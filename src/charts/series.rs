use crate::{
    ChartError, HitMap, Spot,
    axis::Axis,
    pen::{Align, Pen},
    plane::wanted,
};
use plotters::prelude::DrawingBackend;

/// A figure by period: what was, then what is expected with the band it should stay in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// The name of each period, past and future.
    pub periods: Vec<String>,
    pub past: Vec<f64>,
    pub expected: Vec<Expected>,
    /// Periods with something worth knowing, by position: a line and its name.
    pub marks: Vec<(usize, String)>,
    pub y_title: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    pub value: f64,
    pub low: f64,
    pub high: f64,
    /// The ends of a band that holds more often; cut where it would flatten everything else.
    pub wide: Option<(f64, f64)>,
}

/// How far beyond everything else, in shares of its height, the wide band is shown.
const BEYOND: f64 = 0.5;

impl Series {
    /// What is always shown: nothing, the past, the expected with its band.
    fn shown(&self) -> impl Iterator<Item = f64> {
        let expected = self.expected.iter().flat_map(|one| [one.low, one.value, one.high]);
        self.past.iter().copied().chain(expected).chain([0.0]).filter(|value| value.is_finite())
    }

    /// Where the wide band is cut.
    fn ends(&self) -> (f64, f64) {
        let (least, most) = self.shown().fold((0.0_f64, 0.0_f64), |ends, value| (ends.0.min(value), ends.1.max(value)));
        let beyond = BEYOND * (most - least);
        // Amounts do not go below zero for a band.
        (if least < 0.0 { least - beyond } else { least }, most + beyond)
    }

    /// Whether the wide band is cut at the edge of the picture.
    pub fn is_cut(&self) -> bool {
        let (least, most) = self.ends();
        self.expected.iter().map(Expected::outer).any(|(low, high)| low < least || high > most)
    }
}

impl Expected {
    fn outer(&self) -> (f64, f64) {
        self.wide.unwrap_or((self.low, self.high))
    }
}

/// Spots are indexed by period.
pub(crate) fn draw<B: DrawingBackend>(chart: &Series, pen: &Pen<'_, B>) -> Result<HitMap, ChartError> {
    let (theme, font) = (pen.theme, pen.theme.font_px);
    let (least, most) = chart.ends();
    let wide = chart.expected.iter().map(Expected::outer).flat_map(|(low, high)| [low.max(least), high.min(most)]);
    let above = if chart.marks.is_empty() { 2.4 } else { 3.8 };
    let (top, bottom) = ((font * above).round(), (pen.height - font * 2.2).max(font * 4.0));
    let y = Axis::around(chart.shown().chain(wide), wanted(bottom - top, 44.0));
    let labels = y.ticks.iter().map(|&tick| pen.width_of(&y.label(tick))).fold(0.0, f64::max);
    let (left, right) = ((labels + font * 0.8).round(), pen.width - font);
    let count = chart.periods.len().max(2);
    let at = |index: usize| left + (right - left) * (index as f64 + 0.5) / count as f64;
    let height = |value: f64| bottom - y.share(value).clamp(0.0, 1.0) * (bottom - top);

    for &tick in &y.ticks {
        pen.hairline((left, height(tick)), (right, height(tick)), theme.line)?;
        pen.text(&y.label(tick), (left - font * 0.6, height(tick)), Align::Right, theme.text2)?;
    }
    pen.text(&pen.fitted(&chart.y_title, pen.width), (0.0, font * 0.8), Align::Left, theme.text2)?;
    let widest = chart.periods.iter().map(|name| pen.width_of(name)).fold(font, f64::max);
    let every = (((widest + font) / ((right - left) / count as f64)).ceil() as usize).max(1);
    for (index, name) in chart.periods.iter().enumerate().skip(every / 2).step_by(every) {
        let half = pen.width_of(name) / 2.0;
        pen.text(name, (at(index).clamp(half, pen.width - half), bottom + font), Align::Centre, theme.text2)?;
    }

    // Names from the newest on, each where it meets no other.
    let mut free = pen.width;
    for (index, name) in chart.marks.iter().rev().filter(|(index, _)| *index < chart.periods.len()) {
        pen.dashes((at(*index), top), (at(*index), bottom), 1.0, theme.text2)?;
        let half = pen.width_of(name) / 2.0;
        let middle = at(*index).clamp(left + half, (pen.width - half).max(left + half));
        if middle + half <= free {
            pen.text(name, (middle, top - font * 0.6), Align::Centre, theme.text2)?;
            free = middle - half - font;
        }
    }

    let past = chart.past.len();
    let future = |index: usize| at(past + index);
    let start = chart.past.last().map(|&value| (at(past - 1), height(value)));
    let band = |ends: fn(&Expected) -> (f64, f64), alpha: f64| {
        let all = || chart.expected.iter().enumerate();
        let upper = all().map(|(index, one)| (future(index), height(ends(one).1)));
        let lower = all().rev().map(|(index, one)| (future(index), height(ends(one).0)));
        pen.area(start.into_iter().chain(upper).chain(lower), theme.accent, alpha)
    };
    if chart.expected.iter().any(|one| one.wide.is_some()) {
        band(Expected::outer, 0.09)?;
    }
    band(|one| (one.low, one.high), 0.16)?;
    pen.line(chart.past.iter().enumerate().map(|(index, &value)| (at(index), height(value))), 2.0, theme.text2, 1.0)?;
    let middle = chart.expected.iter().enumerate().map(|(index, one)| (future(index), height(one.value)));
    pen.line(start.into_iter().chain(middle), 2.0, theme.accent, 1.0)?;
    for (index, one) in chart.expected.iter().enumerate() {
        pen.dot((future(index), height(one.value)), 3.0, theme.accent, 1.0)?;
    }

    let all = chart.past.iter().copied().chain(chart.expected.iter().map(|one| one.value));
    let half_width = (right - left) / count as f64 / 2.0;
    let spots = all.enumerate().map(|(index, value)| Spot {
        index,
        x: at(index),
        y: height(value),
        half_width,
        half_height: bottom - top,
    });
    Ok(HitMap { spots: spots.collect() })
}
