//! Tasks of a calendar. They come back to themselves by the mark our own export gives them.

use super::{Import, draft::Draft};
use ::csv::StringRecord;
use domain::{Id, Kind, Value, contact, import::Reason, keys};

impl Import<'_> {
    pub(super) fn take_task(&mut self, draft: Draft, cells: &StringRecord) {
        let origin = self.origin_of(&draft, true, cells);
        let Draft { row, mut values, customer, notes, mut kept, source_id, .. } = draft;
        if !values.iter().any(|(key, _)| *key == keys::TITLE) {
            return self.reject(row, None, Reason::NoName, cells);
        }
        let own = own_id(&source_id).filter(|id| self.writer.book.get(Kind::Task, *id).is_some());
        let found = own.or_else(|| self.exactly(Kind::Task, &origin));
        if self.skips(found, found.is_some(), row, cells) {
            return;
        }
        // Whoever is not known by name is not made of a calendar's word.
        if !customer.name.is_empty() {
            let (first, last) = contact::split_name(&customer.name);
            match self.existing.person_named(&first, &last) {
                Some(id) => values.push((keys::CONTACT, Value::Ref(id))),
                None => kept.push(customer.name),
            }
        }
        let origin = if own.is_some() { Vec::new() } else { origin };
        self.put(Kind::Task, found, row, values, origin, notes, &kept);
    }
}

/// The id in `urn:uuid:…`.
fn own_id(uid: &str) -> Option<Id> {
    uid.strip_prefix("urn:uuid:")?.replace('-', "").parse().ok()
}
