//! What to offer a customer next: products the customer has not bought, by what others took as new when they came back
//! after the same ones (item to item, as Linden, Smith & York 2003, in the order of buying), each share drawn towards
//! the usual one while it stands on few customers.
//!
//! Invariant: offers are judged on each customer's last order, which they were made without, against the most bought
//! products; where they do no better, the caller is told. Deliberately not here: buying the same again.

use crate::intervals::{paired_difference, wilson};
use domain::insight::{NextProduct, OffersJudged};
use std::collections::{BTreeMap, BTreeSet};

/// Products looked at, the most bought; and the latest ones of a customer.
const MOST: usize = 2_000;
const LATEST: usize = 200;
/// Customers that the usual share of a product counts for.
const PRIOR: f64 = 10.0;
/// Customers who took one after the other before the one speaks for the other.
const LEAST: u32 = 3;
/// Offers that are judged.
const OFFERS: usize = 3;

/// One customer's orders, oldest first, each as positions in the list of products.
pub type Orders<'a> = Vec<&'a [u32]>;

/// Who bought what after what: customers who came back after a product, and what new they took then.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offers {
    /// Customers who came back at all, and of them who then took this product as a new one.
    back: u32,
    new: BTreeMap<u32, u32>,
    /// Customers who came back after this product, and of them who then took each other one as new.
    after: BTreeMap<u32, (u32, Vec<(u32, u32)>)>,
    /// Products by falling number of customers.
    popular: Vec<u32>,
}

impl Offers {
    pub fn learn<'a>(customers: impl Iterator<Item = &'a [&'a [u32]]>) -> Self {
        // The order that each product came with first.
        let firsts: Vec<(usize, BTreeMap<u32, usize>)> =
            customers.map(|orders| (orders.len(), first(orders))).collect();
        let mut of: BTreeMap<u32, u32> = BTreeMap::new();
        for product in firsts.iter().flat_map(|(_, own)| own.keys()) {
            *of.entry(*product).or_default() += 1;
        }
        let mut popular: Vec<u32> = of.keys().copied().collect();
        popular.sort_by_key(|product| (std::cmp::Reverse(of[product]), *product));
        popular.truncate(MOST);
        let kept: BTreeSet<u32> = popular.iter().copied().collect();
        let mut found = Self { popular, ..Self::default() };
        let mut after: BTreeMap<u32, (u32, BTreeMap<u32, u32>)> = BTreeMap::new();
        for (orders, own) in firsts.iter().filter(|(orders, _)| *orders > 1) {
            found.back += 1;
            let known: Vec<(u32, usize)> =
                own.iter().filter(|(product, _)| kept.contains(product)).map(|(product, at)| (*product, *at)).collect();
            for (product, _) in known.iter().filter(|(_, at)| *at > 0) {
                *found.new.entry(*product).or_default() += 1;
            }
            for (because, since) in known.iter().filter(|(_, at)| at + 1 < *orders) {
                let (back, took) = after.entry(*because).or_default();
                *back += 1;
                for (product, _) in known.iter().filter(|(_, at)| at > since) {
                    *took.entry(*product).or_default() += 1;
                }
            }
        }
        found.after =
            after.into_iter().map(|(product, (back, took))| (product, (back, took.into_iter().collect()))).collect();
        found
    }

    /// At most `most` products for a customer with these orders, the best first. A product that nothing speaks for but
    /// its popularity is no offer.
    pub fn next(&self, orders: &[&[u32]], most: usize) -> Vec<NextProduct> {
        let owned = latest(orders);
        let all: BTreeSet<u32> = orders.iter().flat_map(|order| order.iter().copied()).collect();
        let offer = |product: u32| {
            let told = |because: &u32| {
                let (back, took) = self.after.get(because)?;
                let at = took.binary_search_by_key(&product, |(other, _)| *other).ok()?;
                let together = Some(took[at].1).filter(|together| *together >= LEAST)?;
                let chance = wilson(together as usize, *back as usize);
                let usual = f64::from(*self.new.get(&product)?) / f64::from(self.back);
                Some(NextProduct { product, because: *because, chance, lift: chance.value / usual })
            };
            owned.iter().filter_map(told).max_by(|a, b| a.chance.low.total_cmp(&b.chance.low))
        };
        self.ranked(&owned).into_iter().filter(|product| !all.contains(product)).filter_map(offer).take(most).collect()
    }

    /// Products by the mean of their shares among those who came back after each owned one; the most bought where
    /// nothing is known of that.
    fn ranked(&self, owned: &[u32]) -> Vec<u32> {
        let mut drawn = 0.0;
        let mut found: BTreeMap<u32, f64> = BTreeMap::new();
        for (back, took) in owned.iter().filter_map(|product| self.after.get(product)) {
            let weight = f64::from(*back) + PRIOR;
            drawn += PRIOR / weight;
            for (product, together) in took {
                *found.entry(*product).or_default() += f64::from(*together) / weight;
            }
        }
        if drawn == 0.0 {
            return self.popular.clone();
        }
        let worth = |product: &u32| {
            let usual = f64::from(self.new.get(product).copied().unwrap_or(0)) / f64::from(self.back.max(1));
            found.get(product).copied().unwrap_or(0.0) + drawn * usual
        };
        // A stable sort: of equals, the most bought first.
        let mut ranked: Vec<(f64, u32)> = self.popular.iter().map(|product| (worth(product), *product)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked.into_iter().map(|(_, product)| product).collect()
    }
}

/// The order that each of the latest products came with first.
fn first(orders: &[&[u32]]) -> BTreeMap<u32, usize> {
    let kept = latest(orders);
    let mut found = BTreeMap::new();
    for (at, order) in orders.iter().enumerate() {
        for product in order.iter().filter(|product| kept.binary_search(product).is_ok()) {
            found.entry(*product).or_insert(at);
        }
    }
    found
}

/// Different products of the latest orders, ascending.
fn latest(orders: &[&[u32]]) -> Vec<u32> {
    let mut found = BTreeSet::new();
    for order in orders.iter().rev() {
        for &product in order.iter() {
            if found.len() < LATEST {
                found.insert(product);
            }
        }
    }
    found.into_iter().collect()
}

/// How three offers would have done on the last order of every customer who then bought something new. None where
/// nobody did.
pub fn judge(customers: &[Orders]) -> Option<OffersJudged> {
    let before = |orders: &Orders| orders.len().saturating_sub(1).max(1).min(orders.len());
    let offers = Offers::learn(customers.iter().map(|orders| &orders[..before(orders)]));
    let (mut judged, mut hits, mut popular_hits, mut only, mut only_popular) = (0, 0, 0, 0, 0);
    for orders in customers.iter().filter(|orders| orders.len() > 1) {
        let (past, last) = orders.split_at(orders.len() - 1);
        let owned: BTreeSet<u32> = past.iter().flat_map(|order| order.iter().copied()).collect();
        let new: BTreeSet<u32> = last[0].iter().copied().filter(|product| !owned.contains(product)).collect();
        if new.is_empty() {
            continue;
        }
        let hit = |ranked: &[u32]| {
            let offered = ranked.iter().filter(|product| !owned.contains(product)).take(OFFERS);
            offered.into_iter().any(|product| new.contains(product))
        };
        let (own, plain) = (hit(&offers.ranked(&latest(past))), hit(&offers.popular));
        judged += 1;
        hits += usize::from(own);
        popular_hits += usize::from(plain);
        only += usize::from(own && !plain);
        only_popular += usize::from(plain && !own);
    }
    (judged > 0).then(|| OffersJudged {
        customers: judged,
        hits: wilson(hits, judged),
        popular: wilson(popular_hits, judged),
        gain: paired_difference(only, only_popular, judged),
    })
}
