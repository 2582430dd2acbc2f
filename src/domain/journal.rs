//! The bytes of a journal entry: a small head that History lists, and its edits in parts.
//!
//! An entry of a 100,000-row import is large; parts of bounded size let it be written and read in slices.

mod parts;

pub use parts::{PART_CHUNKS, PART_EDITS, decode_part, encode_part, part_of_chunks};

use crate::{
    Act, Edit, Entry, EntryId, Instant, Kind, Label, Transaction,
    chunk::{self, ChunkError},
    wire::{Reader, Writer},
};

/// A tab reads a change of more edits as chunks, not edit by edit.
pub const LARGE: u32 = 2_000;

/// What History shows of an entry without reading its edits.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    pub id: EntryId,
    pub label: Label,
    pub at: Instant,
    pub undoes: Option<EntryId>,
    pub edits: u32,
    pub parts: u32,
    pub bytes: u64,
    /// Only for a large entry: the chunks it touched.
    pub chunks: Vec<(Kind, u32)>,
}

pub fn encode_head(head: &Head) -> Vec<u8> {
    let mut body = Writer::default();
    body.map(8);
    body.text("id");
    body.entry_id(head.id);
    write_about(&mut body, &head.label, head.at, head.undoes);
    body.text("edits");
    body.unsigned(head.edits.into());
    body.text("parts");
    body.unsigned(head.parts.into());
    body.text("bytes");
    body.unsigned(head.bytes);
    body.text("chunks");
    body.array(head.chunks.len());
    for (kind, chunk) in &head.chunks {
        body.array(2);
        body.text(kind.code());
        body.unsigned((*chunk).into());
    }
    chunk::wrap(chunk::PLAIN, &body.0)
}

fn write_about(body: &mut Writer, label: &Label, at: Instant, undoes: Option<EntryId>) {
    body.text("label");
    body.map(4);
    body.text("act");
    body.text(label.act.code());
    body.text("kind");
    body.text(label.kind.code());
    body.text("count");
    body.unsigned(label.count.into());
    body.text("name");
    body.text(&label.name);
    body.text("at");
    body.signed(at.0);
    body.text("undoes");
    match undoes {
        Some(entry) => body.entry_id(entry),
        None => body.nothing(),
    }
}

pub fn decode_head(bytes: &[u8]) -> Result<Head, ChunkError> {
    let mut head = Head {
        id: EntryId { clock: 0, device: 0 },
        label: Label::new(Act::Other, Kind::Contact, 0, ""),
        at: Instant(0),
        undoes: None,
        edits: 0,
        parts: 0,
        bytes: 0,
        chunks: Vec::new(),
    };
    let (_, body) = chunk::unwrap(bytes)?;
    Reader(&body).fields(|reader, name| {
        match name {
            "id" => head.id = reader.entry_id()?,
            "label" => head.label = label(reader)?,
            "at" => head.at = Instant(reader.integer()?),
            "undoes" => head.undoes = undoes(reader)?,
            "edits" => head.edits = reader.small()?,
            "parts" => head.parts = reader.small()?,
            "bytes" => head.bytes = reader.unsigned()?,
            "chunks" => {
                head.chunks = reader.list(|reader| {
                    reader.tuple(2)?;
                    Ok((reader.kind()?, reader.small()?))
                })?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(head)
}

fn undoes(reader: &mut Reader) -> Result<Option<EntryId>, ChunkError> {
    if reader.nothing() { Ok(None) } else { reader.entry_id().map(Some) }
}

fn label(reader: &mut Reader) -> Result<Label, ChunkError> {
    let mut label = Label::new(Act::Other, Kind::Contact, 0, "");
    reader.fields(|reader, name| {
        match name {
            "act" => label.act = Act::from_code(reader.text()?),
            "kind" => label.kind = reader.kind()?,
            "count" => label.count = reader.small()?,
            "name" => label.name = reader.text()?.to_owned(),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(label)
}

/// The bytes of a transaction on its way between a worker and the page.
pub fn encode_transaction(transaction: &Transaction) -> Vec<u8> {
    let mut body = Writer::default();
    body.map(4);
    write_about(&mut body, &transaction.label, transaction.at, transaction.undoes);
    body.text("part");
    body.bytes(&parts::plain_part(&transaction.edits));
    body.0
}

pub fn decode_transaction(bytes: &[u8]) -> Result<Transaction, ChunkError> {
    let mut transaction = Transaction::new(Label::new(Act::Other, Kind::Contact, 0, ""), Instant(0));
    Reader(bytes).fields(|reader, name| {
        match name {
            "label" => transaction.label = label(reader)?,
            "at" => transaction.at = Instant(reader.integer()?),
            "undoes" => transaction.undoes = undoes(reader)?,
            "part" => transaction.edits = decode_part(reader.binary()?)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(transaction)
}

impl Head {
    pub fn into_entry(self, edits: Vec<Edit>) -> Entry {
        Entry { id: self.id, label: self.label, at: self.at, undoes: self.undoes, edits }
    }
}

#[cfg(test)]
mod tests;
