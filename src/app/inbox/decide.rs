//! What becomes of an item: a new contact or a part of one, with the text as a note; then the item is gone.

use crate::{
    clock,
    data::{Data, name_of},
    record::party::find_or_new,
    words::inbox as w,
};
use domain::{
    Act, Address, Book, Edit, Id, Key, Kind, Label, Labelled, Record, Transaction, Value, activity, contact,
    contact::{email_key, phone_key},
    keys,
};

/// A new contact. Nothing where the item names nobody.
pub fn add(data: Data, lead: &Record, task: bool) -> Option<(String, Transaction)> {
    let (first, last) = contact::split_name(lead.text(keys::NAME));
    let mut values = vec![(keys::FIRST_NAME, Value::Text(first)), (keys::LAST_NAME, Value::Text(last))];
    values.extend(carried(lead));
    values.retain(|(_, value)| !value.is_blank());
    let named = [keys::FIRST_NAME, keys::LAST_NAME, keys::EMAILS, keys::PHONES];
    values.iter().any(|(key, _)| named.contains(key)).then_some(())?;
    let id = clock::new_id();
    let name = contact::name(&Record::from_values(Kind::Contact, id, values.clone())).into_owned();
    let mut transaction = Transaction::new(Label::new(Act::Created, Kind::Contact, 1, name.clone()), clock::now());
    if let Ok(Some(company)) = find_or_new(data, Kind::Company, lead.text(keys::COMPANY), &mut transaction) {
        values.push((keys::COMPANY, Value::Ref(company)));
    }
    values.push((keys::LEADS, Value::Choices(vec![lead.id.to_string()])));
    let transaction = transaction.create(Kind::Contact, id, values);
    Some((name.clone(), finish(transaction, lead, id, task.then_some(name))))
}

/// Fills what the contact lacks and adds new emails and phones; nothing of the contact is overwritten.
pub fn add_to(data: Data, lead: &Record, id: Id, task: bool) -> Option<(String, Transaction)> {
    let contact = data.read(|book| book.get(Kind::Contact, id).cloned())?;
    let name = data.read(|book| name_of(book, Kind::Contact, id));
    let mut transaction = Transaction::new(Label::new(Act::Edited, Kind::Contact, 1, name.clone()), clock::now());
    let mut edit = Edit::new(Kind::Contact, id);
    for (key, value) in carried(lead) {
        let joined = match (contact.get(key), value) {
            (None, value) => Some(value),
            (Some(Value::Labelled(has)), Value::Labelled(more)) => joined(key, has, more),
            _ => None,
        };
        if let Some(value) = joined.filter(|value| !value.is_blank()) {
            edit = edit.with(key, Some(value));
        }
    }
    if contact.reference(keys::COMPANY).is_none()
        && let Ok(Some(company)) = find_or_new(data, Kind::Company, lead.text(keys::COMPANY), &mut transaction)
    {
        edit = edit.with(keys::COMPANY, Some(Value::Ref(company)));
    }
    // Erasing the contact must find what it once was.
    let leads = contact.choices(keys::LEADS).iter().cloned().chain([lead.id.to_string()]).collect();
    transaction.edits.push(edit.with(keys::LEADS, Some(Value::Choices(leads))));
    Some((name.clone(), finish(transaction, lead, id, task.then_some(name))))
}

/// What a contact takes over as it is.
fn carried(lead: &Record) -> Vec<(Key, Value)> {
    let same = [keys::EMAILS, keys::PHONES, keys::JOB_TITLE, keys::WEBSITE, keys::SOURCE];
    let mut values: Vec<(Key, Value)> =
        same.into_iter().filter_map(|key| Some((key, lead.get(key)?.clone()))).collect();
    let street = lead.text(keys::ADDRESS);
    if !street.is_empty() {
        values.push((
            keys::ADDRESS,
            Value::Address(Box::new(Address { street: street.to_owned(), ..Address::default() })),
        ));
    }
    values
}

fn joined(key: Key, has: &[Labelled], more: Vec<Labelled>) -> Option<Value> {
    let same = |a: &str, b: &str| match key {
        keys::PHONES => a == b || phone_key(a).is_some_and(|one| Some(one) == phone_key(b)),
        _ => email_key(a) == email_key(b),
    };
    let mut all = has.to_vec();
    all.extend(more.into_iter().filter(|new| !has.iter().any(|old| same(&old.value, &new.value))));
    (all.len() > has.len()).then_some(Value::Labelled(all))
}

/// The text as a note, a task if wanted, and the item gone.
fn finish(transaction: Transaction, lead: &Record, contact: Id, task: Option<String>) -> Transaction {
    let at = transaction.at;
    let text = [lead.text(keys::TEXT), lead.text(keys::NOTES)].into_iter().find(|text| !text.trim().is_empty());
    let mut transaction = match text {
        Some(text) => transaction.create(
            Kind::Activity,
            clock::new_id(),
            [
                (keys::TYPE, Value::Choice(activity::NOTE.to_owned())),
                (keys::TEXT, Value::Text(text.to_owned())),
                (keys::HAPPENED_AT, Value::Instant(lead.instant(keys::CREATED_AT).unwrap_or(at))),
                (keys::CONTACT, Value::Ref(contact)),
            ],
        ),
        None => transaction,
    };
    if let Some(name) = task {
        let due = domain::Date(clock::today().0 + 1);
        transaction = transaction.create(
            Kind::Task,
            clock::new_id(),
            [
                (keys::TITLE, Value::Text(w::answer(&name))),
                (keys::DUE_ON, Value::Date(due)),
                (keys::CONTACT, Value::Ref(contact)),
            ],
        );
    }
    let gone = lead.values().iter().fold(Edit::new(Kind::Lead, lead.id), |edit, (key, _)| edit.with(*key, None));
    transaction.edits.push(gone);
    transaction
}

/// Contacts that share an email, a phone or the name.
pub fn alike(book: &Book, lead: &Record) -> Vec<(Id, String)> {
    let list = |key: Key| match lead.get(key) {
        Some(Value::Labelled(list)) => list.iter().map(|item| item.value.as_str()).collect::<Vec<_>>().join(","),
        _ => String::new(),
    };
    let mut found = crate::list::duplicates(book, Kind::Contact, &list(keys::EMAILS), &list(keys::PHONES), None);
    let name = lead.text(keys::NAME);
    if !name.is_empty()
        && let Some(id) = crate::record::party::find(book, Kind::Contact, name)
        && found.iter().all(|(known, _)| *known != id)
    {
        found.push((id, name_of(book, Kind::Contact, id)));
    }
    found.truncate(3);
    found
}
