use crate::{intervals::wilson, purchases::Purchases};
use domain::{Book, Id, Kind, insight::Journey, keys};
use std::collections::{BTreeMap, HashMap};

/// What became of the contacts of each source, the one with the most revenue first. Spelling differs by hand: sources
/// are compared without case and outer spaces, and shown as most of their contacts have them.
pub fn journeys(book: &Book, bought: &Purchases) -> Vec<Journey> {
    let mut orders: HashMap<Id, (usize, f64)> = HashMap::new();
    for row in &bought.rows {
        if let Some(id) = row.customer.and_then(|at| bought.customers.get(at as usize)) {
            let own = orders.entry(*id).or_default();
            *own = (own.0 + 1, own.1 + row.amount);
        }
    }
    let mut found: BTreeMap<String, (Journey, BTreeMap<String, usize>, usize)> = BTreeMap::new();
    for contact in book.iter(Kind::Contact) {
        let source = contact.text(keys::SOURCE).trim();
        let (journey, names, returned) = found.entry(source.to_lowercase()).or_insert_with(|| {
            let none = wilson(0, 0);
            let journey = Journey {
                source: String::new(),
                contacts: 0,
                customers: 0,
                orders: 0,
                revenue: 0.0,
                bought: none,
                came_back: none,
            };
            (journey, BTreeMap::new(), 0)
        });
        *names.entry(source.to_owned()).or_default() += 1;
        journey.contacts += 1;
        if let Some((count, revenue)) = orders.get(&contact.id) {
            journey.customers += 1;
            journey.orders += count;
            journey.revenue += revenue;
            *returned += usize::from(*count > 1);
        }
    }
    let finished = |(mut journey, names, returned): (Journey, BTreeMap<String, usize>, usize)| {
        journey.source = names.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name).unwrap_or_default();
        journey.bought = wilson(journey.customers, journey.contacts);
        journey.came_back = wilson(returned, journey.customers);
        journey
    };
    let mut all: Vec<Journey> = found.into_values().map(finished).collect();
    all.sort_by(|a, b| b.revenue.total_cmp(&a.revenue).then_with(|| b.contacts.cmp(&a.contacts)));
    all
}
