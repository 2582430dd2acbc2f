//! On AirPassengers (Box & Jenkins) beside statsforecast, and on series that are too poor.

use crate::forecast::{forecast, methods::carry_on, smape};
use domain::insight::Method;

fn passengers() -> Vec<f64> {
    let path = format!("{}/../../tests/fixtures/airpassengers/data.csv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|line| line.split(',').nth(1).unwrap().trim().parse().unwrap()).collect()
}

fn held_out(months: usize) -> (f64, Method) {
    let all = passengers();
    let (past, came) = all.split_at(all.len() - months);
    let found = forecast(past, 12, months).unwrap();
    let error = smape(came.iter().copied().zip(found.expected.iter().map(|one| one.value)));
    (error, found.method)
}

#[test]
fn passengers_are_foreseen_as_by_the_peers() {
    assert_eq!(passengers().len(), 144);
    let all = passengers();
    let naive = |months: usize| {
        let (past, came) = all.split_at(all.len() - months);
        smape(came.iter().copied().zip(carry_on(Method::Naive, past, 12, months)))
    };
    assert!((naive(12) - 10.57).abs() < 0.01 && (naive(24) - 17.01).abs() < 0.01);
    // statsforecast: AutoTheta 3.93 and 11.49, Holt-Winters 4.03 and 3.58, seasonal naive 10.57 and 17.01.
    let ((year, _), (two, _)) = (held_out(12), held_out(24));
    assert!(year <= 3.95, "{year}");
    assert!(two <= 5.6, "{two}");
}

#[test]
fn bands_hold_what_they_promise() {
    let all = passengers();
    // Each of the last 36 months foreseen from what was known before it, up to six months ahead.
    let (mut within, mut count) = (0.0, 0.0);
    for origin in all.len() - 36..all.len() {
        let found = forecast(&all[..origin], 12, 6.min(all.len() - origin)).unwrap();
        for (band, came) in found.expected.iter().zip(&all[origin..]) {
            within += f64::from(u8::from((band.low..=band.high).contains(came)));
            count += 1.0;
        }
    }
    let covered = within / count;
    assert!((0.75..=0.85).contains(&covered), "{covered}");
}

#[test]
fn poor_series_stay_finite() {
    assert_eq!(forecast(&[1.0; 7], 12, 3), None);
    assert_eq!(forecast(&[f64::NAN; 20], 12, 3), None);
    let cases: [&[f64]; 6] = [
        &[0.0; 30],
        &[5.0; 9],
        &[0.0, 0.0, 0.0, 900.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1e9, 0.0, 0.0],
        &[-5.0, 3.0, -2.0, 8.0, -7.0, 1.0, 2.0, -3.0, 4.0],
        &[1e12, 1.0, 1e12, 1.0, 1e12, 1.0, 1e12, 1.0, 1e12],
        &[
            1e-9, 2e-9, 1e-9, 3e-9, 1e-9, 2e-9, 1e-9, 3e-9, 1e-9, 5e-9, 1e-9, 1e-9, 2e-9, 1e-9, 1e-9, 2e-9, 1e-9, 1e-9,
            1e-9, 1e-9, 1e-9, 1e-9, 1e-9, 1e-9, 1e-9, 4e-9,
        ],
    ];
    for past in cases {
        let found = forecast(past, 12, 12).unwrap();
        assert_eq!(found.expected.len(), 12);
        let figures = found.expected.iter().chain([&found.start]).flat_map(|one| [one.low, one.value, one.high]);
        assert!(figures.chain([found.smape, found.coverage]).all(f64::is_finite), "{past:?} {found:?}");
        assert!(found.expected.iter().all(|one| one.low <= one.value && one.value <= one.high), "{past:?}");
    }
}
