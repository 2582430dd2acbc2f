//! BG/NBD: how many orders a customer will still place, from the dates of past ones alone (Fader, Hardie & Lee,
//! "Counting Your Customers the Easy Way", Marketing Science 24, 2005).
//!
//! Customers buy at a rate of their own (gamma: r, α) and after each order leave for good with a chance of their own
//! (beta: a, b). Times are in one unit throughout. The plain P(alive) is 1 for everyone with one order only, so it
//! is no measure of churn: use [`BgNbd::chance_within`].

use super::simplex::minimise;
use statrs::function::{beta::ln_beta, gamma::ln_gamma};
use std::collections::BTreeMap;

/// A customer's past: orders after the first (on different days), when the last came and how long the customer is
/// known, both counted from the first order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct History {
    pub repeats: u32,
    pub last: f64,
    pub known: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BgNbd {
    pub r: f64,
    pub alpha: f64,
    pub a: f64,
    pub b: f64,
    pub log_likelihood: f64,
}

struct Shared {
    exponent: f64,
    stayed: f64,
    left: f64,
}

impl BgNbd {
    /// Maximum likelihood, from three starts. None without customers or time.
    pub fn fit(histories: &[History]) -> Option<Self> {
        let scale = histories.iter().map(|own| own.known).fold(0.0, f64::max) / 40.0;
        if histories.is_empty() || !scale.is_finite() || scale <= 0.0 {
            return None;
        }
        // Equal histories are computed once: many customers bought once on the same day.
        let mut groups: BTreeMap<u32, BTreeMap<(u64, u64), f64>> = BTreeMap::new();
        for own in histories {
            let same = groups.entry(own.repeats).or_default();
            *same.entry((own.last.to_bits(), own.known.to_bits())).or_default() += 1.0;
        }
        let at = |bits: u64| f64::from_bits(bits) / scale;
        let groups: Vec<(u32, Vec<(f64, f64, f64)>)> = groups
            .into_iter()
            .map(|(repeats, same)| {
                (repeats, same.into_iter().map(|((last, known), count)| (at(last), at(known), count)).collect())
            })
            .collect();
        let model = |point: &[f64; 4]| {
            let [r, alpha, a, b] = point.map(f64::exp);
            Self { r, alpha, a, b, log_likelihood: 0.0 }
        };
        let cost = |point: &[f64; 4]| {
            // Beyond these bounds parameters can no longer be told apart.
            if point.iter().any(|one| one.abs() > 12.0) {
                return f64::MAX;
            }
            let model = model(point);
            let of = |(repeats, same): &(u32, Vec<(f64, f64, f64)>)| {
                let shared = model.shared(*repeats);
                same.iter().map(|&(last, known, count)| count * model.log_likelihood(&shared, last, known)).sum::<f64>()
            };
            -groups.iter().map(of).sum::<f64>()
        };
        let starts = [[-1.0, 1.5, -0.2, 0.9], [0.0, 2.0, 0.0, 1.0], [-0.5, 3.0, -1.0, 2.0]];
        let rough = starts.into_iter().map(|start| minimise(start, 0.4, 1e-7, 300, &cost));
        let (point, _) = rough.min_by(|a, b| a.1.total_cmp(&b.1))?;
        // Twice from where it ended: a simplex can fold up early.
        let (point, _) = minimise(point, 0.2, 1e-12, 1_500, &cost);
        let best = minimise(point, 0.1, 1e-13, 1_500, &cost);
        let fitted = model(&best.0);
        // At a bound customers are all alike in something, which foresees as well: the newest months judge it.
        let settled = best.1 < f64::MAX;
        let events: f64 = histories.iter().map(|own| f64::from(own.repeats)).sum();
        // In the unit that was asked in: each order's density carries one unit of time.
        let log_likelihood = -best.1 - events * scale.ln();
        settled.then_some(Self { alpha: fitted.alpha * scale, log_likelihood, ..fitted })
    }

    /// What customers with so many repeat orders share of equation 6 of the paper, in logarithms.
    fn shared(&self, repeats: u32) -> Shared {
        let Self { r, alpha, a, b, .. } = *self;
        let x = f64::from(repeats);
        let rate = ln_gamma(r + x) - ln_gamma(r) + r * alpha.ln();
        Shared {
            exponent: r + x,
            stayed: rate + ln_beta(a, b + x) - ln_beta(a, b),
            left: match repeats {
                0 => f64::NEG_INFINITY,
                _ => rate + ln_beta(a + 1.0, b + x - 1.0) - ln_beta(a, b),
            },
        }
    }

    /// The rest of equation 6: the last order and the time known.
    fn log_likelihood(&self, shared: &Shared, last: f64, known: f64) -> f64 {
        let stayed = shared.stayed - shared.exponent * (self.alpha + known).ln();
        if shared.left == f64::NEG_INFINITY {
            return stayed;
        }
        let left = shared.left - shared.exponent * (self.alpha + last).ln();
        stayed.max(left) + (-(stayed - left).abs()).exp().ln_1p()
    }

    /// The chance that the customer has not left. 1 after a single order: see the module's words.
    pub fn alive(&self, own: &History) -> f64 {
        if own.repeats == 0 {
            return 1.0;
        }
        let x = f64::from(own.repeats);
        let odds = (self.r + x) * ((self.alpha + own.known) / (self.alpha + own.last)).ln();
        1.0 / (1.0 + self.a / (self.b + x - 1.0) * odds.exp())
    }

    /// The chance of at least one order within `time`.
    pub fn chance_within(&self, own: &History, time: f64) -> f64 {
        let x = f64::from(own.repeats);
        let none = ((self.alpha + own.known) / (self.alpha + own.known + time)).powf(self.r + x);
        (self.alive(own) * (1.0 - none)).clamp(0.0, 1.0)
    }

    /// Orders to expect within `time` (equation 10 of the paper).
    pub fn expected(&self, own: &History, time: f64) -> f64 {
        let x = f64::from(own.repeats);
        let (a, b, rx, known) = (self.a, self.b + x, self.r + x, self.alpha + own.known);
        if (a - 1.0).abs() < 1e-9 {
            return Self { a: a + 1e-6, ..*self }.expected(own, time);
        }
        let z = time / (known + time);
        let gauss = hypergeometric(rx, b, a + b - 1.0, z);
        let left = (a + b - 1.0) / (a - 1.0) * (1.0 - (known / (known + time)).powf(rx) * gauss);
        (left * self.alive(own)).max(0.0)
    }
}

/// Gauss's hypergeometric function for 0 ≤ z < 1, as its series after Euler's transformation where that converges
/// faster.
fn hypergeometric(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let series = |a: f64, b: f64| {
        let (mut term, mut sum) = (1.0, 1.0);
        for n in 0..20_000 {
            let n = f64::from(n);
            term *= (a + n) * (b + n) / (c + n) * z / (n + 1.0);
            sum += term;
            if term.abs() <= sum.abs() * 1e-14 {
                break;
            }
        }
        sum
    };
    // (1 − z)^(c−a−b) F(c−a, c−b; c; z): its terms shrink faster where a + b is above c.
    if a + b > c { (1.0 - z).powf(c - a - b) * series(c - a, c - b) } else { series(a, b) }
}
