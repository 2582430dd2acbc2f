//! Shifted beta-geometric: how many customers of a contract stay from period to period (Fader & Hardie, "How to Project
//! Customer Retention", Journal of Interactive Marketing 21, 2007).
//!
//! At each renewal a customer leaves with a chance of the customer's own (beta: α, β). Those who leave easily go first,
//! so retention rises with time although nobody changes. Periods are whole: years, months, whatever renews.

use super::simplex::minimise;

/// The longest contract in periods.
const LONGEST: usize = 1_000;

/// Renewals that were due so far, and whether the last of them ended the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renewals {
    pub due: u32,
    pub ended: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sbg {
    pub alpha: f64,
    pub beta: f64,
    pub log_likelihood: f64,
}

impl Sbg {
    /// From the customers of one beginning, or the share of them, left after 0, 1, 2, … renewals. None where they grow,
    /// where nobody left or there are fewer than two renewals: nothing can be told then.
    pub fn fit(left: &[f64]) -> Option<Self> {
        let fewer = |pair: &[f64]| Some(pair[0] - pair[1]).filter(|lost| *lost >= 0.0);
        let lost: Vec<f64> = left.windows(2).map(fewer).collect::<Option<_>>()?;
        let mut kept = vec![0.0; lost.len()];
        *kept.last_mut()? = *left.last()?;
        Self::most_likely(&lost, &kept)
    }

    /// From contracts of any beginning.
    pub fn of_renewals(contracts: &[Renewals]) -> Option<Self> {
        let due = |own: &Renewals| (own.due as usize).min(LONGEST);
        let longest = contracts.iter().map(due).max()?;
        let (mut lost, mut kept) = (vec![0.0; longest], vec![0.0; longest]);
        for own in contracts.iter().filter(|own| own.due > 0) {
            let side = if own.ended { &mut lost } else { &mut kept };
            side[due(own) - 1] += 1.0;
        }
        Self::most_likely(&lost, &kept)
    }

    /// `lost` at and `kept` through the first, second, … renewal and no further one known.
    fn most_likely(lost: &[f64], kept: &[f64]) -> Option<Self> {
        if lost.len() < 2 || lost.iter().sum::<f64>() <= 0.0 {
            return None;
        }
        let cost = |point: &[f64; 2]| {
            if point.iter().any(|one| one.abs() > 12.0) {
                return f64::MAX;
            }
            let [alpha, beta] = point.map(f64::exp);
            let (mut stayed, mut total) = (0.0, 0.0);
            for (at, (lost, kept)) in lost.iter().zip(kept).enumerate() {
                let all = (alpha + beta + at as f64).ln();
                total += lost * (stayed + alpha.ln() - all);
                stayed += (beta + at as f64).ln() - all;
                total += kept * stayed;
            }
            -total
        };
        let starts = [[-0.3, 0.2], [0.7, 2.0]].map(|start| minimise(start, 0.5, 1e-13, 2_000, cost));
        let (point, worth) = starts.into_iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
        let (point, worth) = if worth < f64::MAX { minimise(point, 0.1, 1e-14, 2_000, cost) } else { return None };
        let [alpha, beta] = point.map(f64::exp);
        Some(Self { alpha, beta, log_likelihood: -worth })
    }

    /// Of those who came through `passed` renewals, the share that comes through the next.
    pub fn retention(&self, passed: u32) -> f64 {
        (self.beta + f64::from(passed)) / (self.alpha + self.beta + f64::from(passed))
    }

    /// Of all who began, the share that comes through 0, 1, 2, … renewals, `periods` + 1 figures.
    pub fn survival(&self, periods: u32) -> Vec<f64> {
        let stay = |share: &mut f64, passed: u32| {
            let now = *share;
            *share *= self.retention(passed);
            Some(now)
        };
        (0..=periods).scan(1.0, stay).collect()
    }

    /// Periods still to come through, of the next `ahead`, for whoever came through `passed`; each worth less by
    /// `rate` a period: its payments times this are the worth of the contract.
    pub fn expected_periods(&self, passed: u32, ahead: u32, rate: f64) -> f64 {
        let worth = 1.0 / (1.0 + rate.max(0.0));
        let (mut share, mut sum) = (1.0, 0.0);
        for period in 0..ahead {
            share *= self.retention(passed.saturating_add(period)) * worth;
            sum += share;
        }
        if sum.is_finite() { sum } else { 0.0 }
    }
}
