//! What was learned: the question asked of the data and the answer, with its date.

use crate::{Book, FieldType, Id, Kind, Record, custom, field::*, insight, keys};

pub const FIELDS: &[Field] = &[
    row(keys::NAME, Type::Text, Group::Main, SHOWN | SEARCHED),
    row(keys::ON_KIND, Type::Text, Group::Main, INTERNAL),
    // What its scores are, as in custom fields; a chance where nothing is said.
    row(keys::TYPE, Type::Choice(custom::TYPES), Group::Main, INTERNAL),
    row(keys::CHOICES, Type::Tags, Group::Main, INTERNAL),
    row(keys::SPEC, Type::Json, Group::Main, INTERNAL),
    row(keys::RESULT, Type::Json, Group::Main, INTERNAL),
    row(keys::TRAINED_AT, Type::Instant, Group::Main, SHOWN),
    CREATED_AT,
    CHANGED_AT,
    TRASHED_AT,
    VERSIONS,
    SAMPLE,
];

pub fn spec(model: &Record) -> Option<insight::TrainSpec> {
    serde_json::from_str(model.text(keys::SPEC)).ok()
}

/// What the scores of a model are.
pub fn score_type(model: &Record) -> FieldType {
    match model.text(keys::TYPE) {
        "" => FieldType::Percent,
        code => custom::type_from(code, model.choices(keys::CHOICES)),
    }
}

/// The question of a ready-made analysis, such as `segment`: it has one model, which is written anew.
pub fn ready_made(code: &str) -> String {
    format!("{{\"ready_made\":\"{code}\"}}")
}

/// The model of a ready-made analysis, once it was applied.
pub fn find_ready_made(book: &Book, code: &str) -> Option<Id> {
    let spec = ready_made(code);
    book.iter(Kind::Model).find(|model| model.text(keys::SPEC) == spec).map(|model| model.id)
}
