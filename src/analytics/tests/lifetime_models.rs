//! MBG/NBD, Pareto/NBD and exact order counts, on CDNOW. Figures without another source are those of the Python package
//! lifetimes 0.11.3 (MIT), fitted with a tolerance of 1e-10.

use super::lifetime::{cdnow, histories, near};
use crate::lifetime::{History, bg_nbd::BgNbd, counts, mbg_nbd::MbgNbd, pareto_nbd::ParetoNbd};
use crate::random::Random;

const TWICE: History = History { repeats: 2, last: 30.43, known: 38.86 };
const ONCE: History = History { repeats: 0, last: 0.0, known: 38.86 };

#[test]
fn pareto_nbd_agrees_with_the_note() {
    let all = histories();
    let model = ParetoNbd::fit(&all).unwrap();
    // Fader & Hardie 2005: 0.553, 10.58, 0.606, 11.67, log-likelihood −9595.0; further digits from lifetimes.
    near(model.r, 0.553275, 1e-3);
    near(model.alpha, 10.577612, 1e-3);
    near(model.s, 0.606214, 1e-3);
    near(model.beta, 11.667914, 1e-3);
    near(model.log_likelihood, -9595.0, 1e-5);
    near(all.iter().map(|own| model.log_likelihood_of(own)).sum(), model.log_likelihood, 1e-9);

    near(model.expected(&TWICE, 39.0), 1.455113, 1e-3);
    near(model.alive(&TWICE), 0.869119, 1e-3);
    near(model.alive(&ONCE), 0.295097, 2e-3);
    let counts = model.counts(&TWICE, 39.0);
    for (count, wanted) in [0.408091, 0.219266, 0.151746, 0.095652].into_iter().enumerate() {
        near(counts[count], wanted, 1e-3);
    }
    near(1.0 - model.chance_within(&TWICE, 39.0), 0.408091, 1e-3);
    near(all.iter().map(|own| model.expected(own, 39.0)).sum(), 1665.534, 1e-3);
}

#[test]
fn mbg_nbd_agrees_with_lifetimes() {
    let all = histories();
    let model = MbgNbd::fit(&all).unwrap();
    near(model.r, 0.524838, 1e-3);
    near(model.alpha, 6.182988, 1e-3);
    near(model.a, 0.891356, 1e-3);
    near(model.b, 1.614000, 1e-3);
    // 0.25014747 a customer in its scaled time, where BG/NBD's −9582.4256 is 0.25027173.
    near(model.log_likelihood, -9582.1327, 1e-6);
    near(model.expected(&TWICE, 39.0), 1.262671, 1e-3);
    near(model.alive(&TWICE), 0.706126, 1e-3);
    near(model.alive(&ONCE), 0.389716, 1e-3);
    near(all.iter().map(|own| model.expected(own, 39.0)).sum(), 1576.737, 1e-3);
}

#[test]
fn counts_add_up_to_what_is_expected() {
    let all = histories();
    let (bg, mbg, pareto) = (BgNbd::fit(&all).unwrap(), MbgNbd::fit(&all).unwrap(), ParetoNbd::fit(&all).unwrap());
    let often = History { repeats: 26, last: 37.0, known: 38.86 };
    for own in [TWICE, ONCE, often] {
        for weeks in [1.0, 13.0, 39.0, 104.0] {
            let each = [
                (bg.counts(&own, weeks), bg.expected(&own, weeks), bg.chance_within(&own, weeks)),
                (mbg.counts(&own, weeks), mbg.expected(&own, weeks), mbg.chance_within(&own, weeks)),
                (pareto.counts(&own, weeks), pareto.expected(&own, weeks), pareto.chance_within(&own, weeks)),
            ];
            for (found, expected, chance) in each {
                near(found.iter().sum(), 1.0, 1e-8);
                near(counts::mean(&found), expected, 1e-6);
                near(1.0 - found[0], chance, 1e-7);
            }
        }
    }
    // The tests of lifetimes, a new customer with the paper's rounded parameters: none in 39 weeks, ten in two.
    let published = BgNbd { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, log_likelihood: 0.0 };
    let new = History { repeats: 0, last: 0.0, known: 0.0 };
    near(published.counts(&new, 39.0)[0], 0.5737864, 1e-6);
    near(published.counts(&new, 2.0)[10], 1.07869e-7, 1e-4);
    assert_eq!(counts::quantile(&[0.5, 0.3, 0.2], 0.5), 0);
    assert_eq!(counts::quantile(&[0.5, 0.3, 0.2], 0.81), 2);
}

#[test]
fn intervals_of_counts_hold_what_they_promise() {
    // At least 80 of 100, as counts come whole; what lies within is what the distribution itself says.
    let model = MbgNbd::fit(&histories()).unwrap();
    let (mut within, mut promised) = (0.0, 0.0);
    for (own, row) in histories().iter().zip(cdnow()) {
        let found = model.counts(own, 39.0);
        let (low, high) = (counts::quantile(&found, 0.1), counts::quantile(&found, 0.9));
        promised += found[low as usize..=high as usize].iter().sum::<f64>();
        within += f64::from(u8::from((f64::from(low)..=f64::from(high)).contains(&row[4])));
    }
    assert!((within - promised).abs() < 0.03 * promised && promised > 0.8 * 2357.0, "{within} {promised}");
}

#[test]
fn what_comes_from_a_model_leads_back_to_it() {
    // 4,000 customers who leave at gamma rates, their orders drawn one after the other.
    let mut random = Random::new(11);
    let mut all = Vec::new();
    for _ in 0..4_000 {
        let (rate, leaving) = (random.gamma(0.8) / 6.0, random.gamma(0.7) / 15.0);
        let known = 30.0 + 22.0 * random.unit();
        let end = known.min(-(1.0 - random.unit()).ln() / leaving);
        let (mut repeats, mut last, mut at) = (0, 0.0, 0.0);
        loop {
            at -= (1.0 - random.unit()).ln() / rate;
            if at > end {
                break;
            }
            (repeats, last) = (repeats + 1, at);
        }
        all.push(History { repeats, last, known });
    }
    let model = ParetoNbd::fit(&all).unwrap();
    near(model.r, 0.8, 0.1);
    near(model.alpha, 6.0, 0.15);
    let leaving = (model.s / model.beta) / (0.7 / 15.0);
    assert!((0.7..1.4).contains(&leaving), "{model:?}");
}

#[test]
fn poor_histories_are_no_trouble() {
    let odd = [
        History { repeats: 5, last: f64::NAN, known: 10.0 },
        History { repeats: 3, last: 90.0, known: 40.0 },
        History { repeats: u32::MAX, last: 1.0, known: 2.0 },
        History { repeats: 0, last: 4.0, known: 0.0 },
        History { repeats: 1, last: 0.0, known: 0.0 },
    ];
    assert_eq!(ParetoNbd::fit(&[]), None);
    assert_eq!(MbgNbd::fit(&[ONCE; 0]), None);
    assert_eq!(ParetoNbd::fit(&[History { known: f64::INFINITY, ..ONCE }]), None);
    for all in [&odd[..], &[ONCE][..], &[TWICE; 30][..], &odd[1..2]] {
        let pareto = ParetoNbd::fit(all).map(|model| (model.expected(&TWICE, 9.0), model.chance_within(&TWICE, 9.0)));
        let mbg = MbgNbd::fit(all).map(|model| (model.expected(&TWICE, 9.0), model.chance_within(&TWICE, 9.0)));
        for (expected, chance) in [pareto, mbg].into_iter().flatten() {
            assert!(expected.is_finite() && (0.0..=1.0).contains(&chance), "{all:?}");
        }
    }
}
