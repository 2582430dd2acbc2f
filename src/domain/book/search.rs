//! Instant search: one lower-cased text per record, with pinyin for Chinese names.

use super::{Book, table::Slot};
use crate::{FieldSpec, Kind, Record, contact, keys, text};
use memchr::memmem;

/// Words that must all occur.
pub struct Query {
    words: Vec<memmem::Finder<'static>>,
}

impl Query {
    pub fn new(input: &str) -> Self {
        let words = text::fold(input).split_whitespace().map(|word| memmem::Finder::new(word).into_owned()).collect();
        Self { words }
    }
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
    fn matches(&self, haystack: &str) -> bool {
        self.words.iter().all(|word| word.find(haystack.as_bytes()).is_some())
    }
}

impl Book {
    /// The living records that contain every word of the query, oldest first.
    pub fn search<'a>(&'a self, kind: Kind, query: &'a Query) -> impl DoubleEndedIterator<Item = &'a Record> {
        self.tables[kind.index()]
            .slots()
            .filter(|slot| !slot.record.trashed())
            .filter(move |slot| query.is_empty() || query.matches(self.haystack(slot)))
            .map(|slot| slot.record.as_ref())
    }

    /// Prepares the search text of up to `count` records from position `from`, so that the first keystroke
    /// finds it ready. Returns whether there are more.
    pub fn warm_search(&self, kind: Kind, from: usize, count: usize) -> bool {
        let mut warmed = 0;
        for slot in self.tables[kind.index()].slots().skip(from).take(count) {
            self.haystack(slot);
            warmed += 1;
        }
        warmed == count
    }

    /// Drops search texts that changes of other records made stale.
    pub(super) fn refresh_search(&mut self) {
        for (kind, id) in self.derived.stale.take() {
            self.tables[kind.index()].clear_haystack(id);
        }
    }

    fn haystack<'a>(&self, slot: &'a Slot) -> &'a str {
        slot.haystack.get_or_init(|| self.search_text(&slot.record).into_boxed_str())
    }

    fn search_text(&self, record: &Record) -> String {
        let mut found = String::with_capacity(96);
        let mut add = |part: &str| {
            if !part.is_empty() {
                text::fold_into(part, &mut found);
                found.push('\n');
            }
        };
        if record.kind == Kind::Contact {
            let name = contact::name(record);
            add(&name);
            if let Some(pinyin) = text::pinyin(&name) {
                add(&pinyin.initials);
                add(&pinyin.full);
            }
        }
        if let Some(company) = record.reference(keys::COMPANY).and_then(|id| self.get(Kind::Company, id)) {
            add(company.text(keys::NAME));
        }
        if let Some(buyer) = record.reference(keys::CONTACT).and_then(|id| self.get(Kind::Contact, id)) {
            add(&contact::name(buyer));
        }
        for (key, value) in record.values() {
            if FieldSpec::searched(record.kind, *key) {
                value.each_text(|part| {
                    add(part);
                    if *key == keys::PHONES {
                        add(&part.chars().filter(char::is_ascii_digit).collect::<String>());
                    }
                    if *key == keys::NAME
                        && let Some(pinyin) = text::pinyin(part)
                    {
                        add(&pinyin.initials);
                        add(&pinyin.full);
                    }
                });
            }
        }
        if matches!(record.kind, Kind::Contact | Kind::Company | Kind::Deal) {
            for activity in self.linked(Kind::Activity, record.id) {
                add(activity.text(keys::TEXT));
            }
        }
        found
    }
}
