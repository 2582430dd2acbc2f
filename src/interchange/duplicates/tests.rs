//! Whom a scan finds, measured: on febrl's sets and on invented people, and how it holds up against anything.

use super::*;
use domain::{
    Address, Date, Id,
    insight::{Aspect, Duplicate, Likeness},
};
use proptest::prelude::*;
use std::collections::HashSet;

mod febrl;
mod invented;

/// The share of found pairs that are true, and of true pairs that are found.
fn measure(found: &[Duplicate], truth: &HashSet<(Id, Id)>) -> (f64, f64) {
    let right = found.iter().filter(|pair| truth.contains(&(pair.a, pair.b))).count() as f64;
    (right / found.len().max(1) as f64, right / truth.len() as f64)
}

fn everything(persons: &[Person]) -> Vec<Duplicate> {
    scan(persons, 7, &mut |_| {}, &|| false).unwrap()
}

fn ada(id: u128) -> Person {
    Person {
        id: Id(id),
        first_name: "Ada".to_owned(),
        last_name: "Lovelace".to_owned(),
        emails: vec!["ada@example.com".to_owned()],
        phones: vec!["+44 20 7946 0958".to_owned()],
        ..Person::default()
    }
}

#[test]
fn reasons_add_up_to_what_is_made_of_them() {
    let other = Person { first_name: "A.".to_owned(), phones: Vec::new(), ..ada(2) };
    let found = everything(&[ada(1), other, Person { id: Id(3), first_name: "Bob".to_owned(), ..Person::default() }]);
    let [pair] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((pair.a, pair.b), (Id(1), Id(2)));
    let of = |aspect| pair.reasons.iter().find(|reason| reason.aspect == aspect).map(|reason| reason.likeness);
    assert_eq!(of(Aspect::Email), Some(Likeness::Same));
    assert_eq!(of(Aspect::GivenName), Some(Likeness::Part));
    assert_eq!(of(Aspect::Phone), None, "nothing is said of what one does not have");
    assert!(pair.reasons.is_sorted_by(|a, b| a.weight.abs() >= b.weight.abs()));
}

#[test]
fn those_who_live_together_are_two() {
    let charles = Person {
        id: Id(2),
        first_name: "Charles".to_owned(),
        emails: vec!["charles@example.com".to_owned()],
        ..ada(1)
    };
    let address = Address { street: "12 Oak Street".into(), city: "Portland".into(), ..Address::default() };
    let family = [ada(1), charles].map(|person| Person { address: address.clone(), ..person });
    assert_eq!(everything(&family), []);
}

#[test]
fn one_who_is_being_entered_is_recognised() {
    let mut others: Vec<Person> =
        (2..200).map(|id| Person { first_name: format!("n{id}"), id: Id(id), ..Person::default() }).collect();
    others.push(ada(1));
    let mut index = Index::new(&others, 7);
    let entered = Person { id: Id(900), last_name: "Lovelacé".to_owned(), phones: Vec::new(), ..ada(0) };
    let found = index.like(&entered);
    assert_eq!(found.iter().map(|pair| (pair.a, pair.b)).collect::<Vec<_>>(), [(Id(1), Id(900))]);
    assert_eq!(index.like(&entered), found, "asking changes nothing");
    assert_eq!(index.like(&ada(1)), [], "never itself");
    assert_eq!(Index::new(&[], 1).like(&entered), []);
}

#[test]
fn companies_are_found_too() {
    let company = |id, name: &str, website: &str| Person {
        id: Id(id),
        company: name.to_owned(),
        website: website.to_owned(),
        ..Person::default()
    };
    let names =
        ["Initech", "Globex", "Umbrella", "Hooli", "Vandelay", "Wayne", "Stark", "Cyberdyne", "Tyrell", "Soylent"];
    let mut all: Vec<Person> = names.iter().enumerate().map(|(at, name)| company(at as u128, name, "")).collect();
    all.push(company(50, "Acme Ltd", "acme.example"));
    all.push(company(51, "ACME Limited", "https://www.acme.example/"));
    let found = everything(&all);
    assert_eq!(found.iter().map(|pair| (pair.a, pair.b)).collect::<Vec<_>>(), [(Id(50), Id(51))]);
}

#[test]
fn pairs_that_hang_together_are_a_group() {
    let pair = |a, b, probability| Duplicate { a: Id(a), b: Id(b), probability, reasons: Vec::new() };
    let pairs = [pair(1, 2, 0.9), pair(3, 4, 0.9), pair(2, 5, 0.8), pair(4, 5, 0.5)];
    assert_eq!(groups(&pairs, 0.7), [vec![Id(1), Id(2), Id(5)], vec![Id(3), Id(4)]]);
    assert_eq!(groups(&pairs, 0.5).len(), 1);
}

#[test]
fn a_cancelled_scan_says_nothing() {
    assert_eq!(scan(&[ada(1), ada(2)], 7, &mut |_| {}, &|| true), None);
    let mut told = Vec::new();
    scan(&[ada(1), ada(2)], 7, &mut |share| told.push(share), &|| false);
    assert_eq!(told, [1.0]);
}

fn any_person() -> impl Strategy<Value = Person> {
    let text = || "[a-cA ,.@*0-9\u{300}王小明省市（号-]{0,9}";
    let list =
        || prop::collection::vec(prop_oneof![text(), Just("a@b.c".to_owned()), Just("138****8000".to_owned())], 0..3);
    (text(), text(), list(), list(), text(), text(), -900_000..900_000_i32).prop_map(
        |(first_name, last_name, emails, phones, company, street, day)| Person {
            id: Id(0),
            first_name,
            last_name,
            emails,
            phones,
            website: street.clone(),
            address: Address { city: company.clone(), postal_code: street.clone(), street, ..Address::default() },
            company,
            birthday: (day % 2 == 0).then_some(Date(day)),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn anything_is_compared_and_every_figure_is_one(mut persons in prop::collection::vec(any_person(), 0..30)) {
        persons.iter_mut().enumerate().for_each(|(at, person)| person.id = Id(at as u128));
        let found = everything(&persons);
        for pair in &found {
            prop_assert!(pair.a < pair.b && (0.0..=1.0).contains(&pair.probability));
            prop_assert!(pair.reasons.iter().all(|reason| reason.weight.is_finite()));
        }
        prop_assert!(found.is_sorted_by(|a, b| a.probability >= b.probability));
        prop_assert_eq!(&everything(&persons), &found);
    }
}
