//! Contact cards, versions 2.1, 3 and 4, as a table with one row for each.
//!
//! Pictures, sounds and keys are left out. What has no column of its own (nicknames, messengers, a birthday without a
//! year, further addresses) stands in the notes under the property's name.

use calcard::{
    Entry, Parser,
    vcard::{VCard, VCardEntry, VCardParameterName, VCardProperty, VCardValue},
};
use domain::{import::ImportError, lead::Draft};
use std::borrow::Cow;

/// The columns that tell the table.
pub const HEADERS: &str = "vCard UID,vCard Name,vCard Given,vCard Family";

const COLUMNS: [&str; 19] = [
    "vCard UID",
    "vCard Name",
    "vCard Given",
    "vCard Family",
    "vCard Organization",
    "vCard Title",
    "vCard Birthday",
    "vCard Link",
    "vCard Language",
    "vCard Categories",
    "vCard Street",
    "vCard City",
    "vCard Region",
    "vCard Postal Code",
    "vCard Country",
    "vCard Note",
    "vCard Department",
    "vCard Role",
    "vCard Other",
];

pub(super) fn is_vcard(text: &str) -> bool {
    let head = text.trim_start();
    head.get(..11).is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// What a card says, for the inbox. Nothing where the text is no card, or one of nobody.
pub fn lead(text: &str) -> Option<Draft> {
    let text = dated(text);
    let mut parser = Parser::new(&text);
    let card = loop {
        match parser.entry() {
            Entry::VCard(card) if !card.entries.is_empty() => break read(&card),
            Entry::Eof => return None,
            _ => {}
        }
    };
    let said = |name: &str| card.columns[column(name)].chars().take(300).collect::<String>();
    let joined = |names: &[&str], gap: &str| {
        let parts: Vec<String> = names.iter().map(|name| said(name)).filter(|part| !part.is_empty()).collect();
        parts.join(gap)
    };
    let name = match said("vCard Name") {
        full if !full.is_empty() => full,
        _ => joined(&["vCard Given", "vCard Family"], " "),
    };
    let few = |list: &[(String, String)]| list.iter().take(8).map(|(_, value)| value.clone()).collect::<Vec<_>>();
    let draft = Draft {
        name,
        emails: few(&card.emails),
        phones: few(&card.phones),
        company: said("vCard Organization"),
        job_title: said("vCard Title"),
        address: joined(&["vCard Street", "vCard City", "vCard Region", "vCard Postal Code", "vCard Country"], ", "),
        website: said("vCard Link"),
        message: card.columns[column("vCard Note")].chars().take(5_000).collect(),
        ..Draft::default()
    };
    let somebody = !draft.name.is_empty() || !draft.emails.is_empty() || !draft.phones.is_empty();
    somebody.then_some(draft)
}

/// Apple's year for "none".
const NO_YEAR: u16 = 1604;
const YEARLESS: &str = "\nBDAY:--";

/// Cards whose birthdays of no year stand as text: of old versions the parser takes them apart wrongly.
fn dated(text: &str) -> Cow<'_, str> {
    match text.contains(YEARLESS) && !text.contains("VERSION:4.0") {
        true => text.replace(YEARLESS, "\nBDAY;VALUE=text:--").into(),
        false => text.into(),
    }
}

#[derive(Default)]
pub(super) struct Card {
    columns: [String; COLUMNS.len()],
    emails: Vec<(String, String)>,
    phones: Vec<(String, String)>,
    other: Vec<String>,
}

/// The cards of a text. Lines that are none are passed over; a text without any card is damaged.
pub(super) fn cards(text: &str) -> Result<Vec<Card>, ImportError> {
    let text = dated(text);
    let mut parser = Parser::new(&text);
    let mut cards = Vec::new();
    loop {
        match parser.entry() {
            // A card that is cut off may have no more than its beginning.
            Entry::VCard(card) if !card.entries.is_empty() => cards.push(read(&card)),
            Entry::Eof => break,
            _ => {}
        }
    }
    if cards.is_empty() { Err(ImportError::Damaged) } else { Ok(cards) }
}

/// Cards as rows below a header.
pub(super) fn rows(cards: Vec<Card>) -> Vec<Vec<String>> {
    let widest = |of: fn(&Card) -> usize| cards.iter().map(of).max().unwrap_or_default();
    let (emails, phones) = (widest(|card| card.emails.len()), widest(|card| card.phones.len()));
    let numbered = |what: &'static str, count: usize| {
        (1..=count).flat_map(move |at| [format!("{what} {at} - Label"), format!("{what} {at} - Value")])
    };
    let header: Vec<String> = COLUMNS
        .iter()
        .map(|name| (*name).to_owned())
        .chain(numbered("E-mail", emails))
        .chain(numbered("Phone", phones))
        .collect();
    let mut rows = vec![header];
    for card in cards {
        let pairs = |mut list: Vec<(String, String)>, count: usize| {
            list.resize(count, Default::default());
            list.into_iter().flat_map(|(label, value)| [label, value])
        };
        rows.push(
            card.columns.into_iter().chain(pairs(card.emails, emails)).chain(pairs(card.phones, phones)).collect(),
        );
    }
    rows
}

fn column(name: &str) -> usize {
    COLUMNS.iter().position(|known| *known == name).unwrap_or(COLUMNS.len() - 1)
}

fn read(card: &VCard) -> Card {
    let mut row = Card::default();
    for entry in &card.entries {
        use VCardProperty as P;
        match entry.name {
            // Pictures and sounds have no place here, but where they lie on the net has.
            P::Photo | P::Logo if text(entry).starts_with("http") => row.keep(entry, &text(entry)),
            P::Begin | P::End | P::Version | P::Prodid | P::Rev | P::Photo | P::Logo | P::Sound | P::Key => {}
            P::Kind if text(entry).eq_ignore_ascii_case("individual") => {}
            P::Uid => row.set("vCard UID", entry, text(entry)),
            P::Fn => row.set("vCard Name", entry, text(entry)),
            P::N => row.name(entry),
            P::Org => {
                let mut units = parts(entry).into_iter();
                row.set("vCard Organization", entry, units.next().unwrap_or_default());
                row.set(
                    "vCard Department",
                    entry,
                    units.filter(|unit| !unit.is_empty()).collect::<Vec<_>>().join(", "),
                );
            }
            P::Title => row.set("vCard Title", entry, text(entry)),
            P::Role => row.set("vCard Role", entry, text(entry)),
            P::Bday => row.birthday(entry),
            P::Url => row.set("vCard Link", entry, text(entry)),
            P::Lang | P::Language => row.set("vCard Language", entry, text(entry)),
            P::Categories => row.set("vCard Categories", entry, parts(entry).join("; ")),
            P::Note => row.set("vCard Note", entry, text(entry)),
            P::Email => row.emails.push((label(entry), text(entry))),
            P::Tel => row.phones.push((label(entry), bare(&text(entry)))),
            P::Adr => row.address(entry),
            // Apple's names for labels of its own.
            P::Other(ref name) if name.eq_ignore_ascii_case("X-ABLabel") || name.eq_ignore_ascii_case("X-ABADR") => {}
            _ => row.keep(entry, &text(entry)),
        }
    }
    row.emails.retain(|(_, value)| !value.is_empty());
    row.phones.retain(|(_, value)| !value.is_empty());
    row.columns[column("vCard Other")] = row.other.join("\n");
    row
}

impl Card {
    /// Fills a column; a second value is kept.
    fn set(&mut self, name: &str, entry: &VCardEntry, value: String) {
        let place = &mut self.columns[column(name)];
        if place.is_empty() {
            *place = value;
        } else if *place != value {
            self.keep(entry, &value);
        }
    }

    fn keep(&mut self, entry: &VCardEntry, value: &str) {
        if !value.is_empty() {
            self.other.push(format!("{}: {value}", entry.name.as_str()));
        }
    }

    fn name(&mut self, entry: &VCardEntry) {
        let parts = parts(entry);
        let at = |place: usize| parts.get(place).map(String::as_str).unwrap_or_default();
        let given = [at(1), at(2)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        self.set("vCard Given", entry, given);
        self.set("vCard Family", entry, at(0).to_owned());
        let title = [at(3), at(4)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        // Prefix and suffix mostly stand in the full name too.
        if !self.columns[column("vCard Name")].contains(&title) {
            self.keep(entry, &title);
        }
    }

    fn birthday(&mut self, entry: &VCardEntry) {
        let date = entry.values.iter().find_map(VCardValue::as_partial_date_time);
        match date.map(|date| (date.year, date.month, date.day)) {
            Some((Some(year), Some(month), Some(day))) if year != NO_YEAR => {
                self.set("vCard Birthday", entry, format!("{year:04}-{month:02}-{day:02}"));
            }
            Some((_, Some(month), Some(day))) => self.keep(entry, &format!("--{month:02}-{day:02}")),
            _ if text(entry).starts_with("--") => self.keep(entry, &text(entry)),
            _ => self.set("vCard Birthday", entry, text(entry)),
        }
    }

    fn address(&mut self, entry: &VCardEntry) {
        let parts = parts(entry);
        if COLUMNS[column("vCard Street")..=column("vCard Country")]
            .iter()
            .any(|name| !self.columns[column(name)].is_empty())
        {
            return self.keep(entry, &parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "));
        }
        let at = |place: usize| parts.get(place).cloned().unwrap_or_default();
        // Post box, extension and street are one line of an address.
        let street = [at(2), at(1), at(0)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        for (name, value) in [
            ("vCard Street", street),
            ("vCard City", at(3)),
            ("vCard Region", at(4)),
            ("vCard Postal Code", at(5)),
            ("vCard Country", at(6)),
        ] {
            self.columns[column(name)] = value;
        }
    }
}

/// What the values of an entry say, one text each.
fn parts(entry: &VCardEntry) -> Vec<String> {
    entry.values.iter().map(said).collect()
}

fn text(entry: &VCardEntry) -> String {
    parts(entry).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn said(value: &VCardValue) -> String {
    let text = match value {
        VCardValue::Text(text) => text.clone(),
        VCardValue::Component(list) => list.join(", "),
        VCardValue::Integer(number) => number.to_string(),
        VCardValue::Float(number) => number.to_string(),
        VCardValue::Boolean(yes) => yes.to_string(),
        VCardValue::PartialDateTime(date) => match (date.year, date.month, date.day) {
            (Some(year), Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
            _ => String::new(),
        },
        other => other.as_text().unwrap_or_default().to_owned(),
    };
    text.replace('\0', "").trim().to_owned()
}

/// A phone without the scheme it may be written with.
fn bare(phone: &str) -> String {
    let phone = phone.strip_prefix("tel:").unwrap_or(phone);
    phone.split(';').next().unwrap_or_default().to_owned()
}

/// `work`, `home`, `mobile` or `fax`, as the types of an entry say.
fn label(entry: &VCardEntry) -> String {
    let named = |param: &calcard::vcard::VCardParameter| {
        let types = matches!(param.name, VCardParameterName::Type);
        let word = param.value.as_text().unwrap_or_default().to_lowercase();
        // Version 2.1 writes `TEL;CELL:` without saying that it is a type.
        let bare = match &param.name {
            VCardParameterName::Other(name) => name.to_lowercase(),
            _ => String::new(),
        };
        if types { word } else { bare }
    };
    let types: Vec<String> = entry.params.iter().map(named).collect();
    let has = |wanted: &str| types.iter().any(|word| word.split(',').any(|part| part == wanted));
    let word = [("cell", "mobile"), ("iphone", "mobile"), ("fax", "fax"), ("work", "work"), ("home", "home")]
        .into_iter()
        .find(|(word, _)| has(word))
        .map_or("", |(_, label)| label);
    word.to_owned()
}
