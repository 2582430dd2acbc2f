use crate::{Date, Id, Instant, Key, Kind, Money, Value, keys};

/// One record: its identity and its fields, sorted by key. Fields this version does not know are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub kind: Kind,
    pub id: Id,
    values: Vec<(Key, Value)>,
}

impl Record {
    pub fn new(kind: Kind, id: Id) -> Self {
        Self { kind, id, values: Vec::new() }
    }
    /// A record that is about to get so many fields.
    pub(crate) fn with_room(kind: Kind, id: Id, fields: usize) -> Self {
        // One more for what is noted of it later.
        Self { kind, id, values: Vec::with_capacity(fields + 1) }
    }
    pub fn from_values(kind: Kind, id: Id, mut values: Vec<(Key, Value)>) -> Self {
        if !values.is_sorted_by_key(|(key, _)| *key) {
            crate::sorting::by_key(&mut values, |(key, _)| *key);
        }
        values.dedup_by_key(|(key, _)| *key);
        Self { kind, id, values }
    }
    /// A copy under another id, with these values in place of its own.
    pub fn copied(&self, id: Id, values: impl IntoIterator<Item = (Key, Value)>) -> Self {
        let mut copy = Self { id, ..self.clone() };
        for (key, value) in values {
            copy.set(key, Some(value));
        }
        copy
    }
    pub fn values(&self) -> &[(Key, Value)] {
        &self.values
    }
    pub fn into_values(self) -> Vec<(Key, Value)> {
        self.values
    }
    pub fn get(&self, key: Key) -> Option<&Value> {
        let at = self.values.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        Some(&self.values[at].1)
    }
    /// Sets or clears a field and returns what was there. Blank values clear.
    pub(crate) fn set(&mut self, key: Key, value: Option<Value>) -> Option<Value> {
        let value = value.filter(|value| !value.is_blank());
        match (self.values.binary_search_by_key(&key, |(key, _)| *key), value) {
            (Ok(at), Some(value)) => Some(std::mem::replace(&mut self.values[at].1, value)),
            (Ok(at), None) => Some(self.values.remove(at).1),
            (Err(at), Some(value)) => {
                self.values.insert(at, (key, value));
                None
            }
            (Err(_), None) => None,
        }
    }
    /// A record exists from the moment it has a creation instant.
    pub fn exists(&self) -> bool {
        self.get(keys::CREATED_AT).is_some()
    }
    pub fn trashed(&self) -> bool {
        self.get(keys::TRASHED_AT).is_some()
    }

    pub fn text(&self, key: Key) -> &str {
        match self.get(key) {
            Some(Value::Text(text) | Value::Choice(text) | Value::Json(text)) => text,
            _ => "",
        }
    }
    pub fn number(&self, key: Key) -> Option<f64> {
        self.get(key)?.as_number()
    }
    pub fn money(&self, key: Key) -> Option<Money> {
        match self.get(key) {
            Some(Value::Money(money)) => Some(*money),
            _ => None,
        }
    }
    pub fn date(&self, key: Key) -> Option<Date> {
        match self.get(key) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        }
    }
    pub fn instant(&self, key: Key) -> Option<Instant> {
        match self.get(key) {
            Some(Value::Instant(at)) => Some(*at),
            _ => None,
        }
    }
    pub fn reference(&self, key: Key) -> Option<Id> {
        match self.get(key) {
            Some(Value::Ref(id)) => Some(*id),
            _ => None,
        }
    }
    pub fn choices(&self, key: Key) -> &[String] {
        match self.get(key) {
            Some(Value::Choices(choices)) => choices,
            _ => &[],
        }
    }
    /// The first email or phone.
    pub fn first_of(&self, key: Key) -> &str {
        match self.get(key) {
            Some(Value::Labelled(list)) => list.first().map_or("", |item| &item.value),
            _ => "",
        }
    }
}
