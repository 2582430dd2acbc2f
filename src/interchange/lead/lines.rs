//! One line after the other: labels first, then addresses to answer to, then what the rest may be.

use super::{
    looks::{bare, is_email, is_link, is_name, is_place, is_postal, is_street},
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

/// A line of an exported chat without when it was written: `[12.05.26, 10:02:33] Ada: Hi`, `12/05/26, 10:02 - Ada: Hi`.
fn without_time(line: &str) -> &str {
    let parts = match line.strip_prefix('[') {
        Some(inside) => inside.split_once(']'),
        None => line.split_once(" - "),
    };
    let of_clock = |c: char| c.is_ascii_digit() || " \u{202f},.:/-APMapm".contains(c);
    match parts {
        Some((time, said))
            if time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit()) && time.chars().all(of_clock) =>
        {
            said.trim_start()
        }
        _ => line,
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
        let original = without_time(original.trim_start_matches(['>', ' ']));
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
        if let Some((key, value)) = line.strip_prefix('\u{3010}').and_then(|inside| inside.split_once('\u{3011}'))
            && let Some(label) = label(key)
        {
            self.in_message = false;
            return self.labelled(label, value.trim(), value.trim());
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
        if value.is_empty() || label == Label::Fax || label == Label::Recipient && value.contains('@') {
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
            Label::Name | Label::Recipient => {
                let rest = self.take(value, false);
                let mut parts =
                    rest.split(['|', ',', ';', '/', '<', '>', '"']).map(str::trim).filter(|part| !part.is_empty());
                if let Some(name) = parts.next() {
                    self.name(name.split(" via ").next().unwrap_or(name), true);
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
            let whole = rest.trim_matches(['|', ',', ' ']);
            // `name, street, town` in one line.
            let named = whole.split_once([',', '|']).filter(|(name, _)| is_name(name));
            named.inspect(|(name, _)| self.name(name, false));
            return set(&mut self.draft.address, named.map_or(whole, |(_, street)| street.trim()));
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
        if !self.draft.address.is_empty() && is_postal(part) {
            return self.draft.address.push_str(&format!(", {part}"));
        }
        let ends_as_company = |word: &&str| tables::COMPANY_ENDS.iter().any(|end| word.ends_with(end));
        let words: Vec<&str> = part.split_whitespace().take(9).collect();
        if (2..9).contains(&words.len()) && words.iter().any(ends_as_company) {
            return words.into_iter().for_each(|word| self.part(word));
        }
        let folded = fold(part);
        let has = |words: &[&str]| folded.split_whitespace().any(|word| words.contains(&word));
        let ends = |ends: &[&str]| ends.iter().any(|end| part.ends_with(end)) && letters <= 30;
        // Names of shops and parties stand before words such as "sales"; five words make a sentence.
        let short = part.split_whitespace().count() <= 6 && letters <= 60;
        if ends(tables::COMPANY_ENDS) || short && has(tables::COMPANY_WORDS) && part.starts_with(char::is_uppercase) {
            set(&mut self.draft.company, part);
        } else if letters == 3 && ends(tables::TITLE_ENDS) && part.starts_with(|c| tables::SURNAMES.contains(c)) {
            self.name(part, false);
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
        // 王先生(VIP)
        if let Some(name) =
            [plain.as_str(), plain.split('(').next().unwrap_or_default()].into_iter().find(|name| is_name(name))
        {
            return self.name(name, false);
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

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect())
        .unwrap_or_default()
}
