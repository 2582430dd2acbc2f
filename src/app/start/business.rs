//! What a kind of business brings: fields, words, hidden pages.

use crate::{
    clock,
    data::Data,
    routes::PageId,
    words::{self, start as w},
};
use domain::{
    Act, Currency, Edit, FieldType, Kind, Label, Transaction, Value,
    book::Receipt,
    custom, keys,
    profile::{self, Names},
};
use std::collections::BTreeMap;

/// The starting point for a kind of business.
pub struct Preset {
    pub fields: Vec<(&'static str, FieldType)>,
    pub hidden: Vec<PageId>,
    pub renamed: BTreeMap<String, Names>,
}

pub fn preset(code: &str) -> Preset {
    let choices = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let mut preset = Preset { fields: Vec::new(), hidden: Vec::new(), renamed: BTreeMap::new() };
    match code {
        "consultant" => {
            preset.fields = vec![(w::hourly_rate(), FieldType::Money), (w::contract_until(), FieldType::Date)];
            preset.hidden = vec![PageId::Orders];
        }
        "shop" => {
            let channels = choices(&[w::website_channel(), w::social_channel(), w::market_channel()]);
            preset.fields = vec![(w::preferred_channel(), FieldType::Choice(channels))];
        }
        "electronics" => {
            let interests = choices(&[w::audio(), w::photo(), w::computers(), w::home()]);
            preset.fields = vec![(w::budget(), FieldType::Money), (w::interested_in(), FieldType::Choices(interests))];
        }
        "restaurant" => {
            let allergies = choices(&[w::nuts(), w::gluten(), w::lactose(), w::seafood()]);
            preset.fields =
                vec![(w::favourite_table(), FieldType::Text), (w::allergies(), FieldType::Choices(allergies))];
            preset.hidden = vec![PageId::Companies];
            preset.renamed.insert(
                Kind::Contact.code().to_owned(),
                Names { one: w::guest().to_owned(), many: w::guests().to_owned() },
            );
        }
        _ => {}
    }
    preset
}

/// Sets the business up, in one transaction that History can take back. Fields and words that are there already stay;
/// so does the currency.
pub fn set_up(data: Data, code: &str) -> Option<Receipt> {
    let preset = preset(code);
    let at = clock::now();
    let mut transaction = Transaction::new(Label::new(Act::Settings, Kind::Profile, 1, ""), at);
    let (known, paid) = data.read(|book| {
        let profile = book.get(Kind::Profile, profile::ID);
        (profile.is_some(), profile.is_some_and(|profile| profile.get(keys::CURRENCY).is_some()))
    });
    let mut edit = Edit::new(Kind::Profile, profile::ID);
    if !known {
        edit = edit.with(keys::CREATED_AT, Some(Value::Instant(at)));
    }
    if !paid {
        edit = edit.with(keys::CURRENCY, Some(Value::text(currency().as_str())));
    }
    let hidden = preset.hidden.iter().map(|page| page.code().to_owned()).collect();
    let mut words = preset.renamed;
    words.extend(data.read(profile::renamed));
    let renamed = serde_json::to_string(&words).ok().filter(|_| !words.is_empty());
    edit = edit
        .with(keys::BUSINESS_KIND, Some(Value::Choice(code.to_owned())))
        .with(keys::HIDDEN_PAGES, Some(Value::Choices(hidden)))
        .with(keys::RENAMED, renamed.map(Value::Json));
    transaction.edits.push(edit);
    let labels: Vec<String> = data.read(|book| {
        custom::definitions(book, Kind::Contact).iter().map(|field| field.text(keys::LABEL).to_owned()).collect()
    });
    for (at_position, (label, type_)) in
        preset.fields.iter().enumerate().filter(|(_, (label, _))| !labels.iter().any(|known| known == label))
    {
        transaction = transaction.create(
            Kind::Field,
            clock::new_id(),
            custom::definition(Kind::Contact, label, type_, labels.len() + at_position),
        );
    }
    data.commit(transaction)
}

/// The currency of where the user seems to be.
fn currency() -> Currency {
    let tag = web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default();
    let region = tag.rsplit('-').next().unwrap_or_default();
    let code = match region {
        "CN" => "CNY",
        "HK" => "HKD",
        "TW" => "TWD",
        "JP" => "JPY",
        "GB" => "GBP",
        "CH" => "CHF",
        "IN" => "INR",
        "AU" => "AUD",
        "CA" => "CAD",
        "DE" | "FR" | "IT" | "ES" | "NL" | "AT" | "BE" | "IE" | "PT" | "FI" | "de" | "fr" | "it" | "es" | "nl"
        | "pt" | "fi" => "EUR",
        _ if words::lang() == words::Lang::Zh => "CNY",
        _ => "USD",
    };
    Currency::new(code).unwrap_or(Currency::USD)
}
