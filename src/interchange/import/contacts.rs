//! People and companies: who a row is about, and what becomes of it.

use super::{Import, draft::Draft, writer::with_lines};
use ::csv::StringRecord;
use domain::{
    Id, Key, Kind, Value, contact,
    import::{OnKnown, Reason},
    keys,
    text::{fold, is_cjk},
};

impl Import<'_> {
    pub(super) fn take_contact(&mut self, draft: Draft, cells: &StringRecord) {
        let Draft { row, mut values, full_name, company, notes, address, kept, .. } = draft;
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
        if !named && company.is_empty() && self.layout.identifies {
            let reason = if values.is_empty() && notes.is_empty() && kept.is_empty() && address.is_empty() {
                Reason::Empty
            } else {
                Reason::NoName
            };
            return self.reject(row, None, reason, cells);
        }
        if !address.is_empty() {
            values.push((keys::ADDRESS, Value::Address(address)));
        }
        let found = match self.plan.on_known {
            OnKnown::Create => None,
            OnKnown::Update | OnKnown::Skip => self.existing.person(&self.writer, &values),
        };
        if self.skips(found, row, cells) {
            return;
        }
        let shown =
            [keys::FIRST_NAME, keys::LAST_NAME, keys::EMAILS, keys::PHONES].iter().any(|key| has(&values, *key));
        if found.is_none() && !shown {
            let external = text(&values, keys::EXTERNAL_ID);
            // Nobody's name: the company's is better than none; people of a mere table are told apart by their place.
            let name = match (company.is_empty(), external.is_empty()) {
                (false, _) => company.clone(),
                (true, false) => format!("#{external}"),
                (true, true) => format!("#{}", self.read),
            };
            values.push((keys::FIRST_NAME, Value::text(name)));
        }
        if !company.is_empty() {
            let id = self.company_named(&company);
            values.push((keys::COMPANY, Value::Ref(id)));
        }
        let id = self.put(Kind::Contact, found, row, values, notes, &kept);
        if let Some(record) = self.writer.current(Kind::Contact, id) {
            self.existing.add_person(id, record.values());
        }
    }

    pub(super) fn take_company(&mut self, draft: Draft, cells: &StringRecord) {
        let Draft { row, mut values, company, notes, address, kept, .. } = draft;
        if text(&values, keys::NAME).is_empty() {
            if !company.is_empty() {
                values.push((keys::NAME, Value::text(company)));
            } else if self.layout.identifies {
                return self.reject(row, None, Reason::NoName, cells);
            } else {
                values.push((keys::NAME, Value::text(format!("#{}", self.read))));
            }
        }
        if !address.is_empty() {
            values.push((keys::ADDRESS, Value::Address(address)));
        }
        let (name, external) = (text(&values, keys::NAME).to_owned(), text(&values, keys::EXTERNAL_ID).to_owned());
        let found = match self.plan.on_known {
            OnKnown::Create => None,
            OnKnown::Update | OnKnown::Skip => self.existing.company(&name, &external),
        };
        if self.skips(found, row, cells) {
            return;
        }
        let id = self.put(Kind::Company, found, row, values, notes, &kept);
        self.existing.add_company(id, &name, &external);
    }

    /// Whether a known record's row is to be passed over; a repetition within the file is told.
    pub(super) fn skips(&mut self, found: Option<Id>, row: u64, cells: &StringRecord) -> bool {
        let Some(id) = found.filter(|_| self.plan.on_known == OnKnown::Skip) else {
            return false;
        };
        match self.existing.row_of(id) {
            Some(first) => self.reject(row, None, Reason::RepeatedInFile { row: first }, cells),
            None => self.report.skipped += 1,
        }
        true
    }

    /// Creates or updates, and counts.
    pub(super) fn put(
        &mut self,
        kind: Kind,
        found: Option<Id>,
        row: u64,
        mut values: Vec<(Key, Value)>,
        notes: String,
        kept: &[String],
    ) -> Id {
        let base = match found {
            Some(id) if notes.is_empty() => {
                self.writer.current(kind, id).map(|record| record.text(keys::NOTES).to_owned()).unwrap_or_default()
            }
            _ => notes,
        };
        let notes = with_lines(&base, kept);
        if !notes.is_empty() {
            values.push((keys::NOTES, Value::text(notes)));
        }
        match found {
            None => {
                let id = self.writer.create(kind, values);
                self.existing.made_in_row(id, row);
                self.report.created += 1;
                id
            }
            Some(id) => {
                if self.writer.update(kind, id, values) {
                    self.report.updated += 1;
                } else {
                    self.report.unchanged += 1;
                }
                id
            }
        }
    }

    /// The company of this name, made if there is none.
    pub(super) fn company_named(&mut self, name: &str) -> Id {
        if let Some(id) = self.existing.company(name, "") {
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
