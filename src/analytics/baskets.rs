//! Products bought together (Agrawal, Imieliński & Swami 1993): pairs with their support, confidence and lift.
//!
//! Pairs are ordered by the lower end of the confidence interval times how much it exceeds chance, so that three
//! orders do not outrank thirty. Products beyond the [`MOST`] most frequent are not looked at.

use crate::{intervals::wilson, purchases::Purchases};
use domain::insight::Pair;
use std::collections::{BTreeMap, HashSet};

/// Products that can be part of a pair.
pub const MOST: usize = 2_000;
/// Orders with both before a pair is told.
pub const LEAST: usize = 3;

/// The `most` telling pairs of `baskets`, each holding different positions in `products`, ascending.
pub fn pairs<'a>(products: &[String], baskets: impl Iterator<Item = &'a [u32]> + Clone, most: usize) -> Vec<Pair> {
    let mut single = vec![0_usize; products.len()];
    let mut orders = 0_usize;
    for basket in baskets.clone() {
        orders += usize::from(!basket.is_empty());
        basket.iter().filter_map(|&product| single.get_mut(product as usize).map(|count| *count += 1)).for_each(drop);
    }
    let mut frequent: Vec<u32> = (0..products.len() as u32).filter(|&at| single[at as usize] >= LEAST).collect();
    frequent.sort_by_key(|&at| (std::cmp::Reverse(single[at as usize]), at));
    frequent.truncate(MOST);
    frequent.sort_unstable();
    let mut both: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for basket in baskets {
        let known: Vec<u32> = basket.iter().copied().filter(|at| frequent.binary_search(at).is_ok()).collect();
        for (i, &first) in known.iter().enumerate() {
            known[i + 1..].iter().for_each(|&second| *both.entry((first, second)).or_default() += 1);
        }
    }
    let mut found: Vec<(f64, Pair)> = Vec::new();
    for ((a, b), together) in both {
        if together < LEAST {
            continue;
        }
        // Told from the rarer product: whoever takes it often takes the other.
        let (first, second) = if single[a as usize] <= single[b as usize] { (a, b) } else { (b, a) };
        let confidence = wilson(together, single[first as usize]);
        let by_chance = single[second as usize] as f64 / orders as f64;
        if confidence.low <= by_chance {
            continue;
        }
        let pair = Pair {
            first: products[first as usize].clone(),
            second: products[second as usize].clone(),
            together,
            confidence: confidence.value,
            lift: confidence.value / by_chance,
            people: Vec::new(),
        };
        found.push(((confidence.low - by_chance) * (together as f64).sqrt(), pair));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().take(most).map(|(_, pair)| pair).collect()
}

/// Fills in the customers of each pair who have the first product and never had the second.
pub fn who_lacks(pairs: &mut [Pair], bought: &Purchases) {
    let place = |name: &str| bought.products.iter().position(|product| product == name).map(|at| at as u32);
    let mut owned: Vec<HashSet<u32>> = vec![HashSet::new(); bought.customers.len()];
    for row in &bought.rows {
        if let Some(own) = row.customer.and_then(|at| owned.get_mut(at as usize)) {
            own.extend(&row.basket);
        }
    }
    for pair in pairs {
        let (Some(first), Some(second)) = (place(&pair.first), place(&pair.second)) else { continue };
        let lacks = |own: &HashSet<u32>| own.contains(&first) && !own.contains(&second);
        let people = bought.customers.iter().zip(&owned).filter(|(_, own)| lacks(own));
        pair.people = people.map(|(id, _)| *id).collect();
    }
}
