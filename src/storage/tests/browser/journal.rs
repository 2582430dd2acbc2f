//! History, undo after a reload, and how far back it reaches.

use super::desk::{Tab, stored, tx};
use domain::{Id, Instant, Kind, Value, erase::Erasure, keys};
use storage::StorageError;
use wasm_bindgen_test::wasm_bindgen_test;

const DAY: i64 = 86_400_000;

#[wasm_bindgen_test]
async fn an_entry_is_taken_back_after_a_reload() {
    let tab = Tab::open("undo").await;
    tab.create(1, "Ada");
    tab.set(1, keys::NOTES, "one");
    tab.set(1, keys::JOB_TITLE, "Countess");
    assert_eq!(tab.commit().await, Ok(true));
    let again = tab.again().await;
    let history = again.store.history(None, 2).await.unwrap();
    assert_eq!(history.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [3, 2]);
    assert_eq!(again.store.history(Some(2), 9).await.unwrap().len(), 1);
    let entry = again.store.entry(history[1].1.id).await.unwrap();
    let undo = again.book.borrow().inverse(&entry, Instant(9));
    assert!(undo.skipped.is_empty());
    again.apply(undo.transaction);
    assert_eq!(again.commit().await, Ok(true));
    let last = again.again().await;
    assert_eq!((last.text(1, keys::NOTES).as_str(), last.text(1, keys::JOB_TITLE).as_str()), ("", "Countess"));
    let newest = last.store.history(None, 1).await.unwrap().remove(0).1;
    assert_eq!(newest.undoes, Some(entry.id));
}

#[wasm_bindgen_test]
async fn a_large_import_is_taken_back_after_a_reload() {
    let tab = Tab::open("undo import").await;
    tab.create(1, "Ada");
    tab.apply((100..3_100).fold(tx(5), |tx, id| tx.create(Kind::Contact, Id(id), [(keys::NOTES, Value::text("x"))])));
    assert_eq!(tab.commit().await, Ok(true));
    let (again, third) = (tab.again().await, tab.again().await);
    let id = again.store.history(None, 1).await.unwrap()[0].1.id;
    let entry = again.store.entry(id).await.unwrap();
    let undo = again.book.borrow().inverse(&entry, Instant(9));
    again.apply(undo.transaction);
    assert_eq!(again.commit().await, Ok(true));
    third.catch_up().await;
    assert_eq!((third.count(), tab.again().await.count()), (1, 1));
}

#[wasm_bindgen_test]
async fn what_an_entry_did_to_one_record_is_found_in_a_large_one() {
    let tab = Tab::open("edits of").await;
    tab.create(1, "Ada");
    tab.apply((100..3_100).fold(tx(5), |tx, id| tx.create(Kind::Contact, Id(id), [(keys::NOTES, Value::text("x"))])));
    tab.set(2_500, keys::NOTES, "y");
    assert_eq!(tab.commit().await, Ok(true));
    let mut found = Vec::new();
    for (number, head) in tab.store.history(None, 9).await.unwrap() {
        let edits = tab.store.edits_of(number, &head, Kind::Contact, Id(2_500)).await.unwrap();
        found.extend(edits.iter().map(|edit| edit.after(keys::NOTES).cloned()));
        assert_eq!(tab.store.edits_of(number, &head, Kind::Task, Id(2_500)).await, Ok(Vec::new()));
    }
    assert_eq!(found, [Some(Value::text("y")), Some(Value::text("x"))]);
}

#[wasm_bindgen_test]
async fn history_forgets_what_is_old_or_too_much() {
    let tab = Tab::open("prune").await;
    for day in 0..10 {
        let values = [(keys::NOTES, Value::text("n".repeat(1_000)))];
        tab.apply(tx(day * DAY).create(Kind::Contact, Id(day as u128), values));
    }
    assert_eq!(tab.commit().await, Ok(true));
    let behind = tab.again().await;
    tab.set(3, keys::NOTES, "newest");
    assert_eq!(tab.commit().await, Ok(true));
    let prune = async |days, bytes| tab.store.prune(Instant(10 * DAY), days, bytes).await.unwrap();
    assert_eq!(prune(90, 1_000_000).await, 0);
    assert_eq!(prune(6, 1_000_000).await, 4, "older than six days");
    assert_eq!(stored(&tab.name).await, [1, 7, 7]);
    let numbers = tab.store.history(None, 100).await.unwrap().iter().map(|(number, _)| *number).collect::<Vec<_>>();
    assert_eq!(numbers, [11, 10, 9, 8, 7, 6, 5]);
    let newest: u64 = tab.store.history(None, 2).await.unwrap().iter().map(|(_, head)| head.bytes).sum();
    assert_eq!(prune(90, newest).await, 5, "room for two only");
    assert_eq!(prune(0, 0).await, 2, "nothing is left");
    assert_eq!(tab.store.history(None, 100).await.unwrap().len(), 0);

    // A tab that has not seen entry 11 cannot read it any more, and reads the chunks.
    behind.set(5, keys::JOB_TITLE, "pending");
    assert_eq!(behind.commit().await, Ok(true));
    assert_eq!((behind.text(3, keys::NOTES).as_str(), behind.count()), ("newest", 10));
    tab.catch_up().await;
    assert_eq!(tab.contents(), behind.contents());
    assert_eq!(tab.again().await.contents(), behind.contents());
    let gone = domain::EntryId { clock: 1, device: 1 };
    assert_eq!(tab.store.entry(gone).await.err(), Some(StorageError::NoSuchEntry));
}

#[wasm_bindgen_test]
async fn who_is_erased_is_in_no_entry_any_more() {
    let tab = Tab::open("erase").await;
    tab.create(1, "Ada");
    tab.create(2, "Charles");
    tab.set(1, keys::NOTES, "poetical science");
    assert_eq!(tab.commit().await, Ok(true));
    let behind = tab.again().await;
    let erasure = Erasure::of_contact(&tab.book.borrow(), Id(1));
    let goes = erasure.transaction(&tab.book.borrow(), Instant(9));
    tab.apply(goes);
    assert_eq!(tab.commit().await, Ok(true));
    assert_eq!(tab.store.erase(&erasure).await, Ok(3));
    assert_eq!(tab.store.erase(&erasure).await, Ok(0), "once is enough");
    let heads = tab.store.history(None, 9).await.unwrap();
    assert_eq!(heads.len(), 4, "the journal has no gaps");
    for (_, head) in heads {
        let entry = tab.store.entry(head.id).await.unwrap();
        assert!(!format!("{entry:?}").contains("Ada") && !format!("{entry:?}").contains("poetical"), "{entry:?}");
        let undo = tab.book.borrow().inverse(&entry, Instant(10));
        assert!(!format!("{:?}", undo.transaction).contains("Ada"));
    }
    behind.catch_up().await;
    assert_eq!((behind.count(), behind.text(2, keys::FIRST_NAME).as_str()), (1, "Charles"));
    assert_eq!(tab.again().await.contents(), behind.contents());
}
