//! Fields as the user meets them: their names, how a value reads, what a typed text means.

use crate::{data::name_of, format, words};
use domain::{
    Book, Currency, Date, FieldName, FieldSpec, FieldType, Key, Kind, Labelled, Money, Record, Transaction, Value,
    insight::Segment, keys, profile,
};

/// A field's name: the catalogue's word or the owner's own.
pub fn name(spec: &FieldSpec) -> String {
    match &spec.name {
        // A person's name is made of two fields; a company's is typed. Chinese has a word for each.
        FieldName::BuiltIn(keys::NAME) if !spec.derived() => words::fields::name_of_thing().to_owned(),
        FieldName::BuiltIn(key) => words::fields::built_in(*key).to_owned(),
        FieldName::Own(label) => label.clone(),
        FieldName::Score(_, model) if spec.type_ == FieldType::Percent => words::fields::chance(model),
        FieldName::Score(_, model) => model.clone(),
    }
}

/// Chinese names the family first.
pub fn family_first(specs: &mut [FieldSpec]) {
    let place = |key| specs.iter().position(|spec| spec.key == key);
    if let (words::Lang::Zh, Some(first), Some(last)) = (words::lang(), place(keys::FIRST_NAME), place(keys::LAST_NAME))
    {
        specs.swap(first, last);
    }
}

/// What one record of a kind is called (`contact`), the owner's word if there is one.
pub fn kind_one(book: &Book, kind: Kind) -> String {
    match profile::renamed(book).remove(kind.code()) {
        Some(names) if !names.one.is_empty() => names.one,
        _ => words::fields::kind_one(kind).to_owned(),
    }
}

/// What a list of a kind is called (`Contacts`).
pub fn kind_many(book: &Book, kind: Kind) -> String {
    match profile::renamed(book).remove(kind.code()) {
        Some(names) if !names.many.is_empty() => names.many,
        _ => words::fields::kind_many(kind).to_owned(),
    }
}

/// `3 contacts`.
pub fn counted(book: &Book, kind: Kind, count: usize) -> String {
    let (one, many) = (kind_one(book, kind), domain::text::fold(&kind_many(book, kind)));
    match words::lang() {
        words::Lang::En if count == 1 => format!("1 {one}"),
        _ => words::common::counted(&format::count(count as f64), &one, &many),
    }
}

/// What a transaction leaves behind that points at something it deletes, counted by kind; empty if nothing does.
pub fn left_behind(book: &Book, transaction: &Transaction) -> String {
    let left = book.left_behind(transaction);
    let counted = left.into_iter().map(|(kind, count)| counted(book, kind, count));
    counted.collect::<Vec<_>>().join(words::common::between())
}

/// A value as one line of text, for cells, timelines and exports to the eye.
pub fn text(book: &Book, spec: &FieldSpec, value: &Value) -> String {
    let between = words::common::between;
    match value {
        Value::Number(number) if spec.type_ == FieldType::Percent => format::percent(*number),
        Value::Number(number) => format::number(*number),
        Value::Money(money) => format::money(*money),
        Value::Date(date) => format::date(*date),
        Value::Instant(at) => format::moment(*at),
        Value::Bool(yes) => (if *yes { words::common::yes() } else { words::common::no() }).to_owned(),
        Value::Choice(code) => choice(spec, code),
        Value::Choices(choices) => choices.iter().map(|code| choice(spec, code)).collect::<Vec<_>>().join(between()),
        Value::Labelled(list) => list.iter().map(|item| item.value.as_str()).collect::<Vec<_>>().join(between()),
        Value::Address(address) => address.line(),
        Value::Ref(id) => {
            let kinds: &[Kind] = match spec.type_ {
                FieldType::Ref(Kind::Company) => &[Kind::Company],
                FieldType::Ref(Kind::Deal) => &[Kind::Deal],
                FieldType::Ref(_) => &[Kind::Contact],
                _ => &[Kind::Company, Kind::Contact],
            };
            kinds.iter().map(|kind| name_of(book, *kind, *id)).find(|name| !name.is_empty()).unwrap_or_default()
        }
        Value::Lines(lines) => lines
            .iter()
            .map(|line| format!("{} × {}", format::number(line.quantity), line.product))
            .collect::<Vec<_>>()
            .join(between()),
        Value::Text(text) => text.clone(),
        Value::Json(_) => String::new(),
    }
}

/// A record's field as text; empty where it has none.
pub fn shown(book: &Book, record: &Record, spec: &FieldSpec) -> String {
    book.value(record, spec.key).map(|value| text(book, spec, &value)).unwrap_or_default()
}

/// A choice in the user's language: codes of built-in fields are translated, the owner's words stay.
pub fn choice(spec: &FieldSpec, code: &str) -> String {
    match spec.name {
        FieldName::BuiltIn(key) => words::fields::choice(key, code).map_or_else(|| code.to_owned(), str::to_owned),
        FieldName::Score(..) => Segment::from_code(code)
            .map_or_else(|| code.to_owned(), |segment| words::overview::segment_name(segment).to_owned()),
        _ => code.to_owned(),
    }
}

/// What the user typed did not fit the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    Number,
    Date,
    Email,
    Link,
}

/// Reads what was typed into a field. Nothing typed is no value.
pub fn parse(spec: &FieldSpec, typed: &str, currency: Currency) -> Result<Option<Value>, Misfit> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let value = match &spec.type_ {
        FieldType::Number => Value::Number(parse_number(typed).ok_or(Misfit::Number)?),
        FieldType::Percent => Value::Number(parse_number(typed.trim_end_matches('%')).ok_or(Misfit::Number)? / 100.0),
        FieldType::Money => Value::Money(Money::from_major(parse_number(typed).ok_or(Misfit::Number)?, currency)),
        FieldType::Date => Value::Date(Date::parse_iso(typed).ok_or(Misfit::Date)?),
        FieldType::YesNo => Value::Bool(typed == "true"),
        FieldType::Choice(_) => Value::Choice(typed.to_owned()),
        FieldType::Choices(_) | FieldType::Tags => Value::Choices(split_list(typed)),
        FieldType::Emails => {
            let emails = split_list(typed);
            if emails.iter().any(|email| !looks_like_email(email)) {
                return Err(Misfit::Email);
            }
            Value::Labelled(labelled(emails))
        }
        FieldType::Phones => Value::Labelled(labelled(split_list(typed))),
        FieldType::Link => {
            let scheme = typed.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
            match scheme.as_deref() {
                Some("http" | "https" | "mailto" | "tel") | None => Value::text(typed),
                Some(other) if other.contains('.') => Value::text(typed),
                Some(_) => return Err(Misfit::Link),
            }
        }
        FieldType::Ref(_) => typed.parse().map(Value::Ref).map_err(|_| Misfit::Link)?,
        FieldType::Text
        | FieldType::LongText
        | FieldType::Instant
        | FieldType::Address
        | FieldType::Lines
        | FieldType::Json => Value::text(typed),
    };
    Ok(Some(value))
}

/// The text an input starts with for a value: what [`parse`] reads back.
pub fn typed(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Money(money) => money.major().to_string(),
        Value::Date(date) => date.iso(),
        Value::Bool(yes) => yes.to_string(),
        Value::Choices(choices) => choices.join(", "),
        Value::Labelled(list) => list.iter().map(|item| item.value.as_str()).collect::<Vec<_>>().join(", "),
        Value::Ref(id) => id.to_string(),
        Value::Text(text) | Value::Choice(text) | Value::Json(text) => text.clone(),
        Value::Instant(_) | Value::Address(_) | Value::Lines(_) => String::new(),
    }
}

fn labelled(values: Vec<String>) -> Vec<Labelled> {
    values.into_iter().map(|value| Labelled { label: String::new(), value }).collect()
}

fn split_list(typed: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in
        typed.split([',', ';', '\u{ff0c}', '\u{ff1b}', '\u{3001}']).map(str::trim).filter(|part| !part.is_empty())
    {
        if !found.iter().any(|known| known == part) {
            found.push(part.to_owned());
        }
    }
    found
}

/// Accepts `1,234.5`, `1 234,5` and plain numbers.
pub fn parse_number(typed: &str) -> Option<f64> {
    let mut plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
    match (plain.rfind(','), plain.rfind('.')) {
        (Some(comma), Some(point)) if comma > point => plain = plain.replace('.', "").replace(',', "."),
        (Some(comma), None) if plain.len() - comma != 4 || plain.matches(',').count() > 1 => {
            plain = if plain.matches(',').count() > 1 { plain.replace(',', "") } else { plain.replace(',', ".") };
        }
        _ => plain = plain.replace(',', ""),
    }
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

pub fn looks_like_email(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !text.contains(char::is_whitespace))
}

/// A link that may be followed: only web, mail and phone.
pub fn href(spec: &FieldSpec, value: &str) -> Option<String> {
    match spec.type_ {
        FieldType::Emails => Some(format!("mailto:{value}")),
        FieldType::Phones => Some(format!("tel:{}", value.replace(' ', ""))),
        FieldType::Link => {
            let lower = value.to_ascii_lowercase();
            if lower.starts_with("http://") || lower.starts_with("https://") {
                Some(value.to_owned())
            } else {
                (!lower.contains(':')).then(|| format!("https://{value}"))
            }
        }
        _ => None,
    }
}

/// Numbers, money and dates stand right-aligned in tables.
pub fn numeric(spec: &FieldSpec) -> bool {
    matches!(spec.type_, FieldType::Number | FieldType::Percent | FieldType::Money)
}

/// The field of a kind with this key.
pub fn spec(book: &Book, kind: Kind, key: Key) -> Option<FieldSpec> {
    book.field(kind, key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_names_the_family_first() {
        let order = |lang| {
            words::set_lang(lang);
            let mut specs = Book::default().fields(Kind::Contact);
            family_first(&mut specs);
            let place = |key| specs.iter().position(|spec| spec.key == key);
            place(keys::LAST_NAME) < place(keys::FIRST_NAME)
        };
        assert!(order(words::Lang::Zh));
        assert!(!order(words::Lang::En));
    }
}
