//! The owner's business card as a contact card, short enough for a code.

use crate::export::content_line::escaped;
use domain::{Address, Id, Key, Kind, Record, Value, contact, keys};

/// A vCard 3.0, which every phone's camera reads, of a business profile; nothing where there is no name to it.
pub fn card(values: &[(Key, Value)]) -> Option<String> {
    let profile = Record::from_values(Kind::Profile, Id(0), values.to_vec());
    let (first, last) = (profile.text(keys::FIRST_NAME), profile.text(keys::LAST_NAME));
    let company = profile.text(keys::NAME);
    let person = match first.is_empty() && last.is_empty() {
        true => company.to_owned(),
        false => contact::name(&profile).into_owned(),
    };
    if person.is_empty() {
        return None;
    }
    let mut lines = vec![
        "BEGIN:VCARD".to_owned(),
        "VERSION:3.0".to_owned(),
        format!("N:{};{};;;", escaped(last), escaped(first)),
        format!("FN:{}", escaped(&person)),
    ];
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            lines.push(format!("{name}:{}", escaped(value)));
        }
    };
    line("ORG", company);
    line("TITLE", profile.text(keys::JOB_TITLE));
    for (name, key) in [("TEL", keys::PHONES), ("EMAIL", keys::EMAILS)] {
        if let Some(Value::Labelled(list)) = profile.get(key) {
            list.iter().take(3).for_each(|item| line(name, &item.value));
        }
    }
    let website: String = profile.text(keys::WEBSITE).chars().filter(|c| !c.is_control()).collect();
    if !website.is_empty() {
        lines.push(format!("URL:{website}"));
    }
    if let Some(Value::Address(address)) = profile.get(keys::ADDRESS) {
        let Address { street, city, region, postal_code, country } = &**address;
        let parts = [street, city, region, postal_code, country].map(|part| escaped(part)).join(";");
        lines.push(format!("ADR:;;{parts}"));
    }
    lines.push("END:VCARD".to_owned());
    Some(lines.join("\r\n"))
}
