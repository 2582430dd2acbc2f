//! Fields the owner adds. A definition is a record; the values live on the records it is about, under
//! `custom:<id>`. Retiring hides a field and keeps its values.

use crate::{Book, FieldName, FieldSpec, FieldType, Key, Kind, Record, Value, field::*, keys, sorting};

pub const TYPES: &[&str] =
    &["text", "long_text", "number", "money", "date", "yes_no", "choice", "choices", "link", "email", "phone"];

pub const FIELDS: &[Field] = &[
    row(keys::LABEL, Type::Text, Group::Main, SHOWN | SEARCHED),
    row(keys::ON_KIND, Type::Text, Group::Main, INTERNAL),
    row(keys::TYPE, Type::Choice(TYPES), Group::Main, SHOWN),
    row(keys::CHOICES, Type::Tags, Group::Main, 0),
    row(keys::POSITION, Type::Number, Group::Main, INTERNAL),
    // How many a number had in the file it came from: 12.50 goes out again as it came.
    row(keys::DECIMALS, Type::Number, Group::Main, INTERNAL),
    row(keys::RETIRED_AT, Type::Instant, Group::Main, INTERNAL),
    CREATED_AT,
    CHANGED_AT,
    TRASHED_AT,
    VERSIONS,
    SAMPLE,
];

/// The definitions of a kind in the owner's order, retired ones included.
pub fn definitions(book: &Book, kind: Kind) -> Vec<&Record> {
    let mut found: Vec<_> = book.iter(Kind::Field).filter(|field| field.text(keys::ON_KIND) == kind.code()).collect();
    sorting::by(&mut found, |a, b| {
        let position = |field: &Record| field.number(keys::POSITION).unwrap_or(f64::MAX);
        position(a).total_cmp(&position(b)).then(a.id.cmp(&b.id))
    });
    found
}

/// Custom and score fields in use on a kind.
pub(crate) fn fields(book: &Book, kind: Kind) -> Vec<FieldSpec> {
    let own = definitions(book, kind).into_iter().filter(|field| field.get(keys::RETIRED_AT).is_none()).map(|field| {
        let name = FieldName::Own(field.text(keys::LABEL).to_owned());
        FieldSpec::new(Key::custom(field.id), type_of(field), name, Group::Custom, IMPORTED | SEARCHED | SHOWN)
    });
    let scores = book.iter(Kind::Model).filter(|model| model.text(keys::ON_KIND) == kind.code()).map(|model| {
        let name = FieldName::Score(model.id, model.text(keys::NAME).to_owned());
        let uses = if crate::model::is_quiet(model) { 0 } else { SHOWN };
        FieldSpec::new(Key::score(model.id), crate::model::score_type(model), name, Group::Scores, uses)
    });
    own.chain(scores).collect()
}

pub fn type_of(definition: &Record) -> FieldType {
    type_from(definition.text(keys::TYPE), definition.choices(keys::CHOICES))
}

/// The type a code of [`TYPES`] stands for; an unknown one (of a newer version) reads as text.
pub fn type_from(code: &str, choices: &[String]) -> FieldType {
    match code {
        "long_text" => FieldType::LongText,
        "number" => FieldType::Number,
        "money" => FieldType::Money,
        "date" => FieldType::Date,
        "yes_no" => FieldType::YesNo,
        "choice" => FieldType::Choice(choices.to_vec()),
        "choices" => FieldType::Choices(choices.to_vec()),
        "link" => FieldType::Link,
        "email" => FieldType::Emails,
        "phone" => FieldType::Phones,
        _ => FieldType::Text,
    }
}

pub fn type_code(type_: &FieldType) -> &'static str {
    match type_ {
        FieldType::LongText => "long_text",
        FieldType::Number | FieldType::Percent => "number",
        FieldType::Money => "money",
        FieldType::Date | FieldType::Instant => "date",
        FieldType::YesNo => "yes_no",
        FieldType::Choice(_) => "choice",
        FieldType::Choices(_) | FieldType::Tags => "choices",
        FieldType::Link => "link",
        FieldType::Emails => "email",
        FieldType::Phones => "phone",
        _ => "text",
    }
}

/// The fields of a new definition.
pub fn definition(kind: Kind, label: &str, type_: &FieldType, position: usize) -> Vec<(Key, Value)> {
    let mut values = vec![
        (keys::LABEL, Value::text(label)),
        (keys::ON_KIND, Value::text(kind.code())),
        (keys::TYPE, Value::Choice(type_code(type_).to_owned())),
        (keys::POSITION, Value::Number(position as f64)),
    ];
    if let FieldType::Choice(choices) | FieldType::Choices(choices) = type_ {
        values.push((keys::CHOICES, Value::Choices(choices.clone())));
    }
    values
}
