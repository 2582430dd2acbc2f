//! Whom a scan finds, measured: on febrl's sets and on invented people, and how it holds up against anything.

use super::*;
use domain::{Address, Date, Id, insight::Duplicate};
use std::collections::HashSet;

mod febrl;
mod invented;

/// The share of found pairs that are true, and of true pairs that are found.
fn measure(found: &[Duplicate], truth: &HashSet<(Id, Id)>) -> (f64, f64) {
    let right = found.iter().filter(|pair| truth.contains(&(pair.a, pair.b))).count() as f64;
    (right / found.len().max(1) as f64, right / truth.len() as f64)
}

fn everything(persons: &[Person]) -> Vec<Duplicate> {
    scan(persons, 7, &mut |_| {}, &|| false).unwrap()
}
