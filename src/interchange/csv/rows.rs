//! Rows of a text table, with the row numbers a spreadsheet shows.
//!
//! Quoting follows RFC 4180 as the `csv` crate reads it. A quote that is never closed would swallow the rest of
//! the file, so such a row is read again as one plain line. Invariant: a text cut into windows anywhere gives the same
//! rows as the whole of it, because a row that reaches the end of its window is left for the next one.

use ::csv::{Reader, ReaderBuilder, StringRecord};
use std::io::{Chain, Read};

/// A longer cell is an error of the file: its row is rejected.
pub const CELL_LIMIT: usize = 100_000;

pub struct Rows<'t> {
    text: &'t str,
    delimiter: u8,
    reader: Lines<'t>,
    /// Where in `text` the reader began.
    base: usize,
    record: StringRecord,
    /// The number of the row last returned.
    number: u64,
    /// Whether the text ends where `text` does.
    last: bool,
    /// Where the row last returned ends, or the empty lines that are counted already.
    taken: usize,
    done: bool,
}

/// One row as it stands in the file.
pub struct Row<'r> {
    /// From 1, empty lines counted.
    pub number: u64,
    pub cells: &'r StringRecord,
}

/// What a window leaves for the next one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rest {
    /// Bytes of the window that were read.
    pub at: usize,
    /// Rows that were read, of all windows.
    pub number: u64,
}

/// Excel's own way to name the delimiter in the first line.
const NAMED: &str = "sep=";

impl<'t> Rows<'t> {
    pub fn new(text: &'t str, delimiter: char) -> Self {
        Self::window(text, delimiter, 0, true)
    }

    /// A window of a text that follows this many rows; it begins with a row.
    pub fn window(text: &'t str, delimiter: char, number: u64, last: bool) -> Self {
        let delimiter = u8::try_from(delimiter).unwrap_or(b',');
        let names = text.get(..5).and_then(|head| head.get(..4)).is_some_and(|sep| sep.eq_ignore_ascii_case(NAMED));
        let mut start = 0;
        let mut done = false;
        if number == 0 && names {
            let end = text.find('\n');
            done = end.is_none() && !last;
            start = if done { 0 } else { end.map_or(text.len(), |end| end + 1) };
        }
        Self {
            text,
            delimiter,
            reader: Lines::new(&text[start..], delimiter, true, number == 0 && start == 0),
            base: start,
            record: StringRecord::new(),
            number: number + u64::from(start > 0),
            last,
            taken: start,
            done,
        }
    }

    /// Bytes of the text read so far.
    pub fn position(&self) -> usize {
        self.base + self.reader.position()
    }

    /// Whether nothing follows behind this window.
    pub fn is_last(&self) -> bool {
        self.last
    }

    /// What is left once there is no row to read any more.
    pub fn rest(&self) -> Rest {
        let bytes = self.text.as_bytes();
        let half = self.taken > 0 && bytes[self.taken - 1] == b'\r' && bytes.get(self.taken) == Some(&b'\n');
        Rest { at: self.taken + usize::from(half), number: self.number }
    }

    /// The next row that is not an empty line.
    pub fn read(&mut self) -> Option<Row<'_>> {
        if self.done {
            return None;
        }
        let before = self.position();
        if !self.reader.read(&mut self.record) {
            self.done = true;
            self.pass_empty_lines(before);
            return None;
        }
        let (at, skipped) = skip_empty_lines(self.text, before);
        let whole = self.last || self.position() < self.text.len();
        if !whole && !self.has_endless_cell() {
            self.done = true;
            return None;
        }
        self.number += skipped + 1;
        if self.swallowed(at) {
            self.read_plain_line(at);
        }
        self.taken = self.position();
        Some(Row { number: self.number, cells: &self.record })
    }

    /// Whether an open quote seems to have taken in what belongs to other rows.
    fn swallowed(&self, at: usize) -> bool {
        if self.has_endless_cell() {
            return true;
        }
        let end = self.position();
        let raw = self.text.get(at..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        end >= self.text.len() && raw.contains('\n') && raw.matches('"').count() % 2 == 1
    }

    fn has_endless_cell(&self) -> bool {
        self.record.iter().any(|cell| cell.len() > CELL_LIMIT && cell.contains('\n'))
    }

    /// What ends a window may be lines without cells: they need not be kept, but for the last, of which half may be
    /// missing.
    fn pass_empty_lines(&mut self, from: usize) {
        let (end, lines) = skip_empty_lines(self.text, from);
        if !self.last && lines > 1 {
            self.number += lines - 1;
            self.taken = end - if self.text.ends_with("\r\n") { 2 } else { 1 };
        }
    }

    fn read_plain_line(&mut self, at: usize) {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |end| at + end + 1);
        self.record.clear();
        // A line that cannot be read stays an empty record, which the importer rejects by name.
        Lines::new(&self.text[at..end], self.delimiter, false, false).read(&mut self.record);
        self.base = end;
        self.reader = Lines::new(&self.text[end..], self.delimiter, true, false);
    }
}

/// The `csv` crate's reader, begun anywhere in a text.
struct Lines<'t> {
    reader: Reader<Chain<&'t [u8], &'t [u8]>>,
    /// Bytes that are not of the text.
    before: usize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str, delimiter: u8, quoting: bool, whole: bool) -> Self {
        // The reader takes a mark off where it begins; only that of the whole text is one.
        let before: &[u8] = if whole { b"" } else { b"\n" };
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .quoting(quoting)
            .from_reader(before.chain(text.as_bytes()));
        Self { reader, before: before.len() }
    }

    fn read(&mut self, record: &mut StringRecord) -> bool {
        matches!(self.reader.read_record(record), Ok(true))
    }

    fn position(&self) -> usize {
        (self.reader.position().byte() as usize).saturating_sub(self.before)
    }
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
}
