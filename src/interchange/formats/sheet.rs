//! Spreadsheets: XLSX, XLS and ODS, by what their cells show when they were last saved.

use super::{PACKED_LIMIT, archive, compound};
use crate::csv::COLUMN_LIMIT;
use calamine::{Data, DataRef, DataType, ExcelDateTime, Ods, Reader, Xls, XlsError, Xlsx, XlsxError};
use domain::import::ImportError;
use std::io::Cursor;

/// Excel's own.
const ROW_LIMIT: usize = 1 << 20;

/// One sheet that has cells; formulas are their last results, errors their codes (`#N/A`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    pub name: String,
    /// Rows from the first, empty ones included, each as long as its last cell that is not empty.
    pub rows: Vec<Vec<String>>,
}

/// The sheets of a spreadsheet, or `only` one of them. Refuses what is locked, broken, too large, or wider than 1,000 columns.
pub fn sheets(bytes: &[u8], only: Option<&str>) -> Result<Vec<Sheet>, ImportError> {
    if bytes.len() as u64 > PACKED_LIMIT {
        return Err(ImportError::TooLarge { bytes: bytes.len() as u64, limit: PACKED_LIMIT });
    }
    let sheets = if bytes.starts_with(b"PK") {
        archive::weigh(bytes)?;
        let names: Vec<String> = archive::archive(bytes)?.file_names().flatten().map(Into::into).collect();
        let has = |wanted: &str| names.iter().any(|name| name == wanted);
        if has("xl/workbook.xml") {
            xlsx(bytes, only)?
        } else {
            whole(Ods::new(Cursor::new(bytes)).map_err(|_| ImportError::Damaged)?, only)?
        }
    } else {
        xls(bytes, only)?
    };
    let sheets: Vec<Sheet> = sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect();
    if sheets.is_empty() { Err(ImportError::Empty) } else { Ok(sheets) }
}

fn named(mut names: Vec<String>, only: Option<&str>) -> Vec<String> {
    names.retain(|name| only.is_none_or(|only| only == name));
    names
}

fn xls(bytes: &[u8], only: Option<&str>) -> Result<Vec<Sheet>, ImportError> {
    // A locked new file stands in an old one's envelope, its parts named in UTF-16.
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(locked.len()).any(|window| window == locked) {
        return Err(ImportError::Locked);
    }
    let bytes = compound::whole(bytes).ok_or(ImportError::Damaged)?;
    let book = Xls::new(Cursor::new(bytes.as_ref())).map_err(|error| match error {
        XlsError::Password => ImportError::Locked,
        _ => ImportError::Damaged,
    })?;
    whole(book, only)
}

/// Cell by cell: a sheet with one cell in each of two far corners takes no memory for those between.
fn xlsx(bytes: &[u8], only: Option<&str>) -> Result<Vec<Sheet>, ImportError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => ImportError::Locked,
        _ => ImportError::Damaged,
    })?;
    let mut sheets = Vec::new();
    for name in named(book.sheet_names(), only) {
        let mut sheet = Sheet { name: name.clone(), rows: Vec::new() };
        // A chart has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            continue;
        };
        while let Some(cell) = cells.next_cell().map_err(|_| ImportError::Damaged)? {
            let (row, column) = cell.get_position();
            put(&mut sheet.rows, row as usize, column as usize, shown(cell.get_value()))?;
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn whole<'b, R: Reader<Cursor<&'b [u8]>>>(mut book: R, only: Option<&str>) -> Result<Vec<Sheet>, ImportError> {
    let mut sheets = Vec::new();
    for name in named(book.sheet_names(), only) {
        let Ok(range) = book.worksheet_range(&name) else {
            continue;
        };
        let (top, left) = range.start().unwrap_or_default();
        let mut sheet = Sheet { name, rows: Vec::new() };
        for (row, column, value) in range.used_cells() {
            put(&mut sheet.rows, top as usize + row, left as usize + column, shown_data(value))?;
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn put(rows: &mut Vec<Vec<String>>, row: usize, column: usize, text: String) -> Result<(), ImportError> {
    if text.is_empty() || row >= ROW_LIMIT {
        return Ok(());
    }
    if column as u64 >= COLUMN_LIMIT {
        return Err(ImportError::TooManyColumns { columns: column as u64 + 1, limit: COLUMN_LIMIT });
    }
    if rows.len() <= row {
        rows.resize(row + 1, Vec::new());
    }
    if let Some(cells) = rows.get_mut(row) {
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = text;
        }
    }
    Ok(())
}

fn shown_data(value: &Data) -> String {
    match value {
        Data::DateTime(at) => moment(at),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.replace('\0', ""),
        other => plain(other),
    }
}

fn shown(value: &DataRef) -> String {
    match value {
        DataRef::DateTime(at) => moment(at),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.replace('\0', ""),
        DataRef::SharedString(text) => text.replace('\0', ""),
        other => plain(other),
    }
}

fn plain(value: &impl DataType) -> String {
    if let Some(number) = value.get_float() {
        return figure(number);
    }
    if let Some(number) = value.get_int() {
        return number.to_string();
    }
    if let Some(yes) = value.get_bool() {
        return yes.to_string();
    }
    value.get_error().map(ToString::to_string).unwrap_or_default()
}

fn figure(number: f64) -> String {
    if number.is_finite() { format!("{number}") } else { String::new() }
}

/// `2026-05-01`, with the time of day where there is one; a time alone; a length of time in days.
fn moment(at: &ExcelDateTime) -> String {
    if !at.is_datetime() {
        return figure(at.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    match (at.as_f64() < 1.0, hour == 0 && minute == 0 && second == 0) {
        (true, _) => clock,
        (false, true) => format!("{year:04}-{month:02}-{day:02}"),
        (false, false) => format!("{year:04}-{month:02}-{day:02} {clock}"),
    }
}
