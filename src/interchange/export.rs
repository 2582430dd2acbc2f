//! Records as files for people and other programs: CSV, XLSX, vCard, iCalendar, and everything as one archive.
//!
//! A CSV cell that a spreadsheet would run as a formula is guarded by a leading `'`, which our own import takes
//! off again. Deliberately not here: words; headers, yes and no come as arguments.

pub(crate) mod content_line;
pub mod everything;
pub mod ics;
pub mod vcard;
pub mod xlsx;

pub use everything::{everything, person};
pub use ics::ics;
pub use vcard::vcard;
pub use xlsx::xlsx;

use crate::{cell, mapping, own};
use ::csv::WriterBuilder;
use domain::{
    Book, Currency, Date, FieldType, Id, Instant, Key, Kind, Money, Record, Value, contact, import::Rejected, keys,
    profile,
};
use std::{borrow::Cow, collections::BTreeMap};

/// The words of a file.
pub struct Words<'w> {
    pub yes: &'w str,
    pub no: &'w str,
    /// Codes of built-in choices in words.
    pub choices: &'w BTreeMap<String, String>,
    /// Headers for the five parts of an address; it is one column where there are none.
    pub address: &'w [String],
    /// Whether columns are added by which our own import knows each row's record again, and those it refers to.
    pub ids: bool,
}

/// A column of a table.
struct Column<'c> {
    key: Key,
    what: What,
    header: Cow<'c, str>,
}

enum What {
    Field,
    /// Of an address.
    Part(usize),
    /// The record's own id.
    Id,
    /// The id of the record that the field refers to.
    Reference,
}

/// Addresses in parts, so that they can be read again.
fn in_parts<'c>(book: &Book, kind: Kind, columns: &'c [(Key, String)], words: &Words<'c>) -> Vec<Column<'c>> {
    let address = |key: Key| book.field(kind, key).is_some_and(|spec| spec.type_ == FieldType::Address);
    let mut made = Vec::new();
    for (key, header) in columns {
        if !words.address.is_empty() && address(*key) {
            let parts = words.address.iter().enumerate();
            made.extend(parts.map(|(part, header)| Column {
                key: *key,
                what: What::Part(part),
                header: header.into(),
            }));
        } else {
            made.push(Column { key: *key, what: What::Field, header: header.into() });
        }
    }
    if words.ids && mapping::KINDS.contains(&kind) {
        let referring = columns.iter().filter_map(|(key, _)| Some((*key, own::reference(*key)?)));
        made.extend(referring.map(|(key, header)| Column { key, what: What::Reference, header: header.into() }));
        made.push(Column { key: keys::NAME, what: What::Id, header: own::header(kind).into() });
    }
    made
}

/// How many decimals the numbers of an own field came with.
fn decimals(book: &Book, key: Key) -> Option<usize> {
    let stated = book.get(Kind::Field, key.custom_field()?)?.number(keys::DECIMALS)?;
    (1.0..=12.0).contains(&stated).then_some(stated as usize)
}

/// A number as it came, unless it has more decimals by now.
fn number(number: f64, decimals: Option<usize>) -> String {
    let padded = decimals.map(|decimals| format!("{number:.decimals$}"));
    padded.filter(|padded| padded.parse() == Ok(number)).unwrap_or_else(|| number.to_string())
}

fn value_at<'b>(book: &'b Book, record: &'b Record, column: &Column) -> Option<Cow<'b, Value>> {
    let id = |id: Id| Some(Cow::Owned(Value::text(own::written(id))));
    let value = match column.what {
        What::Id => return id(record.id),
        What::Reference => return record.reference(column.key).and_then(id),
        _ => book.value(record, column.key)?,
    };
    match (&column.what, value.as_ref()) {
        (What::Part(part), Value::Address(address)) => {
            let text = address.parts().get(*part).copied().unwrap_or_default();
            (!text.is_empty()).then(|| Cow::Owned(Value::text(text)))
        }
        _ => Some(value),
    }
}

const BOM: &[u8] = b"\xef\xbb\xbf";

/// These records as CSV (UTF-8 with a mark, so that Excel reads it), one column for each field. Amounts in another
/// currency than the business's carry its code. Unknown ids are passed over.
pub fn csv(book: &Book, kind: Kind, ids: &[Id], columns: &[(Key, String)], words: &Words) -> Vec<u8> {
    let own = own_currency(book);
    let columns = in_parts(book, kind, columns, words);
    let decimals: Vec<Option<usize>> = columns.iter().map(|column| decimals(book, column.key)).collect();
    let mut file = File::new(columns.iter().map(|column| column.header.as_ref()));
    for record in ids.iter().filter_map(|id| book.get(kind, *id)) {
        file.row(columns.iter().zip(&decimals).map(
            |(column, decimals)| match value_at(book, record, column).as_deref() {
                Some(Value::Number(value)) => number(*value, *decimals),
                Some(value) => cell_of(book, record, value, own, words),
                None => String::new(),
            },
        ));
    }
    file.bytes()
}

/// The rows an import did not take, each with its number and the reason in words after its cells.
pub fn rejects(headers: &[String], row_header: &str, reason_header: &str, rows: &[(Rejected, String)]) -> Vec<u8> {
    let width = rows.iter().map(|(row, _)| row.cells.len()).max().unwrap_or_default().max(headers.len());
    let at = |cells: &[String], place: usize| {
        cells.get(place).map(|cell| cell::guard(cell::clean(cell))).unwrap_or_default()
    };
    let head: Vec<String> =
        (0..width).map(|place| at(headers, place)).chain([row_header.to_owned(), reason_header.to_owned()]).collect();
    let mut file = File::new(head.iter().map(String::as_str));
    for (row, reason) in rows {
        file.row((0..width).map(|place| at(&row.cells, place)).chain([row.row.to_string(), cell::guard(reason)]));
    }
    file.bytes()
}

/// All of the data, one JSON object a line: what it is, then every record, those in the trash included.
pub fn dump(book: &Book) -> Vec<u8> {
    let mut lines = br#"{"format":"solo-crm","version":1}"#.to_vec();
    lines.push(b'\n');
    for kind in Kind::ALL {
        for record in book.iter(kind).chain(book.trashed(kind)) {
            let values: BTreeMap<&str, &Value> =
                record.values().iter().map(|(key, value)| (key.as_str(), value)).collect();
            let line = serde_json::json!({ "kind": kind, "id": record.id, "values": values });
            lines.extend_from_slice(line.to_string().as_bytes());
            lines.push(b'\n');
        }
    }
    lines
}

struct File {
    writer: ::csv::Writer<Vec<u8>>,
}

impl File {
    fn new<'h>(headers: impl Iterator<Item = &'h str>) -> Self {
        let mut file = Self { writer: WriterBuilder::new().flexible(true).from_writer(BOM.to_vec()) };
        file.row(headers.map(cell::guard));
        file
    }
    fn row(&mut self, cells: impl Iterator<Item = String>) {
        // Writing to memory does not fail.
        let _ = self.writer.write_record(cells.map(String::into_bytes));
    }
    fn bytes(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_default()
    }
}

/// The currency that amounts need not name.
fn own_currency(book: &Book) -> Option<Currency> {
    book.get(Kind::Profile, profile::ID).and_then(|profile| Currency::new(profile.text(keys::CURRENCY)))
}

fn cell_of(book: &Book, record: &Record, value: &Value, own: Option<Currency>, words: &Words) -> String {
    let text = text_of(book, record, value, own, words);
    match value {
        Value::Number(_) | Value::Money(_) | Value::Date(_) | Value::Instant(_) => text,
        _ => cell::guard(&text),
    }
}

/// A value as a person reads it.
fn text_of(book: &Book, record: &Record, value: &Value, own: Option<Currency>, words: &Words) -> String {
    match value {
        Value::Text(text) | Value::Json(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Money(money) => amount(*money, own),
        Value::Date(date) => date.iso(),
        Value::Instant(at) => instant(*at),
        Value::Bool(yes) => if *yes { words.yes } else { words.no }.to_owned(),
        Value::Choice(code) => words.choices.get(code).unwrap_or(code).clone(),
        Value::Choices(choices) => own::list(choices.iter().map(String::as_str)),
        Value::Labelled(list) => own::list(list.iter().map(|item| item.value.as_str())),
        Value::Address(address) => {
            address.parts().into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Value::Ref(id) => name_of(book, *id),
        // Their prices are in the currency of their order's total.
        Value::Lines(lines) => own::lines(lines, |minor| {
            amount(
                Money {
                    minor,
                    currency: record.money(keys::TOTAL).map_or_else(|| book.currency(), |total| total.currency),
                },
                own,
            )
        }),
    }
}

/// An amount, with its currency where that is not the business's.
fn amount(money: Money, own: Option<Currency>) -> String {
    let amount = format!("{:.*}", money.currency.digits() as usize, money.major());
    if own.is_none_or(|own| own == money.currency) { amount } else { format!("{amount} {}", money.currency.as_str()) }
}

fn name_of(book: &Book, id: Id) -> String {
    if let Some(person) = book.get(Kind::Contact, id) {
        return contact::name(person).into_owned();
    }
    book.get(Kind::Company, id).map(|company| company.text(keys::NAME).to_owned()).unwrap_or_default()
}

/// `2026-05-01T10:00:00Z`
fn instant(at: Instant) -> String {
    let (days, rest) = (at.0.div_euclid(86_400_000), at.0.rem_euclid(86_400_000) / 1000);
    let date = Date(i32::try_from(days).unwrap_or_default());
    format!("{}T{:02}:{:02}:{:02}Z", date.iso(), rest / 3600, rest / 60 % 60, rest % 60)
}

#[cfg(test)]
mod tests;
