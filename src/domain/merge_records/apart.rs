use crate::{Act, Book, Edit, Id, Instant, Kind, Label, Record, Transaction, Value, contact, keys};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

/// The transaction that remembers that two records, which look like one, are two.
pub fn keep_apart(book: &Book, kind: Kind, a: Id, b: Id, at: Instant) -> Transaction {
    let (lower, higher) = (a.min(b), a.max(b));
    let mut transaction = Transaction::new(Label::new(Act::KeptApart, kind, 1, ""), at);
    if let Some(record) = book.get(kind, lower).filter(|_| lower != higher) {
        transaction.label.name = match kind {
            Kind::Contact => contact::name(record).into_owned(),
            _ => record.text(keys::NAME).to_owned(),
        };
        let mut others = others(record);
        others.insert(higher);
        transaction.edits.push(Edit::new(kind, lower).with(keys::DISTINCT_FROM, value(&others)));
    }
    transaction
}

/// The pairs that were said to be two, the lower id first.
pub fn kept_apart(book: &Book, kind: Kind) -> FxHashSet<(Id, Id)> {
    book.iter(kind).flat_map(|record| others(record).into_iter().map(move |other| (record.id, other))).collect()
}

fn others(record: &Record) -> BTreeSet<Id> {
    record.choices(keys::DISTINCT_FROM).iter().filter_map(|id| id.parse().ok()).collect()
}

fn value(others: &BTreeSet<Id>) -> Option<Value> {
    (!others.is_empty()).then(|| Value::Choices(others.iter().map(Id::to_string).collect()))
}

/// What the records remember when the second has become the first: who was not the second is not the first either.
pub(super) fn moved(book: &Book, kind: Kind, first: Id, second: Id) -> BTreeMap<Id, Option<Value>> {
    let pairs = kept_apart(book, kind);
    let of_second = pairs.iter().filter_map(|(a, b)| match (*a == second, *b == second) {
        (true, false) => Some(*b),
        (false, true) => Some(*a),
        _ => None,
    });
    let mut found: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for other in of_second.filter(|other| *other != first) {
        let (lower, higher) = (first.min(other), first.max(other));
        let Some(record) = book.get(kind, lower) else { continue };
        found.entry(lower).or_insert_with(|| others(record)).insert(higher);
    }
    found.into_iter().map(|(id, others)| (id, value(&others))).collect()
}
