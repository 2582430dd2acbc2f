//! Trained on the past, tested on the newest rows: what a split at random hides.
//!
//! A model worth much on rows drawn at random can be worth nothing on next month's. Deliberately not here: the verdict
//! on the random folds (`verdict`).

use crate::{
    Splits, TrainError,
    evaluate::{self, Unseen},
    intervals::{normal, z95},
    learner::{Learner, mean},
    train::{Ground, check},
};
use domain::{
    Id,
    insight::{Estimate, Table, Temporal, TrainSpec},
};

/// Share of the dated rows that are the newest.
pub const NEWEST: f64 = 0.2;

/// Judges the model of `spec` on the newest fifth of the answered rows, and on folds at random. `days` holds the day of
/// each row of the table since 1970-01-01. Nothing where [`crate::train`] would refuse, where no day parts the rows,
/// or where the older or the newest rows lack an answer.
pub fn temporal(
    table: &Table,
    spec: &TrainSpec,
    days: &[Option<i32>],
    progress: &mut dyn FnMut(f64),
    cancelled: &dyn Fn() -> bool,
) -> Result<Option<Temporal>, TrainError> {
    check(table, spec)?;
    let ground = Ground::new(table, spec);
    if ground.refusal().is_some() {
        return Ok(None);
    }
    let ids: Vec<Id> = ground.known.iter().map(|&row| table.ids[row]).collect();
    let of_known: Vec<Option<i32>> = ground.known.iter().map(|&row| days.get(row).copied().flatten()).collect();
    let split = Splits::by_day(&ids, &ground.answers, &of_known, spec.folds, NEWEST, spec.seed);
    let Some((splits, from)) = split else { return Ok(None) };
    let learner = Learner { table, spec, reports: &ground.reports };
    let judge = |tested: &[usize], taught: &[usize], into: &mut Unseen| {
        let part = learner.learn(taught);
        into.chances.extend(learner.chances(&part, tested));
        into.answers.extend(tested.iter().map(|&row| table.target[row] == Some(true)));
        into.shares.extend(tested.iter().map(|_| part.share));
        part.share > 0.0 && part.share < 1.0
    };
    let parts = (splits.folds + 1) as f64;
    let mut newest = Unseen::default();
    let (tested, taught) = ground.rows(|i| splits.test[i]);
    let both = judge(&tested, &taught, &mut newest);
    if !both || !newest.answers.contains(&true) || !newest.answers.contains(&false) {
        return Ok(None);
    }
    progress(1.0 / parts);
    let mut random = Unseen::default();
    for fold in 0..splits.folds {
        if cancelled() {
            return Err(TrainError::Cancelled);
        }
        let (tested, taught) = ground.rows(|i| splits.fold[i] == fold);
        judge(&tested, &taught, &mut random);
        progress((fold + 2) as f64 / parts);
    }
    let (newest_gain, random_gain) = (gain(&newest), gain(&random));
    let error = |of: Estimate| (of.high - of.value) / z95();
    // As if the rows were independent: the newest are also among the random ones, which makes this wide, not narrow.
    let flattery = normal(random_gain.value - newest_gain.value, error(random_gain).hypot(error(newest_gain)));
    Ok(Some(Temporal {
        from,
        newest: evaluate::scores(&newest),
        random: evaluate::scores(&random),
        newest_gain,
        random_gain,
        flattery,
    }))
}

/// Squared error of the share less that of the chance, its mean over the rows.
fn gain(unseen: &Unseen) -> Estimate {
    let gains: Vec<f64> = (0..unseen.answers.len())
        .map(|i| {
            let truth = f64::from(u8::from(unseen.answers[i]));
            (unseen.shares[i] - truth).powi(2) - (unseen.chances[i] - truth).powi(2)
        })
        .collect();
    mean(&gains)
}
