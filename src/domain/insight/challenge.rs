use super::{Estimate, RegressionScores, Scores};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelKind {
    #[default]
    Logistic,
    Forest,
    Boosting,
}

impl ModelKind {
    pub const ALL: [ModelKind; 3] = [ModelKind::Logistic, ModelKind::Forest, ModelKind::Boosting];
}

/// Models compared on the same folds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Challenge {
    /// The logistic regression first, with the penalty that was asked for.
    pub candidates: Vec<Candidate>,
    /// The one with the least log-loss, if it beats the simple one clearly; else the simple one.
    pub proposed: ModelKind,
    /// The simple model under several penalties, weakest last.
    pub penalties: Vec<Penalty>,
    /// The penalty with the least log-loss, if it beats the one that was asked for clearly; else that one.
    pub proposed_c: f64,
}

impl Challenge {
    pub fn candidate(&self, model: ModelKind) -> Option<&Candidate> {
        self.candidates.iter().find(|candidate| candidate.model == model)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    pub model: ModelKind,
    /// Pooled over the folds.
    pub scores: Scores,
    /// By how much its log-loss is below the simple model's, paired by row.
    pub advantage: Estimate,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Penalty {
    pub c: f64,
    pub log_loss: f64,
    /// By how much its log-loss is below that of the penalty that was asked for, paired by row.
    pub advantage: Estimate,
}

/// Models of a number compared on the same folds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberChallenge {
    /// The line first.
    pub candidates: Vec<NumberCandidate>,
    /// The one with the least squared error, if it beats the line clearly; else the line.
    pub proposed: ModelKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberCandidate {
    pub model: ModelKind,
    /// Pooled over the folds.
    pub scores: RegressionScores,
    /// By how much its mean squared error is below the line's, paired by row.
    pub advantage: Estimate,
}
