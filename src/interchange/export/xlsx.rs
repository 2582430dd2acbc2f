//! A list as a workbook of one sheet (ECMA-376), written by hand into our own ZIP.
//!
//! Numbers, amounts, days, instants, yes and no are typed cells; every text is a text cell, which no spreadsheet runs as
//! a formula, so nothing needs a guard and nothing is lost. What a cell cannot hold is cut and counted.

use super::{Words, in_parts, own_currency, text_of, value_at};
use crate::zip::ZipWriter;
use domain::{Book, Currency, FieldType, Id, Instant, Key, Kind, Value};
use std::fmt::Write;

/// What the format allows.
pub const ROWS: usize = 1_048_576;
pub const COLUMNS: usize = 16_384;
const CELL_UNITS: usize = 32_767;
/// Texts of the sheet are handed on in runs of about this many bytes.
const RUN_BYTES: usize = 256 << 10;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XlsxError {
    #[error("a sheet holds {ROWS} rows and {COLUMNS} columns")]
    TooLarge,
}

pub struct Workbook {
    pub bytes: Vec<u8>,
    /// Cells whose text was longer than a cell can be.
    pub cut: u64,
}

/// Positions in `cellXfs` of `STYLES`.
#[derive(Clone, Copy)]
enum Style {
    Plain = 0,
    Header = 1,
    Day = 2,
    Moment = 3,
    Whole = 4,
    Cents = 5,
    Mills = 6,
    Percent = 7,
}

/// These records, one row each; columns and words as in [`super::csv`]. `sheet` is the sheet's name, `at` the date of
/// the files in the archive.
pub fn xlsx(
    book: &Book,
    kind: Kind,
    ids: &[Id],
    columns: &[(Key, String)],
    words: &Words,
    sheet: &str,
    at: Instant,
) -> Result<Workbook, XlsxError> {
    let columns = in_parts(book, kind, columns, words);
    if ids.len() >= ROWS || columns.len() > COLUMNS {
        return Err(XlsxError::TooLarge);
    }
    let mut zip = ZipWriter::new(Vec::new(), 0, at);
    zip.file("[Content_Types].xml", CONTENT_TYPES.as_bytes());
    zip.file("_rels/.rels", RELATIONS.as_bytes());
    zip.file("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS.as_bytes());
    zip.file("xl/workbook.xml", workbook(sheet).as_bytes());
    zip.file("xl/styles.xml", STYLES.as_bytes());
    zip.start("xl/worksheets/sheet1.xml");
    let own = own_currency(book);
    let percent: Vec<bool> = columns
        .iter()
        .map(|column| book.field(kind, column.key).is_some_and(|spec| spec.type_ == FieldType::Percent))
        .collect();
    let mut rows = Rows { xml: String::new(), row: 0, cut: 0 };
    rows.xml.push_str(SHEET_HEAD);
    rows.header(columns.iter().map(|column| column.header.as_ref()));
    for record in ids.iter().filter_map(|id| book.get(kind, *id)) {
        rows.start();
        for (at, column) in columns.iter().enumerate() {
            if let Some(value) = value_at(book, record, column) {
                rows.value(at, &value, percent[at], own, || text_of(book, record, &value, own, words));
            }
        }
        rows.end();
        if rows.xml.len() >= RUN_BYTES {
            zip.write(rows.xml.as_bytes());
            rows.xml.clear();
        }
    }
    rows.xml.push_str("</sheetData>");
    if !columns.is_empty() {
        let _ = write!(rows.xml, "<autoFilter ref=\"A1:{}{}\"/>", letters(columns.len() - 1), rows.row);
    }
    rows.xml.push_str("</worksheet>");
    zip.write(rows.xml.as_bytes());
    match zip.finish() {
        Ok(bytes) => Ok(Workbook { bytes, cut: rows.cut }),
        Err(_) => Err(XlsxError::TooLarge),
    }
}

struct Rows {
    xml: String,
    row: usize,
    cut: u64,
}

impl Rows {
    fn start(&mut self) {
        self.row += 1;
        let _ = write!(self.xml, "<row r=\"{}\">", self.row);
    }
    fn end(&mut self) {
        self.xml.push_str("</row>");
    }
    fn header<'h>(&mut self, headers: impl Iterator<Item = &'h str>) {
        self.start();
        headers.enumerate().for_each(|(column, header)| self.text(column, header, Style::Header));
        self.end();
    }

    fn value(
        &mut self,
        column: usize,
        value: &Value,
        percent: bool,
        own: Option<Currency>,
        text: impl FnOnce() -> String,
    ) {
        match value {
            Value::Number(number) if number.is_finite() => {
                self.number(column, *number, if percent { Style::Percent } else { Style::Plain });
            }
            Value::Money(money) if own.is_none_or(|own| own == money.currency) => {
                let style = match money.currency.digits() {
                    0 => Style::Whole,
                    2 => Style::Cents,
                    _ => Style::Mills,
                };
                self.number(column, money.major(), style);
            }
            Value::Date(date) => match serial(i64::from(date.0)) {
                Some(serial) => self.number(column, serial as f64, Style::Day),
                None => self.text(column, &text(), Style::Plain),
            },
            Value::Instant(at) => match serial(at.0.div_euclid(86_400_000)) {
                Some(serial) => {
                    let part = at.0.rem_euclid(86_400_000) as f64 / 86_400_000.0;
                    self.number(column, serial as f64 + part, Style::Moment);
                }
                None => self.text(column, &text(), Style::Plain),
            },
            Value::Bool(yes) => {
                self.cell(column, Style::Plain, " t=\"b\"");
                let _ = write!(self.xml, "<v>{}</v></c>", u8::from(*yes));
            }
            _ => self.text(column, &text(), Style::Plain),
        }
    }

    fn number(&mut self, column: usize, number: f64, style: Style) {
        self.cell(column, style, "");
        let _ = write!(self.xml, "<v>{number}</v></c>");
    }

    fn text(&mut self, column: usize, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        self.cell(column, style, " t=\"inlineStr\"");
        self.xml.push_str("<is><t xml:space=\"preserve\">");
        let mut units = 0;
        for (at, c) in text.char_indices() {
            units += c.len_utf16();
            if units > CELL_UNITS {
                self.cut += 1;
                break;
            }
            match c {
                '&' => self.xml.push_str("&amp;"),
                '<' => self.xml.push_str("&lt;"),
                '>' => self.xml.push_str("&gt;"),
                // What looks like an escape and is none.
                '_' if looks_escaped(&text[at..]) => self.xml.push_str("_x005F_"),
                '\n' | '\t' => self.xml.push(c),
                c if c.is_ascii_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                    let _ = write!(self.xml, "_x{:04X}_", u32::from(c));
                }
                c => self.xml.push(c),
            }
        }
        self.xml.push_str("</t></is></c>");
    }

    fn cell(&mut self, column: usize, style: Style, kind: &str) {
        let _ = write!(self.xml, "<c r=\"{}{}\" s=\"{}\"{kind}>", letters(column), self.row, style as u8);
    }
}

/// `_x000D_`: how the format writes characters that XML cannot hold. The last `_` may come from the next character.
fn looks_escaped(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 6 && bytes.starts_with(b"_x") && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
}

/// Days as Excel counts them; none before March 1900, where it counts a day that never was, or after 9999.
fn serial(days: i64) -> Option<i64> {
    let serial = days + 25_569;
    (61..=2_958_465).contains(&serial).then_some(serial)
}

/// `A`, `Z`, `AA`
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn workbook(sheet: &str) -> String {
    let name: String = sheet.chars().filter(|c| !"[]:*?/\\'&<>\"".contains(*c) && !c.is_control()).take(31).collect();
    let name = if name.trim().is_empty() { "Sheet1" } else { name.trim() };
    format!(
        "{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"{name}\" sheetId=\"1\" \
         r:id=\"rId1\"/></sheets></workbook>"
    )
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT_TYPES: &str = include_str!("xlsx/content_types.xml");
const RELATIONS: &str = include_str!("xlsx/relations.xml");
const WORKBOOK_RELATIONS: &str = include_str!("xlsx/workbook_relations.xml");
/// The formats of [`Style`], in its order.
const STYLES: &str = include_str!("xlsx/styles.xml");
/// The first row stays in view.
const SHEET_HEAD: &str = include_str!("xlsx/sheet_head.xml");
