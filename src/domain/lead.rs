//! What came from outside and waits for a decision: the text as it came, and the contact read from it.

use crate::{Key, Labelled, Record, Value, field::*, keys};
use serde::{Deserialize, Serialize};

pub const FIELDS: &[Field] = &[
    row(keys::NAME, Type::Text, Group::Main, SHOWN | SEARCHED),
    row(keys::EMAILS, Type::Emails, Group::Main, SHOWN | SEARCHED),
    row(keys::PHONES, Type::Phones, Group::Main, SHOWN | SEARCHED),
    row(keys::COMPANY, Type::Text, Group::Main, SHOWN | SEARCHED),
    row(keys::JOB_TITLE, Type::Text, Group::Main, SEARCHED),
    row(keys::ADDRESS, Type::Text, Group::Main, SEARCHED),
    row(keys::WEBSITE, Type::Link, Group::Main, SEARCHED),
    row(keys::SOURCE, Type::Text, Group::Main, SHOWN | SEARCHED),
    row(keys::NOTES, Type::LongText, Group::Main, SEARCHED),
    row(keys::TEXT, Type::LongText, Group::System, INTERNAL),
    CREATED_AT,
    CHANGED_AT,
    TRASHED_AT,
    VERSIONS,
    SAMPLE,
];

/// A contact as it was read from a text; empty where the text says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub name: String,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub company: String,
    pub job_title: String,
    pub address: String,
    pub website: String,
    pub source: String,
    pub message: String,
    /// What it was read from.
    pub text: String,
}

impl Draft {
    pub fn values(self) -> Vec<(Key, Value)> {
        let list = |all: Vec<String>| {
            Value::Labelled(all.into_iter().map(|value| Labelled { label: String::new(), value }).collect())
        };
        let values = [
            (keys::NAME, Value::Text(self.name)),
            (keys::EMAILS, list(self.emails)),
            (keys::PHONES, list(self.phones)),
            (keys::COMPANY, Value::Text(self.company)),
            (keys::JOB_TITLE, Value::Text(self.job_title)),
            (keys::ADDRESS, Value::Text(self.address)),
            (keys::WEBSITE, Value::Text(self.website)),
            (keys::SOURCE, Value::Text(self.source)),
            (keys::NOTES, Value::Text(self.message)),
            (keys::TEXT, Value::Text(self.text)),
        ];
        values.into_iter().filter(|(_, value)| !value.is_blank()).collect()
    }
}

/// What a lead is called.
pub fn name(lead: &Record) -> &str {
    let texts = [lead.text(keys::NAME), lead.text(keys::COMPANY), lead.first_of(keys::EMAILS)];
    let first_line = lead.text(keys::TEXT).lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let more = [lead.first_of(keys::PHONES), first_line];
    texts.into_iter().chain(more).find(|text| !text.is_empty()).unwrap_or_default()
}
