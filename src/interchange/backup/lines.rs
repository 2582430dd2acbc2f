//! A record as a line of JSON: `{"id":"…","kind":"contact","values":{"first_name":{"t":"Ada"}}}`, fields sorted by name.

use domain::{Id, Key, Kind, Record, Value, sorting};
use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};
use std::{borrow::Cow, collections::BTreeMap};

/// Adds a record's line, with its end.
pub fn add(record: &Record, to: &mut Vec<u8>) {
    // Writing to memory fails only for types that cannot be described.
    if serde_json::to_writer(&mut *to, &Line { id: record.id, kind: record.kind, values: Values(record) }).is_ok() {
        to.push(b'\n');
    }
}

/// The record of a line. Nothing for a line that is no record.
pub fn read(kind: Kind, line: &[u8]) -> Option<Record> {
    let LineIn { id, values } = serde_json::from_slice(line).ok()?;
    let values: Vec<(Key, Value)> = values
        .into_iter()
        .filter(|(_, value)| !value.is_blank())
        .map(|(name, value)| (Key::new(&name), value))
        .collect();
    Some(Record::from_values(kind, id, values)).filter(Record::exists)
}

#[derive(Serialize)]
struct Line<'r> {
    id: Id,
    kind: Kind,
    values: Values<'r>,
}

struct Values<'r>(&'r Record);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sorted: Vec<(&str, &Value)> =
            self.0.values().iter().map(|(key, value)| (key.as_str(), value)).collect();
        sorting::by(&mut sorted, |(one, _), (other, _)| one.cmp(other));
        let mut map = serializer.serialize_map(Some(sorted.len()))?;
        for (name, value) in sorted {
            map.serialize_entry(name, &*finite(value))?;
        }
        map.end()
    }
}

/// JSON has no infinite numbers: such a quantity, which no form can make, becomes nothing.
fn finite(value: &Value) -> Cow<'_, Value> {
    match value {
        Value::Lines(lines) if lines.iter().any(|line| !line.quantity.is_finite()) => {
            let lines = lines.iter().cloned().map(|mut line| {
                line.quantity = if line.quantity.is_finite() { line.quantity } else { 0.0 };
                line
            });
            Cow::Owned(Value::Lines(lines.collect()))
        }
        _ => Cow::Borrowed(value),
    }
}

#[derive(Deserialize)]
struct LineIn {
    id: Id,
    #[serde(default)]
    values: BTreeMap<String, Value>,
}
