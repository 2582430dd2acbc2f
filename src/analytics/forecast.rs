//! Carrying a series on: several methods, chosen by how they did on past points in time.
//!
//! Invariant: a method is judged by forecasts it would have made before what it is judged by; bands come from those
//! same errors, and their coverage is measured on origins that did not make them. Deliberately not here: holidays,
//! and what the numbers count.

pub mod methods;

use domain::insight::{Estimate, Method};
use methods::carry_on;

/// Whole periods before anything is foreseen.
pub const LEAST: usize = 8;
/// Past points in time that methods are judged on, at most.
const ORIGINS: usize = 24;
/// A method must be this much better than repeating the past, or the past is repeated.
const CLEARLY: f64 = 0.98;

#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    pub method: Method,
    /// With bands for 80 of 100 cases.
    pub expected: Vec<Estimate>,
    /// The first three periods (or as many as asked for) together.
    pub start: Estimate,
    /// Mean symmetric error in percent (Makridakis 1993) over all origins and horizons; that of [`Method::Naive`].
    pub smape: f64,
    pub naive_smape: f64,
    /// The share of what came that lay within the band promised by the other origins.
    pub coverage: f64,
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
    let season = if past.len() >= 2 * season { season.max(1) } else { 1 };
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
    let errors = Errors::of(past, &origins, &made, in_proportion);
    let floor = if past.iter().all(|value| *value >= 0.0) { 0.0 } else { f64::MIN };
    let band = |step: usize, value: f64| errors.band(step, value, None, floor);
    let together = expected.iter().take(3).sum::<f64>();
    Some(Forecast {
        method,
        start: errors.sum_band(past, &origins, &made, together, floor),
        expected: expected.iter().enumerate().map(|(step, &value)| band(step, value)).collect(),
        smape: error(&made),
        naive_smape,
        coverage: errors.coverage(past, &origins, &made, floor),
        origins: origins.len(),
    })
}

/// What past forecasts were off by: (origin, steps ahead less one, error).
struct Errors {
    all: Vec<(usize, usize, f64)>,
    in_proportion: bool,
}

impl Errors {
    fn of(past: &[f64], origins: &[usize], made: &[Vec<f64>], in_proportion: bool) -> Self {
        let mut all = Vec::new();
        for (at, (&origin, made)) in origins.iter().zip(made).enumerate() {
            for (step, (&value, &came)) in made.iter().zip(&past[origin..]).enumerate() {
                all.push((at, step, if in_proportion { (came / value).ln() } else { came - value }));
            }
        }
        Self { all: all.into_iter().filter(|(_, _, error)| error.is_finite()).collect(), in_proportion }
    }

    fn shifted(&self, value: f64, error: f64) -> f64 {
        if self.in_proportion { value * error.exp() } else { value + error }
    }

    /// The band of a forecast `step` + 1 periods ahead, from errors of that many steps and its neighbours, those of
    /// one origin left out: the quantiles are widened for their number (split conformal, Vovk et al. 2005).
    fn band(&self, step: usize, value: f64, without: Option<usize>, floor: f64) -> Estimate {
        let near = |reach: usize| -> Vec<f64> {
            let close = |at: &&(usize, usize, f64)| at.1.abs_diff(step) <= reach && Some(at.0) != without;
            self.all.iter().filter(close).map(|(_, _, error)| *error).collect()
        };
        let mut errors = near(0);
        for reach in [1, 3, usize::MAX] {
            if errors.len() >= 8 {
                break;
            }
            errors = near(reach);
        }
        let (low, high) = quantiles(&mut errors);
        let (low, high) = (self.shifted(value, low), self.shifted(value, high));
        Estimate { value: value.max(floor), low: low.min(value).max(floor), high: high.max(value) }
    }

    /// The share of what came that lay within the bands which the other origins would have promised.
    fn coverage(&self, past: &[f64], origins: &[usize], made: &[Vec<f64>], floor: f64) -> f64 {
        let (mut within, mut all) = (0.0, 0.0);
        for (at, (&origin, made)) in origins.iter().zip(made).enumerate() {
            for (step, (&value, &came)) in made.iter().zip(&past[origin..]).enumerate() {
                let band = self.band(step, value, Some(at), floor);
                within += f64::from(u8::from(came >= band.low && came <= band.high));
                all += 1.0;
            }
        }
        if all > 0.0 { within / all } else { 0.0 }
    }

    fn sum_band(&self, past: &[f64], origins: &[usize], made: &[Vec<f64>], value: f64, floor: f64) -> Estimate {
        let whole = |(made, &origin): (&Vec<f64>, &usize)| {
            (made.len() >= 3).then(|| (made[..3].iter().sum::<f64>(), past[origin..origin + 3].iter().sum::<f64>()))
        };
        let mut errors: Vec<f64> = made
            .iter()
            .zip(origins)
            .filter_map(whole)
            .map(|(made, came)| if self.in_proportion { (came / made).ln() } else { came - made })
            .filter(|error| error.is_finite())
            .collect();
        let (low, high) = quantiles(&mut errors);
        let (low, high) = (self.shifted(value, low), self.shifted(value, high));
        Estimate { value, low: low.min(value).max(floor), high: high.max(value) }
    }
}

/// The ends between which 80 of 100 further errors should lie.
fn quantiles(errors: &mut [f64]) -> (f64, f64) {
    errors.sort_by(f64::total_cmp);
    let Some(last) = errors.len().checked_sub(1) else { return (0.0, 0.0) };
    let at = |rank: f64| {
        let rank = (rank - 1.0).clamp(0.0, last as f64);
        let (below, part) = (rank.floor() as usize, rank.fract());
        errors[below] * (1.0 - part) + errors[(below + 1).min(last)] * part
    };
    let count = errors.len() as f64 + 1.0;
    (at(0.1 * count), at(0.9 * count))
}
