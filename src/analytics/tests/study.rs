//! The lab on a file tells the same figures as on the table that the fixtures' references were computed for.

use super::*;
use crate::{
    clusters::{Wanted, clusters},
    regression::{RegressionError, regress},
    study::{self, Ears},
};
use domain::insight::{Clusters, FileRows, Regression, Trained};
use interchange::{formats, frame, study as files};

/// As the files worker hands the chosen columns on.
fn sent(path: &str, features: &[&str], target: Option<&str>, answer: Option<&str>) -> FileRows {
    let path = format!("{}/../../tests/fixtures/{path}", env!("CARGO_MANIFEST_DIR"));
    let opened = formats::open(std::fs::read(path).unwrap(), None).unwrap();
    let frame = frame::frame(files::table(&opened, "").unwrap()).unwrap();
    let chosen = files::Chosen { features: features.to_vec(), target, answer };
    files::rows(&frame, &chosen).unwrap()
}

fn question(features: &[&str]) -> TrainSpec {
    let keys = features.iter().map(|header| FeatureSpec::new(Key::column(header))).collect();
    TrainSpec::new(Kind::Contact, Key::column("\u{0}target"), keys)
}

fn ears(progress: &mut dyn FnMut(f64)) -> Ears<'_> {
    Ears { progress, cancelled: &|| false }
}

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-6 * wanted.abs().max(1.0), "{found} is not {wanted}");
}

#[test]
fn a_yes_or_no_of_a_file_is_that_of_its_table() {
    let features = ["Age", "EstimatedSalary"];
    let rows = sent("social-network-ads/data.csv", &features, Some("Purchased"), Some("1"));
    let spec = question(&features);
    let found: Trained = study::yes_or_no(&rows.table, &spec, &features, Instant(0), ears(&mut |_| {})).unwrap();
    let plain = train(&rows.table, &spec, Instant(0), &mut |_| {}, &|| false).unwrap();
    assert_eq!(found.model.suspects, []);
    assert_eq!((found.model.rows.yes, found.model.rows.no), (143, 257));
    for (a, b) in found.predictions.iter().zip(&plain.predictions) {
        near(a.chance, b.chance);
    }
    // Log-odds for each year of age, as scikit-learn 1.9.1 has it: see `reference`.
    near((found.model.coefficients[0].per_unit.value * 1e4).round() / 1e4, 0.2163);
}

#[test]
fn a_number_of_a_file_is_that_of_its_table() {
    let features = ["GNPDEFL", "UNEMP", "ARMED"];
    let rows = sent("longley/data.csv", &features, Some("TOTEMP"), None);
    let spec = question(&features);
    let found: Regression = study::number(&rows.table, &rows.numbers, &spec, &features, ears(&mut |_| {})).unwrap();
    let plain = regress(&rows.table, &rows.numbers, &spec, &mut |_| {}, &|| false).unwrap();
    near(found.scores.r2, plain.scores.r2);
    near(found.coefficients[0].per_unit.value, plain.coefficients[0].per_unit.value);
    assert_eq!((found.rows, found.foreseen.len()), (16, 16));
    assert!(found.foreseen.iter().all(|one| one.low < one.value && one.value < one.high && one.truth.is_some()));
}

#[test]
fn identifiers_are_left_out_of_groups() {
    let features = ["CustomerID", "Age", "Annual Income (k$)", "Spending Score (1-100)"];
    let rows = sent("mall-customers/data.csv", &features, None, None);
    let names = ["Customer ID", "Age", "Income", "Score"];
    let found: Clusters =
        study::groups(&rows.table, &question(&features), &names, Wanted::Exactly(5), ears(&mut |_| {})).unwrap();
    let own = sent("mall-customers/data.csv", &features[1..], None, None);
    let plain = clusters(&own.table, &question(&features[1..]), Wanted::Exactly(5), &mut |_| {}, &|| false).unwrap();
    near(found.tried[0].inertia, plain.tried[0].inertia);
    assert_eq!(found.labels, plain.labels);
}

#[test]
fn where_every_feature_of_a_number_is_left_out_it_says_which() {
    let rows = (0..60_u32).map(f64::from);
    let table = table(&["order_id"], vec![rows.clone().collect()], vec![None; 60]);
    let numbers: Vec<Option<f64>> = rows.map(|row| Some((row * 7.0) % 13.0)).collect();
    let mut spec = spec(&["order_id"]);
    let ask = |spec: &TrainSpec| study::number(&table, &numbers, spec, &["Order ID"], ears(&mut |_| {}));
    let keys = vec![Key::new("order_id")];
    assert_eq!(ask(&spec).unwrap_err(), RegressionError::AllLeftOut { keys });
    spec.features[0].anyway = true;
    assert!(ask(&spec).is_ok());
}
