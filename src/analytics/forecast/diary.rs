//! How past forecasts turned out: each kept with its day, scored once what it foresaw has come.

use crate::intervals::wilson;
use domain::insight::{DiaryScore, Foretold};

/// What a step is worth to compare errors by: how far off repeating the past was, within `past` alone (Hyndman &
/// Koehler 2006). None where it never was.
pub fn scale(past: &[f64], season: usize) -> Option<f64> {
    let back = if season > 1 && past.len() > season { season } else { 1 };
    let errors: Vec<f64> = past.iter().skip(back).zip(past).map(|(value, before)| (value - before).abs()).collect();
    let mean = errors.iter().sum::<f64>() / errors.len().max(1) as f64;
    (mean.is_finite() && mean > 0.0).then_some(mean)
}

/// None while nothing has come.
pub fn score(entries: &[Foretold]) -> Option<DiaryScore> {
    let came: Vec<(&Foretold, f64)> = entries.iter().filter_map(|entry| Some((entry, entry.came?))).collect();
    let came: Vec<_> =
        came.into_iter().filter(|(entry, came)| came.is_finite() && entry.expected.value.is_finite()).collect();
    if came.is_empty() {
        return None;
    }
    let count = came.len() as f64;
    let scaled: Vec<f64> = came
        .iter()
        .filter_map(|(entry, came)| {
            Some((came - entry.expected.value).abs() / entry.scale.filter(|scale| *scale > 0.0)?)
        })
        .filter(|error| error.is_finite())
        .collect();
    let held = came.iter().filter(|(entry, came)| (entry.expected.low..=entry.expected.high).contains(came)).count();
    let (foreseen, all) =
        came.iter().fold((0.0, 0.0), |(foreseen, all), (entry, came)| (foreseen + entry.expected.value, all + came));
    Some(DiaryScore {
        judged: came.len(),
        waiting: entries.len() - came.len(),
        mase: (!scaled.is_empty()).then(|| scaled.iter().sum::<f64>() / scaled.len() as f64),
        smape: super::smape(came.iter().map(|(entry, came)| (*came, entry.expected.value))),
        bias: (foreseen - all) / count,
        coverage: wilson(held, came.len()),
    })
}
