//! By what a row is known to have been imported before, and the records it names by their ids.
//!
//! A record remembers `system:id` of each system it came from, or `row:hash` where a file names no ids and nothing
//! else tells records apart. Ids of records that have not come yet are kept on the record and joined when they come,
//! so that files may be read in any order.

use super::{Import, draft::Draft, writer::kept_line};
use crate::{cell, own};
use ::csv::StringRecord;
use domain::{Id, Key, Kind, Value, keys};

/// The kinds that ids may be of, the likelier first.
const PARTIES: [Kind; 3] = [Kind::Contact, Kind::Company, Kind::Deal];

/// What stands for the kind where the file does not say it.
const ANY: &str = "any";

/// The field that refers to records of this kind.
fn link(kind: Kind) -> Key {
    match kind {
        Kind::Company => keys::COMPANY,
        Kind::Deal => keys::DEAL,
        _ => keys::CONTACT,
    }
}

fn awaited(kind: Option<Kind>, id: &str) -> String {
    format!("{} {id}", kind.map_or(ANY, |kind| link(kind).as_str()))
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo; RFC 9923), the same on every device and for ever.
#[derive(Clone, Copy)]
pub(super) struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    pub fn add(&mut self, text: &str) {
        // A byte no text has sets the parts apart.
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    pub fn add_row(&mut self, headers: &[String], cells: &StringRecord) {
        for (at, cell) in cells.iter().enumerate() {
            let cell = cell::clean(cell);
            if !cell.is_empty() {
                self.add(headers.get(at).map_or("", String::as_str));
                self.add(cell);
            }
        }
    }
}

/// Ids that a row names, of records of a kind.
pub(super) struct Related {
    pub kind: Option<Kind>,
    pub ids: Vec<String>,
    /// The column and its cell, for what is left over.
    pub header: String,
    pub cell: String,
}

impl Import<'_> {
    /// `system:id` of an id as it stands in this file.
    pub(super) fn own(&self, id: &str) -> String {
        match self.layout.source {
            Some(source) => source.id(id),
            None => format!("file:{id}"),
        }
    }

    /// What the row's record is remembered by: its id, or where `weak` its content. Rows of the same content are
    /// counted, so that a file with two such rows makes two records, once.
    pub(super) fn origin(&mut self, id: &str, weak: bool, hash: Hash) -> Vec<String> {
        if !id.is_empty() {
            return vec![self.own(id)];
        }
        if !weak {
            return Vec::new();
        }
        let times = self.contents.entry(hash.0).or_default();
        *times += 1;
        let Hash(hash) = hash;
        vec![if *times == 1 { format!("row:{hash:016x}") } else { format!("row:{hash:016x}.{times}") }]
    }

    pub(super) fn origin_of(&mut self, draft: &Draft, weak: bool, cells: &StringRecord) -> Vec<String> {
        let mut hash = Hash::default();
        if weak && draft.source_id.is_empty() {
            hash.add_row(&self.headers, cells);
        }
        let mut origin = self.origin(&draft.source_id, weak, hash);
        origin.extend(draft.other_ids.iter().cloned());
        origin
    }

    /// The record that is known by one of these.
    pub(super) fn exactly(&self, kind: Kind, origin: &[String]) -> Option<Id> {
        origin.iter().find_map(|origin| self.known_by(kind, origin))
    }

    /// The record that has this id, by its own or where it came from.
    pub(super) fn known_by(&self, kind: Kind, origin: &str) -> Option<Id> {
        let living = |id: &Id| {
            let there = self.writer.current(kind, *id).is_some_and(|record| !record.trashed());
            there || self.existing.became(*id).is_some()
        };
        own::id(origin).filter(living).or_else(|| self.existing.of_origin(kind, origin))
    }

    /// Turns ids that a row names into references, or keeps them until their records come. What has more than one id
    /// refers to the first; the others are kept in the notes.
    pub(super) fn relate(&mut self, values: &mut Vec<(Key, Value)>, related: Vec<Related>, kept: &mut Vec<String>) {
        let mut waits = Vec::new();
        for Related { kind, ids, header, cell } in related {
            let Some(first) = ids.first() else {
                continue;
            };
            if ids.len() > 1 {
                kept.push(kept_line(&header, &cell));
            }
            match self.party(kind, first) {
                Some((kind, id)) => {
                    let key = link(kind);
                    values.retain(|(known, _)| *known != key);
                    values.push((key, Value::Ref(id)));
                }
                // A name in the row has already led to a record that has this id now, or another one of this system.
                None if kind.is_some_and(|kind| values.iter().any(|(key, _)| *key == link(kind))) => {}
                None => waits.push(awaited(kind, first)),
            }
        }
        if !waits.is_empty() {
            values.push((keys::AWAITED, Value::Choices(waits)));
        }
    }

    /// The record of this kind, or of any, that has this id.
    fn party(&self, kind: Option<Kind>, id: &str) -> Option<(Kind, Id)> {
        let kinds = kind.map_or(PARTIES.to_vec(), |kind| vec![kind]);
        kinds.into_iter().find_map(|kind| Some((kind, self.existing.living(self.known_by(kind, id)?))))
    }

    /// The first of these ids that is known, or the first of all: the one the row refers to.
    pub(super) fn first_id(related: &[Related], wanted: Kind) -> Option<&str> {
        related.iter().find(|related| related.kind == Some(wanted))?.ids.first().map(String::as_str)
    }

    /// Remembers what a record is known by, and joins those that waited for it.
    pub(super) fn arrived(&mut self, kind: Kind, id: Id, origin: &[String]) {
        for own in origin {
            self.existing.add_origin(kind, id, own);
            for label in [Some(kind), None] {
                for (waiting, waiter) in self.existing.take_awaiting(&awaited(label, own)) {
                    self.join(waiting, waiter, link(kind), id, &awaited(label, own));
                }
            }
        }
    }

    fn join(&mut self, kind: Kind, waiter: Id, key: Key, to: Id, item: &str) {
        let Some(record) = self.writer.current(kind, waiter) else {
            return;
        };
        let left = record.choices(keys::AWAITED).iter().filter(|known| *known != item).cloned().collect();
        let mut changed = vec![(keys::AWAITED, Value::Choices(left))];
        // What the owner has said meanwhile stays.
        if record.reference(key).is_none() {
            changed.push((key, Value::Ref(to)));
            self.report.joined += 1;
        }
        self.writer.replace(kind, waiter, changed);
    }

    /// Notes for whom a new or changed record waits.
    pub(super) fn await_others(&mut self, kind: Kind, id: Id) {
        if let Some(record) = self.writer.current(kind, id) {
            let waits: Vec<String> = record.choices(keys::AWAITED).to_vec();
            waits.iter().for_each(|item| self.existing.add_awaiting(kind, id, item));
        }
    }
}
