//! Everything, or everything about one person, as one archive of open formats: JSON Lines that say all, and CSV tables
//! for people. `backup/FORMAT.md` describes it and is in it; our own restore reads it.

use super::{Words, csv};
use crate::{
    backup::{Progress, body::Archive},
    zip::ZipWriter,
};
use domain::{Book, Id, Instant, Key, Kind, Record, Value, backup::BackupError, erase, keys};
use rustc_hash::FxHashSet;

/// A table for people: the fields of a kind with their headers in the owner's language.
pub type Table = (Kind, Vec<(Key, String)>);

/// All records, the trash included, and a table of the living ones for each kind that has columns.
pub fn everything(
    book: &Book,
    tables: &[Table],
    words: &Words,
    at: Instant,
    progress: Progress,
) -> Result<Vec<u8>, BackupError> {
    archive(book, &|_| true, tables, words, at, progress)
}

/// What a person may ask for by law: their own record and those that were merged into it, every record that points at
/// one of these, what was noted and planned for their deals, and what came into the inbox by their email or phone; in
/// the trash too.
pub fn person(book: &Book, contact: Id, tables: &[Table], words: &Words, at: Instant) -> Result<Vec<u8>, BackupError> {
    let people: FxHashSet<Id> = erase::people(book, contact).into_iter().collect();
    let leads = erase::leads_of(book, &people.iter().copied().collect::<Vec<_>>());
    let about = |record: &Record| {
        let points = |value: &Value| matches!(value, Value::Ref(id) if people.contains(id));
        people.contains(&record.id) || record.values().iter().any(|(_, value)| points(value))
    };
    let deals: FxHashSet<Id> = book.all(Kind::Deal).filter(|deal| about(deal)).map(|deal| deal.id).collect();
    let wanted = |record: &Record| match record.kind {
        Kind::Lead => leads.contains(&record.id),
        Kind::Activity | Kind::Task => {
            about(record) || record.reference(keys::DEAL).is_some_and(|deal| deals.contains(&deal))
        }
        _ => about(record),
    };
    archive(book, &wanted, tables, words, at, &mut |_, _| {})
}

fn archive(
    book: &Book,
    wanted: &dyn Fn(&Record) -> bool,
    tables: &[Table],
    words: &Words,
    at: Instant,
    progress: Progress,
) -> Result<Vec<u8>, BackupError> {
    let total = Kind::ALL.into_iter().map(|kind| book.all(kind).count() as u64).sum();
    let mut archive = Archive::new(ZipWriter::new(Vec::new(), 0, at), at);
    archive.records(book, wanted, &mut |done| progress(done, total));
    for (kind, columns) in tables {
        let ids: Vec<Id> = book.iter(*kind).filter(|record| wanted(record)).map(|record| record.id).collect();
        archive.file(&format!("tables/{}.csv", kind.code()), &csv(book, *kind, &ids, columns, words));
    }
    archive.finish().map(|(_, bytes)| bytes)
}
