//! A saved view that an insight makes or renews, in the transaction of its scores.

use crate::clock;
use domain::{Book, Edit, Id, Key, Kind, Rule, Value, keys, sort::Sort};

/// A list's content.
pub struct List {
    pub name: String,
    pub kind: Kind,
    pub rule: Rule,
    pub columns: Vec<Key>,
    /// From the most on.
    pub sort: Key,
}

/// Makes the list, or renews the one with this id or else with this name.
pub fn edit(book: &Book, list: &List, known: Option<Id>) -> (Id, Edit) {
    let known = known.filter(|id| book.get(Kind::View, *id).is_some()).or_else(|| {
        let named =
            |view: &&domain::Record| view.text(keys::NAME) == list.name && view.text(keys::ON_KIND) == list.kind.code();
        book.iter(Kind::View).find(named).map(|view| view.id)
    });
    let id = known.unwrap_or_else(clock::new_id);
    let json = |value: serde_json::Result<String>| value.ok().map(Value::Json);
    let mut columns = list.columns.clone();
    columns.dedup();
    let mut edit = Edit::new(Kind::View, id)
        .with(keys::NAME, Some(Value::text(list.name.clone())))
        .with(keys::ON_KIND, Some(Value::text(list.kind.code())))
        .with(keys::RULE, json(serde_json::to_string(&list.rule)))
        .with(keys::COLUMNS, json(serde_json::to_string(&columns)))
        .with(keys::SORT, Some(Value::text(Sort { key: list.sort, descending: true }.code())));
    if known.is_none() {
        edit = edit.with(keys::CREATED_AT, Some(Value::Instant(clock::now())));
    }
    (id, edit)
}
