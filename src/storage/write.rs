//! One transaction: what is sealed becomes chunks and journal, all of it or nothing.
//!
//! The next group is encoded while the browser takes the ones before: a transaction stays open as long as something
//! that was asked of it is under way. So nothing else may be waited for between the first put and the last.

use crate::{
    StorageError, Store,
    database::{CHUNKS, Database, JOURNAL, META, PARTS, chunk_key, head_key, part_key, to_js},
    persist::nearly_full,
    slices::within,
};
use domain::{
    Book, Edit, Kind, Record,
    book::{CHUNK_RECORDS, ChunkImage, Part, Sealed, SealedEntry},
    chunk,
    journal::{self, Head, LARGE},
    sorting,
};
use futures::future::{try_join, try_maybe_done};
use js_sys::Date;
use rexie::TransactionMode;
use std::{future::poll_fn, rc::Rc, task::Poll};
use wasm_bindgen::JsValue;

/// Puts asked for at a time, and how long encoding them may keep the page: it gets its turns between groups.
const PUTS: usize = 32;
const ENCODE_MS: f64 = 8.0;
const WRITE_MS: u32 = 60_000;

type Put = (JsValue, Option<JsValue>);

/// What is encoded in one go.
enum Piece<'a> {
    /// Chunks, and if so the journal part that they are too.
    Chunks(&'a [ChunkImage], Option<String>),
    Part(String, &'a [Edit]),
}

/// What a batch becomes.
#[derive(Default)]
struct Plan<'a> {
    /// The pieces to encode, each with the place of its entry.
    pieces: Vec<(usize, Piece<'a>)>,
    /// The entries' heads with their keys. They learn their sizes from the pieces.
    heads: Vec<(String, Head)>,
}

/// What is encoded and not yet asked for.
#[derive(Default)]
struct Group {
    chunks: Vec<Put>,
    parts: Vec<Put>,
}

impl Group {
    /// Returns how many bytes of journal came.
    fn add(&mut self, piece: &Piece) -> u64 {
        match piece {
            Piece::Chunks(images, part) => {
                let chunks: Vec<Vec<u8>> = images.iter().map(|image| chunk::encode(&image.records)).collect();
                let keys = images.iter().map(|image| chunk_key(image.kind, image.chunk));
                self.chunks.extend(keys.zip(&chunks).map(|(key, bytes)| put(&key, bytes)));
                part.as_ref().map_or(0, |key| {
                    let told = images.iter().zip(&chunks).map(|(image, bytes)| (image.kind, image.chunk, &bytes[..]));
                    self.add_part(key, &journal::part_of_chunks(told))
                })
            }
            Piece::Part(key, edits) => self.add_part(key, &journal::encode_part(edits)),
        }
    }

    fn add_part(&mut self, key: &str, bytes: &[u8]) -> u64 {
        self.parts.push(put(key, bytes));
        bytes.len() as u64
    }

    fn len(&self) -> usize {
        self.chunks.len() + self.parts.len()
    }
}

fn put(key: &str, bytes: &[u8]) -> Put {
    (to_js(bytes), Some(key.into()))
}

impl Store {
    /// `commit` resolves when the browser says `complete`; nothing earlier counts.
    pub(crate) async fn write(&self, sealed: &Sealed) -> Result<(), StorageError> {
        let clock = sealed.entries.last().map_or(self.clock.get(), |entry| entry.id.clock);
        let sequence = self.seen.get() + sealed.entries.len() as u64;
        let stores = [CHUNKS, JOURNAL, PARTS, META];
        let transaction = self.database.transaction(&stores, TransactionMode::ReadWrite).await?;
        let put = within(WRITE_MS, self.put_all(&transaction, sealed, clock, sequence)).await;
        if let Err(error) = put.unwrap_or(Err(StorageError::ConnectionLost)) {
            // Without this the puts that went through would be kept.
            drop(transaction.abort().await);
            return Err(error);
        }
        // A write that ends after its time is no harm: its entries are then taken in like another tab's.
        within(WRITE_MS, complete(transaction)).await.ok_or(StorageError::ConnectionLost)??;
        self.seen.set(sequence);
        self.clock.set(clock);
        Ok(())
    }

    async fn put_all(
        &self,
        transaction: &rexie::Transaction,
        sealed: &Sealed,
        clock: u64,
        sequence: u64,
    ) -> Result<(), StorageError> {
        let meta = transaction.store(META)?;
        let stored = meta.get("sequence".into()).await?.and_then(|value| value.as_f64()).unwrap_or(0.0);
        if stored as u64 != self.seen.get() {
            return Err(StorageError::Aborted("another tab wrote first".to_owned()));
        }
        let (chunks, journal, parts) =
            (transaction.store(CHUNKS)?, transaction.store(JOURNAL)?, transaction.store(PARTS)?);
        let Plan { pieces, mut heads } = self.plan(sealed);
        let mut pieces = pieces.into_iter().peekable();
        let mut before = None;
        while pieces.peek().is_some() {
            let (mut group, since) = (Group::default(), Date::now());
            while group.len() < PUTS
                && Date::now() - since < ENCODE_MS
                && let Some((entry, piece)) = pieces.next()
            {
                heads[entry].1.bytes += group.add(&piece);
            }
            let asked = try_join(chunks.put_all(group.chunks.into_iter()), parts.put_all(group.parts.into_iter()));
            let mut asked = Box::pin(try_maybe_done(asked));
            // Asked for now, waited for after the next: so the browser always has something to do.
            if let Poll::Ready(refused) = poll_fn(|context| Poll::Ready(asked.as_mut().poll(context))).await {
                refused?;
            }
            if let Some(before) = before.replace(asked) {
                before.await?;
            }
        }
        if let Some(last) = before {
            last.await?;
        }
        journal.put_all(heads.iter().map(|(key, head)| put(key, &journal::encode_head(head)))).await?;
        meta.put(&(clock as f64).into(), Some(&"clock".into())).await?;
        meta.put(&(sequence as f64).into(), Some(&"sequence".into())).await?;
        Ok(())
    }

    fn plan<'a>(&self, sealed: &'a Sealed) -> Plan<'a> {
        let mut plan = Plan::default();
        let mut told = vec![false; sealed.chunks.len()];
        for (place, (number, entry)) in (self.seen.get() + 1..).zip(&sealed.entries).enumerate() {
            let parts = sealed.parts(entry);
            plan.heads.push((head_key(number), head(entry, parts.len() as u32)));
            for (part, at) in parts.into_iter().zip(0..) {
                let key = part_key(number, at);
                let piece = match part {
                    Part::Edits(range) => Piece::Part(key, &entry.transaction.edits[range]),
                    Part::Chunks(range) => {
                        told[range.clone()].fill(true);
                        Piece::Chunks(&sealed.chunks[range], Some(key))
                    }
                };
                plan.pieces.push((place, piece));
            }
        }
        let others = sealed.chunks.chunks(1).zip(told).filter(|(_, told)| !told);
        plan.pieces.extend(others.map(|(chunk, _)| (0, Piece::Chunks(chunk, None))));
        plan
    }
}

async fn complete(transaction: rexie::Transaction) -> Result<(), StorageError> {
    match transaction.commit().await {
        Ok(()) => Ok(()),
        // The browser does not tell rexie why: mostly for want of room.
        Err(_) if nearly_full().await => Err(StorageError::Quota),
        Err(error) => Err(StorageError::Aborted(format!("{error:?}"))),
    }
}

/// Everything at once into a database that holds nothing yet, with these numbers and no journal: taking back the entry
/// that made everything would delete everything.
pub(crate) async fn write_whole(database: &Database, book: &Book, numbers: &[(&str, u64)]) -> Result<(), StorageError> {
    let transaction = database.transaction(&[CHUNKS, META], TransactionMode::ReadWrite).await?;
    let (chunks, meta) = (transaction.store(CHUNKS)?, transaction.store(META)?);
    for (key, number) in numbers {
        meta.put(&(*number as f64).into(), Some(&(*key).into())).await?;
    }
    for kind in Kind::ALL {
        let records: Vec<Rc<Record>> = book.all(kind).cloned().map(Rc::new).collect();
        let encoded = records.chunks(CHUNK_RECORDS).zip(0..);
        for (records, number) in encoded {
            chunks.put(&to_js(&chunk::encode(records)), Some(&chunk_key(kind, number).into())).await?;
        }
    }
    complete(transaction).await
}

fn head(entry: &SealedEntry, parts: u32) -> Head {
    let transaction = &entry.transaction;
    let edits = transaction.edits.len() as u32;
    let place = |edit: &Edit| (edit.kind, edit.chunk);
    // Edits that follow each other mostly touch the same chunk.
    let runs = || transaction.edits.chunk_by(|one, other| place(one) == place(other));
    let touched = || sorting::set(runs().map(|run| place(&run[0])));
    Head {
        id: entry.id,
        label: transaction.label.clone(),
        at: transaction.at,
        undoes: transaction.undoes,
        edits,
        parts,
        bytes: 0,
        chunks: if edits > LARGE { touched().into_iter().collect() } else { Vec::new() },
    }
}
