//! The edits of an entry, in parts.
//!
//! Formats: 1 named each key in full, 2 names each once, `[[key names], [[kind, id, chunk, [[key index, before,
//! after]]]]]`. 3 is packed, and there is another shape of it: `[[[kind, chunk, bytes]]]`, chunks as they were stored with
//! the entry, each record of which the entry made. An import is mostly that, and so is encoded once for both.

use crate::{
    Edit, FieldChange, Key, Kind, Value,
    chunk::{self, ChunkError},
    wire::{Names, Reader, Writer},
};

/// Edits per part.
pub const PART_EDITS: usize = 1_000;
/// Chunks per part that is made of such.
pub const PART_CHUNKS: usize = 6;
const NAMES_ONCE: u8 = 2;

pub fn encode_part(edits: &[Edit]) -> Vec<u8> {
    chunk::wrap_packed(&body(edits))
}

/// For the way between threads, where a byte less is worth nothing.
pub(super) fn plain_part(edits: &[Edit]) -> Vec<u8> {
    chunk::wrap(NAMES_ONCE, &body(edits))
}

fn body(edits: &[Edit]) -> Vec<u8> {
    let (mut names, mut body) = (Names::default(), Writer::default());
    body.array(edits.len());
    for edit in edits {
        body.array(4);
        body.text(edit.kind.code());
        body.id(edit.id);
        body.unsigned(edit.chunk.into());
        body.array(edit.fields.len());
        for field in &edit.fields {
            body.array(3);
            body.unsigned(names.position(field.key));
            for side in [&field.before, &field.after] {
                match side {
                    Some(value) => body.value(value),
                    None => body.nothing(),
                }
            }
        }
    }
    names.before(&body)
}

/// The part of an entry that made all records of these chunks.
pub fn part_of_chunks<'a>(chunks: impl ExactSizeIterator<Item = (Kind, u32, &'a [u8])>) -> Vec<u8> {
    let mut body = Writer::default();
    body.array(1);
    body.array(chunks.len());
    for (kind, number, bytes) in chunks {
        body.array(3);
        body.text(kind.code());
        body.unsigned(number.into());
        body.bytes(bytes);
    }
    chunk::wrap(chunk::NEWEST, &body.0)
}

pub fn decode_part(bytes: &[u8]) -> Result<Vec<Edit>, ChunkError> {
    let (format, body) = chunk::unwrap(bytes)?;
    let mut reader = Reader(&body);
    if format < NAMES_ONCE {
        return reader.list(first_format);
    }
    if reader.array()? == 1 {
        return Ok(reader.list(made_whole)?.into_iter().flatten().collect());
    }
    let names = reader.names()?;
    reader.list(|reader| {
        reader.tuple(4)?;
        let (kind, id, chunk) = (reader.kind()?, reader.id()?, reader.small()?);
        let fields = reader.list(|reader| {
            reader.tuple(3)?;
            Ok(FieldChange { key: reader.key(&names)?, before: side(reader)?, after: side(reader)? })
        })?;
        Ok(Edit { kind, id, chunk, fields })
    })
}

/// The edits that made the records of a chunk.
fn made_whole(reader: &mut Reader) -> Result<Vec<Edit>, ChunkError> {
    reader.tuple(3)?;
    let (kind, number) = (reader.kind()?, reader.small()?);
    let made = chunk::decode(kind, reader.binary()?)?.into_iter().map(|record| {
        let id = record.id;
        let change = |(key, after)| FieldChange { key, before: None, after: Some(after) };
        Edit { kind, id, chunk: number, fields: record.into_values().into_iter().map(change).collect() }
    });
    Ok(made.collect())
}

fn side(reader: &mut Reader) -> Result<Option<Value>, ChunkError> {
    if reader.nothing() { Ok(None) } else { reader.value().map(Some) }
}

/// An edit of format 1: `{t: kind, i: id, c: chunk, f: [{k: key, b: before, a: after}]}`.
fn first_format(reader: &mut Reader) -> Result<Edit, ChunkError> {
    let (mut kind, mut id, mut chunk, mut fields) = (None, None, 0, Vec::new());
    reader.fields(|reader, name| {
        match name {
            "t" => kind = Some(reader.kind()?),
            "i" => id = Some(reader.id()?),
            "c" => chunk = reader.small()?,
            "f" => fields = reader.list(first_format_field)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let (Some(kind), Some(id)) = (kind, id) else { return Err(ChunkError::Damaged) };
    Ok(Edit { kind, id, chunk, fields })
}

fn first_format_field(reader: &mut Reader) -> Result<FieldChange, ChunkError> {
    let (mut key, mut before, mut after) = (None, None, None);
    reader.fields(|reader, name| {
        match name {
            "k" => key = Some(Key::new(reader.text()?)),
            "b" => before = side(reader)?,
            "a" => after = side(reader)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(FieldChange { key: key.ok_or(ChunkError::Damaged)?, before, after })
}
