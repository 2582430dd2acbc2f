//! The methods: repeating the past, Theta, Holt and Winters, and the middle of them.

use super::stl::{self, season_of};
use crate::lifetime::simplex::minimise;
use domain::insight::Method;

/// The next `horizon` values after `past` by a method.
pub fn carry_on(method: Method, past: &[f64], season: usize, horizon: usize) -> Vec<f64> {
    let seasonal = season > 1 && past.len() >= 2 * season;
    let places = if seasonal { season } else { 1 };
    let positive = past.iter().all(|value| *value > 0.0);
    let made = match method {
        Method::Naive if seasonal => (0..horizon).map(|step| past[past.len() - season + step % season]).collect(),
        Method::Naive => vec![past.last().copied().unwrap_or(0.0); horizon],
        Method::Mean => vec![past.iter().sum::<f64>() / past.len().max(1) as f64; horizon],
        Method::Theta => trending(past, places, horizon, positive && seasonal, 0.5),
        Method::HoltWinters => {
            holt_winters(past, places, horizon, Shape { factors: positive && seasonal, damped: false })
        }
        Method::Growth => trending(past, places, horizon, positive, 1.0),
        Method::Damped => holt_winters(past, places, horizon, Shape { factors: positive && seasonal, damped: true }),
        Method::Middle => {
            let each = [Method::Theta, Method::HoltWinters, Method::Growth];
            let each = each.map(|method| carry_on(method, past, season, horizon));
            let middle = |[a, b, c]: [f64; 3]| a.max(b).min(a.min(b).max(c));
            (0..horizon).map(|step| middle([0, 1, 2].map(|at| each[at][step]))).collect()
        }
    };
    // A figure that was never below zero does not fall below it.
    let floor = if past.iter().all(|value| *value >= 0.0) { 0.0 } else { f64::MIN };
    let fallback = past.last().copied().unwrap_or(0.0);
    made.into_iter().map(|value: f64| if value.is_finite() { value.max(floor) } else { fallback }).collect()
}

/// How each place of the season differs from the level, as factors or amounts: the classical decomposition by
/// centred moving averages.
fn seasons(past: &[f64], season: usize, factors: bool) -> Vec<f64> {
    let half = season / 2;
    let level = |at: usize| {
        let window = &past[at - half..=at + half];
        if season.is_multiple_of(2) {
            let ends = (window[0] + window[season]) / 2.0;
            (ends + window[1..season].iter().sum::<f64>()) / season as f64
        } else {
            window.iter().sum::<f64>() / season as f64
        }
    };
    let mut found = vec![(0.0, 0.0); season];
    for at in half..past.len() - half {
        let off = if factors { past[at] / level(at) } else { past[at] - level(at) };
        found[at % season].0 += off;
        found[at % season].1 += 1.0;
    }
    let means: Vec<f64> = found.iter().map(|(sum, count)| sum / f64::max(*count, 1.0)).collect();
    let middle = means.iter().sum::<f64>() / season as f64;
    means.iter().map(|one| if factors { one / middle } else { one - middle }).collect()
}

/// [`drifting`] on the series without its season, of its logarithms where growth and season are in proportion; the
/// season goes on as it last was.
fn trending(past: &[f64], season: usize, horizon: usize, in_proportion: bool, share: f64) -> Vec<f64> {
    let (plain, last) = without_season(past, season, in_proportion);
    let whole = |(step, value): (usize, f64)| value + last[step % season];
    let made = drifting(&plain, horizon, share).into_iter().enumerate().map(whole);
    made.map(|value| if in_proportion { value.exp() } else { value }).collect()
}

/// The series without its season, and the last season.
fn without_season(past: &[f64], season: usize, in_proportion: bool) -> (Vec<f64>, Vec<f64>) {
    let past: Vec<f64> = past.iter().map(|value| if in_proportion { value.ln() } else { *value }).collect();
    let off = match season {
        1 => vec![0.0; past.len()],
        _ if past.len() >= stl::LEAST_SEASONS * season => season_of(&past, season),
        _ => {
            let places = seasons(&past, season, false);
            (0..past.len()).map(|at| places[at % season]).collect()
        }
    };
    let plain = past.iter().zip(&off).map(|(value, off)| value - off).collect();
    (plain, off[off.len() - season..].to_vec())
}

/// The fitted numbers of a method, by the letters of its formula: of logarithms for growth in proportion. The plain
/// rules and the middle have none of their own.
pub fn fitted(method: Method, past: &[f64], season: usize) -> Vec<(&'static str, f64)> {
    let seasonal = season > 1 && past.len() >= 2 * season;
    let places = if seasonal { season } else { 1 };
    let positive = past.iter().all(|value| *value > 0.0);
    let drift = |in_proportion: bool, share: f64| {
        let Drifting { alpha, level, drift } = drift_of(&without_season(past, places, in_proportion).0, share);
        vec![("α", alpha), ("ℓ", level), ("b", drift), ("ln", f64::from(u8::from(in_proportion)))]
    };
    let smoothed = |damped: bool| {
        let found = winters_of(past, places, Shape { factors: positive && seasonal, damped });
        let [alpha, beta, gamma] = found.weights;
        vec![("α", alpha), ("β", beta), ("γ", gamma), ("φ", found.damping), ("ℓ", found.level), ("b", found.trend)]
    };
    match method {
        Method::Theta => drift(positive && seasonal, 0.5),
        Method::Growth => drift(positive, 1.0),
        Method::HoltWinters => smoothed(false),
        Method::Damped => smoothed(true),
        Method::Naive | Method::Mean | Method::Middle => Vec::new(),
    }
}

/// Simple exponential smoothing with a share of the linear trend as drift: with one half it is Theta (Assimakopoulos &
/// Nikolopoulos 2000; Hyndman & Billah 2003).
fn drifting(plain: &[f64], horizon: usize, share: f64) -> Vec<f64> {
    let Drifting { alpha, level, drift } = drift_of(plain, share);
    let lag = (1.0 - (1.0 - alpha).powf(plain.len() as f64)) / alpha;
    (0..horizon).map(|step| level + drift * (step as f64 + lag)).collect()
}

struct Drifting {
    alpha: f64,
    level: f64,
    drift: f64,
}

fn drift_of(plain: &[f64], share: f64) -> Drifting {
    let count = plain.len() as f64;
    let middle = (count - 1.0) / 2.0;
    let mean = plain.iter().sum::<f64>() / count;
    let spread: f64 = (0..plain.len()).map(|at| (at as f64 - middle).powi(2)).sum();
    let lean: f64 = plain.iter().enumerate().map(|(at, value)| (at as f64 - middle) * (value - mean)).sum();
    let drift = if spread > 0.0 { share * lean / spread } else { 0.0 };
    let smooth = |alpha: f64| {
        let (mut level, mut cost) = (plain[0], 0.0);
        for value in &plain[1..] {
            let error = value - level;
            cost += error * error;
            level += alpha * error;
        }
        (level, cost)
    };
    let best = (1..=99).map(|at| f64::from(at) / 100.0).min_by(|a, b| smooth(*a).1.total_cmp(&smooth(*b).1));
    let alpha = best.unwrap_or(0.5);
    Drifting { alpha, level: smooth(alpha).0, drift }
}

/// Whether the season is a factor (else an amount), and whether the trend fades.
#[derive(Clone, Copy)]
struct Shape {
    factors: bool,
    damped: bool,
}

/// Level, trend (damped or not) and season, each smoothed (Holt 1957, Winters 1960, Gardner & McKenzie 1985). The weights
/// and the damping have the least squared error of one step, from a start that follows and one that stays.
fn holt_winters(past: &[f64], season: usize, horizon: usize, shape: Shape) -> Vec<f64> {
    let Winters { level, trend, places, damping, .. } = winters_of(past, season, shape);
    let mut reach = 0.0;
    (0..horizon)
        .map(|step| {
            reach += damping.powi(step as i32 + 1);
            let bare = level + reach * trend;
            let place = places[(past.len() + step) % places.len()];
            if shape.factors { bare * place } else { bare + place }
        })
        .collect()
}

struct Winters {
    /// α, β, γ.
    weights: [f64; 3],
    damping: f64,
    level: f64,
    trend: f64,
    places: Vec<f64>,
}

fn winters_of(past: &[f64], season: usize, shape: Shape) -> Winters {
    let Shape { factors, damped } = shape;
    let start = if season > 1 { seasons(past, season, factors) } else { vec![if factors { 1.0 } else { 0.0 }] };
    let weight = |raw: f64| 1.0 / (1.0 + (-raw).exp());
    let scale = past.iter().map(|value| value.abs()).sum::<f64>() / past.len() as f64;
    let scale = if scale > 0.0 { scale } else { 1.0 };
    let run = |raw: &[f64; 4]| {
        let [alpha, beta, gamma] = [weight(raw[0]), weight(raw[1]), weight(raw[2])];
        let damping = if damped { 0.8 + 0.18 * weight(raw[3]) } else { 1.0 };
        let first = season.max(1).min(past.len() / 2).max(1);
        let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len().max(1) as f64;
        let (one, two) = (mean(&past[..first]), mean(&past[first..(2 * first).min(past.len())]));
        let mut trend = (two - one) / first as f64;
        let mut level = one - trend * (first as f64 + 1.0) / 2.0;
        let mut places = start.clone();
        let mut cost = 0.0;
        for (at, &value) in past.iter().enumerate() {
            let place = at % places.len();
            let before = level + damping * trend;
            let made = if factors { before * places[place] } else { before + places[place] };
            let error = if factors { value / made - 1.0 } else { (value - made) / scale };
            cost += error * error;
            let bare = if factors { value / places[place] } else { value - places[place] };
            let next = alpha * bare + (1.0 - alpha) * before;
            trend = beta * (next - level) + (1.0 - beta) * damping * trend;
            level = next;
            if season > 1 {
                let own = if factors { value / level } else { value - level };
                places[place] = gamma * own + (1.0 - gamma) * places[place];
            }
        }
        (cost, level, trend, places, damping)
    };
    let cost = |raw: &[f64; 4]| if raw.iter().any(|one| one.abs() > 12.0) { f64::MAX } else { run(raw).0 };
    let starts = [[-0.5, -3.0, -2.0, 2.0], [-1.0, -8.0, -1.0, 2.0]];
    let tried = starts.map(|start| minimise(start, 1.0, 1e-10, 600, cost));
    let raw = if tried[1].1 <= tried[0].1 { tried[1].0 } else { tried[0].0 };
    let (_, level, trend, places, damping) = run(&raw);
    Winters { weights: [weight(raw[0]), weight(raw[1]), weight(raw[2])], damping, level, trend, places }
}
