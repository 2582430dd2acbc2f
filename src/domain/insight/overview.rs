//! What the orders say without being asked: the cards of `/insights`.

use super::{
    DiaryScore, Estimate, Foretold, Holiday, Journey, Judged, NextProducts, OpenDeals, ProductDemand, RfmScore,
    Segment, Staying,
};
use crate::{Currency, Date, Id};
use serde::{Deserialize, Serialize};

/// Amounts are major units of `currency`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    pub today: Date,
    pub currency: Currency,
    pub orders: usize,
    pub revenue: f64,
    /// Orders that count nowhere: cancelled, undated, of the future, in another currency.
    pub left_out: usize,
    pub people: Vec<Person>,
    pub segments: Vec<SegmentFigures>,
    /// Revenue.
    pub outlook: Option<Outlook>,
    /// Orders.
    #[serde(default)]
    pub orders_outlook: Option<Outlook>,
    pub cohorts: Vec<Cohort>,
    /// Customers of cohorts at least three months old who ordered again within three months.
    pub returned: usize,
    pub pairs: Vec<Pair>,
    /// What became of the contacts of each source, the one with the most revenue first.
    #[serde(default)]
    pub journeys: Vec<Journey>,
    pub lifetime: Result<Lifetime, Refusal>,
    #[serde(default)]
    pub next_products: NextProducts,
    /// The products sold most of late, most pieces first.
    #[serde(default)]
    pub demand: Vec<ProductDemand>,
    #[serde(default)]
    pub demand_judged: Option<Judged>,
    /// None below three whole years.
    #[serde(default)]
    pub staying: Option<Staying>,
    /// None without any deal.
    #[serde(default)]
    pub deals: Option<OpenDeals>,
    /// Forecasts that were kept, with what came, and how they did.
    #[serde(default)]
    pub diary: Vec<Foretold>,
    #[serde(default)]
    pub diary_score: Option<DiaryScore>,
}

/// A customer with at least one order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    pub id: Id,
    pub score: RfmScore,
    pub segment: Segment,
    /// Days since the last order.
    pub recency: u32,
    pub orders: u32,
    pub spent: f64,
    /// The chance of at least one order within the next 1, 3, 6 and 12 months.
    pub chances: Option<[f64; 4]>,
    /// What the next twelve months should bring.
    pub value: Option<f64>,
    #[serde(default)]
    pub expected: Option<f64>,
    /// Orders and money of the next twelve months: the ends between which 80 of 100 like this customer lie.
    #[serde(default)]
    pub likely_orders: Option<[u32; 2]>,
    #[serde(default)]
    pub likely_value: Option<[f64; 2]>,
    /// Days until half of those like this customer have ordered who do within twelve months.
    #[serde(default)]
    pub next: Option<f64>,
    /// How sure it is that this silence is longer than this customer's usual pause; from 0.95 it is unusual.
    pub silence: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegmentFigures {
    pub segment: Segment,
    pub customers: usize,
    pub revenue: f64,
    /// Middle days since the last order.
    pub recency: f64,
    /// Mean orders.
    pub orders: f64,
}

/// A figure by month and what the next months should bring.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outlook {
    /// The first day of the first month.
    pub from: Date,
    pub past: Vec<f64>,
    /// With the band that holds in 80 of 100 cases.
    pub expected: Vec<Estimate>,
    /// The ends of the band that holds in 95 of 100.
    #[serde(default)]
    pub nearly_sure: Vec<[f64; 2]>,
    /// The next three months together.
    pub quarter: Estimate,
    pub method: Method,
    /// Mean error of forecasts made in the past, in percent; that of repeating last year (or the last month).
    pub smape: f64,
    pub naive_smape: f64,
    /// The share of past months that fell into the band that was promised for them.
    pub coverage: f64,
    /// The same of the band that holds in 95 of 100.
    #[serde(default)]
    pub wide_coverage: f64,
    /// The method's fitted numbers, by the letters of its formula.
    #[serde(default)]
    pub fitted: Vec<(String, f64)>,
    pub origins: usize,
    pub judged: Judged,
    /// Days that move what people buy, from the first month to the last one foreseen: marked, not reckoned with.
    #[serde(default)]
    pub holidays: Vec<(Date, Holiday)>,
    /// How far off repeating the past is by now, on average.
    #[serde(default)]
    pub scale: Option<f64>,
}

/// How a series is carried on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Every period as a year before; the last one again where there is no season.
    Naive,
    Mean,
    Theta,
    HoltWinters,
    /// Exponential smoothing of logarithms with the whole of their trend: growth and season in proportion.
    Growth,
    /// Holt-Winters whose trend fades.
    Damped,
    /// The middle of the others.
    Middle,
}

/// Customers by the month of their first order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cohort {
    pub month: Date,
    pub customers: usize,
    /// Customers who ordered in the month itself, the next one, …
    pub active: Vec<usize>,
}

/// Two products bought together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    pub first: String,
    pub second: String,
    /// Orders with both.
    pub together: usize,
    /// Of those with the first, the share with the second.
    pub confidence: f64,
    /// How much more often than if they had nothing to do with each other.
    pub lift: f64,
    /// Customers who have the first and not yet the second.
    #[serde(default)]
    pub people: Vec<Id>,
}

/// How well the model of buying foresaw the newest part of the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lifetime {
    /// Orders in the newest part, as foreseen from the rest, as repeating the past foresees, and as they came.
    pub foreseen: f64,
    pub naive: f64,
    pub came: f64,
    /// Ordering of customers by the chance to buy again, on the newest part.
    pub auc: Option<Estimate>,
    /// By how much its squared error on each customer's orders is below that of repeating the past, in shares of it.
    pub gain: Estimate,
    /// Customers it was tried on, and those of them who had come back before.
    pub customers: usize,
    pub repeats: usize,
    pub judged: Judged,
    /// Orders and money of all customers within twelve months.
    pub orders: f64,
    pub value: f64,
    /// The same money as of today: later orders count for less.
    #[serde(default)]
    pub discounted: f64,
    /// The model that foresaw the newest part best, and how each did.
    #[serde(default)]
    pub model: BuyingModel,
    #[serde(default)]
    pub tried: Vec<BuyingTried>,
    /// The fitted numbers: of the model by the letters of its paper, then of Gamma-Gamma where it was fitted.
    #[serde(default)]
    pub fitted: Vec<(String, f64)>,
}

/// A model of who buys when and leaves for good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BuyingModel {
    /// Leaves after a repeated order.
    #[default]
    BgNbd,
    /// Leaves after any order.
    MbgNbd,
    /// Leaves at any time.
    ParetoNbd,
}

impl BuyingModel {
    pub const ALL: [BuyingModel; 3] = [BuyingModel::BgNbd, BuyingModel::MbgNbd, BuyingModel::ParetoNbd];
}

/// How a model foresaw the newest part: its log-loss on who came back, all orders, and the root of its mean squared
/// error on each customer's orders; before that, how likely it makes what it learned from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BuyingTried {
    pub model: BuyingModel,
    pub log_loss: f64,
    pub orders: f64,
    pub error: f64,
    pub log_likelihood: f64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Too few customers who came back.
    TooFewRepeats { have: usize, need: usize },
    /// The orders span too few months.
    TooShort { months: usize, need: usize },
    /// The model does no better than the plain rule.
    NoBetter,
    /// The fit did not settle.
    NotSettled,
}
