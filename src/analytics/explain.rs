use crate::{logistic::Fitted, preprocess::Recipe, sigmoid};
use domain::insight::Contribution;

/// How many features of a chance are told.
pub const TOLD: usize = 3;

/// The features that move one row's log-odds most, strongest first. Each feature's effect is Σ β·z over its
/// columns of the design: exact for a linear model, against a row that is average in this feature.
/// `effects` holds a place for every feature and is overwritten.
pub fn contributions(
    recipe: &Recipe,
    fitted: &Fitted,
    design: &[Vec<f64>],
    row: usize,
    log_odds: f64,
    effects: &mut [f64],
) -> Vec<Contribution> {
    effects.fill(0.0);
    for ((output, column), coefficient) in recipe.outputs.iter().zip(design).zip(&fitted.coefficients) {
        effects[output.feature] += coefficient * column[row];
    }
    let mut told: Vec<Contribution> = Vec::with_capacity(TOLD + 1);
    for (feature, &effect) in effects.iter().enumerate() {
        if effect.abs() < 1e-9 {
            continue;
        }
        let place = told.partition_point(|other| other.effect.abs() >= effect.abs());
        if place < TOLD {
            told.insert(
                place,
                Contribution { feature, effect, from: sigmoid(log_odds - effect), to: sigmoid(log_odds) },
            );
            told.truncate(TOLD);
        }
    }
    told
}
