//! The whole way from a table to a judged model.
//!
//! The model that is kept learns from every answered row; how good it is is told by models that did not see
//! the rows they judge: five folds pooled, and one test part. Invariant: a row with a known answer never gets
//! its chance from a model that learned from it.

use crate::{
    Splits,
    evaluate::{self, Unseen},
    explain,
    intervals::normal,
    logistic::{self, Fitted},
    logit,
    preprocess::{self, Recipe},
    random::Random,
    ranking, sigmoid,
    verdict::{self, Fit},
};
use domain::{
    Id, Instant,
    insight::{
        Coefficient, ColumnReport, ColumnUse, Estimate, Model, Prediction, Reason, Rows, Scatter, Table, TrainSpec,
        Trained, Values,
    },
};

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
    let reports = preprocess::profile(table, spec);
    let answered = |row: &usize| table.target[*row].is_some();
    let (known, unknown): (Vec<usize>, Vec<usize>) =
        (0..table.ids.len()).filter(|&row| preprocess::is_usable(table, spec, &reports, row)).partition(answered);
    let answers: Vec<bool> = known.iter().map(|&row| table.target[row] == Some(true)).collect();
    let usable_yes = answers.iter().filter(|yes| **yes).count();
    let count = |wanted: Option<bool>| table.target.iter().filter(|answer| **answer == wanted).count();
    let mut rows =
        Rows { all: table.ids.len(), yes: count(Some(true)), no: count(Some(false)), unknown: count(None), dropped: 0 };
    rows.dropped = rows.yes + rows.no - known.len();

    let refusal = verdict::refusal(&rows, usable_yes, known.len() - usable_yes)
        .or_else(|| reports.iter().all(|report| report.use_ != ColumnUse::Used).then_some(Reason::NoColumns));
    if let Some(reason) = refusal {
        return Ok(untrained(spec, trained_at, rows, reports, reason));
    }

    let seeded;
    let splits = match splits {
        Some(given) if given.fold.len() == known.len() && given.test.len() == known.len() => given,
        Some(given) => return Err(TrainError::Splits { given: given.fold.len(), needed: known.len() }),
        None => {
            let ids: Vec<Id> = known.iter().map(|&row| table.ids[row]).collect();
            seeded = Splits::seeded(&ids, &answers, spec.folds, spec.test_share, spec.seed);
            &seeded
        }
    };
    let learner = Learner { table, spec, reports: &reports };
    let parts = (splits.folds + 3) as f64;
    let mut done = 0.0;
    let mut step = || {
        done += 1.0;
        progress((done / parts).min(1.0));
        if cancelled() { Err(TrainError::Cancelled) } else { Ok(()) }
    };
    let rows_where =
        |wanted: &dyn Fn(usize) -> bool| -> (Vec<usize>, Vec<usize>) { (0..known.len()).partition(|&i| wanted(i)) };
    let at = |positions: &[usize]| -> Vec<usize> { positions.iter().map(|&i| known[i]).collect() };

    let whole = learner.learn(&known);
    let separable = learner.separates(&whole);
    step()?;

    let (mut unseen, mut scored) = (Unseen::default(), Vec::with_capacity(table.ids.len()));
    for fold in 0..splits.folds {
        let (tested, taught) = rows_where(&|i| splits.fold[i] == fold);
        let part = learner.learn(&at(&taught));
        let from = scored.len();
        learner.score(&part, &at(&tested), &mut scored);
        unseen.chances.extend(scored[from..].iter().map(|(_, prediction)| prediction.chance));
        unseen.answers.extend(tested.iter().map(|&i| answers[i]));
        unseen.shares.extend(tested.iter().map(|_| part.share));
        step()?;
    }
    let (tested, taught) = rows_where(&|i| splits.test[i]);
    let test = learner.test(&at(&taught), &at(&tested), &answers, &tested);
    step()?;

    learner.score(&whole, &unknown, &mut scored);
    scored.sort_unstable_by_key(|(row, _)| *row);
    let evaluation = evaluate::evaluation(&unseen, test);
    let coefficients = whole.coefficients(table);
    rows.dropped = rows.yes + rows.no - whole.rows.len();
    let yes = whole.rows.iter().filter(|&&row| table.target[row] == Some(true)).count();
    let fit = Fit {
        yes,
        no: whole.rows.len() - yes,
        coefficients: coefficients.len(),
        separable,
        converged: whole.fitted.converged,
    };
    let verdict = verdict::judge(&fit, &evaluation, &reports);
    let intercept_at_means = normal(whole.fitted.intercept, whole.fitted.standard_error(whole.recipe.outputs.len()));
    let scatter = scatter(table, &whole.recipe, &scored, spec.seed);
    let intercept = whole.intercept();
    let model = Model {
        spec: spec.clone(),
        trained_at,
        rows,
        columns: reports,
        coefficients,
        intercept_at_means,
        intercept,
        evaluation: Some(evaluation),
        verdict,
    };
    step()?;
    Ok(Trained {
        model,
        predictions: scored.into_iter().map(|(_, prediction)| prediction).collect(),
        scatter: Some(scatter),
    })
}

fn check(table: &Table, spec: &TrainSpec) -> Result<(), TrainError> {
    let rows = table.ids.len();
    let fits = |column: &domain::insight::Column| column.values.len() == rows && column.feature < spec.features.len();
    match table.columns.iter().position(|column| !fits(column)) {
        Some(column) => Err(TrainError::Shape { column }),
        None if table.target.len() != rows => Err(TrainError::Shape { column: table.columns.len() }),
        None => Ok(()),
    }
}

fn untrained(spec: &TrainSpec, trained_at: Instant, rows: Rows, reports: Vec<ColumnReport>, reason: Reason) -> Trained {
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
    };
    Trained { model, predictions: Vec::new(), scatter: None }
}

struct Learner<'a> {
    table: &'a Table,
    spec: &'a TrainSpec,
    reports: &'a [ColumnReport],
}

/// A recipe and a model from the same training rows.
struct Part {
    recipe: Recipe,
    fitted: Fitted,
    rows: Vec<usize>,
    share: f64,
}

impl Learner<'_> {
    fn alpha(&self) -> f64 {
        if self.spec.c > 0.0 { (1.0 / self.spec.c).max(logistic::LEAST_ALPHA) } else { 1.0 }
    }

    fn answers(&self, rows: &[usize]) -> Vec<f64> {
        rows.iter().map(|&row| f64::from(u8::from(self.table.target[row] == Some(true)))).collect()
    }

    fn learn(&self, rows: &[usize]) -> Part {
        let (recipe, rows) = Recipe::fit(self.table, self.spec, self.reports, rows);
        let design = recipe.design(self.table, &rows);
        let answers = self.answers(&rows);
        let share = answers.iter().sum::<f64>() / answers.len().max(1) as f64;
        let fitted = if share > 0.0 && share < 1.0 {
            logistic::fit(&design, &answers, self.alpha())
        } else {
            // One answer only, in given splits: nothing to learn but the answer.
            let p = design.len();
            Fitted {
                coefficients: vec![0.0; p],
                intercept: logit(share),
                covariance: vec![0.0; (p + 1) * (p + 1)],
                converged: false,
            }
        };
        Part { recipe, fitted, rows, share }
    }

    /// Whether a line through the columns tells the training rows apart without an error: a score that orders
    /// them perfectly proves it, and with little penalty one is found where there is one.
    fn separates(&self, part: &Part) -> bool {
        let design = part.recipe.design(self.table, &part.rows);
        let truth = self.answers(&part.rows);
        let answers: Vec<bool> = truth.iter().map(|&yes| yes > 0.5).collect();
        let auc = |fitted: &Fitted| {
            ranking::auc_with_error(&fitted.log_odds(&design, part.rows.len()), &answers).map_or(0.0, |found| found.0)
        };
        let found = auc(&part.fitted);
        found >= 1.0 || (found > 0.99 && auc(&logistic::fit(&design, &truth, logistic::LEAST_ALPHA)) >= 1.0)
    }

    fn score(&self, part: &Part, rows: &[usize], into: &mut Vec<(usize, Prediction)>) {
        let design = part.recipe.design(self.table, rows);
        let mut effects = vec![0.0; self.spec.features.len()];
        for (i, log_odds) in part.fitted.log_odds(&design, rows.len()).into_iter().enumerate() {
            let why = explain::contributions(&part.recipe, &part.fitted, &design, i, log_odds, &mut effects);
            let (id, truth) = (self.table.ids[rows[i]], self.table.target[rows[i]]);
            into.push((rows[i], Prediction { id, chance: sigmoid(log_odds), truth, why }));
        }
    }

    /// Scores on one part kept aside; nothing where either part lacks an answer.
    fn test(
        &self,
        taught: &[usize],
        tested: &[usize],
        answers: &[bool],
        positions: &[usize],
    ) -> Option<domain::insight::Scores> {
        let answers: Vec<bool> = positions.iter().map(|&i| answers[i]).collect();
        if !answers.contains(&true) || !answers.contains(&false) {
            return None;
        }
        let part = self.learn(taught);
        if part.share <= 0.0 || part.share >= 1.0 {
            return None;
        }
        let design = part.recipe.design(self.table, tested);
        let chances = part.fitted.log_odds(&design, tested.len()).into_iter().map(sigmoid).collect();
        Some(evaluate::scores(&Unseen { chances, shares: vec![part.share; tested.len()], answers }))
    }
}

impl Part {
    fn coefficients(&self, table: &Table) -> Vec<Coefficient> {
        let outputs = self.recipe.outputs.iter().enumerate().filter(|(_, output)| output.sd > 0.0);
        let coefficient = |(i, output): (usize, &preprocess::Output)| {
            let standardised = normal(self.fitted.coefficients[i], self.fitted.standard_error(i));
            Coefficient {
                feature: output.feature,
                key: table.columns[output.column].key,
                level: output.level.clone(),
                mean: output.mean,
                sd: output.sd,
                standardised,
                per_unit: standardised.map(|value| value / output.sd),
            }
        };
        outputs.map(coefficient).collect()
    }

    /// intercept − Σ β·mean/sd, its variance by the covariance of all coefficients.
    fn intercept(&self) -> Estimate {
        let outputs = &self.recipe.outputs;
        let side = outputs.len() + 1;
        let ratio = |output: &preprocess::Output| if output.sd > 0.0 { -output.mean / output.sd } else { 0.0 };
        let weights: Vec<f64> = outputs.iter().map(ratio).chain([1.0]).collect();
        let value = self.fitted.intercept
            + outputs.iter().zip(&self.fitted.coefficients).map(|(output, b)| ratio(output) * b).sum::<f64>();
        let variance: f64 = (0..side)
            .map(|i| weights[i] * logistic::dot(&self.fitted.covariance[i * side..(i + 1) * side], &weights))
            .sum();
        normal(value, variance.max(0.0).sqrt())
    }
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
