use super::*;
use crate::{Date, Id, Key, Labelled, Line, Money, Record, Value, keys};
use std::rc::Rc;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures");

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
        (keys::ADDRESS, Value::Address(crate::Address { city: "London".into(), ..Default::default() }.into())),
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

/// A database written by the first release opens for ever. These files are never written again.
#[test]
fn format_v1_opens() {
    opens("format-v1");
}

#[test]
fn parts_of_format_2_open() {
    let part = std::fs::read(format!("{FIXTURES}/format-v2/000000000003-000000.part")).unwrap();
    assert_eq!(decode_part(&part).unwrap(), edits());
}

/// A new format adds a folder and what writes it (`WRITE_FIXTURES=1` wrote this one, once).
#[test]
fn format_v3_opens() {
    let file = |name: &str| format!("{FIXTURES}/format-v3/{name}");
    if std::env::var_os("WRITE_FIXTURES").is_some() && !std::fs::exists(file("")).unwrap() {
        let chunk = chunk::encode(&[Rc::new(record())]);
        std::fs::create_dir_all(file("")).unwrap();
        std::fs::write(file("000000000003.head"), encode_head(&head())).unwrap();
        std::fs::write(file("000000000003-000000.part"), encode_part(&edits())).unwrap();
        let made = part_of_chunks([(Kind::Contact, 0, &chunk[..])].into_iter());
        std::fs::write(file("000000000003-000001.part"), made).unwrap();
        std::fs::write(file("contact-000000.chunk"), chunk).unwrap();
    }
    opens("format-v3");
    let made = decode_part(&std::fs::read(file("000000000003-000001.part")).unwrap()).unwrap();
    assert_eq!(made.len(), 1);
    assert_eq!((made[0].kind, made[0].id, made[0].chunk), (Kind::Contact, Id(7), 0));
    let made = made.into_iter().flat_map(|edit| edit.fields);
    let values = made.map(|field| (field.key, field.after.filter(|_| field.before.is_none()).unwrap()));
    assert_eq!(Record::from_values(Kind::Contact, Id(7), values.collect()), record());
}

fn opens(folder: &str) {
    let read = |name: &str| std::fs::read(format!("{FIXTURES}/{folder}/{name}")).unwrap();
    assert_eq!(chunk::decode(Kind::Contact, &read("contact-000000.chunk")).unwrap(), [record()]);
    assert_eq!(decode_head(&read("000000000003.head")).unwrap(), head());
    assert_eq!(decode_part(&read("000000000003-000000.part")).unwrap(), edits());
}

#[test]
fn a_part_of_chunks_that_is_wrong_inside_is_damaged() {
    let mut chunk = chunk::encode(&[Rc::new(record())]);
    *chunk.last_mut().unwrap() ^= 1;
    let part = part_of_chunks([(Kind::Contact, 0, &chunk[..])].into_iter());
    assert_eq!(decode_part(&part), Err(ChunkError::Damaged));
}

#[test]
fn transactions_survive_the_way_between_threads() {
    let mut transaction = Transaction::new(Label::new(Act::SampleAdded, Kind::Order, 3, "x"), Instant(-4));
    transaction.undoes = Some(EntryId { clock: 1, device: u64::MAX });
    transaction.edits = edits();
    assert_eq!(decode_transaction(&encode_transaction(&transaction)), Ok(transaction));
    assert_eq!(Act::from_code("something new"), Act::Other);
}
