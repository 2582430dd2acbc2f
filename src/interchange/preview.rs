//! The first look at a table: its columns, samples, types and the system it comes from.
//!
//! Invariant: it reads window by window, as the import does, and reads every row. Deliberately not here: what the user then
//! decides (`mapping`).

use crate::{
    cell,
    csv::{self, Decoded, Rows},
    infer::Tally,
    mapping,
    sources::{self, Source},
};
use domain::import::{Column, ImportError, Preview, PreviewOptions, Target};

const SAMPLE_ROWS: usize = 20;

/// A first look at a decoded file: every row is read, because one cell can settle how a column's dates are written.
pub fn preview(file: &Decoded, options: &PreviewOptions) -> Result<Preview, ImportError> {
    let mut look = Look::new(&file.text, options);
    look.read(&mut Rows::new(&file.text, look.delimiter), usize::MAX)?;
    look.finish(file.encoding, options)
}

/// A first look at a text that comes in windows.
pub struct Look {
    pub delimiter: char,
    header_row: u64,
    headers: Vec<String>,
    tallies: Vec<Tally>,
    sample: Vec<Vec<String>>,
    count: u64,
}

impl Look {
    /// By the first window, or the whole.
    pub fn new(start: &str, options: &PreviewOptions) -> Self {
        let delimiter = options.delimiter.unwrap_or_else(|| csv::delimiter::sniff(start));
        let header_row = options.header_row.unwrap_or_else(|| csv::header::find(start, delimiter));
        Self { delimiter, header_row, headers: Vec::new(), tallies: Vec::new(), sample: Vec::new(), count: 0 }
    }

    /// Takes up to this many rows. False when there are no more in this window.
    pub fn read(&mut self, rows: &mut Rows<'_>, most: usize) -> Result<bool, ImportError> {
        for _ in 0..most {
            let Some(row) = rows.read() else { return Ok(false) };
            if row.number < self.header_row {
                continue;
            }
            let width = row.cells.len();
            if width as u64 > csv::COLUMN_LIMIT {
                return Err(ImportError::TooManyColumns { columns: width as u64, limit: csv::COLUMN_LIMIT });
            }
            if row.number == self.header_row {
                self.headers = row.cells.iter().map(|header| cell::clean(header).to_owned()).collect();
                self.tallies.resize_with(width, Tally::default);
                continue;
            }
            if row.cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            // Without headers the widest row counts; below a header more cells are a fault of the row.
            if self.header_row == 0 && width > self.tallies.len() {
                self.tallies.resize_with(width, Tally::default);
            }
            self.count += 1;
            if self.count == 1 && self.header_row > 0 && csv::header::goes_on(row.cells) {
                // The import tells of it.
                continue;
            }
            if self.sample.len() < SAMPLE_ROWS {
                self.sample.push(row.cells.iter().map(str::to_owned).collect());
            }
            row.cells.iter().zip(&mut self.tallies).for_each(|(cell, tally)| tally.add(cell));
        }
        Ok(true)
    }

    /// What was found, in a text of this encoding.
    pub fn finish(self, encoding: &str, options: &PreviewOptions) -> Result<Preview, ImportError> {
        let Self { delimiter, header_row, headers, tallies, sample, count } = self;
        if tallies.is_empty() {
            return Err(if count == 0 { ImportError::Empty } else { ImportError::NoHeader });
        }
        let headers = unique(headers, tallies.len());
        let columns: Vec<_> = headers
            .into_iter()
            .zip(&tallies)
            .map(|(header, tally)| (header.clone(), tally.infer(&header), tally.filled))
            .collect();
        let names: Vec<&str> = columns.iter().map(|(header, ..)| header.as_str()).collect();
        let source = match &options.source {
            Some(code) => sources::by_code(code),
            None => sources::recognise(&names),
        };
        // The user knows better what the rows are.
        let source = source.filter(|source| options.kind.is_none_or(|kind| kind == source.kind));
        let kind = options.kind.or(source.map(|source| source.kind)).unwrap_or_else(|| mapping::guess_kind(&columns));
        let targets = mapping::suggest(kind, &columns, &options.custom, source, &options.labels);
        let follows = |header: &str| options.computed.iter().any(|(of, name)| *of == kind && name == header);
        let targets = targets.into_iter().map(|target| match target {
            Target::NewField(header, _) if source.is_none() && follows(&header) => Target::Skip,
            target => target,
        });
        let columns = columns.into_iter().zip(targets).map(|((header, inferred, filled), suggestion)| Column {
            header,
            type_: inferred.type_,
            date_order: inferred.date_order,
            decimal_comma: inferred.decimal_comma && !source.is_some_and(Source::is_own),
            filled,
            suggestion,
        });
        Ok(Preview {
            encoding: encoding.to_owned(),
            delimiter,
            header_row,
            columns: columns.collect(),
            sample,
            rows: count,
            kind,
            source: source.map(Source::code).unwrap_or_default(),
            parts: Vec::new(),
            part: String::new(),
            refused: Vec::new(),
        })
    }
}

/// Headers as they are shown: letters where there is none, numbered where one is repeated.
pub(crate) fn unique(mut headers: Vec<String>, width: usize) -> Vec<String> {
    headers.resize(width, String::new());
    let mut seen = std::collections::HashSet::new();
    for (at, header) in headers.iter_mut().enumerate() {
        if header.is_empty() {
            *header = letters(at);
        }
        let bare = header.clone();
        let mut number = 2;
        while !seen.insert(header.clone()) {
            *header = format!("{bare} {number}");
            number += 1;
        }
    }
    headers
}

/// A column's name in a spreadsheet: A to Z, AA, AB …
fn letters(mut at: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.push(b'A' + (at % 26) as u8);
        if at < 26 {
            break;
        }
        at = at / 26 - 1;
    }
    name.reverse();
    name.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_become_unique() {
        let given = ["a", "", "a", "a 2"].map(str::to_owned).to_vec();
        assert_eq!(unique(given, 5), ["a", "B", "a 2", "a 2 2", "E"]);
        assert_eq!(letters(25), "Z");
        assert_eq!(letters(26), "AA");
        assert_eq!(letters(701), "ZZ");
    }
}
