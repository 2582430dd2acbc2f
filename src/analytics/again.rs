//! Who orders again, and who leaves: customers as they were some time ago, with what they did since, beside customers
//! as they are.
//!
//! Invariant: what a row of the past knows of orders ends at the cut-off, what it answers comes after. Orders and the
//! day of entry are moved on by the time between, so that ages are counted from the cut-off. Not here: other fields of
//! a contact as they were then; they are as they are today, which the page says.

use crate::{FeatureError, features};
use domain::{
    Book, Date, Id, Instant, Kind, Record, Value,
    insight::{AGAIN_DAYS, Table, TrainSpec, as_it_was},
    keys, order,
};
use std::collections::HashSet;

const DAY_MS: i64 = 86_400_000;

/// Customers at the cut-off, answered, then customers of today, to be answered.
pub(crate) fn table(book: &Book, spec: &TrainSpec, today: Date) -> Result<Table, FeatureError> {
    let cut = today.plus_days(-AGAIN_DAYS);
    let (mut before, mut since, mut orders) = (HashSet::new(), HashSet::new(), Vec::new());
    for order in book.iter(Kind::Order).filter(|order| order::sold(order)) {
        let (Some(who), Some(on)) = (order.reference(keys::CONTACT), order.date(keys::ORDERED_ON)) else { continue };
        if on > today {
            continue;
        }
        orders.push(order.clone());
        if on > cut {
            since.insert(who);
        } else {
            before.insert(who);
            let moved = Value::Date(on.plus_days(AGAIN_DAYS));
            let values = [(keys::CONTACT, Value::Ref(as_it_was(who))), (keys::ORDERED_ON, moved)];
            orders.push(order.copied(as_it_was(order.id), values));
        }
    }
    let then = |contact: &Record| {
        let moved = |at: Instant| Value::Instant(Instant(at.0 + i64::from(AGAIN_DAYS) * DAY_MS));
        let entered = contact.instant(keys::CREATED_AT).map(|at| (keys::CREATED_AT, moved(at)));
        contact.copied(as_it_was(contact.id), entered)
    };
    let past = book.iter(Kind::Contact).filter(|contact| before.contains(&contact.id)).map(then);
    let buys = |contact: &&Record| before.contains(&contact.id) || since.contains(&contact.id);
    let now = book.iter(Kind::Contact).filter(buys).cloned();
    let mut both = Book::new();
    both.load_chunk(Kind::Contact, 0, past.chain(now).collect());
    both.load_chunk(Kind::Order, 0, orders);
    let mut table = features::features(&both, spec, today)?;
    // All rows are of one day, the cut-off.
    table.days = Vec::new();
    let leaves = spec.target == keys::LEAVES;
    let answer = |id: &Id| before.contains(&as_it_was(*id)).then(|| since.contains(&as_it_was(*id)) != leaves);
    table.target = table.ids.iter().map(answer).collect();
    Ok(table)
}
