//! A whole backup instead of what is here: the edits that make an empty book the backup, and the check that they did.

use super::{Progress, reading::read_each};
use domain::{
    Book, Edit, Kind, Record,
    backup::{About, BackupError},
    keys,
};
use rustc_hash::FxHashSet;

/// What makes an empty book the one of the backup, as one transaction of the act [`domain::merge::ACT`], for its
/// records bring their own versions.
pub fn whole(bytes: &[u8], passphrase: Option<&str>, progress: Progress) -> Result<(About, Vec<Edit>), BackupError> {
    let mut edits = Vec::new();
    let mut add = |record: Record| {
        let mut edit = Edit::new(record.kind, record.id);
        if record.get(keys::CHANGED_AT).is_none() {
            // Or the time of the restore would be written.
            edit = edit.with(keys::CHANGED_AT, None);
        }
        edits.push(record.values().iter().fold(edit, |edit, (key, value)| edit.with(*key, Some(value.clone()))));
        Ok(())
    };
    let about = read_each(bytes, passphrase, &mut add, progress)?;
    // Part of the data must not take the place of all of them.
    if about.partial { Err(BackupError::NotABackup) } else { Ok((about, edits)) }
}

/// Whether a book holds every field of every record of the backup, and no record more.
pub fn verify(book: &Book, bytes: &[u8], passphrase: Option<&str>, progress: Progress) -> Result<(), BackupError> {
    let mut seen = FxHashSet::default();
    let mut compare = |there: Record| {
        let here = book.get(there.kind, there.id);
        let new = seen.insert((there.kind, there.id));
        match here.filter(|here| new && same(book, here, &there)) {
            Some(_) => Ok(()),
            None => Err(BackupError::NotVerified),
        }
    };
    read_each(bytes, passphrase, &mut compare, progress)?;
    let held: usize = Kind::ALL.into_iter().map(|kind| book.all(kind).count()).sum();
    if held == seen.len() { Ok(()) } else { Err(BackupError::NotVerified) }
}

fn same(book: &Book, here: &Record, there: &Record) -> bool {
    // One that was deleted once and is wanted again is noted anew.
    let revived = book.deletion(here.kind, here.id).is_some();
    let told = |record: &Record| -> Vec<_> {
        record.values().iter().filter(|(key, _)| !revived || *key != keys::VERSIONS).cloned().collect()
    };
    told(here) == told(there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::{
        tests::{AT, all, book_of, quiet, record},
        write,
    };
    use domain::{Act, Id, Instant, Label, Transaction, Value};
    use proptest::prelude::*;

    fn applied(edits: Vec<Edit>) -> Book {
        let mut book = Book::new();
        let label = Label::new(domain::merge::ACT, Kind::Contact, edits.len(), "");
        book.apply(Transaction { edits, ..Transaction::new(label, Instant(AT.0 + 5)) });
        let sealed = book.seal(2);
        sealed.into_iter().for_each(|sealed| book.confirm(&sealed));
        book
    }

    /// Made, changed, trashed, deleted for ever and brought back: with the versions and deletions of all that.
    fn lived_in() -> Book {
        let mut book = Book::new();
        let transaction = |at| Transaction::new(Label::new(Act::Edited, Kind::Contact, 1, ""), Instant(AT.0 + at));
        let made = |id| (Id(id), [(keys::FIRST_NAME, Value::text(format!("n{id}")))]);
        let all = (1..6).map(made).fold(transaction(0), |all, (id, values)| all.create(Kind::Contact, id, values));
        let purge = |book: &Book, id| {
            let held = book.get(Kind::Contact, Id(id)).map_or(&[][..], Record::values);
            held.iter().fold(Edit::new(Kind::Contact, Id(id)), |edit, (key, _)| edit.with(*key, None))
        };
        let steps: [&dyn Fn(&Book) -> Transaction; 5] = [
            &|_| all.clone(),
            &|_| transaction(1).set(Kind::Contact, Id(1), keys::NOTES, Some(Value::text("later"))),
            &|_| transaction(2).set(Kind::Contact, Id(2), keys::TRASHED_AT, Some(Value::Instant(AT))),
            &|book| transaction(3).edit(purge(book, 3)).edit(purge(book, 4)),
            &|_| transaction(4).create(Kind::Contact, Id(4), [(keys::FIRST_NAME, Value::text("again"))]),
        ];
        for step in steps {
            let next = step(&book);
            book.apply(next);
            let sealed = book.seal(1);
            sealed.into_iter().for_each(|sealed| book.confirm(&sealed));
        }
        book
    }

    #[test]
    fn a_restored_book_is_the_one_of_the_backup() {
        let book = lived_in();
        assert!(book.all(Kind::Deletion).count() > 0);
        let backup = write(&book, AT, None, &mut quiet).unwrap();
        let (about, edits) = whole(&backup.bytes, None, &mut quiet).unwrap();
        assert_eq!(edits.len() as u64, about.records());
        let restored = applied(edits);
        assert_eq!(verify(&restored, &backup.bytes, None, &mut quiet), Ok(()));
        assert_eq!(verify(&book, &backup.bytes, None, &mut quiet), Ok(()));
    }

    #[test]
    fn whatever_is_missing_other_or_more_is_found() {
        let book = lived_in();
        let backup = write(&book, AT, None, &mut quiet).unwrap();
        let (_, edits) = whole(&backup.bytes, None, &mut quiet).unwrap();
        for gone in 0..edits.len() {
            let mut fewer = edits.clone();
            fewer.remove(gone);
            let found = verify(&applied(fewer), &backup.bytes, None, &mut quiet);
            assert_eq!(found, Err(BackupError::NotVerified), "without edit {gone}");
        }
        let with = |edit: Edit| applied(edits.iter().cloned().chain([edit]).collect());
        let other = with(Edit::new(Kind::Contact, Id(1)).with(keys::NOTES, Some(Value::text("other"))));
        assert_eq!(verify(&other, &backup.bytes, None, &mut quiet), Err(BackupError::NotVerified));
        let more = with(Edit::new(Kind::Tag, Id(9)).with(keys::CREATED_AT, Some(Value::Instant(AT))));
        assert_eq!(verify(&more, &backup.bytes, None, &mut quiet), Err(BackupError::NotVerified));
    }

    #[test]
    fn backups_of_every_format_are_restored_whole() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/backup-v1/plain.solocrm");
        let bytes = std::fs::read(folder).unwrap();
        let (_, edits) = whole(&bytes, None, &mut quiet).unwrap();
        assert_eq!(verify(&applied(edits), &bytes, None, &mut quiet), Ok(()));
    }

    fn in_order(book: &Book) -> Vec<Record> {
        let mut records = all(book);
        records.sort_by_key(|record| (record.kind, record.id));
        records
    }

    /// Made at a time that a clock may show, and changed since.
    fn lived() -> impl Strategy<Value = Record> {
        (record(), 0..4_000_000_000_000_i64).prop_map(|(record, at)| {
            let times = [(keys::CREATED_AT, at), (keys::CHANGED_AT, at + 7)];
            let others = record.values().iter().filter(|(key, _)| times.iter().all(|(time, _)| time != key)).cloned();
            let times = times.map(|(key, at)| (key, Value::Instant(Instant(at))));
            Record::from_values(record.kind, record.id, others.chain(times).collect())
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        /// Export, wipe, restore: records of every kind, with own and unknown fields, and deletions.
        #[test]
        fn whatever_is_in_a_book_comes_back(
            records in prop::collection::vec(lived(), 0..40),
            gone in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
        ) {
            let mut book = book_of(records.clone());
            for index in gone.iter().filter(|_| !records.is_empty()) {
                let Record { kind, id, .. } = *index.get(&records);
                let purge = Edit::new(kind, id).with(keys::CREATED_AT, None);
                book.apply(Transaction::new(Label::new(Act::Purged, kind, 1, ""), AT).edit(purge));
                let sealed = book.seal(1);
                sealed.into_iter().for_each(|sealed| book.confirm(&sealed));
            }
            let backup = write(&book, AT, None, &mut quiet).unwrap();
            let (_, edits) = whole(&backup.bytes, None, &mut quiet).unwrap();
            let restored = applied(edits);
            prop_assert_eq!(verify(&restored, &backup.bytes, None, &mut quiet), Ok(()));
            prop_assert_eq!(in_order(&restored), in_order(&book));
            // And by merging into nothing, as on a new device.
            let (_, merge) = crate::backup::merge(&Book::new(), &backup.bytes, None, &mut quiet).unwrap();
            prop_assert_eq!(in_order(&applied(merge.edits)), in_order(&book));
        }
    }
}
