//! Whether what the cards foresee is worth using: what speaks against each, by how it did on what it had not seen.
//!
//! Invariant: nothing is better than "with care" that is not clearly better than its plain rule, and nothing is to be
//! used that is worse. Deliberately not here: the lab's models (`verdict`) and the words.

use crate::intervals::normal;
use domain::insight::{Doubt, ENOUGH_ANSWERS, Estimate, Judged, Method, OffersJudged, ProductDemand};

/// All together may be off by this share.
const BIASED: f64 = 0.2;
/// A band that should hold 80 of 100 times holds at least this often.
const HELD: f64 = 0.7;
/// Months until a year's seasons are known: two years and half a year to judge by.
const SEASONS: usize = 30;
/// Points in time, or customers, that something is tried on.
const TRIED: usize = 8;
/// A mean error of this share is much.
const MUCH: f64 = 0.3;

/// By how much squared errors are below those of the plain rule for the same cases, as a share of those, with a 95 %
/// interval of the paired differences.
pub fn gain(errors: &[(f64, f64)]) -> Estimate {
    gain_of_many(&errors.iter().map(|errors| (*errors, 1.0)).collect::<Vec<_>>())
}

/// [`gain`] where errors stand for so many cases alike.
pub fn gain_of_many(errors: &[((f64, f64), f64)]) -> Estimate {
    let count: f64 = errors.iter().map(|(_, many)| many).sum();
    let plain = errors.iter().map(|((_, plain), many)| plain * many).sum::<f64>() / count.max(1.0);
    if plain <= 0.0 {
        return Estimate::default();
    }
    let apart = || errors.iter().map(|((own, plain), many)| (plain - own, many));
    let mean = apart().map(|(one, many)| one * many).sum::<f64>() / count;
    let spread = apart().map(|(one, many)| (one - mean).powi(2) * many).sum::<f64>() / (count - 1.0).max(1.0);
    normal(mean / plain, (spread / count).sqrt() / plain)
}

/// Better beyond chance, perhaps, or not at all.
fn against(gain: Estimate) -> Option<Doubt> {
    match gain {
        gain if gain.value <= 0.0 => Some(Doubt::Worse),
        gain if gain.low <= 0.0 => Some(Doubt::Unsure),
        _ => None,
    }
}

/// Of a model of buying: orders foreseen, by the plain rule, and as they came.
pub fn lifetime(gain: Estimate, [foreseen, naive, came]: [f64; 3], repeats: usize) -> Judged {
    let mut doubts: Vec<Doubt> = against(gain).into_iter().collect();
    if repeats < ENOUGH_ANSWERS {
        doubts.push(Doubt::FewRepeats { have: repeats, need: ENOUGH_ANSWERS });
    }
    if (foreseen - came).abs() > (naive - came).abs() {
        doubts.push(Doubt::TotalFarther);
    }
    let by = foreseen / came.max(1.0) - 1.0;
    if by.abs() > BIASED {
        doubts.push(Doubt::Biased { by });
    }
    Judged::by(doubts)
}

/// What is known of a forecast before it is judged.
pub struct Backtest {
    pub method: Method,
    pub months: usize,
    pub smape: f64,
    pub coverage: f64,
    pub origins: usize,
}

pub fn outlook(found: &Backtest) -> Judged {
    let mut doubts = Vec::new();
    let error = found.smape / 100.0;
    if error > MUCH {
        doubts.push(Doubt::FarOff { error });
    }
    if found.method == Method::Naive {
        doubts.push(Doubt::PlainRule);
    }
    if found.months < SEASONS {
        doubts.push(Doubt::NoSeason { have: found.months, need: SEASONS });
    }
    if found.origins < TRIED {
        doubts.push(Doubt::FewTried { have: found.origins, need: TRIED });
    }
    if found.coverage < HELD {
        doubts.push(Doubt::BandMissed { promised: 0.8, held: found.coverage });
    }
    Judged::by(doubts)
}

/// Of what products sell: each tried against repeating what was sold last.
pub fn demand(products: &[ProductDemand]) -> Judged {
    let mut doubts = Vec::new();
    let better = products.iter().filter(|one| one.error < one.naive_error).count();
    match better * 2 {
        0 => doubts.push(Doubt::Worse),
        twice if twice < products.len() => doubts.push(Doubt::Unsure),
        _ => {}
    }
    let months = products.iter().map(|one| one.past.len()).max().unwrap_or(0);
    if months < SEASONS {
        doubts.push(Doubt::NoSeason { have: months, need: SEASONS });
    }
    let (held, tried) = products.iter().fold((0, 0), |sum, one| (sum.0 + one.held, sum.1 + one.tried));
    let held = held as f64 / tried.max(1) as f64;
    if held < HELD {
        doubts.push(Doubt::BandMissed { promised: 0.8, held });
    }
    Judged::by(doubts)
}

pub fn offers(tried: Option<&OffersJudged>) -> Judged {
    let Some(tried) = tried else { return Judged::by(vec![Doubt::NotTried]) };
    let mut doubts: Vec<Doubt> = against(tried.gain).into_iter().collect();
    if tried.customers < ENOUGH_ANSWERS {
        doubts.push(Doubt::FewTried { have: tried.customers, need: ENOUGH_ANSWERS });
    }
    Judged::by(doubts)
}

/// Of who stays from year to year: the gain in the newest year over the plain share before, and on how many.
pub fn staying(tried: Option<(Estimate, usize)>) -> Judged {
    let Some((gain, have)) = tried else { return Judged::by(vec![Doubt::NotTried]) };
    let mut doubts: Vec<Doubt> = against(gain).into_iter().collect();
    if have < ENOUGH_ANSWERS {
        doubts.push(Doubt::FewTried { have, need: ENOUGH_ANSWERS });
    }
    Judged::by(doubts)
}
