//! Files to domain data and back: text tables in any encoding, spreadsheets, contact cards, mail and archives, told by
//! the system they come from; their columns mapped to fields, their rows turned into edits; records written as CSV or
//! JSON Lines; and the sample business.
//!
//! Invariant: nothing of a file is lost silently, and no bytes make it panic. Everything is pure: text in,
//! [`domain::Edit`]s out; the caller slices the work. Deliberately not here: words for the user (codes with
//! arguments instead), files, workers and the clock.
#![forbid(unsafe_code)]

pub mod backup;
pub mod cell;
pub mod collect;
pub mod csv;
pub mod duplicates;
pub mod export;
pub mod formats;
pub mod frame;
pub mod import;
pub mod infer;
pub mod lead;
pub mod mapping;
pub mod own;
pub mod preview;
pub mod random;
pub mod sample;
pub mod sources;
pub mod study;
pub mod zip;

pub use import::Import;
pub use preview::{Look, preview};
