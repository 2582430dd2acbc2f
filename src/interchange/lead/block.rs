//! The block that our web form writes (`collect/form.js`), read exactly.
//!
//! ```text
//! === New enquiry ===
//! • Name: Ada Lovelace
//! • Message: Two cakes, please.
//! For Sunday.
//! === End ===
//! ```
//! A line that does not begin with `•` goes on with the answer before it; one that would read like a line of the block
//! begins with `\`. Mail programs may put `>` before every line, chats a sender before the first.

use super::{Label, MOST_DRAFTS};
use crate::collect::tables::{self, Words};
use domain::lead::Draft;

/// Longer texts are read up to here.
const LONGEST: usize = 400_000;
/// Characters of a line and of a message that are kept; the form takes no more.
const LINE: usize = 300;
const MESSAGE: usize = 20_000;

/// The enquiries of a text; none where it holds no block.
pub fn read(text: &str) -> Vec<Draft> {
    if !tables::ALL.iter().any(|words| text.contains(words.start)) {
        return Vec::new();
    }
    let text: String = text.chars().take(LONGEST).collect();
    let mut lines = text.lines().peekable();
    let mut drafts = Vec::new();
    while let Some(first) = lines.next() {
        let Some((words, quotes)) = start(first) else { continue };
        let mut answers: Vec<(String, String)> = Vec::new();
        let mut raw = vec![words.start];
        while let Some(line) = lines.next_if(|line| start(unquoted(line, quotes)).is_none()) {
            let line = unquoted(line, quotes);
            raw.push(line);
            if line.trim() == words.end {
                break;
            }
            match (line.trim_start().strip_prefix('\u{2022}'), answers.last_mut()) {
                (Some(said), _) => {
                    let (label, value) = said.split_once([':', '\u{ff1a}']).unwrap_or((said, ""));
                    answers.push((label.trim().to_owned(), value.trim_start().to_owned()));
                }
                (None, Some((_, value))) => {
                    value.push('\n');
                    value.push_str(line.strip_prefix('\\').unwrap_or(line));
                }
                (None, None) => {}
            }
        }
        drafts.extend(draft(answers, words, raw.join("\n")));
        if drafts.len() == MOST_DRAFTS {
            break;
        }
    }
    drafts
}

/// Whether a block begins here: its language, and how deep it is quoted.
fn start(line: &str) -> Option<(&'static Words, usize)> {
    let line = line.trim();
    let words = tables::ALL.into_iter().find(|words| line.ends_with(words.start))?;
    let quotes = line.chars().take_while(|c| matches!(c, '>' | ' ')).filter(|c| *c == '>').count();
    let before = line.trim_start_matches(['>', ' ']);
    (!before.starts_with(['\u{2022}', '\\'])).then_some((words, quotes))
}

fn unquoted(line: &str, quotes: usize) -> &str {
    let mut rest = line;
    for _ in 0..quotes {
        rest = rest.strip_prefix('>').map_or(rest, |inner| inner.strip_prefix(' ').unwrap_or(inner));
    }
    rest
}

fn draft(answers: Vec<(String, String)>, words: &Words, text: String) -> Option<Draft> {
    let mut draft = Draft { text, ..Draft::default() };
    let mut more = Vec::new();
    let last = answers.len().saturating_sub(1);
    for (at, (label, value)) in answers.into_iter().enumerate() {
        let value: String = value.trim().chars().filter(kept).take(MESSAGE).collect();
        if value.is_empty() {
            continue;
        }
        let one_line = value.chars().count() <= LINE && !value.contains('\n');
        let slot = match words.label(&label) {
            Some(Label::Message) if draft.message.is_empty() => &mut draft.message,
            Some(Label::Email) if one_line && draft.emails.is_empty() && value.contains('@') => {
                draft.emails.push(value);
                continue;
            }
            Some(Label::Phone)
                if one_line && draft.phones.is_empty() && value.contains(|c: char| c.is_ascii_digit()) =>
            {
                draft.phones.push(value);
                continue;
            }
            Some(Label::Name) if one_line && draft.name.is_empty() => &mut draft.name,
            Some(Label::Company) if one_line && draft.company.is_empty() => &mut draft.company,
            // The form says it at the end; a question may be called so too.
            Some(Label::Source) if one_line && at == last => &mut draft.source,
            _ => {
                more.push(format!("{label}{}{value}", words.colon));
                continue;
            }
        };
        *slot = value;
    }
    let said = !more.is_empty();
    if said && !draft.message.is_empty() {
        draft.message.push_str("\n\n");
    }
    draft.message.push_str(&more.join("\n"));
    let empty = [&draft.name, &draft.company, &draft.message].iter().all(|text| text.is_empty());
    (!empty || !draft.emails.is_empty() || !draft.phones.is_empty()).then_some(draft)
}

/// What the form leaves of a text: no control characters, none that turn its direction.
fn kept(c: &char) -> bool {
    *c == '\n'
        || !c.is_control() && !matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
