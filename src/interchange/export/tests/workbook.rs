//! Workbooks, read by calamine.

use super::*;
use crate::export::xlsx::{XlsxError, xlsx};
use calamine::{Data, DataRef, Reader, ReaderRef, Xlsx, open_workbook_from_rs};
use domain::{Labelled, Money, Record};
use std::io::Cursor;

const AT: Instant = Instant(1_777_629_600_000);

fn book(values: Vec<(Key, Value)>) -> Book {
    let mut book = Book::new();
    let profile = vec![(keys::CREATED_AT, Value::Instant(AT)), (keys::CURRENCY, Value::text("CNY"))];
    book.load_chunk(Kind::Profile, 0, vec![Record::from_values(Kind::Profile, profile::ID, profile)]);
    let mut all = vec![(keys::CREATED_AT, Value::Instant(AT))];
    all.extend(values);
    book.load_chunk(Kind::Contact, 0, vec![Record::from_values(Kind::Contact, Id(7), all)]);
    book
}

fn sheet(book: &Book, columns: &[(Key, String)]) -> (Vec<Vec<Data>>, u64) {
    let choices = BTreeMap::from([("lead".to_owned(), "Lead".to_owned())]);
    let made = xlsx(book, Kind::Contact, &[Id(7), Id(99)], columns, &words(&choices), "客户 [1]/?", AT).unwrap();
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(made.bytes)).unwrap();
    assert_eq!(workbook.sheet_names(), ["客户 1"]);
    let range = workbook.worksheet_range("客户 1").unwrap();
    (range.rows().map(<[Data]>::to_vec).collect(), made.cut)
}

#[test]
fn cells_have_types() {
    let usd = Currency::USD;
    let values = vec![
        (Key::new("x1"), Value::Number(-12.5)),
        (Key::new("x2"), Value::Money(Money { minor: 1_250, currency: Currency::CNY })),
        (Key::new("x3"), Value::Money(Money { minor: 1_250, currency: usd })),
        (Key::new("x4"), Value::Date(Date::from_ymd(2026, 5, 1).unwrap())),
        (Key::new("x5"), Value::Date(Date::from_ymd(1815, 12, 10).unwrap())),
        (Key::new("x6"), Value::Bool(true)),
        (Key::new("x7"), Value::Choice("lead".to_owned())),
        (Key::new("x8"), Value::Instant(AT)),
        (Key::new("x9"), Value::Labelled(vec![Labelled { label: String::new(), value: "+86 138".to_owned() }])),
    ];
    let columns: Vec<_> = (1..=10).map(|at| (Key::new(&format!("x{at}")), format!("=H{at}"))).collect();
    let (rows, cut) = sheet(&book(values), &columns);
    assert_eq!((rows.len(), cut), (2, 0));
    assert_eq!(rows[0][0], Data::String("=H1".to_owned()));
    let row = &rows[1];
    assert_eq!(row[0], Data::Float(-12.5));
    assert_eq!(row[1], Data::Float(12.5));
    assert_eq!(row[2], Data::String("12.50 USD".to_owned()));
    // 46143 days from 1899-12-30 to 2026-05-01 (Excel's own count).
    assert!(matches!(&row[3], Data::DateTime(day) if day.as_f64() == 46_143.0), "{:?}", row[3]);
    assert_eq!(row[4], Data::String("1815-12-10".to_owned()));
    assert_eq!(row[5], Data::Bool(true));
    assert_eq!(row[6], Data::String("Lead".to_owned()));
    assert!(matches!(&row[7], Data::DateTime(at) if (at.as_f64() - 46_143.0 - 10.0 / 24.0).abs() < 1e-9));
    assert_eq!(row[8], Data::String("+86 138".to_owned()));
    assert_eq!(row[9], Data::Empty);
}

#[test]
fn what_no_cell_holds_is_cut_and_counted() {
    let text = "中".repeat(40_000);
    let (rows, cut) = sheet(&book(vec![(keys::NOTES, Value::text(&text))]), &[(keys::NOTES, "Notes".to_owned())]);
    assert_eq!(cut, 1);
    assert_eq!(rows[1][0], Data::String("中".repeat(32_767)));
    let ids = vec![Id(7); 1_048_576];
    let made = xlsx(&book(Vec::new()), Kind::Contact, &ids, &[], &words(&BTreeMap::new()), "", AT);
    assert!(matches!(made, Err(XlsxError::TooLarge)));
}

#[test]
fn no_cell_is_a_formula() {
    let evil = ["=1+1", "+cmd|'/c calc'!A0", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\")"];
    for text in evil {
        let made = book(vec![(keys::NOTES, Value::text(text))]);
        let choices = BTreeMap::new();
        let columns = [(keys::NOTES, "Notes".to_owned())];
        let file = xlsx(&made, Kind::Contact, &[Id(7)], &columns, &words(&choices), "s", AT).unwrap();
        let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(file.bytes)).unwrap();
        assert!(workbook.worksheet_formula("s").unwrap().is_empty());
        let range = workbook.worksheet_range_ref("s").unwrap();
        assert!(matches!(range.get((1, 0)), Some(DataRef::String(told)) if told == text), "{text}");
    }
}

/// The escape of the second character ends with what the first would need to be one.
#[test]
fn an_escape_that_two_characters_make_together_is_none() {
    for text in ["_x0AA0\0", "_x0041", "_x005F_x0041_"] {
        let (rows, _) = sheet(&book(vec![(keys::NOTES, Value::text(text))]), &[(keys::NOTES, "N".to_owned())]);
        assert_eq!(rows[1][0], Data::String(text.to_owned()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn every_text_survives(text in "\\PC{1,30}|[<>&\"'_x0-9A-D\u{0}-\u{20}]{1,40}|(_x00[0-9A-F]{2}_){1,3}| [a-z]\n ") {
        let (rows, _) = sheet(&book(vec![(keys::NOTES, Value::text(&text))]), &[(keys::NOTES, "N".to_owned())]);
        prop_assert_eq!(&rows[1][0], &Data::String(text));
    }
}
