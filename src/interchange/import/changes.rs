//! What an import would change in records that are there, as the edits it would make.

use domain::{Book, Edit, FieldChange, Id, Kind, Value, keys};
use rustc_hash::FxHashMap;

/// Fields that nobody is shown.
const HIDDEN: [domain::Key; 4] = [keys::SOURCE_IDS, keys::AWAITED, keys::VERSIONS, keys::CHANGED_AT];

/// The first records of a kind that change, each with its fields before and after.
pub struct Changes<'b> {
    book: &'b Book,
    kind: Kind,
    most: usize,
    found: Vec<Edit>,
    /// What new records of other kinds are called, for fields that refer to them.
    names: FxHashMap<Id, String>,
}

impl<'b> Changes<'b> {
    pub fn new(book: &'b Book, kind: Kind, most: usize) -> Self {
        Self { book, kind, most, found: Vec::new(), names: FxHashMap::default() }
    }

    pub fn look(&mut self, edits: &[Edit]) {
        for edit in edits {
            if edit.kind != self.kind {
                let name = edit.fields.iter().find_map(|field| match (&field.after, field.key) {
                    (Some(Value::Text(name)), keys::NAME) => Some(name.clone()),
                    _ => None,
                });
                self.names.extend(name.filter(|_| edit.creates()).map(|name| (edit.id, name)));
            } else if let Some(record) = self.book.get(edit.kind, edit.id) {
                let known = self.found.iter().position(|known| known.id == edit.id);
                let place = match known {
                    Some(place) => place,
                    None if self.found.len() == self.most => continue,
                    None => {
                        self.found.push(Edit::new(edit.kind, edit.id));
                        self.found.len() - 1
                    }
                };
                for field in edit.fields.iter().filter(|field| !HIDDEN.contains(&field.key)) {
                    let (before, after) = (record.get(field.key).cloned(), self.shown(field.after.clone()));
                    let own = &mut self.found[place].fields;
                    own.retain(|known| known.key != field.key);
                    if before != after {
                        own.push(FieldChange { key: field.key, before, after });
                    }
                }
            }
        }
    }

    fn shown(&self, value: Option<Value>) -> Option<Value> {
        match value {
            Some(Value::Ref(id)) => Some(self.names.get(&id).map_or(Value::Ref(id), Value::text)),
            other => other,
        }
    }

    pub fn found(mut self) -> Vec<Edit> {
        self.found.retain(|edit| !edit.fields.is_empty());
        self.found
    }
}
