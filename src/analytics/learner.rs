//! Learning from some rows and scoring others, the same for every kind of model.

use crate::{
    TrainError,
    evaluate::{self, Unseen},
    explain,
    intervals::normal,
    logistic::{self, Fitted},
    logit,
    preprocess::{self, Recipe},
    random::Random,
    ranking, sigmoid,
    trees::{Boosting, Forest, Loss},
};
use domain::insight::{
    Coefficient, ColumnReport, Estimate, Importance, ModelKind, Prediction, Scores, Table, TrainSpec,
};

/// Rows of a fold that are shuffled to tell what matters.
const SHUFFLED_ROWS: usize = 2_000;

pub(crate) struct Learner<'a> {
    pub table: &'a Table,
    pub spec: &'a TrainSpec,
    pub reports: &'a [ColumnReport],
}

/// A recipe and a model from the same training rows.
pub(crate) struct Part {
    pub recipe: Recipe,
    pub made: Made,
    pub rows: Vec<usize>,
    pub share: f64,
}

pub(crate) enum Made {
    /// One answer only among the rows, in given splits: nothing to learn but the answer.
    Share(f64),
    Line(Fitted),
    Forest(Forest),
    Boosting(Boosting),
}

impl Made {
    pub fn log_odds(&self, design: &[Vec<f64>], rows: usize) -> Vec<f64> {
        match self {
            Made::Share(share) => vec![logit(*share); rows],
            Made::Line(fitted) => fitted.log_odds(design, rows),
            Made::Forest(forest) => forest.values(design, rows),
            Made::Boosting(boosting) => boosting.values(design, rows),
        }
    }
}

impl Learner<'_> {
    fn alpha(&self) -> f64 {
        if self.spec.c > 0.0 { (1.0 / self.spec.c).max(logistic::LEAST_ALPHA) } else { 1.0 }
    }

    fn answers(&self, rows: &[usize]) -> Vec<f64> {
        rows.iter().map(|&row| f64::from(u8::from(self.table.target[row] == Some(true)))).collect()
    }

    pub fn learn(&self, rows: &[usize]) -> Part {
        let mut rows = rows.to_vec();
        // Trees draw rows by their position.
        if self.spec.model != ModelKind::Logistic {
            rows.sort_unstable_by_key(|&row| (self.table.ids[row], row));
        }
        let (recipe, rows) = Recipe::fit(self.table, self.spec, self.reports, &rows);
        let design = recipe.design(self.table, &rows);
        let answers = self.answers(&rows);
        let share = answers.iter().sum::<f64>() / answers.len().max(1) as f64;
        let made = match self.spec.model {
            _ if share <= 0.0 || share >= 1.0 => Made::Share(share),
            ModelKind::Logistic => Made::Line(logistic::fit(&design, &answers, self.alpha())),
            ModelKind::Forest => Made::Forest(Forest::fit(&design, &answers, Loss::Logistic, self.spec.seed)),
            ModelKind::Boosting => Made::Boosting(Boosting::fit(&design, &answers, Loss::Logistic, self.spec.seed)),
        };
        Part { recipe, made, rows, share }
    }

    /// Whether a line through the columns tells the training rows apart without an error: a score that orders
    /// them perfectly proves it, and with little penalty one is found where there is one.
    pub fn separates(&self, part: &Part) -> bool {
        let Made::Line(fitted) = &part.made else { return false };
        let design = part.recipe.design(self.table, &part.rows);
        let truth = self.answers(&part.rows);
        let answers: Vec<bool> = truth.iter().map(|&yes| yes > 0.5).collect();
        let auc = |fitted: &Fitted| {
            ranking::auc_with_error(&fitted.log_odds(&design, part.rows.len()), &answers).map_or(0.0, |found| found.0)
        };
        let found = auc(fitted);
        found >= 1.0 || (found > 0.99 && auc(&logistic::fit(&design, &truth, logistic::LEAST_ALPHA)) >= 1.0)
    }

    /// Scores rows; says why for those that `plan` has chosen.
    pub fn score(
        &self,
        part: &Part,
        rows: &[usize],
        plan: &explain::Plan,
        cancelled: &dyn Fn() -> bool,
        into: &mut Vec<(usize, Prediction)>,
    ) -> Result<(), TrainError> {
        let design = part.recipe.design(self.table, rows);
        let log_odds = part.made.log_odds(&design, rows.len());
        let mut sampling = explain::Sampling::new(self.table, part, self.spec, plan);
        let mut effects = vec![(0.0, 0.0); self.spec.features.len()];
        for (i, log_odds) in log_odds.into_iter().enumerate() {
            let (id, truth) = (self.table.ids[rows[i]], self.table.target[rows[i]]);
            match &part.made {
                Made::Line(fitted) => explain::linear(&part.recipe, fitted, &design, i, &mut effects),
                _ if !plan.tells(rows[i]) => effects.fill((0.0, 0.0)),
                made => sampling.effects(made, &design, i, id, &mut effects),
            }
            let why = explain::strongest(&effects, log_odds);
            into.push((rows[i], Prediction { id, chance: sigmoid(log_odds), truth, why }));
            if i % 64 == 63 && part.line().is_none() && cancelled() {
                return Err(TrainError::Cancelled);
            }
        }
        Ok(())
    }

    /// Scores on one part kept aside; nothing where either part lacks an answer.
    pub fn test(&self, taught: &[usize], tested: &[usize]) -> Option<Scores> {
        let answers: Vec<bool> = tested.iter().map(|&row| self.table.target[row] == Some(true)).collect();
        if !answers.contains(&true) || !answers.contains(&false) {
            return None;
        }
        let part = self.learn(taught);
        if part.share <= 0.0 || part.share >= 1.0 {
            return None;
        }
        let chances = self.chances(&part, tested);
        Some(evaluate::scores(&Unseen { chances, shares: vec![part.share; tested.len()], answers }))
    }

    pub fn chances(&self, part: &Part, rows: &[usize]) -> Vec<f64> {
        let design = part.recipe.design(self.table, rows);
        part.made.log_odds(&design, rows.len()).into_iter().map(sigmoid).collect()
    }

    /// Adds to `rises`, for each feature, by how much each tested row's log-loss rises when the feature's values are
    /// shuffled among the rows.
    pub fn shuffle(&self, part: &Part, tested: &[usize], fold: usize, rises: &mut [Vec<f64>]) {
        let mut random = Random::new(self.spec.seed ^ 0x1a9 ^ fold as u64);
        let mut rows = tested.to_vec();
        rows.sort_unstable_by_key(|&row| self.table.ids[row]);
        if rows.len() > SHUFFLED_ROWS {
            random.shuffle(&mut rows);
            rows.truncate(SHUFFLED_ROWS);
        }
        let mut design = part.recipe.design(self.table, &rows);
        let answers = self.answers(&rows);
        let losses = |design: &[Vec<f64>]| -> Vec<f64> {
            let odds = part.made.log_odds(design, rows.len());
            odds.iter().zip(&answers).map(|(odds, yes)| evaluate::log_loss(sigmoid(*odds), *yes > 0.5)).collect()
        };
        let before = losses(&design);
        let mut order: Vec<usize> = (0..rows.len()).collect();
        for (feature, rises) in rises.iter_mut().enumerate() {
            random.shuffle(&mut order);
            let outputs: Vec<usize> =
                (0..design.len()).filter(|&i| part.recipe.outputs[i].feature == feature).collect();
            if outputs.is_empty() {
                continue;
            }
            let kept: Vec<Vec<f64>> = outputs
                .iter()
                .map(|&output| {
                    let shuffled = order.iter().map(|&row| design[output][row]).collect();
                    std::mem::replace(&mut design[output], shuffled)
                })
                .collect();
            rises.extend(losses(&design).iter().zip(&before).map(|(after, before)| after - before));
            outputs.into_iter().zip(kept).for_each(|(output, column)| design[output] = column);
        }
    }
}

/// The mean rises with their intervals, most first.
pub(crate) fn importance(rises: &[Vec<f64>]) -> Vec<Importance> {
    let of =
        |(feature, rises): (usize, &Vec<f64>)| (!rises.is_empty()).then(|| Importance { feature, rise: mean(rises) });
    let mut found: Vec<Importance> = rises.iter().enumerate().filter_map(of).collect();
    found.sort_by(|a, b| b.rise.value.total_cmp(&a.rise.value));
    found
}

/// A mean with its interval by the central limit.
pub(crate) fn mean(values: &[f64]) -> Estimate {
    let n = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
    normal(mean, (variance / n).sqrt())
}

impl Part {
    pub fn line(&self) -> Option<&Fitted> {
        if let Made::Line(fitted) = &self.made { Some(fitted) } else { None }
    }

    /// Of a logistic regression; none for others.
    pub fn coefficients(&self, table: &Table) -> Vec<Coefficient> {
        let Some(fitted) = self.line() else { return Vec::new() };
        let outputs = self.recipe.outputs.iter().enumerate().filter(|(_, output)| output.sd > 0.0);
        let coefficient = |(i, output): (usize, &preprocess::Output)| {
            let standardised = normal(fitted.coefficients[i], fitted.standard_error(i));
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

    /// Log-odds at the mean of every column.
    pub fn intercept_at_means(&self) -> Estimate {
        let of = |fitted: &Fitted| normal(fitted.intercept, fitted.standard_error(self.recipe.outputs.len()));
        self.line().map_or_else(Estimate::default, of)
    }

    /// intercept − Σ β·mean/sd, its variance by the covariance of all coefficients.
    pub fn intercept(&self) -> Estimate {
        let Some(fitted) = self.line() else { return Estimate::default() };
        let outputs = &self.recipe.outputs;
        let side = outputs.len() + 1;
        let ratio = |output: &preprocess::Output| if output.sd > 0.0 { -output.mean / output.sd } else { 0.0 };
        let weights: Vec<f64> = outputs.iter().map(ratio).chain([1.0]).collect();
        let value = fitted.intercept
            + outputs.iter().zip(&fitted.coefficients).map(|(output, b)| ratio(output) * b).sum::<f64>();
        let variance: f64 =
            (0..side).map(|i| weights[i] * logistic::dot(&fitted.covariance[i * side..(i + 1) * side], &weights)).sum();
        normal(value, variance.max(0.0).sqrt())
    }
}
