use super::{Coefficient, ColumnReport, Contribution, ENOUGH_ANSWERS, Estimate, Importance, Level, ModelKind, Suspect};
use crate::Id;
use serde::{Deserialize, Serialize};

/// A number foreseen from other columns, and how well that went on rows that were not learned from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Regression {
    /// `Logistic` stands for the line here: the simple model.
    pub model: ModelKind,
    pub rows: usize,
    pub dropped: usize,
    pub columns: Vec<ColumnReport>,
    /// In the target's unit per unit of the column; empty for trees.
    pub coefficients: Vec<Coefficient>,
    /// Where every column is zero.
    pub intercept: Estimate,
    /// Where every column has its mean.
    pub mean: f64,
    /// Of the ridge: 0 is least squares.
    pub penalty: f64,
    /// Standard deviation of what is left, on the rows learned from.
    pub residual: f64,
    /// Pooled over the folds.
    pub scores: RegressionScores,
    /// The rows of the table that can be foreseen, in their order.
    pub foreseen: Vec<Foreseen>,
    /// What moves each foreseen number most, in the order of `foreseen`: the line's own factors. Empty for trees.
    #[serde(default)]
    pub why: Vec<Vec<Contribution>>,
    /// Share of the known answers within their rows' intervals, which came from models that had not seen the row.
    pub covered: f64,
    /// Features left out, or to be looked at.
    pub suspects: Vec<Suspect>,
    pub importance: Vec<Importance>,
    pub level: Level,
}

impl Regression {
    /// Whether its numbers may be written to records.
    pub fn can_apply(&self) -> bool {
        self.level != Level::No && self.rows >= ENOUGH_ANSWERS
    }
}

/// A number foreseen for one row. Where the truth is known, the model had not seen the row.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Foreseen {
    pub id: Id,
    pub value: f64,
    /// Where 95 of 100 truths should lie.
    pub low: f64,
    pub high: f64,
    pub truth: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegressionScores {
    /// Share of the squared error of the training mean that the model takes away; below 0 it adds to it.
    pub r2: f64,
    pub rmse: f64,
    pub mae: f64,
    pub naive_rmse: f64,
    pub naive_mae: f64,
    /// The share of the squared error taken away, with its interval.
    pub gain: Estimate,
}
