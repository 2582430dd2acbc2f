//! The cards of `/insights`, all from one reading of the orders.

use crate::{
    baskets::pairs,
    cohorts::{cohorts, returned},
    forecast::forecast,
    journeys::journeys,
    lifetime::{self, by_day},
    purchases::{Purchases, main_currency, purchases},
    rfm,
};
use domain::{
    Book, Date,
    insight::{Outlook, Overview, Person, Segment, SegmentFigures},
};

/// Pairs of products that are told.
const PAIRS: usize = 12;
/// Months foreseen.
const AHEAD: usize = 6;

/// Everything the orders say. Poor data is no error: a card that cannot be made says why or is absent.
pub fn overview(book: &Book, today: Date) -> Overview {
    let currency = main_currency(book);
    let bought = purchases(book, currency, today);
    let mut people = people(&bought, today);
    let days = by_day(
        bought.customers.len(),
        bought.rows.iter().filter_map(|row| Some((row.customer?, row.on.0, row.amount))),
    );
    for (person, own) in people.iter_mut().zip(&days) {
        person.silence = lifetime::silence(own, today.0);
    }
    let lifetime = lifetime::lifetime(&days, today.0).map(|(told, each)| {
        for (person, foreseen) in people.iter_mut().zip(each) {
            person.chances = Some(foreseen.chances);
            person.value = Some(foreseen.value);
            person.likely_orders = Some(foreseen.likely_orders);
            person.likely_value = Some(foreseen.likely_value);
            person.next = foreseen.next;
        }
        told
    });
    let left_out = bought.left_out;
    let dates = || bought.rows.iter().filter_map(|row| Some((row.customer?, row.on)));
    let cohorts = cohorts(bought.customers.len(), dates(), today);
    Overview {
        today,
        currency,
        orders: bought.rows.len(),
        revenue: bought.rows.iter().map(|row| row.amount).sum(),
        left_out: left_out.cancelled + left_out.undated + left_out.future + left_out.other_currency,
        segments: segments(&people),
        people,
        outlook: outlook(&bought, today),
        returned: returned(&cohorts, bought.customers.len(), dates(), today),
        cohorts,
        pairs: pairs(&bought.products, bought.rows.iter().map(|row| row.basket.as_slice()), PAIRS),
        journeys: journeys(book, &bought),
        lifetime,
    }
}

/// Revenue by month from the first whole month of data to the last, and half a year on.
fn outlook(bought: &Purchases, today: Date) -> Option<Outlook> {
    let first = bought.rows.first()?.on;
    // The first month counts if it was there from its first days.
    let start = first.month_number() + i32::from(first.ymd().2 > 5);
    let months = usize::try_from(today.month_number() - start).ok()?;
    let mut past = vec![0.0; months];
    for row in &bought.rows {
        let at = usize::try_from(row.on.month_number() - start).ok().and_then(|at| past.get_mut(at));
        at.into_iter().for_each(|month| *month += row.amount);
    }
    let found = forecast(&past, 12, AHEAD)?;
    Some(Outlook {
        from: Date::first_of(start),
        past,
        expected: found.expected,
        nearly_sure: found.wide.iter().map(|band| [band.low, band.high]).collect(),
        quarter: found.start,
        method: found.method,
        smape: found.smape,
        naive_smape: found.naive_smape,
        coverage: found.coverage,
        origins: found.origins,
    })
}

fn people(bought: &Purchases, today: Date) -> Vec<Person> {
    let orders = bought.rows.iter().filter_map(|row| Some((row.customer?, row.on.0, row.amount)));
    let figures: Vec<_> = rfm::figures(bought.customers.len(), orders, today.0).into_iter().flatten().collect();
    let scores = rfm::scores(&figures);
    let person = |((id, own), score): ((&domain::Id, &rfm::Rfm), &domain::insight::RfmScore)| Person {
        id: *id,
        score: *score,
        segment: rfm::segment(*score),
        recency: own.recency,
        orders: own.frequency,
        spent: own.monetary,
        chances: None,
        value: None,
        likely_orders: None,
        likely_value: None,
        next: None,
        silence: None,
    };
    bought.customers.iter().zip(&figures).zip(&scores).map(person).collect()
}

fn segments(people: &[Person]) -> Vec<SegmentFigures> {
    let of = |segment: Segment| {
        let own: Vec<&Person> = people.iter().filter(|person| person.segment == segment).collect();
        let mut recency: Vec<u32> = own.iter().map(|person| person.recency).collect();
        recency.sort_unstable();
        let middle = recency.get(recency.len() / 2).copied()?;
        Some(SegmentFigures {
            segment,
            customers: own.len(),
            revenue: own.iter().map(|person| person.spent).sum(),
            recency: f64::from(middle),
            orders: own.iter().map(|person| f64::from(person.orders)).sum::<f64>() / own.len() as f64,
        })
    };
    Segment::ALL.into_iter().filter_map(of).collect()
}
