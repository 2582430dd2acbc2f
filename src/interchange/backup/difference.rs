//! What changed between a backup and now.

use domain::{
    Book, Edit, FieldChange, Id, Kind, Record,
    backup::{Difference, KindDifference, Names},
    contact, keys,
};
use rustc_hash::FxHashSet;

/// Longer names are cut: a note has no name but its text.
const NAME_CHARS: usize = 80;

/// Compares the records of a backup, one after the other, with those of a book. A record in the trash counts as
/// absent; notes about when and where it was changed count as nothing.
pub struct Comparison<'b> {
    now: &'b Book,
    kinds: Vec<KindDifference>,
    changes: Vec<Edit>,
    /// Living records of the backup.
    seen: FxHashSet<(Kind, Id)>,
}

impl<'b> Comparison<'b> {
    pub fn new(now: &'b Book) -> Self {
        let empty = |kind| KindDifference {
            kind,
            added: Names::default(),
            changed: Names::default(),
            removed: Names::default(),
        };
        Self { now, kinds: Kind::ALL.map(empty).into(), changes: Vec::new(), seen: FxHashSet::default() }
    }

    /// The next record of the backup.
    pub fn add(&mut self, record: &Record) {
        if record.trashed() || record.kind == Kind::Deletion || !self.seen.insert((record.kind, record.id)) {
            return;
        }
        let Some(kind) = self.kinds.get_mut(record.kind.index()) else { return };
        match self.now.get(record.kind, record.id).filter(|now| !now.trashed()) {
            None => kind.removed.add(&name(record)),
            Some(now) => {
                let fields = changes(record, now);
                if fields.is_empty() {
                    return;
                }
                kind.changed.add(&name(now));
                if self.changes.len() < Difference::LISTED {
                    self.changes.push(Edit { fields, ..Edit::new(record.kind, record.id) });
                }
            }
        }
    }

    pub fn finish(mut self) -> Difference {
        for found in self.kinds.iter_mut().filter(|found| found.kind != Kind::Deletion) {
            for record in self.now.iter(found.kind).filter(|record| !self.seen.contains(&(found.kind, record.id))) {
                found.added.add(&name(record));
            }
        }
        let changes = |kind: &KindDifference| kind.added.count + kind.changed.count + kind.removed.count > 0;
        self.kinds.retain(changes);
        Difference { kinds: self.kinds, changes: self.changes }
    }
}

/// The fields that say something else, those first that the backup knows.
fn changes(before: &Record, after: &Record) -> Vec<FieldChange> {
    let known = before.values().iter().map(|(key, _)| *key);
    let new = after.values().iter().map(|(key, _)| *key).filter(|key| before.get(*key).is_none());
    let told = known.chain(new).filter(|key| ![keys::CHANGED_AT, keys::VERSIONS].contains(key));
    let change = |key| FieldChange { key, before: before.get(key).cloned(), after: after.get(key).cloned() };
    told.map(change).filter(|change| change.before != change.after).collect()
}

/// What a record is called; empty where it has no name.
pub fn name(record: &Record) -> String {
    if record.kind == Kind::Contact {
        return contact::name(record).into_owned();
    }
    let own = [keys::NAME, keys::TITLE, keys::NUMBER, keys::LABEL, keys::TEXT];
    let text = own.into_iter().map(|key| record.text(key)).find(|text| !text.is_empty()).unwrap_or_default();
    text.chars().take(NAME_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::tests::{AT, book_of};
    use domain::{Instant, Value};

    fn person(id: u128, name: &str, changed: i64) -> Record {
        let values = vec![
            (keys::CREATED_AT, Value::Instant(AT)),
            (keys::CHANGED_AT, Value::Instant(Instant(changed))),
            (keys::FIRST_NAME, Value::text(name)),
        ];
        Record::from_values(Kind::Contact, Id(id), values)
    }

    fn trashed(record: Record) -> Record {
        let mut values = record.values().to_vec();
        values.push((keys::TRASHED_AT, Value::Instant(AT)));
        Record::from_values(record.kind, record.id, values)
    }

    #[test]
    fn changes_are_counted_and_named() {
        let backup = [
            person(1, "Same", 1),
            person(2, "Before", 1),
            person(3, "Gone", 1),
            person(4, "To trash", 1),
            trashed(person(5, "From trash", 1)),
            trashed(person(6, "Never seen", 1)),
        ];
        let now = book_of(vec![
            person(1, "Same", 9),
            person(2, "After", 9),
            trashed(person(4, "To trash", 9)),
            person(5, "From trash", 9),
            person(7, "New", 9),
        ]);
        let mut comparison = Comparison::new(&now);
        backup.iter().for_each(|record| comparison.add(record));
        let found = comparison.finish();
        assert_eq!(found.kinds.len(), 1);
        let contacts = &found.kinds[0];
        let names = |names: &[&str]| Names {
            count: names.len() as u64,
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        assert_eq!(contacts.added, names(&["From trash", "New"]));
        assert_eq!(contacts.changed, names(&["After"]));
        assert_eq!(contacts.removed, names(&["Gone", "To trash"]));
        let change = FieldChange {
            key: keys::FIRST_NAME,
            before: Some(Value::text("Before")),
            after: Some(Value::text("After")),
        };
        assert_eq!(found.changes, [Edit { fields: vec![change], ..Edit::new(Kind::Contact, Id(2)) }]);
    }

    #[test]
    fn names_are_bounded_and_counts_are_not() {
        let now = book_of((0..500).map(|id| person(id, "Ada", 1)).collect());
        let found = Comparison::new(&now).finish();
        assert_eq!((found.kinds[0].added.count, found.kinds[0].added.names.len()), (500, Names::LISTED));
        let mut comparison = Comparison::new(&now);
        (0..500).for_each(|id| comparison.add(&person(id, "Eve", 1)));
        let found = comparison.finish();
        assert_eq!((found.kinds[0].changed.count, found.changes.len()), (500, Difference::LISTED));
    }
}
