//! Trained on the past, tested on the newest rows: what a split at random hides.
//!
//! A model worth much on rows drawn at random can be worth nothing on next month's. Deliberately not here: what that
//! does to the verdict (`verdict`).

use crate::{
    Splits,
    evaluate::{self, Unseen},
    intervals::{normal, z95},
    learner::{Learner, mean},
    train::Ground,
};
use domain::{
    Id,
    insight::{Estimate, Temporal},
};

/// Share of the dated rows that are the newest.
pub const NEWEST: f64 = 0.2;

/// Judges the learner's model on the newest fifth of the answered rows, beside `random`, the folds at random. Nothing
/// where no day parts the rows, or where the older or the newest rows lack an answer.
pub(crate) fn newest(learner: &Learner<'_>, ground: &Ground<'_>, random: &Unseen) -> Option<Temporal> {
    let (table, spec) = (learner.table, learner.spec);
    let ids: Vec<Id> = ground.known.iter().map(|&row| table.ids[row]).collect();
    let days: Vec<Option<i32>> = ground.known.iter().map(|&row| table.days.get(row).copied().flatten()).collect();
    let (splits, from) = Splits::by_day(&ids, &ground.answers, &days, spec.folds, NEWEST, spec.seed)?;
    let (tested, taught) = ground.rows(|i| splits.test[i]);
    let part = learner.learn(&taught);
    let newest = Unseen {
        chances: learner.chances(&part, &tested),
        answers: tested.iter().map(|&row| table.target[row] == Some(true)).collect(),
        shares: vec![part.share; tested.len()],
    };
    if part.share <= 0.0 || part.share >= 1.0 || !newest.answers.contains(&true) || !newest.answers.contains(&false) {
        return None;
    }
    let (newest_gain, random_gain) = (gain(&newest), gain(random));
    let error = |of: Estimate| (of.high - of.value) / z95();
    // As if the rows were independent: the newest are also among the random ones, which makes this wide, not narrow.
    let flattery = normal(random_gain.value - newest_gain.value, error(random_gain).hypot(error(newest_gain)));
    Some(Temporal {
        from,
        newest: evaluate::scores(&newest),
        random: evaluate::scores(random),
        newest_gain,
        random_gain,
        flattery,
    })
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
