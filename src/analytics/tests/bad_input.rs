//! Data as it comes: a clear verdict or a right model, never a figure that is not a number.

use super::*;
use domain::insight::{ColumnUse, Fill, Level, Missing, Outliers, Reason};

fn verdict_of(trained: &Trained) -> (Level, &Reason) {
    assert_finite(trained);
    (trained.model.verdict.level, &trained.model.verdict.reasons[0])
}

#[test]
fn constant_and_duplicate_columns_are_left_out() {
    let (x, z, target) = noisy(400, 1, 2.0);
    let double = x.iter().map(|x| 1000.0 - 2.0 * x).collect();
    let keys = ["x", "z", "same", "double"];
    let table = table(&keys, vec![x, z, vec![7.0; 400], double], target);
    let trained = learn(&table, &spec(&keys)).unwrap();
    assert_finite(&trained);
    assert_eq!(trained.model.columns[2].use_, ColumnUse::Constant);
    assert_eq!(trained.model.columns[3].use_, ColumnUse::Duplicate { of: Key::new("x") });
    assert_eq!(trained.model.coefficients.len(), 2);
    assert_eq!(trained.model.verdict.level, Level::Use, "{:?}", trained.model.verdict);
    assert!(trained.model.verdict.reasons.contains(&Reason::Constant { key: Key::new("same") }));
}

#[test]
fn columns_that_add_up_to_another_do_no_harm() {
    let (x, z, target) = noisy(400, 2, 2.0);
    let sum = x.iter().zip(&z).map(|(x, z)| x + z).collect();
    let keys = ["x", "z", "sum"];
    let trained = learn(&table(&keys, vec![x, z, sum], target), &spec(&keys)).unwrap();
    assert_finite(&trained);
    assert!(trained.model.coefficients.iter().all(|c| c.standardised.value.abs() < 10.0));
}

#[test]
fn separable_answers_are_said_so_and_bounded() {
    let x: Vec<f64> = (0..100).map(f64::from).collect();
    let target = x.iter().map(|x| Some(*x >= 50.0)).collect();
    let trained = learn(&table(&["x"], vec![x], target), &spec(&["x"])).unwrap();
    assert_eq!(verdict_of(&trained), (Level::Care, &Reason::Separable));
    assert!(trained.model.coefficients[0].standardised.value.abs() < 20.0);
}

#[test]
fn without_two_answers_there_is_no_model() {
    let x: Vec<f64> = (0..60).map(f64::from).collect();
    let one = learn(&table(&["x"], vec![x.clone()], vec![Some(true); 60]), &spec(&["x"])).unwrap();
    assert_eq!(verdict_of(&one), (Level::No, &Reason::OneAnswer { answer: true }));
    let none = learn(&table(&["x"], vec![x], vec![None; 60]), &spec(&["x"])).unwrap();
    assert_eq!(verdict_of(&none), (Level::No, &Reason::NoAnswers));
    assert!(none.predictions.is_empty());
    let three =
        learn(&table(&["x"], vec![vec![1.0, 2.0, 3.0]], vec![Some(true), Some(false), None]), &spec(&["x"])).unwrap();
    assert_eq!(verdict_of(&three), (Level::No, &Reason::TooFewAnswers { answer: true, have: 1, need: 20 }));
    let empty = learn(&Table::default(), &spec(&[])).unwrap();
    assert_eq!(verdict_of(&empty), (Level::No, &Reason::NoAnswers));
}

#[test]
fn twenty_of_the_rarer_answer_are_shown_and_forty_applied() {
    for (rare, level, can_apply) in
        [(19, Level::No, false), (20, Level::Care, false), (39, Level::Care, false), (40, Level::Use, true)]
    {
        let mut random = crate::random::Random::new(5);
        let target: Vec<_> = (0..200).map(|i| Some(i < rare)).collect();
        let x = (0..200).map(|i| if i < rare { 2.5 } else { 0.0 } + 4.0 * random.unit()).collect();
        let trained = learn(&table(&["x"], vec![x], target), &spec(&["x"])).unwrap();
        let verdict = &trained.model.verdict;
        assert_eq!((verdict.level, verdict.can_apply), (level, can_apply), "{rare}: {verdict:?}");
        assert_eq!(trained.predictions.is_empty(), rare < 20);
        assert_finite(&trained);
    }
}

#[test]
fn nothing_to_learn_is_no_model() {
    let (x, _, _) = noisy(300, 3, 0.0);
    let (_, _, target) = noisy(300, 4, 0.0);
    let trained = learn(&table(&["x"], vec![x], target), &spec(&["x"])).unwrap();
    assert!(
        matches!(verdict_of(&trained), (Level::No, Reason::NoBetterThanChance { .. })),
        "{:?}",
        trained.model.verdict
    );
    let (_, _, target) = noisy(300, 4, 0.0);
    let blank = learn(&table(&["x"], vec![vec![f64::NAN; 300]], target), &spec(&["x"])).unwrap();
    assert_eq!(verdict_of(&blank), (Level::No, &Reason::NoColumns));
    assert_eq!(blank.model.columns[0].use_, ColumnUse::AllMissing);
}

#[test]
fn missing_and_infinite_values_are_filled_or_dropped() {
    let (mut x, z, mut target) = noisy(400, 6, 2.0);
    (x[3], x[50], x[90], x[91]) = (f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300);
    target[91] = None;
    let table = table(&["x", "z"], vec![x, z], target);
    for (missing, dropped, scored) in
        [(Missing::Mean, 0, 400), (Missing::Median, 0, 400), (Missing::MostFrequent, 0, 400), (Missing::Drop, 3, 396)]
    {
        let mut spec = spec(&["x", "z"]);
        spec.features[0].missing = missing;
        let trained = learn(&table, &spec).unwrap();
        assert_finite(&trained);
        let report = &trained.model.columns[0];
        assert_eq!(
            (report.missing, trained.model.rows.dropped, trained.predictions.len()),
            (3, dropped, scored),
            "{missing:?}"
        );
        assert_eq!(report.fill == Fill::Dropped, missing == Missing::Drop);
    }
}

#[test]
fn outliers_are_found_and_handled() {
    let (mut x, z, target) = noisy(400, 7, 2.0);
    x[10] = 1e6;
    x[11] = -1e6;
    let table = table(&["x", "z"], vec![x, z], target);
    let strength = |outliers| {
        let mut spec = spec(&["x", "z"]);
        spec.features[0].outliers = outliers;
        let trained = learn(&table, &spec).unwrap();
        assert_finite(&trained);
        assert!(trained.model.columns[0].outliers >= 2);
        assert_eq!(trained.predictions.len(), 400);
        (trained.model.coefficients[0].per_unit.value, trained.model.rows.dropped)
    };
    assert!(strength(Outliers::Keep).0 < 0.01);
    assert!(strength(Outliers::Clip).0 > 1.0);
    assert!(strength(Outliers::Drop).0 > 1.0 && strength(Outliers::Drop).1 >= 2);
}

#[test]
fn levels_are_encoded_pooled_and_recognised_as_names() {
    let (x, _, mut target) = noisy(600, 8, 2.0);
    target[0] = None;
    let mut table = table(&["x"], vec![x], target);
    let mut add = |key: &str, level: &dyn Fn(usize) -> usize, levels: usize| {
        let codes = (0..600).map(|i| level(i) as u32).collect();
        let levels = (0..levels).map(|i| format!("{key}{i:03}")).collect();
        table.columns.push(Column {
            feature: table.columns.len(),
            key: Key::new(key),
            level: None,
            values: Values::Levels { codes, levels },
        });
    };
    add("city", &|i| (i * i) % 200, 200);
    add("name", &|i| i, 600);
    add("plan", &|i| if i == 0 { 9 } else { i % 3 }, 10);
    let trained = learn(&table, &spec(&["x", "city", "name", "plan"])).unwrap();
    assert_finite(&trained);
    let uses: Vec<_> = trained.model.columns.iter().map(|column| column.use_).collect();
    assert_eq!(uses, [ColumnUse::Used, ColumnUse::Used, ColumnUse::Identifier, ColumnUse::Used]);
    let of = |key: &str| {
        trained
            .model
            .coefficients
            .iter()
            .filter(|c| c.key == Key::new(key))
            .map(|c| c.level.as_deref().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("plan"), ["plan001", "plan002"]);
    assert_eq!(of("city").len(), crate::preprocess::MOST_LEVELS);
    assert!(of("city").contains(&""));
    assert_eq!(trained.predictions.len(), 600);
}

#[test]
fn cancelling_stops_and_wrong_shapes_are_refused() {
    let (x, z, target) = noisy(100, 9, 2.0);
    let mut table = table(&["x", "z"], vec![x, z], target);
    let cancelled = train(&table, &spec(&["x", "z"]), Instant(0), &mut |_| {}, &|| true);
    assert_eq!(cancelled, Err(TrainError::Cancelled));
    let mut shares = Vec::new();
    train(&table, &spec(&["x", "z"]), Instant(0), &mut |share| shares.push(share), &|| false).unwrap();
    assert!(shares.is_sorted() && shares.last() == Some(&1.0), "{shares:?}");
    table.ids.pop();
    assert!(matches!(learn(&table, &spec(&["x", "z"])), Err(TrainError::Shape { .. })));
}
