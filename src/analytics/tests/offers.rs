//! The next product on invoices of German customers (Online Retail), and where customers come from.

use crate::{
    journeys::journeys,
    next_product::{Offers, Orders, judge},
    purchases::purchases,
    random::Random,
};
use domain::{Act, Book, Currency, Date, Id, Instant, Kind, Label, Money, Transaction, Value, keys};
use std::collections::BTreeMap;

#[test]
fn offers_are_judged_on_orders_they_were_made_without() {
    let path = format!("{}/../../tests/fixtures/online-retail-germany/baskets.csv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let mut codes: BTreeMap<&str, u32> = BTreeMap::new();
    let mut customers: BTreeMap<&str, Vec<(&str, Vec<u32>)>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let mut basket: Vec<u32> = cells[3]
            .split(' ')
            .map(|code| {
                let next = codes.len() as u32;
                *codes.entry(code).or_insert(next)
            })
            .collect();
        basket.sort_unstable();
        customers.entry(cells[1]).or_default().push((cells[2], basket));
    }
    customers.values_mut().for_each(|orders| orders.sort());
    let all: Vec<Orders> =
        customers.values().map(|orders| orders.iter().map(|(_, basket)| basket.as_slice()).collect()).collect();
    let found = judge(&all).unwrap();
    // 61 customers are too few to tell it from offering the most bought: 9 hits each.
    assert_eq!((found.customers, found.hits.value), (61, 9.0 / 61.0));
    assert!(found.gain.low < 0.0 && found.gain.high > 0.0, "{found:?}");
}

/// Shoppers of tea or of coffee; what goes with it comes later.
fn shoppers(number: usize, seed: u64) -> Vec<Vec<Vec<u32>>> {
    let mut random = Random::new(seed);
    let mut shopper = |_| {
        let of = if random.unit() < 0.5 { 0 } else { 10 };
        let mut bought = vec![of + random.below(2) as u32, 20 + random.below(8) as u32];
        let first = vec![bought.remove(0)];
        let later = if random.unit() < 0.8 { of + 2 + random.below(4) as u32 } else { 20 + random.below(8) as u32 };
        vec![first, bought, vec![later]]
    };
    (0..number).map(&mut shopper).collect()
}

fn borrowed(all: &[Vec<Vec<u32>>]) -> Vec<Orders<'_>> {
    all.iter().map(|orders| orders.iter().map(Vec::as_slice).collect()).collect()
}

#[test]
fn what_goes_together_is_offered() {
    // Earlier shoppers have all they bought; of later ones the last order is still to come.
    let (mut all, later) = (shoppers(300, 1), shoppers(300, 2));
    all.extend(later);
    let customers = borrowed(&all);
    let offers = Offers::learn(customers.iter().map(Vec::as_slice));
    let next = offers.next(&[&[0], &[25]], 3);
    assert_eq!(next.len(), 3);
    for one in &next {
        assert!((2..6).contains(&one.product) && one.because == 0, "{next:?}");
        assert!(one.lift > 1.3 && one.chance.low < one.chance.value, "{next:?}");
    }
    assert!(offers.next(&[&[0, 2, 3, 4, 5]], 50).iter().all(|one| ![0, 2, 3, 4, 5].contains(&one.product)));
    assert_eq!(offers.next(&[&[99]], 3), []);
    assert_eq!(Offers::default().next(&[&[1]], 3), []);
    assert_eq!(judge(&[]), None);
}

#[test]
fn offers_beat_the_most_bought_only_where_there_is_something_to_find() {
    let mut all = shoppers(400, 3);
    // Half of them keep their last order to be judged by, the others came back once more.
    for orders in all.iter_mut().step_by(2) {
        orders.push(vec![30]);
    }
    let told = judge(&borrowed(&all)).unwrap();
    assert!(told.gain.low > 0.0, "{told:?}");
    // Shuffled among all: nothing to find.
    let mut random = Random::new(4);
    for order in all.iter_mut().flatten() {
        order[0] = random.below(30) as u32;
    }
    let told = judge(&borrowed(&all)).unwrap();
    assert!(told.gain.low <= 0.0, "{told:?}");
}

#[test]
fn journeys_count_what_each_source_brought() {
    let mut book = Book::new();
    let mut next = 0;
    let mut add = |kind: Kind, values: Vec<(domain::Key, Value)>| {
        next += 1;
        let label = Label::new(Act::Created, kind, 1, String::new());
        book.apply(Transaction::new(label, Instant(0)).create(kind, Id(next), values));
        Id(next)
    };
    for (source, orders) in [("Fair", 2), ("fair ", 1), ("Fair", 0), ("Web", 1), ("", 0)] {
        let contact = add(Kind::Contact, vec![(keys::SOURCE, Value::text(source))]);
        for order in 0..orders {
            let money = Value::Money(Money::from_major(10.0, Currency::USD));
            let on = Value::Date(Date(100 + order));
            add(Kind::Order, vec![(keys::CONTACT, Value::Ref(contact)), (keys::ORDERED_ON, on), (keys::TOTAL, money)]);
        }
    }
    let bought = purchases(&book, Currency::USD, Date(200));
    let found = journeys(&book, &bought);
    assert_eq!(found.iter().map(|one| one.source.as_str()).collect::<Vec<_>>(), ["Fair", "Web", ""]);
    let fair = &found[0];
    assert_eq!((fair.contacts, fair.customers, fair.orders, fair.revenue), (3, 2, 3, 30.0));
    assert_eq!((fair.bought.value, fair.came_back.value), (2.0 / 3.0, 0.5));
    // Wilson for 1 of 2.
    assert!((fair.came_back.low - 0.0945).abs() < 1e-3 && (fair.came_back.high - 0.9055).abs() < 1e-3);
    assert_eq!((found[2].customers, found[2].came_back.low, found[2].came_back.high), (0, 0.0, 1.0));
}
