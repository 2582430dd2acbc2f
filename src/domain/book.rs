//! All of the user's data in memory.
//!
//! The only way to change it is a [`Transaction`]. Invariant: what is in memory equals the journal up to
//! `seen`, folded in order, plus the transactions that are pending (applied here, not yet stored). Reading is
//! synchronous. Not here: where bytes go (`storage`) and when (`app`).

mod derived;
mod parts;
mod pending;
mod search;
mod slices;
mod stamps;
mod table;
mod undo;

pub use derived::OrderFigures;
pub use parts::Part;
pub use pending::{ChunkImage, Receipt, Sealed, SealedEntry};
pub use search::Query;
pub use table::CHUNK_RECORDS;
pub use undo::{Inverse, Skipped};

use crate::{Edit, FieldSpec, Id, Instant, Key, Kind, Record, Transaction, Value, custom, keys, transaction::UNPLACED};
use std::{borrow::Cow, rc::Rc};
use table::Table;

#[derive(Default)]
pub struct Book {
    tables: [Table; Kind::COUNT],
    derived: derived::Derived,
    pending: Vec<pending::Pending>,
    /// Transactions that are being written at this moment.
    in_flight: Vec<pending::Pending>,
    clock: u64,
    revision: [u64; Kind::COUNT],
    /// A large change is being applied in slices; how much was pending when it began.
    slicing: Option<usize>,
}

impl Book {
    pub fn new() -> Self {
        Self::default()
    }

    // ── Reading ──────────────────────────────────────────────────────────

    /// A record, whether or not it is in the trash.
    pub fn get(&self, kind: Kind, id: Id) -> Option<&Record> {
        self.tables[kind.index()].get(id).map(Rc::as_ref)
    }
    /// The living records of a kind, oldest first.
    pub fn iter(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Record> {
        self.tables[kind.index()].iter().map(Rc::as_ref).filter(|record| !record.trashed())
    }
    pub fn trashed(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Record> {
        self.tables[kind.index()].iter().map(Rc::as_ref).filter(|record| record.trashed())
    }
    /// Living and trashed records of a kind, oldest first.
    pub fn all(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Record> {
        self.tables[kind.index()].iter().map(Rc::as_ref)
    }
    /// How many living records of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        self.tables[kind.index()].living()
    }
    /// Grows with every change of a record of this kind.
    pub fn revision(&self, kind: Kind) -> u64 {
        self.revision[kind.index()]
    }
    /// The newest logical clock seen.
    pub fn clock(&self) -> u64 {
        self.clock
    }
    /// Whether a change waits to be stored.
    pub fn has_pending(&self) -> bool {
        !self.pending.is_empty() || !self.in_flight.is_empty()
    }

    /// A field's value, stored or derived.
    pub fn value<'a>(&'a self, record: &'a Record, key: Key) -> Option<Cow<'a, Value>> {
        match record.get(key) {
            Some(value) => Some(Cow::Borrowed(value)),
            None => self.derived_value(record, key).map(Cow::Owned),
        }
    }
    /// Built-in, derived, custom and score fields of a kind, in the order they are shown.
    pub fn fields(&self, kind: Kind) -> Vec<FieldSpec> {
        let mut specs = FieldSpec::built_in(kind);
        specs.extend(custom::fields(self, kind));
        specs
    }
    pub fn field(&self, kind: Kind, key: Key) -> Option<FieldSpec> {
        self.fields(kind).into_iter().find(|spec| spec.key == key)
    }
    /// Records that point at this one, in insertion order: orders, activities and tasks of a contact,
    /// contacts and orders of a company.
    pub fn linked(&self, kind: Kind, to: Id) -> impl DoubleEndedIterator<Item = &Record> {
        self.derived
            .linked(kind, to)
            .iter()
            .filter_map(move |id| self.get(kind, *id))
            .filter(|record| !record.trashed())
    }

    // ── Changing ─────────────────────────────────────────────────────────

    /// Applies a transaction at once and queues it for storage. Fields that already have the wanted value
    /// drop out; nothing is returned when nothing remains.
    pub fn apply(&mut self, mut transaction: Transaction) -> Option<Receipt> {
        let at = transaction.at;
        transaction.edits.iter_mut().for_each(|edit| Self::stamp(edit, at));
        self.perform(&mut transaction);
        self.refresh_search();
        self.queue(transaction, None)
    }

    /// Every change of a record writes when it was changed, except deleting it for ever.
    fn stamp(edit: &mut Edit, at: Instant) {
        let touches = edit.fields.iter().any(|field| field.key == keys::CHANGED_AT);
        let purges = edit.deletes();
        if !touches && !purges {
            edit.fields.push(crate::FieldChange {
                key: keys::CHANGED_AT,
                before: None,
                after: Some(Value::Instant(at)),
            });
        }
    }

    /// Loads records of a chunk as they were stored.
    pub fn load_chunk(&mut self, kind: Kind, chunk: u32, records: Vec<Record>) {
        self.revision[kind.index()] += 1;
        let gone = self.tables[kind.index()].missing_from(chunk, &records);
        for id in gone {
            self.forget(kind, id);
        }
        for record in records {
            let record = Rc::new(record);
            let old = self.tables[kind.index()].get(record.id).cloned();
            self.derived.replaced(old.as_deref(), Some(&record));
            self.tables[kind.index()].put(record, chunk);
        }
        self.refresh_search();
    }

    /// Sets the `before` of every change, drops what changes nothing, and writes the rest.
    fn perform(&mut self, transaction: &mut Transaction) {
        transaction.edits.retain_mut(|edit| self.perform_edit(edit));
    }

    fn perform_edit(&mut self, edit: &mut Edit) -> bool {
        let table = &self.tables[edit.kind.index()];
        let current = table.get(edit.id);
        if current.is_none() && !edit.fields.iter().any(|field| field.key == keys::CREATED_AT && field.after.is_some())
        {
            return false;
        }
        if let Some(chunk) = table.chunk_of(edit.id)
            && chunk != UNPLACED
        {
            edit.chunk = chunk;
        }
        if edit.deletes() {
            // Deleting for ever takes every field, also one that another tab has added since.
            let values = current.map_or(&[][..], |record| record.values());
            let unnamed: Vec<Key> = values
                .iter()
                .map(|(key, _)| *key)
                .filter(|key| edit.fields.iter().all(|field| field.key != *key))
                .collect();
            edit.fields.extend(unnamed.into_iter().map(|key| crate::FieldChange { key, before: None, after: None }));
            edit.fields.iter_mut().for_each(|field| field.after = None);
        }
        // A merge may bring nothing but newer versions, or a later time of change.
        let merges = edit.fields.iter().position(|field| field.key == keys::VERSIONS);
        if let Some(versions) = merges {
            edit.fields[versions..].rotate_left(1);
        }
        edit.fields.retain_mut(|field| {
            field.before = current.and_then(|record| record.get(field.key)).cloned();
            field.before != field.after
        });
        let changes_something = edit.fields.iter().any(|field| merges.is_some() || field.key != keys::CHANGED_AT);
        if changes_something {
            self.write(edit, |field| field.after.clone());
        }
        changes_something
    }

    /// Writes one side of an edit's fields into the record.
    fn write(&mut self, edit: &Edit, side: impl Fn(&crate::FieldChange) -> Option<Value>) {
        let old = self.tables[edit.kind.index()].get(edit.id).cloned();
        let mut record =
            old.clone().unwrap_or_else(|| Rc::new(Record::with_room(edit.kind, edit.id, edit.fields.len())));
        let changed = Rc::make_mut(&mut record);
        for field in &edit.fields {
            changed.set(field.key, side(field));
        }
        self.revision[edit.kind.index()] += 1;
        if record.exists() {
            self.derived.replaced(old.as_deref(), Some(&record));
            self.tables[edit.kind.index()].put(record, edit.chunk);
        } else {
            self.forget(edit.kind, edit.id);
        }
    }

    fn forget(&mut self, kind: Kind, id: Id) {
        if let Some(old) = self.tables[kind.index()].remove(id) {
            self.derived.replaced(Some(&old), None);
        }
    }
}

#[cfg(test)]
mod tests;
