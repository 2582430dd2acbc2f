//! One line after the other: labels first, then addresses to answer to, then what the rest may be.

use super::{
    phone,
    tables::{self, Label},
};
use domain::{
    lead::Draft,
    text::{fold, is_cjk},
};

/// Values of one kind that are kept.
const MOST: usize = 8;

#[derive(Default)]
pub struct Reader {
    draft: Draft,
    /// The name was said to be one.
    named: bool,
    /// Lines belong to a message that goes on.
    in_message: bool,
}

/// Full-width letters and signs as half-width; one character stays one.
fn half(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{3001}' => ',',
        _ => c,
    }
}

fn label(key: &str) -> Option<Label> {
    let key = key.split(';').next().unwrap_or_default();
    let key = fold(
        key.trim().trim_start_matches(['*', '-', '\u{2022}', '[', '\u{3010}']).trim_end_matches(['*', ']', '\u{3011}']),
    );
    tables::LABELS.iter().find(|(_, words)| words.contains(&key.trim())).map(|(label, _)| *label)
}

impl Reader {
    pub fn end_of_message(&mut self) {
        self.in_message = false;
    }

    pub fn line(&mut self, original: &str) {
        let original = original.trim_start_matches(['>', ' ']);
        let line: String = original.chars().map(half).collect();
        if line == "--" || (line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '=' | '_' | '*'))) {
            self.in_message = false;
            return;
        }
        if let Some((key, value)) = line.split_once(':').filter(|(key, _)| key.chars().count() <= 24)
            && let Some(label) = label(key)
        {
            self.in_message = false;
            let colon = original.char_indices().nth(key.chars().count() + 1).map_or("", |(at, _)| &original[at..]);
            return self.labelled(label, value.trim(), colon.trim());
        }
        if self.in_message {
            return self.more_message(original);
        }
        if let Some((sender, said)) = line.split_once(": ").filter(|(sender, _)| is_name(sender)) {
            self.name(sender, false);
            return self.free(said, false);
        }
        self.free(&line, false);
    }

    fn more_message(&mut self, text: &str) {
        if !self.draft.message.is_empty() {
            self.draft.message.push('\n');
        }
        self.draft.message.push_str(text);
    }

    fn labelled(&mut self, label: Label, value: &str, original: &str) {
        if label == Label::Message {
            self.in_message = true;
            if !original.is_empty() {
                self.more_message(original);
            }
            return;
        }
        if value.is_empty() {
            return;
        }
        let slot = match label {
            Label::Company => &mut self.draft.company,
            Label::Title => &mut self.draft.job_title,
            Label::Source => &mut self.draft.source,
            Label::Address => {
                let rest = self.take(value, false);
                let rest = rest.split('|').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
                return set(&mut self.draft.address, &rest);
            }
            Label::Name => {
                let rest = self.take(value, false);
                let mut parts = rest.split(['|', ',', ';', '/']).map(str::trim).filter(|part| !part.is_empty());
                if let Some(name) = parts.next() {
                    self.name(name, true);
                }
                return parts.for_each(|part| self.part(part));
            }
            Label::Phone => return self.free(value, true),
            _ => return self.free(value, false),
        };
        set(slot, original);
    }

    /// Takes emails, links and phones out of a text; bars stand where they stood.
    fn take(&mut self, text: &str, phones: bool) -> String {
        let mut rest = String::new();
        for word in text.split_inclusive([' ', '\t', ',', ';', '|', '<', '>', '(', ')']) {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            // Chinese words stand before an email without a space.
            let start =
                bare.char_indices().rev().find(|(_, c)| is_cjk(*c) || *c == ':').map_or(0, |(at, c)| at + c.len_utf8());
            let tail = &bare[start..];
            if is_email(tail) {
                add(&mut self.draft.emails, tail);
                rest.push_str(&bare[..start]);
                rest.push('|');
            } else if is_link(bare) {
                set(&mut self.draft.website, bare);
                rest.push('|');
            } else {
                rest.push_str(word);
            }
        }
        let chars: Vec<char> = rest.chars().collect();
        let (mut left, mut at) = (String::new(), 0);
        for (from, to, phone) in phone::find(&chars, phones) {
            add(&mut self.draft.phones, &phone);
            left.extend(&chars[at..from]);
            left.push('|');
            at = to;
        }
        left.extend(&chars[at..]);
        left
    }

    fn free(&mut self, line: &str, phones: bool) {
        let folded = fold(line);
        let dials = [
            "tel",
            "phone",
            "mobile",
            "cell",
            "whatsapp",
            "call me",
            "fon",
            "mob",
            "\u{7535}\u{8bdd}",
            "\u{624b}\u{673a}",
        ];
        let rest = self.take(line, phones || dials.iter().any(|word| folded.contains(word)));
        self.introduction(&rest);
        if is_street(&rest.replace('|', " ")) {
            return set(&mut self.draft.address, rest.trim_matches(['|', ',', ' ']));
        }
        let parts = rest.split(['|', ',', ';', '\t', '\u{b7}', '\u{2022}', '<', '>', '"']);
        parts
            .map(|part| part.trim_matches([' ', '-', '(', ')', '.', '\u{2013}']))
            .filter(|part| !part.is_empty())
            .for_each(|part| self.part(part));
    }

    fn introduction(&mut self, line: &str) {
        // Letters may change their length when folded, so that only ASCII is looked at.
        let lower = line.to_ascii_lowercase();
        let said = tables::INTRODUCTIONS.iter().find_map(|words| lower.find(words).map(|at| &line[at + words.len()..]));
        let Some(said) = said else { return };
        let cjk: String = said.chars().take_while(|c| is_cjk(*c)).collect();
        if is_name(&cjk) {
            return self.name(&cjk, false);
        }
        let stop = |word: &&str| {
            word.chars().next().is_some_and(char::is_uppercase) && !tables::NO_NAME.contains(&fold(bare(word)).as_str())
        };
        let mut words = Vec::new();
        for word in said.split_whitespace().take_while(stop).take(3) {
            words.push(bare(word));
            if bare(word).len() < word.len() {
                break;
            }
        }
        if words.len() > 1 && is_name(&words.join(" ")) {
            self.name(&words.join(" "), false);
        }
    }

    fn part(&mut self, part: &str) {
        let letters = part.chars().count();
        if letters > 120 {
            return;
        }
        if is_place(part) {
            let gap = if self.draft.address.is_empty() { "" } else { " " };
            return self.draft.address.push_str(&format!("{gap}{part}"));
        }
        let folded = fold(part);
        let has = |words: &[&str]| folded.split_whitespace().any(|word| words.contains(&word));
        let ends = |ends: &[&str]| ends.iter().any(|end| part.ends_with(end)) && letters <= 30;
        // Names of shops and parties stand before words such as "sales"; five words make a sentence.
        let short = part.split_whitespace().count() <= 6 && letters <= 60;
        if ends(tables::COMPANY_ENDS) || short && has(tables::COMPANY_WORDS) && part.starts_with(char::is_uppercase) {
            set(&mut self.draft.company, part);
        } else if ends(tables::TITLE_ENDS) || short && has(tables::TITLE_WORDS) && part.starts_with(char::is_uppercase)
        {
            set(&mut self.draft.job_title, part);
        } else if letters == 6 && part.bytes().all(|byte| byte.is_ascii_digit()) && !self.draft.address.is_empty() {
            self.draft.address.push_str(&format!(" {part}"));
        } else {
            self.maybe_name(part);
        }
    }

    fn maybe_name(&mut self, part: &str) {
        let dated = |word: &&str| {
            !word.chars().all(|c| c.is_ascii_digit() || ":/.-[]".contains(c)) && !matches!(*word, "AM" | "PM")
        };
        let words: Vec<&str> = part.split_whitespace().filter(dated).collect();
        let plain = words.join(" ");
        if is_name(&plain) {
            return self.name(&plain, false);
        }
        // `name address` and `name company` stand in one line where Chinese is written with spaces.
        if words.len() > 1 && words.iter().any(|word| word.chars().any(is_cjk)) && words.len() <= 8 {
            for word in words {
                if is_name(word) {
                    self.name(word, false)
                } else if word != part {
                    self.part(word)
                }
            }
        }
    }

    fn name(&mut self, name: &str, said: bool) {
        if self.draft.name.is_empty() || said && !self.named {
            self.draft.name = name.trim_matches(['"', '\'', ' ', '[', ']']).chars().take(80).collect();
            self.named = said;
        }
    }

    /// Nothing, where there is nobody to answer to.
    pub fn finish(mut self) -> Option<Draft> {
        let draft = &mut self.draft;
        if draft.emails.is_empty() && draft.phones.is_empty() && !self.named {
            return None;
        }
        if draft.name.is_empty()
            && let Some((user, _)) = draft.emails.first().and_then(|email| email.split_once('@'))
        {
            let words: Vec<&str> = user.split(['.', '_']).collect();
            let lettered = |word: &&str| {
                word.len() > 1 && word.chars().all(char::is_alphabetic) && !tables::ROLES.contains(&fold(word).as_str())
            };
            if words.len() == 2 && words.iter().all(lettered) {
                draft.name = words.iter().map(|word| capital(word)).collect::<Vec<_>>().join(" ");
            }
        }
        draft.address = draft.address.chars().take(300).collect();
        Some(self.draft)
    }
}

fn set(slot: &mut String, value: &str) {
    if slot.is_empty() {
        *slot = value.chars().take(300).collect();
    }
}

fn add(list: &mut Vec<String>, value: &str) {
    if list.len() < MOST && value.chars().count() <= 120 && !list.iter().any(|known| known.eq_ignore_ascii_case(value))
    {
        list.push(value.to_owned());
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect())
        .unwrap_or_default()
}

fn is_email(word: &str) -> bool {
    let Some((user, host)) = word.split_once('@') else { return false };
    let fits = |c: char| c.is_ascii_alphanumeric() || "._%+-'".contains(c);
    let end = host.rsplit('.').next().unwrap_or_default();
    !user.is_empty()
        && user.chars().all(fits)
        && host.contains('.')
        && host.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && end.len() >= 2
        && end.chars().all(char::is_alphabetic)
        && word.len() <= 120
}

fn is_link(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let host = lower.strip_prefix("https://").or(lower.strip_prefix("http://")).or(lower.strip_prefix("www."));
    host.is_some_and(|host| host.contains('.') && !host.contains('@')) && word.len() <= 200
}

/// A part that names a place in China.
fn is_place(part: &str) -> bool {
    let marks = part.chars().filter(|c| tables::PLACE_MARKS.contains(c)).count();
    let letters = part.chars().count();
    part.chars().any(is_cjk)
        && letters <= 100
        && !tables::COMPANY_ENDS.iter().any(|end| part.ends_with(end))
        && (marks >= 2 && letters >= 5 || marks == 1 && letters >= 3 && part.ends_with(tables::PLACE_MARKS))
}

/// A line with a house number and a word for a street.
fn is_street(line: &str) -> bool {
    let folded = fold(line);
    let words: Vec<&str> = folded.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let street = |word: &&str| {
        tables::STREET_WORDS.contains(word) || ["stra\u{df}e", "strasse", "str."].iter().any(|end| word.ends_with(end))
    };
    let number = words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 6);
    !line.chars().any(is_cjk) && number && words.len() <= 14 && words.iter().any(street)
}

/// A text that can only be read as somebody's name.
fn is_name(text: &str) -> bool {
    let text = text.trim();
    let letters = text.chars().count();
    if text.chars().any(is_cjk) {
        let honoured = tables::HONORIFICS.iter().any(|word| text.ends_with(word));
        let compound = domain::contact::split_name(text).1.chars().count() == 2;
        let surname = text.chars().next().is_some_and(|first| tables::SURNAMES.contains(first));
        let place = text.ends_with(tables::PLACE_MARKS) && letters > 3;
        let all = text.chars().all(|c| is_cjk(c) || c == '\u{b7}');
        return all
            && (surname || compound)
            && !place
            && (2..=if honoured || compound { 5 } else { 3 }).contains(&letters);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let good = |word: &&str| {
        let lower = fold(word);
        let particle = tables::PARTICLES.contains(&lower.as_str());
        let written = word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || "-.'\u{2019}".contains(c))
            && !(word.len() > 2 && word.ends_with('.') && word.len() != 3);
        !tables::NO_NAME.contains(&bare(&lower)) && (particle || written)
    };
    (2..=5).contains(&words.len())
        && letters <= 60
        && words.iter().all(good)
        && words.last().is_some_and(|last| last.chars().count() > 1)
}
