//! Files that are cut off, damaged, hostile or too new.

use super::*;
use crate::{
    random::Random,
    zip::{ZipReader, ZipWriter},
};
use std::sync::LazyLock;

fn small() -> Book {
    let records = (1..6_u128).map(|id| {
        let name = Value::text(format!("Person number {id}"));
        let kind = if id < 4 { Kind::Contact } else { Kind::Order };
        Record::from_values(kind, Id(id), vec![(keys::CREATED_AT, Value::Instant(AT)), (keys::FIRST_NAME, name)])
    });
    book_of(records.collect())
}

static PLAIN: LazyLock<Vec<u8>> = LazyLock::new(|| write(&small(), AT, None, &mut quiet).unwrap().bytes);

fn plain() -> Vec<u8> {
    PLAIN.clone()
}

fn sealed() -> Vec<u8> {
    write(&small(), AT, Some(&sealing("pass")), &mut quiet).unwrap().bytes
}

#[test]
fn every_end_is_told() {
    let whole = plain();
    assert_eq!(read(&[], None), Err(BackupError::NotABackup));
    for end in 1..whole.len() {
        assert_eq!(read(&whole[..end], None), Err(BackupError::Truncated), "{end}");
    }
    let whole = sealed();
    for end in (1..whole.len()).step_by(97) {
        assert_eq!(read(&whole[..end], Some("pass")), Err(BackupError::Truncated), "{end}");
    }
    // The same where nothing says how long it should be.
    let archive = &plain()[112..];
    for end in 4..archive.len() {
        assert!(matches!(read(&archive[..end], None), Err(BackupError::Truncated | BackupError::Damaged(_))), "{end}");
    }
}

#[test]
fn no_bit_flips_unseen() {
    let (whole, good) = (plain(), read(&plain(), None).unwrap());
    let mut random = Random::new(5);
    for _ in 0..1_500 {
        let (at, bit) = (random.below(whole.len()), random.below(8));
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << bit;
        // A flip where nobody looks (a date in the archive, the description) may pass, if the records are the same.
        if let Ok(read) = read(&flipped, None) {
            assert_eq!(read, good, "byte {at}");
        }
    }
    let whole = sealed();
    for _ in 0..12 {
        let (at, bit) = (random.below(whole.len()), random.below(8));
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << bit;
        assert!(read(&flipped, Some("pass")).is_err(), "byte {at}");
    }
}

#[test]
fn the_damaged_part_is_named() {
    let mut whole = sealed();
    let last = whole.len() - 1;
    whole[last] ^= 1;
    assert_eq!(read(&whole, Some("pass")), Err(BackupError::Damaged("frame 1".to_owned())));
    let mut whole = plain();
    whole[50] ^= 1;
    assert_eq!(read(&whole, None), Err(BackupError::Damaged("header".to_owned())));
    let mut whole = plain();
    let name = b"records/order.jsonl";
    let at = whole.windows(name.len()).position(|window| window == name).unwrap();
    whole[at + name.len() + 5] ^= 0xff;
    assert_eq!(read(&whole, None), Err(BackupError::Damaged("records/order.jsonl".to_owned())));
}

#[test]
fn other_files_are_no_backups() {
    for bytes in [&b"Name,Email\n"[..], b"\x89PNG", b"SOLAR", &[0; 400]] {
        assert_eq!(read(bytes, None), Err(BackupError::NotABackup));
        assert_eq!(peek(bytes), Err(BackupError::NotABackup));
    }
    let mut zip = ZipWriter::new(Vec::new(), 0, AT);
    zip.file("word/document.xml", b"<x/>");
    assert_eq!(read(&zip.finish().unwrap(), None), Err(BackupError::NotABackup));
}

#[test]
fn a_newer_version_says_which() {
    let mut newer = plain();
    newer[8] = 3;
    assert_eq!(read(&newer, None), Err(BackupError::Newer { format: 3, schema: domain::chunk::SCHEMA }));
    let mut header = header::Header::new(AT);
    header.schema = 900;
    assert_eq!(read(&header.bytes(), None), Err(BackupError::Newer { format: 1, schema: 900 }));
    // A kind of record that only a newer version knows.
    let archive = rebuilt(|name, bytes| match name {
        "manifest.json" => {
            Some(String::from_utf8_lossy(bytes).replace("\"kind\": \"order\"", "\"kind\": \"planet\"").into())
        }
        _ => Some(bytes.to_vec()),
    });
    assert!(matches!(read(&archive, None), Err(BackupError::Newer { .. })));
}

/// A backup whose files went through a change, as an archive without a header.
fn rebuilt(change: impl Fn(&str, &[u8]) -> Option<Vec<u8>>) -> Vec<u8> {
    let whole = plain();
    let zip = ZipReader::open(&whole).unwrap();
    let mut made = ZipWriter::new(Vec::new(), 0, AT);
    for file in &zip.files {
        if let Some(bytes) = change(&file.name, &zip.whole(file, 1 << 20).unwrap()) {
            made.file(&file.name, &bytes);
        }
    }
    made.finish().unwrap()
}

#[test]
fn what_does_not_fit_its_manifest_is_refused() {
    let contacts = "records/contact.jsonl";
    let damaged = Err(BackupError::Damaged(contacts.to_owned()));
    let missing = rebuilt(|name, bytes| (name != contacts).then(|| bytes.to_vec()));
    assert_eq!(read(&missing, None), damaged);
    let altered = |from: &'static str, to: &'static str| {
        rebuilt(move |name, bytes| {
            let text = String::from_utf8_lossy(bytes);
            Some(if name == contacts { text.replace(from, to).into() } else { bytes.to_vec() })
        })
    };
    assert_eq!(read(&altered("number 1", "number 9"), None), damaged, "same length, other words");
    assert_eq!(read(&altered("{\"id\"", "[\"id\""), None), damaged, "no record");
    assert_eq!(read(&altered("\n", ""), None), damaged, "one line less");
    assert!(read(&altered("", ""), None).is_ok());
}

#[test]
fn a_bomb_is_refused() {
    let bomb = |claimed: u64, real: usize| {
        let mut zip = ZipWriter::new(Vec::new(), 0, AT);
        zip.file("records/contact.jsonl", &vec![b' '; real]);
        let manifest = serde_json::json!({
            "product": "solo-crm-backup", "format": 1, "schema": 1, "created_at": 0,
            "files": [{ "name": "records/contact.jsonl", "kind": "contact", "records": 1, "bytes": claimed,
                "sha256": "", "crc32": "" }],
        });
        zip.file("manifest.json", manifest.to_string().as_bytes());
        zip.finish().unwrap()
    };
    assert_eq!(read(&bomb(100, 20_000_000), None), Err(BackupError::TooLarge { limit: 100 }));
    assert_eq!(read(&bomb(u64::MAX, 10), None), Err(BackupError::TooLarge { limit: UNPACKED_LIMIT }));
    assert_eq!(
        read(&bomb(70_000_000, 70_000_000), None),
        Err(BackupError::TooLarge { limit: 64 << 20 }),
        "one line without an end"
    );
    // A key that takes a gigabyte to make.
    let mut header = header::Header::new(AT);
    Sealer::new(&sealing("x"), &mut header).unwrap();
    header.key.memory_kib = 1 << 20;
    assert_eq!(read(&header.bytes(), Some("x")), Err(BackupError::Damaged("header".to_owned())));
}

proptest! {
    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..300), plain_start in any::<bool>()) {
        let mut file = if plain_start { plain()[..112].to_vec() } else { Vec::new() };
        file.extend(bytes);
        let _ = (read(&file, Some("x")), peek(&file));
    }
}
