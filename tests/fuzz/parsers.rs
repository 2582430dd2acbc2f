//! What is done with hostile bytes: by the fuzzer without end, by `cargo test` with the corpus.
//!
//! `cargo +nightly fuzz run --fuzz-dir tests/fuzz TARGET tests/fuzz/corpus/TARGET SEEDS` (cargo-fuzz 0.13) looks for
//! bytes that break a target, beginning with the fixtures named below. What it finds is minimised (`fuzz tmin`), kept
//! in `corpus/TARGET` and replayed by every `make test`, with the fixtures.

use domain::{
    Act, Book, Currency, Date, Instant, Kind, Label, Transaction, chunk,
    import::{Plan, PreviewOptions, Report, custom_fields},
    journal,
};
use interchange::{backup, csv, formats, formats::Opened, frame, import, lead};

pub type Target = fn(&[u8]);

/// Every target with the name of its corpus and the folders of `tests/fixtures` it begins with.
pub const TARGETS: [(&str, Target, &[&str]); 6] = [
    ("files", files, &["formats", "csv", "sources", "crates"]),
    ("twice", twice, &["formats", "csv", "sources", "crates"]),
    ("lead", lead, &["formats", "csv", "crates/mail-parser"]),
    ("backup", backup, &["backup-v1"]),
    ("sealed", sealed, &["backup-v1"]),
    ("stored", stored, &["format-v1", "format-v2", "format-v3"]),
];

const NOW: Instant = Instant(1_790_000_000_000);

/// Any file that is dropped on the page: its tables, a first look at each, and what importing it would do.
pub fn files(bytes: &[u8]) {
    let Ok(opened) = formats::open(bytes.to_vec(), None) else { return };
    for part in &opened.parts {
        drop(frame::frame(&part.table));
        drop(import(&mut Book::new(), &opened, &part.name));
    }
}

/// A file that is imported a second time adds nothing.
pub fn twice(bytes: &[u8]) {
    let Ok(opened) = formats::open(bytes.to_vec(), None) else { return };
    let mut book = Book::new();
    if import(&mut book, &opened, "").is_some() {
        let again = import(&mut book, &opened, "");
        assert_eq!(again.map(|report| report.created), Some(0), "created by the second import");
    }
}

/// A text that is pasted into the inbox or shared with it, or a small file.
pub fn lead(bytes: &[u8]) {
    if let Ok(read) = csv::decode(bytes.to_vec(), None) {
        drop(lead::read(&read.text));
    }
}

/// A backup for which a passphrase is given, whether it wants one or not.
pub fn sealed(bytes: &[u8]) {
    drop(backup::read(bytes, Some("correct horse battery staple 电池")));
}

/// A backup file.
pub fn backup(bytes: &[u8]) {
    drop(backup::peek(bytes));
    drop(backup::read(bytes, None));
}

/// What stands in the browser's database.
pub fn stored(bytes: &[u8]) {
    for kind in Kind::ALL {
        drop(chunk::decode(kind, bytes));
    }
    drop(journal::decode_head(bytes));
    drop(journal::decode_part(bytes));
    drop(journal::decode_transaction(bytes));
}

/// Imports a table the way worker and page do together. None where it is refused.
fn import(book: &mut Book, opened: &Opened, part: &str) -> Option<Report> {
    let options = PreviewOptions { part: part.to_owned(), custom: custom_fields(book), ..PreviewOptions::default() };
    let found = opened.preview(&options).ok()?;
    let table = &opened.part(part)?.table;
    let seed = book.clock() + 1 + Kind::ALL.iter().map(|kind| book.count(*kind) as u64).sum::<u64>();
    let plan = Plan::suggested(&found, "file.csv", Currency::USD, NOW, Date(20_000), seed);
    let label = Label::new(Act::Imported, plan.kind, 0, "file.csv");
    let (edits, report) = import::whole(book, &table.text, plan).ok()?;
    book.apply(Transaction { edits, ..Transaction::new(label, NOW) });
    Some(report)
}
