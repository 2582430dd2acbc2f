//! Against scikit-learn 1.9.1 on the same rows: tests/fixtures/social-network-ads.

use super::*;
use crate::{Splits, sigmoid, train_on};
use domain::insight::Level;

fn fixture(name: &str) -> Vec<Vec<f64>> {
    let path = format!("{}/../../tests/fixtures/social-network-ads/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(|cell| cell.trim().parse().unwrap()).collect()).collect()
}

const KEYS: [&str; 2] = ["age", "salary"];

pub(super) fn people() -> (Table, Splits) {
    let (data, folds) = (fixture("data.csv"), fixture("folds.csv"));
    let column = |i: usize| data.iter().map(|row| row[i]).collect();
    let table = table(&KEYS, vec![column(0), column(1)], data.iter().map(|row| Some(row[2] == 1.0)).collect());
    let splits = Splits {
        test: folds.iter().map(|row| row[2] == 1.0).collect(),
        fold: folds.iter().map(|row| row[1] as usize).collect(),
        folds: 5,
    };
    (table, splits)
}

fn near(found: f64, wanted: f64, tolerance: f64) {
    assert!((found - wanted).abs() <= tolerance, "{found} is not {wanted}");
}

#[test]
fn social_network_ads_agrees_with_scikit_learn() {
    let (table, splits) = people();
    let trained = train_on(&table, &spec(&KEYS), Some(&splits), Instant(0), &mut |_| {}, &|| false).unwrap();
    let model = &trained.model;
    let evaluation = model.evaluation.as_ref().unwrap();

    let test = evaluation.test.as_ref().unwrap();
    assert_eq!((test.correct, test.rows), (102, 120));
    near(test.naive_accuracy, 0.6083, 1e-4);
    near(test.accuracy.low, 0.7753, 1e-4);
    near(test.accuracy.high, 0.9030, 1e-4);
    near(test.auc.unwrap().value, 0.958029728, 1e-8);
    near(test.log_loss, 0.303448638, 1e-8);

    let folds = &evaluation.folds;
    near(folds.accuracy.value, 0.8425, 1e-9);
    near(folds.accuracy.low, 0.803565207, 1e-8);
    near(folds.accuracy.high, 0.874918870, 1e-8);
    near(folds.naive_accuracy, 0.6425, 1e-9);
    near(folds.auc.unwrap().value, 0.924709531, 1e-8);
    near(folds.auc.unwrap().low, 0.899809043, 1e-6);
    near(folds.auc.unwrap().high, 0.949610019, 1e-6);
    near(folds.log_loss, 0.351263762, 1e-8);
    near(folds.brier, 0.109658750, 1e-8);
    near(folds.naive_brier, 0.229714843, 1e-8);
    near(folds.naive_log_loss, 0.652012106, 1e-8);
    assert!(folds.gain.low > 0.1 && folds.gain.high < 0.3, "{:?}", folds.gain);

    let slope = evaluation.calibration.slope.unwrap();
    near(slope.value, 1.071853553, 1e-6);
    near((slope.high - slope.low) / 2.0 / 1.959964, 0.114927477, 1e-5);
    near(evaluation.calibration.intercept.unwrap(), 0.034349121, 1e-6);
    assert_eq!(evaluation.calibration.bins.len(), 10);
    near(evaluation.calibration.bins[9].mean_chance, 0.972723451, 1e-8);
    near(evaluation.calibration.bins[9].share.value, 0.875, 1e-9);

    near(model.coefficients[0].standardised.value, 2.265019748, 1e-5);
    near(model.coefficients[1].standardised.value, 1.133596524, 1e-5);
    near(model.intercept_at_means.value, -1.085670346, 1e-5);
    near(model.coefficients[0].sd, 10.469764801, 1e-8);
    near(model.coefficients[1].mean, 69742.5, 1e-6);
    near(model.columns[0].auc.unwrap(), 0.868575004, 1e-8);

    assert_eq!((model.verdict.level, model.verdict.can_apply), (Level::Use, true), "{:?}", model.verdict);
    assert_eq!(evaluation.confusion(0.5).rows(), 400);
    near(evaluation.confusion(0.5).accuracy(), 0.8425, 1e-9);
    assert_finite(&trained);
}

#[test]
fn the_equation_in_the_users_units_gives_the_same_chance() {
    let (table, splits) = people();
    let trained = train_on(&table, &spec(&KEYS), Some(&splits), Instant(0), &mut |_| {}, &|| false).unwrap();
    let model = &trained.model;
    let [age, salary] = &model.coefficients[..] else { panic!("two coefficients") };
    let in_units = model.intercept.value + age.per_unit.value * 35.0 + salary.per_unit.value * 50_000.0;
    let z = |c: &domain::insight::Coefficient, x: f64| c.standardised.value * (x - c.mean) / c.sd;
    near(in_units, model.intercept_at_means.value + z(age, 35.0) + z(salary, 50_000.0), 1e-9);
    let (a, b, c) = model.boundary(Key::new("age"), Key::new("salary"), 0.5).unwrap();
    let salary_there = (c - a * 40.0) / b;
    near(model.intercept.value + a * 40.0 + b * salary_there, 0.0, 1e-9);
    // Seeded folds reach about the same.
    let own = learn(&table, &spec(&KEYS)).unwrap();
    near(own.model.evaluation.unwrap().folds.auc.unwrap().value, 0.925, 0.01);
}

#[test]
fn the_classic_worked_formula_is_certain_not_four_fifths() {
    let chance = sigmoid(2.5 + 0.1 * 35.0 + 0.05 * 50_000.0);
    assert_eq!(format!("{chance:.3}"), "1.000");
    assert!((chance - 0.8).abs() > 0.19);
}

#[test]
fn contributions_add_up_to_the_chance() {
    let (table, _) = people();
    let trained = learn(&table, &spec(&KEYS)).unwrap();
    for prediction in &trained.predictions {
        assert!(prediction.truth.is_some());
        assert!(prediction.why.windows(2).all(|two| two[0].effect.abs() >= two[1].effect.abs()));
        for why in &prediction.why {
            near(crate::logit(why.to) - crate::logit(why.from), why.effect, 1e-6);
            near(why.to, prediction.chance, 1e-12);
        }
    }
}
