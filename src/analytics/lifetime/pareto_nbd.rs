//! Pareto/NBD: customers buy at a rate of their own (gamma: r, α) and leave for good at a rate of their own (gamma:
//! s, β), whether they have just bought or not (Schmittlein, Morrison & Colombo 1987; Fader & Hardie, "A Note on
//! Deriving the Pareto/NBD Model", 2005).
//!
//! The note writes the likelihood with differences of Gauss's hypergeometric function, which lose their digits for
//! many orders and for long silences alike. Here stands the integral they come from, over the time of leaving: all
//! of its terms are positive, and its slope in the parameters costs next to nothing more. Times are in one unit.

use super::{
    History, counts,
    descent::descend,
    history::{Groups, span},
    quadrature::Rule,
};
use statrs::function::gamma::{digamma, ln_gamma};
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParetoNbd {
    pub r: f64,
    pub alpha: f64,
    pub s: f64,
    pub beta: f64,
    pub log_likelihood: f64,
}

/// Enough points for a gentle integrand, and for a steep one.
static GENTLE: LazyLock<Rule> = LazyLock::new(|| Rule::new(12));
static STEEP: LazyLock<Rule> = LazyLock::new(|| Rule::new(28));
/// The integral ends where its integrand has fallen by e to between these.
const DEEP: (f64, f64) = (30.0, 40.0);
/// Groups that the first search looks at.
const SOME: usize = 500;

/// The two ways to a customer's past, relative to the density at the last order: still there, or gone since; and the
/// logarithm of their sum with its slope in r, α, s and β.
struct Ways {
    stayed: f64,
    left: f64,
    logarithm: f64,
    slope: [f64; 4],
}

impl ParetoNbd {
    /// Maximum likelihood: from two starts to the best point of a part, and from there to that of all. None without
    /// customers or time.
    pub fn fit(histories: &[History]) -> Option<Self> {
        let groups = Groups::new(histories)?;
        let cost = |groups: &Groups, point: &[f64; 4]| {
            // Beyond these bounds parameters can no longer be told apart.
            if point.iter().any(|one| one.abs() > 12.0) {
                return None;
            }
            let [r, alpha, s, beta] = point.map(f64::exp);
            let model = Self { r, alpha, s, beta, log_likelihood: 0.0 };
            let rising = |repeats: u32| {
                let total = r + f64::from(repeats);
                (ln_gamma(total) - ln_gamma(r), digamma(total) - digamma(r))
            };
            let (value, slope) = groups.sum(rising, |own, (rate, lean)| {
                let ways = model.ways(own.repeats, own.last, own.known);
                let [in_r, in_alpha, in_s, in_beta] = ways.slope;
                let known = r * alpha.ln() + s * beta.ln();
                let slope = [in_r + lean + alpha.ln(), in_alpha + r / alpha, in_s + beta.ln(), in_beta + s / beta];
                (rate + known + ways.logarithm, slope)
            });
            // In logarithms of the parameters.
            Some((-value, std::array::from_fn(|side| -slope[side] * [r, alpha, s, beta][side])))
        };
        let starts = [[-0.6, 2.3, -0.5, 2.5], [0.0, 1.0, -1.5, 1.0]];
        let some = groups.thinned(SOME);
        let tried = starts.into_iter().filter_map(|start| descend(start, 200, |point| cost(&some, point)));
        let near = tried.min_by(|a, b| a.1.total_cmp(&b.1))?.0;
        let best = descend(near, 200, |point| cost(&groups, point))?;
        let [r, alpha, s, beta] = best.0.map(f64::exp);
        let log_likelihood = groups.unit() - best.1;
        Some(Self { r, alpha: alpha * groups.scale, s, beta: beta * groups.scale, log_likelihood })
    }

    /// The logarithm of a customer's likelihood (equation 18 of the note).
    pub fn log_likelihood_of(&self, own: &History) -> f64 {
        let own = &own.sound();
        let rate = ln_gamma(self.r + f64::from(own.repeats)) - ln_gamma(self.r);
        let known = self.r * self.alpha.ln() + self.s * self.beta.ln();
        rate + known + self.ways(own.repeats, own.last, own.known).logarithm
    }

    /// The chance that the customer has not left.
    pub fn alive(&self, own: &History) -> f64 {
        let own = &own.sound();
        let ways = self.ways(own.repeats, own.last, own.known);
        ways.stayed / (ways.stayed + ways.left)
    }

    /// The chance of at least one order within `time`.
    pub fn chance_within(&self, own: &History, time: f64) -> f64 {
        let (own, time) = (&own.sound(), span(time));
        // No order: neither until the customer leaves nor until `time`.
        let none = self.later(own).ways(0, 0.0, time);
        (self.alive(own) * (1.0 - none.stayed - none.left)).clamp(0.0, 1.0)
    }

    /// Orders to expect within `time` (equation 41 of the note).
    pub fn expected(&self, own: &History, time: f64) -> f64 {
        let (own, time) = (&own.sound(), span(time));
        let later = self.later(own);
        let (grown, less) = ((time / later.beta).ln_1p(), later.s - 1.0);
        // (1 − e^(−less · grown)) / less, also where s is 1.
        let stretch = if less.abs() < 1e-9 { grown } else { -(-less * grown).exp_m1() / less };
        self.alive(own) * later.r / later.alpha * later.beta * stretch
    }

    /// The chances of 0, 1, 2, … orders within `time`.
    pub fn counts(&self, own: &History, time: f64) -> Vec<f64> {
        let (own, time) = (&own.sound(), span(time));
        let later = self.later(own);
        // How long the customer stays: until `time`, or leaving on the way.
        let mut ends = vec![(time, (-later.s * (time / later.beta).ln_1p()).exp())];
        let least = later.alpha.min(later.beta);
        let width = (time / least).ln_1p();
        for &(point, weight) in &STEEP.points {
            let moment = least * (width * (0.5 + 0.5 * point)).exp_m1();
            let leaving = later.s / (later.beta + moment) * (-later.s * (moment / later.beta).ln_1p()).exp();
            ends.push((moment, leaving * (least + moment) * weight * width / 2.0));
        }
        counts::negative_binomial(later.r, later.alpha, &ends, self.alive(own))
    }

    /// Whoever is still there has these rates, of which the known time tells.
    fn later(&self, own: &History) -> Self {
        let r = self.r + f64::from(own.repeats);
        Self { r, alpha: self.alpha + own.known, beta: self.beta + own.known, ..*self }
    }

    /// Of (α+y)^−(r+x) (β+y)^−s at the time `until`, and of its like with leaving at y between `from` and `until`.
    fn ways(&self, repeats: u32, from: f64, until: f64) -> Ways {
        let Self { r, alpha, s, beta, .. } = *self;
        let (p, until) = (r + f64::from(repeats), until.max(from));
        let (alpha_from, beta_from) = (alpha + from, beta + from);
        let logs = |time: f64| (((alpha + time) / alpha_from).ln(), ((beta + time) / beta_from).ln());
        let (bought, there) = logs(until);
        let stayed = (-p * bought - s * there).exp();
        // By the logarithm of time, in which the integrand is like an exponential.
        let least = alpha.min(beta);
        let at = |step: f64| (least + from) * step.exp() - least;
        let mut width = ((least + until) / (least + from)).ln();
        let depth = |width: f64| {
            let (bought, there) = logs(at(width));
            p * bought + s * there
        };
        let mut deep = p * bought + s * there;
        if deep > DEEP.1 {
            let (mut low, mut high) = (0.0, width);
            for _ in 0..60 {
                width = 0.5 * (low + high);
                deep = depth(width);
                match deep {
                    _ if deep > DEEP.1 => high = width,
                    _ if deep < DEEP.0 => low = width,
                    _ => break,
                }
            }
        }
        let rule = if deep < 8.0 && width < 3.0 { &GENTLE } else { &STEEP };
        let mut left = 0.0;
        let mut sums = [stayed * bought, stayed / (alpha + until), stayed * there, stayed * s / (beta + until)];
        for &(point, weight) in &rule.points {
            let time = at(width * (0.5 + 0.5 * point));
            let (bought, there) = logs(time);
            let size = weight * width / 2.0 * (least + time) / (beta + time);
            let piece = s * size * (-p * bought - s * there).exp();
            left += piece;
            sums[0] += piece * bought;
            sums[1] += piece / (alpha + time);
            sums[2] += piece * there;
            sums[3] += piece * (s + 1.0) / (beta + time);
        }
        let total = stayed + left;
        let [in_p, in_alpha, in_s, in_beta] = sums.map(|sum| sum / total);
        Ways {
            stayed,
            left,
            logarithm: total.ln() - p * alpha_from.ln() - s * beta_from.ln(),
            slope: [-alpha_from.ln() - in_p, -p * in_alpha, left / total / s - beta_from.ln() - in_s, -in_beta],
        }
    }
}
