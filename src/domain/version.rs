//! Which change of a field was the last, so that two devices can be merged field by field.
//!
//! A version is the clock and device of the journal entry that made the change. The clock follows the time of day and
//! never goes back (a hybrid logical clock, Kulkarni et al. 2014), so of two changes made apart the later one wins. A
//! record is made with all its fields, so what it was made with needs no note: its version is `created_at`. Only later
//! changes are noted, in one hidden field of the record, `versions`. The journal cannot be asked: it reaches back 90 days.
//! Deliberately not here: when versions are written (`book::stamps`) and how they decide (`merge`).

use crate::{EntryId, Id, Instant, Key, Kind, Record, Value, keys};
use std::collections::BTreeMap;
use std::fmt::Write;

/// No clock is beyond: it must fit a JavaScript number, and a file may claim anything.
pub const MAX_CLOCK: u64 = 1 << 52;

/// The versions that a record notes, by the name of the field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions(BTreeMap<&'static str, EntryId>);

impl Versions {
    pub fn of(record: &Record) -> Self {
        Self::read(record.get(keys::VERSIONS))
    }

    /// What a stored value says; parts that cannot be read are passed over.
    pub fn read(value: Option<&Value>) -> Self {
        let Some(Value::Text(text)) = value else { return Self::default() };
        let mut versions = Self::default();
        for group in text.split(';') {
            let Some((version, names)) = group.split_once('=') else { continue };
            let Some((clock, device)) = version.split_once('.') else { continue };
            let number = |text| u64::from_str_radix(text, 16);
            let (Ok(clock), Ok(device)) = (number(clock), number(device)) else { continue };
            let version = EntryId { clock: clock.min(MAX_CLOCK), device };
            for name in names.split(',').filter(|name| !name.is_empty()) {
                versions.0.insert(Key::new(&unescaped(name)).as_str(), version);
            }
        }
        versions
    }

    /// As it is stored; nothing where nothing is noted. The same versions always make the same text.
    pub fn value(&self) -> Option<Value> {
        let mut groups: BTreeMap<EntryId, Vec<&str>> = BTreeMap::new();
        for (name, version) in &self.0 {
            groups.entry(*version).or_default().push(name);
        }
        let mut text = String::new();
        for (EntryId { clock, device }, names) in groups {
            if !text.is_empty() {
                text.push(';');
            }
            // Writing to memory does not fail.
            let _ = write!(text, "{clock:x}.{device:x}=");
            for (place, name) in names.into_iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                escape(name, &mut text);
            }
        }
        (!text.is_empty()).then_some(Value::Text(text))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    pub fn get(&self, key: Key) -> Option<EntryId> {
        self.0.get(noted_as(key).as_str()).copied()
    }
    pub fn set(&mut self, key: Key, version: EntryId) {
        self.0.insert(noted_as(key).as_str(), version);
    }
    pub fn clear(&mut self, key: Key) {
        self.0.remove(noted_as(key).as_str());
    }
    pub fn iter(&self) -> impl Iterator<Item = (Key, EntryId)> {
        self.0.iter().map(|(name, version)| (Key::new(name), *version))
    }
    pub fn newest(&self) -> u64 {
        self.0.values().map(|version| version.clock).max().unwrap_or_default()
    }
}

/// The reasons behind a score are as old as the score.
pub(crate) fn noted_as(key: Key) -> Key {
    match key.as_str().strip_prefix("why:") {
        Some(model) => Key::new(&format!("score:{model}")),
        None => key,
    }
}

/// The version of a record's making, which is that of every field it does not note.
pub fn made(record: &Record, versions: &Versions) -> EntryId {
    versions.get(keys::CREATED_AT).unwrap_or_else(|| of_instant(record.instant(keys::CREATED_AT)))
}

pub(crate) fn of_instant(at: Option<Instant>) -> EntryId {
    EntryId { clock: at.map_or(0, clock_of), device: 0 }
}

/// The clock that an instant stands for.
pub(crate) fn clock_of(at: Instant) -> u64 {
    u64::try_from(at.0).unwrap_or_default().min(MAX_CLOCK)
}

/// The newest clock that a record knows of.
pub fn newest(record: &Record) -> u64 {
    let deleted = if record.kind == Kind::Deletion { deletion_version(record.id).clock } else { 0 };
    let made = record.instant(keys::CREATED_AT).map_or(0, clock_of);
    Versions::of(record).newest().max(made).max(deleted)
}

/// The id of the record that tells of a deletion is the deletion's version.
pub(crate) fn deletion_id(version: EntryId) -> Id {
    Id(u128::from(version.clock) << 64 | u128::from(version.device))
}

/// The version of a deletion, by the id of its record.
pub fn deletion_version(id: Id) -> EntryId {
    EntryId { clock: ((id.0 >> 64) as u64).min(MAX_CLOCK), device: id.0 as u64 }
}

/// What was deleted, as its record keeps it: `contact:id,id;order:id`.
pub(crate) fn deleted_value(gone: &[(Kind, Id)]) -> Value {
    let mut kinds: BTreeMap<&str, Vec<Id>> = BTreeMap::new();
    for (kind, id) in gone {
        kinds.entry(kind.code()).or_default().push(*id);
    }
    let mut text = String::new();
    for (code, ids) in kinds {
        text.push_str(if text.is_empty() { "" } else { ";" });
        text.push_str(code);
        for (place, id) in ids.iter().enumerate() {
            let _ = write!(text, "{}{id}", if place == 0 { ':' } else { ',' });
        }
    }
    Value::Text(text)
}

/// The records that a deletion names.
pub fn deleted(deletion: &Record) -> impl Iterator<Item = (Kind, Id)> {
    deletion.text(keys::DELETED).split(';').filter_map(|group| group.split_once(':')).flat_map(|(code, ids)| {
        let kind = Kind::from_code(code);
        ids.split(',').filter_map(move |id| Some((kind?, id.parse().ok()?)))
    })
}

fn escape(name: &str, text: &mut String) {
    for c in name.chars() {
        match c {
            ',' | ';' | '=' | '%' => {
                let _ = write!(text, "%{:02X}", u32::from(c));
            }
            c => text.push(c),
        }
    }
}

fn unescaped(name: &str) -> String {
    let mut parts = name.split('%');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
        match code.filter(|code| b",;=%".contains(code)) {
            Some(code) => {
                text.push(char::from(code));
                text.push_str(&part[2..]);
            }
            None => {
                text.push('%');
                text.push_str(part);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_survive_as_text() {
        let mut versions = Versions::default();
        let (old, new) = (EntryId { clock: 0x1234, device: 0xabc }, EntryId { clock: 0x1235, device: 1 });
        versions.set(keys::LAST_NAME, old);
        versions.set(keys::FIRST_NAME, old);
        versions.set(Key::new("odd,;=%name"), new);
        let value = versions.value();
        assert_eq!(value, Some(Value::text("1234.abc=first_name,last_name;1235.1=odd%2C%3B%3D%25name")));
        assert_eq!(Versions::read(value.as_ref()), versions);
        assert_eq!(Versions::default().value(), None);
    }

    #[test]
    fn reasons_go_with_their_score() {
        let mut versions = Versions::default();
        versions.set(Key::why(Id(7)), EntryId { clock: 1, device: 1 });
        assert_eq!(versions.get(Key::score(Id(7))), versions.get(Key::why(Id(7))));
    }

    #[test]
    fn rubbish_is_passed_over() {
        for text in ["", ";", "x", "1.2", "1.2=", "=a", "z.1=a", "1.2=,,", "%=%", "1.2=%"] {
            let versions = Versions::read(Some(&Value::text(text)));
            assert!(versions.iter().count() <= 1, "{text}");
        }
        let far = Versions::read(Some(&Value::text("ffffffffffffffff.1=a")));
        assert_eq!(far.newest(), MAX_CLOCK);
    }

    #[test]
    fn deletions_name_what_is_gone() {
        let gone = [(Kind::Order, Id(3)), (Kind::Contact, Id(1)), (Kind::Contact, Id(2))];
        let version = EntryId { clock: 99, device: u64::MAX };
        let record =
            Record::from_values(Kind::Deletion, deletion_id(version), vec![(keys::DELETED, deleted_value(&gone))]);
        assert_eq!(deletion_version(record.id), version);
        let told: Vec<_> = deleted(&record).collect();
        assert_eq!(told, [(Kind::Contact, Id(1)), (Kind::Contact, Id(2)), (Kind::Order, Id(3))]);
    }
}
