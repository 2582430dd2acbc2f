//! Erasing a person for good: the one act without Undo.
//!
//! Deleting takes records away and leaves what they held in the journal, so that it can be taken back. Erasing
//! also rewrites the journal and older snapshots. Invariants: afterwards nothing that an erased record held stands
//! anywhere, but for its id; a tab that has not caught up still learns that the records are gone; all other records and
//! entries stay as they are. Deliberately not here: who reads and writes entries and snapshots (`storage`), and what
//! the owner wrote about a person elsewhere, such as in another contact's notes, which nobody can find safely.

use crate::{
    Act, Book, Edit, Entry, FieldChange, Id, Instant, Key, Kind, Label, Record, Transaction, Value,
    contact::identity_keys, keys,
};
use rustc_hash::FxHashSet;

/// The records to erase.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Erasure {
    records: FxHashSet<(Kind, Id)>,
    ids: FxHashSet<Id>,
}

impl Erasure {
    pub fn new(records: impl IntoIterator<Item = (Kind, Id)>) -> Self {
        let records: FxHashSet<_> = records.into_iter().collect();
        let ids = records.iter().map(|(_, id)| *id).collect();
        Self { records, ids }
    }

    /// A contact with the records that were merged into it, the activities and tasks that are about them, and the leads
    /// that they once were or that name the same email or phone; in the trash too. Orders and deals stay, for the books
    /// must be kept; they lose their link.
    pub fn of_contact(book: &Book, contact: Id) -> Self {
        let mut people = vec![contact];
        let mut at = 0;
        while let Some(into) = people.get(at).copied() {
            let merged = book.trashed(Kind::Contact).filter(|record| record.reference(keys::MERGED_INTO) == Some(into));
            people.extend(merged.map(|record| record.id).filter(|id| !people.contains(id)).collect::<Vec<_>>());
            at += 1;
        }
        let about = [Kind::Activity, Kind::Task].into_iter().flat_map(|kind| book.all(kind));
        let about = about.filter(|record| record.reference(keys::CONTACT).is_some_and(|id| people.contains(&id)));
        let people_too = people.iter().map(|id| (Kind::Contact, *id));
        let leads = leads_of(book, &people).into_iter().map(|id| (Kind::Lead, id));
        Self::new(about.map(|record| (record.kind, record.id)).chain(people_too).chain(leads))
    }

    /// How many records of a kind go.
    pub fn count(&self, kind: Kind) -> usize {
        self.records.iter().filter(|(of, _)| *of == kind).count()
    }

    pub fn len(&self) -> usize {
        self.records.len()
    }
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Deletes the records and every reference to them. Once it is stored, the journal is to be rewritten, this
    /// transaction's entry included.
    pub fn transaction(&self, book: &Book, at: Instant) -> Transaction {
        let mut transaction = Transaction::new(Label::new(Act::Purged, Kind::Contact, 0, ""), at);
        for record in Kind::ALL.into_iter().flat_map(|kind| book.all(kind)) {
            let gone = self.records.contains(&(record.kind, record.id));
            let taken = record.values().iter().filter(|(_, value)| gone || self.names(value)).map(|(key, _)| *key);
            let edit = taken.fold(Edit::new(record.kind, record.id), |edit, key| edit.with(key, None));
            transaction.label.count += u32::from(gone);
            if !edit.fields.is_empty() {
                transaction.edits.push(edit);
            }
        }
        transaction
    }

    /// An entry of the journal without what is erased; nothing where it holds nothing of it. The entry stays, though
    /// it may have no edits left: the journal has no gaps.
    pub fn entry(&self, entry: &Entry) -> Option<Entry> {
        let mut kept = entry.clone();
        kept.edits = entry.edits.iter().filter_map(|edit| self.edit(edit)).collect();
        if kept.edits == entry.edits {
            return None;
        }
        // The label may be the person's name.
        if entry.edits.iter().any(|edit| self.records.contains(&(edit.kind, edit.id))) {
            kept.label.name = String::new();
        }
        Some(kept)
    }

    /// An edit without what is erased. Of a deleted record the deletion stays, without what it held.
    pub fn edit(&self, edit: &Edit) -> Option<Edit> {
        let purges = edit.fields.iter().any(|field| field.key == keys::CREATED_AT && field.after.is_none());
        let keep = |field: &FieldChange| match self.records.contains(&(edit.kind, edit.id)) {
            true => Some(FieldChange { key: field.key, before: None, after: None }),
            false => {
                let side = |value: &Option<Value>| value.clone().filter(|value| !self.names(value));
                let (before, after) = (side(&field.before), side(&field.after));
                // What was there before it pointed at someone erased, and what came after, stays true.
                let told = before.is_some() || after.is_some() || field.before.is_none() && field.after.is_none();
                let unlinks = field.after.is_none() && field.before.is_some();
                (told || unlinks).then_some(FieldChange { key: field.key, before, after })
            }
        };
        if self.records.contains(&(edit.kind, edit.id)) && !purges {
            return None;
        }
        let fields: Vec<FieldChange> = edit.fields.iter().filter_map(keep).collect();
        (!fields.is_empty()).then(|| Edit { fields, ..edit.clone() })
    }

    /// A record of a snapshot; nothing where it is erased.
    pub fn record(&self, record: Record) -> Option<Record> {
        if self.records.contains(&(record.kind, record.id)) {
            return None;
        }
        if !record.values().iter().any(|(_, value)| self.names(value)) {
            return Some(record);
        }
        let kept: Vec<(Key, Value)> = record.values().iter().filter(|(_, value)| !self.names(value)).cloned().collect();
        Some(Record::from_values(record.kind, record.id, kept))
    }

    fn names(&self, value: &Value) -> bool {
        matches!(value, Value::Ref(id) if self.ids.contains(id))
    }
}

/// What became one of these people, though it is gone from the inbox: the journal holds it. And what has their email or
/// phone.
fn leads_of(book: &Book, people: &[Id]) -> Vec<Id> {
    let records: Vec<&Record> = people.iter().filter_map(|id| book.get(Kind::Contact, *id)).collect();
    let mut leads: Vec<Id> =
        records.iter().flat_map(|record| record.choices(keys::LEADS)).filter_map(|id| id.parse().ok()).collect();
    let known: FxHashSet<String> = records.iter().flat_map(|record| identity_keys(record.values())).collect();
    let same = |lead: &&Record| identity_keys(lead.values()).iter().any(|key| known.contains(key));
    leads.extend(book.all(Kind::Lead).filter(same).map(|lead| lead.id));
    leads
}

#[cfg(test)]
mod tests {
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
}
