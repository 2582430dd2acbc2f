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
    let ahead = periods.min(past.len() / 3).max(1);
    let end = past.len() - ahead + 1;
    let first = (past.len() / 2).max(end.saturating_sub(ORIGINS)).min(end - 1);
    let squared = |method: Demand| {
        let errors = (first..end).map(|origin| {
            let came: f64 = past[origin..origin + ahead].iter().sum();
            (method.sum(&past[..origin], ahead) - came).powi(2)
        });
        errors.sum::<f64>() / (end - first) as f64
    };
    let judged = candidates.into_iter().map(|method| (method, squared(method)));
    let (method, error) = judged.min_by(|a, b| a.1.total_cmp(&b.1))?;
    let mean = method.sum(past, periods);
    // Judged over fewer periods than asked for: the variance grows at least with their number.
    let variance = (error * periods as f64 / ahead as f64).max(mean);
    (mean.is_finite() && variance.is_finite()).then_some(Foreseen { method, mean, variance })
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
