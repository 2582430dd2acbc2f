mod ahead;
mod bad_input;
mod clusters;
mod counts;
mod customers;
mod dated;
mod forecast;
mod groups;
mod honesty;
mod invariance;
mod judge;
mod large_input;
mod lifetime;
mod lifetime_each;
mod lifetime_models;
mod offers;
mod one_customer;
mod overview;
mod properties;
mod records;
mod reference;
mod regression;
mod replies;
mod study;
mod trees;

use crate::{TrainError, train};
use domain::{
    Id, Instant, Key, Kind,
    insight::{Column, FeatureSpec, Model, Table, TrainSpec, Trained, Values},
};

fn spec(keys: &[&str]) -> TrainSpec {
    TrainSpec::new(Kind::Contact, Key::new("answer"), keys.iter().map(|key| FeatureSpec::new(Key::new(key))).collect())
}

fn table(keys: &[&str], columns: Vec<Vec<f64>>, target: Vec<Option<bool>>) -> Table {
    let columns = columns.into_iter().zip(keys).enumerate();
    Table {
        ids: (0..target.len() as u128).map(|i| Id(i + 1)).collect(),
        target,
        columns: columns
            .map(|(feature, (values, key))| Column {
                feature,
                key: Key::new(key),
                level: None,
                values: Values::Numbers(values),
            })
            .collect(),
        days: Vec::new(),
    }
}

fn learn(table: &Table, spec: &TrainSpec) -> Result<Trained, TrainError> {
    train(table, spec, Instant(0), &mut |_| {}, &|| false)
}

/// Every figure of a model is finite: JSON has no other numbers, and reading them back would fail.
fn assert_finite(trained: &Trained) {
    let text = serde_json::to_string(&trained.model).unwrap();
    let back: Model = serde_json::from_str(&text).unwrap();
    assert_eq!(back.rows, trained.model.rows);
    for prediction in &trained.predictions {
        assert!((0.0..=1.0).contains(&prediction.chance), "{prediction:?}");
        assert!(prediction.why.iter().all(|why| why.effect.is_finite()), "{prediction:?}");
    }
}

/// Rows with noise: x decides with the given strength, in log-odds per unit.
fn noisy(rows: usize, seed: u64, strength: f64) -> (Vec<f64>, Vec<f64>, Vec<Option<bool>>) {
    let mut random = crate::random::Random::new(seed);
    let mut normal = || (0..12).map(|_| random.unit()).sum::<f64>() - 6.0;
    let (mut x, mut z) = (Vec::new(), Vec::new());
    for _ in 0..rows {
        x.push(normal());
        z.push(normal());
    }
    let mut random = crate::random::Random::new(seed ^ 1);
    let target = x.iter().map(|x| Some(random.unit() < crate::sigmoid(strength * x))).collect();
    (x, z, target)
}
