//! BG/NBD: how many orders a customer will still place, from the dates of past ones alone (Fader, Hardie & Lee,
//! "Counting Your Customers the Easy Way", Marketing Science 24, 2005).
//!
//! Customers buy at a rate of their own (gamma: r, α) and after each repeated order leave for good with a chance of
//! their own (beta: a, b). Times are in one unit throughout. The plain P(alive) is 1 for everyone with one order only,
//! so it is no measure of churn: use [`BgNbd::chance_within`].

pub use super::history::History;

use super::geometric::Geometric;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BgNbd {
    pub r: f64,
    pub alpha: f64,
    pub a: f64,
    pub b: f64,
    pub log_likelihood: f64,
}

impl BgNbd {
    /// Maximum likelihood, from three starts. None without customers or time.
    pub fn fit(histories: &[History]) -> Option<Self> {
        let (Geometric { r, alpha, a, b, .. }, log_likelihood) = Geometric::fit(histories, 0)?;
        Some(Self { r, alpha, a, b, log_likelihood })
    }

    fn shared(&self) -> Geometric {
        Geometric { r: self.r, alpha: self.alpha, a: self.a, b: self.b, chances: 0 }
    }

    /// Equation 6 of the paper, in logarithms.
    pub fn log_likelihood_of(&self, own: &History) -> f64 {
        self.shared().log_likelihood_of(own)
    }

    /// The chance that the customer has not left. 1 after a single order: see the module's words.
    pub fn alive(&self, own: &History) -> f64 {
        self.shared().alive(own)
    }

    /// The chance of at least one order within `time`.
    pub fn chance_within(&self, own: &History, time: f64) -> f64 {
        self.shared().chance_within(own, time)
    }

    /// Orders to expect within `time` (equation 10 of the paper).
    pub fn expected(&self, own: &History, time: f64) -> f64 {
        self.shared().expected(own, time)
    }

    /// The chances of 0, 1, 2, … orders within `time`.
    pub fn counts(&self, own: &History, time: f64) -> Vec<f64> {
        self.shared().counts(own, time)
    }
}
