//! On AirPassengers (Box & Jenkins) beside statsforecast, and on series that are too poor.

use crate::{
    forecast::{
        forecast,
        methods::{carry_on, fitted},
        smape,
    },
    random::Random,
};
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
    // Through augurs, MSTL with ETS on logs: 2.75 and 4.75.
    assert!(two <= 4.8, "{two}");
}

/// The shares of what came within the bands of 80 and of 95, from all points in time since `since`.
fn covered(all: &[f64], since: usize, horizon: usize) -> [f64; 2] {
    let (mut within, mut count) = ([0.0; 2], 0.0);
    for origin in since..all.len() {
        let found = forecast(&all[..origin], 12, horizon.min(all.len() - origin)).unwrap();
        for ((band, wide), came) in found.expected.iter().zip(&found.wide).zip(&all[origin..]) {
            assert!(wide.low <= band.low && band.high <= wide.high, "{band:?} {wide:?}");
            within[0] += f64::from(u8::from((band.low..=band.high).contains(came)));
            within[1] += f64::from(u8::from((wide.low..=wide.high).contains(came)));
            count += 1.0;
        }
    }
    within.map(|within| within / count)
}

#[test]
fn bands_hold_what_they_promise() {
    // Each of the last years of passengers foreseen from what was known before it.
    let all = passengers();
    for (since, horizon) in [(108, 6), (84, 12)] {
        let [likely, nearly_sure] = covered(&all, since, horizon);
        assert!((0.75..=0.85).contains(&likely), "{horizon}: {likely}");
        assert!((0.90..=0.99).contains(&nearly_sure), "{horizon}: {nearly_sure}");
    }
    // Drawn series: a level that wanders, a season, noise.
    let mut pooled = [0.0; 2];
    for seed in 0..16 {
        let mut random = Random::new(seed);
        let (season, trend, wander) = (0.5 * random.unit(), 0.02 * (random.unit() - 0.3), 0.05 * random.unit());
        let noise = 0.02 + 0.15 * random.unit();
        let mut level = 5.0;
        let value = |month: i32| {
            level += trend + wander * random.normal();
            (level + season * (f64::from(month) * std::f64::consts::TAU / 12.0).sin() + noise * random.normal()).exp()
        };
        let series: Vec<f64> = (0..[30, 48, 72][seed as usize % 3]).map(value).collect();
        let own = covered(&series, series.len() - 6, 6);
        pooled = [pooled[0] + own[0] / 16.0, pooled[1] + own[1] / 16.0];
    }
    assert!((0.75..=0.92).contains(&pooled[0]) && (0.92..1.0).contains(&pooled[1]), "{pooled:?}");
}

/// Where every forecast of the past was too low, or too high, the estimate is still none of the ends of its band.
#[test]
fn an_estimate_lies_within_its_band() {
    let growing = |pace: f64| -> Vec<f64> {
        let mut random = Random::new(3);
        let value = |month: i32| (8.0 + pace * f64::from(month).powi(2) + 0.03 * random.normal()).exp();
        (0..22).map(value).collect()
    };
    for pace in [0.004, 0.002, 0.001, -0.001, -0.002] {
        let found = forecast(&growing(pace), 12, 6).unwrap();
        for one in found.expected.iter().chain([&found.start]) {
            let least = 0.02 * (one.high - one.low);
            assert!(one.value - one.low > least && one.high - one.value > least, "{pace}: {one:?}");
        }
    }
}

#[test]
fn poor_series_stay_finite() {
    assert_eq!(forecast(&[1.0; 7], 12, 3), None);
    assert_eq!(forecast(&[f64::NAN; 20], 12, 3), None);
    for count in 8..50 {
        assert!(
            forecast(&passengers()[..count], 12, 6).is_some()
                && forecast(&passengers()[..count], usize::MAX, 1).is_some()
        );
    }
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

#[test]
fn the_fitted_numbers_make_the_forecast() {
    let past: Vec<f64> = (0..40).map(|at| 50.0 + 2.0 * f64::from(at) + f64::from(at * 7 % 5)).collect();
    for (method, share) in [(Method::Theta, "Theta"), (Method::Growth, "Growth")] {
        let found = fitted(method, &past, 1);
        let number = |letter: &str| found.iter().find(|(own, _)| *own == letter).unwrap().1;
        let (alpha, level, drift) = (number("α"), number("ℓ"), number("b"));
        let next = level + drift * (1.0 - (1.0 - alpha).powf(40.0)) / alpha;
        let next = if number("ln") > 0.0 { next.exp() } else { next };
        assert!((next - carry_on(method, &past, 1, 1)[0]).abs() < 1e-9, "{share}");
    }
    let found = fitted(Method::HoltWinters, &past, 1);
    let number = |letter: &str| found.iter().find(|(own, _)| *own == letter).unwrap().1;
    assert!((number("ℓ") + number("b") - carry_on(Method::HoltWinters, &past, 1, 1)[0]).abs() < 1e-9);
    assert!(number("φ") == 1.0 && fitted(Method::Mean, &past, 1).is_empty());
}
