use super::*;
use crate::{logistic, random::Random, ranking};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_order_of_rows_changes_nothing(seed in 0u64..1000) {
        let (x, z, target) = noisy(150, seed, 1.5);
        let straight = table(&["x", "z"], vec![x, z], target);
        let mut order: Vec<usize> = (0..150).collect();
        Random::new(seed).shuffle(&mut order);
        let mut shuffled = straight.clone();
        shuffled.ids = order.iter().map(|&i| straight.ids[i]).collect();
        shuffled.target = order.iter().map(|&i| straight.target[i]).collect();
        for (to, from) in shuffled.columns.iter_mut().zip(&straight.columns) {
            let Values::Numbers(values) = &from.values else { continue };
            to.values = Values::Numbers(order.iter().map(|&i| values[i]).collect());
        }
        let spec = spec(&["x", "z"]);
        let (a, b) = (learn(&straight, &spec).unwrap(), learn(&shuffled, &spec).unwrap());
        prop_assert_eq!(a.model.verdict.level, b.model.verdict.level);
        for prediction in &b.predictions {
            let same = a.predictions.iter().find(|other| other.id == prediction.id).unwrap();
            prop_assert!((same.chance - prediction.chance).abs() < 1e-7);
        }
    }

    #[test]
    fn units_change_nothing(seed in 0u64..1000, factor in 0.001f64..1000.0, shift in -1e3f64..1e3) {
        let (x, z, target) = noisy(150, seed, 1.5);
        let scaled = x.iter().map(|x| x * factor + shift * factor).collect();
        let spec = spec(&["x", "z"]);
        let a = learn(&table(&["x", "z"], vec![x, z.clone()], target.clone()), &spec).unwrap();
        let b = learn(&table(&["x", "z"], vec![scaled, z], target), &spec).unwrap();
        for (a, b) in a.predictions.iter().zip(&b.predictions) {
            prop_assert!((a.chance - b.chance).abs() < 1e-7);
        }
    }

    #[test]
    fn any_cells_give_a_finite_answer(
        cells in prop::collection::vec(prop_oneof![
            6 => -1e3f64..1e3, 1 => Just(f64::NAN), 1 => Just(f64::INFINITY), 1 => Just(0.0), 1 => Just(-1e308), 1 => Just(5e-324)
        ], 0..240),
        answers in prop::collection::vec(prop::option::weighted(0.9, any::<bool>()), 120),
    ) {
        let rows = cells.len() / 2;
        let table = table(&["x", "z"], vec![cells[..rows].to_vec(), cells[rows..2 * rows].to_vec()], answers[..rows].to_vec());
        assert_finite(&learn(&table, &spec(&["x", "z"])).unwrap());
    }

    #[test]
    fn the_gradient_is_zero_at_the_fit(seed in 0u64..1000, alpha in 0.01f64..100.0) {
        let (x, z, target) = noisy(80, seed, 1.0);
        let answers: Vec<f64> = target.iter().map(|yes| f64::from(u8::from(*yes == Some(true)))).collect();
        prop_assume!(answers.contains(&1.0) && answers.contains(&0.0));
        let columns = [x, z];
        let fitted = logistic::fit(&columns, &answers, alpha);
        prop_assert!(fitted.converged);
        let errors: Vec<f64> = fitted.log_odds(&columns, 80).iter().zip(&answers).map(|(z, y)| crate::sigmoid(*z) - y).collect();
        for (column, coefficient) in columns.iter().zip(&fitted.coefficients) {
            prop_assert!((logistic::dot(column, &errors) + alpha * coefficient).abs() < 1e-8);
        }
        prop_assert!(errors.iter().sum::<f64>().abs() < 1e-8);
    }

    #[test]
    fn auc_counts_rightly_ordered_pairs(rows in prop::collection::vec((0u8..6, any::<bool>()), 2..40)) {
        let scores: Vec<f64> = rows.iter().map(|row| f64::from(row.0)).collect();
        let answers: Vec<bool> = rows.iter().map(|row| row.1).collect();
        let (mut won, mut pairs) = (0.0, 0.0);
        for (a, yes) in scores.iter().zip(&answers).filter(|(_, yes)| **yes) {
            for (b, _) in scores.iter().zip(&answers).filter(|(_, no)| *no != yes) {
                won += if a > b { 1.0 } else if a == b { 0.5 } else { 0.0 };
                pairs += 1.0;
            }
        }
        match ranking::auc(&scores, &answers) {
            Some(auc) => prop_assert!((auc.value - won / pairs).abs() < 1e-12 && auc.low <= auc.value && auc.value <= auc.high),
            None => prop_assert_eq!(pairs, 0.0),
        }
        let roc = ranking::roc(&scores, &answers, 200);
        prop_assert!(roc.is_sorted_by(|a, b| a.0 <= b.0 && a.1 <= b.1) && roc[0] == (0.0, 0.0));
    }
}
