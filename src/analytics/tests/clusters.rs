//! Against scikit-learn 1.9.1 (KMeans, 50 starts, StandardScaler) on the same rows: tests/fixtures/mall-customers.

use super::*;
use crate::{
    clusters::{ClusterError, Wanted, adjusted_rand, clusters, continued, fit_from, starts},
    random::Random,
};
use domain::insight::Clusters;
use proptest::prelude::*;

const KEYS: [&str; 3] = ["age", "income", "score"];

fn mall() -> Vec<Vec<f64>> {
    let path = format!("{}/../../tests/fixtures/mall-customers/data.csv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.trim().split(',').collect()).collect();
    (2..5).map(|column| rows.iter().map(|row| row[column].parse().unwrap()).collect()).collect()
}

fn group(columns: Vec<Vec<f64>>, wanted: Wanted) -> Result<Clusters, ClusterError> {
    let rows = columns.first().map_or(0, Vec::len);
    let keys = ["age", "income", "score", "more"];
    let keys = &keys[..columns.len()];
    clusters(&table(keys, columns, vec![None; rows]), &spec(keys), wanted, &mut |_| {}, &|| false)
}

#[test]
fn mall_customers_agree_with_scikit_learn() {
    let found = group(mall(), Wanted::Best).unwrap();
    for (at, inertia, silhouette) in [(0, 389.386189, 0.335472), (1, 295.212246, 0.357793), (2, 205.225147, 0.403958)] {
        let count = found.tried[at];
        assert!((count.inertia / inertia - 1.0).abs() < 0.005, "{count:?}");
        assert!((count.silhouette / silhouette - 1.0).abs() < 0.005, "{count:?}");
    }
    // The reference's best k by silhouette is 6 (0.4284); every row is in a group, the largest first.
    assert_eq!(found.groups.len(), 6);
    let sizes: Vec<usize> = found.groups.iter().map(|group| group.rows).collect();
    assert_eq!((sizes.iter().sum::<usize>(), sizes.is_sorted_by(|a, b| a >= b)), (200, true));
    for (at, group) in found.groups.iter().enumerate() {
        assert_eq!(found.labels.iter().filter(|label| **label == Some(at)).count(), group.rows);
        let mark = &group.marks[0];
        assert!(mark.difference.abs() >= group.marks[1].difference.abs());
        let column = &mall()[mark.feature];
        let members = found.labels.iter().zip(column).filter(|(label, _)| **label == Some(at));
        let mean = members.map(|(_, value)| value).sum::<f64>() / group.rows as f64;
        assert!((mark.mean - mean).abs() < 1e-9, "{mark:?}, {mean}");
    }
}

#[test]
fn order_and_units_do_not_matter() {
    let columns = mall();
    let keys = &KEYS;
    let plain = group(columns.clone(), Wanted::Exactly(5)).unwrap();
    let mut order: Vec<usize> = (0..200).collect();
    Random::new(4).shuffle(&mut order);
    let mut shuffled = table(
        keys,
        columns.iter().map(|column| order.iter().map(|&row| column[row] * 1000.0 - 7.0).collect()).collect(),
        vec![None; 200],
    );
    shuffled.ids = order.iter().map(|&row| Id(row as u128 + 1)).collect();
    let other = clusters(&shuffled, &spec(keys), Wanted::Exactly(5), &mut |_| {}, &|| false).unwrap();
    for (at, &row) in order.iter().enumerate() {
        assert_eq!(other.labels[at], plain.labels[row]);
    }
    assert!((other.tried[0].inertia - plain.tried[0].inertia).abs() < 1e-6);
}

#[test]
fn poor_data_is_told_about() {
    let refused = |columns: Vec<Vec<f64>>, wanted| group(columns, wanted).unwrap_err();
    assert_eq!(refused(vec![vec![1.0, 2.0, 3.0]], Wanted::Best), ClusterError::TooFewRows { have: 3, need: 20 });
    assert_eq!(refused(vec![vec![4.0; 50]], Wanted::Best), ClusterError::NoColumns);
    assert_eq!(refused(vec![vec![f64::NAN; 50]], Wanted::Best), ClusterError::NoColumns);
    let two: Vec<f64> = (0..50).map(|row| f64::from(row % 2)).collect();
    assert_eq!(refused(vec![two.clone()], Wanted::Exactly(3)), ClusterError::TooFewDifferent { have: 2, need: 3 });
    let found = group(vec![two], Wanted::Best).unwrap();
    assert_eq!((found.groups.len(), found.tried[0].inertia), (2, 0.0));
    assert!((found.tried[0].silhouette - 1.0).abs() < 1e-12);
    let wild: Vec<f64> =
        (0..60).map(|row| [f64::INFINITY, -1e300, f64::from(row), f64::NAN][row as usize % 4]).collect();
    let even: Vec<f64> = (0..60).map(f64::from).collect();
    let found = group(vec![wild, even], Wanted::Best).unwrap();
    assert!(serde_json::to_string(&found).is_ok_and(|text| !text.contains("null,\"silhouette")));
    assert_eq!(
        clusters(&table(&KEYS, mall(), vec![None; 200]), &spec(&KEYS), Wanted::Best, &mut |_| {}, &|| true),
        Err(ClusterError::Cancelled)
    );
}

#[test]
fn groups_keep_their_places_on_a_new_run() {
    let earlier = vec![vec![0.0, 0.0], vec![5.0, 5.0], vec![-5.0, 5.0]];
    let new = vec![vec![-4.5, 5.2], vec![0.1, 0.2], vec![4.0, 5.0], vec![9.0, 9.0]];
    assert_eq!(continued(&earlier, &new), [Some(2), Some(0), Some(1), None]);
    assert_eq!(continued(&earlier, &new[..2]), [Some(2), Some(0)]);
    assert_eq!(continued(&[], &new[..1]), [None]);
}

/// Hubert & Arabie's index as scikit-learn's documentation works it.
#[test]
fn agreement_of_labels() {
    assert_eq!(adjusted_rand(&[0, 0, 1, 1], &[1, 1, 0, 0], 2), 1.0);
    assert!((adjusted_rand(&[0, 0, 1, 2], &[0, 0, 1, 1], 3) - 0.571428571).abs() < 1e-8);
    assert!((adjusted_rand(&[0, 0, 1, 1], &[0, 0, 1, 2], 3) - 0.571428571).abs() < 1e-8);
    assert!((adjusted_rand(&[0, 1, 0, 1], &[0, 0, 1, 1], 2) + 0.5).abs() < 1e-12);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    /// Each row is with its nearest centre, each centre is the mean of its rows, none is empty.
    #[test]
    fn a_fit_is_a_fit(seed in any::<u64>(), k in 2_usize..6, rows in 30_usize..400) {
        let mut random = Random::new(seed);
        let columns: Vec<Vec<f64>> = (0..3).map(|_| (0..rows).map(|_| (random.unit() * 8.0).round()).collect()).collect();
        let first = starts(&columns, k, &mut random);
        let fitted = fit_from(&columns, first);
        let apart = |row: usize, centre: &[f64]| -> f64 {
            columns.iter().zip(centre).map(|(column, at)| (column[row] - at).powi(2)).sum()
        };
        let mut inertia = 0.0;
        for row in 0..rows {
            let own = apart(row, &fitted.centres[fitted.labels[row] as usize]);
            prop_assert!(fitted.centres.iter().all(|centre| own <= apart(row, centre) + 1e-12));
            inertia += own;
        }
        prop_assert!((inertia - fitted.inertia).abs() < 1e-6);
        prop_assert!(fitted.sizes.iter().all(|size| *size > 0));
    }
}
