//! The whole way from a table to a judged model.
//!
//! The model that is kept learns from every answered row; how good it is is told by models that did not see
//! the rows they judge: five folds pooled, and one test part. Invariant: a row with a known answer never gets
//! its chance from a model that learned from it.

use crate::{
    Splits,
    evaluate::{self, Unseen},
    explain, leakage,
    learner::{self, Learner},
    preprocess::{self, Recipe},
    random::Random,
    temporal,
    verdict::{self, Fit},
};
use domain::{
    Id, Instant,
    insight::{
        ColumnReport, ColumnUse, Estimate, Model, Prediction, Reason, Rows, Scatter, Table, TrainSpec, Trained, Values,
    },
};
use std::borrow::Cow;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrainError {
    #[error("training was cancelled")]
    Cancelled,
    #[error(
        "column {column} does not fit the table: give every column one value per row and a feature of the specification"
    )]
    Shape { column: usize },
    #[error("the splits are about {given} rows, {needed} can be used: make them of the answered, usable rows")]
    Splits { given: usize, needed: usize },
}

/// Trains on the answered rows of `table` and scores the others. `progress` is called with the share done;
/// `cancelled` is asked between fits. Poor data is no error: see the verdict.
pub fn train(
    table: &Table,
    spec: &TrainSpec,
    trained_at: Instant,
    progress: &mut dyn FnMut(f64),
    cancelled: &dyn Fn() -> bool,
) -> Result<Trained, TrainError> {
    train_on(table, spec, None, trained_at, progress, cancelled)
}

/// What is known before any fitting: the columns and the rows that can be used.
pub(crate) struct Ground<'a> {
    table: &'a Table,
    spec: &'a TrainSpec,
    pub reports: Vec<ColumnReport>,
    /// Usable rows with an answer.
    pub known: Vec<usize>,
    /// Usable rows without one.
    pub unknown: Vec<usize>,
    pub answers: Vec<bool>,
    pub counts: Rows,
}

impl<'a> Ground<'a> {
    pub fn new(table: &'a Table, spec: &'a TrainSpec) -> Self {
        let reports = preprocess::profile(table, spec);
        let answered = |row: &usize| table.target[*row].is_some();
        let (known, unknown): (Vec<usize>, Vec<usize>) =
            (0..table.ids.len()).filter(|&row| preprocess::is_usable(table, spec, &reports, row)).partition(answered);
        let answers: Vec<bool> = known.iter().map(|&row| table.target[row] == Some(true)).collect();
        let count = |wanted: Option<bool>| table.target.iter().filter(|answer| **answer == wanted).count();
        let mut counts = Rows {
            all: table.ids.len(),
            yes: count(Some(true)),
            no: count(Some(false)),
            unknown: count(None),
            dropped: 0,
        };
        counts.dropped = counts.yes + counts.no - known.len();
        Self { table, spec, reports, known, unknown, answers, counts }
    }

    pub fn refusal(&self) -> Option<Reason> {
        let usable_yes = self.answers.iter().filter(|yes| **yes).count();
        let nothing = || self.reports.iter().all(|report| report.use_ != ColumnUse::Used).then_some(Reason::NoColumns);
        verdict::refusal(&self.counts, usable_yes, self.known.len() - usable_yes).or_else(nothing)
    }

    /// The given splits, or ones from the seed.
    pub fn splits<'b>(&self, given: Option<&'b Splits>) -> Result<Cow<'b, Splits>, TrainError> {
        match given {
            Some(given) if given.fold.len() == self.known.len() && given.test.len() == self.known.len() => {
                Ok(Cow::Borrowed(given))
            }
            Some(given) => Err(TrainError::Splits { given: given.fold.len(), needed: self.known.len() }),
            None => {
                let ids: Vec<Id> = self.known.iter().map(|&row| self.table.ids[row]).collect();
                let spec = self.spec;
                Ok(Cow::Owned(Splits::seeded(&ids, &self.answers, spec.folds, spec.test_share, spec.seed)))
            }
        }
    }

    /// The known rows whose positions are wanted, and the others.
    pub fn rows(&self, wanted: impl Fn(usize) -> bool) -> (Vec<usize>, Vec<usize>) {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for (i, &row) in self.known.iter().enumerate() {
            if wanted(i) { with.push(row) } else { without.push(row) }
        }
        (with, without)
    }
}

/// As [`train`] on given splits, whose positions count the answered, usable rows in the order of the table.
pub fn train_on(
    table: &Table,
    spec: &TrainSpec,
    splits: Option<&Splits>,
    trained_at: Instant,
    progress: &mut dyn FnMut(f64),
    cancelled: &dyn Fn() -> bool,
) -> Result<Trained, TrainError> {
    check(table, spec)?;
    let ground = Ground::new(table, spec);
    if let Some(reason) = ground.refusal() {
        return Ok(untrained(table, spec, trained_at, ground.counts, ground.reports, reason));
    }
    let splits = ground.splits(splits)?;
    let learner = Learner { table, spec, reports: &ground.reports };
    let plan = explain::Plan::new(table, &ground.unknown, &ground.known, spec.seed);
    let parts = (splits.folds + 4) as f64;
    let mut done = 0.0;
    let mut step = || {
        done += 1.0;
        progress((done / parts).min(1.0));
        if cancelled() { Err(TrainError::Cancelled) } else { Ok(()) }
    };

    let whole = learner.learn(&ground.known);
    let separable = learner.separates(&whole);
    step()?;

    let (mut unseen, mut scored) = (Unseen::default(), Vec::with_capacity(table.ids.len()));
    let mut rises = vec![Vec::new(); spec.features.len()];
    for fold in 0..splits.folds {
        let (tested, taught) = ground.rows(|i| splits.fold[i] == fold);
        let part = learner.learn(&taught);
        let from = scored.len();
        learner.score(&part, &tested, &plan, cancelled, &mut scored)?;
        unseen.chances.extend(scored[from..].iter().map(|(_, prediction)| prediction.chance));
        unseen.answers.extend(tested.iter().map(|&row| table.target[row] == Some(true)));
        unseen.shares.extend(tested.iter().map(|_| part.share));
        learner.shuffle(&part, &tested, fold, &mut rises);
        step()?;
    }
    let (tested, taught) = ground.rows(|i| splits.test[i]);
    let test = learner.test(&taught, &tested);
    step()?;
    let temporal = temporal::newest(&learner, &ground, &unseen);
    step()?;

    learner.score(&whole, &ground.unknown, &plan, cancelled, &mut scored)?;
    scored.sort_unstable_by_key(|(row, _)| *row);
    let evaluation = evaluate::evaluation(&unseen, test);
    let coefficients = whole.coefficients(table);
    let mut rows = ground.counts;
    rows.dropped = rows.yes + rows.no - whole.rows.len();
    let yes = whole.rows.iter().filter(|&&row| table.target[row] == Some(true)).count();
    let fit = Fit {
        yes,
        no: whole.rows.len() - yes,
        coefficients: coefficients.len(),
        separable,
        converged: whole.line().is_none_or(|line| line.converged),
    };
    let mut verdict = verdict::judge(&fit, &evaluation, &ground.reports);
    verdict::on_the_newest(&mut verdict, temporal.as_ref());
    let scatter = scatter(table, &whole.recipe, &scored, spec.seed);
    let model = Model {
        spec: spec.clone(),
        trained_at,
        rows,
        coefficients,
        intercept_at_means: whole.intercept_at_means(),
        intercept: whole.intercept(),
        evaluation: Some(evaluation),
        verdict,
        importance: learner::importance(&rises),
        suspects: leakage::suspects(table, spec),
        temporal,
        columns: ground.reports,
    };
    step()?;
    Ok(Trained {
        model,
        predictions: scored.into_iter().map(|(_, prediction)| prediction).collect(),
        scatter: Some(scatter),
    })
}

pub(crate) fn check(table: &Table, spec: &TrainSpec) -> Result<(), TrainError> {
    let rows = table.ids.len();
    let fits = |column: &domain::insight::Column| column.values.len() == rows && column.feature < spec.features.len();
    match table.columns.iter().position(|column| !fits(column)) {
        Some(column) => Err(TrainError::Shape { column }),
        None if table.target.len() != rows => Err(TrainError::Shape { column: table.columns.len() }),
        None => Ok(()),
    }
}

fn untrained(
    table: &Table,
    spec: &TrainSpec,
    trained_at: Instant,
    rows: Rows,
    reports: Vec<ColumnReport>,
    reason: Reason,
) -> Trained {
    let verdict = verdict::refused(reason, &reports);
    let model = Model {
        spec: spec.clone(),
        trained_at,
        rows,
        columns: reports,
        coefficients: Vec::new(),
        intercept_at_means: Estimate::default(),
        intercept: Estimate::default(),
        evaluation: None,
        verdict,
        importance: Vec::new(),
        suspects: leakage::suspects(table, spec),
        temporal: None,
    };
    Trained { model, predictions: Vec::new(), scatter: None }
}

fn scatter(table: &Table, recipe: &Recipe, scored: &[(usize, Prediction)], seed: u64) -> Scatter {
    let mut rows: Vec<usize> = (0..scored.len()).collect();
    if rows.len() > Scatter::MOST {
        rows.sort_unstable_by_key(|&i| scored[i].1.id);
        Random::new(seed).shuffle(&mut rows);
        rows.truncate(Scatter::MOST);
        rows.sort_unstable();
    }
    let table_rows: Vec<usize> = rows.iter().map(|&i| scored[i].0).collect();
    let numbers = table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.level.is_none() && matches!(column.values, Values::Numbers(_)));
    let columns = numbers
        .map(|(i, column)| (column.key, recipe.raw(table, i, &table_rows)))
        .filter(|(_, values)| values.len() == rows.len());
    Scatter { columns: columns.collect(), rows }
}
