//! Leaks, time and drift: what makes a model look better than it will be.

use super::*;
use crate::{Splits, drift::drift, leakage, random::Random, sigmoid, study};
use domain::{
    insight::{DriftState, Leak, Level, Reason},
    keys,
};

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
    assert_eq!(kept, ["x", "some_blanks", "lost_reason", "paid"]);
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
fn what_sounds_late_and_tells_is_left_out_unless_the_owner_knows_better() {
    let (x, z, target) = noisy(600, 11, 4.0);
    let table = table(&["x", "z"], vec![x.clone(), z.clone()], target.clone());
    let asked = |names: &[&str], anyway: bool, target: Key| {
        let mut spec = TrainSpec { target, ..spec(&["x", "z"]) };
        spec.features[0].anyway = anyway;
        let ears = study::Ears { progress: &mut |_| {}, cancelled: &|| false };
        study::yes_or_no(&table, &spec, names, Instant(0), ears).unwrap().model
    };
    let answer = Key::new("answer");
    let plain = asked(&["age", "score"], false, answer);
    assert!(plain.suspects.is_empty() && plain.verdict.level == Level::Use, "{:?}", plain.verdict);
    for name in ["close_value", "Closed value", "duration", "通话时长", "lost_reason"] {
        let late = asked(&[name, "score"], false, answer);
        assert!(
            matches!(late.suspects[..], [one] if one.is_left_out() && matches!(one.leak, Leak::LateAndTelling { auc } if (0.8..0.99).contains(&auc))),
            "{name}: {:?}",
            late.suspects
        );
        assert!(late.coefficients.iter().all(|one| one.key == Key::new("z")));
    }
    // The same name of what tells little is told, not left out.
    let weak = asked(&["age", "duration"], false, answer);
    assert!(matches!(weak.suspects[..], [one] if one.leak == Leak::LateName && !one.is_left_out()));
    let kept = asked(&["duration", "score"], true, answer);
    assert!(kept.coefficients.iter().any(|one| one.key == Key::new("x")));
    assert_eq!(kept.verdict.reasons[0], Reason::UsedAnyway { key: Key::new("x") });
    assert!(kept.verdict.level == Level::Care && !kept.suspects[0].is_left_out());
    // At a cut-off what is learned from comes before what is asked.
    assert!(asked(&["duration", "score"], false, keys::ORDERS_AGAIN).coefficients.len() == 2);
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

/// Rows by day; in the last quarter x means nothing or the opposite.
fn through_time(last: f64) -> Table {
    let (x, z, _) = noisy(1000, 21, 0.0);
    let mut random = Random::new(22);
    let strength = |row: usize| if row >= 750 { last } else { 2.0 };
    let target = (0..1000).map(|row| Some(random.unit() < sigmoid(strength(row) * x[row]))).collect();
    Table { days: (0..1000).map(Some).collect(), ..table(&["x", "z"], vec![x, z], target) }
}

#[test]
fn a_model_that_fails_on_the_newest_is_told_apart_from_the_random_folds() {
    let judge = |last| {
        let model = learn(&through_time(last), &spec(&["x", "z"])).unwrap().model;
        (model.temporal.unwrap(), model.verdict)
    };
    let ((steady, verdict), (turned, refused), (faded, careful)) = (judge(2.0), judge(-2.0), judge(0.3));
    assert!(!steady.differs() && steady.newest_gain.low > 0.0, "{steady:?}");
    assert_eq!((steady.from, steady.newest.rows, steady.random.rows), (800, 200, 1000));
    assert!(verdict.level == Level::Use && verdict.can_apply);
    assert!(turned.differs() && turned.newest_gain.high < 0.0 && turned.random_gain.low > 0.0, "{turned:?}");
    assert!(refused.level == Level::No && !refused.can_apply, "{refused:?}");
    assert!(matches!(refused.reasons[0], Reason::NewestNoGain { .. }));
    assert!(faded.newest_gain.low <= 0.0, "{faded:?}");
    assert_ne!(careful.level, Level::Use, "{careful:?}");

    // Without days, or all on one, there are no newest rows.
    for days in [vec![], vec![Some(7); 1000]] {
        let table = Table { days, ..through_time(2.0) };
        assert_eq!(learn(&table, &spec(&["x", "z"])).unwrap().model.temporal, None);
    }
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
