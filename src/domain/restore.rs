//! Back to what a backup holds: the edits that make every record here the one of the backup.
//!
//! They are one transaction, so going back is written whole or not at all, and is itself taken back from History. Which
//! device changed what, and what was deleted for ever, stays noted as it is here: a later merge with another device
//! must not undo the going back. Deliberately not here: reading the backup (`interchange::backup`).

use crate::{Book, Edit, FieldChange, Id, Key, Kind, Value, keys};
use rustc_hash::{FxHashMap, FxHashSet};

/// Notes of the record itself, which no backup decides.
const KEPT: [Key; 2] = [keys::VERSIONS, keys::CHANGED_AT];

/// The edits from what is here to the records of the backup, which are given as edits that would make them.
pub fn back_to(book: &Book, backup: Vec<Edit>) -> Vec<Edit> {
    let mut there: FxHashMap<(Kind, Id), Edit> = FxHashMap::default();
    let mut order = Vec::with_capacity(backup.len());
    for edit in backup.into_iter().filter(|edit| edit.kind != Kind::Deletion) {
        order.push((edit.kind, edit.id));
        there.insert((edit.kind, edit.id), edit);
    }
    let mut edits = Vec::new();
    for record in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Deletion).flat_map(|kind| book.all(kind)) {
        let wanted = there.remove(&(record.kind, record.id));
        let mut edit = Edit::new(record.kind, record.id);
        let mut known = FxHashSet::default();
        for (key, value) in record.values().iter().filter(|(key, _)| !KEPT.contains(key)) {
            known.insert(*key);
            let after = wanted.as_ref().and_then(|wanted| wanted.after(*key));
            if after != Some(value) {
                edit.fields.push(FieldChange { key: *key, before: None, after: after.cloned() });
            }
        }
        let missing = wanted.into_iter().flat_map(|wanted| wanted.fields);
        edit.fields.extend(missing.filter(|field| !KEPT.contains(&field.key) && !known.contains(&field.key)));
        // A record that goes takes its note along; deleting it notes that.
        if edit.deletes() {
            edit =
                KEPT.into_iter().filter(|key| record.get(*key).is_some()).fold(edit, |edit, key| edit.with(key, None));
        }
        edits.extend((!edit.fields.is_empty()).then_some(edit));
    }
    let new = order.into_iter().filter_map(|record| there.remove(&record)).map(|mut edit| {
        edit.fields.retain(|field| !KEPT.contains(&field.key) && !field.after.as_ref().is_none_or(Value::is_blank));
        edit
    });
    edits.extend(new);
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Act, Instant, Label, Record, Transaction};
    use proptest::prelude::*;

    const KEYS: [Key; 3] = [keys::FIRST_NAME, keys::LAST_NAME, keys::NOTES];

    /// (record, field, value or nothing); a nothing in field 3 deletes the record for ever.
    fn apply(book: &mut Book, steps: &[(u8, u8, Option<u8>)]) {
        for (at, (record, field, value)) in steps.iter().enumerate() {
            let id = Id(u128::from(*record) + 1);
            let transaction = Transaction::new(Label::new(Act::Edited, Kind::Contact, 1, ""), Instant(at as i64 + 1));
            let held: Option<Vec<Key>> =
                book.get(Kind::Contact, id).map(|record| record.values().iter().map(|(key, _)| *key).collect());
            let after = value.map(|value| Value::text(format!("v{value}")));
            let edit = match (held, KEYS.get(usize::from(*field))) {
                (None, _) => {
                    drop(book.apply(transaction.create(Kind::Contact, id, [(keys::FIRST_NAME, Value::text("new"))])));
                    continue;
                }
                (Some(held), None) => {
                    held.into_iter().fold(Edit::new(Kind::Contact, id), |edit, key| edit.with(key, None))
                }
                (Some(_), Some(key)) => Edit::new(Kind::Contact, id).with(*key, after),
            };
            drop(book.apply(transaction.edit(edit)));
        }
    }

    fn held(book: &Book) -> Vec<Record> {
        let own = |record: &Record| {
            let values = record.values().iter().filter(|(key, _)| !KEPT.contains(key)).cloned();
            Record::from_values(record.kind, record.id, values.collect())
        };
        let mut records: Vec<Record> = book.all(Kind::Contact).map(own).collect();
        records.sort_by_key(|record| record.id);
        records
    }

    fn as_edits(records: &[Record]) -> Vec<Edit> {
        let edit = |record: &Record| {
            let edit = Edit::new(record.kind, record.id);
            record.values().iter().fold(edit, |edit, (key, value)| edit.with(*key, Some(value.clone())))
        };
        records.iter().map(edit).collect()
    }

    proptest! {
        /// Whatever happened since, going back gives the backup's records, and taking that back gives today's.
        #[test]
        fn there_and_back(
            before in prop::collection::vec((0_u8..6, 0_u8..4, prop::option::of(0_u8..3)), 0..30),
            since in prop::collection::vec((0_u8..6, 0_u8..4, prop::option::of(0_u8..3)), 0..30),
        ) {
            let mut book = Book::new();
            apply(&mut book, &before);
            let backup = held(&book);
            apply(&mut book, &since);
            let today = held(&book);
            let mut transaction = Transaction::new(Label::new(Act::WentBack, Kind::Contact, 1, ""), Instant(500));
            transaction.edits = back_to(&book, as_edits(&backup));
            if let Some(receipt) = book.apply(transaction) {
                prop_assert_eq!(held(&book), backup);
                let inverse = book.inverse_of_pending(&receipt, Instant(501)).unwrap();
                drop(book.apply(inverse.transaction));
                prop_assert_eq!(held(&book), today);
            } else {
                prop_assert_eq!(today, backup);
            }
        }
    }
}
