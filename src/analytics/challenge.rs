//! Is there a better model? The simple one, a random forest and gradient boosting on the same folds.
//!
//! The simple model is kept unless another one's error (log-loss, for numbers the square) is below its own clearly: the 95 % interval of the paired
//! difference lies above zero. Invariant: every chance that is compared comes from a model that did not see the row.

use crate::{
    Splits, TrainError,
    evaluate::{self, Unseen},
    learner::{self, Learner},
    regression::{RegressionError, regress},
    train::{Ground, check},
};
use domain::insight::{
    Candidate, Challenge, Foreseen, ModelKind, NumberCandidate, NumberChallenge, Penalty, Table, TrainSpec,
};

/// Penalties tried for the simple model, strongest first.
const PENALTIES: [f64; 5] = [0.01, 0.1, 1.0, 10.0, 100.0];

/// Compares the models on the answered rows of `table`; nothing where [`crate::train`] would refuse. Splits as in
/// [`crate::train_on`].
pub fn challenge(
    table: &Table,
    spec: &TrainSpec,
    splits: Option<&Splits>,
    progress: &mut dyn FnMut(f64),
    cancelled: &dyn Fn() -> bool,
) -> Result<Option<Challenge>, TrainError> {
    check(table, spec)?;
    let ground = Ground::new(table, spec);
    if ground.refusal().is_some() {
        return Ok(None);
    }
    let splits = ground.splits(splits)?;
    let parts = ((ModelKind::ALL.len() + PENALTIES.len()) * splits.folds) as f64;
    let mut done = 0.0;
    let mut pooled = |spec: &TrainSpec| -> Result<Unseen, TrainError> {
        let learner = Learner { table, spec, reports: &ground.reports };
        let mut unseen = Unseen::default();
        for fold in 0..splits.folds {
            let (tested, taught) = ground.rows(|i| splits.fold[i] == fold);
            let part = learner.learn(&taught);
            unseen.chances.extend(learner.chances(&part, &tested));
            unseen.answers.extend(tested.iter().map(|&row| table.target[row] == Some(true)));
            unseen.shares.extend(tested.iter().map(|_| part.share));
            done += 1.0;
            progress((done / parts).min(1.0));
            if cancelled() {
                return Err(TrainError::Cancelled);
            }
        }
        Ok(unseen)
    };
    let losses = |unseen: &Unseen| -> Vec<f64> {
        unseen
            .chances
            .iter()
            .zip(&unseen.answers)
            .map(|(chance, answer)| evaluate::log_loss(*chance, *answer))
            .collect()
    };

    let mut candidates = Vec::new();
    let mut simple = Vec::new();
    for model in ModelKind::ALL {
        let unseen = pooled(&TrainSpec { model, ..spec.clone() })?;
        let losses = losses(&unseen);
        if model == ModelKind::Logistic {
            simple.clone_from(&losses);
        }
        let gains: Vec<f64> = simple.iter().zip(&losses).map(|(simple, own)| simple - own).collect();
        candidates.push(Candidate { model, scores: evaluate::scores(&unseen), advantage: learner::mean(&gains) });
    }
    let clear = candidates.iter().filter(|candidate| candidate.advantage.low > 0.0);
    let best = clear.min_by(|a, b| a.scores.log_loss.total_cmp(&b.scores.log_loss));
    let proposed = best.map_or(ModelKind::Logistic, |candidate| candidate.model);

    let mut penalties = Vec::new();
    for c in PENALTIES {
        let losses = match c == spec.c {
            true => simple.clone(),
            false => losses(&pooled(&TrainSpec { model: ModelKind::Logistic, c, ..spec.clone() })?),
        };
        let gains: Vec<f64> = simple.iter().zip(&losses).map(|(simple, own)| simple - own).collect();
        penalties.push(Penalty { c, log_loss: learner::mean(&losses).value, advantage: learner::mean(&gains) });
    }
    let clear = penalties.iter().filter(|penalty| penalty.advantage.low > 0.0);
    let proposed_c = clear.min_by(|a, b| a.log_loss.total_cmp(&b.log_loss)).map_or(spec.c, |best| best.c);
    Ok(Some(Challenge { candidates, proposed, penalties, proposed_c }))
}

/// As [`challenge`] for a number: the line stays unless another model's squared error is below its own clearly.
pub fn challenge_number(
    table: &Table,
    target: &[Option<f64>],
    spec: &TrainSpec,
    progress: &mut dyn FnMut(f64),
    cancelled: &dyn Fn() -> bool,
) -> Result<NumberChallenge, RegressionError> {
    let squares = |foreseen: &[Foreseen]| -> Vec<f64> {
        foreseen.iter().filter_map(|one| Some((one.value - one.truth?).powi(2))).collect()
    };
    let (mut candidates, mut simple) = (Vec::new(), Vec::new());
    for (at, model) in ModelKind::ALL.into_iter().enumerate() {
        let part = ModelKind::ALL.len() as f64;
        let told = &mut |share: f64| progress((at as f64 + share) / part);
        let found = regress(table, target, &TrainSpec { model, ..spec.clone() }, told, cancelled)?;
        let own = squares(&found.foreseen);
        if model == ModelKind::Logistic {
            simple.clone_from(&own);
        }
        let gains: Vec<f64> = simple.iter().zip(&own).map(|(simple, own)| simple - own).collect();
        candidates.push(NumberCandidate { model, scores: found.scores, advantage: learner::mean(&gains) });
    }
    let clear = candidates.iter().filter(|candidate| candidate.advantage.low > 0.0);
    let best = clear.min_by(|a, b| a.scores.rmse.total_cmp(&b.scores.rmse));
    let proposed = best.map_or(ModelKind::Logistic, |candidate| candidate.model);
    Ok(NumberChallenge { candidates, proposed })
}
