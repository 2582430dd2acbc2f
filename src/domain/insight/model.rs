//! The outcome of a training. What is kept ([`Model`]) is apart from what is only applied and looked at, so that a
//! model of 100,000 rows stays small. Deliberately not here: how good it is (`evaluation`) and the verdict.

use super::{Estimate, Evaluation, Suspect, Temporal, TrainSpec, Verdict};
use crate::{Id, Instant, Key};
use serde::{Deserialize, Serialize};

/// The outcome of a training: what is kept, and what is only applied and looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trained {
    pub model: Model,
    /// In the order of the table; rows that cannot be scored are absent. Empty when the verdict is no.
    pub predictions: Vec<Prediction>,
    pub scatter: Option<Scatter>,
}

/// A fitted model. A logistic regression is its coefficients: log-odds = intercept + Σ coefficient · value. Trees
/// have none; what they lean on is in `importance`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    pub spec: TrainSpec,
    pub trained_at: Instant,
    pub rows: Rows,
    pub columns: Vec<ColumnReport>,
    /// Empty when no model was made, and for trees.
    pub coefficients: Vec<Coefficient>,
    /// Log-odds at the mean of every column.
    pub intercept_at_means: Estimate,
    /// Log-odds at zero of every column, in the user's units.
    pub intercept: Estimate,
    pub evaluation: Option<Evaluation>,
    pub verdict: Verdict,
    /// What the model leans on, most first.
    #[serde(default)]
    pub importance: Vec<Importance>,
    /// Features that may know the answer already.
    #[serde(default)]
    pub suspects: Vec<Suspect>,
    /// How it does on the newest rows, where rows have days.
    #[serde(default)]
    pub temporal: Option<Temporal>,
}

/// How much worse the model does on rows it has not seen when one feature is shuffled among them (Breiman 2001).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Importance {
    /// Position in [`TrainSpec::features`].
    pub feature: usize,
    /// Of the mean log-loss.
    pub rise: Estimate,
}

impl Model {
    /// The line a·x + b·y = c on which the chance is `chance`, over the values of two number columns with all
    /// other columns at their mean. Nothing when neither column moves the chance.
    pub fn boundary(&self, x: Key, y: Key, chance: f64) -> Option<(f64, f64, f64)> {
        let slope = |key| {
            self.coefficients.iter().find(|c| c.key == key && c.level.is_none()).map_or(0.0, |c| c.per_unit.value)
        };
        let (a, b) = (slope(x), slope(y));
        let others = self.coefficients.iter().filter(|c| c.level.is_some() || (c.key != x && c.key != y));
        let rest: f64 = others.map(|c| c.per_unit.value * c.mean).sum();
        let chance = chance.clamp(1e-9, 1.0 - 1e-9);
        let c = (chance / (1.0 - chance)).ln() - self.intercept.value - rest;
        (a != 0.0 || b != 0.0).then_some((a, b, c))
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    pub all: usize,
    pub yes: usize,
    pub no: usize,
    /// Without an answer: to be predicted.
    pub unknown: usize,
    /// Answered rows left out for a missing value or an outlier.
    pub dropped: usize,
}

/// What was found in a column and what was done about it, over the answered rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnReport {
    pub feature: usize,
    pub key: Key,
    pub level: Option<String>,
    pub shape: ColumnShape,
    pub use_: ColumnUse,
    pub rows: usize,
    /// Blank, not a number or infinite.
    pub missing: usize,
    pub fill: Fill,
    /// Values outside the limits, whatever was done about them.
    pub outliers: usize,
    /// Quartiles widened by 1.5 interquartile ranges.
    pub limits: Option<(f64, f64)>,
    /// How well this column alone orders the answers, 0.5 to 1.
    pub auc: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnShape {
    Number {
        mean: f64,
        sd: f64,
        least: f64,
        most: f64,
    },
    /// Levels with their rows, most frequent first; `base` is what the coefficients compare with and `pooled`
    /// counts the rare levels that became one.
    Choice {
        levels: Vec<(String, usize)>,
        base: String,
        pooled: usize,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnUse {
    Used,
    AllMissing,
    Constant,
    Duplicate { of: Key },
    Identifier,
}

/// What took the place of missing values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fill {
    Nothing,
    Number(f64),
    Level(String),
    /// Their rows were dropped.
    Dropped,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coefficient {
    pub feature: usize,
    pub key: Key,
    /// The level or tag this one is about; empty text stands for the pooled rare levels.
    pub level: Option<String>,
    /// Of the training rows, in the user's units (a share for a level).
    pub mean: f64,
    pub sd: f64,
    /// Log-odds per standard deviation.
    pub standardised: Estimate,
    /// Log-odds per unit of the user's (per day for dates; against the base level for levels).
    pub per_unit: Estimate,
}

impl Coefficient {
    /// By what factor the odds grow with one unit more.
    pub fn odds_ratio(&self) -> Estimate {
        self.odds_ratio_for(1.0)
    }
    /// By what factor the odds grow with so many units more.
    pub fn odds_ratio_for(&self, units: f64) -> Estimate {
        self.per_unit.map(|value| odds(value * units))
    }
    /// By what factor the odds grow with one standard deviation more: comparable between columns.
    pub fn odds_ratio_per_sd(&self) -> Estimate {
        self.standardised.map(odds)
    }
}

fn odds(log_odds: f64) -> f64 {
    log_odds.clamp(-700.0, 700.0).exp()
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    pub id: Id,
    pub chance: f64,
    /// The known answer. Its chance comes from a model that did not see this row.
    pub truth: Option<bool>,
    /// The three features that move this chance most, strongest first. Trees tell about 5,000 rows at most.
    pub why: Vec<Contribution>,
}

/// What is kept beside a chance that was written onto a contact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reasons {
    /// The answer was not known yet: when it comes, it tells how good the chance was.
    pub open: bool,
    pub why: Vec<Contribution>,
    /// Of a number: where 95 of 100 truths should lie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<(f64, f64)>,
}

impl Reasons {
    /// Earlier versions kept the bare list. What cannot be read is no reason.
    pub fn read(text: &str) -> Self {
        let bare = |_| serde_json::from_str(text).map(|why| Reasons { why, ..Self::default() });
        serde_json::from_str(text).or_else(bare).unwrap_or_default()
    }

    /// Without reading the rest: a worker that judges 100,000 of them needs no more.
    pub fn is_open(text: &str) -> bool {
        text.starts_with(r#"{"open":true"#)
    }
}

/// What one feature does to one chance, against a row that is average in it: β·(x − mean), summed over the
/// feature's columns.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// Position in [`TrainSpec::features`].
    pub feature: usize,
    /// In log-odds; for a number in its own unit.
    pub effect: f64,
    /// Standard error of `effect`; 0 where it is exact.
    #[serde(default)]
    pub error: f64,
    /// The chance, or the number, were this feature average.
    pub from: f64,
    pub to: f64,
}

/// Rows to draw: all, or a seeded sample of [`Scatter::MOST`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scatter {
    /// Positions in [`Trained::predictions`].
    pub rows: Vec<usize>,
    /// The number columns and their values in `rows`; missing values are filled as in training.
    pub columns: Vec<(Key, Vec<f64>)>,
}

impl Scatter {
    pub const MOST: usize = 2_000;
}
