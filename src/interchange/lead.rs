//! Contacts read from a text that somebody pasted or shared: a signature, a chat, an order's address line, the block
//! that our web form writes.
//!
//! Invariant: nothing is made up; a text without an address to answer to, or a labelled name, yields nothing. Work and
//! results are bounded, whatever the text. Deliberately not here: who of them is known already, and files of hundreds of contacts
//! (the import reads them).

mod block;
mod lines;
mod looks;
mod phone;
mod tables;

use crate::formats::vcard;
use domain::lead::Draft;
use lines::Reader;
pub(crate) use tables::Label;

/// Longer texts are read up to here.
const LONGEST: usize = 20_000;
const MOST_DRAFTS: usize = 50;
const MOST_LINES: usize = 600;
/// Bytes of a contact card with its pictures.
const LONGEST_CARD: usize = 8 << 20;
const PICTURES: [&str; 4] = ["PHOTO", "LOGO", "SOUND", "KEY"];

/// The contacts a text names, one for each address line where it is a list of them.
pub fn read(text: &str) -> Vec<Draft> {
    let enquiries = block::read(text);
    if !enquiries.is_empty() {
        return enquiries;
    }
    let cards = cards(text);
    if !cards.is_empty() {
        return cards;
    }
    let text: String = text
        .chars()
        .take(LONGEST)
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(
            |c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'),
        )
        .collect();
    let lines: Vec<&str> = lines_of(&text);
    let each: Vec<Draft> = match lines.len() {
        2.. => lines.iter().take(MOST_DRAFTS).filter_map(|line| address_line(line)).collect(),
        _ => Vec::new(),
    };
    if each.len() > 1 && each.len() == lines.len().min(MOST_DRAFTS) {
        return each;
    }
    one(&text, &lines).into_iter().collect()
}

/// The contact cards of a text, with their lines folded, encoded or not; pictures are left out of the text that stays.
fn cards(text: &str) -> Vec<Draft> {
    let (begin, end) = ("BEGIN:VCARD", "END:VCARD");
    // Letters of ASCII keep their place.
    let upper = text.to_ascii_uppercase();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(from) = upper[at..].find(begin).map(|from| at + from) {
        let inside = from + begin.len();
        // A card that is not closed ends where the next one begins.
        let next = upper[inside..].find(begin).map_or(text.len(), |next| inside + next);
        let to = upper[inside..next].find(end).map_or(next, |to| inside + to + end.len());
        let card = &text[from..to];
        if card.len() <= LONGEST_CARD
            && let Some(draft) = vcard::lead(card)
        {
            found.push(Draft { text: without_pictures(card), ..draft });
        }
        at = to;
        if found.len() == MOST_DRAFTS {
            break;
        }
    }
    found
}

/// A card without the lines of its pictures, sounds and keys.
fn without_pictures(card: &str) -> String {
    let mut kept = String::new();
    let mut left_out = false;
    for line in card.lines() {
        let goes_on = line.starts_with([' ', '\t']) || line.is_empty();
        let name = line.split([':', ';']).next().unwrap_or_default().rsplit('.').next().unwrap_or_default();
        left_out = if goes_on { left_out } else { PICTURES.iter().any(|word| word.eq_ignore_ascii_case(name)) };
        if !left_out {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept.trim().chars().take(LONGEST).collect()
}

fn lines_of(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST_LINES).collect()
}

/// `name, phone, address` in one line, as shops of China write it.
fn address_line(line: &str) -> Option<Draft> {
    let draft = one(line, &[line])?;
    (!draft.name.is_empty() && !draft.phones.is_empty() && !draft.address.is_empty()).then_some(draft)
}

fn one(text: &str, lines: &[&str]) -> Option<Draft> {
    let mut reader = Reader::default();
    // What stands below the dashes is the signature; what stands above is what they wrote.
    let below = lines.iter().rposition(|line| *line == "--" || *line == "\u{2014}").filter(|at| at + 1 < lines.len());
    if let Some(at) = below {
        lines[at + 1..].iter().for_each(|line| reader.line(line));
        reader.end_of_message();
    }
    lines[..below.unwrap_or(lines.len())].iter().for_each(|line| reader.line(line));
    let mut draft = reader.finish()?;
    draft.text = text.trim().to_owned();
    Some(draft)
}

#[cfg(test)]
mod tests;
