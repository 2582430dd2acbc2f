//! What one cell says: cleaned of what other systems put around it, read as a number, date, yes or no, list.

use std::borrow::Cow;

mod amount;
mod day;
mod list;

pub use amount::{Amount, Mark, amount, comma_evidence, in_brackets, named_currency, number};
pub use day::{Day, clock, day, days, looks_compact};
pub use list::{
    cut_off, email, emails, hidden_name, ids, masked, masked_phones, mere_mark, nothing, phone, phone_like, phones,
    tags, yes_no,
};

/// A cell without the marks that keep spreadsheets from reading it as a formula or number: `'186…`, `="…"`.
/// One layer only, so that what [`guard`] adds comes off again.
pub fn clean(cell: &str) -> &str {
    let cell = trim(cell);
    if let Some(inner) = cell.strip_prefix('\'').filter(|_| wants_guard(cell)) {
        return inner;
    }
    if let Some(inner) = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'))
        && !inner.contains('"')
    {
        return trim(inner);
    }
    cell
}

/// A cell with its wide letters, figures and marks made narrow: `１３８` is a phone as well.
pub fn narrow(cell: &str) -> Cow<'_, str> {
    let wide = |c: &char| ('\u{ff01}'..='\u{ff5e}').contains(c);
    // All of them begin with this byte.
    if !cell.as_bytes().contains(&0xef) {
        return Cow::Borrowed(cell);
    }
    cell.chars().map(|c| if wide(&c) { char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c) } else { c }).collect()
}

fn trim(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

/// A text as a cell that no spreadsheet runs as a formula (OWASP: CSV injection).
pub fn guard(text: &str) -> String {
    if wants_guard(text) { format!("'{text}") } else { text.to_owned() }
}

fn wants_guard(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    match bare.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\0') => true,
        // Their wide forms, which Excel reads as the narrow ones.
        Some('\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}') => true,
        // Shops write `'186…` and `'急`; a text that already looks like that needs its own mark.
        Some(c) => (c.is_ascii_digit() || domain::text::is_cjk(c)) && bare.len() < text.len(),
        None => false,
    }
}

/// Neither a number, a date, an email nor a link: fit to be a header.
pub fn is_word(cell: &str) -> bool {
    !cell.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation() || c.is_whitespace())
        && amount(cell, false).is_none()
        && days(cell).is_none()
        && email(cell).is_none()
        && !is_link(cell)
}

/// What a spreadsheet shows where a formula failed: `#DIV/0!`.
pub fn is_fault(cell: &str) -> bool {
    cell.starts_with('#') && cell.ends_with(['!', '?']) && cell.len() < 12
}

pub fn is_link(cell: &str) -> bool {
    let head = cell.get(..8).unwrap_or(cell).to_ascii_lowercase();
    (head.starts_with("http://") || head.starts_with("https://") || head.starts_with("www."))
        && !cell.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_of_other_systems_come_off() {
        for (cell, expect) in [
            ("'18612345678", "18612345678"),
            ("=\"123456789012345678\"", "123456789012345678"),
            ("\t690001", "690001"),
            ("'tis the season", "'tis the season"),
            ("'急", "急"),
            ("'=1+1", "=1+1"),
            ("=1+1", "=1+1"),
            ("''5", "'5"),
            ("''急", "'急"),
            ("'＝1+1", "＝1+1"),
            ("  x ", "x"),
        ] {
            assert_eq!(clean(cell), expect, "{cell}");
        }
    }

    #[test]
    fn words_can_be_headers() {
        for word in ["Age", "姓名", "Lineitem name", "E-mail 1 - Value", "金额(元)"] {
            assert!(is_word(word), "{word}");
        }
        for data in ["19", "¥12.00", "2026-01-02", "a@b.co", "https://x.y", "-", ""] {
            assert!(!is_word(data), "{data}");
        }
    }

    proptest! {
        #[test]
        fn guarded_text_comes_back(text in "\\PC{0,20}|['=+@0-9＝＋－＠\u{0}-]{0,6}") {
            let text = trim(&text);
            // `="…"` cannot be told from the mark of other systems unless it is guarded, and it is.
            let guarded = guard(text);
            prop_assert_eq!(clean(&guarded), text);
        }
    }
}
