//! Gamma-Gamma: what an order of a customer is worth, between the customer's own mean and everybody's (Fader &
//! Hardie, "The Gamma-Gamma Model of Monetary Value", 2013).

use super::simplex::minimise;
use crate::random::Random;
use statrs::function::gamma::ln_gamma;

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
        let known: Vec<(f64, f64)> = customers
            .iter()
            .filter(|(repeats, mean)| *repeats > 0 && mean.is_finite() && *mean > 0.0)
            .map(|(repeats, mean)| (f64::from(*repeats), *mean))
            .collect();
        let scale = known.iter().map(|(_, mean)| mean).sum::<f64>() / known.len() as f64;
        if known.is_empty() || !scale.is_finite() || scale <= 0.0 {
            return None;
        }
        // Gamma functions of a count are computed once for all who have it.
        let mut counts: Vec<f64> = known.iter().map(|(x, _)| *x).collect();
        counts.sort_unstable_by(f64::total_cmp);
        counts.dedup();
        let places: Vec<usize> = known.iter().map(|(x, _)| counts.partition_point(|count| count < x)).collect();
        let logs: Vec<f64> = known.iter().map(|(_, mean)| (mean / scale).ln()).collect();
        let cost = |point: &[f64; 3]| {
            if point.iter().any(|one| one.abs() > 10.0) {
                return f64::MAX;
            }
            let [p, q, v] = point.map(f64::exp);
            let shared = |&x: &f64| ln_gamma(p * x + q) - ln_gamma(p * x) - ln_gamma(q) + q * v.ln() + p * x * x.ln();
            let shared: Vec<f64> = counts.iter().map(shared).collect();
            let of = |((&(x, mean), &place), log): ((&(f64, f64), &usize), &f64)| {
                shared[place] + (p * x - 1.0) * log - (p * x + q) * (x * mean / scale + v).ln()
            };
            -known.iter().zip(&places).zip(&logs).map(of).sum::<f64>()
        };
        let starts = [[1.5, 1.0, 0.0], [0.5, 1.5, 1.0]];
        let rough = starts.into_iter().map(|start| minimise(start, 0.4, 1e-7, 300, &cost));
        let (point, _) = rough.min_by(|a, b| a.1.total_cmp(&b.1))?;
        let (point, _) = minimise(point, 0.2, 1e-12, 1_500, &cost);
        let (point, worth) = minimise(point, 0.1, 1e-13, 1_500, &cost);
        let [p, q, v] = point.map(f64::exp);
        let settled = worth < f64::MAX && point.iter().all(|one| one.abs() < 9.0) && q > 1.0;
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
