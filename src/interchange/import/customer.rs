//! Who ordered, or is to be sold to: found by what a row says of them, or made.

use super::{
    Import,
    contacts::{push_name, text},
    draft::Customer,
    identity::Related,
};
use crate::cell;
use domain::{Address, Id, Key, Kind, Labelled, Value, contact, keys, text::fold};

impl Import<'_> {
    /// Who ordered or is to be sold to, found or made; and what the row says about them that their record does not
    /// take. Nobody where there is an id only: they are awaited.
    pub(super) fn customer(
        &mut self,
        customer: Customer,
        address: &Address,
        related: &[Related],
        lifecycle: Option<&str>,
        kept: &mut Vec<String>,
    ) -> Option<(Id, Vec<String>)> {
        let Customer { name, mut emails, phones, external_id, tags } = customer;
        let name = first_named(name, related, &mut emails);
        let origin: Vec<String> = Self::first_id(related, Kind::Contact).map(str::to_owned).into_iter().collect();
        let known = origin.first().and_then(|own| self.known_by(Kind::Contact, own));
        if let Some(id) = known.filter(|_| self.layout.is_own()) {
            return Some((self.existing.living(id), Vec::new()));
        }
        let told = phones.iter().any(|phone| !phone.value.contains("**"));
        let alone = emails.is_empty() && !told && external_id.is_empty();
        // `王**` is the name of many.
        let hidden = cell::hidden_name(&name);
        if alone && (name.is_empty() || hidden && origin.is_empty()) {
            kept.extend([name].into_iter().chain(phones.into_iter().map(|phone| phone.value)).chain(tags));
            return None;
        }
        let mut values = Vec::new();
        if !name.is_empty() {
            push_name(&mut values, &name);
        } else if emails.is_empty() && !told {
            values.push((keys::FIRST_NAME, Value::text(format!("#{external_id}"))));
        }
        let rest = [
            (keys::EMAILS, Value::Labelled(emails)),
            (keys::PHONES, Value::Labelled(phones)),
            (keys::EXTERNAL_ID, Value::text(external_id)),
            (keys::SOURCE_IDS, Value::Choices(origin.clone())),
            (keys::ADDRESS, Value::Address(address.clone().into())),
            (keys::TAGS, Value::Choices(tags)),
        ];
        values.extend(rest.into_iter().filter(|(_, value)| !value.is_blank()));
        let by_name = || self.existing.person_named(text(&values, keys::FIRST_NAME), text(&values, keys::LAST_NAME));
        let found = self.exactly(Kind::Contact, &origin).or_else(|| {
            let alike =
                self.existing.person(&self.writer, &values).or_else(|| if alone && !hidden { by_name() } else { None });
            alike.filter(|id| !self.is_another(Kind::Contact, *id, &origin))
        });
        if let Some(id) = found.map(|id| self.existing.living(id)) {
            let differing = self.add_to_customer(id, &name, values);
            self.arrived(Kind::Contact, id, &origin);
            return Some((id, differing));
        }
        values.extend(lifecycle.map(|code| (keys::LIFECYCLE, Value::Choice(code.to_owned()))));
        let id = self.writer.create(Kind::Contact, values.clone());
        self.existing.add_person(id, &values);
        self.arrived(Kind::Contact, id, &origin);
        self.report.related += 1;
        Some((id, Vec::new()))
    }

    /// An order adds to its customer's record and never overwrites it.
    fn add_to_customer(&mut self, id: Id, name: &str, values: Vec<(Key, Value)>) -> Vec<String> {
        let Some(record) = self.writer.current(Kind::Contact, id) else {
            return Vec::new();
        };
        let mut differing = Vec::new();
        let known_name = contact::name(record);
        let letters = |name: &str| fold(name).replace(char::is_whitespace, "");
        let nameless = record.get(keys::FIRST_NAME).is_none() && record.get(keys::LAST_NAME).is_none();
        if !nameless && !name.is_empty() && letters(&known_name) != letters(name) {
            differing.push(name.to_owned());
        }
        let mut added = Vec::new();
        for (key, value) in values {
            match (key, record.get(key), &value) {
                (keys::EMAILS | keys::PHONES | keys::TAGS | keys::SOURCE_IDS, ..) => added.push((key, value)),
                (keys::FIRST_NAME | keys::LAST_NAME, ..) if nameless => added.push((key, value)),
                (keys::ADDRESS | keys::EXTERNAL_ID, None, _) => added.push((key, value)),
                (keys::ADDRESS, Some(known), Value::Address(address)) if *known != value => {
                    differing.push(address_line(address))
                }
                (keys::EXTERNAL_ID, Some(known), Value::Text(text)) if *known != value => differing.push(text.clone()),
                _ => {}
            }
        }
        if !self.writer.update(Kind::Contact, id, added).is_empty()
            && let Some(record) = self.writer.current(Kind::Contact, id)
        {
            self.existing.add_person(id, record.values());
        }
        differing
    }
}

pub(super) fn address_line(address: &Address) -> String {
    address.parts().into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// One of several names that stand beside as many ids; `Ada Holm (ada@holm.example)` says the email as well.
fn first_named(name: String, related: &[Related], emails: &mut Vec<Labelled>) -> String {
    let several = related.iter().any(|related| related.kind == Some(Kind::Contact) && related.ids.len() > 1);
    let first = if several { name.split([';', '\u{ff1b}']).next().unwrap_or_default().trim() } else { &name };
    let told = first.strip_suffix(')').and_then(|first| first.rsplit_once(" ("));
    match told.and_then(|(name, inner)| Some((name, cell::email(inner)?))) {
        Some((name, email)) => {
            emails.push(Labelled { label: String::new(), value: email.to_owned() });
            name.to_owned()
        }
        None => first.to_owned(),
    }
}
