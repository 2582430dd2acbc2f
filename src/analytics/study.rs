//! The lab's questions, asked of a table wherever it came from: yes or no, a number, groups; of one with dates also how
//! a series goes on ([`series`]) and what customers are worth ([`orders`]); of one that counts years, who stays
//! ([`counts`]).
//!
//! The worker and the `evaluate` tool both call these functions, so that both tell the same figures. What cannot be
//! known beforehand, or only names rows, is left out first. Deliberately not here: reading records (`features`) and
//! files (`interchange::frame`).

pub mod counts;
pub mod orders;
pub mod series;

use crate::{
    TrainError, challenge, challenge_number,
    clusters::{self, ClusterError, Wanted},
    leakage, preprocess,
    regression::{self, RegressionError},
    train, verdict,
};
use domain::{
    Instant,
    insight::{
        Challenge, Clusters, ColumnReport, NumberChallenge, Reason, Regression, Suspect, Table, TrainSpec, Trained,
    },
};

/// Who hears the share done, and who says whether it is still wanted.
pub struct Ears<'a> {
    pub progress: &'a mut dyn FnMut(f64),
    pub cancelled: &'a dyn Fn() -> bool,
}

/// The table without features that cannot be known beforehand, and all that are suspected of it. `names` are the
/// owner's for the features of `spec`.
fn screened(table: &Table, spec: &TrainSpec, names: &[&str]) -> (Table, Vec<Suspect>) {
    let suspects = leakage::screen(table, spec, names);
    (leakage::without(table, &suspects), suspects)
}

/// Learns the answers of `table`.
pub fn yes_or_no(
    table: &Table,
    spec: &TrainSpec,
    names: &[&str],
    at: Instant,
    ears: Ears<'_>,
) -> Result<Trained, TrainError> {
    let (rows, suspects) = screened(table, spec, names);
    let mut trained = train(&rows, spec, at, ears.progress, ears.cancelled)?;
    if trained.model.evaluation.is_some() {
        let kept = spec.features.iter().zip(0..).filter(|(wanted, at)| {
            wanted.anyway && suspects.iter().any(|one| one.feature == *at && one.leak.is_certain())
        });
        let reasons = kept.map(|(wanted, _)| Reason::UsedAnyway { key: wanted.key }).collect();
        verdict::care(&mut trained.model.verdict, reasons);
    }
    trained.model.suspects = suspects;
    Ok(trained)
}

/// Whether another model tells yes from no better.
pub fn better(
    table: &Table,
    spec: &TrainSpec,
    names: &[&str],
    ears: Ears<'_>,
) -> Result<Option<Challenge>, TrainError> {
    challenge(&screened(table, spec, names).0, spec, None, ears.progress, ears.cancelled)
}

/// Learns a number, one for each row of `table` where it is known.
pub fn number(
    table: &Table,
    target: &[Option<f64>],
    spec: &TrainSpec,
    names: &[&str],
    ears: Ears<'_>,
) -> Result<Regression, RegressionError> {
    let (rows, suspects) = screened_for_number(table, target, spec, names);
    let found = regression::regress(&rows, target, spec, ears.progress, ears.cancelled);
    let left_out = || suspects.iter().filter(|one| one.is_left_out()).map(|one| one.key).collect::<Vec<_>>();
    match found {
        Ok(found) => Ok(Regression { suspects, ..found }),
        Err(RegressionError::NoColumns) if !left_out().is_empty() => {
            Err(RegressionError::AllLeftOut { keys: left_out() })
        }
        Err(error) => Err(error),
    }
}

/// Whether another model foresees the number better.
pub fn better_number(
    table: &Table,
    target: &[Option<f64>],
    spec: &TrainSpec,
    names: &[&str],
    ears: Ears<'_>,
) -> Result<NumberChallenge, RegressionError> {
    let (rows, _) = screened_for_number(table, target, spec, names);
    challenge_number(&rows, target, spec, ears.progress, ears.cancelled)
}

/// That a value is there for high answers alone is no leak: a garden has an area where there is a garden.
fn screened_for_number(
    table: &Table,
    target: &[Option<f64>],
    spec: &TrainSpec,
    names: &[&str],
) -> (Table, Vec<Suspect>) {
    let known = target.iter().map(|answer| answer.map(|_| false)).collect();
    screened(&Table { target: known, ..table.clone() }, spec, names)
}

/// What is in the columns of all rows.
pub fn columns(table: &Table, spec: &TrainSpec) -> Vec<ColumnReport> {
    preprocess::profile(&Table { target: vec![Some(false); table.ids.len()], ..table.clone() }, spec)
}

/// Groups rows that are alike.
pub fn groups(
    table: &Table,
    spec: &TrainSpec,
    names: &[&str],
    wanted: Wanted,
    ears: Ears<'_>,
) -> Result<Clusters, ClusterError> {
    let nothing_asked = Table { target: vec![None; table.ids.len()], ..table.clone() };
    let (rows, _) = screened(&nothing_asked, spec, names);
    clusters::clusters(&rows, spec, wanted, ears.progress, ears.cancelled)
}
