//! What an erasure takes from a book, the journal and snapshots, and what it leaves.

use super::*;
use crate::{chunk, journal};
use std::rc::Rc;

const SECRET: &str = "Lovelace";

struct Data {
    book: Book,
    journal: Vec<Entry>,
}

impl Data {
    fn perform(&mut self, transaction: Transaction) {
        self.book.apply(transaction);
        let sealed = self.book.seal(1).unwrap();
        self.journal.extend(sealed.entries.iter().map(|entry| entry.entry()));
        self.book.confirm(&sealed);
    }
}

fn tx(act: Act, name: &str, at: i64) -> Transaction {
    Transaction::new(Label::new(act, Kind::Contact, 1, name), Instant(at))
}

fn data() -> Data {
    let mut data = Data { book: Book::new(), journal: Vec::new() };
    let name = |text: &str| (keys::LAST_NAME, Value::text(text));
    let of = (keys::CONTACT, Value::Ref(Id(1)));
    let together = tx(Act::Imported, "people.csv", 1)
        .create(Kind::Contact, Id(1), [name(SECRET)])
        .create(Kind::Contact, Id(2), [name("Babbage")])
        .create(Kind::Order, Id(3), [of.clone(), (keys::NUMBER, Value::text("A-1"))])
        .create(Kind::Activity, Id(4), [of.clone(), (keys::TEXT, Value::text("Lovelace called"))]);
    data.perform(together);
    let renamed = Some(Value::text("Lovelace-King"));
    data.perform(tx(Act::Edited, SECRET, 2).set(Kind::Contact, Id(1), keys::LAST_NAME, renamed));
    data.perform(tx(Act::Created, SECRET, 3).create(Kind::Task, Id(5), [of, (keys::TITLE, Value::text(SECRET))]));
    let note = Some(Value::text("engine"));
    data.perform(tx(Act::Edited, "Babbage", 4).set(Kind::Contact, Id(2), keys::NOTES, note));
    data
}

fn told(entries: &[Entry]) -> String {
    entries.iter().map(|entry| format!("{:?} {:?}", entry.label, entry.edits)).collect()
}

fn holds(entries: &[Entry], text: &str) -> bool {
    let inside = |entry: &Entry| {
        let part = journal::encode_part(&entry.edits);
        let (_, part) = chunk::unwrap(&part).unwrap();
        entry.label.name.contains(text) || part.windows(text.len()).any(|window| window == text.as_bytes())
    };
    entries.iter().any(inside)
}

#[test]
fn nothing_of_the_person_is_left() {
    let mut data = data();
    let erasure = Erasure::of_contact(&data.book, Id(1));
    assert_eq!(erasure.len(), 3);
    let lagging = data.journal.clone();
    let transaction = erasure.transaction(&data.book, Instant(5));
    assert_eq!(transaction.label.count, 3);
    data.perform(transaction);
    assert!(holds(&data.journal, SECRET));
    let rewritten: Vec<Entry> =
        data.journal.iter().map(|entry| erasure.entry(entry).unwrap_or_else(|| entry.clone())).collect();
    assert!(!holds(&rewritten, SECRET), "{}", told(&rewritten));
    assert_eq!(rewritten.len(), data.journal.len());
    // Others stay: an untouched entry is not rewritten.
    assert_eq!(erasure.entry(&data.journal[3]), None);
    assert!(holds(&rewritten, "Babbage") && holds(&rewritten, "A-1"));
    for kind in Kind::ALL {
        let records: Vec<Rc<Record>> = data.book.all(kind).cloned().map(Rc::new).collect();
        let bytes = chunk::encode(&records);
        let (_, bytes) = chunk::unwrap(&bytes).unwrap();
        assert!(!bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()), "{kind:?}");
    }
    assert_eq!(data.book.get(Kind::Order, Id(3)).unwrap().get(keys::CONTACT), None);
    // A tab that knew the person learns of it from the rewritten entry; one that knew nothing never sees them.
    let mut knowing = Book::new();
    knowing.take_in(&lagging);
    knowing.take_in(&rewritten[lagging.len()..]);
    let mut new = Book::new();
    new.take_in(&rewritten);
    for book in [&knowing, &new] {
        for kind in Kind::ALL {
            let all = |book: &Book| book.all(kind).cloned().collect::<Vec<_>>();
            assert_eq!(all(book), all(&data.book), "{kind:?}");
        }
    }
    // Taking the entry back brings nothing back.
    let inverse = data.book.inverse(&rewritten[4], Instant(9)).transaction;
    assert!(data.book.apply(inverse).is_none());
}

#[test]
fn leads_that_became_the_person_or_name_the_same_go_too() {
    let mut data = Data { book: Book::new(), journal: Vec::new() };
    let list = |text: &str| Value::Labelled(vec![crate::Labelled { label: String::new(), value: text.to_owned() }]);
    let name = |text: &str| (keys::NAME, Value::text(text));
    let email = |text: &str| (keys::EMAILS, list(text));
    let phone = |text: &str| (keys::PHONES, list(text));
    // One is added as a contact and leaves the inbox; two wait, one of them in the trash; one is about others.
    let text = (keys::TEXT, Value::text("Lovelace wrote"));
    data.perform(tx(Act::Created, "", 1).create(Kind::Lead, Id(11), [name(SECRET), text]));
    let gone = [keys::CREATED_AT, keys::CHANGED_AT, keys::NAME, keys::TEXT];
    let gone = gone.into_iter().fold(Edit::new(Kind::Lead, Id(11)), |edit, key| edit.with(key, None));
    let mut added = tx(Act::Created, SECRET, 2).create(
        Kind::Contact,
        Id(1),
        [
            (keys::LAST_NAME, Value::text(SECRET)),
            email("ada@example.com"),
            phone("+86 138 0013 8000"),
            (keys::LEADS, Value::Choices(vec![Id(11).to_string()])),
        ],
    );
    added.edits.push(gone);
    data.perform(added);
    data.perform(tx(Act::Created, "", 3).create(Kind::Lead, Id(12), [name(SECRET), email("ADA@example.com")]));
    let trashed = (keys::TRASHED_AT, Value::Instant(Instant(4)));
    data.perform(tx(Act::Created, "", 4).create(Kind::Lead, Id(13), [name(SECRET), phone("13800138000"), trashed]));
    data.perform(tx(Act::Created, "", 5).create(Kind::Lead, Id(14), [name("Babbage"), email("b@example.com")]));
    let erasure = Erasure::of_contact(&data.book, Id(1));
    assert_eq!((erasure.count(Kind::Contact), erasure.count(Kind::Lead)), (1, 3));
    data.perform(erasure.transaction(&data.book, Instant(9)));
    let rewritten: Vec<Entry> =
        data.journal.iter().map(|entry| erasure.entry(entry).unwrap_or_else(|| entry.clone())).collect();
    assert!(!holds(&rewritten, SECRET), "{}", told(&rewritten));
    assert!(holds(&rewritten, "Babbage"));
    let left: Vec<Id> = data.book.all(Kind::Lead).map(|lead| lead.id).collect();
    assert_eq!(left, [Id(14)]);
}

#[test]
fn who_was_merged_into_the_person_goes_too() {
    let mut data = data();
    let again = tx(Act::Created, SECRET, 5).create(Kind::Contact, Id(6), [(keys::LAST_NAME, Value::text(SECRET))]);
    data.perform(again.create(Kind::Activity, Id(7), [(keys::CONTACT, Value::Ref(Id(6)))]));
    let merged = crate::merge_records::merge(&data.book, Kind::Contact, Id(1), Id(6), &[], Instant(6)).unwrap();
    data.perform(merged);
    let erasure = Erasure::of_contact(&data.book, Id(1));
    assert_eq!([Kind::Contact, Kind::Activity, Kind::Task].map(|kind| erasure.count(kind)), [2, 2, 1]);
    data.perform(erasure.transaction(&data.book, Instant(7)));
    let rewritten: Vec<Entry> =
        data.journal.iter().map(|entry| erasure.entry(entry).unwrap_or_else(|| entry.clone())).collect();
    assert!(!holds(&rewritten, SECRET), "{}", told(&rewritten));
}

#[test]
fn snapshots_lose_the_person() {
    let data = data();
    let erasure = Erasure::of_contact(&data.book, Id(1));
    let all: Vec<Record> = Kind::ALL.into_iter().flat_map(|kind| data.book.all(kind).cloned()).collect();
    let kept: Vec<Record> = all.into_iter().filter_map(|record| erasure.record(record)).collect();
    let ids: Vec<Id> = kept.iter().map(|record| record.id).collect();
    assert_eq!(ids, [Id(2), Id(3)]);
    assert_eq!(kept[1].get(keys::CONTACT), None);
    assert_eq!(kept[1].text(keys::NUMBER), "A-1");
}

#[test]
fn what_was_deleted_before_goes_from_the_journal_too() {
    let mut data = data();
    let purge = |book: &Book, kind, id| {
        let held = book.get(kind, Id(id)).map_or(&[][..], Record::values);
        held.iter().fold(Edit::new(kind, Id(id)), |edit, (key, _)| edit.with(*key, None))
    };
    // A note about the person and a task that was theirs and is another's by the time both are deleted.
    data.perform(tx(Act::Edited, "", 5).set(Kind::Task, Id(5), keys::CONTACT, Some(Value::Ref(Id(2)))));
    let both = tx(Act::Purged, "", 6).edit(purge(&data.book, Kind::Activity, 4));
    let both = both.edit(purge(&data.book, Kind::Task, 5));
    data.perform(both);
    let erasure = Erasure::of_contact(&data.book, Id(1));
    assert_eq!(erasure.len(), 1);
    let mut deleted = Erasure::default();
    data.journal.iter().for_each(|entry| erasure.note_deleted(entry, &mut deleted));
    assert_eq!(Vec::from(deleted), [(Kind::Activity, Id(4))]);
    // Brought back, it is to be found in the book, about whomever it is now.
    let mut deleted = Erasure::new([(Kind::Activity, Id(4))]);
    let back = tx(Act::Undone, "", 7).create(Kind::Activity, Id(4), [(keys::TEXT, Value::text("back"))]);
    data.perform(back);
    erasure.note_deleted(data.journal.last().unwrap(), &mut deleted);
    assert!(deleted.is_empty());
}

#[test]
fn an_older_book_may_hold_more_of_the_person() {
    let older = data().book;
    let erasure = Erasure::new([(Kind::Contact, Id(1))]);
    assert_eq!(erasure.in_book(&older).len(), 3);
    assert_eq!(erasure.in_book(&Book::new()), erasure);
    assert_eq!(Erasure::from(Vec::from(erasure.clone())), erasure);
}
