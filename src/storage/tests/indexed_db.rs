//! Storage on a real IndexedDB. Each test has a database of its own.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use domain::{Act, Book, Edit, Entry, Id, Instant, Key, Kind, Label, Record, Transaction, Value, keys};
use std::cell::RefCell;
use storage::{KEEP_BYTES, KEEP_DAYS, StorageError, Store, load_book};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn fresh(name: &str) -> String {
    format!("{name}-{}", js_sys::Math::random())
}

fn tx(at: i64) -> Transaction {
    Transaction::new(Label::new(Act::Edited, Kind::Contact, 1, ""), Instant(at))
}

fn create(book: &RefCell<Book>, id: u128, name: &str) {
    book.borrow_mut().apply(tx(1).create(Kind::Contact, Id(id), [(keys::FIRST_NAME, Value::text(name))]));
}

fn set(book: &RefCell<Book>, id: u128, key: Key, value: &str) {
    book.borrow_mut().apply(tx(2).set(Kind::Contact, Id(id), key, Some(Value::text(value))));
}

fn text(book: &RefCell<Book>, id: u128, key: Key) -> String {
    book.borrow().get(Kind::Contact, Id(id)).map(|record| record.text(key).to_owned()).unwrap_or_default()
}

/// A connection with an empty, loaded book.
async fn open(name: &str) -> (Store, RefCell<Book>) {
    let store = Store::open(name).await.unwrap();
    let book = RefCell::new(load_book(&store).await.unwrap());
    (store, book)
}

fn contents(book: &Book) -> Vec<Record> {
    let mut all: Vec<_> =
        Kind::ALL.into_iter().flat_map(|kind| book.iter(kind).chain(book.trashed(kind)).cloned()).collect();
    all.sort_by_key(|record| record.id);
    all
}

/// Makes every put of this page fail as a full disk does, until the guard goes.
struct FullDisk(js_sys::Function);

impl FullDisk {
    fn new() -> Self {
        let code = "const put = IDBObjectStore.prototype.put; let left = 3;
            IDBObjectStore.prototype.put = function (...given) {
                if (left-- > 0) return put.apply(this, given);
                throw new DOMException('the disk is full', 'QuotaExceededError');
            };
            return () => IDBObjectStore.prototype.put = put;";
        Self(js_sys::Function::new_no_args(code).call0(&wasm_bindgen::JsValue::NULL).unwrap().unchecked_into())
    }
}

impl Drop for FullDisk {
    fn drop(&mut self) {
        drop(self.0.call0(&wasm_bindgen::JsValue::NULL));
    }
}

#[wasm_bindgen_test]
async fn what_is_stored_comes_back() {
    let name = fresh("round-trip");
    let (store, book) = open(&name).await;
    for id in 1..=300 {
        create(&book, id, &format!("n{id}"));
    }
    book.borrow_mut().apply(tx(5).create(Kind::Company, Id(900), [(keys::NAME, Value::text("Acme 公司"))]));
    assert!(store.commit(&book).await.unwrap());
    assert!(!book.borrow().has_pending());
    assert!(!store.commit(&book).await.unwrap(), "nothing is pending");
    let (_, again) = open(&name).await;
    assert_eq!(contents(&again.borrow()), contents(&book.borrow()));
    assert_eq!(again.borrow().count(Kind::Contact), 300);
}

#[wasm_bindgen_test]
async fn a_failed_write_leaves_nothing_half_written_and_everything_pending() {
    let name = fresh("full");
    let (store, book) = open(&name).await;
    for id in 1..=700 {
        create(&book, id, "x");
    }
    {
        let _full = FullDisk::new();
        let error = store.commit(&book).await.unwrap_err();
        assert!(matches!(error, StorageError::Quota | StorageError::Aborted(_)), "{error:?}");
    }
    assert!(book.borrow().has_pending());
    let (_, other) = open(&name).await;
    assert_eq!(other.borrow().count(Kind::Contact), 0, "not one chunk of a failed write is kept");
    assert!(store.commit(&book).await.unwrap(), "the retry stores it");
    let (_, other) = open(&name).await;
    assert_eq!(contents(&other.borrow()), contents(&book.borrow()));
}

#[wasm_bindgen_test]
async fn nothing_is_written_before_everything_is_loaded() {
    let name = fresh("loading");
    let store = Store::open(&name).await.unwrap();
    let book = RefCell::new(Book::new());
    create(&book, 1, "early");
    assert_eq!(store.commit(&book).await, Err(StorageError::StillLoading));
    store.catch_up(&book).await.unwrap();
    assert!(store.commit(&book).await.unwrap());
}

#[wasm_bindgen_test]
async fn two_connections_that_edit_different_fields_both_win() {
    let name = fresh("tabs");
    let (store_a, a) = open(&name).await;
    create(&a, 1, "Ada");
    store_a.commit(&a).await.unwrap();
    let (store_b, b) = open(&name).await;
    set(&a, 1, keys::JOB_TITLE, "Countess");
    set(&b, 1, keys::NOTES, "engines");
    create(&b, 2, "Bob");
    let (first, second) = futures_join(store_a.commit(&a), store_b.commit(&b)).await;
    assert!(first.unwrap() && second.unwrap());
    store_a.catch_up(&a).await.unwrap();
    store_b.catch_up(&b).await.unwrap();
    let (_, stored) = open(&name).await;
    for book in [&a, &b, &stored] {
        assert_eq!(
            (text(book, 1, keys::JOB_TITLE), text(book, 1, keys::NOTES), text(book, 2, keys::FIRST_NAME)),
            ("Countess".into(), "engines".into(), "Bob".into())
        );
    }
}

async fn futures_join<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    let (mut a, mut b) = (std::pin::pin!(a), std::pin::pin!(b));
    let (mut first, mut second) = (None, None);
    std::future::poll_fn(|context| {
        if first.is_none()
            && let std::task::Poll::Ready(done) = a.as_mut().poll(context)
        {
            first = Some(done);
        }
        if second.is_none()
            && let std::task::Poll::Ready(done) = b.as_mut().poll(context)
        {
            second = Some(done);
        }
        if first.is_some() && second.is_some() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    (first.unwrap(), second.unwrap())
}

#[wasm_bindgen_test]
async fn a_large_change_is_taken_in_by_its_chunks() {
    let name = fresh("large");
    let (store_a, a) = open(&name).await;
    let (store_b, b) = open(&name).await;
    create(&b, 1, "mine, not stored yet");
    let mut import = tx(3);
    import.edits = (1000..6000_u128)
        .map(|id| {
            Edit::new(Kind::Contact, Id(id))
                .with(keys::CREATED_AT, Some(Value::Instant(Instant(3))))
                .with(keys::FIRST_NAME, Some(Value::text("i")))
        })
        .collect();
    a.borrow_mut().apply(import);
    store_a.commit(&a).await.unwrap();
    store_b.commit(&b).await.unwrap();
    store_a.catch_up(&a).await.unwrap();
    assert_eq!((a.borrow().count(Kind::Contact), b.borrow().count(Kind::Contact)), (5001, 5001));
    let (_, stored) = open(&name).await;
    assert_eq!(contents(&stored.borrow()), contents(&b.borrow()));
}

#[wasm_bindgen_test]
async fn history_undoes_after_a_reload() {
    let name = fresh("history");
    let (store, book) = open(&name).await;
    create(&book, 1, "Ada");
    store.commit(&book).await.unwrap();
    set(&book, 1, keys::FIRST_NAME, "Eve");
    store.commit(&book).await.unwrap();

    let (store, book) = open(&name).await;
    let heads = store.history(None, 10).await.unwrap();
    assert_eq!(heads.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(store.history(Some(2), 10).await.unwrap().len(), 1);
    let entry: Entry = store.entry(heads[0].1.id).await.unwrap();
    let inverse = book.borrow().inverse(&entry, Instant(9));
    book.borrow_mut().apply(inverse.transaction);
    store.commit(&book).await.unwrap();
    let (_, again) = open(&name).await;
    assert_eq!(text(&again, 1, keys::FIRST_NAME), "Ada");
    let nobody = domain::EntryId { clock: 99, device: 1 };
    assert_eq!(store.entry(nobody).await, Err(StorageError::NoSuchEntry));
}

#[wasm_bindgen_test]
async fn history_forgets_what_is_too_old_or_too_much() {
    let name = fresh("prune");
    let (store, book) = open(&name).await;
    for (id, at) in [(1, 0), (2, 50), (3, 95), (4, 100)] {
        let day = 86_400_000;
        book.borrow_mut().apply(tx(at * day).create(Kind::Contact, Id(id), [(keys::FIRST_NAME, Value::text("x"))]));
        store.commit(&book).await.unwrap();
    }
    let now = Instant(100 * 86_400_000);
    assert_eq!(store.prune(now, KEEP_DAYS, KEEP_BYTES).await.unwrap(), 1, "the first is 100 days old");
    let one = store.history(None, 1).await.unwrap()[0].1.bytes;
    assert_eq!(store.prune(now, KEEP_DAYS, one).await.unwrap(), 2, "room for one only");
    assert_eq!(store.history(None, 10).await.unwrap().len(), 1);
    let (_, again) = open(&name).await;
    assert_eq!(again.borrow().count(Kind::Contact), 4, "the records themselves stay");
}

#[wasm_bindgen_test]
async fn a_tab_that_slept_past_the_journal_reads_the_chunks() {
    let name = fresh("slept");
    let (store_a, a) = open(&name).await;
    let (store_b, b) = open(&name).await;
    create(&a, 1, "Ada");
    store_a.commit(&a).await.unwrap();
    assert_eq!(store_a.prune(Instant(i64::MAX / 2), 0, 0).await.unwrap(), 1);
    store_b.catch_up(&b).await.unwrap();
    assert_eq!(text(&b, 1, keys::FIRST_NAME), "Ada");
}

#[wasm_bindgen_test]
async fn damaged_bytes_are_told_and_never_overwritten() {
    let name = fresh("damaged");
    let (store, book) = open(&name).await;
    create(&book, 1, "Ada");
    store.commit(&book).await.unwrap();
    let rexie = rexie::Rexie::builder(&name).version(1).build().await.unwrap();
    let transaction = rexie.transaction(&["chunks"], rexie::TransactionMode::ReadWrite).unwrap();
    let bytes = js_sys::Uint8Array::from(&b"SCRM nonsense that is no chunk"[..]);
    transaction.store("chunks").unwrap().put(&bytes, Some(&"contact/000000".into())).await.unwrap();
    transaction.commit().await.unwrap();
    let store = Store::open(&name).await.unwrap();
    assert!(matches!(load_book(&store).await.err(), Some(StorageError::Newer | StorageError::Damaged { .. })));
}

#[wasm_bindgen_test]
async fn tabs_hear_of_each_other() {
    let name = fresh("channel");
    let (store, book) = open(&name).await;
    let heard = std::rc::Rc::new(std::cell::Cell::new(0));
    let count = std::rc::Rc::clone(&heard);
    let _channel = storage::Channel::open(&name, move || count.set(count.get() + 1));
    create(&book, 1, "Ada");
    store.commit(&book).await.unwrap();
    for _ in 0..50 {
        if heard.get() > 0 {
            return;
        }
        gloo_wait(20).await;
    }
    panic!("no message within a second");
}

async fn gloo_wait(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        drop(web_sys::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds));
    });
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap();
}
