//! Files that are no text table: spreadsheets, contact cards, calendars, mail and archives of all these, turned into tables that
//! the importer reads like any other.
//!
//! What a file is, its content says, never its name alone. Limits: [`PACKED_LIMIT`] for what comes compressed,
//! [`UNPACKED_LIMIT`] for what it becomes, measured while unpacking because an archive may lie about itself; cards,
//! calendars and mail are texts of up to [`csv::WHOLE_LIMIT`]. Invariant: a part of an archive that cannot be read is
//! named in [`Opened::refused`]. Deliberately not here: what the columns
//! of a table mean.

mod archive;
pub mod calendar;
mod compound;
mod html;
pub mod mail;
pub mod sheet;
pub mod vcard;

use crate::csv::{self, Decoded, decode};
use ::csv::WriterBuilder;
use domain::import::{self, ImportError, Preview, PreviewOptions};

/// Bytes of a ZIP or a spreadsheet as it comes.
pub const PACKED_LIMIT: u64 = 200_000_000;
/// Bytes that all of its parts may become together.
pub const UNPACKED_LIMIT: u64 = 1_000_000_000;

/// One table of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The sheet's, or the file's within an archive, or that of files that were joined; empty for a file that is one
    /// table.
    pub name: String,
    pub table: Decoded,
}

/// A part of an archive that is no table or broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub name: String,
    pub error: ImportError,
}

/// Which tables of a file are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted<'w> {
    All,
    /// All are named, but only the text of this one is kept, of the first where it is empty.
    Listed(&'w str),
    /// The others are not looked at. What a look at all of them called it.
    Only(&'w str),
}

impl Wanted<'_> {
    /// Whether this may be the name of a file or sheet that is wanted.
    fn may_be(self, name: &str) -> bool {
        match self {
            Wanted::All | Wanted::Listed(_) | Wanted::Only("") => true,
            Wanted::Only(part) => {
                part.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(SHEET))
            }
        }
    }

    /// The sheet that is wanted of the file of this name.
    fn sheet<'s>(&'s self, name: &str) -> Option<&'s str> {
        match self {
            Wanted::Only(part) => part.strip_prefix(name)?.strip_prefix(SHEET),
            _ => None,
        }
    }
}

/// Between the names of a file in an archive and its sheet.
const SHEET: &str = ": ";

/// The tables of a file, at least one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    pub parts: Vec<Part>,
    pub refused: Vec<Refused>,
}

impl Opened {
    /// The table of this name, else the first.
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.get(self.place(name))
    }

    pub fn into_part(mut self, name: &str) -> Option<Part> {
        let at = self.place(name);
        (at < self.parts.len()).then(|| self.parts.swap_remove(at))
    }

    fn place(&self, name: &str) -> usize {
        self.parts.iter().position(|part| part.name == name).unwrap_or(0)
    }

    /// Lets go of all texts but that of this table.
    fn keep(&mut self, name: &str) {
        let kept = self.place(name);
        let others = self.parts.iter_mut().enumerate().filter(|(at, _)| *at != kept);
        others.for_each(|(_, part)| part.table.text = String::new());
    }

    /// A first look at the table the options ask for, and what else there is.
    pub fn preview(&self, options: &PreviewOptions) -> Result<Preview, ImportError> {
        let part = self.part(&options.part).ok_or(ImportError::Empty)?;
        let mut found = crate::preview(&part.table, options)?;
        found.part.clone_from(&part.name);
        if self.parts.len() > 1 || !self.refused.is_empty() {
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

/// Whether a file that begins like this is a text table, which need not be read as a whole.
pub fn is_table(head: &[u8]) -> bool {
    let start = csv::encoding::start(head);
    let is_other = start.starts_with(import::BUNDLE)
        || vcard::is_vcard(&start)
        || calendar::is_calendar(&start)
        || is_markup(&start);
    format(head) == Format::Text && crate::backup::peek(head).is_err() && !mail::is_mail(head) && !is_other
}

/// Reads a file into all of its tables. `encoding` is the one the user asks for; it holds for text only.
pub fn open(bytes: Vec<u8>, encoding: Option<&str>) -> Result<Opened, ImportError> {
    read(bytes, encoding, Wanted::All)
}

/// Reads a file into its tables, as far as they are wanted.
pub fn read(bytes: Vec<u8>, encoding: Option<&str>, wanted: Wanted<'_>) -> Result<Opened, ImportError> {
    if crate::backup::peek(&bytes).is_ok() {
        return Err(ImportError::Backup);
    }
    let mut opened = match format(&bytes) {
        Format::Archive => archive::open(&bytes, encoding, wanted)?,
        Format::Text if bytes.starts_with(import::BUNDLE.as_bytes()) => archive::unbundle(&bytes, wanted)?,
        Format::Sheets | Format::Text => {
            let sheet = if let Wanted::Only(sheet) = wanted { Some(sheet) } else { None };
            Opened { parts: tables(bytes, encoding, sheet.filter(|sheet| !sheet.is_empty()))?, refused: Vec::new() }
        }
    };
    if let Wanted::Listed(part) = wanted {
        opened.keep(part);
    }
    Ok(opened)
}

/// What a file holds that is no archive.
enum Holds {
    Cards(Vec<vcard::Card>, &'static str),
    /// One message, as a row below its header.
    Message(Vec<Vec<String>>),
    Tables(Vec<Part>),
}

/// The tables of a file that is no archive. Of a spreadsheet only this `sheet`.
fn tables(bytes: Vec<u8>, encoding: Option<&str>, sheet: Option<&str>) -> Result<Vec<Part>, ImportError> {
    Ok(match holds(bytes, encoding, sheet)? {
        Holds::Cards(cards, encoding) => {
            let cards = part(String::new(), &vcard::rows(cards));
            // The encoding of the file, so that it is read the same way again.
            vec![Part { table: Decoded { encoding, ..cards.table }, ..cards }]
        }
        Holds::Message(rows) => vec![part(String::new(), &rows)],
        Holds::Tables(parts) => parts,
    })
}

fn holds(bytes: Vec<u8>, encoding: Option<&str>, sheet: Option<&str>) -> Result<Holds, ImportError> {
    match format(&bytes) {
        Format::Archive => Err(ImportError::NotText),
        Format::Sheets => {
            let sheets = sheet::sheets(&bytes, sheet)?;
            Ok(Holds::Tables(sheets.into_iter().map(|sheet| part(sheet.name, &sheet.rows)).collect()))
        }
        Format::Text if mail::is_mail(&bytes) => {
            let rows = mail::table(&bytes)?;
            Ok(match mail::is_box(&bytes) {
                true => Holds::Tables(vec![part(String::new(), &rows)]),
                false => Holds::Message(rows),
            })
        }
        Format::Text => {
            let table = decode(bytes, encoding)?;
            if is_markup(&table.text) {
                return Err(ImportError::NotText);
            }
            if vcard::is_vcard(&table.text) {
                return Ok(Holds::Cards(vcard::cards(&table.text)?, table.encoding));
            }
            if calendar::is_calendar(&table.text) {
                let tasks = part(String::new(), &calendar::table(&table.text)?);
                let table = Decoded { encoding: table.encoding, ..tasks.table };
                return Ok(Holds::Tables(vec![Part { table, ..tasks }]));
            }
            Ok(Holds::Tables(vec![Part { name: String::new(), table }]))
        }
    }
}

/// A page, a picture or JSON: text, but no table.
fn is_markup(text: &str) -> bool {
    let text = text.trim_start();
    let page = ["<!doctype ", "<html", "<?xml", "<svg"];
    if page.iter().any(|start| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))) {
        return true;
    }
    // `[Name],[Email]` is the header of a table.
    let inner = text.strip_prefix(['{', '[']).map(str::trim_start);
    inner.is_some_and(|inner| inner.is_empty() || inner.starts_with(['"', '{', '[', '}', ']']))
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
