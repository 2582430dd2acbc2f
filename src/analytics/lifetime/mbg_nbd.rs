//! MBG/NBD: BG/NBD in which a customer can also leave right after the very first order (Batislam, Denizel & Filiztekin,
//! "Empirical validation and comparison of models for customer base analysis", International Journal of Research in
//! Marketing 24, 2007).
//!
//! Parameters and times as in [`super::bg_nbd`]; here P(alive) falls for customers who bought once, too.

use super::{geometric::Geometric, history::History};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MbgNbd {
    pub r: f64,
    pub alpha: f64,
    pub a: f64,
    pub b: f64,
    pub log_likelihood: f64,
}

impl MbgNbd {
    /// Maximum likelihood, from three starts. None without customers or time.
    pub fn fit(histories: &[History]) -> Option<Self> {
        let (Geometric { r, alpha, a, b, .. }, log_likelihood) = Geometric::fit(histories, 1)?;
        Some(Self { r, alpha, a, b, log_likelihood })
    }

    fn shared(&self) -> Geometric {
        Geometric { r: self.r, alpha: self.alpha, a: self.a, b: self.b, chances: 1 }
    }

    /// The logarithm of a customer's likelihood.
    pub fn log_likelihood_of(&self, own: &History) -> f64 {
        self.shared().log_likelihood_of(own)
    }

    /// The chance that the customer has not left.
    pub fn alive(&self, own: &History) -> f64 {
        self.shared().alive(own)
    }

    /// The chance of at least one order within `time`.
    pub fn chance_within(&self, own: &History, time: f64) -> f64 {
        self.shared().chance_within(own, time)
    }

    /// Orders to expect within `time`.
    pub fn expected(&self, own: &History, time: f64) -> f64 {
        self.shared().expected(own, time)
    }

    /// The chances of 0, 1, 2, … orders within `time`.
    pub fn counts(&self, own: &History, time: f64) -> Vec<f64> {
        self.shared().counts(own, time)
    }
}
