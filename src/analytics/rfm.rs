//! Recency, frequency, monetary value (Hughes 1994): figures, scores and the usual segment names.
//!
//! Scores are rank quintiles: the mid-rank of a customer among all (ties share their average rank, so equal
//! customers score equally), times five over the number of customers, rounded up. 5 is best: bought lately, often,
//! much. Segments follow from the recency score and the mean of the other two, rounded half up. Deliberately not
//! here: any promise about the future.

use domain::insight::{RfmScore, Segment};

/// One customer's figures: days since the last order, number of orders, their sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rfm {
    pub recency: u32,
    pub frequency: u32,
    pub monetary: f64,
}

/// Figures by customer from (customer, day, amount); `today` is the reference day. Customers without an order have
/// none. Several orders of a day count each.
pub fn figures(customers: usize, orders: impl Iterator<Item = (u32, i32, f64)>, today: i32) -> Vec<Option<Rfm>> {
    let mut found: Vec<Option<Rfm>> = vec![None; customers];
    for (customer, day, amount) in orders {
        let recency = today.saturating_sub(day).max(0) as u32;
        let Some(own) = found.get_mut(customer as usize) else { continue };
        let amount = if amount.is_finite() { amount } else { 0.0 };
        match own {
            Some(own) => {
                own.recency = own.recency.min(recency);
                own.frequency += 1;
                own.monetary += amount;
            }
            None => *own = Some(Rfm { recency, frequency: 1, monetary: amount }),
        }
    }
    found
}

/// Scores of customers, in their order.
pub fn scores(all: &[Rfm]) -> Vec<RfmScore> {
    let recency = quintiles(all, |own| -f64::from(own.recency));
    let frequency = quintiles(all, |own| f64::from(own.frequency));
    let monetary = quintiles(all, |own| own.monetary);
    let score = |i: usize| RfmScore { recency: recency[i], frequency: frequency[i], monetary: monetary[i] };
    (0..all.len()).map(score).collect()
}

fn quintiles(all: &[Rfm], value: impl Fn(&Rfm) -> f64) -> Vec<u8> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|&a, &b| value(&all[a]).total_cmp(&value(&all[b])));
    let mut scores = vec![3; all.len()];
    let mut from = 0;
    while from < order.len() {
        let tied = order[from..].iter().take_while(|&&at| value(&all[at]) == value(&all[order[from]])).count();
        // Ranks from + 1 … from + tied, on average this.
        let rank = from as f64 + (tied as f64 + 1.0) / 2.0;
        let score = (rank * 5.0 / all.len() as f64).ceil().clamp(1.0, 5.0) as u8;
        order[from..from + tied].iter().for_each(|&at| scores[at] = score);
        from += tied;
    }
    scores
}

/// The segment of a score: every cell has exactly one.
pub fn segment(score: RfmScore) -> Segment {
    let worth = (score.frequency + score.monetary).div_ceil(2);
    match (score.recency, worth) {
        (5, 4 | 5) | (4, 5) => Segment::Champions,
        (3 | 4, 4 | 5) => Segment::Loyal,
        (4 | 5, 2 | 3) => Segment::PotentialLoyalist,
        (5, _) => Segment::New,
        (4, _) => Segment::Promising,
        (3, 3) => Segment::NeedAttention,
        (3, _) => Segment::AboutToSleep,
        (_, 5) => Segment::CannotLose,
        (_, 3 | 4) => Segment::AtRisk,
        (2, _) => Segment::Hibernating,
        _ => Segment::Lost,
    }
}
