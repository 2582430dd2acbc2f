use serde::{Deserialize, Serialize};

/// A figure with its 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl Estimate {
    pub fn includes(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Self { value: f(self.value), low: f(self.low), high: f(self.high) }
    }
}

/// How the model does on rows it has not seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// On the rows kept aside; absent when either answer is missing among them.
    pub test: Option<Scores>,
    /// Pooled over the folds: each row judged by a model that did not see it.
    pub folds: Scores,
    /// Share of false alarms, share of the yes found; from (0, 0) to (1, 1), pooled over the folds.
    pub roc: Vec<(f64, f64)>,
    pub calibration: Calibration,
    /// Rows with a chance of at least 0, 1, … 100 %: (truly yes, truly no). Pooled over the folds.
    pub at_least: Vec<(u32, u32)>,
}

impl Evaluation {
    /// Right and wrong answers when everyone with at least this chance (0 to 1, in steps of 1 %) is called yes.
    pub fn confusion(&self, threshold: f64) -> Confusion {
        let at = (threshold.clamp(0.0, 1.0) * 100.0).round() as usize;
        let (true_yes, false_yes) = self.at_least.get(at).copied().unwrap_or_default();
        let (yes, no) = self.at_least.first().copied().unwrap_or_default();
        Confusion { true_yes, false_yes, true_no: no.saturating_sub(false_yes), false_no: yes.saturating_sub(true_yes) }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    pub rows: usize,
    pub yes: usize,
    /// Rows on the right side of one half.
    pub correct: usize,
    /// With Wilson's interval.
    pub accuracy: Estimate,
    /// What always giving the training rows' more frequent answer would reach.
    pub naive_accuracy: f64,
    /// Accuracy above the naive rule, paired by row.
    pub gain: Estimate,
    /// Area under the ROC curve with DeLong's interval; pooled or on one test part.
    pub auc: Option<Estimate>,
    /// Mean over rows, natural logarithm.
    pub log_loss: f64,
    /// Of always giving the training rows' share of yes.
    pub naive_log_loss: f64,
    pub brier: f64,
    pub naive_brier: f64,
}

/// Whether a chance of 30 % comes true three times in ten.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// Rows sorted by chance and cut into parts of equal size.
    pub bins: Vec<Bin>,
    /// Of the truth on the chance's log-odds: 1 is right, below 1 chances are too extreme, above too timid.
    pub slope: Option<Estimate>,
    /// Log-odds at a chance of one half, beside `slope`.
    pub intercept: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    pub rows: usize,
    pub mean_chance: f64,
    /// Share of yes, with Wilson's interval.
    pub share: Estimate,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confusion {
    pub true_yes: u32,
    pub false_yes: u32,
    pub true_no: u32,
    pub false_no: u32,
}

impl Confusion {
    pub fn rows(&self) -> u32 {
        self.true_yes + self.false_yes + self.true_no + self.false_no
    }
    pub fn accuracy(&self) -> f64 {
        share(self.true_yes + self.true_no, self.rows())
    }
    /// Of those called yes, how many are.
    pub fn precision(&self) -> f64 {
        share(self.true_yes, self.true_yes + self.false_yes)
    }
    /// Of those who are yes, how many were called so.
    pub fn recall(&self) -> f64 {
        share(self.true_yes, self.true_yes + self.false_no)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}
