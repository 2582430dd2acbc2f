//! What the first release wrote opens for ever; what is damaged is named.

use super::desk::{Tab, js, tx};
use domain::{EntryId, Id, Instant, Kind, Value, keys};
use rexie::{ObjectStore, Rexie, TransactionMode};
use storage::{StorageError, Store, load_book};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// A chunk, an entry's head and its part.
struct Format(&'static [u8], &'static [u8], &'static [u8]);

macro_rules! format {
    ($folder:literal) => {
        Format(
            include_bytes!(concat!("../../../../tests/fixtures/", $folder, "/contact-000000.chunk")),
            include_bytes!(concat!("../../../../tests/fixtures/", $folder, "/000000000003.head")),
            include_bytes!(concat!("../../../../tests/fixtures/", $folder, "/000000000003-000000.part")),
        )
    };
}

const FIRST: Format = format!("format-v1");
const PACKED: Format = format!("format-v3");

/// A database as the first release laid it out, with bytes of some format.
async fn write(name: &str, chunk: &[u8], Format(_, head, part): &Format) {
    let stores = ["chunks", "journal", "journal_parts", "meta"];
    let builder = stores
        .iter()
        .fold(Rexie::builder(name).version(1), |builder, store| builder.add_object_store(ObjectStore::new(store)));
    let database = builder.build().await.unwrap();
    let transaction = database.transaction(&stores, TransactionMode::ReadWrite).unwrap();
    let values: [(&str, &str, JsValue); 6] = [
        ("chunks", "contact/000000", js_sys::Uint8Array::from(chunk).into()),
        ("journal", "000000000003", js_sys::Uint8Array::from(*head).into()),
        ("journal_parts", "000000000003/000000", js_sys::Uint8Array::from(*part).into()),
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
    std::format!("test format {}", js_sys::Math::random())
}

#[wasm_bindgen_test]
async fn a_database_of_format_v1_opens_and_goes_on() {
    goes_on(&FIRST).await;
}

#[wasm_bindgen_test]
async fn a_database_of_format_v3_opens_and_goes_on() {
    goes_on(&PACKED).await;
}

async fn goes_on(format: &Format) {
    let name = name();
    write(&name, format.0, format).await;
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
    for format in [&FIRST, &PACKED] {
        let mut bytes = format.0.to_vec();
        bytes[40] ^= 1;
        let damaged = name();
        write(&damaged, &bytes, format).await;
        let store = Store::open(&damaged).await.unwrap();
        assert_eq!(load_book(&store).await.err(), Some(StorageError::Damaged { what: "contact/000000".into() }));
        bytes = format.0.to_vec();
        bytes[4] = 200;
        let newer = name();
        write(&newer, &bytes, format).await;
        let store = Store::open(&newer).await.unwrap();
        assert_eq!(load_book(&store).await.err(), Some(StorageError::Newer));
    }
}

/// An import beside records that were there, with a change of one of its records in the same write: History shows all
/// of it, in parts of both shapes.
#[wasm_bindgen_test]
async fn an_entry_of_many_records_is_read_back_whole() {
    let tab = Tab::open("parts").await;
    tab.create(1, "Ada");
    assert_eq!(tab.commit().await, Ok(true));
    let mut import = tx(3);
    for id in 2..=3_000 {
        import = import.create(Kind::Contact, Id(id), [(keys::FIRST_NAME, Value::text(std::format!("n{id}")))]);
    }
    tab.apply(import.clone());
    tab.set(1_500, keys::NOTES, "changed at once");
    assert_eq!(tab.commit().await, Ok(true));
    let again = tab.again().await;
    assert_eq!(again.contents(), tab.contents());
    let heads = again.store.history(None, 2).await.unwrap();
    let (number, head) = &heads[1];
    assert_eq!((*number, head.edits), (2, 2_999));
    let entry = again.store.entry(head.id).await.unwrap();
    assert_eq!(entry.edits.len(), import.edits.len());
    for (stored, meant) in entry.edits.iter().zip(&import.edits) {
        assert_eq!(stored.id, meant.id);
        assert_eq!(stored.after(keys::FIRST_NAME), meant.after(keys::FIRST_NAME));
        assert!(stored.after(keys::NOTES).is_none() && stored.creates());
    }
    let back = again.book.borrow().inverse(&entry, Instant(9)).transaction;
    again.apply(back);
    assert_eq!(again.commit().await, Ok(true));
    assert_eq!(again.again().await.contents(), again.contents());
}

/// Loading 20,000 records never holds the page for long.
#[wasm_bindgen_test]
async fn a_damaged_chunk_hides_no_other() {
    let tab = Tab::open("damaged").await;
    for id in 1..=300 {
        tab.create(id, "x");
    }
    assert_eq!(tab.commit().await, Ok(true));
    let database = Rexie::builder(&tab.name).version(1).build().await.unwrap();
    let transaction = database.transaction(&["chunks"], TransactionMode::ReadWrite).unwrap();
    let chunks = transaction.store("chunks").unwrap();
    chunks.put(&js_sys::Uint8Array::from([7; 50].as_slice()).into(), Some(&"contact/000001".into())).await.unwrap();
    transaction.commit().await.unwrap();
    database.close();
    let store = Store::open(&tab.name).await.unwrap();
    let mut read = Vec::new();
    let outcome = store.load_kind(Kind::Contact, |chunk, _| read.push(chunk)).await;
    assert_eq!(outcome, Err(StorageError::Damaged { what: "contact/000001".into() }));
    assert_eq!(read, [0, 2]);
}

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

#[wasm_bindgen_test]
async fn data_of_an_older_format_are_known_until_that_is_noted() {
    let name = name();
    write(&name, FIRST.0, &FIRST).await;
    let store = Store::open(&name).await.unwrap();
    assert!(store.outdated());
    store.note_format().await.unwrap();
    assert!(!store.outdated());
    assert!(!Store::open(&name).await.unwrap().outdated());
    let new = Tab::open("new format").await;
    new.create(1, "Ada");
    assert_eq!(new.commit().await, Ok(true));
    assert!(!new.again().await.store.outdated());
}
