use super::Estimate;
use serde::{Deserialize, Serialize};

/// A product that a customer has not bought and may buy next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NextProduct {
    /// Positions in the list of products: what to offer, and what of the customer's speaks for it most.
    pub product: u32,
    pub because: u32,
    /// Of the customers who came back after buying the other, the share who then bought this as a new one.
    pub chance: Estimate,
    /// How much more often than customers who came back after anything.
    pub lift: f64,
}

/// How the offers would have done on each customer's last order, which they were made without.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OffersJudged {
    pub customers: usize,
    /// Customers who bought one of three offers; the same for the three most bought products.
    pub hits: Estimate,
    pub popular: Estimate,
    /// The difference. Where its interval includes zero, the most bought do as well.
    pub gain: Estimate,
}

/// What became of the people that a source brought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Journey {
    /// Empty: not known.
    pub source: String,
    pub contacts: usize,
    pub customers: usize,
    pub orders: usize,
    /// Major units of the overview's currency.
    pub revenue: f64,
    /// The share of contacts who ordered, and of customers who ordered again.
    pub bought: Estimate,
    pub came_back: Estimate,
}
