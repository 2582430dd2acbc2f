//! Deals, and the notes that belong to people, companies and deals.

use super::{
    Import, choices,
    contacts::text,
    draft::{Customer, Draft},
    writer::with_lines,
};
use crate::formats::mail;
use ::csv::StringRecord;
use domain::{
    Kind, Labelled, Value, activity, contact,
    import::{OnKnown, Reason},
    keys, profile,
};

impl Import<'_> {
    pub(super) fn take_deal(&mut self, draft: Draft, cells: &StringRecord) {
        let weak = !draft.has(keys::EXTERNAL_ID);
        let origin = self.origin_of(&draft, weak, cells);
        let Draft { row, mut values, company, customer, notes, address, mut kept, source_id, related, .. } = draft;
        let external = text(&values, keys::EXTERNAL_ID).to_owned();
        let exact = self.exactly(Kind::Deal, &origin);
        let found = exact.or_else(|| match self.plan.on_known {
            OnKnown::Create => None,
            _ => self.existing.deal(&external).filter(|id| !self.is_other_of_ours(Kind::Deal, *id, &origin)),
        });
        let own = self.layout.is_own();
        if text(&values, keys::TITLE).is_empty() && !(own && exact.is_some()) {
            let title = [&company, &customer.name].into_iter().find(|name| !name.is_empty()).cloned();
            match title.or((!source_id.is_empty()).then(|| format!("#{source_id}"))) {
                Some(title) => values.push((keys::TITLE, Value::text(title))),
                None => return self.reject(row, None, Reason::NoName, cells),
            }
        }
        // Ours says itself how it ended.
        if !own {
            close(&mut values);
        }
        if self.skips(found, exact.is_some(), row, cells) {
            return;
        }
        self.name_company(&company, &related, &mut values);
        if let Some((id, differing)) = self.customer(customer, &address, &related, None, &mut kept) {
            values.push((keys::CONTACT, Value::Ref(id)));
            kept.extend(differing);
        }
        self.relate(&mut values, related, &mut kept);
        let id = self.put(Kind::Deal, found, row, values, origin, notes, &kept);
        self.existing.add_deal(id, &external);
    }

    pub(super) fn take_note(&mut self, draft: Draft, cells: &StringRecord) {
        let origin = self.origin_of(&draft, true, cells);
        let Draft { row, mut values, mut customer, address, notes, mut kept, related, .. } = draft;
        let own = self.own_addresses();
        let sent = is_owner(&own, &customer);
        // Without an address of the owner's it is not known which way mail went.
        if self.plan.source == mail::SOURCE && !own.is_empty() {
            let direction = if sent { activity::SENT } else { activity::RECEIVED };
            values.push((keys::DIRECTION, Value::Choice(direction.to_owned())));
        }
        if sent {
            let address = self.aside(mail::RECIPIENT_ADDRESS, cells).to_owned();
            let emails =
                Some(Labelled { label: String::new(), value: address }).filter(|email| !email.value.is_empty());
            customer = Customer {
                name: self.aside(mail::RECIPIENT, cells).to_owned(),
                emails: emails.into_iter().collect(),
                ..Customer::default()
            };
        }
        // A message to oneself is about nobody.
        if is_owner(&own, &customer) {
            customer = Customer::default();
        }
        let exact = self.exactly(Kind::Activity, &origin);
        if self.skips(exact, exact.is_some(), row, cells) {
            return;
        }
        if let Some((id, differing)) = self.customer(customer, &address, &related, Some("lead"), &mut kept) {
            values.push((keys::CONTACT, Value::Ref(id)));
            kept.extend(differing);
        }
        self.relate(&mut values, related, &mut kept);
        let said = with_lines(&notes, &kept);
        if said.is_empty() {
            return self.reject(row, None, Reason::Empty, cells);
        }
        values.push((keys::TEXT, Value::text(said)));
        if !values.iter().any(|(key, _)| *key == keys::TYPE) {
            values.push((keys::TYPE, Value::Choice(activity::NOTE.to_owned())));
        }
        if !values.iter().any(|(key, _)| *key == keys::HAPPENED_AT) {
            values.push((keys::HAPPENED_AT, Value::Instant(self.plan.at)));
        }
        self.put(Kind::Activity, exact, row, values, origin, String::new(), &[]);
    }
}

impl Import<'_> {
    /// The owner's addresses, as the business profile has them.
    fn own_addresses(&self) -> Vec<String> {
        let profile = self.writer.book.get(Kind::Profile, profile::ID);
        let Some(Value::Labelled(own)) = profile.and_then(|profile| profile.get(keys::EMAILS)) else {
            return Vec::new();
        };
        own.iter().map(|email| contact::email_key(&email.value)).collect()
    }
}

fn is_owner(own: &[String], customer: &Customer) -> bool {
    customer.emails.iter().any(|email| own.contains(&contact::email_key(&email.value)))
}

/// A stage that ends a deal says its probability and that the expected day was the actual one: other systems write the
/// day of closing there.
fn close(values: &mut Vec<(domain::Key, Value)>) {
    let Some(won) = choices::closing(text(values, keys::STAGE)) else {
        return;
    };
    let of = |wanted| values.iter().find(|(key, _)| *key == wanted).map(|(_, value)| value.clone());
    let (closed, expected) = (of(keys::CLOSED_ON), of(keys::EXPECTED_CLOSE));
    values.retain(|(key, _)| *key != keys::PROBABILITY);
    values.push((keys::PROBABILITY, Value::Number(if won { 1.0 } else { 0.0 })));
    if let (None, Some(expected)) = (closed, expected) {
        values.push((keys::CLOSED_ON, expected));
    }
}
