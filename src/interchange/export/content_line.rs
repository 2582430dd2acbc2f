//! Content lines, which vCard (RFC 6350, 3.2 and 3.4) and iCalendar (RFC 5545, 3.1 and 3.3.11) have in common.

/// Octets on a line, its end not counted.
const LINE_OCTETS: usize = 75;

/// The lines of a file.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A line as it is, folded.
    pub fn line(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > LINE_OCTETS {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// `NAME:text`, or nothing for an empty text.
    pub fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.line(&format!("{name}:{}", escaped(text)));
        }
    }

    pub fn bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

/// A text value. Control characters other than line breaks and tabs have no place in it.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n");
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// A parameter's value in quotes (RFC 6868 for what may not stand there).
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '^' => out.push_str("^^"),
            '"' => out.push_str("^'"),
            '\n' => out.push_str("^n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// `20260501T100000Z`
pub(super) fn utc(at: domain::Instant) -> String {
    super::instant(at).replace(['-', ':'], "")
}

/// `20260501`
pub(super) fn day(date: domain::Date) -> String {
    date.iso().replace('-', "")
}

/// `urn:uuid:…`
pub(crate) fn urn(id: domain::Id) -> String {
    let hex = id.to_string();
    let part = |from, to| hex.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}
