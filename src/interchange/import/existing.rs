//! Who and what is already there, by the marks it is recognised by.

use super::writer::Writer;
use domain::{Book, Id, Key, Kind, Record, Value, contact, keys, merge_records, sorting, text::fold};
use rustc_hash::FxHashMap;

/// People looked at who share one mark. A number that stands for "none" in ten thousand rows tells nobody apart.
const SHARING_LIMIT: usize = 50;

/// By what records are recognised: those of the book, then those of this import.
#[derive(Default)]
pub(super) struct Existing {
    /// `e:`, `p:`, `x:` as [`contact::identity_keys`] makes them.
    people: FxHashMap<String, Id>,
    /// Further people of the same mark: an office's phone, a number that two systems give.
    sharing: FxHashMap<String, Vec<Id>>,
    /// `None` where several people have the name.
    names: FxHashMap<String, Option<Id>>,
    companies: FxHashMap<String, Id>,
    orders: FxHashMap<String, Id>,
    deals: FxHashMap<String, Id>,
    /// By what records were known where they came from.
    origins: FxHashMap<(Kind, String), Id>,
    /// Who waits for a record that has not come.
    awaiting: FxHashMap<String, Vec<(Kind, Id)>>,
    /// The row of this file that made a record.
    rows: FxHashMap<Id, u64>,
    /// Records that were merged into another, and the living one they have become.
    away: FxHashMap<Id, Id>,
}

impl Existing {
    pub fn new(book: &Book, kind: Kind) -> Self {
        let mut existing = Self::default();
        existing.add_away(book);
        if kind != Kind::Company {
            for record in book.iter(Kind::Contact) {
                existing.add_person(record.id, record.values());
            }
        }
        for record in book.iter(Kind::Company) {
            existing.add_company(record.id, record.text(keys::NAME), record.text(keys::EXTERNAL_ID));
        }
        if kind == Kind::Deal {
            for record in book.iter(Kind::Deal) {
                existing.add_deal(record.id, record.text(keys::EXTERNAL_ID));
            }
        }
        if kind == Kind::Order {
            for record in book.iter(Kind::Order) {
                existing.add_order(record.id, record.text(keys::NUMBER), record.text(keys::EXTERNAL_ID));
            }
        }
        for kind in [Kind::Contact, Kind::Company, Kind::Deal, Kind::Order, Kind::Activity, Kind::Task] {
            for record in book.iter(kind) {
                for origin in record.choices(keys::SOURCE_IDS) {
                    existing.add_origin(kind, record.id, origin);
                }
                for item in record.choices(keys::AWAITED) {
                    existing.add_awaiting(kind, record.id, item);
                }
            }
        }
        for gone in [Kind::Contact, Kind::Company].into_iter().flat_map(|kind| book.trashed(kind)) {
            match gone.kind {
                _ if existing.became(gone.id).is_none() => {}
                Kind::Contact => existing.add_person(gone.id, gone.values()),
                _ => existing.add_company(gone.id, gone.text(keys::NAME), gone.text(keys::EXTERNAL_ID)),
            }
        }
        existing
    }

    /// Records that were merged away are met again in the next file. Their ids are theirs, although the record that
    /// stayed has taken them over.
    fn add_away(&mut self, book: &Book) {
        for kind in [Kind::Contact, Kind::Company] {
            for gone in book.trashed(kind) {
                let into = gone.reference(keys::MERGED_INTO).and_then(|_| merge_records::now(book, kind, gone.id));
                if let Some(into) = into {
                    self.away.insert(gone.id, into);
                    gone.choices(keys::SOURCE_IDS).iter().for_each(|origin| self.add_origin(kind, gone.id, origin));
                }
            }
        }
    }
    /// What a record that was merged away has become; none of one that was not.
    pub fn became(&self, id: Id) -> Option<Id> {
        self.away.get(&id).copied()
    }
    /// The record itself, or the living one that it has become.
    pub fn living(&self, id: Id) -> Id {
        self.became(id).unwrap_or(id)
    }

    pub fn add_origin(&mut self, kind: Kind, id: Id, origin: &str) {
        self.origins.entry((kind, origin.to_owned())).or_insert(id);
    }
    pub fn of_origin(&self, kind: Kind, origin: &str) -> Option<Id> {
        self.origins.get(&(kind, origin.to_owned())).copied()
    }
    pub fn add_awaiting(&mut self, kind: Kind, id: Id, item: &str) {
        let waiting = self.awaiting.entry(item.to_owned()).or_default();
        if !waiting.contains(&(kind, id)) {
            waiting.push((kind, id));
        }
    }
    pub fn take_awaiting(&mut self, item: &str) -> Vec<(Kind, Id)> {
        self.awaiting.remove(item).unwrap_or_default()
    }

    pub fn made_in_row(&mut self, id: Id, row: u64) {
        self.rows.insert(id, row);
    }
    pub fn row_of(&self, id: Id) -> Option<u64> {
        self.rows.get(&id).copied()
    }

    pub fn add_person(&mut self, id: Id, values: &[(Key, Value)]) {
        for key in contact::identity_keys(values) {
            match self.people.get(&key) {
                None => drop(self.people.insert(key, id)),
                Some(known) if *known == id => {}
                Some(_) => {
                    let sharing = self.sharing.entry(key).or_default();
                    if sharing.len() < SHARING_LIMIT && !sharing.contains(&id) {
                        sharing.push(id);
                    }
                }
            }
        }
        let name = full_name(values);
        if !name.is_empty() {
            let own = self.living(id);
            self.names
                .entry(name)
                .and_modify(|known| *known = known.filter(|known| *known == own))
                .or_insert(Some(own));
        }
    }

    /// The person with one of these identities. An email is enough; an external id or phone is not where name and
    /// email both say it is somebody else, because systems number alike and offices share a phone.
    pub fn person(&self, writer: &Writer, values: &[(Key, Value)]) -> Option<Id> {
        let mut found = contact::identity_keys(values);
        let rank = |key: &String| match key.as_bytes().first() {
            Some(b'e') => 0,
            Some(b'x') => 1,
            _ => 2,
        };
        sorting::by_key(&mut found, rank);
        let plausible = |key: &String, id: Id| {
            writer.current(Kind::Contact, id).is_some_and(|record| match rank(key) {
                0 => true,
                1 => alike(record, values) || !emails_differ(record, values),
                _ => alike(record, values),
            })
        };
        found.iter().find_map(|key| {
            let sharing = self.sharing.get(key).into_iter().flatten();
            self.people.get(key).into_iter().chain(sharing).copied().find(|id| plausible(key, *id))
        })
    }

    /// The only person of this name.
    pub fn person_named(&self, first: &str, last: &str) -> Option<Id> {
        self.names.get(&name_key(first, last)).copied().flatten()
    }

    pub fn add_company(&mut self, id: Id, name: &str, external: &str) {
        if !name.trim().is_empty() {
            self.companies.entry(company_key(name)).or_insert(id);
        }
        if !external.is_empty() {
            self.companies.entry(format!("x:{external}")).or_insert(id);
        }
    }
    pub fn company(&self, name: &str, external: &str) -> Option<Id> {
        let by_id = (!external.is_empty()).then(|| self.companies.get(&format!("x:{external}"))).flatten();
        by_id.or_else(|| self.companies.get(&company_key(name))).copied()
    }

    pub fn add_deal(&mut self, id: Id, external: &str) {
        if !external.is_empty() {
            self.deals.entry(external.to_owned()).or_insert(id);
        }
    }
    pub fn deal(&self, external: &str) -> Option<Id> {
        self.deals.get(external).copied()
    }

    pub fn add_order(&mut self, id: Id, number: &str, external: &str) {
        for key in order_keys(number, external) {
            self.orders.entry(key).or_insert(id);
        }
    }
    pub fn order(&self, number: &str, external: &str) -> Option<Id> {
        order_keys(number, external).iter().find_map(|key| self.orders.get(key)).copied()
    }
}

fn order_keys(number: &str, external: &str) -> Vec<String> {
    let mut keys = Vec::new();
    if !number.is_empty() {
        keys.push(format!("n:{}", fold(number)));
    }
    if !external.is_empty() {
        keys.push(format!("x:{external}"));
    }
    keys
}

fn company_key(name: &str) -> String {
    format!("n:{}", fold(name.trim()))
}

fn name_key(first: &str, last: &str) -> String {
    let joined = fold(&format!("{first} {last}"));
    joined.trim().to_owned()
}

fn text_of(values: &[(Key, Value)], wanted: Key) -> &str {
    values
        .iter()
        .find_map(
            |(key, value)| {
                if let (true, Value::Text(text)) = (*key == wanted, value) { Some(text.as_str()) } else { None }
            },
        )
        .unwrap_or_default()
}

fn full_name(values: &[(Key, Value)]) -> String {
    name_key(text_of(values, keys::FIRST_NAME), text_of(values, keys::LAST_NAME))
}

/// One has no name, or the names share a word.
fn alike(record: &Record, values: &[(Key, Value)]) -> bool {
    let (a, b) = (full_name(record.values()), full_name(values));
    if a.is_empty() || b.is_empty() || a == b {
        return true;
    }
    let chinese = |name: &str| name.chars().any(domain::text::is_cjk);
    !chinese(&a)
        && !chinese(&b)
        && a.split_whitespace().any(|word| word.chars().count() > 1 && b.split_whitespace().any(|other| other == word))
}

fn emails_differ(record: &Record, values: &[(Key, Value)]) -> bool {
    let keys_of = |values: &[(Key, Value)]| -> Vec<String> {
        contact::identity_keys(values).into_iter().filter(|key| key.starts_with("e:")).collect()
    };
    let (a, b) = (keys_of(record.values()), keys_of(values));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|email| b.contains(email))
}
