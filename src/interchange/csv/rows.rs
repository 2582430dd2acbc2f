//! Rows of a text table, with the row numbers a spreadsheet shows.
//!
//! Quoting follows RFC 4180 as the `csv` crate reads it. A quote that is never closed would swallow the rest of
//! the file, so such a row is read again as one plain line.

use ::csv::{Reader, ReaderBuilder, StringRecord};

/// A longer cell is an error of the file: its row is rejected.
pub const CELL_LIMIT: usize = 100_000;

pub struct Rows<'t> {
    text: &'t str,
    delimiter: u8,
    reader: Reader<&'t [u8]>,
    /// Where in `text` the reader began.
    base: usize,
    record: StringRecord,
    /// The number of the row last returned.
    number: u64,
}

/// One row as it stands in the file.
pub struct Row<'r> {
    /// From 1, empty lines counted.
    pub number: u64,
    /// Where it begins in the text.
    pub at: usize,
    pub cells: &'r StringRecord,
}

impl<'t> Rows<'t> {
    pub fn new(text: &'t str, delimiter: char) -> Self {
        // Excel's own way to name the delimiter in the first line.
        let start = match text.get(..5) {
            Some(head) if head.get(..4).is_some_and(|sep| sep.eq_ignore_ascii_case("sep=")) => {
                text.find('\n').map_or(text.len(), |end| end + 1)
            }
            _ => 0,
        };
        let mut rows = Self::from(text, delimiter, start);
        rows.number = u64::from(start > 0);
        rows
    }

    /// Reads on from a place that a [`Row`] told; numbers begin anew.
    pub fn from(text: &'t str, delimiter: char, at: usize) -> Self {
        let delimiter = u8::try_from(delimiter).unwrap_or(b',');
        let at = if text.is_char_boundary(at) { at } else { text.len() };
        Self {
            text,
            delimiter,
            reader: reader(&text[at..], delimiter, true),
            base: at,
            record: StringRecord::new(),
            number: 0,
        }
    }

    /// Bytes of the text read so far.
    pub fn position(&self) -> usize {
        self.base + self.reader.position().byte() as usize
    }

    /// The next row that is not an empty line.
    pub fn read(&mut self) -> Option<Row<'_>> {
        let before = self.position();
        if !matches!(self.reader.read_record(&mut self.record), Ok(true)) {
            return None;
        }
        let (at, skipped) = skip_empty_lines(self.text, before);
        self.number += skipped + 1;
        if self.swallowed(at) {
            self.read_plain_line(at);
        }
        Some(Row { number: self.number, at, cells: &self.record })
    }

    /// Whether an open quote seems to have taken in what belongs to other rows.
    fn swallowed(&self, at: usize) -> bool {
        let many_lines = self.record.iter().any(|cell| cell.contains('\n') && cell.len() > CELL_LIMIT);
        if many_lines {
            return true;
        }
        let end = self.position();
        let raw = self.text.get(at..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        end >= self.text.len() && raw.contains('\n') && raw.matches('"').count() % 2 == 1
    }

    fn read_plain_line(&mut self, at: usize) {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |end| at + end + 1);
        self.record.clear();
        // A line that cannot be read stays an empty record, which the importer rejects by name.
        let _ = reader(&self.text[at..end], self.delimiter, false).read_record(&mut self.record);
        self.base = end;
        self.reader = reader(&self.text[end..], self.delimiter, true);
    }
}

fn reader(text: &str, delimiter: u8, quoting: bool) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(quoting)
        .from_reader(text.as_bytes())
}

/// The `csv` crate passes over empty lines; a spreadsheet counts them.
fn skip_empty_lines(text: &str, from: usize) -> (usize, u64) {
    let bytes = text.as_bytes();
    // Of a line end of two characters the reader leaves the second.
    let half = from > 0 && bytes.get(from - 1) == Some(&b'\r') && bytes.get(from) == Some(&b'\n');
    let (mut at, mut lines) = (from + usize::from(half), 0);
    loop {
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => at += 2,
            (Some(b'\r' | b'\n'), _) => at += 1,
            _ => return (at, lines),
        }
        lines += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, delimiter: char) -> Vec<(u64, Vec<String>)> {
        let mut rows = Rows::new(text, delimiter);
        let mut found = Vec::new();
        while let Some(row) = rows.read() {
            found.push((row.number, row.cells.iter().map(str::to_owned).collect()));
        }
        found
    }

    #[track_caller]
    fn check(text: &str, expect: &[(u64, &[&str])]) {
        let expect: Vec<(u64, Vec<String>)> =
            expect.iter().map(|(n, cells)| (*n, cells.iter().map(|c| (*c).to_owned()).collect())).collect();
        assert_eq!(all(text, ','), expect);
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        check("a,b\n\n\nc,d\n", &[(1, &["a", "b"]), (4, &["c", "d"])]);
        check("a,b\r\n\r\n\"x\ny\",d\r\ne", &[(1, &["a", "b"]), (3, &["x\ny", "d"]), (4, &["e"])]);
        check("sep=,\na,b\n", &[(2, &["a", "b"])]);
    }

    #[test]
    fn an_open_quote_takes_only_its_own_line() {
        check("a,\"b\nc,d\ne,f\n", &[(1, &["a", "\"b"]), (2, &["c", "d"]), (3, &["e", "f"])]);
        let long = format!("a,\"b\n{}z,\"q\"\n", "c,d\n".repeat(40_000));
        assert_eq!(all(&long, ',').len(), 40_002);
    }

    #[test]
    fn the_place_of_a_row_leads_back_to_it() {
        let text = "h\n\n\"a\nb\",1\nlast,2";
        let mut rows = Rows::new(text, ',');
        let mut places = Vec::new();
        while let Some(row) = rows.read() {
            places.push((row.at, row.cells.clone()));
        }
        for (at, cells) in places {
            assert_eq!(Rows::from(text, ',', at).read().unwrap().cells, &cells);
        }
    }
}
