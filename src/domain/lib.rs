//! The user's data and every rule about it, as pure Rust.
//!
//! [`Book`] holds all records in memory; the only way to change it is a [`Transaction`], which knows its
//! inverse. Invariant: no web, no async, no clock and no randomness live here; instants, ids and seeds are
//! arguments. Deliberately not here: words (the app says typed codes in the user's language) and bytes on
//! disk (`storage` writes what [`chunk`] and [`journal`] encode).
#![forbid(unsafe_code)]

pub mod activity;
pub mod backup;
pub mod book;
pub mod chunk;
pub mod collect;
pub mod company;
pub mod contact;
mod crc;
pub mod custom;
pub mod deal;
pub mod deletion;
pub mod erase;
pub mod field;
pub mod folder;
pub mod id;
pub mod import;
pub mod insight;
pub mod journal;
pub mod key;
pub mod kind;
pub mod lead;
pub mod lists;
pub mod merge;
pub mod merge_records;
pub mod model;
pub mod number;
pub mod order;
pub mod profile;
pub mod record;
pub mod restore;
pub mod rule;
pub mod snapshot;
pub mod sort;
pub mod sorting;
pub mod tag;
pub mod task;
pub mod text;
pub mod transaction;
pub mod value;
pub mod version;
pub mod view;
mod wire;

pub use book::Book;
pub use field::{FieldName, FieldSpec, FieldType, Group};
pub use id::Id;
pub use key::{Key, keys};
pub use kind::Kind;
pub use record::Record;
pub use rule::Rule;
pub use transaction::{Act, Edit, Entry, EntryId, FieldChange, Label, Transaction};
pub use value::{Address, Currency, Date, Instant, Labelled, Line, Money, Value};
