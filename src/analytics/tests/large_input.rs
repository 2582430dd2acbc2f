//! Many rows of many columns.

use super::*;
use crate::{
    clusters::{Wanted, clusters},
    random::Random,
};
use domain::insight::Level;

/// A hundred thousand rows of fifty columns: some are constant, doubled, nearly empty or words; one matters.
#[test]
fn many_rows_of_many_columns_are_learned_from() {
    const ROWS: usize = 100_000;
    const COLUMNS: usize = 50;
    let mut random = Random::new(11);
    let mut columns: Vec<Vec<f64>> = (0..COLUMNS).map(|_| (0..ROWS).map(|_| random.unit()).collect()).collect();
    let target: Vec<Option<bool>> = columns[0].iter().map(|x| Some(random.unit() < 0.1 + 0.5 * x)).collect();
    // Most columns of an export hold few different values.
    columns[8..].iter_mut().flatten().for_each(|cell| *cell = (*cell * 12.0).floor());
    columns[1] = vec![3.0; ROWS];
    columns[2] = columns[0].clone();
    columns[3].iter_mut().enumerate().filter(|(row, _)| !row.is_multiple_of(50)).for_each(|(_, cell)| *cell = f64::NAN);
    columns[4].iter_mut().step_by(7).for_each(|cell| *cell = f64::INFINITY);
    let names: Vec<String> = (0..COLUMNS).map(|column| format!("c{column}")).collect();
    let keys: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut table = table(&keys, columns, target);
    let codes = (0..ROWS as u32).map(|row| row % 200).collect();
    table.columns[5].values =
        Values::Levels { codes, levels: (0..200).map(|level| format!("level {level}")).collect() };
    let spec = TrainSpec { folds: 2, ..spec(&keys) };
    let trained = learn(&table, &spec).unwrap();
    assert_finite(&trained);
    assert_eq!(trained.model.verdict.level, Level::Use, "{:?}", trained.model.verdict);
    assert_eq!((trained.predictions.len(), trained.model.rows.all), (ROWS, ROWS));
    let few = TrainSpec { features: spec.features[6..14].to_vec(), ..spec };
    let mut part = table.clone();
    part.columns = (0..8).map(|feature| Column { feature, ..table.columns[feature + 6].clone() }).collect();
    let found = clusters(&part, &few, Wanted::Exactly(3), &mut |_| {}, &|| false).unwrap();
    assert_eq!(found.labels.iter().flatten().count(), ROWS);
}
