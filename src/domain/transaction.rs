//! Changes of data: field-level, labelled, invertible.
//!
//! A [`Transaction`] is what a command builds; an [`Entry`] is the same thing once it stands in the journal,
//! with the device and logical clock that order it.

use crate::{Id, Instant, Key, Kind, Value, keys};

#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    pub key: Key,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// A record's chunk before it has been stored.
pub const UNPLACED: u32 = u32::MAX;

/// The changes of one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    pub kind: Kind,
    pub id: Id,
    pub chunk: u32,
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
    /// The change of the versions, which stands last in an edit that was performed.
    pub(crate) fn noted(&self) -> Option<&FieldChange> {
        self.fields.last().filter(|field| field.key == keys::VERSIONS)
    }
    pub fn creates(&self) -> bool {
        self.existence().is_some_and(|field| field.before.is_none() && field.after.is_some())
    }
    pub fn deletes(&self) -> bool {
        self.existence().is_some_and(|field| field.after.is_none())
    }
    /// What exists says when it was made; in a new record that stands first.
    fn existence(&self) -> Option<&FieldChange> {
        self.fields.iter().find(|field| field.key == keys::CREATED_AT)
    }
}

/// What was done, for History and toasts; the app says it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Another device's data came in.
    Merged,
    /// A merge was taken back.
    Unmerged,
    /// Everything became what a backup holds.
    WentBack,
    /// Two records became one.
    MergedRecords,
    /// Two records that look like one were said to be two.
    KeptApart,
    Other,
}

impl Act {
    const CODES: [(Act, &str); 22] = [
        (Act::Created, "created"),
        (Act::Edited, "edited"),
        (Act::Trashed, "trashed"),
        (Act::Restored, "restored"),
        (Act::Purged, "purged"),
        (Act::Tagged, "tagged"),
        (Act::Untagged, "untagged"),
        (Act::Imported, "imported"),
        (Act::Undone, "undone"),
        (Act::SampleAdded, "sample_added"),
        (Act::SampleRemoved, "sample_removed"),
        (Act::Noted, "noted"),
        (Act::Completed, "completed"),
        (Act::Reopened, "reopened"),
        (Act::Trained, "trained"),
        (Act::Scored, "scored"),
        (Act::Settings, "settings"),
        (Act::Merged, "merged"),
        (Act::Unmerged, "unmerged"),
        (Act::WentBack, "went_back"),
        (Act::MergedRecords, "merged_records"),
        (Act::KeptApart, "kept_apart"),
    ];

    /// Whether the edits say themselves which versions their fields have, for they were made on another device.
    pub(crate) fn brings_versions(self) -> bool {
        matches!(self, Act::Merged | Act::Unmerged)
    }
    /// What is stored.
    pub fn code(self) -> &'static str {
        Self::CODES.iter().find(|(act, _)| *act == self).map_or("other", |(_, code)| code)
    }
    /// The act of a stored code; one that a newer version writes is [`Act::Other`].
    pub fn from_code(code: &str) -> Self {
        Self::CODES.iter().find(|(_, own)| *own == code).map_or(Act::Other, |(act, _)| *act)
    }
}

#[derive(Clone, Debug, PartialEq)]
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

#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    pub clock: u64,
    pub device: u64,
}

/// A transaction in the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: EntryId,
    pub label: Label,
    pub at: Instant,
    pub undoes: Option<EntryId>,
    pub edits: Vec<Edit>,
}
