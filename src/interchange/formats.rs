//! Files that are no text table: spreadsheets, contact cards, calendars, mail and archives of all these, turned into tables that
//! the importer reads like any other.
//!
//! What a file is, its content says, never its name alone. Limits: [`PACKED_LIMIT`] for what comes compressed,
//! [`UNPACKED_LIMIT`] for what it becomes, measured while unpacking because an archive may lie about itself. Invariant:
//! a part of an archive that cannot be read is named in [`Opened::refused`]. Deliberately not here: what the columns
//! of a table mean.

mod archive;
pub mod calendar;
mod compound;
pub mod mail;
pub mod sheet;
pub mod vcard;

use crate::csv::{Decoded, decode};
use ::csv::WriterBuilder;
use domain::import::{ImportError, Preview, PreviewOptions};

/// Bytes of a ZIP or a spreadsheet as it comes.
pub const PACKED_LIMIT: u64 = 200 << 20;
/// Bytes that all of its parts may become together.
pub const UNPACKED_LIMIT: u64 = 1 << 30;

/// One table of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The sheet's, or the file's within an archive; empty for a file that is one table.
    pub name: String,
    pub table: Decoded,
}

/// A part of an archive that is no table or broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub name: String,
    pub error: ImportError,
}

/// The tables of a file, at least one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    pub parts: Vec<Part>,
    pub refused: Vec<Refused>,
}

impl Opened {
    /// The table of this name, else the first.
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name).or_else(|| self.parts.first())
    }

    /// A first look at the table the options ask for, and what else there is.
    pub fn preview(&self, options: &PreviewOptions) -> Result<Preview, ImportError> {
        let part = self.part(&options.part).ok_or(ImportError::Empty)?;
        let mut found = crate::preview(&part.table, options)?;
        found.part.clone_from(&part.name);
        if self.parts.len() > 1 {
            found.parts = self.parts.iter().map(|part| part.name.clone()).collect();
        }
        found.refused = self.refused.iter().map(|refused| (refused.name.clone(), refused.error.clone())).collect();
        Ok(found)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Archive,
    Sheets,
    Text,
}

fn format(bytes: &[u8]) -> Format {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return if archive::is_spreadsheet(bytes) { Format::Sheets } else { Format::Archive };
    }
    // A compound file: old Excel, or a new one that is locked.
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") { Format::Sheets } else { Format::Text }
}

/// Reads a file into its tables. `encoding` is the one the user asks for; it holds for text only.
pub fn open(bytes: Vec<u8>, encoding: Option<&str>) -> Result<Opened, ImportError> {
    if crate::backup::peek(&bytes).is_ok() {
        return Err(ImportError::Backup);
    }
    match format(&bytes) {
        Format::Archive => archive::open(&bytes, encoding),
        Format::Sheets | Format::Text => {
            let parts = tables(bytes, encoding)?;
            Ok(Opened { parts, refused: Vec::new() })
        }
    }
}

/// The tables of a file that is no archive.
fn tables(bytes: Vec<u8>, encoding: Option<&str>) -> Result<Vec<Part>, ImportError> {
    match format(&bytes) {
        Format::Archive => Err(ImportError::NotText),
        Format::Sheets => {
            let sheets = sheet::sheets(&bytes)?;
            Ok(sheets.into_iter().map(|sheet| part(sheet.name, &sheet.rows)).collect())
        }
        Format::Text if mail::is_mail(&bytes) => Ok(vec![part(String::new(), &mail::table(&bytes)?)]),
        Format::Text => {
            let table = decode(bytes, encoding)?;
            if vcard::is_vcard(&table.text) {
                let cards = part(String::new(), &vcard::table(&table.text)?);
                // The encoding of the file, so that it is read the same way again.
                return Ok(vec![Part { table: Decoded { encoding: table.encoding, ..cards.table }, ..cards }]);
            }
            if calendar::is_calendar(&table.text) {
                let tasks = part(String::new(), &calendar::table(&table.text)?);
                return Ok(vec![Part { table: Decoded { encoding: table.encoding, ..tasks.table }, ..tasks }]);
            }
            Ok(vec![Part { name: String::new(), table }])
        }
    }
}

/// Rows as the text of a table. Cells keep what they say when the importer cleans them; empty rows keep their number.
fn part(name: String, rows: &[Vec<String>]) -> Part {
    let mut writer = WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|cell| {
            let plain = crate::cell::clean(cell) == cell.trim();
            if plain { cell.clone() } else { crate::cell::guard(cell) }
        });
        // Writing to memory does not fail.
        let _ = match row.is_empty() {
            true => writer.write_record([""]),
            false => writer.write_record(cells),
        };
    }
    let bytes = writer.into_inner().unwrap_or_default();
    Part { name, table: Decoded { encoding: "UTF-8", text: String::from_utf8(bytes).unwrap_or_default() } }
}

#[cfg(test)]
mod tests;
