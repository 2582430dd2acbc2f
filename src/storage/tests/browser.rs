//! Storage against a real IndexedDB, in a page. Each test has a database of its own: browsers keep them.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

#[path = "browser/desk.rs"]
mod desk;
#[path = "browser/format.rs"]
mod format;
#[path = "browser/generations.rs"]
mod generations;
#[path = "browser/journal.rs"]
mod journal;
#[path = "browser/snapshots.rs"]
mod snapshots;
#[path = "browser/tabs.rs"]
mod tabs;
#[path = "browser/writing.rs"]
mod writing;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
