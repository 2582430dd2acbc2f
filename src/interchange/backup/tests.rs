//! A backup comes back as it was, and bad files are told apart.

use super::*;
use domain::{Currency, Date, Id, Instant, Key, Kind, Labelled, Line, Money, Record, Value, keys};
use proptest::prelude::*;

mod bad_input;
mod fixtures;

pub const AT: Instant = Instant(1_777_629_600_123);

pub fn quiet(_: u64, _: u64) {}

pub fn sealing(passphrase: &str) -> Sealing<'_> {
    Sealing { passphrase, entropy: std::array::from_fn(|at| at as u8 * 7 + 1) }
}

pub fn book_of(records: Vec<Record>) -> Book {
    let mut book = Book::new();
    for kind in Kind::ALL {
        let of_kind: Vec<Record> = records.iter().filter(|record| record.kind == kind).cloned().collect();
        book.load_chunk(kind, 0, of_kind);
    }
    book
}

pub fn all(book: &Book) -> Vec<Record> {
    Kind::ALL.into_iter().flat_map(|kind| book.all(kind).cloned()).collect()
}

fn value() -> impl Strategy<Value = Value> {
    let text = || "\\PC{1,12}|[\"\\\\\n\r\t\u{0}-\u{1f}]{1,4}|中{1,3}";
    prop_oneof![
        text().prop_map(Value::Text),
        any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(Value::Number),
        any::<i64>().prop_map(|minor| Value::Money(Money { minor, currency: Currency::CNY })),
        any::<i32>().prop_map(|day| Value::Date(Date(day))),
        any::<i64>().prop_map(|at| Value::Instant(Instant(at))),
        any::<bool>().prop_map(Value::Bool),
        text().prop_map(Value::Choice),
        prop::collection::vec(text(), 1..3).prop_map(Value::Choices),
        (text(), text()).prop_map(|(label, value)| Value::Labelled(vec![Labelled { label, value }])),
        (text(), text())
            .prop_map(|(city, country)| Value::Address(domain::Address { city, country, ..Default::default() }.into())),
        any::<u128>().prop_map(|id| Value::Ref(Id(id))),
        (text(), -1e9..1e9, any::<i64>()).prop_map(|(product, quantity, price_minor)| {
            Value::Lines(vec![Line { product, sku: String::new(), quantity, price_minor }])
        }),
        text().prop_map(Value::Json),
    ]
}

/// A record of any kind with any fields, own ones and unknown ones too.
pub fn record() -> impl Strategy<Value = Record> {
    let key = prop_oneof![
        prop::sample::select(keys::ALL).prop_map(Key::new),
        "(custom:[0-9a-f]{4}|from_the_future|[a-z\"=;,%é]{1,3})".prop_map(|name| Key::new(&name)),
    ];
    let values = prop::collection::btree_map(key, value(), 0..6);
    (0..Kind::COUNT, any::<u128>(), values, any::<i64>()).prop_map(|(kind, id, mut values, at)| {
        values.insert(keys::CREATED_AT, Value::Instant(Instant(at)));
        Record::from_values(Kind::ALL[kind], Id(id), values.into_iter().collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn a_book_comes_back(records in prop::collection::vec(record(), 0..40), passphrase in prop::option::weighted(0.15, "\\PC{0,12}")) {
        let book = book_of(records);
        let sealed = passphrase.as_deref().map(sealing);
        let written = write(&book, AT, sealed.as_ref(), &mut quiet).unwrap();
        prop_assert_eq!(peek(&written.bytes), Ok((AT, passphrase.is_some())));
        let backup = read(&written.bytes, passphrase.as_deref()).unwrap();
        prop_assert_eq!(&backup.about, &written.about);
        prop_assert_eq!(&all(&book_of(backup.records.clone())), &all(&book));
        prop_assert_eq!(backup.records, all(&book));
    }
}

/// Any ZIP program and any JSON reader do; the description is inside.
#[test]
fn a_plain_backup_is_an_archive_of_texts() {
    let ada = vec![(keys::CREATED_AT, Value::Instant(AT)), (keys::FIRST_NAME, Value::text("Ada"))];
    let book = book_of(vec![Record::from_values(Kind::Contact, Id(7), ada)]);
    let bytes = write(&book, AT, None, &mut quiet).unwrap().bytes;
    let zip = crate::zip::ZipReader::open(&bytes).unwrap();
    let text = |name: &str| String::from_utf8(zip.whole(zip.find(name).unwrap(), 1 << 20).unwrap()).unwrap();
    assert_eq!(text("FORMAT.md"), FORMAT_TEXT);
    assert_eq!(
        text("records/contact.jsonl"),
        "{\"id\":\"00000000000000000000000000000007\",\"kind\":\"contact\",\"values\":{\"created_at\":{\"i\":1777629600123},\
         \"first_name\":{\"t\":\"Ada\"}}}\n"
    );
    let manifest: serde_json::Value = serde_json::from_str(&text("manifest.json")).unwrap();
    assert_eq!(manifest["files"][0]["records"], 1);
    // The header's offsets are those of the file itself.
    assert_eq!(&bytes[112..116], b"PK\x03\x04");
}

#[test]
fn a_sealed_backup_shows_nothing() {
    let secret = "Ada Lovelace, born 1815, likes engines";
    let notes = vec![(keys::CREATED_AT, Value::Instant(AT)), (keys::NOTES, Value::text(secret.repeat(8_000)))];
    let book = book_of(vec![Record::from_values(Kind::Contact, Id(7), notes)]);
    let written = write(&book, AT, Some(&sealing("correct horse")), &mut quiet).unwrap();
    assert!(!written.bytes.windows(4).any(|window| window == b"PK\x03\x04"));
    assert_eq!(read(&written.bytes, None), Err(BackupError::NeedsPassphrase));
    assert_eq!(read(&written.bytes, Some("incorrect horse")), Err(BackupError::WrongPassphrase));
    assert_eq!(read(&written.bytes, Some("correct horse")).unwrap().records, all(&book));
}

/// Frames of 64 KB: what is exactly one, a byte more, and several.
#[test]
fn frames_end_anywhere() {
    use header::Header;
    for length in [0, 1, seal::FRAME_BYTES - 1, seal::FRAME_BYTES, seal::FRAME_BYTES + 1, 3 * seal::FRAME_BYTES] {
        let mut header = Header::new(AT);
        let mut sealer = Sealer::new(&sealing("x"), &mut header).unwrap();
        let plain: Vec<u8> = (0..length).map(|at| at as u8).collect();
        let mut sealed = Vec::new();
        plain.chunks(10_000).for_each(|part| sealer.put(part, &mut sealed));
        sealer.finish(&mut sealed);
        assert!(seal::open(&header, Some("x"), &sealed).unwrap() == plain, "{length}");
        // A frame less, or two swapped, is damage even though each frame is sound.
        if length > 2 * seal::FRAME_BYTES {
            let frame = seal::FRAME_BYTES + 16;
            assert!(matches!(seal::open(&header, Some("x"), &sealed[..frame]), Err(BackupError::Damaged(_))));
            let swapped = [&sealed[frame..2 * frame], &sealed[..frame], &sealed[2 * frame..]].concat();
            assert_eq!(seal::open(&header, Some("x"), &swapped), Err(BackupError::Damaged("frame 1".to_owned())));
        }
    }
}
