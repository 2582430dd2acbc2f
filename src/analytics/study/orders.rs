//! What the customers of a table of orders are worth, and how that foresaw its newest part.
//!
//! Deliberately not here: the models (`lifetime`), and what a cell says.

use crate::{
    judge,
    lifetime::{
        self, Days, Foreseen, History,
        buying::{Buying, choose},
        by_day, history,
    },
    ranking,
};
use domain::{
    Date,
    insight::{Buyer, BuyingModel, Estimate, OrderLog, Refusal, Values},
};
use std::collections::HashMap;

/// Days that can be: four digits of a year.
const DAYS: f64 = 2_900_000.0;
const WEEK: f64 = 7.0;

/// Orders by customer, as a table has them.
#[derive(Clone, Debug, Default)]
pub struct Log {
    pub names: Vec<String>,
    pub customers: Vec<Days>,
    /// For each row the position of its customer.
    pub of_row: Vec<Option<u32>>,
    /// Rows without a customer, a date or an amount; with an amount below zero; after `until`.
    pub incomplete: usize,
    pub negative: usize,
    pub later: usize,
    /// The last day that counts.
    pub until: Option<i32>,
}

/// Reads the rows of a table up to a day, or up to their newest one. Without amounts each order is worth nothing.
pub fn log(customer: &Values, days: &[f64], amounts: Option<&[f64]>, until: Option<i32>) -> Log {
    let rows = customer.len();
    let day = |row: usize| days.get(row).copied().filter(|day| day.abs() < DAYS).map(|day| day.floor() as i32);
    let newest = (0..rows).filter_map(day).max();
    // An end before the first row is none.
    let until = match (until, (0..rows).filter_map(day).min()) {
        (Some(until), Some(oldest)) if until >= oldest => newest.map(|newest| newest.min(until)),
        _ => newest,
    };
    let mut found = Log { of_row: vec![None; rows], until, ..Log::default() };
    let mut places: HashMap<u64, u32> = HashMap::new();
    let mut orders = Vec::new();
    for row in 0..rows {
        let own = match customer {
            Values::Numbers(ids) => ids[row].is_finite().then(|| (ids[row].to_bits(), None)),
            Values::Levels { codes, levels } => {
                levels.get(codes[row] as usize).map(|name| (u64::from(codes[row]), Some(name)))
            }
        };
        let amount = amounts.map_or(Some(0.0), |all| all.get(row).copied().filter(|amount| amount.is_finite()));
        let (Some((own, name)), Some(day), Some(amount)) = (own, day(row), amount) else {
            found.incomplete += 1;
            continue;
        };
        if amount < 0.0 {
            found.negative += 1;
            continue;
        }
        if until.is_some_and(|until| day > until) {
            found.later += 1;
            continue;
        }
        let place = *places.entry(own).or_insert_with(|| {
            found.names.push(name.cloned().unwrap_or_else(|| f64::from_bits(own).to_string()));
            found.names.len() as u32 - 1
        });
        found.of_row[row] = Some(place);
        orders.push((place, day, amount));
    }
    found.customers = by_day(found.names.len(), orders.into_iter());
    found
}

/// Customers as they were on a day, with the orders that came since.
struct Cut {
    histories: Vec<History>,
    later: Vec<usize>,
    weeks: f64,
}

impl Cut {
    fn new(customers: &[Days], cut: i32, until: i32) -> Self {
        let since = |days: &Days| days.iter().filter(|(day, _)| (cut + 1..=until).contains(day)).count();
        let seen = customers.iter().filter_map(|days| Some((history(days, cut)?.0, since(days))));
        let (histories, later) = seen.unzip();
        Self { histories, later, weeks: f64::from(until - cut) / WEEK }
    }

    /// The orders of a customer if the past repeats.
    fn repeated(&self, own: &History) -> f64 {
        if own.known > 0.0 { f64::from(own.repeats) / own.known * self.weeks } else { 0.0 }
    }

    /// By how much the squared error on each customer's orders is below that of repeating the past, in shares of it.
    fn gain(&self, model: &Buying) -> Estimate {
        let errors = self.histories.iter().zip(&self.later).map(|(own, came)| {
            let off = |foreseen: f64| (foreseen - *came as f64).powi(2);
            (off(model.expected(own, self.weeks)), off(self.repeated(own)))
        });
        judge::gain(&errors.collect::<Vec<_>>())
    }
}

/// The day that parts what is learned from and the newest part, as [`lifetime::lifetime`] has it.
pub fn usual_cut(customers: &[Days], until: i32) -> i32 {
    let first = customers.iter().filter_map(|days| days.first()).map(|(day, _)| *day).min().unwrap_or(until);
    until - ((until - first) / 3).min(182)
}

/// The models on the orders before a day, and what came after it.
pub struct Trial {
    /// Customers who had ordered by then, and their orders since; what repeating the past foresees.
    pub customers: usize,
    pub came: usize,
    pub naive: f64,
    pub weeks: f64,
    pub models: Vec<Tried>,
    /// The one that would be used; none where no fit settles.
    pub chosen: Option<BuyingModel>,
}

pub struct Tried {
    pub fitted: Buying,
    pub foreseen: f64,
    pub auc: Option<Estimate>,
    pub gain: Estimate,
}

/// Fits each model to the orders up to `cut` and judges it by those up to `until`.
pub fn trial(customers: &[Days], cut: i32, until: i32) -> Trial {
    let seen = Cut::new(customers, cut, until);
    let back: Vec<bool> = seen.later.iter().map(|orders| *orders > 0).collect();
    let tried = |fitted: Buying| {
        let chances: Vec<f64> = seen.histories.iter().map(|own| fitted.chance_within(own, seen.weeks)).collect();
        Tried {
            foreseen: seen.histories.iter().map(|own| fitted.expected(own, seen.weeks)).sum(),
            auc: ranking::auc(&chances, &back),
            gain: seen.gain(&fitted),
            fitted,
        }
    };
    let models = BuyingModel::ALL.into_iter().filter_map(|model| Buying::fit(model, &seen.histories)).map(tried);
    Trial {
        customers: seen.histories.len(),
        came: seen.later.iter().sum(),
        naive: seen.histories.iter().map(|own| seen.repeated(own)).sum(),
        weeks: seen.weeks,
        models: models.collect(),
        chosen: choose(&seen.histories, &seen.later, seen.weeks).map(|(chosen, _)| chosen.model()),
    }
}

/// The pasts of all customers up to a day, with the mean amount of orders after the first.
pub fn histories(customers: &[Days], until: i32) -> Vec<(History, f64)> {
    customers.iter().filter_map(|days| history(days, until)).collect()
}

/// Foresees each customer's orders.
pub fn worth(log: Log) -> Result<OrderLog, Refusal> {
    let until = log.until.unwrap_or_default();
    let (lifetime, each) = lifetime::lifetime(&log.customers, until)?;
    let buyer = |((name, days), own): ((String, &Days), &Foreseen)| Buyer {
        name,
        orders: days.len(),
        spent: days.iter().map(|(_, amount)| amount).sum(),
        chances: own.chances,
        expected: own.orders,
        value: own.value,
        likely_value: own.likely_value,
    };
    Ok(OrderLog {
        orders: log.customers.iter().map(Vec::len).sum(),
        repeats: log.customers.iter().filter(|days| days.len() > 1).count(),
        left_out: log.incomplete + log.negative + log.later,
        until: Date(until),
        lifetime,
        customers: log.names.into_iter().zip(&log.customers).zip(&each).map(buyer).collect(),
        of_row: log.of_row,
    })
}
