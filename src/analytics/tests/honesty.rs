//! Leaks, time and drift: what makes a model look better than it will be.

use super::*;
use crate::{Splits, drift::drift, leakage, random::Random, sigmoid, temporal::temporal};
use domain::insight::{DriftState, Leak};

fn leak_of(table: &Table, key: &str, keys: &[&str]) -> Option<Leak> {
    leakage::suspects(table, &spec(keys)).iter().find(|one| one.key == Key::new(key)).map(|one| one.leak)
}

#[test]
fn features_that_know_the_answer_are_found() {
    let (x, z, mut target) = noisy(600, 11, 2.0);
    target[500..].fill(None);
    let yes = |row: usize| target[row] == Some(true);
    let mut random = Random::new(1);
    let column = |value: &mut dyn FnMut(usize) -> f64| -> Vec<f64> { (0..600).map(value).collect() };
    let later = column(&mut |row| if target[row].is_some() { x[row] } else { f64::NAN });
    let by_answer = column(&mut |row| if target[row] == Some(false) && row % 3 == 0 { z[row] } else { f64::NAN });
    // Yes in the middle: the order of the values alone is no better than a coin.
    let middle = column(&mut |row| if yes(row) { 0.0 } else { [-1.0, 1.0][row % 2] } + 0.1 * random.unit());
    let some_blanks = column(&mut |row| if row % 4 == 0 { f64::NAN } else { x[row] });
    let serial = column(&mut |row| 1000.0 + row as f64);
    let keys = ["x", "later", "by_answer", "middle", "some_blanks", "serial", "customer id", "lost_reason", "paid"];
    let columns = vec![x, later, by_answer, middle, some_blanks, serial, z.clone(), z.clone(), z];
    let mut table = table(&keys, columns, target.clone());
    assert_eq!(leak_of(&table, "x", &keys), None);
    assert!(
        matches!(leak_of(&table, "later", &keys), Some(Leak::FilledLater { known, unknown }) if known == 1.0 && unknown == 0.0)
    );
    assert!(
        matches!(leak_of(&table, "by_answer", &keys), Some(Leak::FilledByAnswer { yes, no }) if yes == 0.0 && no > 0.3)
    );
    assert!(matches!(leak_of(&table, "middle", &keys), Some(Leak::Telltale { auc }) if auc > 0.99));
    assert_eq!(leak_of(&table, "some_blanks", &keys), None);
    assert_eq!(leak_of(&table, "serial", &keys), Some(Leak::Serial));
    assert_eq!(leak_of(&table, "customer id", &keys), Some(Leak::Identifier));
    assert_eq!(leak_of(&table, "lost_reason", &keys), Some(Leak::LateName));
    assert_eq!(leak_of(&table, "paid", &keys), None);

    let found = leakage::suspects(&table, &spec(&keys));
    let kept: Vec<&str> = leakage::without(&table, &found).columns.iter().map(|column| column.key.as_str()).collect();
    assert_eq!(kept, ["x", "middle", "some_blanks", "serial", "lost_reason", "paid"]);
    let trained = learn(&table, &spec(&keys)).unwrap();
    assert_eq!(trained.model.suspects, found);
    assert_finite(&trained);
    let fair = learn(&leakage::without(&table, &found), &spec(&keys)).unwrap();
    assert_finite(&fair);
    let learned_from = |key: &str| fair.model.coefficients.iter().any(|one| one.key == Key::new(key));
    assert!(learned_from("x") && !learned_from("later") && !learned_from("by_answer"));

    // Names of a few rows each do not know their own row; levels that are the answer do.
    let codes = |of: &dyn Fn(usize) -> u32| Values::Levels {
        codes: (0..600).map(of).collect(),
        levels: (0..300).map(|level| level.to_string()).collect(),
    };
    table.columns[0].values = codes(&|row| row as u32 / 2);
    assert_eq!(leak_of(&table, "x", &keys), None);
    table.columns[0].values = codes(&|row| u32::from(target[row] == Some(true)) + 2 * (row as u32 % 3));
    assert!(matches!(leak_of(&table, "x", &keys), Some(Leak::Telltale { .. })));
}

#[test]
fn nothing_is_suspected_of_few_or_empty_rows() {
    for rows in [0, 1, 3, 39] {
        let (x, _, target) = noisy(rows, 2, 9.0);
        assert_eq!(leakage::suspects(&table(&["x"], vec![x], target), &spec(&["x"])), []);
    }
    let blank = table(&["x"], vec![vec![f64::NAN; 100]], vec![Some(true); 100]);
    assert_eq!(leakage::suspects(&blank, &spec(&["x"])), []);
}

#[test]
fn the_past_ends_before_the_test_begins() {
    let days: Vec<Option<i32>> = (0..100).map(|row| (row != 7).then_some(row / 10)).collect();
    let ids: Vec<Id> = (0..100).map(|row| Id(row + 1)).collect();
    let answers: Vec<bool> = (0..100).map(|row| row % 2 == 0).collect();
    let (splits, from) = Splits::by_day(&ids, &answers, &days, 5, 0.2, 1).unwrap();
    assert_eq!(from, 8);
    assert!((0..100).all(|row| splits.test[row] == (row >= 80)));
    // A fifth would part a day: the whole day is tested.
    let (splits, from) = Splits::by_day(&ids, &answers, &days, 5, 0.25, 1).unwrap();
    assert_eq!((from, splits.test.iter().filter(|test| **test).count()), (7, 30));
    assert_eq!(Splits::by_day(&ids, &answers, &[Some(3); 100], 5, 0.2, 1), None);
    assert_eq!(Splits::by_day(&ids, &answers, &[None; 100], 5, 0.2, 1), None);
    assert_eq!(Splits::by_day(&[], &[], &[], 5, 0.2, 1), None);
}

/// Rows by day; in the last quarter x means the opposite where `turns`.
fn through_time(turns: bool) -> (Table, Vec<Option<i32>>) {
    let (x, z, _) = noisy(1000, 21, 0.0);
    let mut random = Random::new(22);
    let strength = |row: usize| if turns && row >= 750 { -2.0 } else { 2.0 };
    let target = (0..1000).map(|row| Some(random.unit() < sigmoid(strength(row) * x[row]))).collect();
    (table(&["x", "z"], vec![x, z], target), (0..1000).map(Some).collect())
}

#[test]
fn a_model_that_fails_on_the_newest_is_told_apart_from_the_random_folds() {
    let judge = |turns| {
        let (table, days) = through_time(turns);
        temporal(&table, &spec(&["x", "z"]), &days, &mut |_| {}, &|| false).unwrap().unwrap()
    };
    let (steady, turned) = (judge(false), judge(true));
    assert!(!steady.differs() && steady.newest_gain.low > 0.0, "{steady:?}");
    assert_eq!((steady.from, steady.newest.rows, steady.random.rows), (800, 200, 1000));
    assert!(turned.differs() && turned.newest_gain.high < 0.0 && turned.random_gain.low > 0.0, "{turned:?}");

    let (table, days) = through_time(false);
    let spec = spec(&["x", "z"]);
    assert_eq!(temporal(&table, &spec, &days, &mut |_| {}, &|| true), Err(TrainError::Cancelled));
    assert_eq!(temporal(&table, &spec, &[], &mut |_| {}, &|| false), Ok(None));
}

#[test]
fn drift_says_when_a_model_stopped_being_better() {
    let outcomes = |rows: usize, strength: f64, truth: f64| -> Vec<(f64, bool)> {
        let (x, _, answers) = noisy(rows, 31, truth);
        x.iter().zip(answers).map(|(x, yes)| (sigmoid(strength * x), yes == Some(true))).collect()
    };
    assert_eq!(drift(&outcomes(400, 2.0, 2.0), 0.5).state, DriftState::Holds);
    assert_eq!(drift(&outcomes(400, 2.0, 0.0), 0.5).state, DriftState::Worse);
    assert_eq!(drift(&outcomes(60, 0.1, 0.1), 0.5).state, DriftState::Unsure);
    assert_eq!(drift(&outcomes(19, 2.0, 2.0), 0.5).state, DriftState::TooFew { need: 20 });
    // By hand: (0.8, yes) and (0.4, no) against a share of one half.
    let found = drift(&[(0.8, true), (0.4, false), (f64::NAN, true)], 0.5);
    assert_eq!(found.rows, 2);
    assert!((found.brier - 0.1).abs() < 1e-12 && (found.naive_brier - 0.25).abs() < 1e-12, "{found:?}");
    assert!((found.gain.value - 0.15).abs() < 1e-12 && (found.promised - 0.6).abs() < 1e-12);
    for odd in [drift(&[], f64::NAN), drift(&[(f64::INFINITY, true)], 2.0)] {
        assert!(serde_json::to_string(&odd).is_ok_and(|text| !text.contains("null")), "{odd:?}");
    }
}
