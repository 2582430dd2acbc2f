//! The bytes of a journal entry: a small head that History lists, and its edits in parts.
//!
//! An entry of a 100,000-row import is large; parts of bounded size let it be written and read in slices.

use crate::{
    Act, Edit, Entry, EntryId, FieldChange, Instant, Key, Kind, Label, Transaction, Value,
    chunk::{self, ChunkError},
    wire::{Names, Reader, Writer},
};

/// Edits per part.
pub const PART_EDITS: usize = 1_000;
const PART_FORMAT: u8 = 2;
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
    chunk::wrap(chunk::FORMAT, &body.0)
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
    Reader(body).fields(|reader, name| {
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

/// Format 2: `[[key names], [[kind, id, chunk, [[key index, before, after]]]]]`. Format 1 named each key in full,
/// which is most of the bytes where records have fields of the owner's own.
pub fn encode_part(edits: &[Edit]) -> Vec<u8> {
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
    chunk::wrap(PART_FORMAT, &names.before(&body))
}

pub fn decode_part(bytes: &[u8]) -> Result<Vec<Edit>, ChunkError> {
    let (format, body) = chunk::unwrap(bytes)?;
    let mut reader = Reader(body);
    if format < PART_FORMAT {
        return reader.list(first_format);
    }
    reader.tuple(2)?;
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

/// The bytes of a transaction on its way between a worker and the page.
pub fn encode_transaction(transaction: &Transaction) -> Vec<u8> {
    let mut body = Writer::default();
    body.map(4);
    write_about(&mut body, &transaction.label, transaction.at, transaction.undoes);
    body.text("part");
    body.bytes(&encode_part(&transaction.edits));
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
mod tests {
    use super::*;
    use crate::{Date, Id, Labelled, Line, Money, Record, keys};
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
            std::fs::write(file("contact-000000.chunk"), chunk::encode(&[Rc::new(record())])).unwrap();
            std::fs::write(file("000000000003.head"), encode_head(&head())).unwrap();
            std::fs::write(file("000000000003-000000.part"), encode_part(&edits())).unwrap();
        }
        let read = |name: &str| std::fs::read(file(name)).unwrap();
        assert_eq!(chunk::decode(Kind::Contact, &read("contact-000000.chunk")).unwrap(), [record()]);
        assert_eq!(decode_head(&read("000000000003.head")).unwrap(), head());
        assert_eq!(decode_part(&read("000000000003-000000.part")).unwrap(), edits());
    }

    #[test]
    fn parts_of_format_2_open() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/format-v2/000000000003-000000.part");
        if std::env::var_os("WRITE_FIXTURES").is_some() {
            std::fs::write(file, encode_part(&edits())).unwrap();
        }
        assert_eq!(decode_part(&std::fs::read(file).unwrap()).unwrap(), edits());
    }

    #[test]
    fn transactions_survive_the_way_between_threads() {
        let mut transaction = Transaction::new(Label::new(Act::SampleAdded, Kind::Order, 3, "x"), Instant(-4));
        transaction.undoes = Some(EntryId { clock: 1, device: u64::MAX });
        transaction.edits = edits();
        assert_eq!(decode_transaction(&encode_transaction(&transaction)), Ok(transaction));
        assert_eq!(Act::from_code("something new"), Act::Other);
    }
}
