//! The three models of buying behind one face, and which of them to trust: the one that foresaw the newest part best.

use super::{History, bg_nbd::BgNbd, history::span, mbg_nbd::MbgNbd, pareto_nbd::ParetoNbd};
use domain::insight::{BuyingModel, BuyingTried};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Buying {
    BgNbd(BgNbd),
    MbgNbd(MbgNbd),
    ParetoNbd(ParetoNbd),
}

impl Buying {
    /// None where the fit does not settle.
    pub fn fit(model: BuyingModel, histories: &[History]) -> Option<Self> {
        match model {
            BuyingModel::BgNbd => BgNbd::fit(histories).map(Self::BgNbd),
            BuyingModel::MbgNbd => MbgNbd::fit(histories).map(Self::MbgNbd),
            BuyingModel::ParetoNbd => ParetoNbd::fit(histories).map(Self::ParetoNbd),
        }
    }

    pub fn model(&self) -> BuyingModel {
        match self {
            Self::BgNbd(_) => BuyingModel::BgNbd,
            Self::MbgNbd(_) => BuyingModel::MbgNbd,
            Self::ParetoNbd(_) => BuyingModel::ParetoNbd,
        }
    }

    /// The fitted numbers by the letters of the model's paper.
    pub fn parameters(&self) -> [(&'static str, f64); 4] {
        match self {
            Self::BgNbd(BgNbd { r, alpha, a, b, .. }) | Self::MbgNbd(MbgNbd { r, alpha, a, b, .. }) => {
                [("r", *r), ("α", *alpha), ("a", *a), ("b", *b)]
            }
            Self::ParetoNbd(ParetoNbd { r, alpha, s, beta, .. }) => [("r", *r), ("α", *alpha), ("s", *s), ("β", *beta)],
        }
    }

    /// Of what it was fitted to.
    pub fn log_likelihood(&self) -> f64 {
        match self {
            Self::BgNbd(model) => model.log_likelihood,
            Self::MbgNbd(model) => model.log_likelihood,
            Self::ParetoNbd(model) => model.log_likelihood,
        }
    }

    /// The chance of at least one order within `time`.
    pub fn chance_within(&self, own: &History, time: f64) -> f64 {
        match self {
            Self::BgNbd(model) => model.chance_within(own, time),
            Self::MbgNbd(model) => model.chance_within(own, time),
            Self::ParetoNbd(model) => model.chance_within(own, time),
        }
    }

    /// Orders to expect within `time`.
    pub fn expected(&self, own: &History, time: f64) -> f64 {
        match self {
            Self::BgNbd(model) => model.expected(own, time),
            Self::MbgNbd(model) => model.expected(own, time),
            Self::ParetoNbd(model) => model.expected(own, time),
        }
    }

    /// The chances of 0, 1, 2, … orders within `time`; their mean is what is expected.
    pub fn counts(&self, own: &History, time: f64) -> Vec<f64> {
        match self {
            Self::BgNbd(model) => model.counts(own, time),
            Self::MbgNbd(model) => model.counts(own, time),
            Self::ParetoNbd(model) => model.counts(own, time),
        }
    }

    /// Half of those like this customer who order within `time` at all have done so after this long. None where
    /// hardly any will.
    pub fn next_order(&self, own: &History, time: f64) -> Option<f64> {
        let time = span(time);
        let half = self.chance_within(own, time) / 2.0;
        if half < 1e-6 {
            return None;
        }
        let (mut low, mut high) = (0.0, time);
        while high - low > 1e-3 * high {
            let middle = 0.5 * (low + high);
            if self.chance_within(own, middle) < half { low = middle } else { high = middle }
        }
        Some(0.5 * (low + high))
    }

    /// The orders of `periods` equal times from now on, each worth less by `rate` for every period until its end.
    pub fn discounted(&self, own: &History, period: f64, periods: u32, rate: f64) -> f64 {
        let (mut before, mut sum, mut worth) = (0.0, 0.0, 1.0);
        for at in 1..=periods {
            let until = self.expected(own, f64::from(at) * period);
            worth /= 1.0 + rate.max(0.0);
            sum += (until - before).max(0.0) * worth;
            before = until;
        }
        if sum.is_finite() { sum } else { 0.0 }
    }
}

/// Fits all models to `histories` and judges each by `later`, the orders that came within `time` after. Of those whose
/// log-loss on who came back lies within one standard error of the least (Breiman et al. 1984), the one nearest to all
/// orders is proposed. None where no fit settles.
pub fn choose(histories: &[History], later: &[usize], time: f64) -> Option<(Buying, Vec<BuyingTried>)> {
    let came = later.iter().sum::<usize>() as f64;
    let judged = |model: BuyingModel| {
        let fitted = Buying::fit(model, histories)?;
        let loss = |(own, later): (&History, &usize)| {
            let chance = fitted.chance_within(own, time).clamp(1e-6, 1.0 - 1e-6);
            -(if *later > 0 { chance } else { 1.0 - chance }).ln()
        };
        let losses: Vec<f64> = histories.iter().zip(later).map(loss).collect();
        let foreseen: Vec<f64> = histories.iter().map(|own| fitted.expected(own, time)).collect();
        let squares: f64 = foreseen.iter().zip(later).map(|(one, later)| (one - *later as f64).powi(2)).sum();
        let log_loss = losses.iter().sum::<f64>() / losses.len().max(1) as f64;
        let tried = BuyingTried {
            model,
            log_loss,
            orders: foreseen.iter().sum(),
            error: (squares / later.len().max(1) as f64).sqrt(),
            log_likelihood: fitted.log_likelihood(),
        };
        Some((fitted, losses, tried))
    };
    let all: Vec<_> = BuyingModel::ALL.into_iter().filter_map(judged).collect();
    let best = all.iter().min_by(|a, b| a.2.log_loss.total_cmp(&b.2.log_loss))?;
    let close = |one: &&(Buying, Vec<f64>, BuyingTried)| {
        let count = one.1.len() as f64;
        let apart: Vec<f64> = one.1.iter().zip(&best.1).map(|(own, best)| own - best).collect();
        let mean = apart.iter().sum::<f64>() / count;
        let spread = apart.iter().map(|own| (own - mean).powi(2)).sum::<f64>() / (count - 1.0).max(1.0);
        mean <= (spread / count).sqrt()
    };
    let off = |one: &(Buying, Vec<f64>, BuyingTried)| (one.2.orders - came).abs();
    let chosen = all.iter().filter(close).min_by(|a, b| off(a).total_cmp(&off(b)))?.0;
    Some((chosen, all.into_iter().map(|(_, _, tried)| tried).collect()))
}
