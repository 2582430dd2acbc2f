//! From records to a table: one reading for every kind and every field.
//!
//! Dates are read as days before `today`, so recency is the age of the last order; money in major units; a set
//! of tags as one column per frequent tag. No order is an order sum of zero, not a missing one.

use crate::{again, replies};
use domain::{
    Book, Date, Key, Kind, Record, Value,
    insight::{AGAIN_DAYS, Column, Table, TrainSpec, Values, is_ahead},
    keys,
};
use std::collections::HashMap;

/// Tags of one field that get a column.
const MOST_TAGS: usize = 20;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeatureError {
    #[error(
        "the field {0} answers neither yes nor no: choose a yes/no field, a number of 0 and 1, or name the choice that means yes"
    )]
    NotYesNo(Key),
    #[error("the field {0} is the answer itself: take it out of the features")]
    AnswerAsFeature(Key),
}

/// The living records of the specification's kind as rows, oldest first.
pub fn table(book: &Book, spec: &TrainSpec, today: Date) -> Result<Table, FeatureError> {
    if spec.target == keys::REPLIES {
        return replies::table(book, spec, today);
    }
    if is_ahead(spec.target) {
        return again::table(book, spec, today);
    }
    let target = match spec.target == keys::CONVERTS {
        true => book.iter(Kind::Contact).map(|contact| converted(book, contact, today)).collect(),
        false => target(book, spec, &book.iter(spec.kind).collect::<Vec<_>>())?,
    };
    Ok(Table { target, ..features(book, spec, today)? })
}

/// As [`table`] without answers: the target is not read.
pub fn features(book: &Book, spec: &TrainSpec, today: Date) -> Result<Table, FeatureError> {
    if let Some(feature) = spec.features.iter().find(|feature| feature.key == spec.target) {
        return Err(FeatureError::AnswerAsFeature(feature.key));
    }
    let records: Vec<&Record> = book.iter(spec.kind).collect();
    let ids: Vec<_> = records.iter().map(|record| record.id).collect();
    let days = records.iter().map(|record| day(record)).collect();
    let mut table = Table { target: vec![None; ids.len()], ids, columns: Vec::new(), days };
    for (feature, wanted) in spec.features.iter().enumerate() {
        columns(book, &records, wanted.key, today, |level, values| {
            table.columns.push(Column { feature, key: wanted.key, level, values });
        });
    }
    Ok(table)
}

/// When a record came to be what it is: a deal ended, else it was entered.
fn day(record: &Record) -> Option<i32> {
    let entered = || record.instant(keys::CREATED_AT).and_then(|at| i32::try_from(at.0.div_euclid(86_400_000)).ok());
    record.date(keys::CLOSED_ON).map(|on| on.0).or_else(entered)
}

/// Whether a contact became a customer; not known of one who is none and was entered within the last 90 days.
pub(crate) fn converted(book: &Book, contact: &Record, today: Date) -> Option<bool> {
    let customer = ["customer", "former"].contains(&contact.text(keys::LIFECYCLE));
    let customer = customer || book.order_figures(contact.id).count > 0;
    let open = || day(contact).is_some_and(|entered| entered > today.0 - AGAIN_DAYS);
    (customer || !open()).then_some(customer)
}

/// The target of each row of [`table`] as a number, in major units for money.
pub fn numbers(book: &Book, spec: &TrainSpec) -> Vec<Option<f64>> {
    let number = |record: &Record| book.value(record, spec.target)?.as_number().filter(|number| number.is_finite());
    book.iter(spec.kind).map(number).collect()
}

pub(crate) fn target(book: &Book, spec: &TrainSpec, records: &[&Record]) -> Result<Vec<Option<bool>>, FeatureError> {
    let answer = |record: &&Record| {
        let Some(value) = book.value(record, spec.target) else { return Ok(None) };
        match (value.as_ref(), &spec.answer) {
            (Value::Bool(yes), _) => Ok(Some(*yes)),
            (Value::Number(number), None) if *number == 0.0 || *number == 1.0 => Ok(Some(*number == 1.0)),
            (Value::Choice(word) | Value::Text(word), Some(yes)) => Ok(Some(word == yes)),
            (Value::Choice(word) | Value::Text(word), None) if word == "0" || word == "1" => Ok(Some(word == "1")),
            _ => Err(FeatureError::NotYesNo(spec.target)),
        }
    };
    records.iter().map(answer).collect()
}

fn columns(book: &Book, records: &[&Record], key: Key, today: Date, mut push: impl FnMut(Option<String>, Values)) {
    let values: Vec<_> = records.iter().map(|record| book.value(record, key)).collect();
    if values.iter().flatten().any(|value| matches!(value.as_ref(), Value::Choices(_))) {
        let lists: Vec<&[String]> = values
            .iter()
            .map(|value| match value.as_deref() {
                Some(Value::Choices(tags)) => tags.as_slice(),
                _ => &[],
            })
            .collect();
        for tag in frequent(&lists) {
            let has = lists.iter().map(|list| f64::from(u8::from(list.iter().any(|own| own == &tag)))).collect();
            push(Some(tag), Values::Numbers(has));
        }
        return;
    }
    let words = |value: &&std::borrow::Cow<'_, Value>| matches!(value.as_ref(), Value::Choice(_) | Value::Text(_));
    let (worded, filled) = (values.iter().flatten().filter(words).count(), values.iter().flatten().count());
    // An imported number may have come as text here and there: the majority says what the column is.
    if worded * 2 > filled {
        let (mut levels, mut places) = (Vec::new(), HashMap::new());
        let codes = values.iter().map(|value| match value.as_deref() {
            Some(Value::Choice(word) | Value::Text(word)) => {
                *places.entry(word.trim().to_owned()).or_insert_with_key(|word| {
                    levels.push(word.clone());
                    levels.len() as u32 - 1
                })
            }
            _ => Values::NO_LEVEL,
        });
        let codes = codes.collect();
        push(None, Values::Levels { codes, levels });
    } else {
        let absent = if key == keys::ORDER_SUM || key == keys::ORDER_COUNT { 0.0 } else { f64::NAN };
        let number = |value: &Value| match value {
            Value::Date(date) => f64::from(today.0 - date.0),
            Value::Instant(at) => f64::from(today.0) - (at.0.div_euclid(86_400_000)) as f64,
            Value::Text(text) | Value::Choice(text) => text.trim().parse().unwrap_or(f64::NAN),
            other => other.as_number().unwrap_or(f64::NAN),
        };
        push(None, Values::Numbers(values.iter().map(|value| value.as_deref().map_or(absent, number)).collect()));
    }
}

/// The tags that most records have, by name.
fn frequent(lists: &[&[String]]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for tag in lists.iter().flat_map(|list| list.iter()) {
        *counts.entry(tag).or_default() += 1;
    }
    let mut tags: Vec<_> = counts.into_iter().collect();
    tags.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let mut tags: Vec<String> = tags.into_iter().take(MOST_TAGS).map(|(tag, _)| tag.to_owned()).collect();
    tags.sort();
    tags
}
