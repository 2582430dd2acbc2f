//! From the owner's data to an answer with its honesty: preprocessing, models, evaluation, explanation.
//!
//! Invariants: pure and native (no web, no clock; `today` and the seed are arguments); everything that is fitted
//! is fitted on training rows only; the same data and seed give the same answer, in whatever order the rows
//! come; no figure that leaves here is NaN or infinite. smartcore is named in this crate alone.
//! Deliberately not here: words (the app says [`domain::insight::Reason`]s) and drawing (`charts`).
#![forbid(unsafe_code)]

mod again;
pub mod baskets;
pub mod calibrate;
pub mod challenge;
pub mod clusters;
pub mod cohorts;
pub mod drift;
pub mod evaluate;
pub mod explain;
pub mod features;
pub mod forecast;
pub mod groups;
pub mod holidays;
pub mod intervals;
pub mod journeys;
pub mod judge;
pub mod leakage;
mod learner;
pub mod lifetime;
pub mod linear;
pub mod logistic;
pub mod next_product;
pub mod next_steps;
pub mod overview;
pub mod preprocess;
pub mod purchases;
pub mod random;
pub mod ranking;
pub mod regression;
mod replies;
pub mod rfm;
pub mod split;
pub mod staying;
pub mod stock;
pub mod study;
mod symmetric;
mod temporal;
pub mod train;
pub mod trees;
mod verdict;

pub use challenge::{challenge, challenge_number};
pub use drift::drift;
pub use features::{FeatureError, table};
pub use groups::{NoGroups, groups};
pub use overview::overview;
pub use split::Splits;
pub use train::{TrainError, train, train_on};

/// The chance that belongs to log-odds: 1/(1 + e^-z), without overflow at either end.
pub fn sigmoid(z: f64) -> f64 {
    if z >= 0.0 {
        1.0 / (1.0 + (-z).exp())
    } else {
        let e = z.exp();
        e / (1.0 + e)
    }
}

/// The log-odds of a chance, held within ±27.6 (a chance of 1e-12).
pub fn logit(chance: f64) -> f64 {
    let chance = chance.clamp(1e-12, 1.0 - 1e-12);
    (chance / (1.0 - chance)).ln()
}

#[cfg(test)]
mod tests;
