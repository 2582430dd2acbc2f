//! Everything, and everything about one person.

use super::*;
use crate::{
    backup,
    export::{everything, person},
    zip::ZipReader,
};
use domain::Record;

const AT: Instant = Instant(1_777_629_600_000);

fn book() -> Book {
    let mut book = Book::new();
    let record = |kind, id, mut values: Vec<(Key, Value)>| {
        values.push((keys::CREATED_AT, Value::Instant(AT)));
        Record::from_values(kind, Id(id), values)
    };
    let name = |name: &str| (keys::FIRST_NAME, Value::text(name));
    let contacts = vec![
        record(Kind::Contact, 7, vec![name("=Ada")]),
        record(Kind::Contact, 8, vec![name("Eve"), (keys::TRASHED_AT, Value::Instant(AT))]),
    ];
    book.load_chunk(Kind::Contact, 0, contacts);
    let of = |id| (keys::CONTACT, Value::Ref(Id(id)));
    let orders = vec![
        record(Kind::Order, 20, vec![of(7), (keys::NUMBER, Value::text("A-1"))]),
        record(Kind::Order, 21, vec![of(7), (keys::TRASHED_AT, Value::Instant(AT))]),
        record(Kind::Order, 22, vec![of(8)]),
    ];
    book.load_chunk(Kind::Order, 0, orders);
    book.load_chunk(Kind::Activity, 0, vec![record(Kind::Activity, 30, vec![of(7)])]);
    book
}

fn tables() -> Vec<everything::Table> {
    vec![
        (Kind::Contact, vec![(keys::NAME, "姓名".to_owned())]),
        (Kind::Order, vec![(keys::NUMBER, "Number".to_owned()), (keys::CONTACT, "Contact".to_owned())]),
    ]
}

fn text(bytes: &[u8], name: &str) -> String {
    let zip = ZipReader::open(bytes).unwrap();
    String::from_utf8(zip.whole(zip.find(name).unwrap(), 1 << 20).unwrap()).unwrap()
}

#[test]
fn everything_is_for_people_and_programs() {
    let (book, choices) = (book(), BTreeMap::new());
    let bytes = everything(&book, &tables(), &words(&choices), AT, &mut |_, _| {}).unwrap();
    assert_eq!(text(&bytes, "FORMAT.md"), backup::FORMAT_TEXT);
    assert_eq!(text(&bytes, "tables/contact.csv"), "\u{feff}姓名\n'=Ada\n");
    assert_eq!(text(&bytes, "tables/order.csv"), "\u{feff}Number,Contact\nA-1,'=Ada\n,Eve\n");
    let read = backup::read(&bytes, None).unwrap();
    assert_eq!(read.records.len(), 6);
    assert_eq!(read.records, Kind::ALL.into_iter().flat_map(|kind| book.all(kind).cloned()).collect::<Vec<_>>());
}

#[test]
fn a_person_gets_all_that_is_about_them() {
    let (book, choices) = (book(), BTreeMap::new());
    let bytes = person(&book, Id(7), &tables(), &words(&choices), AT).unwrap();
    let ids: Vec<Id> = backup::read(&bytes, None).unwrap().records.iter().map(|record| record.id).collect();
    assert_eq!(ids, [Id(7), Id(20), Id(21), Id(30)]);
    assert_eq!(text(&bytes, "tables/order.csv"), "\u{feff}Number,Contact\nA-1,'=Ada\n");
}

#[test]
fn a_person_gets_what_hangs_on_merged_records_and_on_deals_too() {
    let made = |kind, id, key, to| {
        let values = vec![(keys::CREATED_AT, Value::Instant(AT)), (key, Value::Ref(Id(to)))];
        Record::from_values(kind, Id(id), values)
    };
    let away = |id, into| {
        let mut values = made(Kind::Contact, id, keys::MERGED_INTO, into).values().to_vec();
        values.push((keys::TRASHED_AT, Value::Instant(AT)));
        Record::from_values(Kind::Contact, Id(id), values)
    };
    let mut book = book();
    // Eleven became ten, and ten became seven; twelve is another's.
    book.load_chunk(Kind::Contact, 1, vec![away(10, 7), away(11, 10), away(12, 8)]);
    book.load_chunk(
        Kind::Deal,
        0,
        vec![made(Kind::Deal, 50, keys::CONTACT, 7), made(Kind::Deal, 51, keys::CONTACT, 8)],
    );
    let notes = [(60, 50), (61, 51)].map(|(id, deal)| made(Kind::Activity, id, keys::DEAL, deal));
    book.load_chunk(Kind::Activity, 1, notes.to_vec());
    book.load_chunk(Kind::Task, 0, vec![made(Kind::Task, 70, keys::DEAL, 50)]);
    let choices = BTreeMap::new();
    let bytes = person(&book, Id(7), &tables(), &words(&choices), AT).unwrap();
    let mut ids: Vec<u128> = backup::read(&bytes, None).unwrap().records.iter().map(|record| record.id.0).collect();
    ids.sort_unstable();
    assert_eq!(ids, [7, 10, 11, 20, 21, 30, 50, 60, 70]);
}

#[test]
fn what_came_into_the_inbox_by_their_email_is_theirs_too() {
    let email = |text: &str| {
        let emails = vec![domain::Labelled { label: String::new(), value: text.to_owned() }];
        (keys::EMAILS, Value::Labelled(emails))
    };
    let record =
        |kind, id, value| Record::from_values(kind, Id(id), vec![(keys::CREATED_AT, Value::Instant(AT)), value]);
    let mut book = Book::new();
    book.load_chunk(Kind::Contact, 0, vec![record(Kind::Contact, 7, email("ada@example.com"))]);
    let leads = [(40, "ADA@example.com"), (41, "eve@example.com")];
    book.load_chunk(Kind::Lead, 0, leads.into_iter().map(|(id, text)| record(Kind::Lead, id, email(text))).collect());
    let choices = BTreeMap::new();
    let bytes = person(&book, Id(7), &tables(), &words(&choices), AT).unwrap();
    let ids: Vec<Id> = backup::read(&bytes, None).unwrap().records.iter().map(|record| record.id).collect();
    assert_eq!(ids, [Id(7), Id(40)]);
}
