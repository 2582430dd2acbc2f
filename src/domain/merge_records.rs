//! Two records of one person or company become one, as one transaction that can be taken back for ever.
//!
//! The first record stays and takes over what is chosen of the second and everything that points at it; the second
//! goes to the trash, where it keeps all of its own fields, the record it became, and how to take the merge back when
//! the journal no longer reaches so far. Pairs that were said to be two are remembered on the record of the lower id.
//! Deliberately not here: which records are alike (`interchange::duplicates`).

use crate::{
    Act, Book, Edit, FieldChange, FieldType, Id, Instant, Key, Kind, Label, Record, Transaction, Value,
    book::Inverse,
    contact,
    field::{Type, table},
    keys,
};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod apart;
mod follow;
#[cfg(test)]
mod tests;

pub use apart::{keep_apart, kept_apart};
pub use follow::follow;

/// Whose value a field of the merged record has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    First,
    Second,
    /// All of both, for fields that hold several values, and for long texts.
    Both,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    #[error("records of this kind cannot be merged: {0:?}")]
    Kind(Kind),
    #[error("a record cannot be merged with itself: {0}")]
    Itself(Id),
    #[error("there is no such record: {0}")]
    Missing(Id),
    #[error("the record is in the trash: {0}")]
    Trashed(Id),
    #[error("the field holds one value only: {0}")]
    OneValue(Key),
    #[error("the record was not merged, or how to take it back is lost: {0}")]
    NotMerged(Id),
}

/// Before and after of one field.
type Change = (Key, Option<Value>, Option<Value>);

/// What a merge did, kept on the record that went to the trash.
#[derive(Default, Serialize, Deserialize)]
struct Done {
    /// Changed fields of the record that stayed and of others that knew the pair.
    changed: Vec<(Kind, Id, Vec<Change>)>,
    /// Records whose reference moved, by kind and field.
    moved: Vec<(Kind, Key, Vec<Id>)>,
}

/// Whether records of this kind can be merged.
pub fn possible(kind: Kind) -> bool {
    table(kind).iter().any(|row| row.key == keys::MERGED_INTO)
}

/// The fields of either record that are up for choice, with what is taken unless the user says otherwise: both where
/// a field holds several values and neither record has all of them, else the first record's value, else the second's.
pub fn choices(book: &Book, kind: Kind, first: Id, second: Id) -> Result<Vec<(Key, Keep)>, MergeError> {
    let (first, second) = pair(book, kind, first, second)?;
    let mut found: Vec<(Key, Keep)> = Vec::new();
    for (key, _) in first.values().iter().chain(second.values()) {
        if choosable(*key) && found.iter().all(|(known, _)| known != key) {
            let keep = match (first.get(*key), second.get(*key)) {
                (None, _) => Keep::Second,
                (Some(a), Some(b)) => match both(book, kind, *key, a, b) {
                    Some(all) if all == *b && a != b => Keep::Second,
                    Some(all) if all != *a => Keep::Both,
                    _ => Keep::First,
                },
                _ => Keep::First,
            };
            found.push((*key, keep));
        }
    }
    Ok(found)
}

/// The transaction that merges the second record into the first. Fields without a choice are taken as [`choices`]
/// has them.
pub fn merge(
    book: &Book,
    kind: Kind,
    first: Id,
    second: Id,
    chosen: &[(Key, Keep)],
    at: Instant,
) -> Result<Transaction, MergeError> {
    let mut keeps: BTreeMap<Key, Keep> = choices(book, kind, first, second)?.into_iter().collect();
    keeps.extend(chosen.iter().copied().filter(|(key, _)| choosable(*key)));
    let (stays, goes) = pair(book, kind, first, second)?;
    let mut values: BTreeMap<Key, Option<Value>> = BTreeMap::new();
    for (key, keep) in keeps {
        let (a, b) = (stays.get(key), goes.get(key));
        let value = match keep {
            Keep::First => a.cloned(),
            Keep::Second => b.cloned(),
            Keep::Both => match (a, b) {
                (Some(a), Some(b)) if a == b => Some(a.clone()),
                (Some(a), Some(b)) => Some(both(book, kind, key, a, b).ok_or(MergeError::OneValue(key))?),
                (a, b) => a.or(b).cloned(),
            },
        };
        // The record that stays never points at the one that goes, nor at itself.
        let itself = [Some(Value::Ref(first)), Some(Value::Ref(second))].contains(&value);
        values.insert(key, value.filter(|_| !itself));
    }

    let mut done = Done::default();
    let mut change = |record: &Record, values: BTreeMap<Key, Option<Value>>| {
        let changes: Vec<Change> = values
            .into_iter()
            .map(|(key, after)| (key, record.get(key).cloned(), after))
            .filter(|(_, before, after)| before != after)
            .collect();
        if !changes.is_empty() {
            done.changed.push((record.kind, record.id, changes));
        }
    };
    let mut apart = apart::moved(book, kind, first, second);
    if let Some(value) = apart.remove(&first) {
        values.insert(keys::DISTINCT_FROM, value);
    }
    change(stays, values);
    for (id, value) in apart {
        if let Some(record) = book.get(kind, id) {
            change(record, BTreeMap::from([(keys::DISTINCT_FROM, value)]));
        }
    }
    done.moved = pointing(book, kind, first, second);

    let name = match kind {
        Kind::Contact => contact::name(stays).into_owned(),
        _ => stays.text(keys::NAME).to_owned(),
    };
    let mut transaction = Transaction::new(Label::new(Act::MergedRecords, kind, 1, name), at);
    transaction.edits = done.edits(first, second);
    // What cannot be written down is still taken back by the journal.
    let told = serde_json::to_string(&done).unwrap_or_default();
    let edit = Edit::new(kind, second)
        .with(keys::TRASHED_AT, Some(Value::Instant(at)))
        .with(keys::MERGED_INTO, Some(Value::Ref(first)))
        .with(keys::MERGE_UNDO, Some(Value::Json(told)));
    Ok(transaction.edit(edit))
}

/// What takes back the merge by which this record went to the trash, however long ago. As any undo it leaves alone
/// what was changed since, and says so; what moved on because the other record was merged in its turn comes back.
pub fn unmerge(book: &Book, kind: Kind, merged: Id, at: Instant) -> Result<Inverse, MergeError> {
    let record = book.get(kind, merged).ok_or(MergeError::Missing(merged))?;
    let lost = || MergeError::NotMerged(merged);
    let into = record.reference(keys::MERGED_INTO).filter(|_| record.trashed()).ok_or_else(lost)?;
    let done: Done = serde_json::from_str(record.text(keys::MERGE_UNDO)).map_err(|_| lost())?;
    let mut edits = done.edits(into, merged);
    let later = heirs(book, kind, into);
    for edit in &mut edits {
        let current = book.get(edit.kind, edit.id);
        for field in &mut edit.fields {
            let now = current.and_then(|record| record.reference(field.key));
            if field.after == Some(Value::Ref(into)) && now.is_some_and(|now| later.contains(&now)) {
                field.after = now.map(Value::Ref);
            }
        }
    }
    let mut back = Edit::new(kind, merged);
    back.fields = [keys::TRASHED_AT, keys::MERGED_INTO, keys::MERGE_UNDO]
        .map(|key| FieldChange { key, before: None, after: record.get(key).cloned() })
        .into();
    edits.push(back);
    let name = match kind {
        Kind::Contact => contact::name(record).into_owned(),
        _ => record.text(keys::NAME).to_owned(),
    };
    Ok(book.inverse_of(&Label::new(Act::MergedRecords, kind, 1, name), &edits, None, at))
}

/// The living record that this one has become, itself while it lives.
pub fn now(book: &Book, kind: Kind, id: Id) -> Option<Id> {
    let mut at = id;
    let mut seen = FxHashSet::default();
    while seen.insert(at) {
        let record = book.get(kind, at)?;
        if !record.trashed() {
            return Some(at);
        }
        at = record.reference(keys::MERGED_INTO)?;
    }
    None
}

/// The records that this one was merged into, one after another.
fn heirs(book: &Book, kind: Kind, id: Id) -> Vec<Id> {
    let mut found = Vec::new();
    let mut at = id;
    while let Some(record) = book.get(kind, at).filter(|record| record.trashed())
        && let Some(into) = record.reference(keys::MERGED_INTO)
        && into != id
        && !found.contains(&into)
    {
        found.push(into);
        at = into;
    }
    found
}

impl Done {
    fn edits(&self, first: Id, second: Id) -> Vec<Edit> {
        let mut edits: BTreeMap<(Kind, Id), Edit> = BTreeMap::new();
        let mut change = |kind: Kind, id: Id, change: FieldChange| {
            edits.entry((kind, id)).or_insert_with(|| Edit::new(kind, id)).fields.push(change);
        };
        for (kind, id, changes) in &self.changed {
            for (key, before, after) in changes.iter().cloned() {
                change(*kind, *id, FieldChange { key, before, after });
            }
        }
        for (kind, key, ids) in &self.moved {
            let (before, after) = (Some(Value::Ref(second)), Some(Value::Ref(first)));
            for id in ids {
                change(*kind, *id, FieldChange { key: *key, before: before.clone(), after: after.clone() });
            }
        }
        edits.into_values().collect()
    }
}

fn pair(book: &Book, kind: Kind, first: Id, second: Id) -> Result<(&Record, &Record), MergeError> {
    if !possible(kind) {
        return Err(MergeError::Kind(kind));
    }
    if first == second {
        return Err(MergeError::Itself(first));
    }
    let living = |id| match book.get(kind, id) {
        None => Err(MergeError::Missing(id)),
        Some(record) if record.trashed() => Err(MergeError::Trashed(id)),
        Some(record) => Ok(record),
    };
    Ok((living(first)?, living(second)?))
}

/// Whether a field is up for choice: not what the product itself keeps about one record, nor a model's score of it.
fn choosable(key: Key) -> bool {
    let own = [
        keys::CREATED_AT,
        keys::CHANGED_AT,
        keys::TRASHED_AT,
        keys::SAMPLE,
        keys::IMPORTED_BY,
        keys::MERGED_INTO,
        keys::MERGE_UNDO,
        keys::DISTINCT_FROM,
    ];
    !own.contains(&key) && key.score_model().is_none() && !key.as_str().starts_with("why:")
}

/// All of two different values, where the field can hold it.
fn both(book: &Book, kind: Kind, key: Key, a: &Value, b: &Value) -> Option<Value> {
    match (a, b) {
        (Value::Labelled(a), Value::Labelled(b)) => {
            let phones = matches!(book.field(kind, key).map(|spec| spec.type_), Some(FieldType::Phones));
            let one_of = |a: &str, b: &str| {
                if phones && a != b {
                    return contact::fuller_phone(a, b).map(str::to_owned);
                }
                (contact::email_key(a) == contact::email_key(b)).then(|| a.to_owned())
            };
            let mut all = a.clone();
            for item in b {
                let same = all.iter_mut().find_map(|own| one_of(&own.value, &item.value).map(|text| (own, text)));
                match same {
                    Some((own, fuller)) if fuller == item.value && fuller != own.value => *own = item.clone(),
                    Some(_) => {}
                    None => all.push(item.clone()),
                }
            }
            Some(Value::Labelled(all))
        }
        (Value::Choices(a), Value::Choices(b)) => {
            Some(Value::Choices(a.iter().chain(b.iter().filter(|choice| !a.contains(choice))).cloned().collect()))
        }
        (Value::Text(a), Value::Text(b))
            if matches!(book.field(kind, key).map(|spec| spec.type_), Some(FieldType::LongText)) =>
        {
            Some(Value::Text(match (a.contains(b.as_str()), b.contains(a.as_str())) {
                (true, _) => a.clone(),
                (_, true) => b.clone(),
                _ => format!("{a}\n\n{b}"),
            }))
        }
        _ => None,
    }
}

/// The records that point at the one that goes, in the trash too, by kind and field.
fn pointing(book: &Book, kind: Kind, first: Id, second: Id) -> Vec<(Kind, Key, Vec<Id>)> {
    let mut found = Vec::new();
    for from in Kind::ALL {
        let refers = |type_: Type| matches!(type_, Type::Ref(to) if to == kind);
        for row in table(from).iter().filter(|row| refers(row.type_) && row.key != keys::MERGED_INTO) {
            let points = |record: &&Record| {
                record.reference(row.key) == Some(second) && !(from == kind && [first, second].contains(&record.id))
            };
            let ids: Vec<Id> =
                book.iter(from).chain(book.trashed(from)).filter(points).map(|record| record.id).collect();
            if !ids.is_empty() {
                found.push((from, row.key, ids));
            }
        }
    }
    found
}
