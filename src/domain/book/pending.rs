//! From memory to storage and between tabs: sealing what is pending, taking in what others stored.

use super::{Book, stamps};
use crate::{Edit, Entry, EntryId, Kind, Record, Transaction, transaction::UNPLACED, version};
use rustc_hash::FxHashMap;
use std::{cell::Cell, collections::BTreeMap, rc::Rc};

/// Tells which journal entry a transaction became, once it is sealed for writing.
#[derive(Clone, Debug, Default)]
pub struct Receipt(Rc<Cell<Option<EntryId>>>);

impl Receipt {
    pub fn entry(&self) -> Option<EntryId> {
        self.0.get()
    }
    pub(super) fn is(&self, other: &Receipt) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

pub(super) struct Pending {
    pub transaction: Rc<Transaction>,
    pub receipt: Receipt,
}

/// A consistent batch to write: the journal entries of all that was pending and the chunks they touch.
pub struct Sealed {
    pub entries: Vec<SealedEntry>,
    pub chunks: Vec<ChunkImage>,
    /// Slots of records that had no chunk.
    placed: Vec<(Kind, u32)>,
    clock_before: u64,
}

pub struct SealedEntry {
    pub id: EntryId,
    pub transaction: Rc<Transaction>,
}

impl SealedEntry {
    pub fn entry(&self) -> Entry {
        let transaction = &self.transaction;
        Entry {
            id: self.id,
            label: transaction.label.clone(),
            at: transaction.at,
            undoes: transaction.undoes,
            edits: transaction.edits.clone(),
        }
    }
}

/// The records of one chunk at the moment of sealing; later edits do not show in it.
pub struct ChunkImage {
    pub kind: Kind,
    pub chunk: u32,
    pub records: Vec<Rc<Record>>,
    /// How many edits of the batch touch the chunk.
    pub(super) touches: usize,
}

fn count(touched: &mut BTreeMap<(Kind, u32), usize>, run: Option<((Kind, u32), usize)>) {
    if let Some((place, edits)) = run {
        *touched.entry(place).or_default() += edits;
    }
}

impl Book {
    /// Takes all pending transactions for one atomic write. New records get their chunk here. Between this
    /// call and [`Book::confirm`] or [`Book::reject`] no foreign entry may be taken in (the caller holds the
    /// writer's lock).
    pub fn seal(&mut self, device: u64) -> Option<Sealed> {
        if self.pending.is_empty() || !self.in_flight.is_empty() || self.slicing() {
            return None;
        }
        let mut transactions = std::mem::take(&mut self.pending);
        let mut sealed =
            Sealed { entries: Vec::new(), chunks: Vec::new(), placed: Vec::new(), clock_before: self.clock };
        let mut touched = BTreeMap::new();
        let mut places = FxHashMap::default();
        let mut run: Option<((Kind, u32), usize)> = None;
        // All of them before any is noted anew: the name of an earlier note may come again for another deletion.
        transactions.iter_mut().for_each(|pending| self.forget_noted_deletions(Rc::make_mut(&mut pending.transaction)));
        let mut running = Self::versions_before(&transactions);
        for pending in &mut transactions {
            let transaction = Rc::make_mut(&mut pending.transaction);
            let newest = self.clock.max(stamps::newest_clock(transaction)).min(version::MAX_CLOCK);
            // The time of day, so that of changes made on two devices the later one is the newer one.
            self.clock = (newest + 1).max(version::clock_of(transaction.at));
            let id = EntryId { clock: self.clock, device };
            self.note_versions(transaction, id, &mut running);
            for edit in &mut transaction.edits {
                if edit.chunk == UNPLACED {
                    let table = &mut self.tables[edit.kind.index()];
                    edit.chunk = match table.placed(edit.id) {
                        Some((chunk, now)) => {
                            sealed.placed.extend(now.map(|slot| (edit.kind, slot)));
                            chunk
                        }
                        // Made and deleted in the same batch.
                        None => *places.entry((edit.kind, edit.id)).or_insert_with(|| table.open_chunk()),
                    };
                }
                // Edits that follow each other mostly touch the same chunk.
                let place = (edit.kind, edit.chunk);
                match &mut run {
                    Some((last, edits)) if *last == place => *edits += 1,
                    _ => count(&mut touched, run.replace((place, 1))),
                }
            }
            sealed.entries.push(SealedEntry { id, transaction: Rc::clone(&pending.transaction) });
        }
        count(&mut touched, run);
        self.keep_versions(running);
        for ((kind, chunk), touches) in touched {
            let table = &self.tables[kind.index()];
            let records = table.chunk_members(chunk).cloned().collect();
            sealed.chunks.push(ChunkImage { kind, chunk, records, touches });
        }
        self.in_flight = transactions;
        Some(sealed)
    }

    /// The batch is stored. It is left to the caller to drop, which takes a while when it is large.
    pub fn confirm(&mut self, stored: &Sealed) {
        for (pending, entry) in self.in_flight.drain(..).zip(&stored.entries) {
            pending.receipt.0.set(Some(entry.id));
        }
    }

    /// The batch was not stored: it is pending again, as if it had never been sealed.
    pub fn reject(&mut self, failed: Sealed) {
        for (kind, slot) in failed.placed {
            self.tables[kind.index()].unplace(slot);
        }
        self.clock = failed.clock_before;
        let mut returned = std::mem::take(&mut self.in_flight);
        drop(failed.entries);
        for pending in &mut returned {
            for edit in &mut Rc::make_mut(&mut pending.transaction).edits {
                edit.chunk = self.tables[edit.kind.index()].chunk_of(edit.id).unwrap_or(edit.chunk);
            }
        }
        if let Some(began) = &mut self.slicing {
            *began += returned.len();
        }
        returned.append(&mut self.pending);
        self.pending = returned;
    }

    /// Takes in entries that another tab stored, beneath what is pending here: pending changes are lifted
    /// off, the entries applied, the pending changes applied again. So different fields of one record both
    /// win, and of two changes of one field the one stored later wins.
    pub fn take_in(&mut self, entries: &[Entry]) {
        self.beneath_pending(|book| {
            for entry in entries {
                book.clock = book.clock.max(entry.id.clock);
                for edit in &entry.edits {
                    book.take_in_edit(edit);
                }
            }
        });
    }

    /// Takes in chunks as another tab stored them, beneath what is pending here.
    pub fn reload_chunks(&mut self, chunks: impl IntoIterator<Item = (Kind, u32, Vec<Record>)>) {
        self.beneath_pending(|book| {
            for (kind, chunk, records) in chunks {
                book.load_chunk(kind, chunk, records);
            }
        });
    }

    fn beneath_pending(&mut self, change: impl FnOnce(&mut Self)) {
        let mut pending = std::mem::take(&mut self.pending);
        for lifted in pending.iter().rev() {
            for edit in lifted.transaction.edits.iter().rev() {
                self.write(edit, |field| field.before.clone());
            }
        }
        change(self);
        for lifted in &mut pending {
            self.perform(Rc::make_mut(&mut lifted.transaction));
        }
        pending.retain(|lifted| !lifted.transaction.is_empty());
        self.pending = pending;
        self.refresh_search();
    }

    /// The newest logical clock that is stored.
    pub fn note_clock(&mut self, clock: u64) {
        self.clock = self.clock.max(clock);
    }

    fn take_in_edit(&mut self, edit: &Edit) {
        let known = self.get(edit.kind, edit.id).is_some();
        if known || edit.fields.iter().any(|field| field.key == crate::keys::CREATED_AT && field.after.is_some()) {
            self.write(edit, |field| field.after.clone());
        }
    }
}
