//! Several files as one: which table is read, what is joined, what is named as left out.

use super::*;
use domain::import::bundle_head;

fn card(name: &str) -> Vec<u8> {
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{name}\r\nFN:{name} Holm\r\nEND:VCARD\r\n").into_bytes()
}

fn message(from: &str) -> Vec<u8> {
    format!("From: {from} <{from}@holm.example>\r\nDate: Fri, 1 May 2026 10:00:00 +0200\r\nSubject: Tea\r\nMessage-ID: <{from}@x>\r\n\r\nTwo boxes.\r\nFrom here on, please.\r\n")
        .into_bytes()
}

fn names(opened: &Opened) -> Vec<&str> {
    opened.parts.iter().map(|part| part.name.as_str()).collect()
}

fn refused(opened: &Opened) -> Vec<(&str, &ImportError)> {
    opened.refused.iter().map(|refused| (refused.name.as_str(), &refused.error)).collect()
}

const CALENDAR: &[u8] = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Call\r\nDTSTART;VALUE=DATE:20260501\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// As Google packs contacts, calendars and mail.
fn takeout() -> Vec<u8> {
    zipped(&[
        ("Takeout/archive_browser.html", b"<!DOCTYPE html>\n<html><body>Your data</body></html>"),
        ("Takeout/Contacts/All Contacts/All Contacts.vcf", &[card("Ada"), card("Bo")].concat()),
        ("Takeout/Contacts/My Contacts/My Contacts.vcf", &card("Ada")),
        ("Takeout/Contacts/My Contacts/Ada.jpg", b"\xff\xd8\xff\xe0xxxx"),
        ("Takeout/Calendar/Work.ics", CALENDAR),
        ("Takeout/Calendar/Home.ics", CALENDAR),
        ("Takeout/Mail/All mail.mbox", &bytes("box.mbox")),
        ("Takeout/Mail/User Settings/Filters.json", b"{\n  \"filters\": []\n}"),
        ("Takeout/Profile/Profile.json", b"[{\"name\": \"Ada\"}]"),
        ("Takeout/Keep/Labels.txt", b"Tea\nShop\n"),
    ])
}

#[test]
fn a_takeout_is_contacts_calendars_and_mail() {
    let opened = open(takeout(), None).unwrap();
    let expect = [
        "Takeout/Calendar/Work.ics",
        "Takeout/Calendar/Home.ics",
        "Takeout/Mail/All mail.mbox",
        "Takeout/Keep/Labels.txt",
        "*.vcf",
    ];
    assert_eq!(names(&opened), expect);
    let left_out = [
        ("Takeout/archive_browser.html", &ImportError::NotText),
        ("Takeout/Contacts/My Contacts/Ada.jpg", &ImportError::NotText),
        ("Takeout/Mail/User Settings/Filters.json", &ImportError::NotText),
        ("Takeout/Profile/Profile.json", &ImportError::NotText),
    ];
    assert_eq!(refused(&opened), left_out);
    // Google names a person once for each group they are in.
    let done = import(Book::new(), &opened, 4);
    assert_eq!((done.report.rows, done.report.created, people(&done.book).len()), (3, 2, 2));
}

#[test]
fn of_an_archive_only_what_is_wanted_is_read() {
    let book = bytes("people.xlsx");
    let packed = zipped(&[
        ("a/people.csv", b"Name,Email\nAda,ada@holm.example\n"),
        ("book.xlsx", &book),
        ("broken.xlsx", &book[..book.len() / 2]),
        ("one.vcf", &card("Ada")),
        ("two.vcf", &card("Bo")),
        ("one.eml", &message("ada")),
        ("two.eml", &message("bo")),
    ]);
    let all = open(packed.clone(), None).unwrap();
    assert_eq!(names(&all), ["a/people.csv", "book.xlsx: People", "book.xlsx: Orders", "*.vcf", "*.eml"]);
    for part in &all.parts {
        let only = read(packed.clone(), Some(part.table.encoding), Wanted::Only(&part.name)).unwrap();
        assert_eq!(only, Opened { parts: vec![part.clone()], refused: Vec::new() }, "{}", part.name);
        let listed = read(packed.clone(), None, Wanted::Listed(&part.name)).unwrap();
        assert_eq!((names(&listed), &listed.refused), (names(&all), &all.refused));
        let kept = listed.parts.iter().filter(|part| !part.table.text.is_empty());
        assert_eq!(kept.collect::<Vec<_>>(), [part]);
    }
    let first = read(packed.clone(), None, Wanted::Listed("")).unwrap().preview(&PreviewOptions::default()).unwrap();
    assert_eq!((first.part.as_str(), first.parts.len(), first.refused.len()), ("a/people.csv", 5, 1));
    let gone = read(packed, None, Wanted::Only("gone.csv")).map(|opened| opened.parts.len());
    assert_eq!(gone, Err(ImportError::Empty));
    let sheet = read(book, None, Wanted::Only("Orders")).unwrap();
    assert_eq!(names(&sheet), ["Orders"]);
}

/// One table and what is none: that is told, too.
#[test]
fn what_is_left_out_beside_one_table_is_named() {
    let packed = zipped(&[("a.csv", b"Name\nAda\n"), ("logo.png", b"\x89PNG\r\n\x1a\nxxxx")]);
    let found = read(packed, None, Wanted::Listed("")).unwrap().preview(&PreviewOptions::default()).unwrap();
    assert_eq!(
        (found.parts, found.refused),
        (vec!["a.csv".to_owned()], vec![("logo.png".to_owned(), ImportError::NotText)])
    );
}

#[test]
fn files_beyond_the_limit_are_told() {
    let limit = archive::FILES_LIMIT;
    let messages: Vec<(String, Vec<u8>)> =
        (0..limit + 7).map(|at| (format!("mail/{at}.eml"), message(&format!("p{at}")))).collect();
    let files: Vec<(&str, &[u8])> = messages.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let opened = open(zipped(&files), None).unwrap();
    assert_eq!(names(&opened), ["*.eml"]);
    let error = ImportError::TooManyFiles { files: limit as u64 + 7, limit: limit as u64 };
    assert_eq!(refused(&opened), [("", &error)]);
    let done = import(Book::new(), &opened, 0);
    assert_eq!((done.report.created, done.report.related), (limit as u64, limit as u64));
    let whole = open(zipped(&files[..limit]), None).unwrap();
    assert_eq!(whole.refused, []);
}

#[test]
fn dropped_files_are_one_table() {
    let files: Vec<(String, Vec<u8>)> =
        (0..200).map(|at| (format!("{at}\n.eml"), message(&format!("p{at}")))).collect();
    let mut bundle = bundle_head(files.iter().map(|(name, bytes)| (name.as_str(), bytes.len() as u64))).into_bytes();
    assert!(!is_table(&bundle));
    files.iter().for_each(|(_, bytes)| bundle.extend(bytes));
    let opened = open(bundle.clone(), None).unwrap();
    assert_eq!(names(&opened), ["*.eml"]);
    let done = import(Book::new(), &opened, 0);
    assert_eq!((done.plan.source.as_str(), done.report.created, done.report.related), ("mail.messages", 200, 200));
    let first = done.book.iter(Kind::Activity).next().unwrap();
    assert!(first.text(keys::TEXT).contains("From here on"), "{}", first.text(keys::TEXT));
    for cut in [20, 100, bundle.len() - 1] {
        assert_eq!(open(bundle[..cut].to_vec(), None).map(|opened| opened.parts.len()), Err(ImportError::Damaged));
    }
    // Cards of two encodings.
    let gbk = encoding_rs::GB18030.encode(&String::from_utf8(card("王小明")).unwrap()).0.into_owned();
    let cards = [("a.vcf", card("Zoë")), ("b.vcf", gbk), ("c.vcf", b"BEGIN:VCARD\r\n".to_vec())];
    let mut bundle = bundle_head(cards.iter().map(|(name, bytes)| (*name, bytes.len() as u64))).into_bytes();
    cards.iter().for_each(|(_, bytes)| bundle.extend(bytes));
    let opened = open(bundle.clone(), None).unwrap();
    assert_eq!(refused(&opened), [("c.vcf", &ImportError::Damaged)]);
    let only = read(bundle, Some("UTF-8"), Wanted::Only("*.vcf")).unwrap();
    assert_eq!(only.parts, opened.parts);
    assert!(only.parts[0].table.text.contains("王小明 Holm") && only.parts[0].table.text.contains("Zoë Holm"));
}

#[test]
fn pages_and_json_are_no_tables() {
    for text in
        ["<!doctype html><p>x", "  <html>\n", "<?xml version=\"1.0\"?><a/>", "<svg/>", "{\"a\": 1}", "[\n{}]", "[]"]
    {
        assert_eq!(open(text.into(), None).map(|opened| opened.parts.len()), Err(ImportError::NotText), "{text}");
        assert!(!is_table(text.as_bytes()), "{text}");
    }
    for text in ["[Name],[Email]\nAda,a@b.co\n", "<b>Name</b>,Email\nAda,a@b.co\n", "{x},y\n1,2\n"] {
        assert_eq!(open(text.into(), None).map(|opened| opened.parts.len()), Ok(1), "{text}");
        assert!(is_table(text.as_bytes()), "{text}");
    }
}

#[test]
fn what_is_read_in_windows_is_a_table_and_nothing_else() {
    for (_, bytes) in crate::sources::tests::fixtures() {
        assert!(is_table(&bytes));
    }
    for file in [
        "people.xlsx",
        "people.xls",
        "people.ods",
        "cards-v21.vcf",
        "cards-v3.vcf",
        "cards-v4.vcf",
        "message.eml",
        "box.mbox",
    ] {
        assert!(!is_table(&bytes(file)[..200]), "{file}");
    }
    assert!(!is_table(CALENDAR) && !is_table(&takeout()));
    let card: Vec<u8> = "\u{feff}BEGIN:VCARD\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(!is_table(&card));
}

/// The limits that README names.
#[test]
fn limits_are_what_is_said() {
    assert_eq!((PACKED_LIMIT, UNPACKED_LIMIT, archive::FILES_LIMIT), (200_000_000, 1_000_000_000, 2_000));
    assert_eq!((csv::WHOLE_LIMIT, csv::BYTES_LIMIT, csv::COLUMN_LIMIT), (200_000_000, 2_000_000_000, 1_000));
    let mut large = b"PK\x03\x04".to_vec();
    large.resize(200_000_001, 0);
    let error = ImportError::TooLarge { bytes: 200_000_001, limit: 200_000_000 };
    assert_eq!(archive::open(&large, None, Wanted::All), Err(error.clone()));
    assert_eq!(sheet::sheets(&large, None), Err(error.clone()));
    assert_eq!(decode(large, None), Err(error));
}
