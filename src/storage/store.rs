//! The user's data as it is stored: opening and loading.

use crate::{
    Channel, StorageError,
    database::{CHUNKS, Database, META, bytes_of, chunk_key},
    generation::Pointer,
    slices::Slices,
};
use domain::{Book, Kind, Record, chunk};
use rexie::{KeyRange, Rexie, TransactionMode};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};
use wasm_bindgen::JsValue;

pub(crate) const FORMAT: &str = "format";
/// Chunks asked for at a time.
const PAGE: u32 = 48;

pub struct Store {
    /// The database that holds the pointer to the current one.
    pub(crate) root: Option<Database>,
    /// The current one.
    pub(crate) database: Database,
    pub(crate) pointer: Pointer,
    /// The newest format that was opened here; 0 before that was noted.
    format: Cell<u64>,
    pub(crate) device: u64,
    /// The journal entries this connection has seen.
    pub(crate) seen: Cell<u64>,
    pub(crate) clock: Cell<u64>,
    /// Set once everything is in memory: before that nothing may be written, for a chunk that is not loaded
    /// would be overwritten.
    pub(crate) loaded: Cell<bool>,
    pub(crate) channel: Channel,
    /// How much was changed since an entry, as far as it was counted: up to which entry, and how many records.
    pub(crate) counted: RefCell<BTreeMap<u64, (u64, u64)>>,
}

impl Store {
    /// Opens or creates a database. Reads how far its journal is before any chunk is read, so that what is
    /// stored meanwhile is taken in afterwards.
    pub async fn open(name: &str) -> Result<Self, StorageError> {
        let first = Database::open(name).await?;
        let (later, pointer) = first.current().await?;
        let (root, database) = match later {
            Some(later) => (Some(first), later),
            None => (None, first),
        };
        let (device, seen, clock, format) = meta(&database).await?;
        Ok(Self {
            channel: Channel::to_tell(name),
            root,
            database,
            pointer,
            format: Cell::new(format),
            device,
            seen: Cell::new(seen),
            clock: Cell::new(clock),
            loaded: Cell::new(false),
            counted: RefCell::default(),
        })
    }

    fn root(&self) -> &Database {
        self.root.as_ref().unwrap_or(&self.database)
    }

    /// The name under which all generations are known.
    pub(crate) fn name(&self) -> &str {
        self.root().name()
    }

    /// Which generation of the data this is: another number, other data.
    pub fn generation(&self) -> u64 {
        self.pointer.current
    }

    /// The number of this device, made when its data began.
    pub fn device(&self) -> u64 {
        self.device
    }

    /// Whether what is stored may be of an older format than what is written from now on.
    pub fn outdated(&self) -> bool {
        self.seen.get() > 0 && self.format.get() < u64::from(chunk::NEWEST)
    }

    /// Notes that what is stored was copied before it was written anew.
    pub async fn note_format(&self) -> Result<(), StorageError> {
        let transaction = self.database.transaction(&[META], TransactionMode::ReadWrite).await?;
        transaction.store(META)?.put(&f64::from(chunk::NEWEST).into(), Some(&FORMAT.into())).await?;
        transaction.commit().await?;
        self.format.set(chunk::NEWEST.into());
        Ok(())
    }

    /// Whether a start that went well has something to clear away.
    pub fn unsettled(&self) -> bool {
        self.pointer.unsettled()
    }

    /// Fails once a restore has made another database the current one.
    pub(crate) async fn still_current(&self) -> Result<(), StorageError> {
        let current = self.root().pointer().await?.current;
        if current == self.generation() { Ok(()) } else { Err(StorageError::Replaced) }
    }

    /// The newest entry of the journal that this connection knows.
    pub fn sequence(&self) -> u64 {
        self.seen.get()
    }

    /// Deletes a database with all that is in it.
    pub async fn delete(name: &str) -> Result<(), StorageError> {
        Rexie::delete(name).await.map_err(StorageError::from)
    }

    /// Hands over the records of a kind, chunk by chunk, in slices short enough not to block the page. A damaged chunk
    /// hides no other: the first one is told at the end.
    pub async fn load_kind(&self, kind: Kind, mut each: impl FnMut(u32, Vec<Record>)) -> Result<(), StorageError> {
        let slices = Slices::new();
        let mut after = format!("{}/", kind.code());
        let end = format!("{}0", kind.code());
        let mut whole = Ok(());
        loop {
            let transaction = self.database.transaction(&[CHUNKS], TransactionMode::ReadOnly).await?;
            let chunks = transaction.store(CHUNKS)?;
            let range = || KeyRange::bound(&after.as_str().into(), &end.as_str().into(), Some(true), Some(true));
            let range = (range().map_err(rexie::Error::from)?, range().map_err(rexie::Error::from)?);
            let keys = chunks.get_all_keys(Some(range.0), Some(PAGE)).await?;
            let values = chunks.get_all(Some(range.1), Some(PAGE)).await?;
            for (key, value) in keys.iter().zip(&values) {
                match read_chunk(kind, key, value) {
                    Ok((number, records)) => each(number, records),
                    Err(error) => whole = whole.and(Err(error)),
                }
                slices.breathe().await;
            }
            match keys.last().and_then(JsValue::as_string) {
                Some(last) if keys.len() == PAGE as usize => after = last,
                _ => return whole,
            }
        }
    }

    /// One chunk's records; none if it is not stored.
    pub(crate) async fn load_chunk(&self, kind: Kind, number: u32) -> Result<Vec<Record>, StorageError> {
        let transaction = self.database.transaction(&[CHUNKS], TransactionMode::ReadOnly).await?;
        let key = chunk_key(kind, number);
        match transaction.store(CHUNKS)?.get(key.as_str().into()).await? {
            Some(value) => chunk::decode(kind, &bytes_of(&value)).map_err(|error| StorageError::damaged(&key, &error)),
            None => Ok(Vec::new()),
        }
    }
}

fn read_chunk(kind: Kind, key: &JsValue, value: &JsValue) -> Result<(u32, Vec<Record>), StorageError> {
    let key = key.as_string().unwrap_or_default();
    let number = key.rsplit_once('/').and_then(|(_, number)| number.parse().ok());
    let number = number.ok_or_else(|| StorageError::Damaged { what: key.clone() })?;
    let records = chunk::decode(kind, &bytes_of(value)).map_err(|error| StorageError::damaged(&key, &error))?;
    Ok((number, records))
}

/// Everything there is, as a tab has it that has just started.
pub async fn load_book(store: &Store) -> Result<Book, StorageError> {
    let book = RefCell::new(Book::new());
    for kind in Kind::ALL {
        store.load_kind(kind, |chunk, records| book.borrow_mut().load_chunk(kind, chunk, records)).await?;
    }
    store.catch_up(&book).await?;
    Ok(book.into_inner())
}

/// The device id (made at the first opening), the newest sequence number, the logical clock and the format.
async fn meta(database: &Database) -> Result<(u64, u64, u64, u64), StorageError> {
    let transaction = database.transaction(&[META], TransactionMode::ReadWrite).await?;
    let store = transaction.store(META)?;
    let mut numbers = [0_u64; 4];
    for (number, name) in numbers.iter_mut().zip(["device", "sequence", "clock", FORMAT]) {
        *number = store.get(name.into()).await?.and_then(|value| value.as_f64()).unwrap_or(0.0) as u64;
    }
    if numbers[0] == 0 {
        // 52 random bits: a JavaScript number holds them exactly.
        numbers[0] = (js_sys::Math::random() * 4_503_599_627_370_495.0) as u64 + 1;
        store.put(&(numbers[0] as f64).into(), Some(&"device".into())).await?;
        store.put(&f64::from(chunk::SCHEMA).into(), Some(&"schema".into())).await?;
        store.put(&f64::from(chunk::NEWEST).into(), Some(&FORMAT.into())).await?;
        numbers[3] = chunk::NEWEST.into();
    }
    transaction.commit().await?;
    Ok(numbers.into())
}
