//! What must not matter does not: names and order of columns, units of what is learned from and of what is foreseen.

use super::*;
use crate::{
    clusters::{Wanted, adjusted_rand, clusters},
    random::Random,
    regression::regress,
};
use domain::insight::{Clusters, ModelKind, Regression};
use proptest::prelude::*;

const ROWS: usize = 160;

/// Three columns of which the first decides most.
fn drawn(seed: u64) -> (Vec<Vec<f64>>, Vec<Option<bool>>) {
    let (x, z, target) = noisy(ROWS, seed, 1.8);
    let mut random = Random::new(seed ^ 77);
    let noise = (0..ROWS).map(|_| random.unit() * 4.0).collect();
    (vec![x, z, noise], target)
}

fn asked(keys: &[&str], model: ModelKind) -> TrainSpec {
    TrainSpec { model, ..spec(keys) }
}

fn chances(keys: &[&str], columns: Vec<Vec<f64>>, target: &[Option<bool>], model: ModelKind) -> Vec<f64> {
    let trained = learn(&table(keys, columns, target.to_vec()), &asked(keys, model)).unwrap();
    trained.predictions.iter().map(|one| one.chance).collect()
}

fn foresee(keys: &[&str], columns: Vec<Vec<f64>>, numbers: &[Option<f64>], model: ModelKind) -> Regression {
    let table = table(keys, columns, vec![None; numbers.len()]);
    regress(&table, numbers, &asked(keys, model), &mut |_| {}, &|| false).unwrap()
}

fn close(a: &[f64], b: &[f64], within: f64) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= within * a.abs().max(1.0))
}

/// A number that follows from the columns, with noise.
fn numbers(columns: &[Vec<f64>], seed: u64) -> Vec<Option<f64>> {
    let mut random = Random::new(seed ^ 5);
    (0..ROWS).map(|row| Some(3.0 * columns[0][row] - columns[1][row].abs() + random.unit() + 20.0)).collect()
}

fn turned(columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    vec![columns[2].clone(), columns[0].clone(), columns[1].clone()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn names_of_columns_do_not_matter(seed in 0u64..1000) {
        let (columns, target) = drawn(seed);
        for model in ModelKind::ALL {
            let plain = chances(&["x", "y", "z"], columns.clone(), &target, model);
            prop_assert_eq!(&plain, &chances(&["zebra", "Ähre", "客户"], columns.clone(), &target, model));
            let known = numbers(&columns, seed);
            let plain = foresee(&["x", "y", "z"], columns.clone(), &known, model);
            prop_assert_eq!(plain.scores, foresee(&["c", "b", "a"], columns.clone(), &known, model).scores);
        }
    }

    /// Trees draw columns by their place and take the first of equal splits: chances differ a little, their worth hardly.
    #[test]
    fn the_order_of_columns_does_not_matter(seed in 0u64..1000) {
        let (columns, target) = drawn(seed);
        let known = numbers(&columns, seed);
        for model in ModelKind::ALL {
            let (far, apart) = if model == ModelKind::Logistic { (1e-7, 1e-7) } else { (0.1, 0.1) };
            let plain = chances(&["x", "y", "z"], columns.clone(), &target, model);
            let other = chances(&["z", "x", "y"], turned(&columns), &target, model);
            let off = plain.iter().zip(&other).map(|(a, b)| (a - b).abs()).sum::<f64>() / ROWS as f64;
            prop_assert!(off < far, "{model:?} {off}");
            let plain = foresee(&["x", "y", "z"], columns.clone(), &known, model).scores;
            let other = foresee(&["z", "x", "y"], turned(&columns), &known, model).scores;
            prop_assert!((plain.r2 - other.r2).abs() < apart, "{model:?} {plain:?} {other:?}");
        }
    }

    #[test]
    fn groups_do_not_ask_for_names_or_order(seed in 0u64..1000) {
        let (mut columns, _) = drawn(seed);
        // Three clear groups: which of several equal sortings is found is nobody's matter.
        for (row, value) in columns[0].iter_mut().enumerate() {
            *value += 9.0 * (row % 3) as f64;
        }
        let group = |keys: &[&str], columns: Vec<Vec<f64>>| {
            clusters(&table(keys, columns, vec![None; ROWS]), &spec(keys), Wanted::Exactly(3), &mut |_| {}, &|| false).unwrap()
        };
        let plain = group(&["x", "y", "z"], columns.clone());
        prop_assert_eq!(&plain.labels, &group(&["a", "q", "b"], columns.clone()).labels);
        let other = group(&["z", "x", "y"], turned(&columns));
        // Groups of one size are numbered by their centres.
        let places = |found: &Clusters| found.labels.iter().map(|label| label.unwrap() as u32).collect::<Vec<_>>();
        prop_assert!((adjusted_rand(&places(&plain), &places(&other), 3) - 1.0).abs() < 1e-12);
        prop_assert!((plain.tried[0].inertia - other.tried[0].inertia).abs() < 1e-9 * plain.tried[0].inertia);
    }

    #[test]
    fn units_do_not_matter_to_trees_and_lines(seed in 0u64..1000, factor in 0.01f64..100.0, shift in -50f64..50.0) {
        let (mut columns, target) = drawn(seed);
        // Whole numbers: unseen ones may lie in the middle of two that were learned from.
        columns[1].iter_mut().for_each(|value| *value = (*value * 8.0).round());
        let scaled: Vec<Vec<f64>> =
            columns.iter().map(|column| column.iter().map(|value| value * factor + shift).collect()).collect();
        for model in [ModelKind::Forest, ModelKind::Boosting] {
            let plain = chances(&["x", "y", "z"], columns.clone(), &target, model);
            prop_assert!(close(&plain, &chances(&["x", "y", "z"], scaled.clone(), &target, model), 1e-7), "{model:?}");
        }
        let known = numbers(&columns, seed);
        for model in ModelKind::ALL {
            let plain = foresee(&["x", "y", "z"], columns.clone(), &known, model);
            let other = foresee(&["x", "y", "z"], scaled.clone(), &known, model);
            prop_assert!(close(&[plain.scores.r2, plain.scores.rmse], &[other.scores.r2, other.scores.rmse], 1e-6), "{model:?}");
            // The same in other money.
            let money: Vec<Option<f64>> = known.iter().map(|number| number.map(|number| number * factor)).collect();
            let paid = foresee(&["x", "y", "z"], columns.clone(), &money, model);
            prop_assert!(close(&[plain.scores.r2, plain.scores.rmse * factor], &[paid.scores.r2, paid.scores.rmse], 1e-6), "{model:?}");
        }
    }
}
