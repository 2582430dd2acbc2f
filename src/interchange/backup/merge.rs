//! Backups against the data here: merged into it, or compared with it.

use super::{Comparison, Progress, reading::read_each};
use domain::{
    Book,
    backup::{About, BackupError, Difference},
    merge::{Merge, Merging},
};

/// What merging this backup into the book would change. Merged into an empty book it is a restore: the outcome is the
/// backup itself, with its versions and deletions.
pub fn merge(
    book: &Book,
    bytes: &[u8],
    passphrase: Option<&str>,
    progress: Progress,
) -> Result<(About, Merge), BackupError> {
    let mut merging = Merging::new(book);
    let mut add = |record| {
        merging.add(record);
        Ok(())
    };
    let about = read_each(bytes, passphrase, &mut add, progress)?;
    Ok((about, merging.finish()))
}

/// What changed between this backup and the book.
pub fn compare(
    book: &Book,
    bytes: &[u8],
    passphrase: Option<&str>,
    progress: Progress,
) -> Result<(About, Difference), BackupError> {
    let mut comparison = Comparison::new(book);
    let mut add = |record| {
        comparison.add(&record);
        Ok(())
    };
    let about = read_each(bytes, passphrase, &mut add, progress)?;
    Ok((about, comparison.finish()))
}

#[cfg(test)]
mod tests {
    use crate::backup::{
        merge::{compare, merge},
        tests::{AT, all, quiet},
        write,
    };
    use domain::{Act, Book, Date, Instant, Kind, Label, Transaction};

    fn merged(mut book: Book, edits: Vec<domain::Edit>) -> Book {
        let label = Label::new(domain::merge::ACT, Kind::Contact, edits.len(), "");
        book.apply(Transaction { edits, ..Transaction::new(label, Instant(AT.0 + 5)) });
        let sealed = book.seal(2);
        sealed.into_iter().for_each(|sealed| book.confirm(&sealed));
        book
    }

    /// Export, wipe, restore: the sample business comes back with every record as it was.
    #[test]
    fn a_backup_restores_an_empty_book() {
        let setting = crate::sample::Setting {
            lang: crate::sample::Lang::Chinese,
            seed: 3,
            today: Date(20_500),
            at: AT,
            currency: domain::Currency::CNY,
        };
        let mut book = Book::new();
        let label = Label::new(Act::SampleAdded, Kind::Contact, 1, "");
        book.apply(Transaction { edits: crate::sample::sample(&setting), ..Transaction::new(label, AT) });
        let sealed = book.seal(1).unwrap();
        book.confirm(&sealed);
        let backup = write(&book, AT, None, &mut quiet).unwrap();
        assert!(backup.about.records() > 1_000);
        let (about, found) = merge(&Book::new(), &backup.bytes, None, &mut quiet).unwrap();
        assert_eq!((about.records(), found.added), (backup.about.records(), backup.about.records()));
        let restored = merged(Book::new(), found.edits);
        let sorted = |book: &Book| {
            let mut records = all(book);
            records.sort_by_key(|record| (record.kind, record.id));
            records
        };
        assert!(sorted(&restored) == sorted(&book));
        let (_, difference) = compare(&restored, &backup.bytes, None, &mut quiet).unwrap();
        assert_eq!(difference.kinds, []);
        // The same again changes nothing.
        assert_eq!(merge(&book, &backup.bytes, None, &mut quiet).unwrap().1.edits, []);
    }
}
