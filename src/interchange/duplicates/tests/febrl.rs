//! The sets of febrl (Christen 2008).

use super::*;
use std::collections::HashMap;

/// Records of a file of febrl, without its social security numbers, which no contact has. `from` is the first id.
fn people(text: &str, from: u128) -> Vec<(Person, String)> {
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').map(str::trim).collect();
    let column = |name: &str| head.iter().position(|column| *column == name).unwrap();
    let columns = [
        "rec_id",
        "given_name",
        "surname",
        "street_number",
        "address_1",
        "address_2",
        "suburb",
        "postcode",
        "state",
        "date_of_birth",
    ]
    .map(column);
    lines
        .enumerate()
        .map(|(row, line)| {
            let cells: Vec<&str> = line.split(',').map(str::trim).collect();
            let [record, given, family, number, street, more, city, code, state, born] =
                columns.map(|column| cells[column]);
            let iso = |born: &str| Some(format!("{}-{}-{}", born.get(..4)?, born.get(4..6)?, born.get(6..)?));
            let person = Person {
                id: Id(from + row as u128),
                first_name: given.to_owned(),
                last_name: family.to_owned(),
                address: Address {
                    street: format!("{number} {street}, {more}"),
                    city: city.to_owned(),
                    region: state.to_owned(),
                    postal_code: code.to_owned(),
                    country: String::new(),
                },
                birthday: iso(born).and_then(|iso| Date::parse_iso(&iso)),
                ..Person::default()
            };
            let whose = record.split('-').nth(1).unwrap().to_owned();
            (person, whose)
        })
        .collect()
}

fn truth(people: &[(Person, String)]) -> HashSet<(Id, Id)> {
    let mut whose: HashMap<&str, Vec<Id>> = HashMap::new();
    people.iter().for_each(|(person, owner)| whose.entry(owner).or_default().push(person.id));
    let mut pairs = HashSet::new();
    for ids in whose.values() {
        for (at, a) in ids.iter().enumerate() {
            pairs.extend(ids[at + 1..].iter().map(|b| (*a.min(b), *a.max(b))));
        }
    }
    pairs
}

/// Run by hand over all sets: `FEBRL` is the folder of `dataset1.csv` and the others.
#[test]
#[ignore = "reads the whole sets from a folder"]
fn all_sets() {
    let folder = std::env::var("FEBRL").unwrap();
    let read = |name: &str, from| people(&std::fs::read_to_string(format!("{folder}/{name}.csv")).unwrap(), from);
    let sets = [
        read("dataset1", 0),
        read("dataset2", 0),
        read("dataset3", 0),
        read("dataset4a", 0).into_iter().chain(read("dataset4b", 100_000)).collect(),
    ];
    for (at, set) in sets.into_iter().enumerate() {
        let persons: Vec<Person> = set.iter().map(|(person, _)| person.clone()).collect();
        let started = std::time::Instant::now();
        let found = everything(&persons);
        let (precision, recall) = measure(&found, &truth(&set));
        eprintln!(
            "febrl{}: precision {precision:.4} recall {recall:.4} of {} in {:?}",
            at + 1,
            truth(&set).len(),
            started.elapsed()
        );
        if std::env::var("SHOW").is_ok() {
            let by: HashMap<Id, &Person> = set.iter().map(|(person, _)| (person.id, person)).collect();
            let truth = truth(&set);
            let hit: HashSet<_> = found.iter().map(|pair| (pair.a, pair.b)).collect();
            for pair in found.iter().filter(|pair| !truth.contains(&(pair.a, pair.b))).take(8) {
                eprintln!("FALSE {:.3} {:?}\n  {:?}\n  {:?}", pair.probability, pair.reasons, by[&pair.a], by[&pair.b]);
            }
            for pair in truth.difference(&hit).take(8) {
                eprintln!("MISSED\n  {:?}\n  {:?}", by[&pair.0], by[&pair.1]);
            }
        }
        assert!(precision >= 0.98 && recall >= 0.90);
    }
}
