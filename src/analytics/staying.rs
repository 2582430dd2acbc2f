//! Who is still there year after year, without a contract: a customer of a year renews by ordering in the next one or
//! later, and how long that goes on is the shifted beta-geometric distribution (Fader & Hardie 2007, `lifetime::sbg`).
//!
//! Whole calendar years count, the running one does not. Someone who skips a year and comes back was never gone; whoever
//! was last seen before the newest whole year counts as gone, which a later order takes back.

use crate::{
    intervals::wilson,
    judge,
    lifetime::{
        Days,
        sbg::{Renewals, Sbg},
    },
};
use domain::{
    Date,
    insight::{Estimate, Stayed, Staying},
};

/// Whole years, and customers, below which nothing is told.
pub const LEAST_YEARS: i32 = 3;
pub const LEAST: usize = 20;
/// Years told beyond those counted.
const AHEAD: usize = 3;

/// The first and the last year a customer ordered in, of the years until `last`.
fn span(days: &Days, last: i32) -> Option<(i32, i32)> {
    let years = days.iter().map(|(day, _)| Date(*day).ymd().0).filter(|year| *year <= last);
    let (mut first, mut newest) = (i32::MAX, i32::MIN);
    years.for_each(|year| (first, newest) = (first.min(year), newest.max(year)));
    (first <= newest).then_some((first, newest))
}

/// What was due until `last`, and whether it was the last that ended it.
fn renewals((first, newest): (i32, i32), last: i32) -> Renewals {
    let ended = newest < last;
    Renewals { due: (if ended { newest - first + 1 } else { last - first }) as u32, ended }
}

/// None for less than [`LEAST_YEARS`] whole years, few customers, or where everybody stayed.
pub fn staying(customers: &[Days], today: i32) -> Option<Staying> {
    let last = Date(today).ymd().0 - 1;
    let known: Vec<(i32, i32)> = customers.iter().filter_map(|days| span(days, last)).collect();
    let from = known.iter().map(|(first, _)| *first).min()?;
    let all: Vec<Renewals> = known.iter().map(|own| renewals(*own, last)).filter(|own| own.due > 0).collect();
    if last - from + 1 < LEAST_YEARS || all.len() < LEAST {
        return None;
    }
    let model = Sbg::of_renewals(&all)?;
    let mut left = 1.0;
    let year = |passed: u32| {
        let could = all.iter().filter(|own| own.due > passed).count();
        let did = all.iter().filter(|own| own.due > passed + 1 || (own.due == passed + 1 && !own.ended)).count();
        let share = wilson(did, could);
        left *= share.value;
        Stayed { could, did, share, left }
    };
    let years: Vec<Stayed> = (0..(last - from) as u32).map(year).collect();
    let held_back = newest_year(customers, last);
    let gained = held_back.as_ref().map(|tried| (judge::gain(&tried.errors), tried.errors.len()));
    Some(Staying {
        from,
        to: last,
        customers: all.len(),
        expected: model.survival((years.len() + AHEAD) as u32),
        years,
        alpha: model.alpha,
        beta: model.beta,
        log_likelihood: model.log_likelihood,
        judged: judge::staying(gained),
        tried: held_back.map(|tried| tried.sums),
    })
}

struct Tried {
    /// Squared errors of the model and of the plain share of all years before.
    errors: Vec<(f64, f64)>,
    sums: [f64; 3],
}

/// Who stayed through the newest year, foreseen from the years before.
fn newest_year(customers: &[Days], last: i32) -> Option<Tried> {
    let before = last - 1;
    let known: Vec<((i32, i32), bool)> = customers
        .iter()
        .filter_map(|days| Some((span(days, before)?, span(days, last).is_some_and(|(_, newest)| newest == last))))
        .collect();
    let all: Vec<Renewals> = known.iter().map(|(own, _)| renewals(*own, before)).collect();
    let model = Sbg::of_renewals(&all)?;
    let (could, did) = all.iter().filter(|own| own.due > 0).fold((0, 0), |(could, did), own| {
        // All that were due but for one that ended it.
        (could + own.due, did + own.due - u32::from(own.ended))
    });
    let plain = f64::from(did) / f64::from(could.max(1));
    let mut tried = Tried { errors: Vec::new(), sums: [0.0; 3] };
    for ((first, _), stayed) in known.iter().filter(|((_, newest), _)| *newest == before) {
        let (foreseen, came) = (model.retention((before - first) as u32), f64::from(u8::from(*stayed)));
        tried.errors.push(((foreseen - came).powi(2), (plain - came).powi(2)));
        [foreseen, plain, came].iter().zip(&mut tried.sums).for_each(|(one, sum)| *sum += one);
    }
    (!tried.errors.is_empty()).then_some(tried)
}

/// The same of customers of one beginning, counted after 0, 1, 2, … years: at least [`LEAST_YEARS`] counts, none above
/// the one before. None where nobody left.
pub fn of_counts(left: &[f64]) -> Option<Staying> {
    let model = Sbg::fit(left)?;
    let (first, periods) = (*left.first()?, left.len() - 1);
    let year = |pair: &[f64]| {
        let [could, did] = [pair[0], pair[1]].map(|count| count.round() as usize);
        let share = wilson(did, could);
        // Of shares exactly what they say.
        let value = if pair[0] > 0.0 { pair[1] / pair[0] } else { share.value };
        Stayed { could, did, share: Estimate { value, ..share }, left: pair[1] / first }
    };
    let held_back = newest_count(left);
    Some(Staying {
        from: 0,
        to: periods as i32,
        customers: first.round() as usize,
        expected: model.survival((periods + AHEAD) as u32),
        years: left.windows(2).map(year).collect(),
        alpha: model.alpha,
        beta: model.beta,
        log_likelihood: model.log_likelihood,
        judged: judge::staying(held_back.map(|(gain, sums)| (gain, sums[3] as usize))),
        tried: held_back.map(|(_, [foreseen, plain, came, _])| [foreseen, plain, came]),
    })
}

/// The newest count, foreseen from those before: the gain over their plain share, then who should have stayed by the
/// model and by that share, who did and who could.
fn newest_count(left: &[f64]) -> Option<(Estimate, [f64; 4])> {
    let (came, before) = left.split_last()?;
    let (could, could_before) = before.split_last()?;
    let foreseen = Sbg::fit(before)?.retention(could_before.len() as u32);
    let plain = before[1..].iter().sum::<f64>() / could_before.iter().sum::<f64>();
    let off = |outcome: f64| ((foreseen - outcome).powi(2), (plain - outcome).powi(2));
    let gain = judge::gain_of_many(&[(off(1.0), *came), (off(0.0), could - came)]);
    (*could > 0.0).then_some((gain, [foreseen * could, plain * could, *came, could.round()]))
}
