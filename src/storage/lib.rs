//! Where the user's data lives: IndexedDB, through rexie.
//!
//! Invariants: chunks and journal are written in one transaction or not at all; a change counts as stored
//! only when that transaction has completed; whoever writes holds the writer's lock and has first taken in
//! what other tabs wrote. This is the only crate that names rexie or IndexedDB. Deliberately not here: what
//! the bytes mean (`domain::chunk`, `domain::journal`).

mod channel;
mod commit;
mod database;
mod erase;
mod error;
mod folder;
mod generation;
mod history;
mod lock;
mod persist;
mod slices;
mod snapshots;
mod store;
mod write;

pub use channel::Channel;
pub use error::StorageError;
pub use folder::{Folder, FolderError, can_have_folder, folder_lock};
pub use generation::{Before, KEPT_MS, Restoring, before, forget_before, mark_checked, put_back, settle, stage};
pub use history::{KEEP_BYTES, KEEP_DAYS};
pub use lock::Lock;
pub use persist::{Estimate, estimate, persist, persisted};
pub use snapshots::Snapshots;
pub use store::{Store, load_book};
