//! Notes, as transactions are sealed, which change of a field was the last, and what was deleted for ever.
//!
//! The notes are edits of the sealed transactions, so tabs and chunks agree on them without knowing of them. What
//! comes from another device brings its own. A transaction that was sealed, not stored and is sealed again is noted
//! anew.

use super::{Book, Table, pending::Pending};
use crate::{
    Edit, EntryId, FieldChange, Id, Key, Kind, Record, Transaction, Value, keys,
    version::{self, Versions},
};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// The notes of the records that a batch touches, as they are stored, as far as it has come.
pub(super) type Running = FxHashMap<(Kind, Id), Option<Value>>;

/// What becomes of a note when these fields change: in a large change most records share it.
type Alike = FxHashMap<(String, Vec<Key>), Option<Value>>;

/// What the transaction's own edits know of clocks.
pub(super) fn newest_clock(transaction: &Transaction) -> u64 {
    if !transaction.label.act.brings_versions() {
        return 0;
    }
    let of_edit = |edit: &Edit| {
        let noted = Versions::read(edit.after(keys::VERSIONS)).newest();
        let made = match edit.after(keys::CREATED_AT) {
            Some(Value::Instant(at)) => version::clock_of(*at),
            _ => 0,
        };
        let deleted = if edit.kind == Kind::Deletion { version::deletion_version(edit.id).clock } else { 0 };
        noted.max(made).max(deleted)
    };
    transaction.edits.iter().map(of_edit).max().unwrap_or_default()
}

impl Book {
    /// The versions before the batch, where its edits say so; for other records it is what they hold.
    pub(super) fn versions_before(transactions: &[Pending]) -> Running {
        let mut running = Running::default();
        for edit in transactions.iter().flat_map(|pending| &pending.transaction.edits) {
            if let Some(field) = edit.noted() {
                running.entry((edit.kind, edit.id)).or_insert_with(|| field.before.clone());
            }
        }
        running
    }

    pub(super) fn note_versions(&mut self, transaction: &mut Transaction, entry: EntryId, running: &mut Running) {
        let brings = transaction.label.act.brings_versions();
        if !brings {
            self.forget_noted_deletions(transaction);
        }
        let (mut gone, mut alike) = (Vec::new(), Alike::default());
        for edit in transaction.edits.iter_mut().filter(|edit| edit.kind != Kind::Deletion) {
            let record = (edit.kind, edit.id);
            // What is made now holds nothing yet, unless the batch says so.
            let held = || if edit.creates() { None } else { self.held(edit.kind, edit.id) };
            let before = running.get(&record).cloned().unwrap_or_else(held);
            let brought = edit.noted();
            let after = if edit.deletes() {
                gone.push(record);
                None
            } else if brings {
                let after = brought.map_or_else(|| before.clone(), |field| field.after.clone());
                self.revived(edit, after, entry)
            } else if edit.creates() {
                self.derived.deleted(edit.kind, edit.id).and_then(|_| {
                    let mut versions = Versions::default();
                    versions.set(keys::CREATED_AT, entry);
                    versions.value()
                })
            } else {
                changed(edit, &before, entry, &mut alike)
            };
            if before != after || brought.is_some() {
                if brought.is_some() {
                    edit.fields.pop();
                }
                if before != after {
                    let after = after.clone();
                    edit.fields.push(FieldChange { key: keys::VERSIONS, before, after });
                }
                running.insert(record, after);
            }
        }
        if !brings && !gone.is_empty() {
            transaction.edits.push(self.note_deletion(&gone, entry, transaction.at));
        }
    }

    /// The notes of a record that a merge makes, or makes again: one that was deleted since it was made, and is wanted
    /// again, is made now.
    fn revived(&self, edit: &Edit, noted: Option<Value>, entry: EntryId) -> Option<Value> {
        let Some(deleted) = self.derived.deleted(edit.kind, edit.id).filter(|_| edit.creates()) else { return noted };
        let mut versions = Versions::read(noted.as_ref());
        let values = edit.fields.iter().filter_map(|field| Some((field.key, field.after.clone()?))).collect();
        if version::made(&Record::from_values(edit.kind, edit.id, values), &versions) > deleted {
            return noted;
        }
        versions.set(keys::CREATED_AT, entry);
        versions.value()
    }

    /// Writes what the batch ended with into the records that still exist.
    pub(super) fn keep_versions(&mut self, running: Running) {
        for ((kind, id), value) in running {
            let table: &mut Table = &mut self.tables[kind.index()];
            let Some(record) = table.get(id) else { continue };
            if record.get(keys::VERSIONS) != value.as_ref() {
                let mut record = Rc::clone(record);
                Rc::make_mut(&mut record).set(keys::VERSIONS, value);
                let chunk = table.chunk_of(id).unwrap_or(crate::transaction::UNPLACED);
                table.put(record, chunk);
            }
        }
    }

    fn held(&self, kind: Kind, id: Id) -> Option<Value> {
        self.get(kind, id)?.get(keys::VERSIONS).cloned()
    }

    fn note_deletion(&mut self, gone: &[(Kind, Id)], entry: EntryId, at: crate::Instant) -> Edit {
        let edit = Edit::new(Kind::Deletion, version::deletion_id(entry))
            .with(keys::CREATED_AT, Some(Value::Instant(at)))
            .with(keys::CHANGED_AT, Some(Value::Instant(at)))
            .with(keys::DELETED, Some(version::deleted_value(gone)));
        self.write(&edit, |field| field.after.clone());
        edit
    }

    /// Takes off the notes of an earlier, failed sealing.
    fn forget_noted_deletions(&mut self, transaction: &mut Transaction) {
        let noted: Vec<Id> =
            transaction.edits.iter().filter(|edit| edit.kind == Kind::Deletion).map(|edit| edit.id).collect();
        if !noted.is_empty() {
            noted.into_iter().for_each(|id| self.forget(Kind::Deletion, id));
            transaction.edits.retain(|edit| edit.kind != Kind::Deletion);
        }
    }
}

/// The fields of an edit take this entry's version.
fn changed(edit: &Edit, before: &Option<Value>, entry: EntryId, alike: &mut Alike) -> Option<Value> {
    let fields = edit.fields.iter().map(|field| field.key);
    let fields: Vec<Key> = fields.filter(|key| ![keys::CHANGED_AT, keys::VERSIONS].contains(key)).collect();
    let text = match before {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let made = alike.entry((text, fields)).or_insert_with_key(|(_, fields)| {
        let mut versions = Versions::read(before.as_ref());
        fields.iter().for_each(|key| versions.set(*key, entry));
        versions.value()
    });
    made.clone()
}

/// The notes of a record once these fields have what they had before a merge.
pub(super) fn taken_back(edit: &Edit, current: &Versions, merge: &FieldChange) -> Versions {
    let before = Versions::read(merge.before.as_ref());
    if *current == Versions::read(merge.after.as_ref()) {
        return before;
    }
    let mut after = current.clone();
    for field in &edit.fields {
        match before.get(field.key) {
            Some(version) => after.set(field.key, version),
            None => after.clear(field.key),
        }
    }
    after
}
