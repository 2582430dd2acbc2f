//! A backup without those who were erased.

use super::{Progress, Written, peek, read, write};
use domain::{Book, Kind, Record, backup::BackupError, book::CHUNK_RECORDS, erase::Erasure};

/// The same backup without what is erased, read back and found good; nothing where it holds nothing of it. It is of
/// the same time, though its bytes are new. A sealed one stays closed.
pub fn without(bytes: &[u8], erasure: &Erasure, progress: Progress) -> Result<Option<Written>, BackupError> {
    let (at, _) = peek(bytes)?;
    let records = read(bytes, None)?.records;
    let whole = book_of(records.clone());
    let erasure = erasure.in_book(&whole);
    let kept: Vec<Record> = records.iter().cloned().filter_map(|record| erasure.record(record)).collect();
    if kept == records {
        return Ok(None);
    }
    drop((records, whole));
    write(&book_of(kept), at, None, progress).map(Some)
}

fn book_of(records: Vec<Record>) -> Book {
    let mut of_kinds: [Vec<Record>; Kind::COUNT] = Default::default();
    records.into_iter().for_each(|record| of_kinds[record.kind.index()].push(record));
    let mut book = Book::new();
    for (kind, mut rest) in Kind::ALL.into_iter().zip(of_kinds) {
        let mut chunk = 0;
        while !rest.is_empty() {
            let later = rest.split_off(rest.len().min(CHUNK_RECORDS));
            book.load_chunk(kind, chunk, std::mem::replace(&mut rest, later));
            chunk += 1;
        }
    }
    book
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::tests::{AT, all, quiet, sealing};
    use domain::{Id, Value, keys};

    fn record(kind: Kind, id: u128, values: &[(domain::Key, Value)]) -> Record {
        let made = (keys::CREATED_AT, Value::Instant(AT));
        Record::from_values(kind, Id(id), [made].into_iter().chain(values.iter().cloned()).collect())
    }

    #[test]
    fn the_person_is_gone_and_all_else_is_as_it_was() {
        let of_ada = (keys::CONTACT, Value::Ref(Id(1)));
        let mut records = vec![
            record(Kind::Contact, 1, &[(keys::LAST_NAME, Value::text("Lovelace"))]),
            record(Kind::Order, 3, &[of_ada.clone(), (keys::NUMBER, Value::text("A-1"))]),
            // Deleted since: only this backup still knows of it.
            record(Kind::Activity, 4, &[of_ada, (keys::TEXT, Value::text("Lovelace called"))]),
        ];
        records.extend((10..500).map(|id| record(Kind::Contact, id, &[(keys::LAST_NAME, Value::text("Babbage"))])));
        let written = write(&book_of(records), AT, None, &mut quiet).unwrap();
        let erasure = Erasure::new([(Kind::Contact, Id(1))]);
        let kept = without(&written.bytes, &erasure, &mut quiet).unwrap().unwrap();
        let read_back = read(&kept.bytes, None).unwrap();
        assert_eq!((read_back.about.created_at, read_back.about.records()), (AT, 491));
        assert!(!read_back.records.iter().any(|record| format!("{record:?}").contains("Lovelace")));
        let before = read(&written.bytes, None).unwrap().records;
        let others = |record: &&Record| !matches!(record.id, Id(1) | Id(3) | Id(4));
        assert!(before.iter().filter(others).eq(read_back.records.iter().filter(others)));
        assert_eq!(read_back.records.iter().find(|record| record.id == Id(3)).unwrap().get(keys::CONTACT), None);
        assert!(without(&kept.bytes, &erasure, &mut quiet).unwrap().is_none(), "once is enough");
    }

    #[test]
    fn what_cannot_be_rewritten_is_told() {
        let book = book_of(vec![record(Kind::Contact, 1, &[])]);
        assert_eq!(all(&book).len(), 1);
        let sealed = write(&book, AT, Some(&sealing("x")), &mut quiet).unwrap();
        let erasure = Erasure::new([(Kind::Contact, Id(1))]);
        let told = |bytes: &[u8]| without(bytes, &erasure, &mut quiet).map(drop);
        assert_eq!(told(&sealed.bytes), Err(BackupError::NeedsPassphrase));
        let plain = write(&book, AT, None, &mut quiet).unwrap().bytes;
        assert_eq!(told(&plain[..plain.len() / 2]), Err(BackupError::Truncated));
    }
}
