//! What comes next, for the cards: offers by pair of products, pieces by product, open deals.

use super::{DealTotal, Estimate, Judged, OffersJudged};
use crate::{Date, Id};
use serde::{Deserialize, Serialize};

/// Products to offer and the customers to offer them to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NextProducts {
    /// Most customers first.
    pub pairs: Vec<OfferPair>,
    pub judged: Option<OffersJudged>,
    #[serde(default)]
    pub verdict: Option<Judged>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfferPair {
    pub because: String,
    pub product: String,
    /// Customers for whom this is the best offer.
    pub people: Vec<Id>,
    /// Of those who came back after buying the one, the share who then bought the other as a new one.
    pub chance: Estimate,
    pub lift: f64,
}

/// How many pieces of a product should be asked for in the next three months.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProductDemand {
    pub product: String,
    /// Pieces sold in the last three whole months.
    pub sold: f64,
    /// With the band that should hold in 80 of 100 cases.
    pub expected: Estimate,
    /// The first day of the first month, pieces by month, and what the next months should bring.
    pub from: Date,
    pub past: Vec<f64>,
    pub months: Vec<Estimate>,
    /// How far off such sums were in the past (root of the mean squared error), and repeating the past.
    pub error: f64,
    pub naive_error: f64,
    /// How often sums of the past lay in the band, of so many.
    pub held: usize,
    pub tried: usize,
}

/// Open deals and how deals ended so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenDeals {
    pub won: usize,
    pub lost: usize,
    /// The share won of those that ended.
    pub win: Estimate,
    pub total: DealTotal,
    /// Of it, what should close within three months or is overdue.
    pub soon: DealTotal,
    /// Deals with the chance that a kept model gave them.
    #[serde(default)]
    pub trained: usize,
    /// Deals without a chance of their own, which got the share won.
    pub assumed: usize,
    /// Deals that count nowhere: without a value, without any chance, or in another currency.
    pub left_out: usize,
}
