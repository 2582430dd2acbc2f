//! What the first release wrote opens for ever; what is damaged is named.

use super::desk::{Tab, js};
use domain::{EntryId, Id, Kind, keys};
use rexie::{ObjectStore, Rexie, TransactionMode};
use storage::{StorageError, Store, load_book};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const CHUNK: &[u8] = include_bytes!("../../../../tests/fixtures/format-v1/contact-000000.chunk");
const HEAD: &[u8] = include_bytes!("../../../../tests/fixtures/format-v1/000000000003.head");
const PART: &[u8] = include_bytes!("../../../../tests/fixtures/format-v1/000000000003-000000.part");

/// A database as the first release laid it out.
async fn write(name: &str, chunk: &[u8]) {
    let stores = ["chunks", "journal", "journal_parts", "meta"];
    let builder = stores
        .iter()
        .fold(Rexie::builder(name).version(1), |builder, store| builder.add_object_store(ObjectStore::new(store)));
    let database = builder.build().await.unwrap();
    let transaction = database.transaction(&stores, TransactionMode::ReadWrite).unwrap();
    let values: [(&str, &str, JsValue); 6] = [
        ("chunks", "contact/000000", js_sys::Uint8Array::from(chunk).into()),
        ("journal", "000000000003", js_sys::Uint8Array::from(HEAD).into()),
        ("journal_parts", "000000000003/000000", js_sys::Uint8Array::from(PART).into()),
        ("meta", "sequence", 3.into()),
        ("meta", "clock", 3.into()),
        ("meta", "device", 9.into()),
    ];
    for (store, key, value) in values {
        transaction.store(store).unwrap().put(&value, Some(&key.into())).await.unwrap();
    }
    transaction.commit().await.unwrap();
    database.close();
}

fn name() -> String {
    format!("test format {}", js_sys::Math::random())
}

#[wasm_bindgen_test]
async fn a_database_of_format_v1_opens_and_goes_on() {
    let name = name();
    write(&name, CHUNK).await;
    let tab = Tab::of(&name).await;
    assert_eq!(tab.text(7, keys::FIRST_NAME), "Ada");
    let history = tab.store.history(None, 9).await.unwrap();
    assert_eq!((history.len(), history[0].0), (1, 3));
    let entry = tab.store.entry(EntryId { clock: 3, device: 9 }).await.unwrap();
    assert_eq!(entry.edits[0].id, Id(7));
    tab.set(7, keys::NOTES, "on and on");
    assert_eq!(tab.commit().await, Ok(true));
    let newest = tab.store.history(None, 1).await.unwrap().remove(0);
    assert_eq!((newest.0, newest.1.id), (4, EntryId { clock: 4, device: 9 }));
    assert_eq!(tab.again().await.contents(), tab.contents());
}

#[wasm_bindgen_test]
async fn a_damaged_chunk_is_named_and_a_newer_one_is_told_apart() {
    let mut bytes = CHUNK.to_vec();
    bytes[40] ^= 1;
    let damaged = name();
    write(&damaged, &bytes).await;
    let store = Store::open(&damaged).await.unwrap();
    assert_eq!(load_book(&store).await.err(), Some(StorageError::Damaged { what: "contact/000000".into() }));
    bytes = CHUNK.to_vec();
    bytes[4] = 200;
    let newer = name();
    write(&newer, &bytes).await;
    let store = Store::open(&newer).await.unwrap();
    assert_eq!(load_book(&store).await.err(), Some(StorageError::Newer));
}

/// Loading 20,000 records never holds the page for long.
#[wasm_bindgen_test]
async fn loading_leaves_the_page_its_turns() {
    let tab = Tab::open("turns").await;
    for id in 0..20_000 {
        tab.create(id, "x");
        if id % 4_000 == 0 {
            assert_eq!(tab.commit().await, Ok(true));
        }
    }
    assert_eq!(tab.commit().await, Ok(true));
    js("globalThis.longest = 0; let last = performance.now();
        globalThis.ticking = setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; }, 1);", "").await;
    let store = Store::open(&tab.name).await.unwrap();
    let mut count = 0;
    store.load_kind(Kind::Contact, |_, records| count += records.len()).await.unwrap();
    let longest = js("clearInterval(ticking); return longest", "").await.as_f64().unwrap();
    assert_eq!(count, 20_000);
    // Unoptimised and on a busy machine; a single task over everything takes seconds here.
    assert!(longest < 400.0, "{longest} ms");
}
