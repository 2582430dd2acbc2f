//! Contacts as vCard 4.0 (RFC 6350), which phones and mail programs read.

use super::content_line::{Lines, day, escaped, quoted, urn, utc};
use domain::{Address, Book, Id, Kind, Labelled, Record, Value, contact, keys};

/// One card for each contact, in this order. Unknown ids are passed over.
pub fn vcard(book: &Book, ids: &[Id]) -> Vec<u8> {
    let mut lines = Lines::default();
    for record in ids.iter().filter_map(|id| book.get(Kind::Contact, *id)) {
        card(book, record, &mut lines);
    }
    lines.bytes()
}

fn card(book: &Book, record: &Record, lines: &mut Lines) {
    lines.line("BEGIN:VCARD");
    lines.line("VERSION:4.0");
    lines.line(&format!("UID:{}", urn(record.id)));
    lines.line(&format!("FN:{}", escaped(&contact::name(record))));
    let (first, last) = (record.text(keys::FIRST_NAME), record.text(keys::LAST_NAME));
    if !first.is_empty() || !last.is_empty() {
        lines.line(&format!("N:{};{};;;", escaped(last), escaped(first)));
    }
    let company = record.reference(keys::COMPANY).and_then(|company| book.get(Kind::Company, company));
    lines.text("ORG", company.map_or("", |company| company.text(keys::NAME)));
    lines.text("TITLE", record.text(keys::JOB_TITLE));
    for item in labelled(record, keys::EMAILS) {
        lines.text(&format!("EMAIL{}", type_of(&item.label)), &item.value);
    }
    for item in labelled(record, keys::PHONES) {
        lines.text(&format!("TEL{}", type_of(&item.label)), &item.value);
    }
    if let Some(Value::Address(address)) = record.get(keys::ADDRESS) {
        let Address { street, city, region, postal_code, country } = &**address;
        let parts = [street, city, region, postal_code, country].map(|part| escaped(part)).join(";");
        lines.line(&format!("ADR:;;{parts}"));
    }
    if let Some(birthday) = record.date(keys::BIRTHDAY) {
        lines.line(&format!("BDAY:{}", day(birthday)));
    }
    // An address is no text: nothing in it is escaped.
    let website: String = record.text(keys::WEBSITE).chars().filter(|c| !c.is_control()).collect();
    if !website.is_empty() {
        lines.line(&format!("URL:{website}"));
    }
    let tags: Vec<String> = record.choices(keys::TAGS).iter().map(|tag| escaped(tag)).collect();
    if !tags.is_empty() {
        lines.line(&format!("CATEGORIES:{}", tags.join(",")));
    }
    lines.text("NOTE", record.text(keys::NOTES));
    if let Some(changed) = record.instant(keys::CHANGED_AT) {
        lines.line(&format!("REV:{}", utc(changed)));
    }
    lines.line("END:VCARD");
}

fn labelled(record: &Record, key: domain::Key) -> &[Labelled] {
    match record.get(key) {
        Some(Value::Labelled(list)) => list,
        _ => &[],
    }
}

/// The owner's own labels are kept beside the few types that the standard has.
fn type_of(label: &str) -> String {
    match label {
        "" => String::new(),
        "work" | "home" => format!(";TYPE={label}"),
        "mobile" => ";TYPE=cell".to_owned(),
        "fax" | "pager" => format!(";TYPE={label}"),
        own => format!(";X-LABEL={}", quoted(own)),
    }
}
