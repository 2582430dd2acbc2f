//! Customers by how they buy, grouped by k-means on four habits.
//!
//! Counts and amounts go in as logarithms: a customer with twenty orders is to one with ten as ten is to five. The share
//! of orders in the busiest months is drawn towards everybody's while it stands on few orders. Invariant: groups that
//! continue ones the owner keeps carry their codes. Deliberately not here: names, and words for what differs.

use crate::{
    clusters::{ClusterError, LEAST_ROWS, Wanted, clusters, continued},
    purchases::{Purchases, main_currency, purchases},
};
use domain::{
    Book, Date, Key, Kind,
    insight::{
        Clusters, Column, CustomerGroup, CustomerGroups, FeatureSpec, GROUPS_CODE, GroupsRefusal, Habit, KeptGroup,
        Outliers, Table, TrainSpec, Values, kept_groups,
    },
    keys, model,
};

/// Orders that everybody's share of the busiest months counts for.
const PRIOR: f64 = 3.0;
/// Baskets below this share of the middle one are taken as it.
const LEAST_BASKET: f64 = 0.01;
const SEED: u64 = 42;

/// Why there are no groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoGroups {
    Cancelled,
    Refused(GroupsRefusal),
}

/// How one customer buys.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Buying {
    last: i32,
    orders: f64,
    spent: f64,
    in_season: f64,
}

/// The groups of those who bought, by this day.
pub fn groups(
    book: &Book,
    today: Date,
    progress: &mut dyn FnMut(f64),
    cancelled: &dyn Fn() -> bool,
) -> Result<CustomerGroups, NoGroups> {
    let bought = purchases(book, main_currency(book), today);
    let have = bought.customers.len();
    if have < LEAST_ROWS {
        return Err(NoGroups::Refused(GroupsRefusal::TooFew { have, need: LEAST_ROWS }));
    }
    let season = season(&bought);
    let buying = buying(&bought, season);
    let table = table(&bought, &buying, today);
    let keys = Habit::ALL.map(key);
    let features = keys.map(|key| FeatureSpec { outliers: Outliers::Keep, ..FeatureSpec::new(key) });
    let spec = TrainSpec { seed: SEED, ..TrainSpec::new(Kind::Contact, keys::NAME, features.to_vec()) };
    let found = clusters(&table, &spec, Wanted::Best, progress, cancelled).map_err(|error| match error {
        ClusterError::Cancelled => NoGroups::Cancelled,
        ClusterError::TooFewRows { have, need } => NoGroups::Refused(GroupsRefusal::TooFew { have, need }),
        ClusterError::TooFewDifferent { .. } | ClusterError::NoColumns => NoGroups::Refused(GroupsRefusal::TooAlike),
    })?;
    let kept = model::find_ready_made(book, GROUPS_CODE)
        .and_then(|id| book.get(Kind::Model, id))
        .map(|model| kept_groups(model.text(keys::RESULT)))
        .unwrap_or_default();
    let codes = codes(&kept, &found);
    let described = (0..found.groups.len()).map(|at| describe(at, codes[at], &found, &buying, today)).collect();
    let grouped = bought.customers.iter().zip(&found.labels);
    let mut people: Vec<_> = grouped.filter_map(|(id, label)| Some((*id, u32::try_from((*label)?).ok()?))).collect();
    people.sort_unstable();
    Ok(CustomerGroups { season, people, groups: described, tried: found.tried, seed: SEED })
}

/// The field whose place a habit takes in the table.
fn key(habit: Habit) -> Key {
    match habit {
        Habit::Recency => keys::LAST_ORDER_ON,
        Habit::Orders => keys::ORDER_COUNT,
        Habit::Basket => keys::ORDER_SUM,
        Habit::Season => keys::ORDERED_ON,
    }
}

/// The first of the three months in a row with most orders.
fn season(bought: &Purchases) -> u8 {
    let mut by_month = [0_usize; 12];
    bought.rows.iter().for_each(|row| by_month[usize::from(row.on.ymd().1 - 1) % 12] += 1);
    let orders = |first: usize| (0..3).map(|after| by_month[(first + after) % 12]).sum::<usize>();
    // Of equals the earliest.
    (0..12).max_by_key(|first| (orders(*first), 12 - first)).map_or(1, |first| first as u8 + 1)
}

fn in_season(on: Date, season: u8) -> bool {
    (on.ymd().1 + 12 - season) % 12 < 3
}

fn buying(bought: &Purchases, season: u8) -> Vec<Buying> {
    let mut all = vec![Buying::default(); bought.customers.len()];
    for row in &bought.rows {
        let Some(own) = row.customer.and_then(|at| all.get_mut(at as usize)) else { continue };
        own.last = row.on.0;
        own.orders += 1.0;
        own.spent += row.amount;
        own.in_season += f64::from(u8::from(in_season(row.on, season)));
    }
    all
}

fn table(bought: &Purchases, buying: &[Buying], today: Date) -> Table {
    let total: f64 = buying.iter().map(|own| own.orders).sum::<f64>().max(1.0);
    let usual = buying.iter().map(|own| own.in_season).sum::<f64>() / total;
    let mut baskets: Vec<f64> = buying.iter().map(|own| own.spent / own.orders.max(1.0)).collect();
    baskets.sort_unstable_by(f64::total_cmp);
    let middle = baskets[baskets.len() / 2].max(f64::MIN_POSITIVE);
    let value = |habit: Habit, own: &Buying| match habit {
        Habit::Recency => f64::from((today.0 - own.last).max(0)).ln_1p(),
        Habit::Orders => own.orders.max(1.0).ln(),
        Habit::Basket => (own.spent / own.orders.max(1.0) / middle).max(LEAST_BASKET).ln(),
        Habit::Season => (own.in_season + PRIOR * usual) / (own.orders + PRIOR),
    };
    let column = |(feature, habit): (usize, Habit)| Column {
        feature,
        key: key(habit),
        level: None,
        values: Values::Numbers(buying.iter().map(|own| value(habit, own)).collect()),
    };
    Table {
        ids: bought.customers.clone(),
        target: vec![None; bought.customers.len()],
        columns: Habit::ALL.into_iter().enumerate().map(column).collect(),
        days: Vec::new(),
    }
}

/// The codes of the kept groups that these continue; new ones where there is none.
fn codes(kept: &[KeptGroup], found: &Clusters) -> Vec<u32> {
    let size = found.groups.first().map_or(0, |group| group.centre.len());
    let kept: Vec<&KeptGroup> = kept.iter().filter(|group| group.centre.len() == size).collect();
    let earlier: Vec<Vec<f64>> = kept.iter().map(|group| group.centre.clone()).collect();
    let now: Vec<Vec<f64>> = found.groups.iter().map(|group| group.centre.clone()).collect();
    let mut next = kept.iter().map(|group| group.code).max().unwrap_or(0);
    let mut fresh = || {
        next = next.saturating_add(1);
        next
    };
    continued(&earlier, &now).into_iter().map(|old| old.map_or_else(&mut fresh, |old| kept[old].code)).collect()
}

fn describe(at: usize, code: u32, found: &Clusters, buying: &[Buying], today: Date) -> CustomerGroup {
    let group = &found.groups[at];
    let own: Vec<&Buying> =
        found.labels.iter().zip(buying).filter(|(label, _)| **label == Some(at)).map(|(_, own)| own).collect();
    let sum = |value: fn(&Buying) -> f64| own.iter().map(|one| value(one)).sum::<f64>();
    let (orders, revenue) = (sum(|one| one.orders), sum(|one| one.spent));
    let mut recency: Vec<i32> = own.iter().map(|one| (today.0 - one.last).max(0)).collect();
    recency.sort_unstable();
    let marks = group.marks.iter().filter_map(|mark| Some((*Habit::ALL.get(mark.feature)?, mark.difference)));
    CustomerGroup {
        code,
        customers: own.len(),
        revenue,
        recency: recency.get(recency.len() / 2).copied().map_or(0.0, f64::from),
        orders: orders / own.len().max(1) as f64,
        basket: revenue / orders.max(1.0),
        in_season: sum(|one| one.in_season) / orders.max(1.0),
        marks: marks.collect(),
        centre: group.centre.clone(),
    }
}
