//! The records of one kind in memory, each with the chunk it is stored in.

use super::search::Texts;
use crate::{Id, Record, transaction::UNPLACED};
use rustc_hash::FxHashMap;
use std::{cell::OnceCell, rc::Rc};

/// Records of a chunk: small enough to rewrite on every edit, large enough to load quickly.
pub const CHUNK_RECORDS: usize = 128;

/// The records of one kind, with the chunk each is stored in.
#[derive(Default)]
pub(super) struct Table {
    slots: Vec<Option<Slot>>,
    at: FxHashMap<Id, u32>,
    /// The slots of each chunk's records, in the order they came.
    chunks: FxHashMap<u32, Vec<u32>>,
    last_chunk: u32,
    /// The slot that was placed last: records are mostly placed in the order they were made.
    last_placed: usize,
    living: usize,
    /// What search looks through, for each [`BLOCK_RECORDS`] slots; made when first needed.
    texts: Vec<OnceCell<Texts>>,
}

const BLOCK_RECORDS: usize = 128;

pub(super) struct Slot {
    pub record: Rc<Record>,
    pub chunk: u32,
}

impl Table {
    pub fn get(&self, id: Id) -> Option<&Rc<Record>> {
        self.slot(id).map(|slot| &slot.record)
    }
    pub fn slot(&self, id: Id) -> Option<&Slot> {
        self.slots.get(*self.at.get(&id)? as usize)?.as_ref()
    }
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Rc<Record>> {
        self.slots.iter().flatten().map(|slot| &slot.record)
    }
    pub fn living(&self) -> usize {
        self.living
    }
    pub fn chunk_of(&self, id: Id) -> Option<u32> {
        self.slot(id).map(|slot| slot.chunk)
    }
    pub fn chunk_members(&self, chunk: u32) -> impl Iterator<Item = &Rc<Record>> {
        let slots = self.chunks.get(&chunk).map_or(&[][..], Vec::as_slice);
        slots.iter().filter_map(|at| self.slots[*at as usize].as_ref()).map(|slot| &slot.record)
    }
    pub fn blocks(&self) -> usize {
        self.texts.len()
    }
    /// The search texts of a block; `text` says one record's.
    pub fn block(&self, block: usize, text: impl Fn(&Record, &mut String)) -> &Texts {
        self.texts[block].get_or_init(|| {
            let last = self.slots.len().min((block + 1) * BLOCK_RECORDS);
            let slots = self.slots[block * BLOCK_RECORDS..last].iter().flatten();
            Texts::new(slots.map(|slot| slot.record.as_ref()).filter(|record| !record.trashed()), text)
        })
    }
    pub fn clear_texts(&mut self) {
        self.texts.iter_mut().for_each(|text| drop(text.take()));
    }
    pub fn clear_text(&mut self, id: Id) {
        if let Some(at) = self.at.get(&id) {
            self.texts[*at as usize / BLOCK_RECORDS].take();
        }
    }

    /// Inserts or replaces a record. A record keeps the chunk it has when `chunk` is not known.
    pub fn put(&mut self, record: Rc<Record>, chunk: u32) {
        let id = record.id;
        self.living += usize::from(!record.trashed());
        match self.at.get(&id) {
            Some(&at) => {
                let old = self.slots[at as usize].take();
                let old_chunk = old.as_ref().map_or(UNPLACED, |slot| slot.chunk);
                self.living -= old.map_or(0, |slot| usize::from(!slot.record.trashed()));
                let placed = if chunk == UNPLACED { old_chunk } else { chunk };
                self.slots[at as usize] = Some(Slot { record, chunk: old_chunk });
                self.texts[at as usize / BLOCK_RECORDS].take();
                if placed != old_chunk {
                    self.place(id, placed);
                }
            }
            None => {
                self.at.insert(id, self.slots.len() as u32);
                self.slots.push(Some(Slot { record, chunk: UNPLACED }));
                self.texts.resize_with(self.slots.len().div_ceil(BLOCK_RECORDS), OnceCell::new);
                if let Some(last) = self.texts.last_mut() {
                    last.take();
                }
                if chunk != UNPLACED {
                    self.place(id, chunk);
                }
            }
        }
    }

    pub fn remove(&mut self, id: Id) -> Option<Rc<Record>> {
        let at = self.at.remove(&id)? as usize;
        self.texts[at / BLOCK_RECORDS].take();
        let slot = self.slots[at].take()?;
        self.living -= usize::from(!slot.record.trashed());
        if let Some(members) = self.chunks.get_mut(&slot.chunk) {
            members.retain(|member| *member as usize != at);
        }
        Some(slot.record)
    }

    /// Puts a record into a chunk, or out of any with [`UNPLACED`].
    pub fn place(&mut self, id: Id, chunk: u32) {
        let Some(&at) = self.at.get(&id) else { return };
        let Some(slot) = &mut self.slots[at as usize] else { return };
        if slot.chunk == chunk {
            return;
        }
        let old = std::mem::replace(&mut slot.chunk, chunk);
        if let Some(members) = self.chunks.get_mut(&old) {
            members.retain(|member| *member != at);
        }
        if chunk != UNPLACED {
            self.last_chunk = self.last_chunk.max(chunk);
            self.chunks.entry(chunk).or_default().push(at);
        }
    }

    /// The chunk a record is in, and its slot if it was put there now; none where there is no such record.
    pub fn placed(&mut self, id: Id) -> Option<(u32, Option<u32>)> {
        let next = self.last_placed + 1;
        let is_next = matches!(self.slots.get(next), Some(Some(slot)) if slot.record.id == id);
        let at = if is_next { next } else { *self.at.get(&id)? as usize };
        self.last_placed = at;
        let slot = self.slots[at].as_mut()?;
        if slot.chunk != UNPLACED {
            return Some((slot.chunk, None));
        }
        let mut members = self.chunks.entry(self.last_chunk).or_default();
        if members.len() >= CHUNK_RECORDS {
            self.last_chunk += 1;
            members = self.chunks.entry(self.last_chunk).or_default();
        }
        members.push(at as u32);
        slot.chunk = self.last_chunk;
        Some((slot.chunk, Some(at as u32)))
    }

    /// Takes what is in a slot out of its chunk.
    pub fn unplace(&mut self, at: u32) {
        if let Some(slot) = &self.slots[at as usize] {
            self.place(slot.record.id, UNPLACED);
        }
    }

    /// The chunk the next new record belongs to.
    pub fn open_chunk(&self) -> u32 {
        let members = self.chunks.get(&self.last_chunk).map_or(0, Vec::len);
        if members < CHUNK_RECORDS { self.last_chunk } else { self.last_chunk + 1 }
    }

    /// Members of a chunk in memory that its stored form no longer has.
    pub fn missing_from(&self, chunk: u32, stored: &[Record]) -> Vec<Id> {
        let mut members = self.chunk_members(chunk).map(|record| record.id).peekable();
        if members.peek().is_none() {
            return Vec::new();
        }
        let stored: rustc_hash::FxHashSet<Id> = stored.iter().map(|record| record.id).collect();
        members.filter(|id| !stored.contains(id)).collect()
    }
}
