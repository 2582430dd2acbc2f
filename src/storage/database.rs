//! The connection: opened with a time limit, opened again when the browser has killed it.

use crate::{StorageError, slices::within};
use rexie::{ObjectStore, Rexie, Transaction, TransactionMode};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;

pub(crate) const CHUNKS: &str = "chunks";
pub(crate) const JOURNAL: &str = "journal";
pub(crate) const PARTS: &str = "journal_parts";
pub(crate) const META: &str = "meta";

/// The layout of stores never changes: what is in the bytes says its own version.
const VERSION: u32 = 1;
const OPEN_MS: u32 = 8_000;

pub(crate) struct Database {
    name: String,
    connection: RefCell<Rc<Connection>>,
}

/// Closed when it is dropped: one that is merely forgotten stays open until the browser tidies up, and till then nobody
/// can delete the database. What was asked of it before is still done.
struct Connection(Option<Rexie>);

impl Connection {
    fn transaction(&self, stores: &[&str], mode: TransactionMode) -> Option<Transaction> {
        self.0.as_ref()?.transaction(stores, mode).ok()
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            connection.close();
        }
    }
}

impl Database {
    pub async fn open(name: &str) -> Result<Self, StorageError> {
        let supported =
            js_sys::Reflect::get(&js_sys::global(), &"indexedDB".into()).is_ok_and(|found| found.is_object());
        if !supported {
            return Err(StorageError::Unsupported);
        }
        Ok(Self { name: name.to_owned(), connection: RefCell::new(Rc::new(connect(name).await?)) })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// A transaction over these stores; opens the connection again, once, if it is gone.
    pub async fn transaction(&self, stores: &[&str], mode: TransactionMode) -> Result<Transaction, StorageError> {
        let connection = Rc::clone(&self.connection.borrow());
        if let Some(transaction) = connection.transaction(stores, mode) {
            return Ok(transaction);
        }
        let fresh = Rc::new(connect(&self.name).await?);
        self.connection.replace(Rc::clone(&fresh));
        fresh.transaction(stores, mode).ok_or(StorageError::ConnectionLost)
    }
}

/// `blocked` shows itself in rexie only as an open that never ends.
async fn connect(name: &str) -> Result<Connection, StorageError> {
    let stores = [CHUNKS, JOURNAL, PARTS, META].map(ObjectStore::new);
    let mut builder = Rexie::builder(name).version(VERSION);
    for store in stores {
        builder = builder.add_object_store(store);
    }
    let opened = within(OPEN_MS, builder.build()).await.ok_or(StorageError::Blocked)??;
    Ok(Connection(Some(opened)))
}

pub(crate) fn chunk_key(kind: domain::Kind, chunk: u32) -> String {
    format!("{}/{chunk:06}", kind.code())
}

pub(crate) fn head_key(sequence: u64) -> String {
    format!("{sequence:012}")
}

pub(crate) fn part_key(sequence: u64, part: u32) -> String {
    format!("{sequence:012}/{part:06}")
}

pub(crate) fn bytes_of(value: &JsValue) -> Vec<u8> {
    js_sys::Uint8Array::new(value).to_vec()
}

pub(crate) fn to_js(bytes: &[u8]) -> JsValue {
    js_sys::Uint8Array::from(bytes).into()
}
