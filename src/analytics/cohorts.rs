//! Who comes back: customers by the month of their first order, and how many of them ordered in each later month.
//!
//! Only whole months count: the month of `today` is left out, as an activity and as a beginning.

use domain::{Date, insight::Cohort};
use std::collections::BTreeMap;

/// At most this many cohorts, the newest.
const MOST: usize = 24;

/// Cohorts, oldest first, from (customer, day) of all orders.
pub fn cohorts(customers: usize, orders: impl Iterator<Item = (u32, Date)>, today: Date) -> Vec<Cohort> {
    let end = today.month_number();
    let mut months: Vec<Vec<i32>> = vec![Vec::new(); customers];
    for (customer, on) in orders {
        if let Some(own) = months.get_mut(customer as usize) {
            own.push(on.month_number());
        }
    }
    let mut found: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for own in &mut months {
        own.retain(|&month| month < end);
        own.sort_unstable();
        own.dedup();
        let Some(&first) = own.first() else { continue };
        let active = found.entry(first).or_insert_with(|| vec![0; (end - first) as usize]);
        own.iter().for_each(|month| active[(month - first) as usize] += 1);
    }
    let cohort = |(month, active): (i32, Vec<usize>)| Cohort {
        month: Date::first_of(month),
        customers: active.first().copied().unwrap_or(0),
        active,
    };
    let skipped = found.len().saturating_sub(MOST);
    found.into_iter().skip(skipped).map(cohort).collect()
}

/// Of the customers of `cohorts` who had three whole months to come back: how many ordered within those.
pub fn returned(cohorts: &[Cohort], customers: usize, orders: impl Iterator<Item = (u32, Date)>, today: Date) -> usize {
    let end = today.month_number();
    let oldest = cohorts.first().map_or(end, |cohort| cohort.month.month_number());
    let mut own: Vec<(i32, Vec<i32>)> = vec![(i32::MAX, Vec::new()); customers];
    for (customer, on) in orders {
        if let Some((first, all)) = own.get_mut(customer as usize) {
            let month = on.month_number();
            *first = month.min(*first);
            all.push(month);
        }
    }
    let back = |(first, all): &&(i32, Vec<i32>)| all.iter().any(|month| (1..=3).contains(&(month - first)));
    own.iter().filter(|(first, _)| (oldest..end - 3).contains(first)).filter(back).count()
}
