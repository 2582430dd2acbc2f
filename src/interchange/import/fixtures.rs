//! Files as other programs write them, from tests/fixtures/csv.

use super::tests::import_into;
use domain::{Book, Kind, Record, Value, keys};

struct Expect {
    file: &'static str,
    encoding: &'static str,
    delimiter: char,
    header_row: u64,
    kind: Kind,
    created: u64,
    rejected: u64,
    warnings: usize,
}

fn bytes(file: &str) -> Vec<u8> {
    let path = format!("{}/../../tests/fixtures/csv/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[track_caller]
fn check(expect: Expect) -> Book {
    let done = import_into(Book::new(), &bytes(expect.file), |_| {});
    assert_eq!(done.plan.encoding, expect.encoding, "{}", expect.file);
    assert_eq!(done.plan.delimiter, expect.delimiter, "{}", expect.file);
    assert_eq!(done.plan.header_row, expect.header_row, "{}", expect.file);
    assert_eq!(done.plan.kind, expect.kind, "{}", expect.file);
    assert_eq!(done.report.created, expect.created, "{}: {:?}", expect.file, done.report);
    assert_eq!(done.report.rejected.len() as u64, expect.rejected, "{}: {:?}", expect.file, done.report.rejected);
    assert_eq!(done.report.warnings.len(), expect.warnings, "{}: {:?}", expect.file, done.report.warnings);
    done.book
}

fn people(book: &Book) -> Vec<&Record> {
    book.iter(Kind::Contact).collect()
}

const CONTACTS: Expect = Expect {
    file: "",
    encoding: "UTF-8",
    delimiter: ',',
    header_row: 1,
    kind: Kind::Contact,
    created: 3,
    rejected: 0,
    warnings: 0,
};

#[test]
fn chinese_excel() {
    let book = check(Expect { file: "excel-gb18030.csv", encoding: "gb18030", ..CONTACTS });
    let people = people(&book);
    assert_eq!(people[1].text(keys::LAST_NAME), "欧阳");
    assert_eq!(people[1].text(keys::NOTES), "两行\n备注");
    assert_eq!(people[0].first_of(keys::PHONES), "13800138000");
    assert_eq!(people[2].first_of(keys::PHONES), "138****8001");
    assert_eq!(book.count(Kind::Company), 1);
}

#[test]
fn traditional_chinese() {
    let book = check(Expect { file: "big5.csv", encoding: "Big5", ..CONTACTS });
    assert_eq!(people(&book)[0].text(keys::LAST_NAME), "陳");
}

#[test]
fn utf16_with_tabs() {
    for (file, encoding) in [("utf16le-tabs.txt", "UTF-16LE"), ("utf16be-no-mark.txt", "UTF-16BE")] {
        let book = check(Expect { file, encoding, delimiter: '\t', created: 2, ..CONTACTS });
        assert_eq!(people(&book)[0].text(keys::LAST_NAME), "Kühn");
        assert_eq!(people(&book)[1].date(keys::BIRTHDAY).map(domain::Date::iso).as_deref(), Some("1990-02-01"));
    }
}

#[test]
fn semicolons_and_decimal_commas() {
    let book =
        check(Expect { file: "semicolons-windows-1252.csv", encoding: "windows-1252", delimiter: ';', ..CONTACTS });
    let own = domain::import::custom_fields(&book);
    let numbers: Vec<_> =
        own.iter().take(2).map(|field| people(&book)[0].number(domain::Key::custom(field.id))).collect();
    assert_eq!(numbers, [Some(1234.5), Some(12.5)]);
    assert_eq!(people(&book)[2].text(keys::LAST_NAME), "Lefèvre");
}

#[test]
fn quoted_newlines() {
    let book = check(Expect { file: "quoted-newlines.csv", created: 2, ..CONTACTS });
    assert_eq!(people(&book)[0].text(keys::NOTES), "Line one\nline \"two\"\n\nline four");
    assert_eq!(people(&book)[0].text(keys::FIRST_NAME), "Ann");
}

#[test]
fn ragged_rows() {
    // Two cells too many, and an email with a quote that is never closed.
    let book = check(Expect { file: "ragged.csv", created: 4, warnings: 3, ..CONTACTS });
    assert_eq!(people(&book)[1].text(keys::NOTES), "extra\nmore, still");
    assert_eq!(people(&book)[2].text(keys::NOTES), "Email: \"cem@example.com");
    assert_eq!(people(&book)[3].first_of(keys::EMAILS), "dora@example.com");
}

#[test]
fn a_bill_below_its_preamble() {
    let book = check(Expect { file: "wechat-bill.csv", header_row: 10, kind: Kind::Order, warnings: 1, ..CONTACTS });
    let orders: Vec<&Record> = book.iter(Kind::Order).collect();
    assert_eq!(orders[0].money(keys::TOTAL).map(|total| total.minor), Some(16_800));
    assert_eq!(orders[2].text(keys::STATUS), "refunded");
    assert_eq!(book.count(Kind::Contact), 2);
    assert_eq!(book.linked(Kind::Order, people(&book)[0].id).count(), 2);
}

#[test]
fn orders_of_a_chinese_shop() {
    let book = check(Expect {
        file: "taobao-orders-gbk.csv",
        encoding: "gb18030",
        kind: Kind::Order,
        created: 2,
        warnings: 1,
        ..CONTACTS
    });
    let orders: Vec<&Record> = book.iter(Kind::Order).collect();
    assert_eq!(orders[0].text(keys::NUMBER), "1234567890123456789");
    assert_eq!(orders[0].money(keys::TOTAL).map(|total| total.minor), Some(16_000));
    assert_eq!(orders[1].text(keys::STATUS), "cancelled");
    let Some(Value::Lines(lines)) = orders[1].get(keys::LINES) else { panic!() };
    assert_eq!((lines[0].quantity, lines[0].price_minor), (2.0, 6_800));
    assert_eq!(people(&book)[0].first_of(keys::PHONES), "13800138000");
}
