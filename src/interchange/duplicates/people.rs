//! Records made ready for comparison: each value read once, kept once and counted.

use super::{
    address::{self, Place, Street},
    birthday,
    company::{self, Company},
    email::{self, Email},
    name::{self, Name, Part},
    phone::{self, Phone},
    pool::Pool,
};
use domain::{
    Address, Book, Date, Id, Key, Kind, Record, Value,
    insight::{Aspect, Likeness},
    keys, sorting,
};

/// A contact or a company as far as duplicates are told by it. Every text may be blank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    pub id: Id,
    pub first_name: String,
    pub last_name: String,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    /// The employer's name; a company's own name.
    pub company: String,
    /// A company's.
    pub website: String,
    pub address: Address,
    pub birthday: Option<Date>,
}

impl Person {
    pub fn of(book: &Book, record: &Record) -> Self {
        let listed = |key: Key| match record.get(key) {
            Some(Value::Labelled(list)) => list.iter().map(|item| item.value.clone()).collect(),
            _ => Vec::new(),
        };
        let address = match record.get(keys::ADDRESS) {
            Some(Value::Address(address)) => Address::clone(address),
            _ => Address::default(),
        };
        let employer = || record.reference(keys::COMPANY).and_then(|id| book.get(Kind::Company, id));
        let (company, website) = match record.kind {
            Kind::Company if record.text(keys::DOMAIN).is_empty() => (record, record.text(keys::WEBSITE)),
            Kind::Company => (record, record.text(keys::DOMAIN)),
            _ => (employer().unwrap_or(record), ""),
        };
        Self {
            id: record.id,
            first_name: record.text(keys::FIRST_NAME).to_owned(),
            last_name: record.text(keys::LAST_NAME).to_owned(),
            emails: listed(keys::EMAILS),
            phones: listed(keys::PHONES),
            company: company.text(keys::NAME).to_owned(),
            website: website.to_owned(),
            address,
            birthday: record.date(keys::BIRTHDAY),
        }
    }
}

/// A person as places in the pools of [`People`].
#[derive(Clone, Debug, Default)]
pub(super) struct Ready {
    pub id: Id,
    pub given: Option<u32>,
    pub family: Option<u32>,
    pub emails: Vec<u32>,
    pub phones: Vec<u32>,
    pub company: Option<u32>,
    pub street: Option<u32>,
    pub place: Option<u32>,
    pub birthday: Option<u32>,
}

#[derive(Default)]
pub(super) struct People {
    pub ready: Vec<Ready>,
    pub names: Pool<Part>,
    /// How names sound: 张伟 is rarer than all that is read `zhangwei`.
    pub sounds: Pool<()>,
    pub emails: Pool<Email>,
    pub phones: Pool<Phone>,
    pub companies: Pool<Company>,
    pub streets: Pool<Street>,
    pub places: Pool<Place>,
    pub birthdays: Pool<Date>,
}

/// What a comparison found, by [`Aspect::COMPARED`].
pub(super) type Findings = [Option<Finding>; Aspect::COMPARED.len()];

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Finding {
    pub likeness: Likeness,
    /// Of what is the same: how many records have it, and how many have any.
    pub common: Option<(u32, u32)>,
}

/// What slow comparisons of two values found lately, so that few are made twice.
pub(super) struct Memory {
    slots: Vec<(u64, Option<Likeness>)>,
}

/// What two values are, so that equal places in different pools stay apart.
#[derive(Clone, Copy)]
enum Of {
    Given = 1,
    Family,
    Company,
}

impl Memory {
    const SLOTS: usize = 1 << 15;

    pub fn new() -> Self {
        Self { slots: vec![(0, None); Self::SLOTS] }
    }

    fn once(&mut self, of: Of, a: u32, b: u32, find: impl FnOnce() -> Option<Likeness>) -> Option<Likeness> {
        // Pools have far fewer than 2³⁰ values.
        let key = (of as u64) << 60 | u64::from(a.min(b)) << 30 | u64::from(a.max(b));
        // Fibonacci hashing (Knuth 1998).
        let slot = &mut self.slots[(key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 49) as usize];
        if slot.0 != key {
            *slot = (key, find());
        }
        slot.1
    }
}

impl People {
    pub fn add(&mut self, person: &Person) {
        let ready = self.prepare(person);
        self.ready.push(ready);
    }

    /// Takes back the last [`Self::add`].
    pub fn drop_last(&mut self) {
        let Some(ready) = self.ready.pop() else { return };
        for part in [ready.given, ready.family].into_iter().flatten() {
            if let Some(sound) = self.sounds.find(&self.names.get(part).sound) {
                self.sounds.drop_one(sound);
            }
            self.names.drop_one(part);
        }
        ready.emails.iter().for_each(|email| self.emails.drop_one(*email));
        ready.phones.iter().for_each(|phone| self.phones.drop_one(*phone));
        ready.company.iter().for_each(|company| self.companies.drop_one(*company));
        ready.street.iter().for_each(|street| self.streets.drop_one(*street));
        ready.place.iter().for_each(|place| self.places.drop_one(*place));
        ready.birthday.iter().for_each(|day| self.birthdays.drop_one(*day));
    }

    fn prepare(&mut self, person: &Person) -> Ready {
        let Name { given, family } = Name::read(&person.first_name, &person.last_name);
        let mut part = |part: Part| {
            (!part.is_empty()).then(|| {
                self.sounds.add(part.sound.clone(), || ());
                self.names.add(part.text.clone(), || part)
            })
        };
        let (given, family) = (part(given), part(family));
        let of_website = Email::of_website(&person.website);
        let mut emails: Vec<Email> =
            person.emails.iter().filter_map(|email| Email::read(email)).chain(of_website).collect();
        let mut phones: Vec<Phone> = person.phones.iter().filter_map(|phone| Phone::read(phone)).collect();
        sorting::by_key(&mut emails, Email::key);
        emails.dedup();
        sorting::by(&mut phones, |a, b| a.digits.cmp(&b.digits));
        phones.dedup();
        let company = Company::read(&person.company);
        let company = company.map(|company| self.companies.add(company.core.clone(), || company));
        let (street, place) = address::read(&person.address);
        Ready {
            id: person.id,
            given,
            family,
            emails: emails.into_iter().map(|email| self.emails.add(email.key(), || email)).collect(),
            phones: phones.into_iter().map(|phone| self.phones.add(phone.digits.clone(), || phone)).collect(),
            company,
            street: street.map(|street| self.streets.add(street.key.clone(), || street)),
            place: place.map(|place| self.places.add(format!("{} {}", place.postal_code, place.city), || place)),
            birthday: person.birthday.map(|day| self.birthdays.add(day.0.to_string(), || day)),
        }
    }

    pub fn compare(&self, a: usize, b: usize, memory: &mut Memory) -> Findings {
        let (a, b) = (&self.ready[a], &self.ready[b]);
        let names = self.compare_names(a, b, memory);
        self.compare_rest(names, a, b, memory)
    }

    fn compare_rest(
        &self,
        [given, family]: [Option<Finding>; 2],
        a: &Ready,
        b: &Ready,
        memory: &mut Memory,
    ) -> Findings {
        let company = |a: u32, b: u32| {
            let found = || Some(company::compare(self.companies.get(a), self.companies.get(b)));
            memory.once(Of::Company, a, b, found)
        };
        [
            given,
            family,
            best(&self.emails, &a.emails, &b.emails, email::compare),
            best(&self.phones, &a.phones, &b.phones, phone::compare),
            pair(&self.companies, a.company, b.company, company),
            pair(&self.streets, a.street, b.street, |a, b| {
                Some(address::compare_street(self.streets.get(a), self.streets.get(b)))
            }),
            pair(&self.places, a.place, b.place, |a, b| address::compare_place(self.places.get(a), self.places.get(b))),
            pair(&self.birthdays, a.birthday, b.birthday, |a, b| {
                Some(birthday::compare(*self.birthdays.get(a), *self.birthdays.get(b)))
            }),
        ]
    }

    /// As [`Self::compare`], but nothing for two whose names have nothing in common and who share neither e-mail,
    /// phone nor birthday: at best they are related.
    pub fn compare_plausible(&self, a: usize, b: usize, memory: &mut Memory) -> Option<Findings> {
        let (one, other) = (&self.ready[a], &self.ready[b]);
        let share = |a: &[u32], b: &[u32]| a.iter().any(|value| b.contains(value));
        let names = self.compare_names(one, other, memory);
        let strangers = names.iter().all(|part| part.is_some_and(|part| part.likeness == Likeness::Different))
            && !share(&one.emails, &other.emails)
            && !share(&one.phones, &other.phones)
            && (one.birthday.is_none() || one.birthday != other.birthday);
        (!strangers).then(|| self.compare_rest(names, one, other, memory))
    }

    /// Given and family name; in the other order where both are alike only so.
    fn compare_names(&self, a: &Ready, b: &Ready, memory: &mut Memory) -> [Option<Finding>; 2] {
        let mut parts = |of, a, b| self.compare_parts(of, a, b, memory);
        let straight = [parts(Of::Given, a.given, b.given), parts(Of::Family, a.family, b.family)];
        let likeness = |part: &Option<Finding>| part.map(|part| part.likeness);
        let different = |part: &Option<Finding>| likeness(part) == Some(Likeness::Different);
        if straight.iter().all(|part| part.is_some() && !different(part)) {
            return straight;
        }
        let given = parts(Of::Given, a.given, b.family);
        if different(&given) {
            return straight;
        }
        let turned = [given, parts(Of::Family, a.family, b.given)];
        let distance = |parts: &[Option<Finding>; 2]| -> u32 {
            parts.iter().map(|part| likeness(part).map_or(3, |likeness| 2 * likeness as u32)).sum()
        };
        if !different(&turned[1]) && distance(&turned) < distance(&straight) { turned } else { straight }
    }

    fn compare_parts(&self, of: Of, a: Option<u32>, b: Option<u32>, memory: &mut Memory) -> Option<Finding> {
        let (a, b) = (a?, b?);
        let (part_a, part_b) = (self.names.get(a), self.names.get(b));
        let compare = || match of {
            Of::Given => name::compare_given(part_a, part_b),
            _ => name::compare_family(part_a, part_b),
        };
        let likeness = if a == b { Likeness::Same } else { memory.once(of, a, b, compare)? };
        let common = match likeness {
            Likeness::Same if part_a.chinese => Some((self.names.count(a), self.names.filled() / 2)),
            Likeness::Same | Likeness::Sounds if part_a.sound == part_b.sound => {
                let count = self.sounds.find(&part_a.sound).map_or(1, |sound| self.sounds.count(sound));
                Some((count, self.names.filled() / 2))
            }
            _ => None,
        };
        Some(Finding { likeness, common })
    }
}

fn pair<T>(
    pool: &Pool<T>,
    a: Option<u32>,
    b: Option<u32>,
    compare: impl FnOnce(u32, u32) -> Option<Likeness>,
) -> Option<Finding> {
    let (a, b) = (a?, b?);
    let likeness = if a == b { Likeness::Same } else { compare(a, b)? };
    Some(found(pool, a, b, likeness))
}

fn found<T>(pool: &Pool<T>, a: u32, b: u32, likeness: Likeness) -> Finding {
    let common = (likeness == Likeness::Same).then(|| (pool.count(a).max(pool.count(b)), pool.filled()));
    Finding { likeness, common }
}

/// The most alike of all pairs of values; of equally alike ones the rarest.
fn best<T>(pool: &Pool<T>, a: &[u32], b: &[u32], compare: impl Fn(&T, &T) -> Likeness) -> Option<Finding> {
    let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (*a, *b)));
    pairs
        .map(|(a, b)| {
            let likeness = if a == b { Likeness::Same } else { compare(pool.get(a), pool.get(b)) };
            found(pool, a, b, likeness)
        })
        .min_by_key(|finding| (finding.likeness, finding.common))
}
