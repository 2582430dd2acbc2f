//! Money that comes from one customer alone.

use super::{overview::Shop, *};
use crate::{overview as cards, study::orders};
use domain::{
    Date,
    insight::{OrderLog, Overview},
};

/// Every third customer comes back; one of them pays a million times as much as all others together.
fn one_pays_for_all() -> (Shop, Id, i32) {
    let (mut shop, today) = (Shop::new(), 20_000);
    let mut rich = Id(0);
    for customer in 0..90_i32 {
        let id = shop.customer();
        let orders = if customer % 3 == 0 { 2 + customer % 7 } else { 1 };
        for order in 0..orders {
            let on = today - 700 + (customer * 17) % 300 + order * (25 + customer % 40);
            let amount = if customer == 60 { 9e9 } else { 1.0 + f64::from((customer + order) % 5) };
            shop.order(id, on.min(today), amount, vec![]);
        }
        if customer == 60 {
            rich = id;
        }
    }
    (shop, rich, today)
}

#[test]
fn all_revenue_from_one_customer_breaks_no_card() {
    let (shop, rich, today) = one_pays_for_all();
    let found = cards(&shop.book, Date(today));
    // JSON has no other numbers than finite ones: what is none does not come back.
    let text = serde_json::to_string(&found).unwrap();
    let back: Overview = serde_json::from_str(&text).unwrap();
    assert_eq!((back.people.len(), back.orders), (90, found.orders));
    let own = found.people.iter().find(|person| person.id == rich).unwrap();
    assert!(own.spent > 0.999 * found.revenue, "{own:?}");
    for person in &found.people {
        for figure in person.value.into_iter().chain(person.chances.into_iter().flatten()) {
            assert!(figure.is_finite() && figure >= 0.0, "{person:?}");
        }
        let [low, high] = person.likely_value.unwrap_or_default();
        assert!(low <= high && high.is_finite(), "{person:?}");
    }
    if let Some(outlook) = &found.outlook {
        assert!(
            outlook.expected.iter().all(|one| one.low <= one.value && one.value <= one.high && one.high.is_finite())
        );
    }
}

#[test]
fn all_revenue_from_one_customer_breaks_no_order_log() {
    let (mut ids, mut days, mut amounts) = (Vec::new(), Vec::new(), Vec::new());
    for customer in 0..120_i32 {
        let orders = if customer % 2 == 0 { 2 + customer % 9 } else { 1 };
        for order in 0..orders {
            ids.push(f64::from(customer));
            days.push(f64::from(18_000 + (customer * 17) % 300 + order * (20 + customer % 50)));
            amounts.push(if customer == 60 { 1e12 } else { 0.01 });
        }
    }
    // Rows that cannot be.
    ids.extend([f64::NAN, 3.0, 4.0, 5.0]);
    days.extend([18_000.0, f64::INFINITY, 18_001.0, 18_002.0]);
    amounts.extend([1.0, 1.0, f64::NAN, -5.0]);
    let log = orders::log(&Values::Numbers(ids), &days, Some(&amounts), None);
    assert_eq!((log.incomplete, log.negative, log.later, log.names.len()), (3, 1, 0, 120));
    let found = orders::worth(log).unwrap();
    assert_eq!(found.left_out, 4);
    let text = serde_json::to_string(&found).unwrap();
    let back: OrderLog = serde_json::from_str(&text).unwrap();
    assert_eq!(back.customers.len(), 120);
    let gain = found.lifetime.gain;
    assert!(gain.low <= gain.value && gain.value <= gain.high);
    let rich = found.customers.iter().find(|own| own.name == "60").unwrap();
    assert!(rich.spent > 1e12 && found.customers.iter().all(|own| own.value >= 0.0), "{rich:?}");
}
