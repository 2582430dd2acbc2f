//! The bytes of a journal entry: a small head that History lists, and its edits in parts.
//!
//! An entry of a 100,000-row import is large; parts of bounded size let it be written and read in slices.

use crate::{
    Edit, Entry, EntryId, Instant, Kind, Label,
    chunk::{self, ChunkError},
};
use serde::{Deserialize, Serialize};

/// Edits per part.
pub const PART_EDITS: usize = 1_000;
/// A tab reads a change of more edits as chunks, not edit by edit.
pub const LARGE: u32 = 2_000;

/// What History shows of an entry without reading its edits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    pub id: EntryId,
    pub label: Label,
    pub at: Instant,
    #[serde(default)]
    pub undoes: Option<EntryId>,
    pub edits: u32,
    pub parts: u32,
    pub bytes: u64,
    /// Only for a large entry: the chunks it touched.
    #[serde(default)]
    pub chunks: Vec<(Kind, u32)>,
}

pub fn encode_head(head: &Head) -> Result<Vec<u8>, rmp_serde::encode::Error> {
    Ok(chunk::wrap(&rmp_serde::to_vec_named(head)?))
}

pub fn decode_head(bytes: &[u8]) -> Result<Head, ChunkError> {
    rmp_serde::from_slice(chunk::unwrap(bytes)?).map_err(|_| ChunkError::Damaged)
}

pub fn encode_part(edits: &[Edit]) -> Result<Vec<u8>, rmp_serde::encode::Error> {
    Ok(chunk::wrap(&rmp_serde::to_vec_named(edits)?))
}

pub fn decode_part(bytes: &[u8]) -> Result<Vec<Edit>, ChunkError> {
    rmp_serde::from_slice(chunk::unwrap(bytes)?).map_err(|_| ChunkError::Damaged)
}

impl Head {
    pub fn into_entry(self, edits: Vec<Edit>) -> Entry {
        Entry { id: self.id, label: self.label, at: self.at, undoes: self.undoes, edits }
    }
}
