use super::{Book, Receipt, derived::link_keys, stamps};
use crate::{
    Act, Edit, Entry, EntryId, FieldChange, Id, Instant, Key, Kind, Label, Record, Transaction, keys, version::Versions,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// What taking back an entry would do.
pub struct Inverse {
    pub transaction: Transaction,
    /// Fields that were changed since, which an undo leaves alone.
    pub skipped: Vec<Skipped>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skipped {
    pub kind: Kind,
    pub id: Id,
    pub key: Key,
}

impl Book {
    /// Takes back a transaction that is not stored yet.
    pub fn inverse_of_pending(&self, receipt: &Receipt, at: Instant) -> Option<Inverse> {
        let pending = self.pending.iter().chain(&self.in_flight).find(|pending| pending.receipt.is(receipt))?;
        Some(self.inverse_of(&pending.transaction.label, &pending.transaction.edits, None, at))
    }

    pub fn inverse(&self, entry: &Entry, at: Instant) -> Inverse {
        self.inverse_of(&entry.label, &entry.edits, Some(entry.id), at)
    }

    /// The transaction that takes back these edits, without touching fields that changed since.
    pub(crate) fn inverse_of(&self, label: &Label, edits: &[Edit], undoes: Option<EntryId>, at: Instant) -> Inverse {
        // Taking back a merge brings back which versions the fields had; what was deleted is otherwise noted for good.
        let act = match label.act {
            Act::Merged => Act::Unmerged,
            Act::Unmerged => Act::Merged,
            _ => Act::Undone,
        };
        let merge = act != Act::Undone;
        let label = Label { act, ..label.clone() };
        let mut transaction = Transaction { undoes, ..Transaction::new(label, at) };
        let mut skipped = Vec::new();
        for edit in net(edits).iter().rev().filter(|edit| merge || edit.kind != Kind::Deletion) {
            let current = self.get(edit.kind, edit.id);
            let mut inverse = Edit::new(edit.kind, edit.id);
            if edit.creates() {
                // Taking back a creation removes the whole record, unless someone worked on it since.
                let Some(record) = current else { continue };
                let mut later = record.values().iter().filter(|(key, value)| {
                    ![keys::CHANGED_AT, keys::VERSIONS].contains(key)
                        && edit.after(*key).is_none_or(|after| after != value)
                });
                if let Some((key, _)) = later.next() {
                    skipped.push(Skipped { kind: edit.kind, id: edit.id, key: *key });
                    continue;
                }
                inverse.fields = record
                    .values()
                    .iter()
                    .map(|(key, _)| FieldChange { key: *key, before: None, after: None })
                    .collect();
            } else {
                let own = edit.fields.iter().filter(|field| ![keys::CHANGED_AT, keys::VERSIONS].contains(&field.key));
                for field in own {
                    if current.and_then(|record| record.get(field.key)) == field.after.as_ref() {
                        inverse.fields.push(FieldChange { key: field.key, before: None, after: field.before.clone() });
                    } else if current.and_then(|record| record.get(field.key)) != field.before.as_ref() {
                        skipped.push(Skipped { kind: edit.kind, id: edit.id, key: field.key });
                    }
                }
                let noted = edit.fields.iter().find(|field| merge && field.key == keys::VERSIONS);
                let noted = noted.filter(|_| !inverse.fields.is_empty()).map(|noted| {
                    let versions = current.map(Versions::of).unwrap_or_default();
                    let after = stamps::taken_back(&inverse, &versions, noted).value();
                    FieldChange { key: keys::VERSIONS, before: None, after }
                });
                let changed = edit.fields.iter().find(|field| field.key == keys::CHANGED_AT).filter(|changed| {
                    merge
                        && !inverse.fields.is_empty()
                        && current.and_then(|record| record.get(keys::CHANGED_AT)) == changed.after.as_ref()
                });
                inverse
                    .fields
                    .extend(changed.map(|field| FieldChange { after: field.before.clone(), ..field.clone() }));
                inverse.fields.extend(noted);
            }
            if !inverse.fields.is_empty() {
                transaction.edits.push(inverse);
            }
        }
        Inverse { transaction, skipped }
    }

    /// The living records that point at something a transaction deletes for ever and keep doing so, by kind: notes on an
    /// imported contact, an order of a purged one. They stay and lead nowhere.
    pub fn left_behind(&self, transaction: &Transaction) -> Vec<(Kind, usize)> {
        let deletes =
            |edit: &&Edit| edit.fields.iter().any(|field| field.key == keys::CREATED_AT && field.after.is_none());
        let gone: FxHashSet<Id> = transaction.edits.iter().filter(deletes).map(|edit| edit.id).collect();
        let changed: FxHashSet<(Id, Key)> = match gone.is_empty() {
            true => return Vec::new(),
            false => {
                transaction.edits.iter().flat_map(|edit| edit.fields.iter().map(|field| (edit.id, field.key))).collect()
            }
        };
        let stays = |record: &Record| {
            let points = |key: &Key| record.reference(*key).is_some_and(|to| gone.contains(&to));
            !gone.contains(&record.id)
                && link_keys(record.kind).iter().any(|key| points(key) && !changed.contains(&(record.id, *key)))
        };
        let count = |kind| {
            let linked = gone.iter().flat_map(|id| self.linked(kind, *id)).filter(|record| stays(record));
            linked.map(|record| record.id).collect::<FxHashSet<Id>>().len()
        };
        let kinds = Kind::ALL.into_iter().filter(|kind| !link_keys(*kind).is_empty());
        kinds.map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0).collect()
    }
}

/// One edit per record: where it stood before the first and after the last.
fn net(edits: &[Edit]) -> Cow<'_, [Edit]> {
    let mut at: FxHashMap<(Kind, Id), usize> = FxHashMap::default();
    edits.iter().enumerate().for_each(|(index, edit)| {
        at.insert((edit.kind, edit.id), index);
    });
    if at.len() == edits.len() {
        return Cow::Borrowed(edits);
    }
    at.clear();
    let mut whole: Vec<Edit> = Vec::new();
    for edit in edits {
        let index = *at.entry((edit.kind, edit.id)).or_insert(whole.len());
        let Some(first) = whole.get_mut(index) else {
            whole.push(edit.clone());
            continue;
        };
        for field in &edit.fields {
            match first.fields.iter_mut().find(|earlier| earlier.key == field.key) {
                Some(earlier) => earlier.after.clone_from(&field.after),
                None => first.fields.push(field.clone()),
            }
        }
    }
    Cow::Owned(whole)
}
