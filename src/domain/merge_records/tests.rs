//! Merging and taking back, by example and over random books.

use super::*;
use crate::{Labelled, Money};
use proptest::prelude::*;

fn at(instant: i64) -> Instant {
    Instant(instant)
}

fn labelled(values: &[&str]) -> Value {
    Value::Labelled(values.iter().map(|value| Labelled { label: "work".into(), value: (*value).into() }).collect())
}

fn create(book: &mut Book, kind: Kind, id: u128, values: Vec<(Key, Value)>) {
    let label = Label::new(Act::Created, kind, 1, "");
    book.apply(Transaction::new(label, at(1)).create(kind, Id(id), values));
}

fn set(book: &mut Book, kind: Kind, id: u128, key: Key, value: Option<Value>) {
    book.apply(Transaction::new(Label::new(Act::Edited, kind, 1, ""), at(2)).set(kind, Id(id), key, value));
}

/// Ada twice, with an order, a task, a note and one thing in the trash of the second.
fn adas() -> Book {
    let mut book = Book::new();
    let first = vec![
        (keys::FIRST_NAME, Value::text("Ada")),
        (keys::JOB_TITLE, Value::text("Countess")),
        (keys::EMAILS, labelled(&["ada@example.com"])),
        (keys::TAGS, Value::Choices(vec!["VIP".into()])),
        (keys::NOTES, Value::text("likes engines")),
    ];
    let second = vec![
        (keys::FIRST_NAME, Value::text("Augusta Ada")),
        (keys::LAST_NAME, Value::text("Lovelace")),
        (keys::EMAILS, labelled(&["ADA@example.com", "ada@engine.example"])),
        (keys::PHONES, labelled(&["+44 20 7946 0958"])),
        (keys::TAGS, Value::Choices(vec!["VIP".into(), "New".into()])),
        (keys::NOTES, Value::text("met at the fair")),
    ];
    create(&mut book, Kind::Contact, 1, first);
    create(&mut book, Kind::Contact, 2, second);
    create(&mut book, Kind::Contact, 3, vec![(keys::FIRST_NAME, Value::text("Bob"))]);
    let mine = |id: u128| (keys::CONTACT, Value::Ref(Id(id)));
    let total = Value::Money(Money { minor: 500, currency: crate::Currency::USD });
    create(&mut book, Kind::Order, 11, vec![mine(1), (keys::TOTAL, total.clone())]);
    create(&mut book, Kind::Order, 12, vec![mine(2), (keys::TOTAL, total)]);
    create(&mut book, Kind::Task, 13, vec![mine(2)]);
    create(&mut book, Kind::Activity, 14, vec![mine(2)]);
    create(&mut book, Kind::Task, 15, vec![mine(2), (keys::TRASHED_AT, Value::Instant(at(1)))]);
    book
}

type Contents = BTreeMap<(Kind, Id), Vec<(Key, Value)>>;

/// Everything except when it was changed.
fn contents(book: &Book) -> Contents {
    let records = Kind::ALL.into_iter().flat_map(|kind| book.iter(kind).chain(book.trashed(kind)));
    let values =
        |record: &Record| record.values().iter().filter(|(key, _)| *key != keys::CHANGED_AT).cloned().collect();
    records.map(|record| ((record.kind, record.id), values(record))).collect()
}

fn text(book: &Book, id: u128, key: Key) -> &str {
    book.get(Kind::Contact, Id(id)).map_or("", |record| record.text(key))
}

#[test]
fn what_is_chosen_stays_and_everything_attached_follows() {
    let mut book = adas();
    let suggested = choices(&book, Kind::Contact, Id(1), Id(2)).unwrap();
    assert!(suggested.contains(&(keys::EMAILS, Keep::Both)) && suggested.contains(&(keys::LAST_NAME, Keep::Second)));
    assert!(suggested.contains(&(keys::JOB_TITLE, Keep::First)) && suggested.contains(&(keys::NOTES, Keep::Both)));
    let chosen = [(keys::FIRST_NAME, Keep::Second), (keys::CREATED_AT, Keep::Second)];
    let transaction = merge(&book, Kind::Contact, Id(1), Id(2), &chosen, at(9)).unwrap();
    assert_eq!((transaction.label.act, transaction.label.name.as_str()), (Act::MergedRecords, "Ada"));
    book.apply(transaction);
    assert_eq!((text(&book, 1, keys::FIRST_NAME), text(&book, 1, keys::LAST_NAME)), ("Augusta Ada", "Lovelace"));
    assert_eq!(
        (text(&book, 1, keys::JOB_TITLE), text(&book, 1, keys::NOTES)),
        ("Countess", "likes engines\n\nmet at the fair")
    );
    let ada = book.get(Kind::Contact, Id(1)).unwrap();
    assert_eq!(ada.get(keys::EMAILS), Some(&labelled(&["ada@example.com", "ada@engine.example"])));
    assert_eq!(ada.choices(keys::TAGS), ["VIP", "New"]);
    assert_eq!((book.order_figures(Id(1)).sum.minor, book.order_figures(Id(2)).count), (1000, 0));
    for (kind, id) in [(Kind::Order, 12), (Kind::Task, 13), (Kind::Activity, 14), (Kind::Task, 15)] {
        assert_eq!(book.get(kind, Id(id)).unwrap().reference(keys::CONTACT), Some(Id(1)), "{kind:?} {id}");
    }
    let gone = book.get(Kind::Contact, Id(2)).unwrap();
    assert!(gone.trashed() && gone.reference(keys::MERGED_INTO) == Some(Id(1)));
    assert_eq!(now(&book, Kind::Contact, Id(2)), Some(Id(1)));
}

/// Two devices: one merges two records, the other goes on with the one that went.
#[test]
fn what_another_device_attached_follows() {
    let mut book = adas();
    book.apply(merge(&book, Kind::Contact, Id(1), Id(2), &[], at(9)).unwrap());
    assert!(follow(&book, at(10)).is_none(), "all has followed");
    for (kind, id) in [(Kind::Order, 21), (Kind::Task, 22), (Kind::Deal, 23)] {
        create(&mut book, kind, id, vec![(keys::CONTACT, Value::Ref(Id(2)))]);
    }
    let whose = |book: &Book, kind, id| book.get(kind, Id(id)).unwrap().reference(keys::CONTACT);
    let change = follow(&book, at(10)).unwrap();
    assert_eq!(change.label.count, 3);
    book.apply(change);
    for (kind, id) in [(Kind::Order, 21), (Kind::Task, 22), (Kind::Deal, 23), (Kind::Order, 12)] {
        assert_eq!(whose(&book, kind, id), Some(Id(1)), "{kind:?} {id}");
    }
    assert!(follow(&book, at(11)).is_none());
    // Merged once more, all of it follows on, and taking back each merge brings back its own.
    book.apply(merge(&book, Kind::Contact, Id(3), Id(1), &[], at(12)).unwrap());
    create(&mut book, Kind::Order, 24, vec![(keys::CONTACT, Value::Ref(Id(2)))]);
    book.apply(follow(&book, at(13)).unwrap());
    assert_eq!(whose(&book, Kind::Order, 24), Some(Id(3)));
    book.apply(unmerge(&book, Kind::Contact, Id(1), at(14)).unwrap().transaction);
    assert_eq!((whose(&book, Kind::Order, 11), whose(&book, Kind::Order, 21)), (Some(Id(1)), Some(Id(1))));
    book.apply(unmerge(&book, Kind::Contact, Id(2), at(15)).unwrap().transaction);
    for (kind, id) in [(Kind::Order, 12), (Kind::Order, 21), (Kind::Task, 22), (Kind::Deal, 23)] {
        assert_eq!(whose(&book, kind, id), Some(Id(2)), "{kind:?} {id}");
    }
    assert_eq!(whose(&book, Kind::Order, 11), Some(Id(1)));
}

/// Where one record has all of both, nothing is left to join, and one phone does not become two.
#[test]
fn what_is_written_twice_stays_once() {
    for (first, second, keep, stays) in [
        (&["13812345678"][..], &["138****5678"][..], Keep::First, &["13812345678"][..]),
        (&["138****5678"], &["13812345678"], Keep::Second, &["13812345678"]),
        (&["0151 23456789"], &["+49 151 23456789"], Keep::Second, &["+49 151 23456789"]),
        (&["0151 23456789", "110"], &["+49 151 23456789"], Keep::Both, &["+49 151 23456789", "110"]),
        (&["+49 151 23456789"], &["+49 151 23456780"], Keep::Both, &["+49 151 23456789", "+49 151 23456780"]),
    ] {
        let mut book = Book::new();
        for (id, phones) in [(1, first), (2, second)] {
            let values = vec![(keys::FIRST_NAME, Value::text("Ada")), (keys::PHONES, labelled(phones))];
            create(&mut book, Kind::Contact, id, values);
        }
        let suggested = choices(&book, Kind::Contact, Id(1), Id(2)).unwrap();
        assert!(suggested.contains(&(keys::PHONES, keep)), "{first:?} {second:?} {suggested:?}");
        book.apply(merge(&book, Kind::Contact, Id(1), Id(2), &[], at(9)).unwrap());
        assert_eq!(book.get(Kind::Contact, Id(1)).unwrap().get(keys::PHONES), Some(&labelled(stays)));
    }
}

#[test]
fn a_merge_is_taken_back_after_other_edits_and_without_its_journal() {
    let mut book = adas();
    let before = contents(&book);
    book.apply(merge(&book, Kind::Contact, Id(1), Id(2), &[], at(9)).unwrap());
    set(&mut book, Kind::Contact, 1, keys::JOB_TITLE, Some(Value::text("Analyst")));
    set(&mut book, Kind::Contact, 1, keys::LAST_NAME, Some(Value::text("King")));
    set(&mut book, Kind::Order, 12, keys::CONTACT, Some(Value::Ref(Id(3))));
    let inverse = unmerge(&book, Kind::Contact, Id(2), at(99)).unwrap();
    let skipped: Vec<_> = inverse.skipped.iter().map(|skipped| (skipped.kind, skipped.key)).collect();
    assert_eq!(skipped, [(Kind::Order, keys::CONTACT), (Kind::Contact, keys::LAST_NAME)]);
    book.apply(inverse.transaction);
    let mut wanted = before;
    let mut change = |kind, id, key, value| {
        let values = wanted.get_mut(&(kind, Id(id))).unwrap();
        values.retain(|(known, _)| *known != key);
        values.push((key, value));
        values.sort_by_key(|(key, _)| *key);
    };
    change(Kind::Contact, 1, keys::JOB_TITLE, Value::text("Analyst"));
    change(Kind::Contact, 1, keys::LAST_NAME, Value::text("King"));
    change(Kind::Order, 12, keys::CONTACT, Value::Ref(Id(3)));
    assert_eq!(contents(&book), wanted);
    assert_eq!(unmerge(&book, Kind::Contact, Id(2), at(99)).err(), Some(MergeError::NotMerged(Id(2))));
}

#[test]
fn a_merge_of_a_merge_is_taken_back_in_any_order() {
    for order in [[2, 1], [1, 2]] {
        let mut book = adas();
        let before = contents(&book);
        book.apply(merge(&book, Kind::Contact, Id(1), Id(2), &[], at(9)).unwrap());
        book.apply(merge(&book, Kind::Contact, Id(3), Id(1), &[], at(10)).unwrap());
        assert_eq!(now(&book, Kind::Contact, Id(2)), Some(Id(3)));
        assert_eq!(book.order_figures(Id(3)).count, 2);
        for id in order {
            let inverse = unmerge(&book, Kind::Contact, Id(id), at(99)).unwrap();
            book.apply(inverse.transaction);
        }
        assert_eq!(contents(&book), before, "{order:?}");
    }
}

#[test]
fn what_cannot_be_merged_is_refused() {
    let mut book = adas();
    let refused =
        |book: &Book, a, b, chosen: &[(Key, Keep)]| merge(book, Kind::Contact, Id(a), Id(b), chosen, at(9)).err();
    assert_eq!(refused(&book, 1, 1, &[]), Some(MergeError::Itself(Id(1))));
    assert_eq!(refused(&book, 1, 77, &[]), Some(MergeError::Missing(Id(77))));
    assert_eq!(refused(&book, 1, 2, &[(keys::FIRST_NAME, Keep::Both)]), Some(MergeError::OneValue(keys::FIRST_NAME)));
    assert_eq!(merge(&book, Kind::Order, Id(11), Id(12), &[], at(9)).err(), Some(MergeError::Kind(Kind::Order)));
    set(&mut book, Kind::Contact, 2, keys::TRASHED_AT, Some(Value::Instant(at(3))));
    assert_eq!(refused(&book, 1, 2, &[]), Some(MergeError::Trashed(Id(2))));
    assert_eq!(unmerge(&book, Kind::Contact, Id(2), at(9)).err(), Some(MergeError::NotMerged(Id(2))));
    set(&mut book, Kind::Contact, 2, keys::MERGED_INTO, Some(Value::Ref(Id(2))));
    assert_eq!(now(&book, Kind::Contact, Id(2)), None, "a record that became itself is none");
}

#[test]
fn what_was_said_to_be_two_stays_two() {
    let mut book = adas();
    book.apply(keep_apart(&book, Kind::Contact, Id(3), Id(2), at(5)));
    assert!(book.apply(keep_apart(&book, Kind::Contact, Id(2), Id(3), at(6))).is_none(), "said before");
    assert!(keep_apart(&book, Kind::Contact, Id(2), Id(2), at(6)).is_empty());
    assert_eq!(kept_apart(&book, Kind::Contact), FxHashSet::from_iter([(Id(2), Id(3))]));
    let before = contents(&book);
    book.apply(merge(&book, Kind::Contact, Id(1), Id(2), &[], at(9)).unwrap());
    assert_eq!(kept_apart(&book, Kind::Contact), FxHashSet::from_iter([(Id(1), Id(3))]));
    let back = unmerge(&book, Kind::Contact, Id(2), at(10)).unwrap();
    book.apply(back.transaction);
    assert_eq!(contents(&book), before);
}

/// Records to create, and pairs of contacts that are said to be two.
type Plan = (Vec<(Kind, u128, Vec<(Key, Value)>)>, Vec<(u128, u128)>);

/// A few contacts and companies and what hangs on them.
fn any_plan() -> impl Strategy<Value = Plan> {
    let fields = [keys::FIRST_NAME, keys::NOTES, keys::JOB_TITLE];
    let party = (0..3_usize, "[a-b]{0,2}", prop::collection::vec("[a-b]", 0..3), prop::option::of(0..3_u128));
    let attached = (0..3_usize, prop::option::of(0..4_u128), prop::option::of(0..3_u128), any::<bool>());
    let apart = prop::collection::vec((0..4_u128, 0..4_u128), 0..3);
    (prop::collection::vec(party, 4), prop::collection::vec(attached, 0..12), apart).prop_map(
        move |(parties, attached, apart)| {
            let company = |id: Option<u128>| id.map(|id| (keys::COMPANY, Value::Ref(Id(100 + id))));
            let mut plan: Vec<_> =
                (100..103).map(|id| (Kind::Company, id, vec![(keys::NAME, Value::text("c"))])).collect();
            for (id, (field, value, list, employer)) in (0..).zip(parties) {
                let list: Vec<&str> = list.iter().map(String::as_str).collect();
                let mut values = vec![(fields[field], Value::text(value)), (keys::EMAILS, labelled(&list))];
                values.extend(company(employer));
                plan.push((Kind::Contact, id, values));
            }
            for (id, (kind, contact, employer, trashed)) in (200..).zip(attached) {
                let mut values: Vec<(Key, Value)> = Vec::new();
                values.extend(contact.map(|contact| (keys::CONTACT, Value::Ref(Id(contact)))));
                values.extend(company(employer));
                values.extend(trashed.then_some((keys::TRASHED_AT, Value::Instant(Instant(1)))));
                plan.push(([Kind::Order, Kind::Task, Kind::Activity][kind], id, values));
            }
            (plan, apart)
        },
    )
}

fn build((plan, apart): Plan) -> Book {
    let mut book = Book::new();
    for (kind, id, values) in plan {
        create(&mut book, kind, id, values);
    }
    for (a, b) in apart {
        book.apply(keep_apart(&book, Kind::Contact, Id(a), Id(b), at(3)));
    }
    book
}

proptest! {
    #[test]
    fn nothing_attached_is_lost_and_undo_is_whole(
        plan in any_plan(), a in 0..4_u128, b in 0..4_u128, companies: bool, by_journal: bool,
        keep in prop::sample::select(vec![Keep::First, Keep::Second]),
    ) {
        prop_assume!(a != b && !(companies && (a > 2 || b > 2)));
        let (kind, base) = if companies { (Kind::Company, 100) } else { (Kind::Contact, 0) };
        let (first, second) = (Id(base + a), Id(base + b));
        let mut book = build(plan);
        let before = contents(&book);
        let transaction = merge(&book, kind, first, second, &[(keys::EMAILS, keep)], at(9)).unwrap();
        let receipt = book.apply(transaction).unwrap();

        let stale = |record: &Record| record.id != second && record.values().iter().any(|(_, value)| *value == Value::Ref(second));
        let everything = || Kind::ALL.into_iter().flat_map(|kind| book.iter(kind).chain(book.trashed(kind)));
        prop_assert_eq!(everything().filter(|record| stale(record)).count(), 0);
        prop_assert_eq!(contents(&book).len(), before.len());
        // The record in the trash still has all it had.
        let gone = contents(&book)[&(kind, second)].clone();
        prop_assert!(before[&(kind, second)].iter().all(|value| gone.contains(value)));

        let inverse = match by_journal {
            true => book.inverse_of_pending(&receipt, at(10)).unwrap(),
            false => unmerge(&book, kind, second, at(10)).unwrap(),
        };
        prop_assert!(inverse.skipped.is_empty());
        book.apply(inverse.transaction);
        prop_assert_eq!(contents(&book), before);
    }
}
