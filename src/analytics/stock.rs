//! How much to order: the newsvendor's quantity on the distribution of what will be asked for (Arrow, Harris & Marschak
//! 1951; as order-up-to level for lead time and review period: Silver, Pyke & Thomas, "Inventory and Production
//! Management in Supply Chains", 4th edition 2017, chapters 6 and 10).
//!
//! Until an order placed now can be followed by another, lead time and review period pass: stock and order have to last
//! for both. A piece too few loses its margin, a piece too many what it loses in worth; the quantity is the least with
//! which the chance to have enough reaches margin / (margin + loss). Demand counts pieces and varies like negative
//! binomial numbers (Poisson where the past was no wilder). Deliberately not here: batches, minimum orders, discounts.

use crate::{
    forecast::demand::{self, Demand},
    lifetime::counts,
};
use statrs::function::gamma::gamma_lr;

/// Above this many pieces the distribution is taken as continuous (gamma).
const PIECES: f64 = 2_000.0;

/// Times in the periods of the demand, money in one currency for one piece.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// Periods until an order arrives, and until the next can be placed.
    pub lead: usize,
    pub review: usize,
    /// What a piece sold brings above its cost, and what a piece left over loses in that time.
    pub margin: f64,
    pub loss: f64,
    /// Periods of a season, 1 for none.
    pub season: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    pub method: Demand,
    /// Demand until the next order could arrive, and its standard deviation.
    pub mean: f64,
    pub deviation: f64,
    /// The chance to aim for, what stock and orders should come to, and the chance that this is enough.
    pub ratio: f64,
    pub up_to: u64,
    pub enough: f64,
    /// Pieces that will be missing, on average.
    pub missing: f64,
    /// What to order now.
    pub order: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StockError {
    #[error("margin and loss must be above zero")]
    NoStake,
    #[error("the past is too short, below zero or has no demand")]
    NoDemand,
}

/// What to order with `position` pieces on the shelf and on their way, by demand in past periods, oldest first.
pub fn advise(past: &[f64], position: f64, terms: Terms) -> Result<Advice, StockError> {
    let stake = terms.margin + terms.loss;
    if !(terms.margin > 0.0 && terms.loss > 0.0 && stake.is_finite()) {
        return Err(StockError::NoStake);
    }
    let periods = terms.lead.saturating_add(terms.review).clamp(1, 1_000);
    let found = demand::foresee(past, terms.season, periods).ok_or(StockError::NoDemand)?;
    let ratio = terms.margin / stake;
    let pieces = Pieces::new(found.mean, found.variance);
    let up_to = pieces.quantile(ratio);
    let position = if position.is_finite() { position } else { 0.0 };
    Ok(Advice {
        method: found.method,
        mean: found.mean,
        deviation: found.variance.sqrt(),
        ratio,
        up_to,
        enough: pieces.within(up_to as f64),
        missing: pieces.beyond(up_to as f64),
        order: (up_to as f64 - position).ceil().max(0.0) as u64,
    })
}

/// The distribution of demand.
#[derive(Clone, Debug, PartialEq)]
pub enum Pieces {
    Counted(Vec<f64>),
    Gamma { shape: f64, scale: f64 },
}

impl Pieces {
    /// Of this mean and variance; one below the mean counts as the mean.
    pub fn new(mean: f64, variance: f64) -> Self {
        let mean = if mean.is_finite() { mean.max(0.0) } else { 0.0 };
        let variance = if variance.is_finite() { variance.max(mean) } else { mean };
        if mean == 0.0 {
            return Self::Counted(vec![1.0]);
        }
        if mean + 6.0 * variance.sqrt() > PIECES {
            return Self::Gamma { shape: mean * mean / variance, scale: variance / mean };
        }
        // Poisson is the limit of an r without end.
        let r = mean * mean / (variance - mean).max(1e-6 * mean);
        Self::Counted(counts::negative_binomial(r, r / mean, &[(1.0, 1.0)], 1.0))
    }

    /// The chance that at most `pieces` are asked for.
    pub fn within(&self, pieces: f64) -> f64 {
        match self {
            Self::Counted(chances) => chances.iter().take(pieces.max(0.0) as usize + 1).sum::<f64>().min(1.0),
            Self::Gamma { shape, scale } if pieces > 0.0 => gamma_lr(*shape, pieces / scale),
            Self::Gamma { .. } => 0.0,
        }
    }

    /// The pieces asked for beyond `pieces`, on average.
    pub fn beyond(&self, pieces: f64) -> f64 {
        match self {
            Self::Counted(chances) => {
                let short = |(count, chance): (usize, &f64)| (count as f64 - pieces).max(0.0) * chance;
                chances.iter().enumerate().map(short).sum()
            }
            Self::Gamma { shape, scale } => {
                let above = |shape: f64| if pieces > 0.0 { 1.0 - gamma_lr(shape, pieces / scale) } else { 1.0 };
                (shape * scale * above(shape + 1.0) - pieces * above(*shape)).max(0.0)
            }
        }
    }

    /// The least number of pieces that is enough with this chance.
    pub fn quantile(&self, chance: f64) -> u64 {
        match self {
            Self::Counted(chances) => u64::from(counts::quantile(chances, chance)),
            Self::Gamma { shape, scale } => {
                let (mut low, mut high) = (0.0, shape * scale);
                while self.within(high) < chance && high < 1e15 {
                    high *= 2.0;
                }
                while high - low > 0.5 && high - low > 1e-12 * high {
                    let middle = 0.5 * (low + high);
                    if self.within(middle) < chance { low = middle } else { high = middle }
                }
                high.ceil() as u64
            }
        }
    }
}
