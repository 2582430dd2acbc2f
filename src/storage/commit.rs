//! The commit path: take in what is new, seal what is pending, write both in one transaction.

use crate::{
    StorageError, Store,
    database::{CHUNKS, JOURNAL, META, PARTS, bytes_of, chunk_key, head_key, part_key, to_js},
    lock::Lock,
    persist::nearly_full,
    slices::{Slices, pause, within},
};
use domain::{
    Book, Entry, Kind, Record,
    book::Sealed,
    chunk,
    journal::{self, Head, LARGE, PART_EDITS},
};
use rexie::{KeyRange, TransactionMode};
use std::cell::RefCell;
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;

/// Puts asked for at a time: about half a megabyte.
const PUTS: usize = 24;
const WRITE_MS: u32 = 60_000;

/// A batch as bytes, ready to be put.
struct Batch {
    chunks: Vec<(String, Vec<u8>)>,
    heads: Vec<(String, Vec<u8>)>,
    parts: Vec<(String, Vec<u8>)>,
    clock: u64,
    sequence: u64,
}

impl Store {
    /// Stores all that is pending, or nothing: on an error it is pending again. False when nothing was.
    pub async fn commit(&self, book: &RefCell<Book>) -> Result<bool, StorageError> {
        if !self.loaded.get() {
            return Err(StorageError::StillLoading);
        }
        let _lock = Lock::acquire(self.database.name()).await;
        self.take_in(book).await?;
        settled(book).await;
        let Some(sealed) = book.borrow_mut().seal(self.device) else { return Ok(false) };
        let stored = match self.encode(&sealed).await {
            Ok(batch) => self.write(batch).await,
            Err(error) => Err(error),
        };
        match stored {
            Ok(()) => {
                book.borrow_mut().confirm(sealed);
                self.channel.tell();
                Ok(true)
            }
            Err(error) => {
                book.borrow_mut().reject(sealed);
                Err(error)
            }
        }
    }

    /// Takes in what other tabs stored. The first call says that everything is loaded.
    pub async fn catch_up(&self, book: &RefCell<Book>) -> Result<(), StorageError> {
        let _lock = Lock::acquire(self.database.name()).await;
        self.take_in(book).await?;
        self.loaded.set(true);
        Ok(())
    }

    async fn take_in(&self, book: &RefCell<Book>) -> Result<(), StorageError> {
        book.borrow_mut().note_clock(self.clock.get());
        let (sequence, clock) = self.stored_sequence().await?;
        if sequence <= self.seen.get() {
            return Ok(());
        }
        let heads = self.heads(self.seen.get() + 1, sequence).await?;
        if heads.len() as u64 != sequence - self.seen.get() {
            // Part of the journal is no longer kept: only the chunks tell all.
            self.reload(book, self.stored_chunks().await?, clock).await?;
        } else {
            let mut touched = BTreeSet::new();
            let mut entries: Vec<Entry> = Vec::new();
            for (number, head) in heads {
                if head.edits > LARGE {
                    touched.extend(head.chunks);
                } else {
                    let edits = self.edits(number, head.parts).await?;
                    entries.push(head.into_entry(edits));
                }
            }
            settled(book).await;
            book.borrow_mut().take_in(&entries);
            if !touched.is_empty() {
                self.reload(book, touched.into_iter().collect(), clock).await?;
            }
        }
        self.seen.set(sequence);
        self.clock.set(clock);
        Ok(())
    }

    async fn reload(&self, book: &RefCell<Book>, chunks: Vec<(Kind, u32)>, clock: u64) -> Result<(), StorageError> {
        let slices = Slices::new();
        // Chunk by chunk, unless changes are pending: lifting them off for each chunk would take too long.
        let mut held = Vec::new();
        for (kind, number) in chunks {
            let records: Vec<Record> = self.load_chunk(kind, number).await?;
            held.push((kind, number, records));
            settled(book).await;
            if !book.borrow().has_pending() {
                book.borrow_mut().reload_chunks(held.drain(..));
            }
            slices.breathe().await;
        }
        settled(book).await;
        book.borrow_mut().reload_chunks(held);
        book.borrow_mut().note_clock(clock);
        Ok(())
    }

    pub(crate) async fn stored_sequence(&self) -> Result<(u64, u64), StorageError> {
        let transaction = self.database.transaction(&[META], TransactionMode::ReadOnly).await?;
        let meta = transaction.store(META)?;
        let number = |value: Option<JsValue>| value.and_then(|value| value.as_f64()).unwrap_or(0.0) as u64;
        Ok((number(meta.get("sequence".into()).await?), number(meta.get("clock".into()).await?)))
    }

    async fn stored_chunks(&self) -> Result<Vec<(Kind, u32)>, StorageError> {
        let transaction = self.database.transaction(&[CHUNKS], TransactionMode::ReadOnly).await?;
        let keys = transaction.store(CHUNKS)?.get_all_keys(None, None).await?;
        let parse = |key: JsValue| {
            let key = key.as_string()?;
            let (kind, number) = key.split_once('/')?;
            Some((Kind::from_code(kind)?, number.parse().ok()?))
        };
        Ok(keys.into_iter().filter_map(parse).collect())
    }

    /// Everything is encoded before the transaction opens: it would end by itself meanwhile.
    async fn encode(&self, sealed: &Sealed) -> Result<Batch, StorageError> {
        let slices = Slices::new();
        let mut batch = Batch {
            chunks: Vec::new(),
            heads: Vec::new(),
            parts: Vec::new(),
            clock: sealed.entries.last().map_or(self.clock.get(), |entry| entry.id.clock),
            sequence: self.seen.get() + sealed.entries.len() as u64,
        };
        for image in &sealed.chunks {
            batch.chunks.push((chunk_key(image.kind, image.chunk), chunk::encode(&image.records)));
            slices.breathe().await;
        }
        for (number, entry) in (self.seen.get() + 1..).zip(&sealed.entries) {
            let transaction = &entry.transaction;
            let (mut parts, mut bytes) = (0, 0);
            for edits in transaction.edits.chunks(PART_EDITS) {
                let part = journal::encode_part(edits);
                bytes += part.len() as u64;
                batch.parts.push((part_key(number, parts), part));
                parts += 1;
                slices.breathe().await;
            }
            let edits = transaction.edits.len() as u32;
            let touched: BTreeSet<_> = transaction.edits.iter().map(|edit| (edit.kind, edit.chunk)).collect();
            let head = Head {
                id: entry.id,
                label: transaction.label.clone(),
                at: transaction.at,
                undoes: transaction.undoes,
                edits,
                parts,
                bytes,
                chunks: if edits > LARGE { touched.into_iter().collect() } else { Vec::new() },
            };
            batch.heads.push((head_key(number), journal::encode_head(&head)));
        }
        Ok(batch)
    }

    /// One transaction. `commit` resolves when the browser says `complete`; nothing earlier counts.
    async fn write(&self, batch: Batch) -> Result<(), StorageError> {
        // A write that ends after its time is no harm: its entries are then taken in like another tab's.
        within(WRITE_MS, self.write_whole(&batch)).await.ok_or(StorageError::ConnectionLost)??;
        self.seen.set(batch.sequence);
        self.clock.set(batch.clock);
        Ok(())
    }

    async fn write_whole(&self, batch: &Batch) -> Result<(), StorageError> {
        let stores = [CHUNKS, JOURNAL, PARTS, META];
        let transaction = self.database.transaction(&stores, TransactionMode::ReadWrite).await?;
        match self.put_all(&transaction, batch).await {
            Ok(()) => match transaction.commit().await {
                Ok(()) => Ok(()),
                // The browser does not tell rexie why: mostly for want of room.
                Err(_) if nearly_full().await => Err(StorageError::Quota),
                Err(error) => Err(StorageError::Aborted(format!("{error:?}"))),
            },
            Err(error) => {
                // Without this the puts that went through would be kept.
                drop(transaction.abort().await);
                Err(error)
            }
        }
    }

    async fn put_all(&self, transaction: &rexie::Transaction, batch: &Batch) -> Result<(), StorageError> {
        let meta = transaction.store(META)?;
        let stored = meta.get("sequence".into()).await?.and_then(|value| value.as_f64()).unwrap_or(0.0);
        if stored as u64 != self.seen.get() {
            return Err(StorageError::Aborted("another tab wrote first".to_owned()));
        }
        for (name, entries) in [(CHUNKS, &batch.chunks), (JOURNAL, &batch.heads), (PARTS, &batch.parts)] {
            let store = transaction.store(name)?;
            // Waiting for each group gives the event loop its turns, and the transaction stays alive.
            for group in entries.chunks(PUTS) {
                store.put_all(group.iter().map(|(key, bytes)| (to_js(bytes), Some(key.as_str().into())))).await?;
            }
        }
        meta.put(&(batch.clock as f64).into(), Some(&"clock".into())).await?;
        meta.put(&(batch.sequence as f64).into(), Some(&"sequence".into())).await?;
        Ok(())
    }

    /// The journal's heads from one number to another, both included.
    pub(crate) async fn heads(&self, from: u64, to: u64) -> Result<Vec<(u64, Head)>, StorageError> {
        let transaction = self.database.transaction(&[JOURNAL], TransactionMode::ReadOnly).await?;
        let journal = transaction.store(JOURNAL)?;
        let range = || KeyRange::bound(&head_key(from).into(), &head_key(to).into(), None, None);
        let range = (range().map_err(rexie::Error::from)?, range().map_err(rexie::Error::from)?);
        let keys = journal.get_all_keys(Some(range.0), None).await?;
        let values = journal.get_all(Some(range.1), None).await?;
        let read = |(key, value): (JsValue, JsValue)| {
            let key = key.as_string().unwrap_or_default();
            let number = key.parse().map_err(|_| StorageError::Damaged { what: key.clone() })?;
            let head = journal::decode_head(&bytes_of(&value)).map_err(|error| StorageError::damaged(&key, &error))?;
            Ok((number, head))
        };
        keys.into_iter().zip(values).map(read).collect()
    }

    pub(crate) async fn edits(&self, sequence: u64, parts: u32) -> Result<Vec<domain::Edit>, StorageError> {
        let mut edits = Vec::new();
        let slices = Slices::new();
        for part in 0..parts {
            let key = part_key(sequence, part);
            let transaction = self.database.transaction(&[PARTS], TransactionMode::ReadOnly).await?;
            let value = transaction.store(PARTS)?.get(key.as_str().into()).await?.ok_or(StorageError::NoSuchEntry)?;
            edits.extend(journal::decode_part(&bytes_of(&value)).map_err(|error| StorageError::damaged(&key, &error))?);
            slices.breathe().await;
        }
        Ok(edits)
    }
}

/// Waits until no large change is being applied in slices: they belong to one transaction.
async fn settled(book: &RefCell<Book>) {
    while book.borrow().slicing() {
        pause(20).await;
    }
}
