//! Which pairs are worth a comparison: those that share a key.
//!
//! Invariant: the work grows with the number of records, not with its square. A key that few share gives all their
//! pairs; of one that many share, neighbours in the order of their names. Several different keys stand in for each
//! other where a record is wrong or blank in one of them.

use super::{
    letters::skeleton,
    people::{People, Ready},
};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Up to so many records of one key are all compared.
const WHOLE: usize = 24;
/// Beyond, each with so many of its neighbours.
const NEIGHBOURS: usize = 6;

/// What a key is made of, so that equal texts of different sources stay apart.
#[derive(Clone, Copy, Hash)]
enum Made {
    Email,
    Local,
    Phone,
    Masked,
    Names,
    NameAndPlace,
    NameAndCompany,
    NameAndStreet,
    Birthday,
    Street,
    Company,
}

/// The keys of a record, each once.
pub(super) fn keys(people: &People, ready: &Ready) -> Vec<u64> {
    let mut found = Vec::with_capacity(16);
    let mut add = |made: Made, text: &[&str]| {
        if text.iter().all(|text| !text.is_empty()) {
            let mut hasher = FxHasher::default();
            (made, text).hash(&mut hasher);
            found.push(hasher.finish());
        }
    };
    for email in &ready.emails {
        let email = people.emails.get(*email);
        add(Made::Email, &[&email.key()]);
        if let Some(local) = email.own_local() {
            add(Made::Local, &[local]);
        }
    }
    for phone in &ready.phones {
        let phone = people.phones.get(*phone);
        phone.tail().iter().for_each(|tail| add(Made::Phone, &[tail]));
        phone.ends().iter().for_each(|ends| add(Made::Masked, &[ends]));
    }
    let bones = |part: Option<u32>| part.map(|part| skeleton(&people.names.get(part).sound)).unwrap_or_default();
    let (given, family) = (bones(ready.given), bones(ready.family));
    // Either order.
    add(Made::Names, &[(&given).min(&family), (&given).max(&family)]);
    let place = ready.place.map(|place| people.places.get(place));
    let street = ready.street.map(|street| people.streets.get(street));
    let company = ready.company.map(|company| people.companies.get(company));
    let company_bones = company.map(|company| skeleton(&company.sound)).unwrap_or_default();
    let street_bones = street.map(|street| skeleton(&street.longest)).unwrap_or_default();
    for name in [&given, &family] {
        if let Some(place) = place {
            add(Made::NameAndPlace, &[name, &place.postal_code]);
            add(Made::NameAndPlace, &[name, &skeleton(&place.city)]);
        }
        add(Made::NameAndCompany, &[name, &company_bones]);
        add(Made::NameAndStreet, &[name, &street_bones]);
    }
    if let Some(day) = ready.birthday {
        add(Made::Birthday, &[&people.birthdays.get(day).iso()]);
    }
    if let Some(street) = street {
        for number in &street.numbers {
            add(Made::Street, &[&street_bones, &number.to_string()]);
        }
    }
    if given.is_empty() && family.is_empty() {
        let head: String = company.map(|company| company.sound.chars().take(4).collect()).unwrap_or_default();
        add(Made::Company, &[&head]);
        add(Made::Company, &[&company_bones]);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// All keys of all records, sorted, so that those who share one stand together in the order of their names.
pub(super) struct Blocks {
    entries: Vec<(u64, u32)>,
    at: usize,
}

impl Blocks {
    pub fn new(people: &People) -> Self {
        // The order of names, by sound.
        let mut order: Vec<u32> = (0..people.ready.len() as u32).collect();
        let sound = |part: Option<u32>| part.map_or("", |part| people.names.get(part).sound.as_str());
        order.sort_by_cached_key(|at| {
            let ready = &people.ready[*at as usize];
            let (given, family) = (sound(ready.given), sound(ready.family));
            [given.min(family), given.max(family)].concat()
        });
        let mut rank = vec![0_u32; order.len()];
        for (place, at) in order.iter().enumerate() {
            rank[*at as usize] = place as u32;
        }
        let mut entries: Vec<(u64, u32)> = people
            .ready
            .iter()
            .zip(&rank)
            .flat_map(|(ready, rank)| keys(people, ready).into_iter().map(move |key| (key, *rank)))
            .collect();
        entries.sort_unstable();
        entries.iter_mut().for_each(|(_, rank)| *rank = order[*rank as usize]);
        Self { entries, at: 0 }
    }

    /// The pairs of all blocks, each once, in rising order.
    pub fn pairs(mut self) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        while let Some(block) = self.next_block() {
            let reach = if block.len() <= WHOLE { WHOLE } else { NEIGHBOURS };
            for (at, (_, a)) in block.iter().enumerate() {
                for (_, b) in block[at + 1..].iter().take(reach) {
                    pairs.push((*a.min(b), *a.max(b)));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    fn next_block(&mut self) -> Option<&[(u64, u32)]> {
        let from = self.at;
        let (key, _) = *self.entries.get(from)?;
        let length = self.entries[from..].iter().take_while(|entry| entry.0 == key).count();
        self.at += length;
        Some(&self.entries[from..from + length])
    }
}
