//! Gamma-Gamma: what an order of a customer is worth, between the customer's own mean and everybody's (Fader &
//! Hardie, "The Gamma-Gamma Model of Monetary Value", 2013).

use super::descent::descend;
use crate::random::Random;
use statrs::function::gamma::{digamma, ln_gamma};

/// Amounts are in the unit of the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaGamma {
    pub p: f64,
    pub q: f64,
    pub v: f64,
}

impl GammaGamma {
    /// Maximum likelihood from (repeat orders, their mean amount) of customers who came back, amounts above zero.
    pub fn fit(customers: &[(u32, f64)]) -> Option<Self> {
        let mut known: Vec<(u32, f64)> = customers
            .iter()
            .filter(|(repeats, mean)| *repeats > 0 && mean.is_finite() && *mean > 0.0)
            .copied()
            .collect();
        known.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let scale = known.iter().map(|(_, mean)| mean).sum::<f64>() / known.len() as f64;
        if known.is_empty() || !scale.is_finite() || scale <= 0.0 {
            return None;
        }
        known.iter_mut().for_each(|(_, mean)| *mean /= scale);
        let cost = |point: &[f64; 3]| {
            if point.iter().any(|one| one.abs() > 10.0) {
                return None;
            }
            let [p, q, v] = point.map(f64::exp);
            let (mut total, mut slope) = (0.0, [0.0; 3]);
            // What all with as many orders share is computed once.
            for same in known.chunk_by(|a, b| a.0 == b.0) {
                let (x, count) = (f64::from(same[0].0), same.len() as f64);
                let shared = ln_gamma(p * x + q) - ln_gamma(p * x) - ln_gamma(q) + q * v.ln() + p * x * x.ln();
                let in_both = digamma(p * x + q);
                total += count * shared;
                slope[0] += count * x * (in_both - digamma(p * x) + x.ln());
                slope[1] += count * (in_both - digamma(q) + v.ln());
                slope[2] += count * q / v;
                for (_, mean) in same {
                    let (own, sum) = (mean.ln(), x * mean + v);
                    let all = sum.ln();
                    total += (p * x - 1.0) * own - (p * x + q) * all;
                    slope[0] += x * (own - all);
                    slope[1] -= all;
                    slope[2] -= (p * x + q) / sum;
                }
            }
            Some((-total, [-slope[0] * p, -slope[1] * q, -slope[2] * v]))
        };
        let starts = [[1.5, 1.0, 0.0], [0.5, 1.5, 1.0]];
        let (point, _) =
            starts.into_iter().filter_map(|start| descend(start, 200, cost)).min_by(|a, b| a.1.total_cmp(&b.1))?;
        let [p, q, v] = point.map(f64::exp);
        let settled = point.iter().all(|one| one.abs() < 9.0) && q > 1.0;
        settled.then_some(Self { p, q, v: v * scale })
    }

    /// The mean amount of the customer's orders to come; without repeat orders everybody's mean.
    pub fn expected(&self, repeats: u32, mean: f64) -> f64 {
        let px = self.p * f64::from(repeats);
        let everybody = self.p * self.v / (self.q - 1.0);
        let own = if mean.is_finite() { mean } else { 0.0 };
        ((self.q - 1.0) * everybody + px * own) / (px + self.q - 1.0)
    }

    /// The worth of a customer's orders to come, when `counts` are the chances of 0, 1, 2, … of them: the ends between
    /// which 80 of 100 of `draws` lie. The customer's scale is drawn from what past orders leave open (gamma: q + px,
    /// v + x·mean), the sum of k orders from it (gamma: pk).
    pub fn band(&self, counts: &[f64], (repeats, mean): (u32, f64), draws: usize, random: &mut Random) -> (f64, f64) {
        let x = f64::from(repeats);
        let own = if repeats > 0 && mean.is_finite() { mean.max(0.0) } else { 0.0 };
        let draw = |_| {
            let mut rest = random.unit();
            let reached = |chance: &f64| {
                rest -= chance;
                rest < 0.0
            };
            match counts.iter().position(reached).unwrap_or(counts.len().saturating_sub(1)) {
                0 => 0.0,
                orders => {
                    let rate = random.gamma(self.q + self.p * x) / (self.v + x * own);
                    random.gamma(self.p * orders as f64) / rate.max(f64::MIN_POSITIVE)
                }
            }
        };
        let mut sums: Vec<f64> = (0..draws.max(1)).map(draw).collect();
        sums.sort_by(f64::total_cmp);
        let at = |chance: f64| sums[((sums.len() as f64 * chance) as usize).min(sums.len() - 1)].min(f64::MAX);
        (at(0.1), at(0.9))
    }
}
