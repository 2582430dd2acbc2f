//! Carrying a series on: several methods, chosen by how they did on past points in time.
//!
//! Invariant: a method is judged by forecasts it would have made before what it is judged by; bands come from those
//! same errors, and their coverage is measured on origins that did not make them. Deliberately not here: holidays,
//! and what the numbers count.

mod bands;
pub mod deals;
pub mod demand;
pub mod diary;
pub mod methods;
mod stl;

use bands::Bands;
use domain::insight::{Estimate, Method};
use methods::carry_on;

/// Whole periods before anything is foreseen.
pub const LEAST: usize = 8;
/// Past points in time that methods are judged on, at most.
const ORIGINS: usize = 24;
/// Values beyond two seasons before there is a season at all.
pub(crate) const JUDGED: usize = 6;
/// A method must be this much better than repeating the past, or the past is repeated.
const CLEARLY: f64 = 0.98;

#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    pub method: Method,
    /// Its fitted numbers, by the letters of its formula.
    pub fitted: Vec<(&'static str, f64)>,
    /// With bands for 80 of 100 cases.
    pub expected: Vec<Estimate>,
    /// The same with bands for 95 of 100.
    pub wide: Vec<Estimate>,
    /// The first three periods (or as many as asked for) together.
    pub start: Estimate,
    /// Mean symmetric error in percent (Makridakis 1993) over all origins and horizons; that of [`Method::Naive`].
    pub smape: f64,
    pub naive_smape: f64,
    /// The share of what came that lay within the bands promised by the other origins.
    pub coverage: f64,
    pub wide_coverage: f64,
    pub origins: usize,
}

/// 200 · |a − f| / (|a| + |f|), in the mean; pairs of zeros are no error.
pub fn smape(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for (came, foreseen) in pairs {
        let size = came.abs() + foreseen.abs();
        sum += if size > 0.0 { 200.0 * (came - foreseen).abs() / size } else { 0.0 };
        count += 1.0;
    }
    if count > 0.0 { sum / count } else { 0.0 }
}

/// The next `horizon` values of a series whose season has `season` periods (12 for months, 1 for none). None for
/// less than [`LEAST`] values or values that are not finite.
pub fn forecast(past: &[f64], season: usize, horizon: usize) -> Option<Forecast> {
    if past.len() < LEAST || past.iter().any(|value| !value.is_finite()) || horizon == 0 {
        return None;
    }
    // Two seasons, and something to judge by what they taught.
    let season = if season > 1 && past.len() >= season.saturating_mul(2).saturating_add(JUDGED) { season } else { 1 };
    let first = if season > 1 { (2 * season + 1).max(LEAST) } else { LEAST / 2 + 1 };
    // The last origin sees the whole way come true, unless that leaves too few: what is judged is what is asked for.
    let whole = horizon.min((past.len() - first) / 2).max(1);
    let end = past.len() - whole + 1;
    let first = first.max(end.saturating_sub(ORIGINS)).min(end - 1);
    let origins: Vec<usize> = (first..end).collect();
    let ahead = |origin: usize| horizon.min(past.len() - origin);
    let backtest = |method: Method| -> Vec<Vec<f64>> {
        origins.iter().map(|&origin| carry_on(method, &past[..origin], season, ahead(origin))).collect()
    };
    let error = |made: &[Vec<f64>]| {
        smape(
            made.iter()
                .zip(&origins)
                .flat_map(|(made, &origin)| past[origin..].iter().copied().zip(made.iter().copied())),
        )
    };
    let naive = backtest(Method::Naive);
    let naive_smape = error(&naive);
    let others: &[Method] = if season > 1 {
        &[Method::Theta, Method::HoltWinters, Method::Growth, Method::Damped, Method::Middle]
    } else {
        &[Method::Mean, Method::Theta, Method::HoltWinters, Method::Growth, Method::Damped]
    };
    let (mut method, mut made, mut best) = (Method::Naive, naive, naive_smape * CLEARLY);
    for &other in others {
        let tried = backtest(other);
        let found = error(&tried);
        if found < best {
            (method, made, best) = (other, tried, found);
        }
    }

    let expected = carry_on(method, past, season, horizon);
    // Errors in proportion where nothing is near zero, in amounts otherwise.
    let least = past.iter().chain(&expected).copied().fold(f64::MAX, f64::min);
    let in_proportion = least > 0.0 && made.iter().flatten().all(|value| *value > 0.0);
    let floor = if past.iter().all(|value| *value >= 0.0) { 0.0 } else { f64::MIN };
    let rows: Vec<Vec<(f64, f64)>> = made
        .iter()
        .zip(&origins)
        .map(|(made, &origin)| made.iter().copied().zip(past[origin..].iter().copied()).collect())
        .collect();
    let kept = Bands::new(&rows, in_proportion, floor);
    let around = |promise: usize| -> Vec<Estimate> {
        expected.iter().enumerate().map(|(step, &value)| kept.around(step, value, promise)).collect()
    };
    // The sums of the first three periods are figures of their own.
    let sum = |row: &Vec<(f64, f64)>| {
        row.iter().take(3).fold((0.0, 0.0), |sum: (f64, f64), one| (sum.0 + one.0, sum.1 + one.1))
    };
    let sums: Vec<Vec<(f64, f64)>> =
        rows.iter().filter(|row| row.len() >= 3.min(horizon)).map(|row| vec![sum(row)]).collect();
    let together = expected.iter().take(3).sum::<f64>();
    Some(Forecast {
        method,
        fitted: methods::fitted(method, past, season),
        start: Bands::new(&sums, in_proportion, floor).around(0, together, bands::LIKELY),
        expected: around(bands::LIKELY),
        wide: around(bands::NEARLY_SURE),
        smape: error(&made),
        naive_smape,
        coverage: kept.coverage(bands::LIKELY),
        wide_coverage: kept.coverage(bands::NEARLY_SURE),
        origins: origins.len(),
    })
}
