//! Erasing a person for good: the one act without Undo.
//!
//! Deleting takes records away and leaves what they held in the journal, so that it can be taken back. Erasing
//! also rewrites the journal and older snapshots. Invariants: afterwards nothing that an erased record held stands
//! anywhere, but for its id; a tab that has not caught up still learns that the records are gone; all other records and
//! entries stay as they are. Deliberately not here: who reads and writes entries and snapshots (`storage`), and what
//! the owner wrote about a person elsewhere, such as in another contact's notes, which nobody can find safely.

use crate::{
    Act, Book, Edit, Entry, FieldChange, Id, Instant, Key, Kind, Label, Record, Transaction, Value,
    contact::identity_keys, keys,
};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

/// The records to erase.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<(Kind, Id)>", into = "Vec<(Kind, Id)>")]
pub struct Erasure {
    records: FxHashSet<(Kind, Id)>,
    ids: FxHashSet<Id>,
}

impl Erasure {
    pub fn new(records: impl IntoIterator<Item = (Kind, Id)>) -> Self {
        let records: FxHashSet<_> = records.into_iter().collect();
        let ids = records.iter().map(|(_, id)| *id).collect();
        Self { records, ids }
    }

    /// A contact with the records that were merged into it, the activities and tasks that are about them, and the leads
    /// that they once were or that name the same email or phone; in the trash too. Orders and deals stay, for the books
    /// must be kept; they lose their link.
    pub fn of_contact(book: &Book, contact: Id) -> Self {
        let people = people(book, contact);
        let about = [Kind::Activity, Kind::Task].into_iter().flat_map(|kind| book.all(kind));
        let about = about.filter(|record| record.reference(keys::CONTACT).is_some_and(|id| people.contains(&id)));
        let people_too = people.iter().map(|id| (Kind::Contact, *id));
        let leads = leads_of(book, &people).into_iter().map(|id| (Kind::Lead, id));
        Self::new(about.map(|record| (record.kind, record.id)).chain(people_too).chain(leads))
    }

    /// The same people as another book knows them: in an older one more may be about them.
    pub fn in_book(&self, book: &Book) -> Self {
        let people = self.records.iter().filter(|(kind, _)| *kind == Kind::Contact);
        let more = people.flat_map(|(_, id)| Self::of_contact(book, *id).records);
        Self::new(self.records.iter().copied().chain(more))
    }

    /// With these records besides.
    pub fn with(&self, more: Self) -> Self {
        Self::new(self.records.iter().copied().chain(more.records))
    }

    /// Notes of an entry of the journal which records about someone erased it deletes, and which of those it brings
    /// back. The entries come in their order.
    pub fn note_deleted(&self, entry: &Entry, deleted: &mut Self) {
        for edit in entry.edits.iter().filter(|edit| matches!(edit.kind, Kind::Activity | Kind::Task)) {
            let before =
                |key| edit.fields.iter().find(|field| field.key == key).and_then(|field| field.before.as_ref());
            if edit.creates() {
                deleted.records.remove(&(edit.kind, edit.id));
            } else if edit.deletes() && before(keys::CONTACT).is_some_and(|value| self.names(value)) {
                deleted.records.insert((edit.kind, edit.id));
            }
        }
    }

    /// How many records of a kind go.
    pub fn count(&self, kind: Kind) -> usize {
        self.records.iter().filter(|(of, _)| *of == kind).count()
    }

    pub fn len(&self) -> usize {
        self.records.len()
    }
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Deletes the records and every reference to them. Once it is stored, the journal is to be rewritten, this
    /// transaction's entry included.
    pub fn transaction(&self, book: &Book, at: Instant) -> Transaction {
        let mut transaction = Transaction::new(Label::new(Act::Purged, Kind::Contact, 0, ""), at);
        for record in Kind::ALL.into_iter().flat_map(|kind| book.all(kind)) {
            let gone = self.records.contains(&(record.kind, record.id));
            let taken = record.values().iter().filter(|(_, value)| gone || self.names(value)).map(|(key, _)| *key);
            let edit = taken.fold(Edit::new(record.kind, record.id), |edit, key| edit.with(key, None));
            transaction.label.count += u32::from(gone);
            if !edit.fields.is_empty() {
                transaction.edits.push(edit);
            }
        }
        transaction
    }

    /// An entry of the journal without what is erased; nothing where it holds nothing of it. The entry stays, though
    /// it may have no edits left: the journal has no gaps.
    pub fn entry(&self, entry: &Entry) -> Option<Entry> {
        let mut kept = entry.clone();
        kept.edits = entry.edits.iter().filter_map(|edit| self.edit(edit)).collect();
        if kept.edits == entry.edits {
            return None;
        }
        // The label may be the person's name.
        if entry.edits.iter().any(|edit| self.records.contains(&(edit.kind, edit.id))) {
            kept.label.name = String::new();
        }
        Some(kept)
    }

    /// An edit without what is erased. Of a deleted record the deletion stays, without what it held.
    pub fn edit(&self, edit: &Edit) -> Option<Edit> {
        let purges = edit.deletes();
        let keep = |field: &FieldChange| match self.records.contains(&(edit.kind, edit.id)) {
            true => Some(FieldChange { key: field.key, before: None, after: None }),
            false => {
                let side = |value: &Option<Value>| value.clone().filter(|value| !self.names(value));
                let (before, after) = (side(&field.before), side(&field.after));
                // What was there before it pointed at someone erased, and what came after, stays true.
                let told = before.is_some() || after.is_some() || field.before.is_none() && field.after.is_none();
                let unlinks = field.after.is_none() && field.before.is_some();
                (told || unlinks).then_some(FieldChange { key: field.key, before, after })
            }
        };
        if self.records.contains(&(edit.kind, edit.id)) && !purges {
            return None;
        }
        let fields: Vec<FieldChange> = edit.fields.iter().filter_map(keep).collect();
        (!fields.is_empty()).then(|| Edit { fields, ..edit.clone() })
    }

    /// A record of a snapshot; nothing where it is erased.
    pub fn record(&self, record: Record) -> Option<Record> {
        if self.records.contains(&(record.kind, record.id)) {
            return None;
        }
        if !record.values().iter().any(|(_, value)| self.names(value)) {
            return Some(record);
        }
        let kept: Vec<(Key, Value)> = record.values().iter().filter(|(_, value)| !self.names(value)).cloned().collect();
        Some(Record::from_values(record.kind, record.id, kept))
    }

    fn names(&self, value: &Value) -> bool {
        matches!(value, Value::Ref(id) if self.ids.contains(id))
    }
}

impl From<Vec<(Kind, Id)>> for Erasure {
    fn from(records: Vec<(Kind, Id)>) -> Self {
        Self::new(records)
    }
}

impl From<Erasure> for Vec<(Kind, Id)> {
    fn from(erasure: Erasure) -> Self {
        erasure.records.into_iter().collect()
    }
}

/// A contact and those that were merged into it, one after another.
pub fn people(book: &Book, contact: Id) -> Vec<Id> {
    let mut people = vec![contact];
    let mut at = 0;
    while let Some(into) = people.get(at).copied() {
        let merged = book.trashed(Kind::Contact).filter(|record| record.reference(keys::MERGED_INTO) == Some(into));
        people.extend(merged.map(|record| record.id).filter(|id| !people.contains(id)).collect::<Vec<_>>());
        at += 1;
    }
    people
}

/// What became one of these people, though it is gone from the inbox: the journal holds it. And what has their email or
/// phone.
pub fn leads_of(book: &Book, people: &[Id]) -> Vec<Id> {
    let records: Vec<&Record> = people.iter().filter_map(|id| book.get(Kind::Contact, *id)).collect();
    let mut leads: Vec<Id> =
        records.iter().flat_map(|record| record.choices(keys::LEADS)).filter_map(|id| id.parse().ok()).collect();
    let known: FxHashSet<String> = records.iter().flat_map(|record| identity_keys(record.values())).collect();
    let same = |lead: &&Record| identity_keys(lead.values()).iter().any(|key| known.contains(key));
    leads.extend(book.all(Kind::Lead).filter(same).map(|lead| lead.id));
    leads
}

#[cfg(test)]
mod tests;
