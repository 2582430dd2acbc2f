//! Customers by how they buy: groups that k-means found, and what of them the owner keeps.
//!
//! Invariant: a group's code means the same group on the next run, so that names and lists follow it.

use super::ClusterCount;
use crate::{Id, sorting};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What groups differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Habit {
    /// Days since the last order.
    Recency,
    Orders,
    /// Money for each order.
    Basket,
    /// The share of orders in the busiest months.
    Season,
}

impl Habit {
    pub const ALL: [Habit; 4] = [Habit::Recency, Habit::Orders, Habit::Basket, Habit::Season];
}

/// Amounts are major units of the overview's currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomerGroups {
    /// The first of the three months in a row with most orders, 1 to 12.
    pub season: u8,
    /// Each customer with the position of the group.
    pub people: Vec<(Id, u32)>,
    /// Largest first.
    pub groups: Vec<CustomerGroup>,
    /// What was found for each number of groups.
    pub tried: Vec<ClusterCount>,
    pub seed: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomerGroup {
    /// The same group has the same code on every run.
    pub code: u32,
    pub customers: usize,
    pub revenue: f64,
    /// Middle days since the last order.
    pub recency: f64,
    /// Mean orders, money for each of them, and their share in the busiest months.
    pub orders: f64,
    pub basket: f64,
    pub in_season: f64,
    /// What makes the group different, in standard deviations from everybody, strongest first.
    pub marks: Vec<(Habit, f64)>,
    pub centre: Vec<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupsRefusal {
    TooFew {
        have: usize,
        need: usize,
    },
    /// Everybody buys alike.
    TooAlike,
}

/// A group as the owner keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptGroup {
    pub code: u32,
    pub name: String,
    pub centre: Vec<f64>,
    /// Its list.
    #[serde(default)]
    pub view: Option<Id>,
}

/// The code of the ready-made model that keeps them.
pub const GROUPS_CODE: &str = "customer_group";

/// The names that groups go on with: each that of most of its members before, no name twice. `members` are positions
/// of groups, each with the name its member had.
pub fn names_kept<'a>(groups: usize, members: impl Iterator<Item = (usize, &'a str)>) -> Vec<Option<String>> {
    let mut counts: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for member in members {
        *counts.entry(member).or_default() += 1;
    }
    let mut pairs: Vec<((usize, &str), usize)> = counts.into_iter().collect();
    sorting::by(&mut pairs, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut names: Vec<Option<String>> = vec![None; groups];
    for ((group, name), _) in pairs {
        if group < groups && names[group].is_none() && !names.iter().flatten().any(|taken| taken == name) {
            names[group] = Some(name.to_owned());
        }
    }
    names
}

/// What is kept of groups: the result of their model.
pub fn kept_groups(result: &str) -> Vec<KeptGroup> {
    serde_json::from_str(result).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_most_of_their_members() {
        let members = [(0, "Winter"), (0, "Winter"), (0, "Loyal"), (1, "Winter"), (1, "Loyal"), (9, "Loyal")];
        let names = names_kept(3, members.into_iter());
        assert_eq!(names, [Some("Winter".to_owned()), Some("Loyal".to_owned()), None]);
        // Two groups out of one: the larger part keeps the name.
        let parted = [(0, "All"), (1, "All"), (1, "All")];
        assert_eq!(names_kept(2, parted.into_iter()), [None, Some("All".to_owned())]);
        assert_eq!(names_kept(1, std::iter::empty()), [None]);
    }
}
