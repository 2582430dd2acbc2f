//! The bytes of a chunk of records: a header that says what they are, then MessagePack.
//!
//! Header v1, 16 bytes: magic `SCRM`, format version, flags (1 = sealed), schema version (u16 LE), CRC-32 of
//! the body (u32 LE), length of the body (u32 LE). The body is `[[key names], [[id, [[key index, value]]]]]`,
//! so every field carries its own name and type, and one that this version does not know survives. Every
//! change of format adds a fixture that must open for ever.

use crate::{
    Kind, Record,
    crc::crc32,
    wire::{Names, Reader, Writer},
};
use std::rc::Rc;

pub const MAGIC: &[u8; 4] = b"SCRM";
pub const FORMAT: u8 = 1;
/// The newest format of anything that has this header: see `journal`.
pub const NEWEST: u8 = 2;
pub const SCHEMA: u16 = 1;
pub const HEADER_BYTES: usize = 16;
const SEALED: u8 = 1;

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChunkError {
    #[error("not a chunk of this product: the first bytes are wrong")]
    NotAChunk,
    #[error("written by a newer version (format {0}): reload the page to get it")]
    Newer(u8),
    #[error("encrypted: unlock first")]
    Sealed,
    #[error("damaged: the checksum does not fit; restore a backup")]
    Damaged,
}

/// Puts a header before a body.
pub fn wrap(format: u8, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER_BYTES + body.len());
    bytes.extend_from_slice(MAGIC);
    bytes.push(format);
    bytes.push(0);
    bytes.extend_from_slice(&SCHEMA.to_le_bytes());
    bytes.extend_from_slice(&crc32(body).to_le_bytes());
    bytes.extend_from_slice(&(body.len() as u32).to_le_bytes());
    bytes.extend_from_slice(body);
    bytes
}

/// Checks a header and returns the format and the body.
pub fn unwrap(bytes: &[u8]) -> Result<(u8, &[u8]), ChunkError> {
    let (header, body) = bytes.split_at_checked(HEADER_BYTES).ok_or(ChunkError::NotAChunk)?;
    if &header[..4] != MAGIC {
        return Err(ChunkError::NotAChunk);
    }
    if header[4] > NEWEST {
        return Err(ChunkError::Newer(header[4]));
    }
    if header[5] & SEALED != 0 {
        return Err(ChunkError::Sealed);
    }
    let word = |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    if word(12) as usize != body.len() || word(8) != crc32(body) {
        return Err(ChunkError::Damaged);
    }
    Ok((header[4], body))
}

/// The bytes of these records.
pub fn encode(records: &[Rc<Record>]) -> Vec<u8> {
    let (mut names, mut body) = (Names::default(), Writer::default());
    body.array(records.len());
    for record in records {
        body.array(2);
        body.id(record.id);
        body.array(record.values().len());
        for (key, value) in record.values() {
            body.array(2);
            body.unsigned(names.position(*key));
            body.value(value);
        }
    }
    wrap(FORMAT, &names.before(&body))
}

/// The records in these bytes.
pub fn decode(kind: Kind, bytes: &[u8]) -> Result<Vec<Record>, ChunkError> {
    let (_, body) = unwrap(bytes)?;
    let mut reader = Reader(body);
    reader.tuple(2)?;
    let names = reader.names()?;
    reader.list(|reader| {
        reader.tuple(2)?;
        let id = reader.id()?;
        let values = reader.list(|reader| {
            reader.tuple(2)?;
            Ok((reader.key(&names)?, reader.value()?))
        })?;
        Ok(Record::from_values(kind, id, values))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Date, Id, Instant, Key, Labelled, Line, Value, keys};

    fn sample() -> Rc<Record> {
        let values = vec![
            (keys::CREATED_AT, Value::Instant(Instant(1))),
            (keys::FIRST_NAME, Value::text("李")),
            (keys::EMAILS, Value::Labelled(vec![Labelled { label: "work".into(), value: "a@b.c".into() }])),
            (keys::BIRTHDAY, Value::Date(Date(-3))),
            (
                keys::LINES,
                Value::Lines(vec![Line { product: "Tea".into(), sku: String::new(), quantity: 2.0, price_minor: 350 }]),
            ),
            (Key::new("from_the_future"), Value::Number(4.5)),
        ];
        Rc::new(Record::from_values(Kind::Contact, Id(9), values))
    }

    #[test]
    fn records_survive_with_fields_nobody_knows() {
        let bytes = encode(&[sample()]);
        assert_eq!(decode(Kind::Contact, &bytes).unwrap(), vec![sample().as_ref().clone()]);
    }

    #[test]
    fn damage_and_newer_versions_are_told_apart() {
        let good = encode(&[sample()]);
        let mut damaged = good.clone();
        *damaged.last_mut().unwrap() ^= 1;
        assert_eq!(decode(Kind::Contact, &damaged), Err(ChunkError::Damaged));
        let mut newer = good.clone();
        newer[4] = 9;
        assert_eq!(decode(Kind::Contact, &newer), Err(ChunkError::Newer(9)));
        let mut sealed = good.clone();
        sealed[5] = 1;
        assert_eq!(decode(Kind::Contact, &sealed), Err(ChunkError::Sealed));
        assert_eq!(decode(Kind::Contact, b"short"), Err(ChunkError::NotAChunk));
        assert_eq!(decode(Kind::Contact, &good[..good.len() - 1]), Err(ChunkError::Damaged));
    }
}
