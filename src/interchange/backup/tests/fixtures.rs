//! Backups of every format open for ever.

use super::*;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/backup-v1");
const PASSPHRASE: &str = "correct horse battery staple 电池";

/// A record with a field of every type, one in the trash, and fields that no version knows.
fn records() -> Vec<Record> {
    let created = (keys::CREATED_AT, Value::Instant(Instant(1_700_000_000_000)));
    let usd = Currency::USD;
    let ada = vec![
        created.clone(),
        (keys::CHANGED_AT, Value::Instant(Instant(1_700_000_000_001))),
        (keys::FIRST_NAME, Value::text("Ada")),
        (keys::LAST_NAME, Value::text("李")),
        (keys::EMAILS, Value::Labelled(vec![Labelled { label: "work".into(), value: "ada@example.com".into() }])),
        (keys::LIFECYCLE, Value::Choice("customer".into())),
        (keys::TAGS, Value::Choices(vec!["vip".into(), "2026".into()])),
        (keys::BIRTHDAY, Value::Date(Date(-56_270))),
        (keys::ADDRESS, Value::Address(domain::Address { city: "London".into(), ..Default::default() }.into())),
        (keys::COMPANY, Value::Ref(Id(42))),
        (Key::new("versions"), Value::text("18bcfe56801.9=first_name,tags")),
        (Key::new("custom:a"), Value::Number(0.1)),
        (Key::new("custom:b"), Value::Money(Money { minor: -1, currency: usd })),
        (Key::new("custom:c"), Value::Bool(true)),
        (Key::new("from_the_future"), Value::Json("{}".into())),
    ];
    let line = Line { product: "Tea".into(), sku: "T-1".into(), quantity: 1.5, price_minor: 350 };
    let trashed = (keys::TRASHED_AT, Value::Instant(Instant(1_700_000_000_002)));
    vec![
        Record::from_values(Kind::Contact, Id(7), ada),
        Record::from_values(Kind::Company, Id(42), vec![created.clone(), (keys::NAME, Value::text("Engines"))]),
        Record::from_values(
            Kind::Order,
            Id(8),
            vec![created.clone(), (keys::LINES, Value::Lines(vec![line])), trashed],
        ),
        Record::from_values(Kind::View, Id(9), vec![created.clone(), (keys::RULE, Value::Json("{}".into()))]),
        Record::from_values(Kind::Profile, Id(1), vec![created, (keys::CURRENCY, Value::text("USD"))]),
    ]
}

#[test]
fn format_v1_opens() {
    let file = |name: &str| format!("{FIXTURES}/{name}");
    // The files are never written again; a new format adds a folder beside them (`WRITE_FIXTURES=1` wrote these).
    if std::env::var_os("WRITE_FIXTURES").is_some() {
        std::fs::create_dir_all(FIXTURES).unwrap();
        let book = book_of(records());
        std::fs::write(file("plain.solocrm"), write(&book, AT, None, &mut quiet).unwrap().bytes).unwrap();
        let sealed = write(&book, AT, Some(&sealing(PASSPHRASE)), &mut quiet).unwrap();
        std::fs::write(file("sealed.solocrm"), sealed.bytes).unwrap();
    }
    for (name, passphrase) in [("plain.solocrm", None), ("sealed.solocrm", Some(PASSPHRASE))] {
        let backup = read(&std::fs::read(file(name)).unwrap(), passphrase).unwrap();
        assert_eq!(backup.records, records(), "{name}");
        assert_eq!(backup.about.created_at, AT);
        assert_eq!(backup.about.encrypted, passphrase.is_some());
    }
}
