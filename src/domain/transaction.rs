//! Changes of data: field-level, labelled, invertible.
//!
//! A [`Transaction`] is what a command builds; an [`Entry`] is the same thing once it stands in the journal,
//! with the device and logical clock that order it.

use crate::{Id, Instant, Key, Kind, Value, keys};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    #[serde(rename = "k")]
    pub key: Key,
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
}

/// A record's chunk before it has been stored.
pub const UNPLACED: u32 = u32::MAX;

/// The changes of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    #[serde(rename = "t")]
    pub kind: Kind,
    #[serde(rename = "i")]
    pub id: Id,
    #[serde(rename = "c", default)]
    pub chunk: u32,
    #[serde(rename = "f")]
    pub fields: Vec<FieldChange>,
}

impl Edit {
    pub fn new(kind: Kind, id: Id) -> Self {
        Self { kind, id, chunk: UNPLACED, fields: Vec::new() }
    }
    pub fn with(mut self, key: Key, after: Option<Value>) -> Self {
        self.fields.push(FieldChange { key, before: None, after: after.filter(|value| !value.is_blank()) });
        self
    }
    pub fn after(&self, key: Key) -> Option<&Value> {
        self.fields.iter().find(|field| field.key == key)?.after.as_ref()
    }
    pub fn creates(&self) -> bool {
        self.fields.iter().any(|field| field.key == keys::CREATED_AT && field.before.is_none() && field.after.is_some())
    }
}

/// What was done, for History and toasts; the app says it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    Created,
    Edited,
    Trashed,
    Restored,
    Purged,
    Tagged,
    Untagged,
    Imported,
    Undone,
    SampleAdded,
    SampleRemoved,
    Noted,
    Completed,
    Reopened,
    Trained,
    Scored,
    Settings,
    #[serde(other)]
    Other,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Label {
    pub act: Act,
    pub kind: Kind,
    /// How many records.
    pub count: u32,
    /// The record's, field's or file's own name; may be empty.
    pub name: String,
}

impl Label {
    pub fn new(act: Act, kind: Kind, count: usize, name: impl Into<String>) -> Self {
        Self { act, kind, count: count as u32, name: name.into() }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transaction {
    pub label: Label,
    pub at: Instant,
    pub undoes: Option<EntryId>,
    pub edits: Vec<Edit>,
}

impl Transaction {
    pub fn new(label: Label, at: Instant) -> Self {
        Self { label, at, undoes: None, edits: Vec::new() }
    }
    pub fn edit(mut self, edit: Edit) -> Self {
        self.edits.push(edit);
        self
    }
    /// Changes one field of an existing record.
    pub fn set(self, kind: Kind, id: Id, key: Key, after: Option<Value>) -> Self {
        self.edit(Edit::new(kind, id).with(key, after))
    }
    pub fn create(self, kind: Kind, id: Id, values: impl IntoIterator<Item = (Key, Value)>) -> Self {
        let mut edit = Edit::new(kind, id).with(keys::CREATED_AT, Some(Value::Instant(self.at)));
        for (key, value) in values {
            edit = edit.with(key, Some(value));
        }
        self.edit(edit)
    }
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }
}

/// Orders entries: by clock, then device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryId {
    pub clock: u64,
    pub device: u64,
}

/// A transaction in the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub id: EntryId,
    pub label: Label,
    pub at: Instant,
    pub undoes: Option<EntryId>,
    pub edits: Vec<Edit>,
}
