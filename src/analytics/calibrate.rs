//! Chances put right: a logistic curve over log-odds, fitted on rows that the model did not learn from.

use crate::logistic;

/// log-odds ↦ intercept + slope · log-odds (Platt 1999). Ridge-shrunk towards leaving them as they are, so that a
/// few rows move little.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Platt {
    intercept: f64,
    slope: f64,
}

impl Platt {
    /// No correction.
    pub const NONE: Platt = Platt { intercept: 0.0, slope: 1.0 };

    /// From log-odds and the truth (0 or 1) of the same rows. One answer only: no correction.
    pub fn fit(odds: Vec<f64>, answers: Vec<f64>) -> Self {
        let yes = answers.iter().sum::<f64>();
        let mean = odds.iter().sum::<f64>() / odds.len().max(1) as f64;
        let sd = (odds.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / odds.len().max(1) as f64).sqrt();
        if yes < 1.0 || yes > answers.len() as f64 - 1.0 || sd.is_nan() || sd < 1e-9 {
            return Self::NONE;
        }
        let standard = odds.iter().map(|value| (value - mean) / sd).collect();
        let fitted = logistic::fit(&[standard], &answers, 1.0);
        let slope = fitted.coefficients[0] / sd;
        // A model that orders rows the wrong way round is not turned round: it says nothing.
        let slope = if slope.is_finite() { slope.clamp(0.0, 5.0) } else { 1.0 };
        let intercept = fitted.intercept - slope * mean;
        if intercept.is_finite() { Self { intercept, slope } } else { Self::NONE }
    }

    pub fn log_odds(&self, odds: f64) -> f64 {
        self.intercept + self.slope * odds
    }
}
