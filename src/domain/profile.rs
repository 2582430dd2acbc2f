//! The business: one record that also keeps which pages are hidden and what records are called.

use crate::{Book, Id, Kind, field::*, keys};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// There is one profile, under a fixed id, so that two tabs or devices mean the same.
pub const ID: Id = Id(1);

pub const BUSINESS_KINDS: &[&str] = &["consultant", "shop", "electronics", "restaurant", "other"];

pub const FIELDS: &[Field] = &[
    row(keys::NAME, Type::Text, Group::Main, 0),
    row(keys::BUSINESS_KIND, Type::Choice(BUSINESS_KINDS), Group::Main, 0),
    row(keys::CURRENCY, Type::Text, Group::Main, 0),
    row(keys::ADDRESS, Type::Address, Group::Reach, 0),
    row(keys::EMAILS, Type::Emails, Group::Reach, 0),
    row(keys::PHONES, Type::Phones, Group::Reach, 0),
    row(keys::WEBSITE, Type::Link, Group::Reach, 0),
    row(keys::TAX_ID, Type::Text, Group::About, 0),
    row(keys::FIRST_NAME, Type::Text, Group::About, 0),
    row(keys::LAST_NAME, Type::Text, Group::About, 0),
    row(keys::JOB_TITLE, Type::Text, Group::About, 0),
    row(keys::COLLECT, Type::Json, Group::System, INTERNAL),
    row(keys::HIDDEN_PAGES, Type::Tags, Group::System, INTERNAL),
    row(keys::RENAMED, Type::Json, Group::System, INTERNAL),
    CREATED_AT,
    CHANGED_AT,
    TRASHED_AT,
    VERSIONS,
];

/// What the owner calls a record kind instead of our word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    pub one: String,
    pub many: String,
}

/// The owner's own words, by kind code.
pub fn renamed(book: &Book) -> BTreeMap<String, Names> {
    book.get(Kind::Profile, ID)
        .and_then(|profile| serde_json::from_str(profile.text(keys::RENAMED)).ok())
        .unwrap_or_default()
}

pub fn hidden_pages(book: &Book) -> &[String] {
    book.get(Kind::Profile, ID).map_or(&[], |profile| profile.choices(keys::HIDDEN_PAGES))
}
