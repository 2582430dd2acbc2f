//! What can be learned from the data, as plain data: the question ([`TrainSpec`]), what is computed on
//! ([`Table`]) and the answer ([`Trained`]).
//!
//! Invariant: every figure of an answer is finite; what cannot be computed is `None` or a [`Reason`].
//! Deliberately not here: the computing (`analytics`) and the words (`app` says the typed codes).

mod ahead;
mod ahead_cards;
mod ahead_of_files;
mod challenge;
mod clusters;
mod duplicates;
mod evaluation;
mod file;
mod groups;
mod honesty;
mod judged;
mod model;
mod naming;
mod offers;
mod overview;
mod regression;
mod rfm;
mod staying;
mod verdict;

pub use ahead::{DIARY_CODE, DealTotal, DiaryScore, Foretold, Holiday, kept_diary};
pub use ahead_cards::{NextProducts, OfferPair, OpenDeals, ProductDemand};
pub use ahead_of_files::{Buyer, CarriedOn, Held, OrderLog, Period, SeriesErrors, SeriesWish};
pub use challenge::{Candidate, Challenge, ModelKind, NumberCandidate, NumberChallenge, Penalty};
pub use clusters::{Cluster, ClusterCount, ClusterMark, Clusters};
pub use duplicates::{Aspect, Duplicate, Evidence, Likeness};
pub use evaluation::{Bin, Calibration, Confusion, Estimate, Evaluation, Scores};
pub use file::{FileColumn, FileLook, FileRows, FileShape, LabRefusal};
pub use groups::{
    CustomerGroup, CustomerGroups, GROUPS_CODE, GroupsRefusal, Habit, KeptGroup, kept_groups, names_kept,
};
pub use honesty::{Drift, DriftState, Leak, Suspect, Temporal};
pub use judged::{Doubt, Judged};
pub use model::{
    Coefficient, ColumnReport, ColumnShape, ColumnUse, Contribution, Fill, Importance, Model, Prediction, Reasons,
    Rows, Scatter, Trained,
};
pub use naming::{names_rows, sounds_late};
pub use offers::{Journey, NextProduct, OffersJudged};
pub use overview::{
    BuyingModel, BuyingTried, Cohort, Lifetime, Method, Outlook, Overview, Pair, Person, Refusal, SegmentFigures,
};
pub use regression::{Foreseen, Regression, RegressionScores};
pub use rfm::{RfmScore, Segment};
pub use staying::{Counted, Stayed, Staying};
pub use verdict::{Level, Reason, Verdict};

use crate::{FieldSpec, FieldType, Group, Id, Key, Kind, keys};
use serde::{Deserialize, Serialize};

/// Below this many of the rarer answer no model is made.
pub const LEAST_ANSWERS: usize = 20;
/// From this many of the rarer answer on a model may be applied.
pub const ENOUGH_ANSWERS: usize = 40;

/// A yes/no question asked of the records of a kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrainSpec {
    pub kind: Kind,
    /// Key of the field to predict.
    pub target: Key,
    /// The level that means yes where the target is a choice or a text; a yes/no or 0/1 field needs none.
    #[serde(default)]
    pub answer: Option<String>,
    pub features: Vec<FeatureSpec>,
    pub seed: u64,
    pub folds: usize,
    /// Share of the answered rows kept aside for the single test.
    pub test_share: f64,
    /// Inverse strength of the ridge penalty, as in scikit-learn: α = 1/C on the sum of losses.
    pub c: f64,
    #[serde(default)]
    pub model: ModelKind,
}

impl TrainSpec {
    pub fn new(kind: Kind, target: Key, features: Vec<FeatureSpec>) -> Self {
        Self {
            kind,
            target,
            answer: None,
            features,
            seed: 42,
            folds: 5,
            test_share: 0.3,
            c: 1.0,
            model: ModelKind::default(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeatureSpec {
    pub key: Key,
    #[serde(default)]
    pub missing: Missing,
    #[serde(default)]
    pub outliers: Outliers,
    /// Learned from although it may know the answer already: the owner says that it is known beforehand.
    #[serde(default)]
    pub anyway: bool,
}

impl FeatureSpec {
    pub fn new(key: Key) -> Self {
        Self { key, missing: Missing::default(), outliers: Outliers::default(), anyway: false }
    }
}

/// What stands in for a missing value. Choices know neither mean nor median: they take the most frequent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    Mean,
    #[default]
    Median,
    MostFrequent,
    /// The row is left out of training and gets no chance.
    Drop,
}

/// What happens to values beyond 1.5 interquartile ranges outside the quartiles (Tukey 1977).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outliers {
    #[default]
    Keep,
    Clip,
    /// The row is left out of training; it still gets a chance.
    Drop,
}

/// Rows to learn from and to score, by column. Made from the Book today, from any file later: nothing that
/// computes on it knows where it came from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub ids: Vec<Id>,
    /// The known answers; `None` is a row to predict.
    pub target: Vec<Option<bool>>,
    pub columns: Vec<Column>,
    /// The day of each row since 1970-01-01, for judging on the newest; empty where rows have none.
    #[serde(default)]
    pub days: Vec<Option<i32>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Position in [`TrainSpec::features`]; a set of tags becomes several columns of one feature.
    pub feature: usize,
    pub key: Key,
    /// Which tag of a set this column is about.
    pub level: Option<String>,
    pub values: Values,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Values {
    /// NaN and infinities count as missing.
    Numbers(Vec<f64>),
    /// Codes into `levels`; [`Values::NO_LEVEL`] is missing.
    Levels { codes: Vec<u32>, levels: Vec<String> },
}

impl Values {
    pub const NO_LEVEL: u32 = u32::MAX;

    pub fn len(&self) -> usize {
        match self {
            Values::Numbers(numbers) => numbers.len(),
            Values::Levels { codes, .. } => codes.len(),
        }
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Whether a model may learn from a field: numbers, money, dates, yes/no, choices, tags and short texts that
/// are not names. Scores are made of other fields, and the date of the last change moves with the answer.
pub fn is_feature(field: &FieldSpec) -> bool {
    let known_late = [keys::CHANGED_AT, keys::TRASHED_AT].contains(&field.key);
    field.listed() && field.group != Group::Scores && !known_late && is_readable(field)
}

/// Whether a customer orders again, or a lead becomes a customer, is asked for so many days.
pub const AGAIN_DAYS: i32 = 90;

/// Whether a message is answered is asked for so many days.
pub const REPLY_DAYS: i32 = 14;

/// Whether contacts as they were are asked what they did since: they order again or do not, or they replied.
pub fn is_ahead(target: Key) -> bool {
    [keys::ORDERS_AGAIN, keys::LEAVES, keys::REPLIES].contains(&target)
}

/// Whether what is asked is what came within some days of a chance, which no field keeps.
pub fn is_timed(target: Key) -> bool {
    is_ahead(target) || target == keys::CONVERTS
}

/// The id of a customer's row as it was at the cut-off, and back again.
pub fn as_it_was(id: Id) -> Id {
    Id(id.0 ^ 1 << 127)
}

/// Whether a field can be the answer: yes/no, a number that is 0 or 1, or a choice of which one means yes.
pub fn is_target(field: &FieldSpec) -> bool {
    let fits = match &field.type_ {
        FieldType::YesNo | FieldType::Choice(_) => true,
        FieldType::Number | FieldType::Text => field.key.custom_field().is_some(),
        _ => false,
    };
    fits && field.listed() && (!field.derived() || field.key == keys::WON)
}

fn is_readable(field: &FieldSpec) -> bool {
    match &field.type_ {
        FieldType::Number | FieldType::Money | FieldType::Date | FieldType::Instant | FieldType::YesNo => true,
        FieldType::Choice(_) | FieldType::Choices(_) | FieldType::Tags => true,
        FieldType::Text => {
            field.key.custom_field().is_some()
                || [keys::SOURCE, keys::LANGUAGE, keys::INDUSTRY, keys::CHANNEL].contains(&field.key)
        }
        _ => false,
    }
}
