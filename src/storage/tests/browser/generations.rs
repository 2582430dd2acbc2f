//! A restore into a database of its own: whenever the tab dies, what is there is whole, the old or the new.

use super::desk::{Broken, Tab, js, stored, tx};
use domain::{Book, Id, Instant, Kind, Value, keys};
use std::{cell::Cell, rc::Rc};
use storage::{Channel, KEPT_MS, Restoring, StorageError, Store, before, mark_checked, put_back, settle, stage};
use wasm_bindgen_test::wasm_bindgen_test;

const AT: Instant = Instant(1_000);
const LATER: Instant = Instant(1_000 + KEPT_MS);

/// What a backup holds: `count` people of this name.
fn backup(count: u128, name: &str) -> Book {
    let mut book = Book::new();
    let people = (0..count).map(|id| (Id(1_000 + id), [(keys::FIRST_NAME, Value::text(name))]));
    book.apply(people.fold(tx(5), |all, (id, values)| all.create(Kind::Contact, id, values)));
    book
}

async fn ada() -> Tab {
    let tab = Tab::open("generations").await;
    tab.create(1, "Ada");
    assert_eq!(tab.commit().await, Ok(true));
    tab
}

async fn replaced(name: &str, count: u128) -> u64 {
    let restoring = Restoring::begin(name).await.unwrap();
    let generation = restoring.generation;
    assert_eq!(stage(name, generation, &backup(count, "Grace")).await.unwrap().count(Kind::Contact), count as usize);
    mark_checked(name, generation).await.unwrap();
    restoring.switch("a backup", AT).await.unwrap();
    generation
}

async fn names() -> String {
    let code = "return indexedDB.databases().then(all => all.map(one => one.name).join('\\n'))";
    js(code, "").await.as_string().unwrap()
}

#[wasm_bindgen_test]
async fn a_crash_before_the_switch_leaves_the_old_one_and_its_rubbish_goes() {
    let tab = ada().await;
    let restoring = Restoring::begin(&tab.name).await.unwrap();
    let generation = restoring.generation;
    stage(&tab.name, generation, &backup(300, "Grace")).await.unwrap();
    mark_checked(&tab.name, generation).await.unwrap();
    drop(restoring);
    let again = tab.again().await;
    assert_eq!((again.count(), again.text(1, keys::FIRST_NAME).as_str()), (1, "Ada"));
    assert!(again.store.unsettled());
    assert!(names().await.contains(&format!("{}-{generation}", tab.name)));
    settle(&tab.name, AT).await.unwrap();
    assert!(!names().await.contains(&format!("{}-{generation}", tab.name)));
    // The old one goes on, also in the tab that was open all the time, and no number is used twice.
    tab.set(1, keys::NOTES, "still here");
    assert_eq!(tab.commit().await, Ok(true));
    assert_eq!(replaced(&tab.name, 2).await, generation + 1);
}

#[wasm_bindgen_test]
async fn after_the_switch_the_new_one_is_whole_and_other_tabs_hear_of_it() {
    let tab = ada().await;
    tab.set(1, keys::NOTES, "not stored yet");
    let heard = Rc::new(Cell::new(0));
    let count = Rc::clone(&heard);
    let channel = Channel::open(&tab.name, move || count.set(count.get() + 1));
    let device = tab.store.entry(tab.store.history(None, 1).await.unwrap()[0].1.id).await.unwrap().id.device;
    replaced(&tab.name, 300).await;
    // A tab that knows of nothing writes nothing, and keeps what it has.
    assert_eq!(tab.commit().await, Err(StorageError::Replaced));
    assert_eq!(tab.store.catch_up(&tab.book).await, Err(StorageError::Replaced));
    assert!(tab.book.borrow().has_pending());
    let again = tab.again().await;
    assert_eq!((again.count(), again.text(1, keys::FIRST_NAME).as_str()), (300, ""));
    // Nothing in History would delete everything; what is done from now on stands there, by the same device.
    assert_eq!(again.store.history(None, 10).await.unwrap().len(), 0);
    again.set(1_000, keys::NOTES, "goes on");
    assert_eq!(again.commit().await, Ok(true));
    let history = again.store.history(None, 10).await.unwrap();
    assert_eq!((history.len(), history[0].1.id.device), (1, device));
    assert!(history[0].0 > tab.store.sequence());
    assert_eq!(tab.again().await.text(1_000, keys::NOTES), "goes on");
    let since = js_sys::Date::now();
    while heard.get() == 0 && js_sys::Date::now() - since < 1000.0 {
        js("return new Promise(done => setTimeout(done, 5))", "").await;
    }
    assert!(heard.get() > 0);
    drop(channel);
}

#[wasm_bindgen_test]
async fn the_old_one_is_kept_until_a_later_good_start_and_can_be_put_back_till_then() {
    let tab = ada().await;
    let generation = replaced(&tab.name, 3).await;
    // The first start, and one soon after: it may be a reload.
    settle(&tab.name, AT).await.unwrap();
    settle(&tab.name, Instant(AT.0 + KEPT_MS - 1)).await.unwrap();
    assert_eq!(before(&tab.name).await.unwrap().map(|before| before.label).as_deref(), Some("a backup"));
    assert!(put_back(&tab.name, AT).await.unwrap());
    assert_eq!(tab.again().await.text(1, keys::FIRST_NAME), "Ada");
    // That is taken back in the same way.
    assert!(put_back(&tab.name, AT).await.unwrap());
    assert_eq!(tab.again().await.count(), 3);
    settle(&tab.name, LATER).await.unwrap();
    assert!(before(&tab.name).await.unwrap().is_some(), "the first start since");
    settle(&tab.name, LATER).await.unwrap();
    assert_eq!(before(&tab.name).await.unwrap(), None);
    assert!(!put_back(&tab.name, LATER).await.unwrap());
    assert_eq!(stored(&tab.name).await, [0, 0, 0], "the first database keeps the pointer only");
    let again = tab.again().await;
    assert_eq!((again.count(), again.store.generation(), again.store.unsettled()), (3, generation, false));
    // Once more: the one in between is deleted as a whole.
    replaced(&tab.name, 4).await;
    settle(&tab.name, AT).await.unwrap();
    settle(&tab.name, LATER).await.unwrap();
    assert!(!names().await.contains(&format!("{}-{generation}", tab.name)));
    assert_eq!(tab.again().await.count(), 4);
}

#[wasm_bindgen_test]
async fn a_new_one_that_was_lost_is_passed_over() {
    let tab = ada().await;
    let generation = replaced(&tab.name, 3).await;
    Store::delete(&format!("{}-{generation}", tab.name)).await.unwrap();
    let again = tab.again().await;
    assert_eq!((again.text(1, keys::FIRST_NAME).as_str(), again.store.generation()), ("Ada", 0));
    again.set(1, keys::NOTES, "goes on");
    assert_eq!(again.commit().await, Ok(true));
}

#[wasm_bindgen_test]
async fn what_was_not_checked_never_becomes_current() {
    let tab = ada().await;
    let restoring = Restoring::begin(&tab.name).await.unwrap();
    stage(&tab.name, restoring.generation, &backup(3, "Grace")).await.unwrap();
    assert!(matches!(restoring.switch("a backup", AT).await, Err(StorageError::Damaged { .. })));
    assert_eq!(tab.again().await.text(1, keys::FIRST_NAME), "Ada");
}

#[wasm_bindgen_test]
async fn a_full_device_leaves_the_old_one_untouched() {
    let tab = ada().await;
    let restoring = Restoring::begin(&tab.name).await.unwrap();
    let generation = restoring.generation;
    let full = Broken::put(4).await;
    let refused = stage(&tab.name, generation, &backup(2_000, "Grace")).await.err();
    drop(full);
    assert_eq!(refused, Some(StorageError::Quota));
    restoring.abandon().await.unwrap();
    assert!(!names().await.contains(&format!("{}-{generation}", tab.name)));
    assert_eq!(tab.again().await.contents(), tab.contents());
    tab.set(1, keys::NOTES, "goes on");
    assert_eq!(tab.commit().await, Ok(true));
}

#[wasm_bindgen_test]
async fn two_tabs_restore_one_after_the_other() {
    let tab = ada().await;
    let both = futures::future::join(replaced(&tab.name, 3), replaced(&tab.name, 5)).await;
    assert_eq!(both, (1, 2));
    assert_eq!(tab.again().await.count(), 5);
    assert!(put_back(&tab.name, AT).await.unwrap());
    assert_eq!(tab.again().await.count(), 3);
}
