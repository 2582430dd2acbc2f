//! Who bought when and for how much: the one reading of the orders that segments, lifetime values, forecasts,
//! cohorts and baskets start from.
//!
//! Invariant: cancelled and refunded orders and orders in other currencies than the business's own are left out and counted;
//! an order's customer is its contact. Deliberately not here: any figure made of it.

use domain::{Book, Currency, Date, Id, Kind, Value, keys, order};
use std::collections::HashMap;

/// All orders that count, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Purchases {
    /// Contacts with at least one order, by id.
    pub customers: Vec<Id>,
    pub rows: Vec<Purchase>,
    /// Product names; baskets hold positions in them.
    pub products: Vec<String>,
    pub left_out: LeftOut,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Purchase {
    /// Position in [`Purchases::customers`]; none where the order names nobody.
    pub customer: Option<u32>,
    pub on: Date,
    /// Major units of the business's currency.
    pub amount: f64,
    /// Different products, ascending.
    pub basket: Vec<u32>,
}

/// Orders that no figure counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    pub unsold: usize,
    pub undated: usize,
    pub future: usize,
    pub other_currency: usize,
}

/// Reads the orders up to `today`. Where none is in `currency`, nothing is left to read: ask with the currency most
/// orders have, see [`main_currency`].
pub fn purchases(book: &Book, currency: Currency, today: Date) -> Purchases {
    let mut found = Purchases::default();
    let (mut customers, mut products) = (HashMap::<Id, u32>::new(), HashMap::<String, u32>::new());
    for order in book.iter(Kind::Order) {
        if !order::sold(order) {
            found.left_out.unsold += 1;
            continue;
        }
        let Some(on) = order.date(keys::ORDERED_ON) else {
            found.left_out.undated += 1;
            continue;
        };
        if on > today {
            found.left_out.future += 1;
            continue;
        }
        let total = order.money(keys::TOTAL);
        if total.is_some_and(|money| money.currency != currency) {
            found.left_out.other_currency += 1;
            continue;
        }
        let amount = total.map_or(0.0, |money| money.major());
        let customer = order.reference(keys::CONTACT).filter(|id| book.get(Kind::Contact, *id).is_some()).map(|id| {
            *customers.entry(id).or_insert_with(|| {
                found.customers.push(id);
                found.customers.len() as u32 - 1
            })
        });
        let mut basket: Vec<u32> = match order.get(keys::LINES) {
            Some(Value::Lines(lines)) => lines
                .iter()
                .map(|line| line.product.trim())
                .filter(|product| !product.is_empty())
                .map(|product| {
                    *products.entry(product.to_owned()).or_insert_with(|| {
                        found.products.push(product.to_owned());
                        found.products.len() as u32 - 1
                    })
                })
                .collect(),
            _ => Vec::new(),
        };
        basket.sort_unstable();
        basket.dedup();
        found.rows.push(Purchase { customer, on, amount, basket });
    }
    found.rows.sort_by_key(|row| row.on);
    found
}

/// The currency that most orders are in; the business's own where there are none.
pub fn main_currency(book: &Book) -> Currency {
    let mut counts: HashMap<Currency, usize> = HashMap::new();
    for money in book.iter(Kind::Order).filter_map(|order| order.money(keys::TOTAL)) {
        *counts.entry(money.currency).or_default() += 1;
    }
    let own = book.currency();
    counts.into_iter().max_by_key(|(currency, count)| (*count, *currency == own, *currency)).map_or(own, |most| most.0)
}
