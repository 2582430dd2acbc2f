//! Tasks of a calendar. They come back to themselves by the mark our own export gives them.

use super::{Import, draft::Draft, warn};
use crate::{cell, formats::calendar};
use ::csv::StringRecord;
use domain::{Date, Id, Instant, Kind, Value, contact, import::Reason, keys};

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
        // What is over is done.
        let ended = moment(self.aside(calendar::ENDED, cells)).filter(|ended| *ended <= self.plan.at);
        if let Some(ended) = ended.filter(|_| !values.iter().any(|(key, _)| *key == keys::DONE_AT)) {
            values.push((keys::DONE_AT, Value::Instant(ended)));
        }
        if let Some(rule) = notes.lines().find(|line| line.starts_with(calendar::RULE)) {
            warn(&mut self.report, row, "", rule, Reason::Series);
        }
        let origin = if own.is_some() { Vec::new() } else { origin };
        self.put(Kind::Task, found, row, values, origin, notes, &kept);
    }
}

/// `2026-05-01T10:00:00`, or the beginning of a day.
fn moment(text: &str) -> Option<Instant> {
    let day = Date::parse_iso(text.get(..10)?)?;
    Some(Instant(i64::from(day.0) * 86_400_000 + cell::clock(text).unwrap_or_default()))
}

/// The id in `urn:uuid:…`.
fn own_id(uid: &str) -> Option<Id> {
    uid.strip_prefix("urn:uuid:")?.replace('-', "").parse().ok()
}
