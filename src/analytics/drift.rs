use crate::{intervals::wilson, learner::mean};
use domain::insight::{Drift, DriftState, LEAST_ANSWERS};

/// Whether a model still beats the naive rule. `outcomes` are chances (0 to 1) given earlier, each with the truth that
/// came later; `share` is the share of yes in the rows the model learned from, which is what the naive rule says.
/// Judged by the squared error (Brier 1950): it is bounded, so that one sure mistake does not decide. Chances that
/// are no numbers are left out.
pub fn drift(outcomes: &[(f64, bool)], share: f64) -> Drift {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 };
    let outcomes: Vec<(f64, bool)> = outcomes
        .iter()
        .filter(|(chance, _)| chance.is_finite())
        .map(|&(chance, truth)| (chance.clamp(0.0, 1.0), truth))
        .collect();
    let squares = |chance: f64, truth: bool| (chance - f64::from(u8::from(truth))).powi(2);
    let gains: Vec<f64> =
        outcomes.iter().map(|&(chance, truth)| squares(share, truth) - squares(chance, truth)).collect();
    let (rows, gain) = (outcomes.len(), mean(&gains));
    let average = |of: &dyn Fn(f64, bool) -> f64| {
        outcomes.iter().map(|&(chance, truth)| of(chance, truth)).sum::<f64>() / rows.max(1) as f64
    };
    let state = match gain {
        _ if rows < LEAST_ANSWERS => DriftState::TooFew { need: LEAST_ANSWERS },
        gain if gain.low > 0.0 => DriftState::Holds,
        gain if gain.high < 0.0 => DriftState::Worse,
        _ => DriftState::Unsure,
    };
    Drift {
        rows,
        brier: average(&squares),
        naive_brier: average(&|_, truth| squares(share, truth)),
        gain,
        promised: average(&|chance, _| chance),
        share: wilson(outcomes.iter().filter(|(_, truth)| *truth).count(), rows),
        state,
    }
}
