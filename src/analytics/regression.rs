//! Foreseeing a number: a line with intervals, or trees where they are clearly better, judged on unseen rows.
//!
//! Invariant: what a row is judged by comes from a model that did not learn from it; the penalty is chosen within the
//! training rows. Deliberately not here: yes/no answers (`train`).

use crate::{
    Splits,
    intervals::normal,
    learner,
    linear::{Line, best_penalty},
    preprocess::{self, Recipe},
    random::Random,
    trees::{Boosting, Forest, Loss},
};
use domain::{
    Id, Key,
    insight::{
        Coefficient, ColumnReport, ColumnUse, Contribution, Estimate, Foreseen, LabRefusal, Level, ModelKind,
        Regression, RegressionScores, Table, TrainSpec,
    },
};

/// Below this many rows there is no model at all.
pub const LEAST_ROWS: usize = 10;
/// Below this many the verdict is no, below twice as many "with care".
pub const ENOUGH_ROWS: usize = 20;
/// A line that takes away less of the mean's squared error than this is hardly of use, however sure it is.
const LITTLE: f64 = 0.1;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegressionError {
    #[error("learning was cancelled")]
    Cancelled,
    #[error("too few rows with an answer: {have}, at least {need} are needed")]
    TooFewRows { have: usize, need: usize },
    #[error("every answer is the same number")]
    OneAnswer,
    #[error("no column is left to learn from: each is empty, constant or an identifier")]
    NoColumns,
    #[error("no column is left to learn from without those that may know the answer already")]
    AllLeftOut { keys: Vec<Key> },
}

impl RegressionError {
    /// Why nothing was learned; none where the user stopped it.
    pub fn refusal(&self) -> Option<LabRefusal> {
        match self {
            RegressionError::Cancelled => None,
            &RegressionError::TooFewRows { have, need } => Some(LabRefusal::TooFewRows { have, need }),
            RegressionError::AllLeftOut { keys } => Some(LabRefusal::AllLeftOut { keys: keys.clone() }),
            RegressionError::OneAnswer => Some(LabRefusal::OneAnswer),
            RegressionError::NoColumns => Some(LabRefusal::NoColumns),
        }
    }
}

struct Part {
    recipe: Recipe,
    made: Made,
    mean: f64,
    rows: usize,
}

enum Made {
    Line(Line, f64),
    Forest(Forest),
    Boosting(Boosting),
}

impl Part {
    fn values(&self, design: &[Vec<f64>], rows: usize) -> Vec<f64> {
        let of = |row: usize| match &self.made {
            Made::Line(line, _) => line.value(|column| design[column][row]),
            Made::Forest(forest) => forest.value(|column| design[column][row]),
            Made::Boosting(boosting) => boosting.value(|column| design[column][row]),
        };
        (0..rows).map(of).collect()
    }

    /// How far from its value 95 of 100 truths should lie, for each row: a line's Student interval for one new row,
    /// for trees what they err on unseen rows.
    fn reach(&self, design: &[Vec<f64>], rows: usize, unseen_error: f64) -> Vec<f64> {
        let Made::Line(line, _) = &self.made else { return vec![crate::intervals::z95() * unseen_error; rows] };
        let t = line.t95();
        let at = |row: usize| -> Vec<f64> { design.iter().map(|column| column[row]).collect() };
        (0..rows).map(|row| t * (line.residual.powi(2) + line.error_at(&at(row)).powi(2)).sqrt()).collect()
    }
}

/// Learns the finite numbers of `target` (one for each row of the table; none to be foreseen) with the model that
/// `spec.model` names, on the folds of its seed.
pub fn regress(
    table: &Table,
    target: &[Option<f64>],
    spec: &TrainSpec,
    progress: &mut dyn FnMut(f64),
    cancelled: &dyn Fn() -> bool,
) -> Result<Regression, RegressionError> {
    let answer = |row: usize| target[row].filter(|value| value.is_finite() && value.abs() < 1e100);
    // Columns are judged over the rows with an answer.
    let with_answers = Table {
        ids: table.ids.clone(),
        target: (0..table.ids.len()).map(|row| answer(row).map(|_| false)).collect(),
        columns: table.columns.clone(),
        days: Vec::new(),
    };
    let columns = preprocess::profile(&with_answers, spec);
    if columns.iter().all(|report| report.use_ != ColumnUse::Used) {
        return Err(RegressionError::NoColumns);
    }
    let all = (0..table.ids.len()).filter(|&row| answer(row).is_some());
    let known: Vec<usize> = all.clone().filter(|&row| preprocess::is_usable(table, spec, &columns, row)).collect();
    if known.len() < LEAST_ROWS {
        return Err(RegressionError::TooFewRows { have: known.len(), need: LEAST_ROWS });
    }
    let answers: Vec<f64> = known.iter().filter_map(|&row| answer(row)).collect();
    if answers.iter().all(|value| *value == answers[0]) {
        return Err(RegressionError::OneAnswer);
    }
    let learn = |rows: &[usize]| -> Part {
        let mut rows = rows.to_vec();
        // Trees draw rows by their position.
        if spec.model != ModelKind::Logistic {
            rows.sort_unstable_by_key(|&row| (table.ids[row], row));
        }
        let (recipe, rows) = Recipe::fit(table, spec, &columns, &rows);
        let design = recipe.design(table, &rows);
        let answers: Vec<f64> = rows.iter().filter_map(|&row| answer(row)).collect();
        let made = match spec.model {
            ModelKind::Logistic => {
                let penalty = best_penalty(&design, &answers);
                Made::Line(Line::fit(&design, &answers, penalty), penalty)
            }
            ModelKind::Forest => Made::Forest(Forest::fit(&design, &answers, Loss::Squared, spec.seed)),
            ModelKind::Boosting => Made::Boosting(Boosting::fit(&design, &answers, Loss::Squared, spec.seed)),
        };
        Part { recipe, made, mean: answers.iter().sum::<f64>() / answers.len().max(1) as f64, rows: answers.len() }
    };

    let ids: Vec<Id> = known.iter().map(|&row| table.ids[row]).collect();
    let mut sorted = answers.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let high: Vec<bool> = answers.iter().map(|value| *value > sorted[sorted.len() / 2]).collect();
    let splits = Splits::seeded(&ids, &high, spec.folds, spec.test_share, spec.seed);
    let (mut fitted, mut naive) = (vec![(0.0, 0.0); known.len()], vec![0.0; known.len()]);
    let mut reach = vec![0.0; known.len()];
    let mut rises = vec![Vec::new(); spec.features.len()];
    for fold in 0..splits.folds {
        let mut tested: Vec<usize> = (0..known.len()).filter(|&i| splits.fold[i] == fold).collect();
        tested.sort_unstable_by_key(|&i| (ids[i], i));
        let taught: Vec<usize> = (0..known.len()).filter(|&i| splits.fold[i] != fold).map(|i| known[i]).collect();
        let part = learn(&taught);
        let rows: Vec<usize> = tested.iter().map(|&i| known[i]).collect();
        let mut design = part.recipe.design(table, &rows);
        let values = part.values(&design, rows.len());
        let reaches = part.reach(&design, rows.len(), 0.0);
        for ((&i, value), reached) in tested.iter().zip(&values).zip(&reaches) {
            (fitted[i], naive[i], reach[i]) = ((*value, answers[i]), part.mean, *reached);
        }
        let truth: Vec<f64> = tested.iter().map(|&i| answers[i]).collect();
        shuffle(&part, &mut design, &values, &truth, spec.seed ^ fold as u64, &mut rises);
        progress((fold + 1) as f64 / (splits.folds + 1) as f64);
        if cancelled() {
            return Err(RegressionError::Cancelled);
        }
    }
    let scores = scores(&fitted, &naive);
    let whole = learn(&known);
    progress(1.0);
    let level = match scores.gain {
        gain if gain.value <= 0.0 || known.len() < ENOUGH_ROWS => Level::No,
        gain if gain.low <= 0.0 || gain.value < LITTLE || known.len() < 2 * ENOUGH_ROWS => Level::Care,
        _ => Level::Use,
    };
    let (penalty, residual) = match &whole.made {
        Made::Line(line, penalty) => (*penalty, line.residual),
        _ => (0.0, scores.rmse),
    };
    let (coefficients, intercept) = coefficients(&whole, table);
    if spec.model != ModelKind::Logistic {
        reach.fill(crate::intervals::z95() * scores.rmse);
    }
    let inside = fitted.iter().zip(&reach).filter(|((value, truth), reach)| (value - truth).abs() <= **reach).count();
    let one = |row: usize, value: f64, reach: f64, truth| {
        (row, Foreseen { id: table.ids[row], value, low: value - reach, high: value + reach, truth })
    };
    let seen = known.iter().zip(&fitted).zip(&reach);
    let mut foreseen: Vec<(usize, Foreseen)> =
        seen.map(|((&row, &(value, truth)), &reach)| one(row, value, reach, Some(truth))).collect();
    let unknown: Vec<usize> = (0..table.ids.len())
        .filter(|&row| answer(row).is_none() && preprocess::is_usable(table, spec, &columns, row))
        .collect();
    let design = whole.recipe.design(table, &unknown);
    let values = whole.values(&design, unknown.len());
    let reaches = whole.reach(&design, unknown.len(), scores.rmse);
    foreseen.extend(unknown.iter().zip(values).zip(reaches).map(|((&row, value), reach)| one(row, value, reach, None)));
    foreseen.sort_unstable_by_key(|(row, _)| *row);
    let why = why(&whole, table, &foreseen);
    Ok(Regression {
        model: spec.model,
        rows: whole.rows,
        dropped: all.count() - whole.rows,
        coefficients,
        intercept,
        mean: whole.mean,
        penalty,
        residual,
        scores,
        foreseen: foreseen.into_iter().map(|(_, one)| one).collect(),
        why,
        covered: inside as f64 / known.len() as f64,
        suspects: Vec::new(),
        importance: learner::importance(&rises),
        level,
        columns: usable(columns),
    })
}

/// The three features that move each number most, against a row that is average in them.
fn why(whole: &Part, table: &Table, foreseen: &[(usize, Foreseen)]) -> Vec<Vec<Contribution>> {
    let Made::Line(line, _) = &whole.made else { return Vec::new() };
    let rows: Vec<usize> = foreseen.iter().map(|(row, _)| *row).collect();
    let design = whole.recipe.design(table, &rows);
    let of = |(at, (_, one)): (usize, &(usize, Foreseen))| {
        let mut found: Vec<Contribution> = Vec::new();
        for (output, (column, factor)) in whole.recipe.outputs.iter().zip(design.iter().zip(&line.coefficients)) {
            let effect = factor * column[at];
            match found.iter_mut().find(|own| own.feature == output.feature) {
                Some(own) => own.effect += effect,
                None => found.push(Contribution {
                    feature: output.feature,
                    effect,
                    error: 0.0,
                    from: one.value,
                    to: one.value,
                }),
            }
        }
        found.iter_mut().for_each(|own| own.from -= own.effect);
        found.sort_by(|a, b| b.effect.abs().total_cmp(&a.effect.abs()));
        found.truncate(3);
        found
    };
    foreseen.iter().enumerate().map(of).collect()
}

fn usable(columns: Vec<ColumnReport>) -> Vec<ColumnReport> {
    // How well a column orders yes and no says nothing here.
    columns.into_iter().map(|report| ColumnReport { auc: None, ..report }).collect()
}

/// By how much the squared error of each tested row rises when a feature's values are shuffled.
fn shuffle(part: &Part, design: &mut [Vec<f64>], values: &[f64], truth: &[f64], seed: u64, rises: &mut [Vec<f64>]) {
    let mut random = Random::new(seed ^ 0x1a9);
    let mut order: Vec<usize> = (0..truth.len()).collect();
    for (feature, rises) in rises.iter_mut().enumerate() {
        random.shuffle(&mut order);
        let outputs: Vec<usize> = (0..design.len()).filter(|&i| part.recipe.outputs[i].feature == feature).collect();
        if outputs.is_empty() {
            continue;
        }
        let kept: Vec<Vec<f64>> = outputs.iter().map(|&output| design[output].clone()).collect();
        for (&output, column) in outputs.iter().zip(&kept) {
            design[output] = order.iter().map(|&row| column[row]).collect();
        }
        let after = part.values(design, truth.len());
        rises.extend((0..truth.len()).map(|i| (after[i] - truth[i]).powi(2) - (values[i] - truth[i]).powi(2)));
        outputs.into_iter().zip(kept).for_each(|(output, column)| design[output] = column);
    }
}

fn scores(fitted: &[(f64, f64)], naive: &[f64]) -> RegressionScores {
    let n = fitted.len().max(1) as f64;
    let squares = |of: &dyn Fn(usize) -> f64| (0..fitted.len()).map(|i| of(i).powi(2)).sum::<f64>();
    let (error, naive_error) = (|i: usize| fitted[i].0 - fitted[i].1, |i: usize| naive[i] - fitted[i].1);
    let (own, plain) = (squares(&error), squares(&naive_error));
    let absolute = |of: &dyn Fn(usize) -> f64| (0..fitted.len()).map(|i| of(i).abs()).sum::<f64>() / n;
    let mean = fitted.iter().map(|(_, truth)| truth).sum::<f64>() / n;
    let total: f64 = fitted.iter().map(|(_, truth)| (truth - mean).powi(2)).sum();
    let gains: Vec<f64> = (0..fitted.len()).map(|i| naive_error(i).powi(2) - error(i).powi(2)).collect();
    let share = (plain / n).max(1e-300);
    RegressionScores {
        r2: if total > 0.0 { 1.0 - own / total } else { 0.0 },
        rmse: (own / n).sqrt(),
        mae: absolute(&error),
        naive_rmse: (plain / n).sqrt(),
        naive_mae: absolute(&naive_error),
        gain: learner::mean(&gains).map(|gain| gain / share),
    }
}

/// Coefficients with Student's intervals, and the line's height where every column is zero.
fn coefficients(part: &Part, table: &Table) -> (Vec<Coefficient>, Estimate) {
    let Made::Line(line, _) = &part.made else { return (Vec::new(), Estimate::default()) };
    let t = line.t95() / crate::intervals::z95();
    let outputs = part.recipe.outputs.iter().enumerate().filter(|(_, output)| output.sd > 0.0);
    let coefficient = |(i, output): (usize, &preprocess::Output)| {
        let standardised = normal(line.coefficients[i], t * line.standard_error(i));
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
    let zero: Vec<f64> =
        part.recipe.outputs.iter().map(|output| if output.sd > 0.0 { -output.mean / output.sd } else { 0.0 }).collect();
    let intercept = normal(line.value(|column| zero[column]), t * line.error_at(&zero));
    (outputs.map(coefficient).collect(), intercept)
}
