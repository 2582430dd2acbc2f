//! The same storage in a worker, where there is no window.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]
#![allow(dead_code, reason = "the helpers are those of the page's tests")]

#[path = "browser/desk.rs"]
mod desk;

use desk::{Tab, contents};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
async fn a_worker_reads_and_writes_like_a_page() {
    let tab = Tab::open("worker").await;
    tab.create(1, "Ada");
    assert_eq!(tab.commit().await, Ok(true));
    let store = storage::Store::open(&tab.name).await.unwrap();
    assert_eq!(contents(&storage::load_book(&store).await.unwrap()), tab.contents());
    assert!(storage::estimate().await.is_some());
}
