//! Each format from a small file, and the same broken, locked or hostile.

use super::*;
use crate::import::tests::{Done, import_into};
use domain::{Book, Instant, Kind, Record, Value, keys};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

mod archives;

fn bytes(file: &str) -> Vec<u8> {
    let path = format!("{}/../../tests/fixtures/formats/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn opened(file: &str) -> Opened {
    open(bytes(file), None).unwrap_or_else(|error| panic!("{file}: {error:?}"))
}

/// Imports a part the way the worker does: as text.
fn import(book: Book, opened: &Opened, part: usize) -> Done {
    import_into(book, opened.parts[part].table.text.as_bytes(), |_| {})
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn people(book: &Book) -> Vec<&Record> {
    book.iter(Kind::Contact).collect()
}

#[test]
fn sheets_of_three_makers_say_the_same() {
    for file in ["people.xlsx", "people.xls", "people.ods"] {
        let opened = opened(file);
        let done = import(Book::new(), &opened, 0);
        assert_eq!(opened.parts[0].name, "People", "{file}");
        let people = people(&done.book);
        assert_eq!(people[0].first_of(keys::EMAILS), "ada@holm.example", "{file}");
        assert_eq!(people[0].date(keys::BIRTHDAY).map(domain::Date::iso).as_deref(), Some("1980-05-06"), "{file}");
        assert_eq!(people[1].text(keys::LAST_NAME), "王", "{file}");
        assert_eq!(done.report.rejected, [], "{file}");
    }
}

#[test]
fn a_workbook_keeps_its_cells() {
    let sheets = sheet::sheets(&bytes("people.xlsx"), None).unwrap();
    let names: Vec<_> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["People", "Orders"], "an empty sheet is none");
    let rows = &sheets[0].rows;
    assert_eq!(rows[1], ["Ada Holm", "ada@holm.example", "1980-05-06", "3.5", "true", "'quoted"]);
    assert_eq!(rows[2], ["王小明", "wang@dashan.example", "1990-02-01 10:30:00", "4", "false", "=1+1 as text"]);
    assert_eq!(rows[3], Vec::<String>::new(), "an empty row keeps its number");
    // A formula that was never calculated has no result; an error is its code.
    assert_eq!(rows[4], ["Bo Lind", "bo@lind.example", "", "#DIV/0!"]);
    let opened = opened("people.xlsx");
    let preview = opened.preview(&PreviewOptions { part: "Orders".to_owned(), ..Default::default() }).unwrap();
    assert_eq!((preview.kind, preview.parts.len(), preview.part.as_str()), (Kind::Order, 2, "Orders"));
    let done = import(Book::new(), &opened, 0);
    let own = |label: &str| {
        let fields = domain::import::custom_fields(&done.book);
        domain::Key::custom(fields.iter().find(|field| field.label == label).unwrap().id)
    };
    let people = people(&done.book);
    assert_eq!(people[0].text(keys::NOTES), "'quoted", "what a spreadsheet holds is not a mark of ours");
    assert_eq!(people[0].get(own("Active")), Some(&Value::Bool(true)));
    assert_eq!(people.len(), 3);
}

#[test]
fn cards_of_every_version() {
    let of = |file: &str| import(Book::new(), &opened(file), 0);
    let done = of("cards-v21.vcf");
    assert_eq!(done.plan.source, "vcard.contacts");
    let people_of = people(&done.book);
    assert_eq!((people_of[0].text(keys::LAST_NAME), people_of[0].text(keys::FIRST_NAME)), ("王", "小明"));
    let Some(Value::Labelled(phones)) = people_of[0].get(keys::PHONES) else { panic!() };
    let phones: Vec<_> = phones.iter().map(|phone| (phone.label.as_str(), phone.value.as_str())).collect();
    assert_eq!(phones, [("mobile", "13800138000"), ("work", "010-12345678")]);
    assert_eq!(people_of[1].text(keys::FIRST_NAME), "Bo");

    let done = of("cards-v3.vcf");
    let ada = people(&done.book)[0];
    assert_eq!((ada.text(keys::FIRST_NAME), ada.text(keys::LAST_NAME)), ("Ada Marie", "Holm"));
    assert_eq!(ada.choices(keys::TAGS), ["VIP", "Tea"]);
    assert_eq!(ada.date(keys::BIRTHDAY).map(domain::Date::iso).as_deref(), Some("1980-05-06"));
    assert_eq!(ada.choices(keys::SOURCE_IDS), ["vcard:urn:uuid:11111111-2222-4333-8444-555555555555"]);
    let notes = ada.text(keys::NOTES);
    for part in [
        "A long note that is folded over two lines, with a comma and\na second line",
        "NICKNAME: Addie",
        "ADR: Lillegata 2, Oslo, 0156, Norway",
        "Dr. Ada Marie Holm",
    ] {
        assert!(notes.contains(part), "{part} in {notes}");
    }
    assert!(!notes.contains("4AAQ"), "no pictures");
    let Some(Value::Labelled(emails)) = ada.get(keys::EMAILS) else { panic!() };
    assert_eq!(emails.len(), 2);
    let Some(Value::Address(address)) = ada.get(keys::ADDRESS) else { panic!() };
    assert_eq!((address.street.as_str(), address.postal_code.as_str()), ("Storgata 1", "0155"));
    assert_eq!(done.book.count(Kind::Company), 1);

    let done = of("cards-v4.vcf");
    let cem = people(&done.book)[0];
    assert_eq!(cem.first_of(keys::PHONES), "+90-555-000-0001");
    assert!(cem.text(keys::NOTES).contains("BDAY: --02-03"), "{}", cem.text(keys::NOTES));
    let again = import(done.book, &opened("cards-v4.vcf"), 0);
    assert_eq!((again.report.created, again.report.unchanged), (0, 1));
}

#[test]
fn mail_becomes_notes_about_its_senders() {
    let one = import(Book::new(), &opened("message.eml"), 0);
    assert_eq!(one.plan.source, "mail.messages");
    let ada = people(&one.book)[0];
    assert_eq!((ada.text(keys::LAST_NAME), ada.text(keys::LIFECYCLE)), ("Holm", "lead"));
    let note = one.book.linked(Kind::Activity, ada.id).next().unwrap();
    assert_eq!(note.text(keys::TEXT), "眷商茶 samples\nPlease send two samples.\nAda");
    // Nobody said which address is the owner's.
    assert_eq!((note.text(keys::TYPE), note.text(keys::DIRECTION)), ("email", ""));
    // 2026-05-01 08:00 UTC.
    assert_eq!(note.instant(keys::HAPPENED_AT), Some(Instant(1_777_622_400_000)));
    // The box has that message and two more, one of a new sender.
    let all = import(one.book, &opened("box.mbox"), 0);
    assert_eq!((all.report.created, all.report.unchanged, all.report.related), (2, 1, 1));
    let wang = people(&all.book)[1];
    assert_eq!(wang.text(keys::LAST_NAME), "王");
    let said = all.book.linked(Kind::Activity, wang.id).next().unwrap().text(keys::TEXT).to_owned();
    assert!(said.contains("要两盒龙井") && !said.contains('<'), "{said}");
}

#[test]
fn what_the_owner_sent_is_about_its_recipient() {
    let mail = |from: &str, to: &str| {
        let text = format!(
            "From: {from}\r\nTo: {to}\r\nDate: Fri, 1 May 2026 10:00:00 +0200\r\nSubject: Tea\r\n\r\nHello\r\n"
        );
        open(text.into_bytes(), None).unwrap()
    };
    let me = "Me <ME@shop.example>";
    let mut book = Book::new();
    let own = Value::Labelled(vec![domain::Labelled { label: String::new(), value: "me@shop.example".into() }]);
    let label = domain::Label::new(domain::Act::Settings, Kind::Profile, 1, "");
    book.apply(domain::Transaction::new(label, Instant(1)).create(
        Kind::Profile,
        domain::profile::ID,
        [(keys::EMAILS, own)],
    ));
    let sent = import(book, &mail(me, "Ada Holm <ada@holm.example>, b@x.example"), 0);
    assert_eq!(people(&sent.book).iter().map(|one| one.text(keys::LAST_NAME)).collect::<Vec<_>>(), ["Holm"]);
    let ada = people(&sent.book)[0].id;
    let way = |book: &Book, who| -> Vec<String> {
        book.linked(Kind::Activity, who).map(|one| one.text(keys::DIRECTION).to_owned()).collect()
    };
    assert_eq!(way(&sent.book, ada), ["sent"]);
    // To oneself, and without a recipient: noted, about nobody.
    let noted = import(sent.book, &mail(me, me), 0);
    assert_eq!((noted.report.created, people(&noted.book).len()), (1, 1), "{:?}", noted.report);
    // Whoever writes to the owner is the one it is about.
    let got = import(noted.book, &mail("Bo <bo@x.example>", me), 0);
    assert_eq!(people(&got.book).len(), 2);
    assert_eq!(way(&got.book, people(&got.book)[1].id), ["received"]);
}

#[test]
fn an_archive_is_read_file_by_file() {
    let packed = zipped(&[
        ("export/contacts.csv", &crate::sources::tests::fixture("salesforce/contacts")),
        ("export/Account.csv", &crate::sources::tests::fixture("salesforce/accounts")),
        ("book.xlsx", &bytes("people.xlsx")),
        ("cards.vcf", &bytes("cards-v3.vcf")),
        ("logo.png", b"\x89PNG\r\n\x1a\nxxxx"),
        ("inner.zip", &zipped(&[("a.csv", b"Name\nA\n")])),
        ("__MACOSX/._contacts.csv", b"x"),
        (".DS_Store", b"x"),
    ]);
    let opened = open(packed, None).unwrap();
    let names: Vec<_> = opened.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(
        names,
        ["export/contacts.csv", "export/Account.csv", "book.xlsx: People", "book.xlsx: Orders", "cards.vcf"]
    );
    let refused: Vec<_> = opened.refused.iter().map(|refused| (refused.name.as_str(), &refused.error)).collect();
    assert_eq!(refused, [("logo.png", &ImportError::NotText), ("inner.zip", &ImportError::NotText)]);
    let preview = opened.preview(&PreviewOptions::default()).unwrap();
    assert_eq!((preview.source.as_str(), preview.parts.len(), preview.refused.len()), ("salesforce.contacts", 5, 2));
    let book = (0..2).fold(Book::new(), |book, part| import(book, &opened, part).book);
    assert!(people(&book)[0].reference(keys::COMPANY).is_some());
}

/// A ZIP whose files unpack to this many zeros each.
fn bomb(files: usize, zeros: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let block = vec![b'0'; 1 << 20];
    for at in 0..files {
        writer.start_file(format!("{at}.csv"), options).unwrap();
        for _ in 0..zeros / block.len() {
            writer.write_all(&block).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_unpacks_without_end_is_refused() {
    // The limit itself is a gigabyte; the count of what is left is the same for a smaller one.
    let packed = bomb(2, 8 << 20);
    assert!(packed.len() < 100_000);
    let mut left = 12 << 20;
    let kept = archive::unpack(&packed, &mut left);
    assert_eq!(kept, Err(ImportError::UnpacksTooLarge { limit: UNPACKED_LIMIT }));
    let mut left = 16 << 20;
    assert_eq!(archive::unpack(&packed, &mut left), Ok(()));
    assert_eq!(left, 0);
}

#[test]
fn broken_files_are_refused_by_what_is_wrong() {
    let cut = |bytes: Vec<u8>, keep: usize| bytes[..bytes.len() * keep / 10].to_vec();
    for (what, bytes, expect) in [
        ("a cut workbook", cut(bytes("people.xlsx"), 6), ImportError::Damaged),
        ("a cut old workbook", cut(bytes("people.xls"), 3), ImportError::Damaged),
        ("a cut archive", cut(zipped(&[("a.csv", b"Name\nA\n")]), 8), ImportError::Damaged),
        ("an empty archive", zipped(&[]), ImportError::Empty),
        ("an archive of pictures", zipped(&[("a.png", b"\x89PNG\r\n\x1a\n")]), ImportError::NotText),
        ("a card without an end", b"BEGIN:VCARD\n".to_vec(), ImportError::Damaged),
        ("nothing", Vec::new(), ImportError::Empty),
        ("zeros", vec![0; 100], ImportError::Empty),
        ("a picture", b"\x89PNG\r\n\x1a\nxxxx".to_vec(), ImportError::NotText),
    ] {
        assert_eq!(open(bytes, None).map(|opened| opened.parts.len()), Err(expect), "{what}");
    }
    let mut wide = vec![String::new(); 1_200];
    wide[1_199] = "x".to_owned();
    let text = part(String::new(), &[wide.clone()]).table;
    assert_eq!(
        crate::preview(&text, &PreviewOptions::default()).map(|preview| preview.rows),
        Err(ImportError::TooManyColumns { columns: 1_200, limit: 1_000 })
    );
}

#[test]
fn far_corners_of_a_sheet_take_no_memory() {
    let sheet = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row><row r="1048576"><c r="B1048576"><v>1</v></c></row></sheetData></worksheet>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let relations = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let root = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let packed = |sheet: &str| {
        zipped(&[
            ("_rels/.rels", root.as_bytes()),
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ])
    };
    let sheets = sheet::sheets(&packed(sheet), None).unwrap();
    assert_eq!(sheets[0].rows.len(), 1 << 20);
    let wide = sheet.replace("B1048576", "XFD2").replace("r=\"1048576\"", "r=\"2\"");
    assert_eq!(sheet::sheets(&packed(&wide), None), Err(ImportError::TooManyColumns { columns: 16_384, limit: 1_000 }));
}

/// The size a sheet claims is one byte away from 400 GB; the cells are all there.
#[test]
fn an_old_sheet_is_as_large_as_its_cells() {
    let mut all = bytes("people.xls");
    let records: Vec<usize> = (0..all.len() - 18).filter(|at| all[*at..at + 4] == [0x00, 0x02, 0x0e, 0x00]).collect();
    assert_eq!(records.len(), 1);
    all[records[0] + 4..records[0] + 18].fill(0x7f);
    assert_eq!(sheet::sheets(&all, None), sheet::sheets(&bytes("people.xls"), None));
    // A text in a column that old Excel does not have.
    let mut all = bytes("people.xls");
    let number = (0..all.len() - 18).find(|at| all[*at..at + 4] == [0xfd, 0x00, 0x0a, 0x00]).unwrap();
    all[number + 7] = 0xff;
    assert_eq!(sheet::sheets(&all, None), Err(ImportError::Damaged));
}

#[test]
fn bytes_of_nothing_vanish() {
    let text = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\0 Holm\r\nNOTE:<b>x</b>\0\r\nEND:VCARD\r\n".to_vec();
    let done = import(Book::new(), &open(text, None).unwrap(), 0);
    let ada = people(&done.book)[0];
    assert_eq!((ada.text(keys::LAST_NAME), ada.text(keys::NOTES)), ("Holm", "<b>x</b>"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever bytes: an answer, never a panic.
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), start in 0..6_usize) {
        let starts: [&[u8]; 6] = [
            b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"BEGIN:VCARD\r\n", b"From a b\nSubject: ", b"From: a\nDate: ",
        ];
        let mut all = starts[start].to_vec();
        all.extend(bytes);
        let _ = open(all, None);
    }

    /// A real file with one byte changed, or cut.
    #[test]
    fn damage_does_no_harm(file in 0..7_usize, at in 0.0..1.0_f64, to in any::<u8>(), cut in any::<bool>()) {
        let files = ["people.xlsx", "people.xls", "people.ods", "cards-v21.vcf", "cards-v3.vcf", "box.mbox", "message.eml"];
        let mut all = bytes(files[file]);
        let at = (at * all.len() as f64) as usize;
        all[at] = to;
        if cut {
            all.truncate(at);
        }
        if let Ok(opened) = open(all, None) {
            for part in &opened.parts {
                let _ = crate::preview(&part.table, &PreviewOptions::default());
            }
        }
    }
}

#[test]
fn a_birthday_without_a_year_is_kept() {
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Berg\r\nBDAY:--05-06\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob Vik\r\nBDAY;X-APPLE-OMIT-YEAR=1604;VALUE=date:1604-05-06\r\nEND:VCARD\r\n";
    let done = import(Book::new(), &open(cards.into(), None).unwrap(), 0);
    for person in people(&done.book) {
        assert!(person.text(keys::NOTES).contains("BDAY: --05-06"), "{:?}", person.values());
        assert_eq!(person.date(keys::BIRTHDAY), None);
    }
}
