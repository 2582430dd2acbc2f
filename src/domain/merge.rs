//! Joins the data of another of the owner's devices with what is here, field by field.
//!
//! Of each field the newest version stays ([`crate::version`]). A deletion stays a deletion, whatever was changed
//! elsewhere; only bringing the record back on purpose is newer. Invariant: merging is a join, so in whatever order and
//! however often devices are merged, all end with the same data, versions included; the properties are tested. The
//! outcome is edits, so a merge is one transaction that can be taken back, and taking it back also takes back the
//! versions: merged again, the data come again. Deliberately not here: where the other device's records come from.

use crate::{
    Act, Book, Edit, EntryId, FieldChange, Id, Key, Kind, Record, Value, keys, sorting,
    version::{self, Versions},
    wire,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;

/// The act of a transaction made of these edits: it must have no other.
pub const ACT: Act = Act::Merged;

/// What a merge does to the data here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merge {
    pub edits: Vec<Edit>,
    /// Records that are new here, changed here, and deleted here.
    pub added: u64,
    pub changed: u64,
    pub removed: u64,
}

/// Records of the other device are added in any order; [`Merging::finish`] says what to change here.
pub struct Merging<'b> {
    here: &'b Book,
    there: Vec<Record>,
    /// The newest deletion that either device knows.
    deleted: FxHashMap<(Kind, Id), EntryId>,
}

impl<'b> Merging<'b> {
    /// `here` is what is stored: changes that are pending have no version yet.
    pub fn new(here: &'b Book) -> Self {
        Self { here, there: Vec::new(), deleted: FxHashMap::default() }
    }

    pub fn add(&mut self, record: Record) {
        if record.kind == Kind::Deletion {
            let version = version::deletion_version(record.id);
            for gone in version::deleted(&record) {
                let newest = self.deleted.entry(gone).or_insert(version);
                *newest = version.max(*newest);
            }
        }
        self.there.push(record);
    }

    pub fn finish(self) -> Merge {
        let mut merge = Merge::default();
        for there in &self.there {
            let edit = match self.here.get(there.kind, there.id) {
                Some(here) => self.both(here, there),
                None => self.only_there(there),
            };
            merge.note(edit);
        }
        // What the other device deleted and does not have any more.
        let there: FxHashSet<(Kind, Id)> = self.there.iter().map(|record| (record.kind, record.id)).collect();
        for (kind, id) in self.deleted.keys().filter(|record| !there.contains(record)) {
            if let Some(here) = self.here.get(*kind, *id)
                && self.dead(here)
            {
                merge.note(Some(purge(here)));
            }
        }
        sorting::by_key(&mut merge.edits, |edit| (edit.kind != Kind::Deletion, edit.kind, edit.id));
        merge
    }

    fn deletion(&self, kind: Kind, id: Id) -> Option<EntryId> {
        self.deleted.get(&(kind, id)).copied().max(self.here.deletion(kind, id))
    }

    /// Whether a record was deleted after it was made. Of one instant the deletion wins.
    fn dead(&self, record: &Record) -> bool {
        let made = version::made(record, &Versions::of(record));
        self.deletion(record.kind, record.id).is_some_and(|deleted| deleted >= made)
    }

    fn only_there(&self, there: &Record) -> Option<Edit> {
        if self.dead(there) || !there.exists() {
            return None;
        }
        let edit = Edit::new(there.kind, there.id);
        Some(there.values().iter().fold(edit, |edit, (key, value)| edit.with(*key, Some(value.clone()))))
    }

    fn both(&self, here: &Record, there: &Record) -> Option<Edit> {
        if here == there && self.deletion(here.kind, here.id).is_none() {
            return None;
        }
        match (self.dead(here), self.dead(there)) {
            (true, true) => return Some(purge(here)),
            (true, false) => return changes(here, there.values().to_vec()),
            (false, true) => return None,
            (false, false) => {}
        }
        let (own, other) = (Versions::of(here), Versions::of(there));
        // There is one profile, and one tag of a name, made on each device: the fields are joined whenever it was made.
        let once = ![Kind::Profile, Kind::Tag].contains(&here.kind);
        match version::made(here, &own).cmp(&version::made(there, &other)) {
            Ordering::Less if once => changes(here, there.values().to_vec()),
            Ordering::Greater if once => None,
            _ => changes(here, joined(here, &own, there, &other)),
        }
    }
}

impl Merge {
    fn note(&mut self, edit: Option<Edit>) {
        let Some(edit) = edit.filter(|edit| !edit.fields.is_empty()) else { return };
        let made = edit.fields.iter().find(|field| field.key == keys::CREATED_AT);
        let seen = |field: &FieldChange| ![keys::CHANGED_AT, keys::VERSIONS].contains(&field.key);
        match made {
            _ if edit.kind == Kind::Deletion => {}
            Some(FieldChange { after: None, .. }) => self.removed += 1,
            Some(FieldChange { before: None, .. }) => self.added += 1,
            _ => self.changed += u64::from(edit.fields.iter().any(|field| seen(field) && field.before != field.after)),
        }
        self.edits.push(edit);
    }
}

fn purge(record: &Record) -> Edit {
    let edit = Edit::new(record.kind, record.id);
    record.values().iter().fold(edit, |edit, (key, _)| edit.with(*key, None))
}

/// The edit that makes a record hold these values. It always names the versions and when the record was changed, or
/// that would become the time of the merge.
fn changes(here: &Record, wanted: Vec<(Key, Value)>) -> Option<Edit> {
    let wanted = Record::from_values(here.kind, here.id, wanted);
    let held = sorting::set(here.values().iter().chain(wanted.values()).map(|(key, _)| *key));
    let differs = |key: &Key| here.get(*key) != wanted.get(*key);
    if !held.iter().any(differs) {
        return None;
    }
    let mut edit = Edit::new(here.kind, here.id);
    let always = [keys::CHANGED_AT, keys::VERSIONS];
    let named = sorting::set(held.into_iter().chain(always));
    for key in named.into_iter().filter(|key| differs(key) || always.contains(key)) {
        let (before, after) = (here.get(key).cloned(), wanted.get(key).cloned());
        edit.fields.push(FieldChange { key, before, after });
    }
    Some(edit)
}

/// A field of one device: the newest side stays, and of the same version the greater value, so that the order of
/// the devices does not matter.
struct Side<'r> {
    version: EntryId,
    value: Option<&'r Value>,
}

impl<'r> Side<'r> {
    fn of(record: &'r Record, versions: &Versions, made: EntryId, key: Key) -> Self {
        let value = record.get(key);
        let unnoted = if value.is_some() { made } else { EntryId { clock: 0, device: 0 } };
        let version = match (key, value) {
            (keys::CHANGED_AT, Some(Value::Instant(at))) => version::of_instant(Some(*at)),
            _ => versions.get(key).unwrap_or(unnoted),
        };
        Self { version, value }
    }

    fn newer(self, other: Self) -> Self {
        let order = self.version.cmp(&other.version).then_with(|| bytes(self.value).cmp(&bytes(other.value)));
        if order == Ordering::Less { other } else { self }
    }
}

/// Any order of values will do that all devices agree on.
fn bytes(value: Option<&Value>) -> Vec<u8> {
    let mut writer = wire::Writer::default();
    if let Some(value) = value {
        writer.value(value);
    }
    writer.0
}

/// The fields of two records that are the same one, each from the device that changed it last.
fn joined(here: &Record, own: &Versions, there: &Record, other: &Versions) -> Vec<(Key, Value)> {
    let (made_here, made_there) = (version::made(here, own), version::made(there, other));
    let held = here.values().iter().chain(there.values()).map(|(key, _)| *key);
    let noted = own.iter().chain(other.iter()).map(|(key, _)| key);
    let mut fields = sorting::set(held.chain(noted));
    fields.remove(&keys::VERSIONS);
    let newest = |key: Key| Side::of(here, own, made_here, key).newer(Side::of(there, other, made_there, key));
    let made = newest(keys::CREATED_AT);
    let plain = version::of_instant(match made.value {
        Some(Value::Instant(at)) => Some(*at),
        _ => None,
    });
    let mut versions = Versions::default();
    if made.version != plain {
        versions.set(keys::CREATED_AT, made.version);
    }
    let mut values = Vec::new();
    for key in fields {
        let Side { version, value } = newest(key);
        values.extend(value.map(|value| (key, value.clone())));
        let unnoted = match value {
            Some(_) => version == made.version,
            None => version.clock == 0,
        };
        let own_note = ![keys::CREATED_AT, keys::CHANGED_AT].contains(&key) && version::noted_as(key) == key;
        if own_note && !unnoted {
            versions.set(key, version);
        }
    }
    values.extend(versions.value().map(|versions| (keys::VERSIONS, versions)));
    values
}

#[cfg(test)]
mod tests;
