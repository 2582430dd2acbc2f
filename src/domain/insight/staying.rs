use super::{Estimate, Judged};
use serde::{Deserialize, Serialize};

/// How many customers are still there year after year, by the year of their first order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Staying {
    /// The first and the last whole year.
    pub from: i32,
    pub to: i32,
    /// Who had at least one whole year to come back in.
    pub customers: usize,
    /// For each year after the first: who could have stayed through it, and who did.
    pub years: Vec<Stayed>,
    /// The share of all who began that is there after 0, 1, 2, … years, as the model says: some years more than
    /// counted.
    pub expected: Vec<f64>,
    /// The fitted numbers and how likely they make the data.
    pub alpha: f64,
    pub beta: f64,
    pub log_likelihood: f64,
    /// Customers who stayed through the newest year: as foreseen without it, by the plain share of all years before, and as
    /// they did.
    pub tried: Option<[f64; 3]>,
    pub judged: Judged,
}

/// The same of a file that counts the customers of one beginning year after year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counted {
    pub staying: Staying,
    /// The file has shares: they are told as of a hundred customers.
    pub shares: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stayed {
    pub could: usize,
    pub did: usize,
    /// Of those who came this far.
    pub share: Estimate,
    /// Of all who began, those still there.
    pub left: f64,
}
