//! Longley: NIST StRD's certified values, https://www.itl.nist.gov/div898/strd/lls/data/Longley.shtml

use super::*;
use crate::{
    challenge_number,
    linear::Line,
    random::Random,
    regression::{RegressionError, regress},
};
use domain::insight::{Level, ModelKind, Regression};
use proptest::prelude::*;

fn longley() -> (Vec<Vec<f64>>, Vec<f64>) {
    let path = format!("{}/../../tests/fixtures/longley/data.csv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let rows: Vec<Vec<f64>> =
        text.lines().skip(1).map(|line| line.split(',').map(|cell| cell.trim().parse().unwrap()).collect()).collect();
    let column = |i: usize| rows.iter().map(|row| row[i]).collect();
    ((1..7).map(column).collect(), column(0))
}

/// Centred and scaled columns, with what was taken off.
fn standard(columns: &[Vec<f64>]) -> (Vec<Vec<f64>>, Vec<(f64, f64)>) {
    let scale = |column: &Vec<f64>| {
        let mean = column.iter().sum::<f64>() / column.len() as f64;
        let sd = (column.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / column.len() as f64).sqrt();
        (mean, sd)
    };
    let scales: Vec<(f64, f64)> = columns.iter().map(scale).collect();
    let columns = columns.iter().zip(&scales).map(|(c, (mean, sd))| c.iter().map(|v| (v - mean) / sd).collect());
    (columns.collect(), scales)
}

#[test]
fn longley_agrees_with_the_certified_values() {
    let (columns, answers) = longley();
    let (design, scales) = standard(&columns);
    let line = Line::fit(&design, &answers, 0.0);
    let certified = [
        (15.0618722713733, 84.9149257747669),
        (-0.358191792925910E-01, 0.334910077722432E-01),
        (-2.02022980381683, 0.488399681651699),
        (-1.03322686717359, 0.214274163161675),
        (-0.511041056535807E-01, 0.226073200069370),
        (1829.15146461355, 455.478499142212),
    ];
    let near = |found: f64, wanted: f64| assert!((found / wanted - 1.0).abs() < 1e-9, "{found} is not {wanted}");
    for (i, (coefficient, error)) in certified.into_iter().enumerate() {
        near(line.coefficients[i] / scales[i].1, coefficient);
        near(line.standard_error(i) / scales[i].1, error);
    }
    let zero: Vec<f64> = scales.iter().map(|(mean, sd)| -mean / sd).collect();
    near(line.value(|i| zero[i]), -3482258.63459582);
    near(line.error_at(&zero), 890420.383607373);
    near(line.r2, 0.995479004577296);
    near(line.residual, 304.854073561965);
    assert_eq!((line.freedom, line.dependent.len()), (9.0, 0));
    assert!((line.t95() - 2.2621571628).abs() < 1e-8);
}

fn learn_number(
    columns: Vec<Vec<f64>>,
    target: Vec<Option<f64>>,
    model: ModelKind,
) -> Result<Regression, RegressionError> {
    let keys = ["a", "b", "c"];
    let keys = &keys[..columns.len()];
    let spec = TrainSpec { model, ..spec(keys) };
    regress(&table(keys, columns, vec![None; target.len()]), &target, &spec, &mut |_| {}, &|| false)
}

fn drawn(rows: usize, noise: f64) -> (Vec<Vec<f64>>, Vec<Option<f64>>) {
    let mut random = Random::new(9);
    let mut normal = || (0..12).map(|_| random.unit()).sum::<f64>() - 6.0;
    let (a, b): (Vec<f64>, Vec<f64>) = (0..rows).map(|_| (10.0 + 2.0 * normal(), normal())).unzip();
    let target = (0..rows).map(|i| Some(5.0 + 3.0 * a[i] + noise * normal())).collect();
    (vec![a, b], target)
}

#[test]
fn sixteen_rows_are_shown_but_not_to_be_used() {
    let (columns, answers) = longley();
    let target = answers.into_iter().map(Some).collect();
    let found = learn_number(columns[..3].to_vec(), target, ModelKind::Logistic).unwrap();
    assert_eq!((found.level, found.rows), (Level::No, 16));
}

#[test]
fn from_twenty_rows_on_a_line_is_shown_and_from_forty_on_applied() {
    let of = |rows: usize| {
        let (columns, target) = drawn(rows, 1.0);
        let found = learn_number(columns, target, ModelKind::Logistic).unwrap();
        (found.level, found.can_apply())
    };
    assert_eq!([of(19), of(39), of(40)], [(Level::No, false), (Level::Care, false), (Level::Use, true)]);
}

#[test]
fn trees_are_proposed_for_a_number_only_where_they_are_clearly_better() {
    let compared = |target: Vec<Option<f64>>, columns: Vec<Vec<f64>>| {
        let table = table(&["a", "b"], columns, vec![None; target.len()]);
        challenge_number(&table, &target, &spec(&["a", "b"]), &mut |_| {}, &|| false).unwrap()
    };
    let (columns, target) = drawn(300, 2.0);
    let line = compared(target, columns.clone());
    assert_eq!((line.proposed, line.candidates.len()), (ModelKind::Logistic, 3));
    assert!(line.candidates[1..].iter().all(|tree| tree.advantage.value < 0.0), "{line:?}");
    let bent = columns[0].iter().map(|a| Some(10.0 * (a - 10.0).abs())).collect();
    let found = compared(bent, columns);
    assert_ne!(found.proposed, ModelKind::Logistic);
    let best = found.candidates.iter().find(|own| own.model == found.proposed).unwrap();
    assert!(best.advantage.low > 0.0 && best.scores.rmse < found.candidates[0].scores.rmse, "{best:?}");
}

#[test]
fn a_line_is_found_with_its_intervals() {
    let (columns, target) = drawn(400, 2.0);
    let columns_again = columns.clone();
    let found = learn_number(columns, target, ModelKind::Logistic).unwrap();
    let slope = found.coefficients[0].per_unit;
    assert!(slope.includes(3.0) && slope.high - slope.low < 0.3, "{slope:?}");
    assert!(found.coefficients[1].per_unit.includes(0.0));
    assert!(found.intercept.includes(5.0), "{:?}", found.intercept);
    // The noise has a variance of 4, the line of 36.
    assert!((found.scores.r2 - 0.9).abs() < 0.03 && found.level == Level::Use, "{:?}", found.scores);
    assert!((found.residual - 2.0).abs() < 0.2);
    // What moves a number is the line's own factor times how far the row is from the mean.
    let (one, why) = (found.foreseen[7], &found.why[7]);
    assert_eq!((found.why.len(), why.len(), why[0].feature), (400, 2, 0));
    assert!((why[0].to - one.value).abs() < 1e-12 && (why[0].to - why[0].from - why[0].effect).abs() < 1e-9);
    let (own, mean) = (columns_again[0][7], found.coefficients[0].mean);
    assert!((why[0].effect - slope.value * (own - mean)).abs() < 1e-9, "{why:?}");
    assert_eq!(found.importance[0].feature, 0);
    assert!(found.importance[0].rise.low > 10.0 * found.importance[1].rise.value.abs());
}

#[test]
fn noise_is_told_from_a_finding() {
    let (columns, _) = drawn(200, 1.0);
    let (_, target) = drawn(600, 40.0);
    let target = target[400..].to_vec();
    let found = learn_number(columns, target, ModelKind::Logistic).unwrap();
    assert_ne!(found.level, Level::Use, "{:?}", found.scores);
}

#[test]
fn trees_learn_what_a_line_cannot() {
    let (mut columns, _) = drawn(600, 0.0);
    let target: Vec<Option<f64>> = columns[1].iter().map(|b| Some(b * b)).collect();
    columns[0].truncate(600);
    let line = learn_number(columns.clone(), target.clone(), ModelKind::Logistic).unwrap();
    assert!(line.scores.r2 < 0.1);
    for model in [ModelKind::Forest, ModelKind::Boosting] {
        let trees = learn_number(columns.clone(), target.clone(), model).unwrap();
        assert!(trees.scores.r2 > 0.9 && trees.coefficients.is_empty(), "{:?}", trees.scores);
    }
}

#[test]
fn poor_data_is_refused_or_survived() {
    let even: Vec<f64> = (0..60).map(f64::from).collect();
    let some = |values: &[f64]| values.iter().copied().map(Some).collect::<Vec<_>>();
    let refused = |columns, target| learn_number(columns, target, ModelKind::Logistic).unwrap_err();
    assert_eq!(refused(vec![even.clone()], vec![Some(3.0); 60]), RegressionError::OneAnswer);
    assert_eq!(refused(vec![vec![1.0; 60]], some(&even)), RegressionError::NoColumns);
    let few = vec![Some(1.0), None, Some(f64::NAN), Some(2.0)];
    assert_eq!(refused(vec![vec![1.0, 2.0, 3.0, 4.0]], few), RegressionError::TooFewRows { have: 2, need: 10 });
    // The same column twice in another unit, infinities, gaps, one row with nearly everything.
    let twice: Vec<f64> = even.iter().map(|v| v * 100.0 - 3.0).collect();
    let wild: Vec<f64> = (0..60).map(|row| [f64::INFINITY, f64::NAN, 1e300, 2.0][row % 4]).collect();
    let mut target = some(&even);
    target[7] = Some(1e12);
    for model in ModelKind::ALL {
        let found = learn_number(vec![even.clone(), twice.clone(), wild.clone()], target.clone(), model).unwrap();
        let text = serde_json::to_string(&found).unwrap();
        let back: Regression = serde_json::from_str(&text).unwrap();
        assert_eq!(back.rows, found.rows);
    }
    let line = Line::fit(&[vec![-1.0, 0.0, 1.0], vec![-2.0, 0.0, 2.0]], &[1.0, 2.0, 3.5], 0.0);
    assert_eq!(line.dependent, [1]);
    assert_eq!(line.coefficients[1], 0.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// The residuals of a least-squares line are at right angles to every column; the ridge's by α·β.
    #[test]
    fn the_normal_equations_hold(seed in any::<u64>(), rows in 8_usize..60, alpha in 0.0_f64..50.0) {
        let mut random = Random::new(seed);
        let raw: Vec<Vec<f64>> = (0..3).map(|_| (0..rows).map(|_| random.unit()).collect()).collect();
        let (design, _) = standard(&raw);
        let answers: Vec<f64> = (0..rows).map(|_| random.unit() * 10.0).collect();
        let line = Line::fit(&design, &answers, alpha);
        for (i, column) in design.iter().enumerate() {
            let along: f64 = (0..rows).map(|r| (answers[r] - line.value(|j| design[j][r])) * column[r]).sum();
            prop_assert!((along - alpha * line.coefficients[i]).abs() < 1e-8, "{along}");
        }
    }
}

#[test]
fn the_order_of_rows_foresees_the_same_numbers() {
    let (columns, target) = drawn(200, 3.0);
    let spec = TrainSpec { model: ModelKind::Forest, ..spec(&["a", "b"]) };
    let straight = table(&["a", "b"], columns, vec![None; 200]);
    let (mut turned, mut turned_target) = (straight.clone(), target.clone());
    turned.ids.reverse();
    turned_target.reverse();
    for column in &mut turned.columns {
        if let Values::Numbers(values) = &mut column.values {
            values.reverse();
        }
    }
    let a = regress(&straight, &target, &spec, &mut |_| {}, &|| false).unwrap();
    let values = |found: &Regression| -> Vec<_> { found.foreseen.iter().map(|one| (one.value, one.truth)).collect() };
    let mut b = regress(&turned, &turned_target, &spec, &mut |_| {}, &|| false).unwrap();
    b.foreseen.reverse();
    assert_eq!((values(&a), a.importance), (values(&b), b.importance));
}
