//! A saved view of a list: filter, columns, sort.

use crate::{Key, Kind, Record, Rule, field::*, keys, sort::Sort};

pub const FIELDS: &[Field] = &[
    row(keys::NAME, Type::Text, Group::Main, SHOWN | SEARCHED),
    row(keys::ON_KIND, Type::Text, Group::Main, INTERNAL),
    row(keys::RULE, Type::Json, Group::Main, INTERNAL),
    row(keys::COLUMNS, Type::Json, Group::Main, INTERNAL),
    row(keys::SORT, Type::Text, Group::Main, INTERNAL),
    CREATED_AT,
    CHANGED_AT,
    TRASHED_AT,
    VERSIONS,
    SAMPLE,
];

pub fn kind(view: &Record) -> Option<Kind> {
    Kind::from_code(view.text(keys::ON_KIND))
}

pub fn rule(view: &Record) -> Rule {
    serde_json::from_str(view.text(keys::RULE)).unwrap_or_default()
}

/// The columns, or none where the view leaves them as they are.
pub fn columns(view: &Record) -> Option<Vec<Key>> {
    serde_json::from_str(view.text(keys::COLUMNS)).ok()
}

pub fn sort(view: &Record) -> Option<Sort> {
    Sort::parse(view.text(keys::SORT))
}
