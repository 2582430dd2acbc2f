//! A tag's looks. Contacts and companies carry tags by name; a tag without a record of its own just has no
//! colour yet.

use crate::{Book, Kind, field::*, keys};
use std::collections::BTreeMap;

pub const FIELDS: &[Field] = &[
    row(keys::NAME, Type::Text, Group::Main, SHOWN | SEARCHED),
    row(keys::COLOUR, Type::Number, Group::Main, INTERNAL),
    CREATED_AT,
    CHANGED_AT,
    TRASHED_AT,
    VERSIONS,
    SAMPLE,
];

/// Every tag in use on this kind, with how many records carry it.
pub fn in_use(book: &Book, kind: Kind) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for record in book.iter(kind) {
        for tag in record.choices(keys::TAGS) {
            *counts.entry(tag.clone()).or_default() += 1;
        }
    }
    counts
}
