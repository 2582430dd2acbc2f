//! What was learned: the question asked of the data and the answer, with its date.

use crate::{Record, field::*, insight, keys};

pub const FIELDS: &[Field] = &[
    row(keys::NAME, Type::Text, Group::Main, SHOWN | SEARCHED),
    row(keys::ON_KIND, Type::Text, Group::Main, INTERNAL),
    row(keys::SPEC, Type::Json, Group::Main, INTERNAL),
    row(keys::RESULT, Type::Json, Group::Main, INTERNAL),
    row(keys::TRAINED_AT, Type::Instant, Group::Main, SHOWN),
    CREATED_AT,
    CHANGED_AT,
    TRASHED_AT,
    SAMPLE,
];

pub fn spec(model: &Record) -> Option<insight::TrainSpec> {
    serde_json::from_str(model.text(keys::SPEC)).ok()
}
