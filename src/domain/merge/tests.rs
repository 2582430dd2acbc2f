//! Three devices, each with its own data, clock and journal.

use super::*;
use crate::{Entry, Instant, Label, Transaction};
use proptest::prelude::*;
use std::collections::BTreeMap;

const KEYS: [Key; 4] = [keys::FIRST_NAME, keys::LAST_NAME, keys::JOB_TITLE, keys::NOTES];

struct Device {
    book: Book,
    number: u64,
    journal: Vec<Entry>,
}

fn tx(act: Act, at: i64) -> Transaction {
    Transaction::new(Label::new(act, Kind::Contact, 1, ""), Instant(at))
}

type Contents = BTreeMap<(Kind, Id), Record>;

fn contents(book: &Book) -> Contents {
    let all = Kind::ALL.into_iter().flat_map(|kind| book.all(kind));
    all.map(|record| ((record.kind, record.id), record.clone())).collect()
}

fn copy(contents: &Contents) -> Book {
    let mut book = Book::new();
    for kind in Kind::ALL {
        book.load_chunk(kind, 0, contents.values().filter(|record| record.kind == kind).cloned().collect());
    }
    book
}

fn merge_of(here: &Book, there: &Contents) -> Merge {
    let mut merging = Merging::new(here);
    there.values().for_each(|record| merging.add(record.clone()));
    merging.finish()
}

/// What a book holds after it took in another.
fn joined(a: &Contents, b: &Contents) -> Contents {
    let mut device = Device { book: copy(a), number: 77, journal: Vec::new() };
    device.merge(b, 1_000);
    contents(&device.book)
}

impl Device {
    fn new(number: u64) -> Self {
        Self { book: Book::new(), number, journal: Vec::new() }
    }
    fn perform(&mut self, transaction: Transaction) {
        self.book.apply(transaction);
        let Some(sealed) = self.book.seal(self.number) else { return };
        self.journal.extend(sealed.entries.iter().map(|entry| entry.entry()));
        self.book.confirm(&sealed);
    }
    fn create(&mut self, id: u128, at: i64) {
        if self.book.get(Kind::Contact, Id(id)).is_none() {
            let name = Value::text(format!("n{at}"));
            self.perform(tx(Act::Created, at).create(Kind::Contact, Id(id), [(keys::FIRST_NAME, name)]));
        }
    }
    fn set(&mut self, id: u128, key: Key, value: &str, at: i64) {
        self.perform(tx(Act::Edited, at).set(Kind::Contact, Id(id), key, Some(Value::text(value))));
    }
    fn purge(&mut self, id: u128, at: i64) {
        if let Some(record) = self.book.get(Kind::Contact, Id(id)) {
            let edit = purge(record);
            self.perform(tx(Act::Purged, at).edit(edit));
        }
    }
    fn undo(&mut self, back: usize, at: i64) {
        let Some(entry) = self.journal.iter().rev().nth(back).cloned() else { return };
        let inverse = self.book.inverse(&entry, Instant(at)).transaction;
        self.perform(inverse);
    }
    fn merge(&mut self, there: &Contents, at: i64) -> Merge {
        let merge = merge_of(&self.book, there);
        let whole = Transaction { edits: merge.edits.clone(), ..tx(ACT, at) };
        self.perform(whole);
        merge
    }
    fn text(&self, id: u128, key: Key) -> String {
        self.book.get(Kind::Contact, Id(id)).map(|record| record.text(key).to_owned()).unwrap_or_default()
    }
}

/// Two devices that hold the same contact, and one with a name each knows.
fn pair() -> (Device, Device) {
    let (mut a, mut b) = (Device::new(1), Device::new(2));
    a.create(1, 10);
    b.merge(&contents(&a.book), 11);
    assert_eq!(contents(&a.book), contents(&b.book));
    (a, b)
}

fn both_ways(a: &mut Device, b: &mut Device) {
    let before = contents(&a.book);
    a.merge(&contents(&b.book), 500);
    b.merge(&before, 500);
    assert_eq!(contents(&a.book), contents(&b.book));
}

#[test]
fn different_fields_both_win_and_the_later_of_one() {
    let (mut a, mut b) = pair();
    a.set(1, keys::FIRST_NAME, "Ada", 20);
    b.set(1, keys::LAST_NAME, "Lovelace", 21);
    b.set(1, keys::JOB_TITLE, "earlier", 22);
    a.set(1, keys::JOB_TITLE, "later", 23);
    a.set(1, keys::NOTES, "cleared elsewhere", 12);
    b.set(1, keys::NOTES, "x", 24);
    b.set(1, keys::NOTES, "", 25);
    both_ways(&mut a, &mut b);
    let told = [keys::FIRST_NAME, keys::LAST_NAME, keys::JOB_TITLE, keys::NOTES].map(|key| a.text(1, key));
    assert_eq!(told, ["Ada", "Lovelace", "later", ""]);
    assert_eq!(a.book.get(Kind::Contact, Id(1)).unwrap().instant(keys::CHANGED_AT), Some(Instant(25)));
}

#[test]
fn deletions_are_respected_and_can_be_taken_back() {
    let (mut a, mut b) = pair();
    a.purge(1, 20);
    b.set(1, keys::NOTES, "changed after it was deleted", 30);
    let before = contents(&b.book);
    assert_eq!(a.merge(&before, 40).added, 0);
    assert_eq!(b.merge(&contents(&a.book), 40).removed, 1);
    assert_eq!(a.book.count(Kind::Contact) + b.book.count(Kind::Contact), 0);
    // An old backup does not bring it back; undoing the deletion does, on both devices.
    a.merge(&before, 50);
    assert_eq!(a.book.count(Kind::Contact), 0);
    let deletion = a.journal.iter().position(|entry| entry.label.act == Act::Purged).unwrap();
    a.undo(a.journal.len() - 1 - deletion, 60);
    assert_eq!(a.text(1, keys::FIRST_NAME), "n10");
    b.merge(&contents(&a.book), 70);
    assert_eq!(contents(&a.book), contents(&b.book));
    assert_eq!(b.text(1, keys::FIRST_NAME), "n10");
}

#[test]
fn a_merge_is_taken_back_and_done_again() {
    let (mut a, mut b) = pair();
    b.set(1, keys::FIRST_NAME, "Bea", 20);
    b.create(2, 21);
    a.create(3, 22);
    b.merge(&contents(&a.book), 23);
    b.purge(3, 24);
    let (before, there) = (contents(&a.book), contents(&b.book));
    let merge = a.merge(&there, 30);
    assert_eq!((merge.added, merge.changed, merge.removed), (1, 1, 1));
    let after = contents(&a.book);
    a.undo(0, 40);
    assert_eq!(contents(&a.book), before);
    a.merge(&there, 50);
    assert_eq!(contents(&a.book), after);
}

/// Doing a merge again brings back what another device has deleted meanwhile: for good, not until the next merge.
#[test]
fn a_merge_done_again_after_a_deletion_elsewhere() {
    let (mut a, mut b) = (Device::new(1), Device::new(2));
    b.create(1, 10);
    a.merge(&contents(&b.book), 11);
    a.undo(0, 12);
    b.purge(1, 13);
    a.merge(&contents(&b.book), 14);
    a.undo(1, 15);
    assert_eq!(a.text(1, keys::FIRST_NAME), "n10");
    let now = contents(&a.book);
    assert_eq!(joined(&now, &now), now);
    both_ways(&mut a, &mut b);
    assert_eq!(b.text(1, keys::FIRST_NAME), "n10");
}

#[test]
fn there_is_one_profile() {
    let (mut a, mut b) = (Device::new(1), Device::new(2));
    for (device, at) in [(&mut a, 10), (&mut b, 20)] {
        let values = [(keys::NAME, Value::text(format!("made at {at}"))), (keys::CURRENCY, Value::text("EUR"))];
        device.perform(tx(Act::Settings, at).create(Kind::Profile, crate::profile::ID, values));
    }
    let currency = Some(Value::text("CNY"));
    a.perform(tx(Act::Settings, 30).set(Kind::Profile, crate::profile::ID, keys::CURRENCY, currency));
    both_ways(&mut a, &mut b);
    let profile = a.book.get(Kind::Profile, crate::profile::ID).unwrap();
    assert_eq!((profile.text(keys::NAME), profile.text(keys::CURRENCY)), ("made at 20", "CNY"));
}

fn tag(device: &mut Device, name: &str, colour: Option<f64>, at: i64) {
    let id = crate::tag::id(name);
    let colour = colour.map(Value::Number);
    match device.book.get(Kind::Tag, id) {
        Some(_) => device.perform(tx(Act::Edited, at).set(Kind::Tag, id, keys::COLOUR, colour)),
        None => {
            let values = [(keys::NAME, Value::text(name))].into_iter().chain(colour.map(|of| (keys::COLOUR, of)));
            device.perform(tx(Act::Created, at).create(Kind::Tag, id, values));
        }
    }
}

#[test]
fn a_tag_made_on_two_devices_is_one() {
    let (mut a, mut b) = (Device::new(1), Device::new(2));
    tag(&mut a, "VIP", Some(1.0), 10);
    tag(&mut b, "VIP", None, 20);
    tag(&mut a, "VIP", Some(3.0), 30);
    both_ways(&mut a, &mut b);
    assert_eq!(a.book.count(Kind::Tag), 1);
    assert_eq!(a.book.get(Kind::Tag, crate::tag::id("VIP")).unwrap().number(keys::COLOUR), Some(3.0));
}

#[test]
fn a_write_that_fails_leaves_no_notes_behind() {
    let (mut a, mut b) = pair();
    b.create(2, 12);
    a.merge(&contents(&b.book), 13);
    // What another device of the same data did meanwhile makes the clock jump.
    a.book.apply(tx(Act::Edited, 20).set(Kind::Contact, Id(1), keys::NOTES, Some(Value::text("kept"))));
    let gone = purge(a.book.get(Kind::Contact, Id(2)).unwrap());
    a.book.apply(tx(Act::Purged, 21).edit(gone));
    let failed = a.book.seal(1).unwrap();
    a.book.reject(failed);
    a.book.note_clock(5_000);
    a.perform(tx(Act::Edited, 22).set(Kind::Contact, Id(1), keys::JOB_TITLE, Some(Value::text("also"))));
    assert_eq!(a.book.count(Kind::Deletion), 1);
    let versions = Versions::of(a.book.get(Kind::Contact, Id(1)).unwrap());
    assert!(versions.iter().all(|(_, version)| version.clock > 5_000), "{versions:?}");
    both_ways(&mut a, &mut b);
}

#[derive(Clone, Debug)]
enum Step {
    Create(u8),
    Set(u8, usize, String),
    Trash(u8),
    Purge(u8),
    Undo(usize),
    /// Takes in what that device has by now.
    Merge(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..6_u8).prop_map(Step::Create),
        8 => (0..6_u8, 0..KEYS.len(), "[a-c]{0,1}").prop_map(|(id, key, value)| Step::Set(id, key, value)),
        1 => (0..6_u8).prop_map(Step::Trash),
        2 => (0..6_u8).prop_map(Step::Purge),
        2 => (0..4_usize).prop_map(Step::Undo),
        3 => (0..3_usize).prop_map(Step::Merge),
    ]
}

/// Each device makes ids of its own, as UUIDs are; a merge makes them shared.
fn run(steps: &[(usize, Step, i64)]) -> [Contents; 3] {
    let mut devices = [1, 2, 3].map(Device::new);
    for (place, (who, step, late)) in steps.iter().enumerate() {
        // Clocks of devices differ by up to three steps.
        let at = 10 + place as i64 + late;
        let known: Vec<u128> = devices[*who].book.all(Kind::Contact).map(|record| record.id.0).collect();
        let pick = |id: &u8| known.get(usize::from(*id) % known.len().max(1)).copied().unwrap_or_default();
        match step {
            Step::Create(id) => devices[*who].create(u128::from(*id) + 100 * (*who as u128 + 1), at),
            Step::Set(id, key, value) => devices[*who].set(pick(id), KEYS[*key], value, at),
            Step::Trash(id) => {
                let trashed = Some(Value::Instant(Instant(at)));
                devices[*who].perform(tx(Act::Trashed, at).set(Kind::Contact, Id(pick(id)), keys::TRASHED_AT, trashed));
            }
            Step::Purge(id) => devices[*who].purge(pick(id), at),
            Step::Undo(back) => devices[*who].undo(*back, at),
            Step::Merge(from) => {
                let there = contents(&devices[*from].book);
                devices[*who].merge(&there, at);
            }
        }
    }
    devices.map(|device| contents(&device.book))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn tags_of_one_name_become_one_in_any_order(
        steps in prop::collection::vec((0..3_usize, 0..3_usize, prop::option::of(0..3_u8), 0..4_i64, any::<bool>()), 1..40)
    ) {
        let mut devices = [1, 2, 3].map(Device::new);
        for (place, (who, name, colour, late, merges)) in steps.into_iter().enumerate() {
            let at = 10 + place as i64 + late;
            if merges {
                let there = contents(&devices[name].book);
                devices[who].merge(&there, at);
            } else {
                tag(&mut devices[who], ["VIP", "vip", "老客户"][name], colour.map(f64::from), at);
            }
        }
        let [a, b, c] = devices.map(|device| contents(&device.book));
        let ab = joined(&a, &b);
        prop_assert_eq!(&ab, &joined(&b, &a), "commutative");
        let all = joined(&ab, &c);
        prop_assert_eq!(&all, &joined(&a, &joined(&b, &c)), "associative");
        let mut names: Vec<&str> = all.values().map(|record| record.text(keys::NAME)).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        prop_assert_eq!(names.len(), count, "one of each name");
    }

    #[test]
    fn merging_is_a_join(steps in prop::collection::vec((0..3_usize, step(), 0..4_i64), 1..50)) {
        let [a, b, c] = run(&steps);
        prop_assert_eq!(&joined(&a, &a), &a, "idempotent");
        let ab = joined(&a, &b);
        prop_assert_eq!(&ab, &joined(&b, &a), "commutative");
        prop_assert_eq!(&joined(&ab, &b), &ab, "taking in the same again changes nothing");
        prop_assert_eq!(merge_of(&copy(&ab), &a).edits, Vec::new());
        prop_assert_eq!(&joined(&ab, &c), &joined(&a, &joined(&b, &c)), "associative");
    }
}
