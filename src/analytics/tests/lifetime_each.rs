//! Contracts, and what is foreseen for each customer: intervals of money, the next order, the choice of a model.

use super::lifetime::{cdnow, histories, near};
use crate::{
    lifetime::{
        Days, History,
        buying::{Buying, choose},
        gamma_gamma::GammaGamma,
        lifetime,
        sbg::{Renewals, Sbg},
    },
    random::Random,
};
use domain::insight::BuyingModel;
use statrs::function::beta::beta_reg;

/// Fader & Hardie 2007, table 1: customers left after each of seven years.
pub const REGULAR: [u32; 8] = [1000, 631, 468, 382, 326, 289, 262, 241];
pub const HIGH_END: [u32; 8] = [1000, 869, 743, 653, 593, 551, 517, 491];

#[test]
fn contracts_agree_with_the_paper() {
    for (left, alpha, beta) in [(REGULAR, 0.704, 1.182), (HIGH_END, 0.668, 3.806)] {
        let model = Sbg::fit(&left.map(f64::from)).unwrap();
        near(model.alpha, alpha, 1e-3);
        near(model.beta, beta, 1e-3);
        let survival = model.survival(7);
        assert_eq!((survival.len(), survival[0]), (8, 1.0));
        for (share, left) in survival.iter().zip(left) {
            assert!((share * 1000.0 - f64::from(left)).abs() < 25.0, "{survival:?}");
        }
        near(model.retention(0), beta / (alpha + beta), 1e-3);
        assert!((0..20).all(|passed| model.retention(passed) < model.retention(passed + 1)));
        near(model.expected_periods(0, 7, 0.0), survival[1..].iter().sum(), 1e-12);
        assert!(model.expected_periods(0, 7, 0.1) < model.expected_periods(0, 7, 0.0));

        // The same customers one by one.
        let lost = left
            .windows(2)
            .zip(1..)
            .flat_map(|(pair, due)| std::iter::repeat_n(Renewals { due, ended: true }, (pair[0] - pair[1]) as usize));
        let kept = std::iter::repeat_n(Renewals { due: 7, ended: false }, left[7] as usize);
        let again = Sbg::of_renewals(&lost.chain(kept).collect::<Vec<_>>()).unwrap();
        near(again.alpha, model.alpha, 1e-6);
        near(again.log_likelihood, model.log_likelihood, 1e-9);
    }
}

#[test]
fn contracts_that_tell_nothing_are_refused() {
    for left in [&[][..], &[10.0], &[10.0, 9.0], &[10.0; 3], &[10.0, 12.0, 9.0], &[0.0; 3], &[9.0, f64::NAN, 7.0]] {
        assert_eq!(Sbg::fit(left), None, "{left:?}");
    }
    assert_eq!(Sbg::of_renewals(&[]), None);
    assert_eq!(Sbg::of_renewals(&[Renewals { due: u32::MAX, ended: false }]), None);
    let all_at_once = Sbg::fit(&[50.0, 0.0, 0.0]).unwrap();
    assert!(all_at_once.retention(0) < 0.05 && all_at_once.expected_periods(u32::MAX, 9, -3.0).is_finite());
}

#[test]
fn drawn_worth_agrees_with_the_closed_form() {
    // The sum of k orders is the scale times a beta-prime number (pk, q + px): its distribution is known.
    let worth = GammaGamma { p: 6.25, q: 3.74, v: 15.44 };
    let model = Buying::fit(BuyingModel::BgNbd, &histories()).unwrap();
    let own = History { repeats: 6, last: 35.0, known: 38.86 };
    let counts = model.counts(&own, 39.0);
    let (low, high) = worth.band(&counts, (6, 30.0), 60_000, &mut Random::new(1));
    let below = |money: f64| {
        let scale = worth.v + 6.0 * 30.0;
        let share = money / (scale + money);
        let several = counts.iter().enumerate().skip(1);
        counts[0]
            + several.map(|(k, own)| own * beta_reg(worth.p * k as f64, worth.q + worth.p * 6.0, share)).sum::<f64>()
    };
    assert!((below(high) - 0.9).abs() < 0.01, "{}", below(high));
    assert!(if low > 0.0 { (below(low) - 0.1).abs() < 0.01 } else { counts[0] > 0.1 }, "{low}");
    assert_eq!(
        worth.band(&counts, (6, 30.0), 500, &mut Random::new(1)),
        worth.band(&counts, (6, 30.0), 500, &mut Random::new(1))
    );
    assert_eq!(worth.band(&[], (0, f64::NAN), 0, &mut Random::new(1)), (0.0, 0.0));
}

#[test]
fn discounted_worth_agrees_with_lifetimes() {
    // customer_lifetime_value of lifetimes 0.11.3, twelve months at 1 %: 36.2716 at a mean of 24.65392 an order.
    let model = Buying::fit(BuyingModel::BgNbd, &histories()).unwrap();
    let own = History { repeats: 2, last: 30.43, known: 38.86 };
    near(model.discounted(&own, 4.345, 12, 0.01) * 24.65392, 36.2716, 1e-3);
    near(model.discounted(&own, 4.345, 12, 0.0), model.expected(&own, 12.0 * 4.345), 1e-9);
}

#[test]
fn the_next_order_comes_as_often_before_as_after() {
    for model in BuyingModel::ALL {
        let model = Buying::fit(model, &histories()).unwrap();
        let own = History { repeats: 2, last: 30.43, known: 38.86 };
        let weeks = model.next_order(&own, 52.0).unwrap();
        near(model.chance_within(&own, weeks), model.chance_within(&own, 52.0) / 2.0, 2e-3);
        assert!(weeks > 1.0 && weeks < 26.0);
        assert_eq!(model.next_order(&own, 0.0), None);
        assert_eq!(model.next_order(&History { last: f64::NAN, known: f64::INFINITY, ..own }, f64::NAN), None);
    }
}

#[test]
fn the_model_that_foresees_best_is_chosen() {
    let later: Vec<usize> = cdnow().iter().map(|row| row[4] as usize).collect();
    let (chosen, tried) = choose(&histories(), &later, 39.0).unwrap();
    assert_eq!(tried.len(), 3);
    // Published: BG/NBD foresees 1,653 orders; 1,882 came.
    near(tried[0].orders, 1653.0, 2e-3);
    let own = tried.iter().find(|one| one.model == chosen.model()).unwrap();
    let least = tried.iter().map(|one| one.log_loss).fold(f64::MAX, f64::min);
    assert!(own.log_loss < least + 0.003, "{tried:?}");
    // The base rate alone: 0.29 of the customers came back.
    let back = later.iter().filter(|orders| **orders > 0).count() as f64 / 2357.0;
    assert!(least < -(back * back.ln() + (1.0 - back) * (1.0 - back).ln()) - 0.05, "{tried:?}");
    assert_eq!(choose(&[], &[], 39.0), None);
}

#[test]
fn the_order_of_customers_changes_nothing() {
    let mut random = Random::new(8);
    let mut customer = |_| {
        let (rate, leaving) = (random.gamma(1.2) / 40.0, random.gamma(0.8) / 300.0);
        let start = random.below(500) as f64;
        let end = (start - (1.0 - random.unit()).ln() / leaving).min(730.0);
        let (mut days, mut at) = (Days::new(), start);
        while at <= end {
            days.push((at as i32, 20.0 + random.gamma(2.0) * 20.0));
            at += 1.0 - (1.0 - random.unit()).ln() / rate;
        }
        days
    };
    let mut all: Vec<Days> = (0..300).map(&mut customer).collect();
    let (told, each) = lifetime(&all, 730).unwrap();
    for (own, days) in each.iter().zip(&all) {
        assert!(own.likely_orders[0] <= own.likely_orders[1] && own.likely_value[0] <= own.likely_value[1], "{own:?}");
        assert!(own.discounted <= own.value && f64::from(own.likely_orders[1]) + 1.0 > 0.5 * own.orders, "{own:?}");
        assert!(own.chances.is_sorted() && !days.is_empty() && own.next.is_none_or(|days| days < 366.0), "{own:?}");
    }
    all.reverse();
    let (again, mut turned) = lifetime(&all, 730).unwrap();
    turned.reverse();
    assert_eq!(each, turned);
    assert_eq!(told.model, again.model);
    near(told.value, again.value, 1e-9);
}
