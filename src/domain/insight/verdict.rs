use super::Estimate;
use crate::Key;
use serde::{Deserialize, Serialize};

/// Whether the model is worth using, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    pub level: Level,
    /// What decided, then what else is worth knowing.
    pub reasons: Vec<Reason>,
    /// Whether chances may be written to records.
    pub can_apply: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Use,
    Care,
    No,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No row has an answer.
    NoAnswers,
    /// Every answer is the same.
    OneAnswer {
        answer: bool,
    },
    /// Too few of the rarer answer: below 20 no model, below 40 none to apply.
    TooFewAnswers {
        answer: bool,
        have: usize,
        need: usize,
    },
    /// No column is left to learn from.
    NoColumns,
    /// The interval of the gain over the naive rule includes zero: the rule does as well.
    GainIncludesZero {
        gain: Estimate,
    },
    /// The chances order the rows no better than a coin.
    NoBetterThanChance {
        auc: Estimate,
    },
    /// The chances are further from the truth than the plain share of yes.
    WorseThanShare {
        brier: f64,
        naive_brier: f64,
    },
    /// The columns tell the answers apart without an error: rare in life, often a column that is the answer.
    Separable,
    /// On the newest rows, learned from older ones, the chances are not shown to be nearer to the truth than the share.
    NewestNoGain {
        gain: Estimate,
    },
    /// The owner has the model learn from a feature that may know the answer.
    UsedAnyway {
        key: Key,
    },
    /// One column alone almost gives the answer away.
    Telltale {
        key: Key,
        auc: f64,
    },
    /// Chances are too extreme or too timid.
    Miscalibrated {
        slope: Estimate,
    },
    /// Fewer than ten of the rarer answer for each coefficient (Peduzzi et al. 1996).
    ManyColumns {
        coefficients: usize,
        rarer: usize,
    },
    /// More than half of the values are missing.
    MostlyMissing {
        key: Key,
        missing: usize,
        rows: usize,
    },
    AllMissing {
        key: Key,
    },
    Constant {
        key: Key,
    },
    Duplicate {
        key: Key,
        of: Key,
    },
    /// As many different words as rows.
    Identifier {
        key: Key,
    },
    /// The fit did not settle; its figures are approximate.
    NotConverged,
}
