use super::{Estimate, Scores};
use crate::Key;
use serde::{Deserialize, Serialize};

/// A feature that may know the answer because it came after it, or that only names rows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suspect {
    /// Position in [`super::TrainSpec::features`].
    pub feature: usize,
    pub key: Key,
    pub leak: Leak,
    /// Learned from all the same.
    #[serde(default)]
    pub kept: bool,
}

impl Suspect {
    pub fn is_left_out(&self) -> bool {
        self.leak.is_certain() && !self.kept
    }
}

/// What gives a feature away; shares are from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leak {
    /// Filled where the answer is known, blank where it is to be foreseen.
    FilledLater { known: f64, unknown: f64 },
    /// Whether there is a value tells the answer.
    FilledByAnswer { yes: f64, no: f64 },
    /// The values alone tell the answers nearly apart: area under the curve on rows not counted with.
    Telltale { auc: f64 },
    /// Called like an identifier.
    Identifier,
    /// One whole number after the other, as rows are numbered.
    Serial,
    /// Called like something written down when the outcome is known.
    LateName,
    /// So called, and its values alone order the answers well.
    LateAndTelling { auc: f64 },
}

impl Leak {
    /// Whether the feature cannot be there when a row is foreseen, or says nothing about new rows: not to be learned
    /// from unless the owner knows better. A name alone is for the owner to judge.
    pub fn is_certain(self) -> bool {
        !matches!(self, Leak::LateName)
    }
}

/// How a model does on the newest rows when it learned from the older ones, beside rows drawn at random.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Temporal {
    /// The first day of the test, in days since 1970-01-01.
    pub from: i32,
    pub newest: Scores,
    pub random: Scores,
    /// By how much the mean squared error of the chances is below that of the share of yes in the rows learned from.
    pub newest_gain: Estimate,
    pub random_gain: Estimate,
    /// `random_gain` − `newest_gain`: what drawing at random flatters.
    pub flattery: Estimate,
}

impl Temporal {
    /// Whether both are to be shown: they differ by more than chance explains, or only the random rows show a gain.
    pub fn differs(&self) -> bool {
        !self.flattery.includes(0.0) || (self.random_gain.low > 0.0 && self.newest_gain.low <= 0.0)
    }
}

/// How chances given earlier turned out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drift {
    pub rows: usize,
    /// Mean squared error of the chances and of the share of yes known at the time.
    pub brier: f64,
    pub naive_brier: f64,
    /// The second less the first.
    pub gain: Estimate,
    /// The share of yes that the chances promised, and the one that came.
    pub promised: f64,
    pub share: Estimate,
    pub state: DriftState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DriftState {
    /// Too few outcomes since to say.
    TooFew { need: usize },
    /// Better than the naive rule, beyond chance.
    Holds,
    /// No longer shown to be better.
    Unsure,
    /// Worse than the naive rule, beyond chance: train anew.
    Worse,
}
