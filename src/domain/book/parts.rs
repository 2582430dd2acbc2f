//! How a sealed batch is laid out in journal parts.

use super::{ChunkImage, Sealed, SealedEntry};
use crate::{
    Edit,
    journal::{PART_CHUNKS, PART_EDITS},
};
use std::ops::Range;

/// A part of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// These of the entry's edits.
    Edits(Range<usize>),
    /// The edits that made these of the batch's chunks.
    Chunks(Range<usize>),
}

impl Sealed {
    /// The parts of an entry, in order.
    pub fn parts(&self, entry: &SealedEntry) -> Vec<Part> {
        let edits = &entry.transaction.edits;
        let (mut parts, mut at, mut plain) = (Vec::new(), 0, 0);
        while let Some(edit) = edits.get(at) {
            let place = self.chunks.binary_search_by_key(&(edit.kind, edit.chunk), |image| (image.kind, image.chunk));
            match place.ok().filter(|place| self.chunks[*place].made_by(&edits[at..])) {
                Some(place) => {
                    add_edits(&mut parts, plain..at);
                    match parts.last_mut() {
                        Some(Part::Chunks(range)) if range.end == place && range.len() < PART_CHUNKS => range.end += 1,
                        _ => parts.push(Part::Chunks(place..place + 1)),
                    }
                    at += self.chunks[place].records.len();
                    plain = at;
                }
                None => at += 1,
            }
        }
        add_edits(&mut parts, plain..at);
        parts
    }
}

fn add_edits(parts: &mut Vec<Part>, range: Range<usize>) {
    let starts = range.clone().step_by(PART_EDITS);
    parts.extend(starts.map(|start| Part::Edits(start..range.end.min(start + PART_EDITS))));
}

impl ChunkImage {
    /// Whether these edits begin with the making of all records of this chunk, and nothing else in the batch touches
    /// it. Then the records are what the edits say: what was made of nothing with as many fields has no others.
    fn made_by(&self, edits: &[Edit]) -> bool {
        let made = |(record, edit): (&std::rc::Rc<crate::Record>, &Edit)| {
            record.id == edit.id
                && record.kind == edit.kind
                && edit.chunk == self.chunk
                && record.values().len() == edit.fields.len()
                && edit.creates()
        };
        self.touches == self.records.len() && self.touches <= edits.len() && self.records.iter().zip(edits).all(made)
    }
}
