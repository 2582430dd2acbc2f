//! People and companies: who a row is about, and what becomes of it.

use super::{Import, draft::Draft, identity::Related, writer::with_lines};
use crate::own;
use ::csv::StringRecord;
use domain::{
    Id, Key, Kind, Value, contact,
    import::{OnKnown, Reason, RowDone},
    keys,
    text::{fold, is_cjk},
};

impl Import<'_> {
    pub(super) fn take_contact(&mut self, draft: Draft, cells: &StringRecord) {
        // What has an email, a phone or an id is known again by that.
        let weak = contact::identity_keys(&draft.values).is_empty();
        let origin = self.origin_of(&draft, weak, cells);
        let Draft { row, mut values, full_name, company, notes, address, kept, source_id, related, converted, .. } =
            draft;
        let has = |values: &[(Key, Value)], wanted: Key| values.iter().any(|(key, _)| *key == wanted);
        let mut kept = kept;
        if !full_name.is_empty() {
            if has(&values, keys::FIRST_NAME) || has(&values, keys::LAST_NAME) {
                // Given apart already; one that says more than both parts is kept.
                let [first, last] = [keys::FIRST_NAME, keys::LAST_NAME].map(|key| text(&values, key));
                let letters = |name: String| fold(&name).replace(char::is_whitespace, "");
                let told = [format!("{first}{last}"), format!("{last}{first}")].map(letters);
                if !told.contains(&letters(full_name.clone())) {
                    kept.push(full_name.clone());
                }
            } else {
                push_name(&mut values, &full_name);
            }
        }
        let named = [keys::FIRST_NAME, keys::LAST_NAME, keys::EMAILS, keys::PHONES, keys::EXTERNAL_ID]
            .iter()
            .any(|key| has(&values, *key));
        if !named && company.is_empty() && source_id.is_empty() && self.layout.identifies {
            let reason = if values.is_empty() && notes.is_empty() && kept.is_empty() && address.is_empty() {
                Reason::Empty
            } else {
                Reason::NoName
            };
            return self.reject(row, None, reason, cells);
        }
        if !address.is_empty() {
            values.push((keys::ADDRESS, Value::Address(address.into())));
        }
        let exact = self.exactly(Kind::Contact, &origin);
        let found = exact.or_else(|| match self.plan.on_known {
            OnKnown::Create => None,
            _ => self
                .existing
                .person(&self.writer, &values)
                .filter(|id| !self.is_other_of_ours(Kind::Contact, *id, &origin)),
        });
        if self.skips(found, exact.is_some(), row, cells) {
            return;
        }
        let shown =
            [keys::FIRST_NAME, keys::LAST_NAME, keys::EMAILS, keys::PHONES].iter().any(|key| has(&values, *key));
        if found.is_none() && !shown {
            let external = text(&values, keys::EXTERNAL_ID);
            let external = if external.is_empty() { source_id.as_str() } else { external };
            // Nobody's name: the company's is better than none; people of a mere table are told apart by their place.
            let name = match (company.is_empty(), external.is_empty()) {
                (false, _) => company.clone(),
                (true, false) => format!("#{external}"),
                (true, true) => format!("#{}", self.read),
            };
            values.push((keys::FIRST_NAME, Value::text(name)));
        }
        if converted {
            values.retain(|(key, _)| *key != keys::LIFECYCLE);
            values.push((keys::LIFECYCLE, Value::Choice("customer".to_owned())));
            // The contact that it became says more than the lead did.
            if let Some(record) = exact.and_then(|id| self.writer.current(Kind::Contact, id)) {
                values.retain(|(key, _)| record.get(*key).is_none());
            }
        }
        self.name_company(&company, &related, &mut values);
        self.relate(&mut values, related, &mut kept);
        let id = self.put(Kind::Contact, found, row, values, origin, notes, &kept);
        if let Some(record) = self.writer.current(Kind::Contact, id) {
            self.existing.add_person(id, record.values());
        }
    }

    pub(super) fn take_company(&mut self, draft: Draft, cells: &StringRecord) {
        let origin = self.origin_of(&draft, false, cells);
        let Draft { row, mut values, company, notes, address, mut kept, source_id, related, .. } = draft;
        if text(&values, keys::NAME).is_empty()
            && !(self.layout.is_own() && self.exactly(Kind::Company, &origin).is_some())
        {
            if !company.is_empty() {
                values.push((keys::NAME, Value::text(company)));
            } else if !source_id.is_empty() {
                values.push((keys::NAME, Value::text(format!("#{source_id}"))));
            } else if self.layout.identifies {
                return self.reject(row, None, Reason::NoName, cells);
            } else {
                values.push((keys::NAME, Value::text(format!("#{}", self.read))));
            }
        }
        if !address.is_empty() {
            values.push((keys::ADDRESS, Value::Address(address.into())));
        }
        let (name, external) = (text(&values, keys::NAME).to_owned(), text(&values, keys::EXTERNAL_ID).to_owned());
        let exact = self.exactly(Kind::Company, &origin);
        let found = exact.or_else(|| match self.plan.on_known {
            OnKnown::Create => None,
            // Two companies of one name with ids of their own are two.
            _ => self.existing.company(&name, &external).filter(|id| !self.is_another(Kind::Company, *id, &origin)),
        });
        if self.skips(found, exact.is_some(), row, cells) {
            return;
        }
        self.relate(&mut values, related, &mut kept);
        let id = self.put(Kind::Company, found, row, values, origin, notes, &kept);
        self.existing.add_company(id, &name, &external);
    }

    /// Whether a known record's row is to be passed over; a repetition within the file is told.
    pub(super) fn skips(&mut self, found: Option<Id>, exact: bool, row: u64, cells: &StringRecord) -> bool {
        let passes = match self.plan.on_known {
            OnKnown::Skip => true,
            // The very same record is never made twice.
            OnKnown::Create => exact,
            OnKnown::Update | OnKnown::FillBlanks => false,
        };
        let Some(id) = found.filter(|_| passes).map(|id| self.existing.living(id)) else {
            return false;
        };
        match self.existing.row_of(id) {
            Some(first) => self.reject(row, None, Reason::RepeatedInFile { row: first }, cells),
            None => self.tell(row, RowDone::Skipped, id, Vec::new()),
        }
        true
    }

    /// Whether rows of our own table are of two records, however alike.
    pub(super) fn is_other_of_ours(&self, kind: Kind, id: Id, origin: &[String]) -> bool {
        self.layout.is_own() && self.is_another(kind, id, origin)
    }

    /// Whether a record has another id of the same system than these.
    pub(super) fn is_another(&self, kind: Kind, id: Id, origin: &[String]) -> bool {
        let Some(record) = self.writer.current(kind, id) else {
            return false;
        };
        let known = record.choices(keys::SOURCE_IDS);
        let system = |own: &String| own.split(':').next().unwrap_or_default().to_owned();
        origin.iter().any(|own| !known.contains(own) && known.iter().any(|other| system(other) == system(own)))
    }

    /// Creates or updates, and tells.
    #[expect(clippy::too_many_arguments, reason = "the parts of one row")]
    pub(super) fn put(
        &mut self,
        kind: Kind,
        found: Option<Id>,
        row: u64,
        mut values: Vec<(Key, Value)>,
        origin: Vec<String>,
        notes: String,
        kept: &[String],
    ) -> Id {
        let became = found.and_then(|id| self.existing.became(id));
        // What was chosen when two records were merged stays: the row of the other one only adds.
        let fills = self.plan.on_known == OnKnown::FillBlanks || became.is_some();
        let found = became.or(found);
        let base = found.and_then(|id| self.writer.current(kind, id)).map_or("", |record| record.text(keys::NOTES));
        // What the owner or an earlier import noted stays.
        let notes = if fills && !base.is_empty() { String::new() } else { notes };
        let notes = with_lines(&with_lines(base, &[notes]), kept);
        if !notes.is_empty() {
            values.push((keys::NOTES, Value::text(notes)));
        }
        // A record need not remember its own id.
        let ids: Vec<String> =
            origin.iter().filter(|own| own::id(own).is_none_or(|id| Some(id) != found)).cloned().collect();
        if !ids.is_empty() {
            values.push((keys::SOURCE_IDS, Value::Choices(ids)));
        }
        let id = match found {
            None => {
                let id = self.writer.create(kind, values);
                self.existing.made_in_row(id, row);
                self.tell(row, RowDone::Created, id, Vec::new());
                id
            }
            Some(id) => {
                let mut changed = match fills {
                    true => self.writer.fill(kind, id, values),
                    false => self.writer.update(kind, id, values),
                };
                changed.retain(|key| ![keys::SOURCE_IDS, keys::AWAITED].contains(key));
                let done = if changed.is_empty() { RowDone::Unchanged } else { RowDone::Updated };
                self.tell(row, done, id, changed);
                id
            }
        };
        self.await_others(kind, id);
        self.arrived(kind, id, &origin);
        id
    }

    /// Refers to the company a row names. One that is made or found by its name takes the id the row gives it.
    pub(super) fn name_company(&mut self, name: &str, related: &[Related], values: &mut Vec<(Key, Value)>) {
        let own = Self::first_id(related, Kind::Company).map(str::to_owned);
        // Several names stand in a cell beside several ids; the first is the one referred to.
        let several = related.iter().any(|related| related.kind == Some(Kind::Company) && related.ids.len() > 1);
        let name = if several { name.split([';', '\u{ff1b}']).next().unwrap_or_default().trim() } else { name };
        let known = own.as_ref().is_some_and(|own| self.known_by(Kind::Company, own).is_some());
        if name.is_empty() || known {
            return;
        }
        let origin: Vec<String> = own.into_iter().collect();
        let found = self.existing.company(name, "").map(|id| self.existing.living(id));
        if found.is_some_and(|id| self.is_another(Kind::Company, id, &origin)) {
            return;
        }
        let id = self.company_named(name);
        if !origin.is_empty() {
            self.writer.update(Kind::Company, id, vec![(keys::SOURCE_IDS, Value::Choices(origin.clone()))]);
            self.arrived(Kind::Company, id, &origin);
        }
        values.push((keys::COMPANY, Value::Ref(id)));
    }

    /// The company of this name, made if there is none.
    pub(super) fn company_named(&mut self, name: &str) -> Id {
        if let Some(id) = self.existing.company(name, "").map(|id| self.existing.living(id)) {
            return id;
        }
        let id = self.writer.create(Kind::Company, vec![(keys::NAME, Value::text(name))]);
        self.existing.add_company(id, name, "");
        self.report.related += 1;
        id
    }
}

pub(super) fn text(values: &[(Key, Value)], wanted: Key) -> &str {
    let found = values.iter().find(|(key, _)| *key == wanted);
    if let Some((_, Value::Text(text))) = found { text } else { "" }
}

/// First and last name of a full one. A Chinese name may be written with a space.
pub(super) fn push_name(values: &mut Vec<(Key, Value)>, full: &str) {
    let joined: String = full.chars().filter(|c| !c.is_whitespace()).collect();
    let full = if joined.chars().all(is_cjk) { &joined } else { full };
    let (first, last) = contact::split_name(full);
    for (key, part) in [(keys::FIRST_NAME, first), (keys::LAST_NAME, last)] {
        if !part.is_empty() {
            values.push((key, Value::text(part)));
        }
    }
}
