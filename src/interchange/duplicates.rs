//! Which records are the same person or company, how sure that is, and why.
//!
//! [`Scan`] looks through all records in slices; [`Index`] answers for one that is being entered. Invariant: the
//! same records and seed give the same pairs, on every machine, and time grows with the number of records.
//! Deliberately not here: what becomes of a pair (`domain::merge`) and the words for a reason.

mod address;
mod birthday;
mod blocking;
mod company;
mod email;
mod groups;
mod index;
mod letters;
mod name;
mod nicknames;
mod people;
mod phone;
mod pool;
mod scan;
mod score;

pub use groups::groups;
pub use index::Index;
pub use people::Person;
pub use scan::{Scan, scan};

/// From this probability on a pair is worth showing.
pub const WORTH_SHOWING: f64 = 0.7;

#[cfg(test)]
mod tests;
