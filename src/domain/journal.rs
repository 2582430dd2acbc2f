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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Act, Date, Id, Key, Labelled, Line, Money, Record, Value, keys};
    use std::rc::Rc;

    const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/format-v1");

    fn record() -> Record {
        let usd = crate::Currency::USD;
        let values = vec![
            (keys::CREATED_AT, Value::Instant(Instant(1_700_000_000_000))),
            (keys::FIRST_NAME, Value::text("Ada")),
            (keys::LAST_NAME, Value::text("李")),
            (keys::EMAILS, Value::Labelled(vec![Labelled { label: "work".into(), value: "ada@example.com".into() }])),
            (keys::LIFECYCLE, Value::Choice("customer".into())),
            (keys::TAGS, Value::Choices(vec!["vip".into(), "2026".into()])),
            (keys::BIRTHDAY, Value::Date(Date(-56_270))),
            (keys::ADDRESS, Value::Address(crate::Address { city: "London".into(), ..Default::default() })),
            (keys::COMPANY, Value::Ref(Id(42))),
            (
                keys::LINES,
                Value::Lines(vec![Line { product: "Tea".into(), sku: "T-1".into(), quantity: 1.5, price_minor: 350 }]),
            ),
            (keys::RULE, Value::Json("{}".into())),
            (Key::new("custom:a"), Value::Number(0.25)),
            (Key::new("custom:b"), Value::Money(Money { minor: -1, currency: usd })),
            (Key::new("custom:c"), Value::Bool(true)),
        ];
        Record::from_values(Kind::Contact, Id(7), values)
    }

    fn head() -> Head {
        Head {
            id: EntryId { clock: 3, device: 9 },
            label: Label::new(Act::Edited, Kind::Contact, 1, "Ada"),
            at: Instant(1_700_000_000_001),
            undoes: Some(EntryId { clock: 2, device: 9 }),
            edits: 1,
            parts: 1,
            bytes: 120,
            chunks: vec![(Kind::Contact, 0)],
        }
    }

    fn edits() -> Vec<Edit> {
        let mut edit = Edit::new(Kind::Contact, Id(7)).with(keys::FIRST_NAME, Some(Value::text("Ada")));
        edit.chunk = 0;
        edit.fields[0].before = Some(Value::text("Eve"));
        vec![edit]
    }

    /// A database written by the first release opens for ever. The files are never written again; a new
    /// format adds a folder beside them (`WRITE_FIXTURES=1` wrote these).
    #[test]
    fn format_v1_opens() {
        let file = |name: &str| format!("{FIXTURES}/{name}");
        if std::env::var_os("WRITE_FIXTURES").is_some() {
            std::fs::create_dir_all(FIXTURES).unwrap();
            std::fs::write(file("contact-000000.chunk"), chunk::encode(&[Rc::new(record())]).unwrap()).unwrap();
            std::fs::write(file("000000000003.head"), encode_head(&head()).unwrap()).unwrap();
            std::fs::write(file("000000000003-000000.part"), encode_part(&edits()).unwrap()).unwrap();
        }
        let read = |name: &str| std::fs::read(file(name)).unwrap();
        assert_eq!(chunk::decode(Kind::Contact, &read("contact-000000.chunk")).unwrap(), [record()]);
        assert_eq!(decode_head(&read("000000000003.head")).unwrap(), head());
        assert_eq!(decode_part(&read("000000000003-000000.part")).unwrap(), edits());
    }
}
