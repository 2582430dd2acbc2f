//! The cards of `/insights`, all from one reading of the orders.

use crate::{
    baskets::{pairs, who_lacks},
    cohorts::{cohorts, returned},
    forecast::{diary, forecast},
    holidays,
    journeys::journeys,
    judge,
    lifetime::{self, by_day},
    next_steps::{next_products, open_deals, product_demand},
    purchases::{Purchases, main_currency, purchases},
    rfm,
    staying::staying,
};
use domain::{
    Book, Date, Kind,
    insight::{DIARY_CODE, Foretold, Outlook, Overview, Person, Segment, SegmentFigures, kept_diary},
    keys, model,
};

/// Pairs of products that are told.
const PAIRS: usize = 12;
/// Months foreseen.
const AHEAD: usize = 6;

/// Everything the orders say. Poor data is no error: a card that cannot be made says why or is absent.
pub fn overview(book: &Book, today: Date) -> Overview {
    overview_told(book, today, &mut |_| {})
}

/// [`overview`], telling the share done.
pub fn overview_told(book: &Book, today: Date, told: &mut dyn FnMut(f64)) -> Overview {
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
    told(0.2);
    let lifetime = lifetime::lifetime(&days, today.0).map(|(found, each)| {
        for (person, foreseen) in people.iter_mut().zip(each) {
            person.chances = Some(foreseen.chances);
            person.value = Some(foreseen.value);
            person.expected = Some(foreseen.orders);
            person.likely_orders = Some(foreseen.likely_orders);
            person.likely_value = Some(foreseen.likely_value);
            person.next = foreseen.next;
        }
        found
    });
    told(0.6);
    let left_out = bought.left_out;
    let dates = || bought.rows.iter().filter_map(|row| Some((row.customer?, row.on)));
    let cohorts = cohorts(bought.customers.len(), dates(), today);
    let revenue = outlook(&bought, today, |amount| amount);
    let orders_outlook = outlook(&bought, today, |_| 1.0);
    told(0.75);
    let diary = diary(book, revenue.as_ref());
    let mut pairs = pairs(&bought.products, bought.rows.iter().map(|row| row.basket.as_slice()), PAIRS);
    who_lacks(&mut pairs, &bought);
    let next_products = next_products(&bought);
    told(0.85);
    let demand = product_demand(book, &bought, today);
    Overview {
        today,
        currency,
        orders: bought.rows.len(),
        revenue: bought.rows.iter().map(|row| row.amount).sum(),
        left_out: left_out.unsold + left_out.undated + left_out.future + left_out.other_currency,
        segments: segments(&people),
        people,
        outlook: revenue,
        orders_outlook,
        returned: returned(&cohorts, bought.customers.len(), dates(), today),
        cohorts,
        pairs,
        journeys: journeys(book, &bought),
        lifetime,
        next_products,
        demand_judged: (!demand.is_empty()).then(|| judge::demand(&demand)),
        demand,
        staying: staying(&days, today.0),
        deals: open_deals(book, currency, today),
        diary_score: diary::score(&diary),
        diary,
    }
}

/// The forecasts that were kept, with what came in the months that are over.
fn diary(book: &Book, outlook: Option<&Outlook>) -> Vec<Foretold> {
    let kept = model::find_ready_made(book, DIARY_CODE).and_then(|id| book.get(Kind::Model, id));
    let mut kept = kept.map(|model| kept_diary(model.text(keys::RESULT))).unwrap_or_default();
    for entry in &mut kept {
        entry.came = outlook.and_then(|outlook| {
            let at = usize::try_from(entry.about.month_number() - outlook.from.month_number()).ok()?;
            outlook.past.get(at).copied()
        });
    }
    kept
}

/// What orders come to by month from the first whole month of data to the last, and half a year on.
fn outlook(bought: &Purchases, today: Date, of: fn(f64) -> f64) -> Option<Outlook> {
    let first = bought.rows.first()?.on;
    // The first month counts if it was there from its first days.
    let start = first.month_number() + i32::from(first.ymd().2 > 5);
    let months = usize::try_from(today.month_number() - start).ok()?;
    let mut past = vec![0.0; months];
    for row in &bought.rows {
        let at = usize::try_from(row.on.month_number() - start).ok().and_then(|at| past.get_mut(at));
        at.into_iter().for_each(|month| *month += of(row.amount));
    }
    let found = forecast(&past, 12, AHEAD)?;
    let end = Date::first_of(start + (months + AHEAD) as i32).plus_days(-1);
    let scale = diary::scale(&past, 12);
    let judged = judge::outlook(&judge::Backtest {
        method: found.method,
        months,
        smape: found.smape,
        coverage: found.coverage,
        origins: found.origins,
    });
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
        wide_coverage: found.wide_coverage,
        fitted: found.fitted.into_iter().map(|(letter, value)| (letter.to_owned(), value)).collect(),
        origins: found.origins,
        judged,
        holidays: holidays::between(Date::first_of(start), end),
        scale,
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
        expected: None,
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
