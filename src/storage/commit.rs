//! The commit path: take in what is new, seal what is pending, write both in one transaction (`write`).

use crate::{
    StorageError, Store,
    database::{CHUNKS, JOURNAL, META, PARTS, bytes_of, head_key, part_key},
    lock::Lock,
    slices::{Slices, pause},
};
use domain::{
    Book, Entry, Kind, Record,
    book::Sealed,
    journal::{self, Head, LARGE},
};
use rexie::{KeyRange, TransactionMode};
use std::{cell::RefCell, collections::BTreeSet, rc::Rc};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// Edits of a stored batch that are freed in one go, and when that begins: after what the page does once it is stored.
const FREED: usize = 1_000;
const FREE_AFTER_MS: u32 = 500;

impl Store {
    /// Stores all that is pending, or nothing: on an error it is pending again. False when nothing was.
    pub async fn commit(&self, book: &RefCell<Book>) -> Result<bool, StorageError> {
        if !self.loaded.get() {
            return Err(StorageError::StillLoading);
        }
        let _lock = Lock::acquire(self.name()).await;
        self.take_in(book).await?;
        settled(book).await;
        let Some(sealed) = book.borrow_mut().seal(self.device) else { return Ok(false) };
        match self.write(&sealed).await {
            Ok(()) => {
                book.borrow_mut().confirm(&sealed);
                self.channel.tell();
                spawn_local(forget(sealed));
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
        let _lock = Lock::acquire(self.name()).await;
        self.take_in(book).await?;
        self.loaded.set(true);
        Ok(())
    }

    async fn take_in(&self, book: &RefCell<Book>) -> Result<(), StorageError> {
        self.still_current().await?;
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
            edits.extend(self.part(sequence, part).await?);
            slices.breathe().await;
        }
        Ok(edits)
    }

    pub(crate) async fn part(&self, sequence: u64, part: u32) -> Result<Vec<domain::Edit>, StorageError> {
        let key = part_key(sequence, part);
        let transaction = self.database.transaction(&[PARTS], TransactionMode::ReadOnly).await?;
        let value = transaction.store(PARTS)?.get(key.as_str().into()).await?.ok_or(StorageError::NoSuchEntry)?;
        journal::decode_part(&bytes_of(&value)).map_err(|error| StorageError::damaged(&key, &error))
    }
}

/// Frees a batch bit by bit: at once it would keep the page for as long as writing it did.
async fn forget(sealed: Sealed) {
    pause(FREE_AFTER_MS).await;
    let slices = Slices::new();
    for image in sealed.chunks {
        drop(image);
        slices.breathe().await;
    }
    for mut edits in sealed.entries.into_iter().filter_map(|entry| Some(Rc::try_unwrap(entry.transaction).ok()?.edits))
    {
        while !edits.is_empty() {
            edits.truncate(edits.len().saturating_sub(FREED));
            slices.breathe().await;
        }
    }
}

/// Waits until no large change is being applied in slices: they belong to one transaction.
async fn settled(book: &RefCell<Book>) {
    while book.borrow().slicing() {
        pause(20).await;
    }
}
