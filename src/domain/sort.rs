//! How a list is ordered.

use crate::{Book, Key, Kind, Record, Value, keys, text};
use std::cmp::Ordering;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub key: Key,
    pub descending: bool,
}

impl Sort {
    /// `name` or `-name`: as addresses and views write it.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        (!name.is_empty() && name.len() <= 100).then(|| Self { key: Key::new(name), descending })
    }
    pub fn code(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.key)
    }
}

enum SortKey {
    Number(f64),
    Text(String),
}

fn sort_key(book: &Book, record: &Record, key: Key) -> Option<SortKey> {
    let value = book.value(record, key)?;
    if let Some(number) = value.as_number() {
        return Some(SortKey::Number(number));
    }
    if let Value::Ref(id) = *value {
        let target = [Kind::Company, Kind::Contact, Kind::Deal].into_iter().find_map(|kind| book.get(kind, id))?;
        return sort_key(book, target, if target.kind == Kind::Deal { keys::TITLE } else { keys::NAME });
    }
    let mut first = None;
    value.each_text(|text| {
        first.get_or_insert(text);
    });
    first.map(|first| SortKey::Text(text::sort_key(first)))
}

/// Orders records; those without a value come last, whichever the direction. Ties keep their order.
pub fn sort<'a>(book: &'a Book, records: Vec<&'a Record>, by: Sort) -> Vec<&'a Record> {
    let mut keyed: Vec<_> = records.into_iter().map(|record| (sort_key(book, record, by.key), record)).collect();
    keyed.sort_by(|(a, _), (b, _)| match (a, b) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(a), Some(b)) => {
            let order = match (a, b) {
                (SortKey::Number(a), SortKey::Number(b)) => a.total_cmp(b),
                (SortKey::Text(a), SortKey::Text(b)) => a.cmp(b),
                (SortKey::Number(_), SortKey::Text(_)) => Ordering::Less,
                (SortKey::Text(_), SortKey::Number(_)) => Ordering::Greater,
            };
            if by.descending { order.reverse() } else { order }
        }
    });
    keyed.into_iter().map(|(_, record)| record).collect()
}
