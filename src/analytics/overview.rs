//! The cards of `/insights`, all from one reading of the orders.

use crate::{
    baskets::pairs,
    cohorts::{cohorts, returned},
    purchases::{Purchases, main_currency, purchases},
    rfm,
};
use domain::{
    Book, Date,
    insight::{Overview, Person, Refusal, Segment, SegmentFigures},
};

/// Pairs of products that are told.
const PAIRS: usize = 12;

/// Everything the orders say. Poor data is no error: a card that cannot be made says why or is absent.
pub fn overview(book: &Book, today: Date) -> Overview {
    let currency = main_currency(book);
    let bought = purchases(book, currency, today);
    let people = people(&bought, today);
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
        outlook: None,
        returned: returned(&cohorts, bought.customers.len(), dates(), today),
        cohorts,
        pairs: pairs(&bought.products, bought.rows.iter().map(|row| row.basket.as_slice()), PAIRS),
        lifetime: Err(Refusal::TooFewRepeats { have: 0, need: 20 }),
    }
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
