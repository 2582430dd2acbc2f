//! Text and bytes to domain data and back: CSV files in any encoding, their columns mapped to fields, rows
//! turned into edits, records written as CSV or JSON Lines, and the sample business.
//!
//! Invariant: nothing of a file is lost silently, and no bytes make it panic. Everything is pure: text in,
//! [`domain::Edit`]s out; the caller slices the work. Deliberately not here: words for the user (codes with
//! arguments instead), files, workers and the clock.
#![forbid(unsafe_code)]

pub mod cell;
pub mod csv;
pub mod duplicates;
pub mod export;
pub mod import;
pub mod infer;
pub mod mapping;
pub mod preview;
pub mod random;
pub mod sample;

pub use import::Import;
pub use preview::preview;
