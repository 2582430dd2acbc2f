//! Edits of this import, made against the book and what the import has made of it so far: joined, filled or replaced field
//! by field. Invariant: nothing that is there is lost by joining. Not here: which record a row is about.

use crate::{cell, random::Ids};
use domain::{Address, Book, Edit, Id, Instant, Key, Kind, Record, Value, contact, keys};
use rustc_hash::FxHashMap;

/// Makes edits against the book and what this import has already made of it.
pub(super) struct Writer<'b> {
    pub book: &'b Book,
    pub edits: Vec<Edit>,
    ids: Ids,
    at: Instant,
    touched: FxHashMap<Id, Record>,
}

impl<'b> Writer<'b> {
    pub fn new(book: &'b Book, at: Instant, seed: u64) -> Self {
        Self { book, edits: Vec::new(), ids: Ids::new(at, seed), at, touched: FxHashMap::default() }
    }

    /// A record as it will be after the edits so far.
    pub fn current(&self, kind: Kind, id: Id) -> Option<&Record> {
        self.touched.get(&id).or_else(|| self.book.get(kind, id))
    }

    pub fn create(&mut self, kind: Kind, values: Vec<(Key, Value)>) -> Id {
        let id = self.ids.make();
        let mut edit = Edit::new(kind, id).with(keys::CREATED_AT, Some(Value::Instant(self.at)));
        for (key, value) in &values {
            edit = edit.with(*key, Some(value.clone()));
        }
        self.edits.push(edit);
        self.touched.insert(id, Record::from_values(kind, id, values));
        id
    }

    /// Overwrites fields; what is listed (emails, tags) or has parts (addresses) is joined with what is there.
    /// The fields that changed; none where everything is as it should be already.
    pub fn update(&mut self, kind: Kind, id: Id, values: Vec<(Key, Value)>) -> Vec<Key> {
        let Some(record) = self.current(kind, id) else {
            return Vec::new();
        };
        let merged = values
            .into_iter()
            .filter(|(_, value)| !value.is_blank())
            .map(|(key, value)| (key, merge(key, record.get(key), value)));
        let changed: Vec<_> = merged.filter(|(key, value)| record.get(*key) != Some(value)).collect();
        let keys = changed.iter().map(|(key, _)| *key).collect();
        self.replace(kind, id, changed);
        keys
    }

    /// Puts these values in the place of what was there.
    pub fn replace(&mut self, kind: Kind, id: Id, changed: Vec<(Key, Value)>) {
        let Some(record) = self.current(kind, id).filter(|_| !changed.is_empty()) else {
            return;
        };
        let mut all = changed.clone();
        all.extend(record.values().iter().cloned());
        let mut edit = Edit::new(kind, id);
        for (key, value) in changed {
            edit = edit.with(key, Some(value));
        }
        self.edits.push(edit);
        // The new values come first and win.
        self.touched.insert(id, Record::from_values(kind, id, all));
    }

    /// Fills what is empty, part by part where there are parts, and leaves the rest as it is.
    pub fn fill(&mut self, kind: Kind, id: Id, values: Vec<(Key, Value)>) -> Vec<Key> {
        let Some(record) = self.current(kind, id) else {
            return Vec::new();
        };
        let open = values.into_iter().filter_map(|(key, value)| match (record.get(key), value) {
            (None, value) => Some((key, value)),
            // What the record is known by elsewhere, and what an import could not place, is added all the same.
            (Some(_), value) if [keys::SOURCE_IDS, keys::AWAITED, keys::NOTES].contains(&key) => Some((key, value)),
            (Some(Value::Address(old)), Value::Address(new)) => {
                Some((key, Value::Address(over(&new, Address::clone(old)).into())))
            }
            _ => None,
        });
        let open = open.collect();
        self.update(kind, id, open)
    }
}

fn merge(key: Key, current: Option<&Value>, new: Value) -> Value {
    match (current, new) {
        (Some(Value::Labelled(old)), Value::Labelled(new)) => {
            let mut joined = old.clone();
            for item in new {
                let hides = |masked: &str, shown: &str| masked.contains("**") && contact::unmasks(masked, shown);
                if key == keys::PHONES && joined.iter().any(|known| hides(&item.value, &known.value)) {
                    continue;
                }
                if let Some(known) = joined.iter_mut().find(|known| hides(&known.value, &item.value)) {
                    *known = item;
                    continue;
                }
                match joined.iter_mut().find(|known| same(key, &known.value, &item.value)) {
                    Some(known) if known.label.is_empty() => known.label = item.label,
                    Some(_) => {}
                    None => joined.push(item),
                }
            }
            Value::Labelled(joined)
        }
        (Some(Value::Choices(old)), Value::Choices(new)) => {
            let mut joined = old.clone();
            joined.extend(new.into_iter().filter(|item| !old.contains(item)));
            Value::Choices(joined)
        }
        (Some(Value::Address(old)), Value::Address(new)) => Value::Address(over(old, *new).into()),
        (_, new) => new,
    }
}

fn over(old: &Address, new: Address) -> Address {
    let pick = |old: &String, new: String| if new.is_empty() { old.clone() } else { new };
    Address {
        street: pick(&old.street, new.street),
        city: pick(&old.city, new.city),
        region: pick(&old.region, new.region),
        postal_code: pick(&old.postal_code, new.postal_code),
        country: pick(&old.country, new.country),
    }
}

fn same(key: Key, a: &str, b: &str) -> bool {
    let phones = || Some((contact::phone_key(a)?, contact::phone_key(b)?));
    a == b
        || contact::email_key(a) == contact::email_key(b)
        || (key != keys::EMAILS && !a.contains('@') && phones().is_some_and(|(a, b)| a == b))
}

/// Notes with lines added that are not in them yet.
pub(super) fn with_lines(notes: &str, lines: &[String]) -> String {
    let mut notes = notes.to_owned();
    for line in lines.iter().filter(|line| !line.is_empty()) {
        if !format!("\n{notes}\n").contains(&format!("\n{line}\n")) {
            if !notes.is_empty() {
                notes.push('\n');
            }
            notes.push_str(line);
        }
    }
    notes
}

/// A cell kept in the notes: `Header: cell`.
pub(super) fn kept_line(header: &str, raw: &str) -> String {
    format!("{header}: {}", cell::clean(raw))
}
