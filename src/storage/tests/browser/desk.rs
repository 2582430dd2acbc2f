use domain::{Act, Book, Id, Instant, Key, Kind, Label, Record, Transaction, Value, keys};
use js_sys::{Function, Promise};
use std::{cell::RefCell, collections::BTreeMap};
use storage::{StorageError, Store, load_book};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A tab: its connection and its Book.
pub struct Tab {
    pub name: String,
    pub store: Store,
    pub book: RefCell<Book>,
}

impl Tab {
    /// The first tab of a new database.
    pub async fn open(label: &str) -> Self {
        Self::of(&format!("test {label} {} {}", js_sys::Date::now(), js_sys::Math::random())).await
    }
    /// Another tab of the same database, or the same after a reload.
    pub async fn again(&self) -> Self {
        Self::of(&self.name).await
    }
    pub async fn of(name: &str) -> Self {
        let store = Store::open(name).await.unwrap();
        let book = RefCell::new(load_book(&store).await.unwrap());
        Self { name: name.to_owned(), store, book }
    }

    pub fn apply(&self, transaction: Transaction) {
        self.book.borrow_mut().apply(transaction);
    }
    pub fn create(&self, id: u128, name: &str) {
        self.apply(tx(1).create(Kind::Contact, Id(id), [(keys::FIRST_NAME, Value::text(name))]));
    }
    pub fn set(&self, id: u128, key: Key, value: &str) {
        self.apply(tx(2).set(Kind::Contact, Id(id), key, Some(Value::text(value))));
    }
    pub fn text(&self, id: u128, key: Key) -> String {
        self.book.borrow().get(Kind::Contact, Id(id)).map(|record| record.text(key).to_owned()).unwrap_or_default()
    }
    pub fn count(&self) -> usize {
        self.book.borrow().count(Kind::Contact)
    }
    pub fn contents(&self) -> BTreeMap<(Kind, Id), Record> {
        contents(&self.book.borrow())
    }

    pub async fn commit(&self) -> Result<bool, StorageError> {
        self.store.commit(&self.book).await
    }
    pub async fn catch_up(&self) {
        self.store.catch_up(&self.book).await.unwrap();
    }
}

pub fn tx(at: i64) -> Transaction {
    Transaction::new(Label::new(Act::Edited, Kind::Contact, 1, ""), Instant(at))
}

pub fn contents(book: &Book) -> BTreeMap<(Kind, Id), Record> {
    let records = Kind::ALL.into_iter().flat_map(|kind| book.iter(kind).chain(book.trashed(kind)));
    records.map(|record| ((record.kind, record.id), record.clone())).collect()
}

/// Runs JavaScript with one argument, and waits if it answers with a promise.
pub async fn js(code: &str, argument: &str) -> JsValue {
    let answer = Function::new_with_args("argument", code).call1(&JsValue::NULL, &argument.into()).unwrap();
    match answer.dyn_into::<Promise>() {
        Ok(promise) => JsFuture::from(promise).await.unwrap(),
        Err(answer) => answer,
    }
}

/// A browser in which one method fails, until dropped.
pub struct Broken(&'static str);

impl Broken {
    /// `IDBObjectStore.put` throws from its `after`-th call on, in this page's databases.
    pub async fn put(after: u32) -> Self {
        let code = "globalThis.kept = IDBObjectStore.prototype.put; let left = +argument;
            IDBObjectStore.prototype.put = function (...a) {
                if (left-- > 0) return globalThis.kept.apply(this, a);
                throw new DOMException('no room', 'QuotaExceededError');
            };";
        js(code, &after.to_string()).await;
        Self("IDBObjectStore.prototype.put = globalThis.kept;")
    }
    /// The browser aborts when it should commit, as it does when the disk is full.
    pub async fn commit() -> Self {
        js("globalThis.kept = IDBTransaction.prototype.commit; IDBTransaction.prototype.commit = function () { this.abort(); };", "").await;
        Self("IDBTransaction.prototype.commit = globalThis.kept;")
    }
}

impl Drop for Broken {
    fn drop(&mut self) {
        Function::new_no_args(self.0).call0(&JsValue::NULL).unwrap();
    }
}

/// How many values each store holds: chunks, journal, journal_parts.
pub async fn stored(name: &str) -> Vec<u32> {
    let code = "return new Promise((done, failed) => {
            const open = indexedDB.open(argument);
            open.onerror = () => failed(open.error);
            open.onsuccess = () => {
                const counts = ['chunks', 'journal', 'journal_parts'].map(store =>
                    new Promise(r => { open.result.transaction(store).objectStore(store).count().onsuccess = e => r(e.target.result); }));
                Promise.all(counts).then(counts => { open.result.close(); done(counts); });
            };
        })";
    let counts = js_sys::Array::from(&js(code, name).await);
    counts.iter().map(|count| count.as_f64().unwrap() as u32).collect()
}
