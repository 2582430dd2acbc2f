//! Records as JSON Lines without an archive around them: the rescue file with all data, or one file taken out of an
//! archive.
//!
//! There is no manifest, so nobody can tell whether records are missing: such a file is merged, and never replaces
//! what is here. A line says its kind; one of an older archive does not, and then the fields that only one kind has
//! decide for the whole file.

use super::{FILE_LIMIT, Progress, lines};
use domain::{
    FieldSpec, Id, Instant, Kind, Record,
    backup::{About, BackupError},
    chunk, keys, sorting,
};
use serde::Deserialize;
use std::collections::BTreeMap;

const PRODUCT: &str = "solo-crm";
const VERSION: u16 = 1;
/// Lines that are looked at for their kind.
const LOOKED_AT: usize = 200;
const TOLD_RECORDS: u64 = 2_000;

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u16,
}

/// What tells a record from any other line of JSON.
#[derive(Deserialize)]
struct Looks {
    #[allow(dead_code, reason = "a line without one is no record")]
    id: Id,
    kind: Option<String>,
    values: BTreeMap<String, serde::de::IgnoredAny>,
}

fn looks(line: &[u8]) -> Option<Looks> {
    serde_json::from_slice(line).ok()
}

fn head(line: &[u8]) -> Option<Head> {
    serde_json::from_slice(line).ok().filter(|head: &Head| head.format == PRODUCT)
}

fn each_line(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty())
}

/// Whether these are records without an archive. Looks at the first line only.
pub fn is_loose(bytes: &[u8]) -> bool {
    let is_record = |line| looks(line).is_some_and(|looks| looks.values.contains_key(keys::CREATED_AT.as_str()));
    each_line(bytes).next().is_some_and(|line| line.starts_with(b"{") && (head(line).is_some() || is_record(line)))
}

/// Hands over each record. All that came before an error is worth nothing.
pub fn read(
    bytes: &[u8],
    each: &mut dyn FnMut(Record) -> Result<(), BackupError>,
    progress: Progress,
) -> Result<About, BackupError> {
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(BackupError::TooLarge { limit: FILE_LIMIT });
    }
    let mut all = each_line(bytes).enumerate().peekable();
    if let Some(head) = all.peek().and_then(|(_, line)| head(line)) {
        if head.version > VERSION {
            return Err(BackupError::Newer { format: head.version, schema: chunk::SCHEMA });
        }
        all.next();
    }
    let assumed = kind_by_fields(bytes);
    let total = bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
    let (mut counts, mut newest, mut done) = (BTreeMap::<Kind, u64>::new(), Instant(0), 0);
    for (number, line) in all {
        let damaged = || BackupError::Damaged(format!("line {}", number + 1));
        let kind = match looks(line).ok_or_else(damaged)?.kind {
            Some(code) => Kind::from_code(&code)
                .ok_or(BackupError::Newer { format: VERSION, schema: chunk::SCHEMA.saturating_add(1) })?,
            None => assumed.ok_or_else(damaged)?,
        };
        let record = lines::read(kind, line).ok_or_else(damaged)?;
        newest = newest.max(record.instant(keys::CHANGED_AT).or(record.instant(keys::CREATED_AT)).unwrap_or(newest));
        *counts.entry(kind).or_default() += 1;
        each(record)?;
        done += 1;
        if done % TOLD_RECORDS == 0 {
            progress(done, total);
        }
    }
    Ok(About {
        created_at: newest,
        schema: chunk::SCHEMA,
        encrypted: false,
        counts: counts.into_iter().collect(),
        bytes: bytes.len() as u64,
        partial: true,
    })
}

/// The kind that knows the most of the fields, if it is one alone.
fn kind_by_fields(bytes: &[u8]) -> Option<Kind> {
    let named =
        sorting::set(each_line(bytes).take(LOOKED_AT).filter_map(looks).flat_map(|looks| looks.values.into_keys()));
    let known = |kind: &Kind| {
        let fields = sorting::set(FieldSpec::built_in(*kind).iter().map(|field| field.key.as_str()));
        named.iter().filter(|name| fields.contains(name.as_str())).count()
    };
    let most = Kind::ALL.iter().map(known).max()?;
    let mut best = Kind::ALL.into_iter().filter(|kind| known(kind) == most);
    best.next().filter(|_| best.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::{compare, merge, peek, tests::quiet, write};
    use domain::{Book, Date, Label, Transaction};

    fn business() -> Book {
        let setting = crate::sample::Setting {
            lang: crate::sample::Lang::English,
            seed: 3,
            today: Date(20_500),
            at: Instant(1_790_000_000_000),
            currency: domain::Currency::CNY,
        };
        let mut book = Book::new();
        let label = Label::new(domain::Act::SampleAdded, Kind::Contact, 1, "");
        book.apply(Transaction { edits: crate::sample::sample(&setting), ..Transaction::new(label, setting.at) });
        let sealed = book.seal(1);
        sealed.into_iter().for_each(|sealed| book.confirm(&sealed));
        book
    }

    fn one_kind(book: &Book, kind: Kind, told: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        book.all(kind).for_each(|record| lines::add(record, &mut bytes));
        let text = String::from_utf8(bytes).unwrap();
        let kind = format!("\"kind\":\"{}\",", kind.code());
        if told { text.into_bytes() } else { text.replace(&kind, "").into_bytes() }
    }

    #[test]
    fn everything_as_lines_comes_back() {
        let book = business();
        let bytes = crate::export::dump(&book);
        assert!(peek(&bytes).is_ok());
        let (about, found) = merge(&Book::new(), &bytes, None, &mut quiet).unwrap();
        assert!(about.partial);
        assert_eq!(found.added, about.records());
        let records: usize = Kind::ALL.into_iter().map(|kind| book.all(kind).count()).sum();
        assert_eq!(about.records(), records as u64);
        assert_eq!(merge(&book, &bytes, None, &mut quiet).unwrap().1.edits, []);
        assert_eq!(compare(&book, &bytes, None, &mut quiet).unwrap().1.kinds, []);
    }

    #[test]
    fn one_file_of_an_archive_comes_back_of_old_ones_too() {
        let book = business();
        for kind in Kind::ALL.into_iter().filter(|kind| book.all(*kind).count() > 0) {
            for told in [true, false] {
                let bytes = one_kind(&book, kind, told);
                assert!(is_loose(&bytes), "{kind:?}");
                let (about, found) = merge(&Book::new(), &bytes, None, &mut quiet)
                    .unwrap_or_else(|error| panic!("{kind:?}, kind told: {told}: {error}"));
                assert_eq!(about.counts, [(kind, book.all(kind).count() as u64)]);
                assert_eq!(found.added, about.records());
            }
        }
    }

    #[test]
    fn what_is_broken_or_not_ours_is_told() {
        let book = business();
        let bytes = one_kind(&book, Kind::Contact, true);
        let cut = &bytes[..bytes.len() - 20];
        assert!(matches!(merge(&Book::new(), cut, None, &mut quiet), Err(BackupError::Damaged(_))));
        let newer = b"{\"format\":\"solo-crm\",\"version\":2}\n";
        assert!(matches!(merge(&Book::new(), newer, None, &mut quiet), Err(BackupError::Newer { .. })));
        for other in [
            &b"{\"name\":\"Ada\"}\n"[..],
            b"[1,2]",
            b"id,values\n1,2\n",
            b"",
            b"{\"id\":\"x\",\"values\":{}}",
            b"{\"format\":\"geojson\",\"version\":1}",
        ] {
            assert!(!is_loose(other), "{}", String::from_utf8_lossy(other));
        }
        // A whole backup is none of these.
        assert!(!is_loose(&write(&book, Instant(1), None, &mut quiet).unwrap().bytes));
    }
}
