//! Lifetime without a contract: who will order again, how often, for how much, and whose silence is unusual.
//!
//! Invariant: how good the model is is told by the newest part of the data, which it did not see, against repeating
//! the past; where it orders customers no better than a coin, nothing is scored. Times are weeks. Deliberately not
//! here: a P(alive) as a measure of churn, which is 1 for everyone who bought once.

pub mod bg_nbd;
pub mod buying;
pub mod counts;
mod descent;
pub mod gamma_gamma;
mod geometric;
mod history;
pub mod mbg_nbd;
pub mod pareto_nbd;
mod quadrature;
pub mod sbg;
pub(crate) mod simplex;

pub use history::History;

use crate::{judge, random::Random, ranking};
use buying::{Buying, choose};
use domain::insight::{Lifetime, Refusal};
use gamma_gamma::GammaGamma;

/// Customers who came back before anything is scored.
pub const LEAST_REPEATS: usize = 20;
/// Months that the orders must span: a part to learn from and a part to be judged by.
pub const LEAST_MONTHS: usize = 6;
const WEEK: f64 = 7.0;
/// 1, 3, 6 and 12 months in weeks.
const HORIZONS: [f64; 4] = [52.18 / 12.0, 52.18 / 4.0, 52.18 / 2.0, 52.18];

/// Draws of the worth of a customer's orders.
const DRAWS: usize = 400;

/// A customer's order days, ascending and different, with the amount of each.
pub type Days = Vec<(i32, f64)>;

/// What is foreseen for one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Foreseen {
    /// At least one order within 1, 3, 6, 12 months.
    pub chances: [f64; 4],
    /// Orders within twelve months, and their worth.
    pub orders: f64,
    pub value: f64,
    /// That worth as of today.
    pub discounted: f64,
    /// The ends between which 80 of 100 like this customer lie: exact for orders, drawn for their worth.
    pub likely_orders: [u32; 2],
    pub likely_value: [f64; 2],
    /// Days until half of those like this customer have ordered who do within twelve months.
    pub next: Option<f64>,
}

/// What is not in the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// Of the draws of worth.
    pub seed: u64,
    /// By how much money is worth less a month later.
    pub monthly_rate: f64,
}

impl Default for Terms {
    /// One percent a month.
    fn default() -> Self {
        Self { seed: 42, monthly_rate: 0.01 }
    }
}

/// Orders of a day become one.
pub fn by_day(customers: usize, orders: impl Iterator<Item = (u32, i32, f64)>) -> Vec<Days> {
    let mut all: Vec<Days> = vec![Vec::new(); customers];
    for (customer, day, amount) in orders {
        if let Some(own) = all.get_mut(customer as usize) {
            own.push((day, if amount.is_finite() { amount } else { 0.0 }));
        }
    }
    for own in &mut all {
        own.sort_by_key(|(day, _)| *day);
        own.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
    }
    all
}

/// The past of a customer up to a day; none before the first order.
pub(crate) fn history(days: &Days, until: i32) -> Option<(History, f64)> {
    let past = &days[..days.partition_point(|(day, _)| *day <= until)];
    let ((first, _), (last, _)) = (past.first()?, past.last()?);
    let repeats = past.len() as u32 - 1;
    let mean = past[1..].iter().map(|(_, amount)| amount).sum::<f64>() / f64::from(repeats.max(1));
    let weeks = |day: i32| f64::from(day - first) / WEEK;
    Some((History { repeats, last: weeks(*last), known: weeks(until) }, mean))
}

impl Foreseen {
    fn nothing() -> Self {
        let (likely_orders, likely_value) = ([0; 2], [0.0; 2]);
        Self { chances: [0.0; 4], orders: 0.0, value: 0.0, discounted: 0.0, likely_orders, likely_value, next: None }
    }
}

/// What orders are worth: fitted, or everybody's mean where amounts do not vary enough for that.
struct Worth {
    fitted: Option<GammaGamma>,
    mean: f64,
}

impl Worth {
    fn of(customers: &[Days], paid: &[(u32, f64)]) -> Self {
        let (sum, count) =
            customers.iter().flatten().fold((0.0, 0.0), |(sum, count), (_, amount)| (sum + amount, count + 1.0));
        Self { fitted: GammaGamma::fit(paid), mean: if count > 0.0 { sum / count } else { 0.0 } }
    }

    fn foresee(&self, model: &Buying, own: &History, mean: f64, terms: Terms) -> Foreseen {
        let amount = self.fitted.map_or(self.mean, |worth| worth.expected(own.repeats, mean));
        let orders = model.expected(own, HORIZONS[3]);
        let counts = model.counts(own, HORIZONS[3]);
        let likely_orders = [0.1, 0.9].map(|chance| counts::quantile(&counts, chance));
        // The same customer draws the same, whoever else there is.
        let seed =
            terms.seed ^ own.known.to_bits().rotate_left(17) ^ own.last.to_bits() ^ mean.to_bits().rotate_left(31);
        let likely_value = match self.fitted {
            Some(worth) => worth.band(&counts, (own.repeats, mean), DRAWS, &mut Random::new(seed)).into(),
            None => likely_orders.map(|orders| f64::from(orders) * amount),
        };
        Foreseen {
            chances: HORIZONS.map(|time| model.chance_within(own, time)),
            orders,
            value: orders * amount,
            discounted: model.discounted(own, HORIZONS[0], 12, terms.monthly_rate) * amount,
            likely_orders,
            likely_value,
            next: model.next_order(own, HORIZONS[3]).map(|weeks| weeks * WEEK),
        }
    }
}

/// [`lifetime_on`] the usual terms.
pub fn lifetime(customers: &[Days], today: i32) -> Result<(Lifetime, Vec<Foreseen>), Refusal> {
    lifetime_on(customers, today, Terms::default())
}

/// Chooses a model by the newest part, then fits it to all and foresees each customer's orders.
pub fn lifetime_on(customers: &[Days], today: i32, terms: Terms) -> Result<(Lifetime, Vec<Foreseen>), Refusal> {
    let first = customers.iter().filter_map(|days| days.first()).map(|(day, _)| *day).min().unwrap_or(today);
    let months = (f64::from(today - first) / 30.44) as usize;
    if months < LEAST_MONTHS {
        return Err(Refusal::TooShort { months, need: LEAST_MONTHS });
    }
    let kept_back = ((today - first) / 3).min(182);
    let cut = today - kept_back;
    let seen: Vec<(usize, History)> =
        customers.iter().enumerate().filter_map(|(at, days)| Some((at, history(days, cut)?.0))).collect();
    let histories: Vec<History> = seen.iter().map(|(_, own)| *own).collect();
    let repeats = histories.iter().filter(|own| own.repeats > 0).count();
    if repeats < LEAST_REPEATS {
        return Err(Refusal::TooFewRepeats { have: repeats, need: LEAST_REPEATS });
    }
    let span = f64::from(kept_back) / WEEK;
    let later: Vec<usize> =
        seen.iter().map(|(at, _)| customers[*at].iter().filter(|(day, _)| *day > cut).count()).collect();
    let (model, tried) = choose(&histories, &later, span).ok_or(Refusal::NotSettled)?;
    let foreseen: f64 = histories.iter().map(|own| model.expected(own, span)).sum();
    let naive = |own: &History| if own.known > 0.0 { f64::from(own.repeats) / own.known * span } else { 0.0 };
    let off = |by: f64, later: usize| (by - later as f64).powi(2);
    let errors = histories
        .iter()
        .zip(&later)
        .map(|(own, later)| (off(model.expected(own, span), *later), off(naive(own), *later)));
    let gain = judge::gain(&errors.collect::<Vec<_>>());
    let chances: Vec<f64> = histories.iter().map(|own| model.chance_within(own, span)).collect();
    let back: Vec<bool> = later.iter().map(|orders| *orders > 0).collect();
    let auc = ranking::auc(&chances, &back);
    if auc.is_none_or(|auc| auc.low <= 0.5) {
        return Err(Refusal::NoBetter);
    }

    let whole: Vec<Option<(History, f64)>> = customers.iter().map(|days| history(days, today)).collect();
    let known: Vec<History> = whole.iter().flatten().map(|(own, _)| *own).collect();
    let model = Buying::fit(model.model(), &known).ok_or(Refusal::NotSettled)?;
    let paid: Vec<(u32, f64)> = whole.iter().flatten().map(|(own, mean)| (own.repeats, *mean)).collect();
    let worth = Worth::of(customers, &paid);
    let each: Vec<Foreseen> = whole
        .iter()
        .map(|own| own.map_or_else(Foreseen::nothing, |(own, mean)| worth.foresee(&model, &own, mean, terms)))
        .collect();
    let spending = worth.fitted.iter().flat_map(|money| [("p", money.p), ("q", money.q), ("γ", money.v)]);
    let fitted = model.parameters().into_iter().chain(spending).filter(|(_, value)| value.is_finite());
    let (naive, came) = (histories.iter().map(naive).sum(), later.iter().sum::<usize>() as f64);
    let told = Lifetime {
        foreseen,
        naive,
        came,
        auc,
        gain,
        customers: histories.len(),
        repeats,
        judged: judge::lifetime(gain, [foreseen, naive, came], repeats),
        orders: each.iter().map(|own| own.orders).sum(),
        value: each.iter().map(|own| own.value).sum(),
        discounted: each.iter().map(|own| own.discounted).sum(),
        model: model.model(),
        tried,
        fitted: fitted.map(|(letter, value)| (letter.to_owned(), value)).collect(),
    };
    Ok((told, each))
}

/// How sure it is that a customer's silence is longer than the next pause would be: with pauses that vary like those
/// of a Poisson process and a flat prior on the logarithm of its rate, a pause beyond `t` has the chance
/// (S / (S + t))^n after n pauses of S in all (Lomax 1954). None below three pauses.
pub fn silence(days: &Days, today: i32) -> Option<f64> {
    let pauses = days.len().checked_sub(1).filter(|pauses| *pauses >= 3)?;
    let (first, last) = (days.first()?.0, days.last()?.0);
    let (span, silent) = (f64::from(last - first), f64::from((today - last).max(0)));
    (span > 0.0).then(|| 1.0 - (span / (span + silent)).powi(pauses as i32))
}
