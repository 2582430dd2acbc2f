//! What BG/NBD and MBG/NBD share: customers buy at a rate of their own (gamma: r, α) and leave for good after an
//! order, each time with a chance of their own (beta: a, b).
//!
//! The two differ in one thing alone: whether one can leave after the very first order (MBG/NBD) or only after a
//! repeated one (BG/NBD). Deliberately not here: that difference, which is an argument.

use super::{
    History, counts,
    descent::descend,
    history::{Groups, span},
};
use statrs::function::gamma::{digamma, ln_gamma};

/// The four parameters of either model; `chances` says after how many orders more than the repeated ones a customer
/// can have left: 0 or 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Geometric {
    pub r: f64,
    pub alpha: f64,
    pub a: f64,
    pub b: f64,
    pub chances: u32,
}

/// What all histories with as many repeats share: the part of the likelihood that no time is in, with its slope.
type Common = (f64, [f64; 4]);

impl Geometric {
    /// Maximum likelihood, from three starts, with its logarithm. None without customers or time.
    pub fn fit(histories: &[History], chances: u32) -> Option<(Self, f64)> {
        let groups = Groups::new(histories)?;
        let cost = |point: &[f64; 4]| {
            // Beyond these bounds parameters can no longer be told apart.
            if point.iter().any(|one| one.abs() > 12.0) {
                return None;
            }
            let parameters @ [r, alpha, a, b] = point.map(f64::exp);
            let model = Self { r, alpha, a, b, chances };
            let (value, slope) = groups.sum(|repeats| model.common(repeats), |own, common| model.of(own, common));
            // In logarithms of the parameters.
            Some((-value, std::array::from_fn(|side| -slope[side] * parameters[side])))
        };
        let starts = [[-1.0, 1.5, -0.2, 0.9], [0.0, 2.0, 0.0, 1.0], [-0.5, 3.0, -1.0, 2.0]];
        let (point, worth) =
            starts.into_iter().filter_map(|start| descend(start, 200, cost)).min_by(|a, b| a.1.total_cmp(&b.1))?;
        let [r, alpha, a, b] = point.map(f64::exp);
        Some((Self { r, alpha: alpha * groups.scale, a, b, chances }, groups.unit() - worth))
    }

    pub fn log_likelihood_of(&self, own: &History) -> f64 {
        let own = &own.sound();
        self.of(own, self.common(own.repeats)).0
    }

    fn common(&self, repeats: u32) -> Common {
        let Self { r, alpha, a, b, .. } = *self;
        let x = f64::from(repeats);
        let left = x + f64::from(self.chances);
        let rise = |from: f64, by: f64| match by {
            0.0 => (0.0, 0.0),
            _ => (ln_gamma(from + by) - ln_gamma(from), digamma(from + by) - digamma(from)),
        };
        let ((rate, rate_slope), (stay, stay_slope), (both, both_slope)) =
            (rise(r, x), rise(b, left), rise(a + b, left));
        let value = rate + r * alpha.ln() + stay - both;
        (value, [rate_slope + alpha.ln(), r / alpha, -both_slope, stay_slope - both_slope])
    }

    /// A customer's likelihood in logarithms, with its slope in r, α, a and b: still there, or left after the last.
    fn of(&self, own: &History, (value, slope): Common) -> (f64, [f64; 4]) {
        let Self { r, alpha, a, .. } = *self;
        let p = r + f64::from(own.repeats);
        let (until, last) = ((alpha + own.known).ln(), (alpha + own.last).ln());
        let stayed = (-p * (until - last)).exp();
        let (left, one_less) = self.left(own.repeats);
        let whole = stayed + left;
        let (stayed, left) = (stayed / whole, left / whole);
        let in_p = -last - stayed * (until - last);
        let in_alpha = -p * (stayed / (alpha + own.known) + left / (alpha + own.last));
        let slope = [slope[0] + in_p, slope[1] + in_alpha, slope[2] + left / a, slope[3] - left / one_less];
        (value - p * last + whole.ln(), slope)
    }

    /// The odds of having left right after the last order, before time tells; and what a is divided by.
    fn left(&self, repeats: u32) -> (f64, f64) {
        match f64::from(repeats) + f64::from(self.chances) {
            0.0 => (0.0, 1.0),
            left => (self.a / (self.b + left - 1.0), self.b + left - 1.0),
        }
    }

    /// The chance that the customer has not left.
    pub fn alive(&self, own: &History) -> f64 {
        let own = &own.sound();
        let (left, _) = self.left(own.repeats);
        if left == 0.0 {
            return 1.0;
        }
        let silence = ((self.alpha + own.known) / (self.alpha + own.last)).ln();
        1.0 / (1.0 + left * ((self.r + f64::from(own.repeats)) * silence).exp())
    }

    /// The chance of at least one order within `time`.
    pub fn chance_within(&self, own: &History, time: f64) -> f64 {
        let (own, time) = (&own.sound(), span(time));
        let later = self.later(own);
        let none = (-later.r * (time / later.alpha).ln_1p()).exp();
        (self.alive(own) * (1.0 - none)).clamp(0.0, 1.0)
    }

    /// Orders to expect within `time` (Fader, Hardie & Lee 2005, equation 10).
    pub fn expected(&self, own: &History, time: f64) -> f64 {
        let (own, time) = (&own.sound(), span(time));
        let Self { r, alpha, a, b, .. } = self.later(own);
        if (a - 1.0).abs() < 1e-9 {
            return Self { a: a + 1e-6, ..*self }.expected(own, time);
        }
        let z = time / (alpha + time);
        let gauss = hypergeometric(r, b, a + b - 1.0, z);
        let left = (a + b - 1.0) / (a - 1.0) * (1.0 - (alpha / (alpha + time)).powf(r) * gauss);
        (left * self.alive(own)).max(0.0)
    }

    /// The chances of 0, 1, 2, … orders within `time`.
    pub fn counts(&self, own: &History, time: f64) -> Vec<f64> {
        let (own, time) = (&own.sound(), span(time));
        let Self { r, alpha, a, b, .. } = self.later(own);
        counts::geometric(r, alpha, a, b, time, self.alive(own))
    }

    /// Whoever is still there has this rate and this chance, of which the past tells.
    fn later(&self, own: &History) -> Self {
        let x = f64::from(own.repeats);
        let (r, b) = (self.r + x, self.b + x + f64::from(self.chances));
        Self { r, alpha: self.alpha + own.known, b, ..*self }
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
