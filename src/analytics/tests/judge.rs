//! What the cards say of themselves, who stays from year to year, who lacks a product, whose chance a deal has.

use super::overview::Shop;
use crate::{
    forecast::demand,
    judge::{self, Backtest, gain},
    lifetime::{Days, sbg::Sbg},
    overview,
    staying::staying,
};
use domain::{
    Act, Book, Currency, Date, Instant, Key, Kind, Label, Money, Transaction, Value,
    insight::{Doubt, Estimate, Level, Method, TrainSpec},
    keys,
};

fn estimate(low: f64, value: f64, high: f64) -> Estimate {
    Estimate { value, low, high }
}

#[test]
fn what_is_no_better_than_its_plain_rule_is_not_to_be_used() {
    let sure = estimate(0.1, 0.3, 0.5);
    let level = |gain, sums, repeats| judge::lifetime(gain, sums, repeats);
    let good = level(sure, [95.0, 150.0, 100.0], 200);
    assert!(good.level == Level::Use && good.doubts.is_empty() && good.can_apply());
    let worse = level(estimate(-0.3, -0.1, 0.1), [95.0, 150.0, 100.0], 200);
    assert!(worse.level == Level::No && !worse.can_apply() && worse.doubts == [Doubt::Worse]);
    let unsure = level(estimate(-0.1, 0.1, 0.3), [95.0, 150.0, 100.0], 200);
    assert!(unsure.level == Level::Care && unsure.can_apply());
    // The sum nearer by the plain rule, and much too high.
    let off = level(sure, [150.0, 101.0, 100.0], 200);
    assert_eq!((off.level, off.doubts), (Level::Care, vec![Doubt::TotalFarther, Doubt::Biased { by: 0.5 }]));
    // Some who came back: told with care, never written.
    for (repeats, level, written) in [(20, Level::Care, false), (39, Level::Care, false), (40, Level::Use, true)] {
        let found = judge::lifetime(sure, [95.0, 150.0, 100.0], repeats);
        assert_eq!((found.level, found.can_apply()), (level, written), "{repeats}");
    }
}

#[test]
fn a_gain_has_the_interval_of_paired_differences() {
    let clear: Vec<(f64, f64)> = (0..100).map(|at| (1.0, 2.0 + f64::from(at % 3))).collect();
    let found = gain(&clear);
    assert!((found.value - (1.0 - 100.0 / 299.0)).abs() < 1e-12 && found.low > 0.6);
    assert_eq!(gain(&[]), Estimate::default());
    assert_eq!(gain(&[(1.0, 0.0)]), Estimate::default());
    let lucky: Vec<(f64, f64)> = (0..30).map(|at| if at == 0 { (0.0, 90.0) } else { (1.0, 0.5) }).collect();
    assert!(gain(&lucky).value > 0.0 && gain(&lucky).low < 0.0);
}

#[test]
fn a_forecast_says_what_speaks_against_it() {
    let good = Backtest { method: Method::Theta, months: 40, smape: 12.0, coverage: 0.8, origins: 12 };
    assert_eq!(judge::outlook(&good).level, Level::Use);
    let plain = judge::outlook(&Backtest { method: Method::Naive, ..good });
    assert_eq!((plain.level, plain.doubts), (Level::Care, vec![Doubt::PlainRule]));
    let short = judge::outlook(&Backtest { months: 14, origins: 4, coverage: 0.6, ..good });
    assert_eq!((short.level, short.doubts.len()), (Level::Care, 3));
    assert_eq!(judge::outlook(&Backtest { smape: 40.0, ..good }).level, Level::Care);
    assert_eq!(judge::outlook(&Backtest { smape: 70.0, ..good }).level, Level::No);
    assert_eq!(judge::offers(None).level, Level::No);
}

/// Customers who order each year until they leave, as many as `left` says.
fn contracts(left: &[u32], from: i32) -> Vec<Days> {
    let day = |year: i32| Date::parse_iso(&format!("{year}-06-15")).unwrap().0;
    let leaving = left.windows(2).map(|pair| (pair[0] - pair[1]) as usize).chain([left[left.len() - 1] as usize]);
    leaving
        .enumerate()
        .flat_map(|(years, many)| {
            let days: Days = (0..=years as i32).map(|year| (day(from + year), 10.0)).collect();
            std::iter::repeat_n(days, many)
        })
        .collect()
}

#[test]
fn years_of_orders_give_the_published_contract() {
    let left = [1000, 869, 743, 653, 593, 551, 517, 491];
    let customers = contracts(&left, 2012);
    let today = Date::parse_iso("2020-03-01").unwrap().0;
    let found = staying(&customers, today).unwrap();
    assert_eq!((found.from, found.to, found.customers, found.years.len()), (2012, 2019, 1000, 7));
    let wanted = Sbg::fit(&left.map(|left| left as f64)).unwrap();
    // Fader & Hardie 2007: 0.668 and 3.806.
    assert!((found.alpha - 0.668).abs() < 1e-3 && (found.beta - 3.806).abs() < 5e-3, "{} {}", found.alpha, found.beta);
    assert!((found.log_likelihood - wanted.log_likelihood).abs() < 1e-6);
    for (year, left) in found.years.iter().zip(&left[1..]) {
        assert!((year.left - f64::from(*left) / 1000.0).abs() < 1e-9);
    }
    assert_eq!(found.expected.len(), 11);
    let [foreseen, plain, came] = found.tried.unwrap();
    assert_eq!(came, 491.0);
    // Those who are left stay more than all did on average: that is what the model knows.
    assert!((foreseen - came).abs() < (plain - came).abs(), "{foreseen} {plain}");
    // The running year counts for nothing.
    assert_eq!(staying(&customers, today + 200), Some(found));
}

#[test]
fn too_few_years_or_customers_tell_nothing() {
    let today = Date::parse_iso("2020-03-01").unwrap().0;
    assert_eq!(staying(&[], today), None);
    assert_eq!(staying(&contracts(&[100, 60], 2018), today), None);
    assert_eq!(staying(&contracts(&[15, 9, 7, 6], 2016), today), None);
    // Nobody left.
    assert_eq!(staying(&vec![contracts(&[1, 1, 1], 2017)[0].clone(); 40], today), None);
    let three = staying(&contracts(&[100, 60, 45], 2017), today).unwrap();
    assert_eq!((three.years.len(), three.years[0].could, three.years[0].did), (2, 100, 60));
    assert!(three.judged.level != Level::Use);
}

#[test]
fn months_of_demand_add_up_to_their_sum() {
    let steady: Vec<f64> = (0..48).map(|month| 100.0 + f64::from(month % 12) * 5.0).collect();
    let rare: Vec<f64> = (0..36).map(|month| if month % 4 == 1 { 3.0 } else { 0.0 }).collect();
    for past in [steady, rare] {
        let found = demand::foresee(&past, 12, 3).unwrap();
        let months = demand::each(found.method, &past, 3);
        let sum: f64 = months.iter().map(|(mean, _)| mean).sum();
        assert!((sum - found.mean).abs() < 1e-9 * found.mean, "{sum} {}", found.mean);
        assert!(months.iter().all(|(mean, variance)| variance >= mean));
        assert!(found.error <= found.naive_error);
    }
}

#[test]
fn who_has_one_and_lacks_the_other_is_named() {
    let mut shop = Shop::new();
    let line =
        |product: &str| domain::Line { product: product.into(), sku: String::new(), quantity: 1.0, price_minor: 0 };
    let lines = |all: &[&str]| (keys::LINES, Value::Lines(all.iter().map(|product| line(product)).collect()));
    for at in 0..12 {
        let id = shop.customer();
        shop.order(id, 19_000 + at, 10.0, vec![lines(&["Tea", "Pot"])]);
    }
    let [lacks, later] = [shop.customer(), shop.customer()];
    shop.order(lacks, 19_000, 10.0, vec![lines(&["Pot"])]);
    shop.order(later, 19_000, 10.0, vec![lines(&["Pot"])]);
    shop.order(later, 19_020, 10.0, vec![lines(&["Tea"])]);
    for at in 0..30 {
        let id = shop.customer();
        shop.order(id, 19_000 + at, 10.0, vec![lines(&["Cup"])]);
    }
    let found = overview(&shop.book, Date(19_100));
    let pair = &found.pairs[0];
    let lacking = if pair.first == "Pot" { vec![lacks] } else { vec![] };
    assert_eq!(pair.people, lacking, "{pair:?}");
}

#[test]
fn a_deal_has_the_chance_that_a_kept_model_gave_it() {
    let mut shop = Shop::new();
    let deal = |chance: f64| {
        let money = Value::Money(Money::from_major(1_000.0, domain::Currency::USD));
        vec![(keys::VALUE, money), (keys::PROBABILITY, Value::Number(chance))]
    };
    shop.add(Kind::Deal, deal(0.5));
    let before = overview(&shop.book, Date(20_000)).deals.unwrap();
    assert_eq!((before.trained, before.total.mean), (0, 50_000.0));
    let model = |at: i64| {
        let spec = serde_json::to_string(&TrainSpec::new(Kind::Deal, keys::WON, Vec::new())).unwrap();
        vec![(keys::SPEC, Value::Json(spec)), (keys::TRAINED_AT, Value::Instant(Instant(at)))]
    };
    let old = shop.add(Kind::Model, model(1));
    let new = shop.add(Kind::Model, model(2));
    let scores = [(Key::score(old), Value::Number(0.9)), (Key::score(new), Value::Number(0.2))];
    shop.add(Kind::Deal, deal(0.5).into_iter().chain(scores).collect());
    let found = overview(&shop.book, Date(20_000)).deals.unwrap();
    assert_eq!((found.trained, found.assumed, found.total.deals), (1, 0, 2));
    assert!((found.total.mean - 70_000.0).abs() < 1e-6, "{}", found.total.mean);
}

/// On the newest part of this business repeating the past did better: told, and not written onto anyone.
#[test]
fn what_lost_to_the_plain_rule_is_not_written() {
    use interchange::sample::{Lang, Setting, sample};
    let today = Date::parse_iso("2026-05-15").unwrap();
    let setting = Setting { lang: Lang::English, seed: 42, today, at: Instant(0), currency: Currency::USD };
    let mut book = Book::new();
    let label = Label::new(Act::SampleAdded, Kind::Contact, 1, "");
    book.apply(Transaction { edits: sample(&setting), ..Transaction::new(label, Instant(0)) });
    let lifetime = overview(&book, today).lifetime.unwrap();
    assert!(lifetime.gain.value < 0.0 && lifetime.judged.doubts.contains(&Doubt::Worse));
    assert!(lifetime.judged.level == Level::No && !lifetime.judged.can_apply());
}
