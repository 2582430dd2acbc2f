//! Copies that the browser keeps by itself.

use super::desk::Broken;
use domain::{
    Instant,
    snapshot::{Reason, Snapshot},
};
use storage::{Snapshots, StorageError};
use wasm_bindgen_test::wasm_bindgen_test;

fn about(at: i64) -> Snapshot {
    Snapshot { at: Instant(at), reason: Reason::Import, records: 3, bytes: 4, generation: 0, sequence: 9 }
}

#[wasm_bindgen_test]
async fn snapshots_are_kept_listed_thinned_and_cleared() {
    let name = format!("snapshots-{}", js_sys::Math::random());
    let kept = Snapshots::open(&name).await.unwrap();
    assert_eq!(kept.list().await.unwrap(), []);
    kept.keep(&about(1), b"one", &[]).await.unwrap();
    kept.keep(&about(2), b"two", &[]).await.unwrap();
    kept.keep(&about(3), b"three", &[Instant(1)]).await.unwrap();
    drop(kept);

    let again = Snapshots::open(&name).await.unwrap();
    assert_eq!(again.list().await.unwrap(), [about(3), about(2)]);
    assert_eq!(again.bytes(Instant(2)).await.unwrap().as_deref(), Some(&b"two"[..]));
    assert_eq!(again.bytes(Instant(1)).await.unwrap(), None);
    again.keep(&about(5), b"five", &[]).await.unwrap();
    assert_eq!(again.keep_only(&[Instant(3), Instant(5)]).await, Ok(1));
    assert_eq!(again.list().await.unwrap(), [about(5), about(3)]);
    assert_eq!(again.bytes(Instant(2)).await.unwrap(), None);
    assert_eq!(again.keep_only(&[]).await, Ok(2));
    assert_eq!((again.list().await.unwrap(), again.bytes(Instant(3)).await.unwrap()), (vec![], None));
}

#[wasm_bindgen_test]
async fn a_full_device_keeps_what_there_was_and_the_oldest_can_make_room() {
    let name = format!("snapshots-{}", js_sys::Math::random());
    let kept = Snapshots::open(&name).await.unwrap();
    kept.keep(&about(1), b"one", &[]).await.unwrap();
    kept.keep(&about(2), b"two", &[]).await.unwrap();
    let full = Broken::put(1).await;
    assert_eq!(kept.keep(&about(3), b"three", &[Instant(1)]).await, Err(StorageError::Quota));
    drop(full);
    assert_eq!(kept.list().await.unwrap(), [about(2), about(1)]);
    kept.remove(&[Instant(1)]).await.unwrap();
    assert_eq!(kept.list().await.unwrap(), [about(2)]);
    assert_eq!(kept.bytes(Instant(1)).await.unwrap(), None);
    kept.keep(&about(3), b"three", &[]).await.unwrap();
    assert_eq!(kept.list().await.unwrap(), [about(3), about(2)]);
}
