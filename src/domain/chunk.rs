//! The bytes of a chunk of records: a header that says what they are, then MessagePack.
//!
//! Header v1, 16 bytes: magic `SCRM`, format version, flags (1 = sealed, 2 = packed), schema version (u16 LE),
//! CRC-32 of the body (u32 LE), length of the body (u32 LE). A packed body, since format 3, is its length once
//! unpacked (u32 LE) and an LZ4 block: to a browser a byte less to store is worth more than the packing costs.
//! What is in it is `[[key names], [[id, [[key index, value]]]]]`, so every field carries its own name and type,
//! and one that this version does not know survives. Every change of format adds a fixture that must open for ever.

use crate::{
    Kind, Record,
    crc::crc32,
    wire::{Names, Reader, Writer},
};
use lz4_flex::block::{compress_into, decompress_into, get_maximum_output_size};
use std::{borrow::Cow, rc::Rc};

pub const MAGIC: &[u8; 4] = b"SCRM";
/// The format of what is not packed: heads of journal entries, and everything before format 3.
pub const PLAIN: u8 = 1;
/// The format of what is packed, and the newest of anything that has this header.
pub const NEWEST: u8 = 3;
pub const SCHEMA: u16 = 1;
pub const HEADER_BYTES: usize = 16;
const SEALED: u8 = 1;
const PACKED: u8 = 2;
/// A byte of an LZ4 block stands for this many at most; a longer claim is a lie.
const MOST_PER_BYTE: usize = 255;
const LONGEST: usize = 1 << 28;
/// What a record mostly takes.
const USUAL_BYTES: usize = 300;

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
    let mut bytes = vec![0; HEADER_BYTES];
    bytes.extend_from_slice(body);
    fill_header(&mut bytes, format, 0);
    bytes
}

/// Packs a body and puts a header before it.
pub fn wrap_packed(body: &[u8]) -> Vec<u8> {
    let start = HEADER_BYTES + 4;
    let mut bytes = vec![0; start + get_maximum_output_size(body.len())];
    bytes[HEADER_BYTES..start].copy_from_slice(&(body.len() as u32).to_le_bytes());
    // There is room for the worst case, so this cannot fail.
    let length = compress_into(body, &mut bytes[start..]).unwrap_or_default();
    bytes.truncate(start + length);
    bytes.shrink_to_fit();
    fill_header(&mut bytes, NEWEST, PACKED);
    bytes
}

fn fill_header(bytes: &mut [u8], format: u8, flags: u8) {
    let (header, body) = bytes.split_at_mut(HEADER_BYTES);
    header[..4].copy_from_slice(MAGIC);
    header[4] = format;
    header[5] = flags;
    header[6..8].copy_from_slice(&SCHEMA.to_le_bytes());
    header[8..12].copy_from_slice(&crc32(body).to_le_bytes());
    header[12..].copy_from_slice(&(body.len() as u32).to_le_bytes());
}

/// Checks a header and returns the format and the body, unpacked.
pub fn unwrap(bytes: &[u8]) -> Result<(u8, Cow<'_, [u8]>), ChunkError> {
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
    let body = if header[5] & PACKED == 0 { Cow::Borrowed(body) } else { Cow::Owned(unpacked(body)?) };
    Ok((header[4], body))
}

fn unpacked(body: &[u8]) -> Result<Vec<u8>, ChunkError> {
    let (length, block) = body.split_first_chunk().ok_or(ChunkError::Damaged)?;
    let length = u32::from_le_bytes(*length) as usize;
    if length > LONGEST || length > block.len().saturating_mul(MOST_PER_BYTE) {
        return Err(ChunkError::Damaged);
    }
    let mut bytes = vec![0; length];
    match decompress_into(block, &mut bytes) {
        Ok(written) if written == length => Ok(bytes),
        _ => Err(ChunkError::Damaged),
    }
}

/// The bytes of these records.
pub fn encode(records: &[Rc<Record>]) -> Vec<u8> {
    let (mut names, mut body) = (Names::default(), Writer(Vec::with_capacity(records.len() * USUAL_BYTES)));
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
    wrap_packed(&names.before(&body))
}

/// The records in these bytes.
pub fn decode(kind: Kind, bytes: &[u8]) -> Result<Vec<Record>, ChunkError> {
    let (_, body) = unwrap(bytes)?;
    let mut reader = Reader(&body);
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

    /// A block that says of itself something else than what it is.
    #[test]
    fn a_lie_about_the_length_is_damage() {
        let good = encode(&vec![sample(); 40]);
        let claims = |length: u32, block: &[u8]| {
            let mut bytes = good[..HEADER_BYTES].to_vec();
            bytes.extend_from_slice(&length.to_le_bytes());
            bytes.extend_from_slice(block);
            fill_header(&mut bytes, NEWEST, PACKED);
            unwrap(&bytes).map(|(_, body)| body.len())
        };
        let block = &good[HEADER_BYTES + 4..];
        let length = unwrap(&good).unwrap().1.len() as u32;
        assert!(block.len() < length as usize / 4, "{} of {length} bytes", block.len());
        assert_eq!(claims(length, block), Ok(length as usize));
        for lie in [0, 1, length - 1, length + 1, 255 * block.len() as u32, u32::MAX] {
            assert_eq!(claims(lie, block), Err(ChunkError::Damaged), "{lie}");
        }
        for cut in 0..block.len() {
            assert_eq!(claims(length, &block[..cut]), Err(ChunkError::Damaged), "{cut}");
        }
        assert_eq!(claims(0, &[]), Err(ChunkError::Damaged));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_survive_packing(body in proptest::collection::vec(0_u8..4, 0..3_000)) {
            let bytes = wrap_packed(&body);
            proptest::prop_assert_eq!(unwrap(&bytes).unwrap(), (NEWEST, Cow::Borrowed(&body[..])));
        }

        /// With the checksum put right, so that the block itself is what is wrong.
        #[test]
        fn no_block_breaks_the_reader(
            flips in proptest::collection::vec((proptest::prelude::any::<proptest::sample::Index>(), 0_u8..=255), 1..8),
        ) {
            let mut bytes = encode(&vec![sample(); 9]);
            for (at, byte) in flips {
                let at = HEADER_BYTES + at.index(bytes.len() - HEADER_BYTES);
                bytes[at] = byte;
            }
            fill_header(&mut bytes, NEWEST, PACKED);
            // Whatever comes out, it comes out.
            drop(decode(Kind::Contact, &bytes));
        }
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
