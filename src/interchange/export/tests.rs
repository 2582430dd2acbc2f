//! What goes out comes back in, whatever is in the cells.

use super::*;
use crate::import::tests::import_into;
use domain::import::{Reason, Target};
use proptest::prelude::*;

mod again;
mod archives;
mod cards;
mod own_fields;
mod round;
mod workbook;

fn words(choices: &BTreeMap<String, String>) -> Words<'_> {
    Words { yes: "yes", no: "no", choices, address: &[], ids: false }
}

/// Exports what a file became, under the file's own headers.
fn exported(bytes: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let done = import_into(Book::new(), bytes, |_| {});
    let ids: Vec<Id> = done.book.iter(done.plan.kind).map(|record| record.id).collect();
    let own = domain::import::custom_fields(&done.book);
    let columns: Vec<(Key, String)> = done
        .plan
        .targets
        .iter()
        .filter_map(|target| match target {
            Target::Field(key) => Some((*key, key.to_string())),
            Target::FullName => Some((keys::NAME, "name".to_owned())),
            Target::NewField(label, _) => {
                own.iter().find(|field| field.label == *label).map(|field| (Key::custom(field.id), label.clone()))
            }
            _ => None,
        })
        .collect();
    let choices = BTreeMap::new();
    let text = String::from_utf8(csv(&done.book, done.plan.kind, &ids, &columns, &words(&choices))).unwrap();
    let mut rows = crate::csv::Rows::new(text.trim_start_matches('\u{feff}'), ',');
    let mut all = Vec::new();
    while let Some(row) = rows.read() {
        all.push(row.cells.iter().map(|cell| cell::clean(cell).to_owned()).collect());
    }
    (all.remove(0), all)
}

#[test]
fn what_came_in_goes_out() {
    let text = "Name,Email,Phone,Company,Tags,Birthday,Age,Member,Formula,Fee\n\
        Ann Berg,ann@x.co; b@x.co,+47 555 01 099,\"Berg, Vik & Co\",vip; new,1990-05-01,36,yes,'=1+1,12.50\n\
        王小明,wang@a.cn,13800138000,大山茶业,,,41.5,no,'-x,7.00\n";
    let (headers, rows) = exported(text.as_bytes());
    assert_eq!(headers.len(), 10);
    assert_eq!(
        rows[0],
        [
            "Ann Berg",
            "ann@x.co; b@x.co",
            "+47 555 01 099",
            "Berg, Vik & Co",
            "vip; new",
            "1990-05-01",
            "36",
            "yes",
            "=1+1",
            "12.50"
        ]
    );
    assert_eq!(rows[1], ["王小明", "wang@a.cn", "13800138000", "大山茶业", "", "", "41.5", "no", "-x", "7.00"]);
}

#[test]
fn formulas_are_guarded_and_rejects_can_be_read_again() {
    let rejected =
        Rejected { row: 7, column: None, reason: Reason::NoName, cells: vec!["=cmd()".to_owned(), "'186".to_owned()] };
    let text =
        String::from_utf8(rejects(&["A".to_owned()], "Row", "Reason", &[(rejected, "no name".to_owned())])).unwrap();
    assert_eq!(text, "\u{feff}A,,Row,Reason\n'=cmd(),186,7,no name\n");
}

#[test]
fn a_dump_is_one_object_a_line() {
    let done = import_into(Book::new(), b"Name,Email\nAnn,ann@x.co\n", |_| {});
    let text = String::from_utf8(dump(&done.book)).unwrap();
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["format"], "solo-crm");
    assert_eq!(lines[1]["kind"], "contact");
    assert_eq!(lines[1]["values"]["emails"]["l"][0]["v"], "ann@x.co");
    assert_eq!(instant(Instant(1_777_629_600_000)), "2026-05-01T10:00:00Z");
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    /// Texts of own fields come back whole, whatever is in them.
    #[test]
    fn every_cell_survives(cells in prop::collection::vec("[a-z=+'@\"\n,; é中-]{0,12}", 4..24)) {
        let mut file = String::from("Email,Story\n");
        for (at, cell) in cells.iter().enumerate() {
            file.push_str(&format!("p{at}@x.co,{}\n", quoted(&cell::guard(cell.trim()))));
        }
        // One long text, so that the column is text whatever the others look like.
        file.push_str(&format!("z@x.co,{}\n", "words and words ".repeat(30)));
        let (_, rows) = exported(file.as_bytes());
        for (at, cell) in cells.iter().enumerate() {
            let row = rows.iter().find(|row| row[0] == format!("p{at}@x.co")).unwrap();
            prop_assert_eq!(&row[1], cell.trim());
        }
    }

    #[test]
    fn no_bytes_break_the_import(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        hold(&bytes);
    }

    #[test]
    fn no_text_breaks_the_import(text in "([A-Za-z0-9,;\t|\"'\n\r/: .@+=年月日元¥-]{0,12}(,|\n|Name|Email|Total|Date|订单号|金额)){0,60}") {
        hold(text.as_bytes());
    }
}

fn hold(bytes: &[u8]) {
    let Ok(file) = crate::csv::decode(bytes.to_vec(), None) else {
        return;
    };
    for kind in crate::mapping::KINDS {
        let options = domain::import::PreviewOptions { kind: Some(kind), ..Default::default() };
        let Ok(found) = crate::preview(&file, &options) else {
            continue;
        };
        let plan = domain::import::Plan::suggested(&found, "x", Currency::CNY, Instant(0), Date(0), 1);
        let book = Book::new();
        let Ok((_, report)) = crate::import::whole(&book, &file.text, plan) else {
            continue;
        };
        assert_eq!(report.rows, found.rows);
    }
}
