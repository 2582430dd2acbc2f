//! What comes next, from the purchases: whom to offer what, how many pieces of each product, what open deals bring.

use crate::{
    forecast::{deals, demand},
    intervals::wilson,
    judge as verdicts,
    next_product::{Offers, Orders, judge},
    purchases::Purchases,
    stock::Pieces,
};
use domain::{
    Book, Currency, Date, Id, Key, Kind, Record, Value,
    deal::{Outcome, outcome},
    insight::{Estimate, NextProducts, OfferPair, OpenDeals, ProductDemand},
    keys, model, order,
};
use std::collections::{BTreeMap, HashMap};

/// Pairs of products and products that are told.
const PAIRS: usize = 10;
const PRODUCTS: usize = 10;
/// Months that pieces and deals are foreseen for.
pub const MONTHS: usize = 3;
/// Deals that ended before their share stands in for a missing chance.
const ENDED: usize = 10;

/// For each customer the best offer, by pair of products.
pub fn next_products(bought: &Purchases) -> NextProducts {
    let mut orders: Vec<Orders<'_>> = vec![Vec::new(); bought.customers.len()];
    for row in bought.rows.iter().filter(|row| !row.basket.is_empty()) {
        if let Some(own) = row.customer.and_then(|at| orders.get_mut(at as usize)) {
            own.push(&row.basket);
        }
    }
    let offers = Offers::learn(orders.iter().map(Vec::as_slice));
    let mut pairs: BTreeMap<(u32, u32), (Estimate, f64, Vec<Id>)> = BTreeMap::new();
    for (id, own) in bought.customers.iter().zip(&orders) {
        if let Some(offer) = offers.next(own, 1).first() {
            let pair = pairs.entry((offer.because, offer.product)).or_insert((offer.chance, offer.lift, Vec::new()));
            pair.2.push(*id);
        }
    }
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_by(|a, b| b.1.2.len().cmp(&a.1.2.len()).then_with(|| a.0.cmp(&b.0)));
    let name = |product: u32| bought.products.get(product as usize).cloned().unwrap_or_default();
    let pair = |((because, product), (chance, lift, people))| OfferPair {
        because: name(because),
        product: name(product),
        people,
        chance,
        lift,
    };
    let judged = judge(&orders);
    let verdict = Some(verdicts::offers(judged.as_ref()));
    NextProducts { pairs: pairs.into_iter().take(PAIRS).map(pair).collect(), judged, verdict }
}

/// Pieces of the products sold most in the last year, in whole months before `today`.
pub fn product_demand(book: &Book, bought: &Purchases, today: Date) -> Vec<ProductDemand> {
    let Some(first) = bought.rows.first().map(|row| row.on) else { return Vec::new() };
    let start = first.month_number() + i32::from(first.ymd().2 > 5);
    let months = usize::try_from(today.month_number() - start).unwrap_or(0);
    let mut sold: HashMap<&str, Vec<f64>> = HashMap::new();
    for order in book.iter(Kind::Order).filter(|order| order::sold(order)) {
        let month = order.date(keys::ORDERED_ON).and_then(|on| usize::try_from(on.month_number() - start).ok());
        let (Some(month), Some(Value::Lines(lines))) = (month.filter(|at| *at < months), order.get(keys::LINES)) else {
            continue;
        };
        for line in lines.iter().filter(|line| line.quantity.is_finite() && line.quantity > 0.0) {
            let product = line.product.trim();
            if !product.is_empty() {
                sold.entry(product).or_insert_with(|| vec![0.0; months])[month] += line.quantity;
            }
        }
    }
    let late = |past: &[f64], months: usize| past[past.len().saturating_sub(months)..].iter().sum::<f64>();
    let mut sold: Vec<_> = sold.into_iter().collect();
    sold.sort_by(|a, b| late(&b.1, 12).total_cmp(&late(&a.1, 12)).then_with(|| a.0.cmp(b.0)));
    let foreseen = |(product, past): (&str, Vec<f64>)| {
        let found = demand::foresee(&past, 12, MONTHS)?;
        let months = demand::each(found.method, &past, MONTHS).into_iter().map(|(mean, variance)| band(mean, variance));
        let tried = demand::tried(found.method, &past, demand::judged_ahead(&past, MONTHS));
        Some(ProductDemand {
            product: product.to_owned(),
            sold: late(&past, MONTHS),
            expected: band(found.mean, found.variance),
            from: Date::first_of(start),
            months: months.collect(),
            past,
            error: found.error,
            naive_error: found.naive_error,
            held: held(&tried),
            tried: tried.len(),
        })
    };
    let mut told: Vec<ProductDemand> = sold.into_iter().take(PRODUCTS).filter_map(foreseen).collect();
    told.sort_by(|a, b| b.expected.value.total_cmp(&a.expected.value));
    told
}

/// What 80 of 100 such demands lie in.
fn band(mean: f64, variance: f64) -> Estimate {
    let pieces = Pieces::new(mean, variance);
    let (low, high) = (pieces.quantile(0.1) as f64, pieces.quantile(0.9) as f64);
    Estimate { value: mean, low: low.min(mean), high: high.max(mean) }
}

/// How many demands of the past lay in the band that the others would have promised.
fn held(tried: &[demand::Tried]) -> usize {
    let square = |one: &demand::Tried| (one.foreseen - one.came).powi(2);
    let all: f64 = tried.iter().map(square).sum();
    let others = tried.len().saturating_sub(1).max(1) as f64;
    let holds = |one: &&demand::Tried| {
        let band = band(one.foreseen, ((all - square(one)) / others).max(one.foreseen));
        (band.low..=band.high).contains(&one.came)
    };
    tried.iter().filter(holds).count()
}

/// What the open deals in this currency come to. None where there never was a deal.
pub fn open_deals(book: &Book, currency: Currency, today: Date) -> Option<OpenDeals> {
    let (mut won, mut lost) = (0, 0);
    let mut open = Vec::new();
    for deal in book.iter(Kind::Deal) {
        match outcome(deal) {
            Outcome::Won => won += 1,
            Outcome::Lost => lost += 1,
            Outcome::Open => open.push(deal),
        }
    }
    if won + lost + open.len() == 0 {
        return None;
    }
    let win = wilson(won, won + lost);
    let until = Date::first_of(today.month_number() + MONTHS as i32 + 1);
    let learned = deal_chances(book);
    let (mut all, mut soon, mut trained, mut assumed, mut left_out) = (Vec::new(), Vec::new(), 0, 0, 0);
    for deal in open {
        let value = deal.money(keys::VALUE).filter(|money| money.currency == currency && money.minor > 0);
        let sound = |key| deal.number(key).filter(|chance| chance.is_finite());
        let score = learned.and_then(sound);
        let own = score.or_else(|| sound(keys::PROBABILITY));
        let chance = own.or_else(|| (won + lost >= ENDED).then_some(win.value));
        let (Some(value), Some(chance)) = (value, chance) else {
            left_out += 1;
            continue;
        };
        trained += usize::from(score.is_some());
        assumed += usize::from(own.is_none());
        all.push((value.minor, chance));
        if deal.date(keys::EXPECTED_CLOSE).is_some_and(|on| on < until) {
            soon.push((value.minor, chance));
        }
    }
    let (total, soon) = (deals::total(&all), deals::total(&soon));
    Some(OpenDeals { won, lost, win, total, soon, trained, assumed, left_out })
}

/// Where the newest kept model of which deals will be won wrote its chances.
fn deal_chances(book: &Book) -> Option<Key> {
    let asks =
        |record: &&Record| model::spec(record).is_some_and(|spec| spec.kind == Kind::Deal && spec.target == keys::WON);
    let at = |record: &Record| match record.get(keys::TRAINED_AT) {
        Some(Value::Instant(at)) => at.0,
        _ => i64::MIN,
    };
    let newest = book.iter(Kind::Model).filter(asks).max_by_key(|record| at(record))?;
    Some(Key::score(newest.id))
}
