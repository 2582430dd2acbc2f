//! All or nothing, and what is acknowledged is there.

use super::desk::{Broken, Tab, js, stored, tx};
use domain::{Address, Currency, Date, Edit, Id, Instant, Key, Kind, Labelled, Line, Money, Value, keys};
use storage::{StorageError, Store};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn what_was_stored_is_there_after_a_reload() {
    let tab = Tab::open("round trip").await;
    let values = [
        (keys::FIRST_NAME, Value::text("小明")),
        (keys::EMAILS, Value::Labelled(vec![Labelled { label: "work".into(), value: "a@b.c".into() }])),
        (keys::TAGS, Value::Choices(vec!["vip".into()])),
        (keys::BIRTHDAY, Value::Date(Date(-900))),
        (keys::ADDRESS, Value::Address(Address { city: "London".into(), ..Address::default() }.into())),
        (Key::new("custom:size"), Value::Number(0.1 + 0.2)),
        (Key::new("custom:open"), Value::Bool(false)),
    ];
    tab.apply(tx(1).create(Kind::Contact, Id(u128::MAX - 7), values));
    let order = [
        (keys::TOTAL, Value::Money(Money { minor: i64::from(i32::MAX) * 1000, currency: Currency::USD })),
        (
            keys::LINES,
            Value::Lines(vec![Line { product: "Tea".into(), sku: String::new(), quantity: 1.5, price_minor: -3 }]),
        ),
        (keys::CONTACT, Value::Ref(Id(u128::MAX - 7))),
    ];
    tab.apply(tx(2).create(Kind::Order, Id(2), order));
    (10..400).for_each(|id| tab.create(id, "x"));
    assert_eq!(tab.commit().await, Ok(true));
    assert_eq!(tab.commit().await, Ok(false), "nothing is pending any more");
    assert!(!tab.book.borrow().has_pending());
    let again = tab.again().await;
    assert_eq!(again.contents(), tab.contents());
    assert_eq!(again.book.borrow().order_figures(Id(u128::MAX - 7)).count, 1);
    assert_eq!(stored(&tab.name).await, [5, 392, 392]);
}

#[wasm_bindgen_test]
async fn a_write_that_breaks_half_way_leaves_nothing_and_is_tried_again() {
    let tab = Tab::open("half way").await;
    (0..300).for_each(|id| tab.create(id, "x"));
    for after in [0, 1, 40, 200] {
        let broken = Broken::put(after).await;
        assert_eq!(tab.commit().await, Err(StorageError::Quota));
        drop(broken);
        assert_eq!(stored(&tab.name).await, [0, 0, 0], "after {after} puts");
        assert!(tab.book.borrow().has_pending());
        assert_eq!((tab.count(), tab.again().await.count()), (300, 0));
    }
    tab.set(7, keys::NOTES, "changed meanwhile");
    assert_eq!(tab.commit().await, Ok(true));
    assert_eq!(tab.again().await.contents(), tab.contents());
}

#[wasm_bindgen_test]
async fn a_commit_that_the_browser_aborts_is_no_commit() {
    let tab = Tab::open("abort").await;
    tab.create(1, "Ada");
    assert_eq!(tab.commit().await, Ok(true));
    tab.set(1, keys::NOTES, "new");
    let broken = Broken::commit().await;
    assert!(matches!(tab.commit().await, Err(StorageError::Aborted(_) | StorageError::Quota)));
    drop(broken);
    assert_eq!(stored(&tab.name).await, [1, 1, 1]);
    assert_eq!(tab.again().await.text(1, keys::NOTES), "");
    assert_eq!(tab.commit().await, Ok(true));
    assert_eq!(tab.again().await.text(1, keys::NOTES), "new");
}

/// Fires `versionchange`, at which the connection closes itself; the change of version does not happen.
const CLOSE_CONNECTIONS: &str = "return new Promise(done => {
        const open = indexedDB.open(argument, 2);
        open.onupgradeneeded = () => open.transaction.abort();
        open.onerror = event => { event.preventDefault(); done(); };
    })";

#[wasm_bindgen_test]
async fn a_connection_that_was_closed_is_opened_again() {
    let tab = Tab::open("closed").await;
    tab.create(1, "Ada");
    assert_eq!(tab.commit().await, Ok(true));
    js(CLOSE_CONNECTIONS, &tab.name).await;
    tab.create(2, "Bob");
    assert_eq!(tab.commit().await, Ok(true));
    js(CLOSE_CONNECTIONS, &tab.name).await;
    assert_eq!(tab.store.history(None, 9).await.unwrap().len(), 2);
    assert_eq!(tab.again().await.contents(), tab.contents());
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let tab = Tab::open("newer").await;
    let newer = "return new Promise(done => {
            const open = indexedDB.open(argument, 2);
            open.onsuccess = () => { open.result.close(); done(); };
        })";
    js(newer, &tab.name).await;
    assert_eq!(Store::open(&tab.name).await.err(), Some(StorageError::Newer));
}

#[wasm_bindgen_test]
async fn nothing_is_written_before_everything_is_loaded() {
    let tab = Tab::open("loading").await;
    tab.create(1, "Ada");
    let fresh = Store::open(&tab.name).await.unwrap();
    assert_eq!(fresh.commit(&tab.book).await, Err(StorageError::StillLoading));
    assert_eq!(stored(&tab.name).await, [0, 0, 0]);
}

#[wasm_bindgen_test]
async fn a_large_change_is_stored_whole_or_not_yet() {
    let tab = Tab::open("slices").await;
    let slice =
        |id: u128| vec![Edit::new(Kind::Contact, Id(id)).with(keys::CREATED_AT, Some(Value::Instant(Instant(5))))];
    tab.create(1, "Ada");
    let first = tab.book.borrow_mut().apply_slice(slice(2), Instant(5));
    let rest = async {
        js("return new Promise(done => setTimeout(done, 60))", "").await;
        assert_eq!(stored(&tab.name).await, [0, 0, 0], "the commit waits");
        let mut whole = tx(5);
        whole.edits = first;
        whole.edits.extend(tab.book.borrow_mut().apply_slice(slice(3), Instant(5)));
        tab.book.borrow_mut().finish_slices(whole);
    };
    let (stored_whole, ()) = futures::future::join(tab.commit(), rest).await;
    assert_eq!(stored_whole, Ok(true));
    assert_eq!(tab.again().await.count(), 3);
}

#[wasm_bindgen_test]
async fn a_deleted_database_is_gone() {
    let tab = Tab::open("delete").await;
    tab.create(1, "Ada");
    assert_eq!(tab.commit().await, Ok(true));
    Store::delete(&tab.name).await.unwrap();
    assert_eq!(tab.again().await.count(), 0);
}

#[wasm_bindgen_test]
async fn the_browser_says_how_much_room_there_is() {
    let room = storage::estimate().await.unwrap();
    assert!(room.quota_bytes > room.used_bytes);
    assert!(storage::persisted().await.is_some() && storage::persist().await.is_some());
}
