//! Against the published results on CDNOW (Fader, Hardie & Lee 2005; Fader & Hardie 2013) and lifetimes 0.11.3.

use crate::lifetime::{
    self,
    bg_nbd::{BgNbd, History},
    gamma_gamma::GammaGamma,
};
use domain::insight::Refusal;

pub fn cdnow() -> Vec<[f64; 5]> {
    let path = format!("{}/../../tests/fixtures/cdnow/customers.csv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let row = |line: &str| {
        let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
        cells.try_into().unwrap()
    };
    text.lines().skip(1).map(row).collect()
}

pub fn histories() -> Vec<History> {
    cdnow().iter().map(|row| History { repeats: row[0] as u32, last: row[1], known: row[2] }).collect()
}

#[track_caller]
pub fn near(found: f64, wanted: f64, relative: f64) {
    assert!((found - wanted).abs() <= relative * wanted.abs(), "{found} is not {wanted}");
}

#[test]
fn bg_nbd_agrees_with_the_paper() {
    let all = histories();
    let model = BgNbd::fit(&all).unwrap();
    near(model.r, 0.2426, 1e-3);
    near(model.alpha, 4.4135, 1e-3);
    near(model.a, 0.7929, 1e-3);
    near(model.b, 2.4258, 1e-3);
    near(model.log_likelihood, -9582.4, 1e-5);

    let one = History { repeats: 2, last: 30.43, known: 38.86 };
    near(model.expected(&one, 39.0), 1.226, 1e-3);
    near(model.alive(&one), 0.7266, 1e-3);
    for (weeks, wanted) in
        [(1.0, 0.0363), (4.0, 0.1307), (13.0, 0.3235), (26.0, 0.4737), (39.0, 0.5546), (52.0, 0.6028)]
    {
        near(model.chance_within(&one, weeks), wanted, 2e-3);
    }
    let once = History { repeats: 0, last: 0.0, known: 38.86 };
    assert_eq!(model.alive(&once), 1.0);
    assert!(model.chance_within(&once, 13.0) < 0.1);

    let foreseen: f64 = all.iter().map(|own| model.expected(own, 39.0)).sum();
    let came: f64 = cdnow().iter().map(|row| row[4]).sum();
    near(foreseen, 1653.0, 2e-3);
    assert_eq!(came, 1882.0);
}

#[test]
fn another_unit_of_time_changes_nothing_but_the_unit() {
    let weeks = BgNbd::fit(&histories()).unwrap();
    let days: Vec<History> =
        histories().iter().map(|own| History { last: own.last * 7.0, known: own.known * 7.0, ..*own }).collect();
    let days = BgNbd::fit(&days).unwrap();
    near(days.alpha, weeks.alpha * 7.0, 1e-4);
    near(days.r, weeks.r, 1e-4);
}

#[test]
fn gamma_gamma_agrees_with_the_note() {
    let paid: Vec<(u32, f64)> = cdnow().iter().map(|row| (row[0] as u32, row[3])).collect();
    assert_eq!(paid.iter().filter(|(repeats, _)| *repeats > 0).count(), 946);
    let model = GammaGamma::fit(&paid).unwrap();
    near(model.p, 6.25, 2e-3);
    near(model.q, 3.74, 2e-3);
    assert!((15.43..15.46).contains(&model.v), "{model:?}");
    // Between everybody's mean and the customer's own.
    let (everybody, own) = (model.expected(0, 0.0), model.expected(5, 90.0));
    assert!(everybody < own && own < 90.0, "{everybody} {own}");
}

#[test]
fn poor_data_are_refused() {
    assert_eq!(BgNbd::fit(&[]), None);
    assert_eq!(BgNbd::fit(&[History { repeats: 0, last: 0.0, known: 0.0 }]), None);
    assert_eq!(GammaGamma::fit(&[(0, 0.0)]), None);
    let few = lifetime::by_day(3, [(0, 0, 5.0), (1, 300, 5.0), (1, 300, 2.0), (2, 500, 1.0)].into_iter());
    assert_eq!(few[1], [(300, 7.0)]);
    assert_eq!(lifetime::lifetime(&few, 600).unwrap_err(), Refusal::TooFewRepeats { have: 0, need: 20 });
    assert_eq!(lifetime::lifetime(&few, 60).unwrap_err(), Refusal::TooShort { months: 1, need: 6 });
    assert_eq!(lifetime::lifetime(&[], 60).unwrap_err(), Refusal::TooShort { months: 0, need: 6 });
}

#[test]
fn silence_is_measured_by_the_customers_own_pauses() {
    let monthly: lifetime::Days = (0..10).map(|order| (order * 30, 1.0)).collect();
    assert!(lifetime::silence(&monthly, 290).unwrap() < 0.6);
    assert!(lifetime::silence(&monthly, 270 + 150).unwrap() > 0.95);
    // (270 / (270 + 90))^9
    near(1.0 - lifetime::silence(&monthly, 360).unwrap(), 0.75_f64.powi(9), 1e-12);
    assert_eq!(lifetime::silence(&monthly[..3].to_vec(), 900), None);
}
