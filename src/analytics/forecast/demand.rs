//! Demand that often is nothing: how much comes when something comes, and how often something comes, each smoothed by
//! itself (Croston 1972; Syntetos & Boylan 2005; Teunter, Syntetos & Babai 2011).
//!
//! Methods are judged by the sum of the coming periods, which is what stock has to last for, on past points in time.

use super::methods::carry_on;
use domain::insight::Method;

/// Periods before anything is foreseen.
pub const LEAST: usize = 6;
/// Past points in time that methods are judged on, at most.
const ORIGINS: usize = 24;
/// From this mean time between demands on it is intermittent (Syntetos, Boylan & Croston 2005).
const INTERMITTENT: f64 = 1.32;
const WEIGHTS: [f64; 4] = [0.05, 0.1, 0.2, 0.3];

/// How demand is carried on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Demand {
    /// Size over interval, both smoothed with this weight when something is asked for.
    Croston(f64),
    /// The same without Croston's bias (Syntetos & Boylan).
    Unbiased(f64),
    /// Size times chance, the chance smoothed every period: falls for what is no longer asked for (Teunter, Syntetos &
    /// Babai).
    Fading(f64),
    /// A method for series without gaps, with its season in periods.
    Steady(Method, usize),
}

/// The demand of the coming periods together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Foreseen {
    pub method: Demand,
    pub mean: f64,
    /// Mean squared error of such forecasts in the past, no less than the mean: demand counts pieces.
    pub variance: f64,
    /// Root of that error over as many periods as could be judged, and that of repeating the last ones.
    pub error: f64,
    pub naive_error: f64,
}

/// What was foreseen at a past point in time, and what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tried {
    pub foreseen: f64,
    pub came: f64,
}

/// The demand of the next `periods` together. None for less than [`LEAST`] values, for values that are below zero or
/// not finite, and for demand that never was.
pub fn foresee(past: &[f64], season: usize, periods: usize) -> Option<Foreseen> {
    let sound = past.iter().all(|value| value.is_finite() && *value >= 0.0);
    if !sound || past.len() < LEAST || periods == 0 || past.iter().all(|value| *value == 0.0) {
        return None;
    }
    let asked = past.iter().filter(|value| **value > 0.0).count() as f64;
    let mut candidates = vec![Demand::Steady(Method::Mean, 1)];
    let weighted = |of: fn(f64) -> Demand| WEIGHTS.map(of);
    if past.len() as f64 / asked >= INTERMITTENT {
        candidates.extend([Demand::Croston, Demand::Unbiased, Demand::Fading].into_iter().flat_map(weighted));
    } else {
        let season = if past.len() >= season.saturating_mul(3) { season.max(1) } else { 1 };
        let steady = [Method::Naive, Method::Theta, Method::Growth, Method::Damped];
        candidates.extend(steady.map(|method| Demand::Steady(method, season)));
    }
    let ahead = judged_ahead(past, periods);
    let squared = |method: Demand| mean_square(&tried(method, past, ahead));
    let judged = candidates.into_iter().map(|method| (method, squared(method)));
    let (method, error) = judged.min_by(|a, b| a.1.total_cmp(&b.1))?;
    let mean = method.sum(past, periods);
    // Judged over fewer periods than asked for: the variance grows at least with their number.
    let variance = (error * periods as f64 / ahead as f64).max(mean);
    let repeated = origins(past, ahead).map(|origin| {
        let last: f64 = past[origin - ahead.min(origin)..origin].iter().sum();
        Tried { foreseen: last, came: past[origin..origin + ahead].iter().sum() }
    });
    let naive = mean_square(&repeated.collect::<Vec<_>>());
    let found = Foreseen { method, mean, variance, error: error.sqrt(), naive_error: naive.sqrt() };
    (mean.is_finite() && variance.is_finite()).then_some(found)
}

/// Over how many periods together a method can be judged.
pub fn judged_ahead(past: &[f64], periods: usize) -> usize {
    periods.min(past.len() / 3).max(1)
}

/// Points in time with `ahead` periods known after them, the newest.
fn origins(past: &[f64], ahead: usize) -> std::ops::Range<usize> {
    let end = (past.len() + 1).saturating_sub(ahead);
    let first = (past.len() / 2).max(end.saturating_sub(ORIGINS)).min(end.saturating_sub(1));
    first..end
}

/// Sums of `ahead` periods as a method would have foreseen them.
pub fn tried(method: Demand, past: &[f64], ahead: usize) -> Vec<Tried> {
    let at = |origin: usize| Tried {
        foreseen: method.sum(&past[..origin], ahead),
        came: past[origin..origin + ahead].iter().sum(),
    };
    origins(past, ahead).map(at).collect()
}

fn mean_square(tried: &[Tried]) -> f64 {
    let sum: f64 = tried.iter().map(|one| (one.foreseen - one.came).powi(2)).sum();
    sum / tried.len().max(1) as f64
}

/// The mean and the variance of each of the coming periods, for a series that [`foresee`] takes.
pub fn each(method: Demand, past: &[f64], periods: usize) -> Vec<(f64, f64)> {
    // The last of so many periods alone.
    let last = |past: &[f64], ahead: usize| (method.sum(past, ahead) - method.sum(past, ahead - 1)).max(0.0);
    let period = |ahead: usize| {
        let known = judged_ahead(past, ahead);
        let tried = origins(past, known)
            .map(|origin| Tried { foreseen: last(&past[..origin], known), came: past[origin + known - 1] });
        let mean = last(past, ahead);
        (mean, mean_square(&tried.collect::<Vec<_>>()).max(mean))
    };
    (1..=periods).map(period).collect()
}

impl Demand {
    /// The next `periods` together.
    pub fn sum(self, past: &[f64], periods: usize) -> f64 {
        let each = match self {
            Self::Steady(method, season) => return carry_on(method, past, season, periods).iter().sum(),
            Self::Croston(weight) => smoothed(past, weight).rate(),
            Self::Unbiased(weight) => smoothed(past, weight).rate() * (1.0 - weight / 2.0),
            Self::Fading(weight) => {
                let found = smoothed(past, weight);
                found.size * found.chance
            }
        };
        each * periods as f64
    }
}

struct Smoothed {
    size: f64,
    interval: f64,
    chance: f64,
}

impl Smoothed {
    fn rate(&self) -> f64 {
        if self.interval > 0.0 { self.size / self.interval } else { 0.0 }
    }
}

fn smoothed(past: &[f64], weight: f64) -> Smoothed {
    let mut found = Smoothed { size: 0.0, interval: 0.0, chance: 0.0 };
    let mut since = 0.0;
    for &value in past {
        since += 1.0;
        let known = found.interval > 0.0;
        match value > 0.0 {
            true if !known => found = Smoothed { size: value, interval: since, chance: 1.0 / since },
            true => {
                found.size += weight * (value - found.size);
                found.interval += weight * (since - found.interval);
                found.chance += weight * (1.0 - found.chance);
            }
            false => found.chance -= weight * found.chance,
        }
        if value > 0.0 {
            since = 0.0;
        }
    }
    found
}
