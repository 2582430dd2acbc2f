//! The Book against the journal: unit tests, and properties over random histories.

use super::*;
use crate::{
    Act, Date, Entry, Label, Money,
    journal::{decode_part, encode_part, part_of_chunks},
    keys,
};
use proptest::prelude::*;

mod properties;
mod traps;

const KEYS: [Key; 4] = [keys::FIRST_NAME, keys::LAST_NAME, keys::JOB_TITLE, keys::NOTES];

fn label() -> Label {
    Label::new(Act::Edited, Kind::Contact, 1, "")
}

fn tx(at: i64) -> Transaction {
    Transaction::new(label(), Instant(at))
}

fn create(book: &mut Book, id: u128, name: &str) {
    book.apply(tx(1).create(Kind::Contact, Id(id), [(keys::FIRST_NAME, Value::text(name))]));
}

fn set(book: &mut Book, id: u128, key: Key, value: &str) -> Option<Receipt> {
    book.apply(tx(2).set(Kind::Contact, Id(id), key, Some(Value::text(value))))
}

fn text(book: &Book, id: u128, key: Key) -> String {
    book.get(Kind::Contact, Id(id)).map(|record| record.text(key).to_owned()).unwrap_or_default()
}

/// What storage does, in memory.
#[derive(Default)]
struct Disk {
    journal: Vec<Entry>,
    chunks: std::collections::BTreeMap<(Kind, u32), Vec<u8>>,
}

impl Disk {
    /// Takes in what is new to this book, then stores what it has pending; a failing disk stores nothing.
    fn commit(&mut self, book: &mut Book, seen: &mut usize, device: u64, fails: bool) {
        self.catch_up(book, seen);
        let Some(sealed) = book.seal(device) else { return };
        if fails {
            return book.reject(sealed);
        }
        for image in &sealed.chunks {
            self.chunks.insert((image.kind, image.chunk), crate::chunk::encode(&image.records));
        }
        let entries: Vec<Entry> = sealed.entries.iter().map(|entry| self.through_bytes(&sealed, entry)).collect();
        self.journal.extend(entries);
        *seen = self.journal.len();
        book.confirm(&sealed);
    }

    /// The entry as its parts tell it.
    fn through_bytes(&self, sealed: &Sealed, entry: &SealedEntry) -> Entry {
        let mut told = entry.entry();
        let part = |part| match part {
            Part::Edits(range) => encode_part(&entry.transaction.edits[range]),
            Part::Chunks(range) => {
                let images = sealed.chunks[range].iter();
                part_of_chunks(
                    images.map(|image| (image.kind, image.chunk, &self.chunks[&(image.kind, image.chunk)][..])),
                )
            }
        };
        let parts = sealed.parts(entry).into_iter().map(part);
        let mut edits: Vec<Edit> = parts.flat_map(|part| decode_part(&part).unwrap()).collect();
        std::mem::swap(&mut edits, &mut told.edits);
        // The order of an edit's fields means nothing.
        for (one, other) in edits.iter().zip(&told.edits) {
            let fields = |edit: &Edit| {
                let mut fields = edit.fields.clone();
                fields.sort_by_key(|field| field.key);
                (edit.kind, edit.id, edit.chunk, fields)
            };
            assert_eq!(fields(one), fields(other));
        }
        assert_eq!(edits.len(), told.edits.len());
        told
    }

    fn catch_up(&self, book: &mut Book, seen: &mut usize) {
        book.take_in(&self.journal[*seen..]);
        *seen = self.journal.len();
    }

    fn load(&self) -> Book {
        let mut book = Book::new();
        for ((kind, chunk), bytes) in &self.chunks {
            book.load_chunk(*kind, *chunk, crate::chunk::decode(*kind, bytes).unwrap());
        }
        book
    }
}

fn contents(book: &Book) -> std::collections::BTreeMap<(Kind, Id), Record> {
    Kind::ALL
        .into_iter()
        .flat_map(|kind| book.iter(kind).chain(book.trashed(kind)))
        .map(|record| ((record.kind, record.id), record.clone()))
        .collect()
}

#[test]
fn what_an_entry_made_whole_is_told_by_its_chunks() {
    let mut book = Book::new();
    create(&mut book, 1, "Ada");
    let first = book.seal(1).unwrap();
    book.confirm(&first);
    // The first chunk has room for more; the second is all of this import's, the last is changed afterwards.
    let mut import = tx(1);
    for id in 2..=300_u128 {
        import = import.create(Kind::Contact, Id(id), [(keys::FIRST_NAME, Value::text("x"))]);
    }
    book.apply(import);
    set(&mut book, 300, keys::NOTES, "later");
    let sealed = book.seal(1).unwrap();
    let parts: Vec<_> = sealed.entries.iter().map(|entry| sealed.parts(entry)).collect();
    assert_eq!(parts, [vec![Part::Edits(0..127), Part::Chunks(1..2), Part::Edits(255..299)], vec![Part::Edits(0..1)]]);
}

#[test]
fn a_change_that_changes_nothing_is_nothing() {
    let mut book = Book::new();
    create(&mut book, 1, "Ada");
    assert!(set(&mut book, 1, keys::FIRST_NAME, "Ada").is_none());
    assert!(set(&mut book, 9, keys::FIRST_NAME, "Nobody").is_none(), "a record that does not exist cannot be edited");
    assert!(set(&mut book, 1, keys::FIRST_NAME, "").is_some(), "a blank value clears");
    assert_eq!(text(&book, 1, keys::FIRST_NAME), "");
}

#[test]
fn undo_leaves_alone_what_changed_since() {
    let (mut book, mut disk, mut seen) = (Book::new(), Disk::default(), 0);
    create(&mut book, 1, "Ada");
    let both = tx(3).set(Kind::Contact, Id(1), keys::FIRST_NAME, Some(Value::text("Augusta"))).set(
        Kind::Contact,
        Id(1),
        keys::JOB_TITLE,
        Some(Value::text("Countess")),
    );
    book.apply(both);
    set(&mut book, 1, keys::JOB_TITLE, "Analyst");
    disk.commit(&mut book, &mut seen, 7, false);
    let inverse = book.inverse(&disk.journal[1], Instant(9));
    assert_eq!(inverse.skipped, [Skipped { kind: Kind::Contact, id: Id(1), key: keys::JOB_TITLE }]);
    assert_eq!(inverse.transaction.undoes, Some(disk.journal[1].id));
    book.apply(inverse.transaction);
    assert_eq!((text(&book, 1, keys::FIRST_NAME), text(&book, 1, keys::JOB_TITLE)), ("Ada".into(), "Analyst".into()));
}

#[test]
fn a_creation_is_taken_back_whole_and_done_again() {
    let (mut book, mut disk, mut seen) = (Book::new(), Disk::default(), 0);
    create(&mut book, 1, "Ada");
    disk.commit(&mut book, &mut seen, 7, false);
    let undo = book.inverse(&disk.journal[0], Instant(5));
    assert!(undo.skipped.is_empty());
    book.apply(undo.transaction);
    assert_eq!((book.count(Kind::Contact), book.get(Kind::Contact, Id(1))), (0, None));
    disk.commit(&mut book, &mut seen, 7, false);
    assert!(disk.load().get(Kind::Contact, Id(1)).is_none());
    let redo = book.inverse(&disk.journal[1], Instant(6));
    book.apply(redo.transaction);
    disk.commit(&mut book, &mut seen, 7, false);
    assert_eq!(text(&book, 1, keys::FIRST_NAME), "Ada");
    assert_eq!(contents(&disk.load()), contents(&book));
}

/// What the owner attached to an imported contact is no part of the import.
#[test]
fn taking_back_a_creation_tells_what_it_leaves_behind() {
    let (mut book, mut disk, mut seen) = (Book::new(), Disk::default(), 0);
    let company = || [(keys::NAME, Value::text("Acme"))];
    let import = tx(1).create(Kind::Company, Id(50), company()).create(
        Kind::Contact,
        Id(1),
        [(keys::FIRST_NAME, Value::text("Ada")), (keys::COMPANY, Value::Ref(Id(50)))],
    );
    book.apply(import);
    disk.commit(&mut book, &mut seen, 7, false);
    let undo = |book: &Book, disk: &Disk| book.inverse(&disk.journal[0], Instant(9)).transaction;
    assert_eq!(book.left_behind(&undo(&book, &disk)), [], "the import's own links go with it");

    let on = |link: Key, id: u128| [(keys::TITLE, Value::text("call")), (link, Value::Ref(Id(id)))];
    book.apply(tx(2).create(Kind::Task, Id(70), on(keys::CONTACT, 1)));
    book.apply(tx(2).create(Kind::Task, Id(71), [on(keys::CONTACT, 1), on(keys::COMPANY, 50)].concat()));
    book.apply(tx(2).create(Kind::Activity, Id(72), on(keys::COMPANY, 50)));
    book.apply(tx(2).create(Kind::Task, Id(73), on(keys::CONTACT, 1)));
    book.apply(tx(3).set(Kind::Task, Id(73), keys::TRASHED_AT, Some(Value::Instant(Instant(3)))));
    order(&mut book, 80, 1, 100, 10, "paid");
    let left = [(Kind::Order, 1), (Kind::Activity, 1), (Kind::Task, 2)];
    assert_eq!(book.left_behind(&undo(&book, &disk)), left);

    let mut with_the_order = undo(&book, &disk);
    with_the_order.edits.push(Edit::new(Kind::Order, Id(80)).with(keys::CONTACT, None));
    assert_eq!(book.left_behind(&with_the_order), left[1..], "what loses its link in the same act is not left behind");
}

#[test]
fn a_pending_change_can_be_taken_back_by_its_receipt() {
    let mut book = Book::new();
    create(&mut book, 1, "Ada");
    let receipt = set(&mut book, 1, keys::FIRST_NAME, "Eve").unwrap();
    let inverse = book.inverse_of_pending(&receipt, Instant(4)).unwrap();
    book.apply(inverse.transaction);
    assert_eq!(text(&book, 1, keys::FIRST_NAME), "Ada");
    let (mut disk, mut seen) = (Disk::default(), 0);
    disk.commit(&mut book, &mut seen, 3, false);
    assert_eq!(receipt.entry().map(|id| id.clock), Some(2));
    assert!(book.inverse_of_pending(&receipt, Instant(4)).is_none());
}

#[test]
fn a_rejected_write_leaves_everything_pending() {
    let (mut book, mut disk, mut seen) = (Book::new(), Disk::default(), 0);
    create(&mut book, 1, "Ada");
    disk.commit(&mut book, &mut seen, 7, true);
    assert!(book.has_pending() && disk.journal.is_empty());
    create(&mut book, 2, "Bob");
    disk.commit(&mut book, &mut seen, 7, false);
    assert!(!book.has_pending());
    assert_eq!(disk.journal.iter().map(|entry| entry.id.clock).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(contents(&disk.load()), contents(&book));
}

#[test]
fn two_books_that_edit_different_fields_both_win() {
    let (mut a, mut b, mut disk) = (Book::new(), Book::new(), Disk::default());
    let (mut seen_a, mut seen_b) = (0, 0);
    create(&mut a, 1, "Ada");
    disk.commit(&mut a, &mut seen_a, 1, false);
    disk.catch_up(&mut b, &mut seen_b);
    set(&mut a, 1, keys::JOB_TITLE, "Countess");
    set(&mut b, 1, keys::NOTES, "likes engines");
    disk.commit(&mut b, &mut seen_b, 2, false);
    disk.commit(&mut a, &mut seen_a, 1, false);
    disk.catch_up(&mut b, &mut seen_b);
    for book in [&a, &b, &disk.load()] {
        assert_eq!(
            (text(book, 1, keys::JOB_TITLE), text(book, 1, keys::NOTES)),
            ("Countess".into(), "likes engines".into())
        );
    }
}

#[test]
fn records_fill_chunks_and_purged_ones_leave_them() {
    let (mut book, mut disk, mut seen) = (Book::new(), Disk::default(), 0);
    for id in 1..=300 {
        create(&mut book, id, "x");
    }
    disk.commit(&mut book, &mut seen, 7, false);
    assert_eq!(disk.chunks.len(), 3);
    let keys: Vec<Key> = book.get(Kind::Contact, Id(5)).unwrap().values().iter().map(|(key, _)| *key).collect();
    let purge = keys.into_iter().fold(Edit::new(Kind::Contact, Id(5)), |edit, key| edit.with(key, None));
    book.apply(tx(4).edit(purge));
    disk.commit(&mut book, &mut seen, 7, false);
    assert_eq!(disk.load().count(Kind::Contact), 299);
}

fn order(book: &mut Book, id: u128, customer: u128, minor: i64, on: i32, status: &str) {
    let total = Money { minor, currency: crate::Currency::USD };
    let values = [
        (keys::CONTACT, Value::Ref(Id(customer))),
        (keys::TOTAL, Value::Money(total)),
        (keys::ORDERED_ON, Value::Date(Date(on))),
        (keys::STATUS, Value::Choice(status.to_owned())),
    ];
    book.apply(tx(5).create(Kind::Order, Id(id), values));
}

#[test]
fn order_figures_follow_the_orders() {
    let mut book = Book::new();
    create(&mut book, 1, "Ada");
    create(&mut book, 2, "Bob");
    order(&mut book, 11, 1, 1000, 10, "paid");
    order(&mut book, 12, 1, 500, 20, "paid");
    order(&mut book, 13, 1, 9999, 30, "cancelled");
    order(&mut book, 14, 1, 9999, 31, "refunded");
    let figures = book.order_figures(Id(1));
    assert_eq!(
        (figures.count, figures.sum.minor, figures.first_on, figures.last_on),
        (2, 1500, Some(Date(10)), Some(Date(20)))
    );
    book.apply(tx(6).set(Kind::Order, Id(12), keys::CONTACT, Some(Value::Ref(Id(2)))));
    assert_eq!((book.order_figures(Id(1)).count, book.order_figures(Id(2)).sum.minor), (1, 500));
    book.apply(tx(7).set(Kind::Order, Id(11), keys::TRASHED_AT, Some(Value::Instant(Instant(7)))));
    assert_eq!(book.order_figures(Id(1)).count, 0);
}

#[test]
fn search_finds_names_companies_notes_and_sounds() {
    let mut book = Book::new();
    book.apply(tx(1).create(Kind::Company, Id(50), [(keys::NAME, Value::text("Acme"))]));
    let values = [
        (keys::FIRST_NAME, Value::text("伟")),
        (keys::LAST_NAME, Value::text("李")),
        (keys::COMPANY, Value::Ref(Id(50))),
        (keys::PHONES, Value::Labelled(vec![crate::Labelled { label: String::new(), value: "138-0013-8000".into() }])),
    ];
    book.apply(tx(1).create(Kind::Contact, Id(1), values));
    let finds = |book: &Book, typed: &str| book.search(Kind::Contact, &Query::new(typed)).count() == 1;
    for typed in ["lw", "liwei", "李伟", "ACME", "13800138", "acme lw", ""] {
        assert!(finds(&book, typed), "{typed}");
    }
    assert!(!finds(&book, "nobody"));
    book.apply(tx(2).set(Kind::Company, Id(50), keys::NAME, Some(Value::text("Globex"))));
    assert!(finds(&book, "globex") && !finds(&book, "acme"));
    book.apply(tx(3).create(
        Kind::Activity,
        Id(90),
        [(keys::TEXT, Value::text("met at the fair")), (keys::CONTACT, Value::Ref(Id(1)))],
    ));
    assert!(finds(&book, "fair"));
}

#[test]
fn a_large_change_in_slices_is_one_transaction() {
    let (mut book, mut disk, mut seen) = (Book::new(), Disk::default(), 0);
    create(&mut book, 1, "Ada");
    let mut whole = tx(5);
    for slice in [1..=2_u128, 3..=4] {
        let edits = slice.map(|id| {
            Edit::new(Kind::Contact, Id(id))
                .with(keys::CREATED_AT, Some(Value::Instant(Instant(5))))
                .with(KEYS[1], Some(Value::text("x")))
        });
        whole.edits.extend(book.apply_slice(edits.collect(), Instant(5)));
    }
    assert!(book.finish_slices(whole).is_some());
    disk.commit(&mut book, &mut seen, 7, false);
    assert_eq!((disk.journal.len(), book.count(Kind::Contact)), (2, 4));
    let undo = book.inverse(&disk.journal[1], Instant(9));
    book.apply(undo.transaction);
    assert_eq!((book.count(Kind::Contact), text(&book, 1, KEYS[1])), (1, String::new()));
}
