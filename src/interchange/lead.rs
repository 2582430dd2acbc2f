//! Contacts read from a text that somebody pasted or shared: a signature, a chat, an order's address line, the block
//! that our web form writes.
//!
//! Invariant: nothing is made up; a text without an address to answer to, or a labelled name, yields nothing. Work and
//! results are bounded, whatever the text. Deliberately not here: who of them is known already, and contact files.

mod block;
mod lines;
mod phone;
mod tables;

use domain::lead::Draft;
use lines::Reader;
pub(crate) use tables::Label;

/// Longer texts are read up to here.
const LONGEST: usize = 20_000;
const MOST_DRAFTS: usize = 50;
const MOST_LINES: usize = 600;

/// The contacts a text names, one for each address line where it is a list of them.
pub fn read(text: &str) -> Vec<Draft> {
    let enquiries = block::read(text);
    if !enquiries.is_empty() {
        return enquiries;
    }
    let text: String = text
        .chars()
        .take(LONGEST)
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(
            |c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'),
        )
        .collect();
    if text.contains("BEGIN:VCARD") {
        let cards = text.split("END:VCARD").filter(|card| card.contains("BEGIN:VCARD")).take(MOST_DRAFTS);
        return cards.filter_map(|card| one(card, &lines_of(card))).collect();
    }
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
