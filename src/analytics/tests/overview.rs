//! The cards from records: what counts, what is left out, what is refused.

use crate::overview;
use domain::{
    Act, Book, Currency, Date, Id, Instant, Key, Kind, Label, Money, Transaction, Value, insight::Refusal, keys,
};

pub(super) struct Shop {
    pub book: Book,
    next: u128,
}

impl Shop {
    pub fn new() -> Self {
        Self { book: Book::new(), next: 0 }
    }
    pub fn add(&mut self, kind: Kind, values: Vec<(Key, Value)>) -> Id {
        self.next += 1;
        let id = Id(self.next);
        let label = Label::new(Act::Created, kind, 1, String::new());
        self.book.apply(Transaction::new(label, Instant(0)).create(kind, id, values));
        id
    }
    pub fn customer(&mut self) -> Id {
        self.add(Kind::Contact, vec![(keys::FIRST_NAME, Value::text("Ada"))])
    }
    pub fn order(&mut self, of: Id, on: i32, amount: f64, more: Vec<(Key, Value)>) {
        let money = Value::Money(Money::from_major(amount, Currency::USD));
        let mut values =
            vec![(keys::CONTACT, Value::Ref(of)), (keys::ORDERED_ON, Value::Date(Date(on))), (keys::TOTAL, money)];
        values.retain(|(key, _)| more.iter().all(|(other, _)| other != key));
        values.extend(more);
        self.add(Kind::Order, values);
    }
}

#[test]
fn an_empty_shop_has_an_overview() {
    let found = overview(&Book::new(), Date(20_000));
    assert!(found.people.is_empty() && found.outlook.is_none() && found.cohorts.is_empty());
    assert_eq!(found.lifetime, Err(Refusal::TooShort { months: 0, need: 6 }));
}

#[test]
fn what_does_not_count_is_left_out_and_said() {
    let mut shop = Shop::new();
    let ada = shop.customer();
    shop.order(ada, 19_000, 10.0, vec![]);
    shop.order(ada, 19_000, 90.0, vec![(keys::STATUS, Value::Choice("cancelled".into()))]);
    shop.order(
        ada,
        19_001,
        10.0,
        vec![(keys::TOTAL, Value::Money(Money::from_major(7.0, Currency::new("EUR").unwrap())))],
    );
    shop.order(ada, 99_000, 10.0, vec![]);
    let found = overview(&shop.book, Date(19_100));
    assert_eq!((found.orders, found.revenue, found.left_out), (1, 10.0, 3));
    assert_eq!((found.people[0].id, found.people[0].recency, found.people[0].orders), (ada, 100, 1));
}

#[test]
fn a_shop_with_regulars_gets_every_card() {
    let mut shop = Shop::new();
    let today = 20_000;
    for customer in 0..120_i32 {
        let id = shop.customer();
        // Every third buys once; the others keep a rhythm of three to eleven weeks, half of them stop at some time.
        let (start, pause) = (today - 900 + (customer * 37) % 700, 21 + (customer * 13) % 56);
        let end = if customer % 2 == 0 { today } else { start + 200 + (customer * 29) % 300 };
        let orders = if customer % 3 == 0 { 1 } else { 99 };
        let mut on = start;
        for order in 0..orders {
            if on > end.min(today) {
                break;
            }
            shop.order(id, on, 20.0 + f64::from((customer * 7 + order * 3) % 40), vec![]);
            on += pause + (order * 11 + customer) % 9 - 4;
        }
    }
    let found = overview(&shop.book, Date(today));
    assert_eq!(found.people.len(), 120);
    assert_eq!(found.segments.iter().map(|one| one.customers).sum::<usize>(), 120);
    let lifetime = found.lifetime.unwrap();
    assert!(lifetime.auc.unwrap().low > 0.5 && lifetime.orders > 0.0 && lifetime.value > lifetime.orders);
    assert!(found.people.iter().all(|person| person.chances.unwrap().is_sorted()));
    let outlook = found.outlook.unwrap();
    assert_eq!(outlook.expected.len(), 6);
    assert!((outlook.past.iter().sum::<f64>() - found.revenue).abs() < found.revenue * 0.1);
    assert!(found.returned > 0 && found.cohorts.len() > 12);
}
