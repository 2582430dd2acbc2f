//! Charts are compared with committed pictures as SVG; a changed picture is to be looked at before it is kept.

use super::*;
use plotters_svg::SVGBackend;

fn theme() -> Theme {
    Theme {
        background: (255, 255, 255),
        line: (228, 230, 234),
        text: (24, 28, 36),
        text2: (92, 98, 110),
        accent: (52, 96, 214),
        series: [(52, 96, 214), (40, 160, 120), (190, 140, 60), (214, 90, 80), (150, 90, 190), (60, 150, 190)],
        good: (30, 130, 80),
        warn: (150, 110, 30),
        bad: (200, 50, 40),
        font: "system-ui, sans-serif".into(),
        // The SVG backend divides by 1.24.
        font_px: 12.0 * 1.24,
        letters: Vec::new(),
        scale: 1.0,
    }
}

fn svg(chart: &Chart, theme: &Theme, size: (u32, u32)) -> (String, HitMap) {
    let mut text = String::new();
    let hits = draw(chart, theme, SVGBackend::with_string(&mut text, size)).unwrap();
    (text, hits)
}

/// Compares with the committed picture; `UPDATE_SNAPSHOTS=1` writes it anew, to be looked at.
fn check(name: &str, chart: Chart, size: (u32, u32)) -> HitMap {
    let (text, hits) = svg(&chart, &theme(), size);
    assert!(!text.contains("NaN") && !text.contains("inf"));
    let path = format!("{}/snapshots/{name}.svg", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(known.lines().eq(text.lines()), "{name} is drawn otherwise: look at it with UPDATE_SNAPSHOTS=1");
    hits
}

fn people() -> Vec<ScatterPoint> {
    let path = format!("{}/../../tests/fixtures/social-network-ads/data.csv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let point = |line: &str| {
        let cells: Vec<f64> = line.split(',').map(|cell| cell.trim().parse().unwrap()).collect();
        let predicted = 0.2163 * cells[0] + 0.0000333 * cells[1] > 11.552;
        ScatterPoint { x: cells[0], y: cells[1], predicted, truth: Some(cells[2] == 1.0) }
    };
    text.lines().skip(1).map(point).collect()
}

#[test]
fn scatter_shows_points_and_boundary() {
    let chart = Scatter {
        points: people(),
        x_title: "Age".into(),
        y_title: "Estimated salary".into(),
        boundary: Some(Boundary { a: 0.2163, b: 0.0000333, c: 11.552 }),
        legend: Some(("Predicted yes".into(), "Predicted no".into())),
    };
    let hits = check("scatter", Chart::Scatter(chart), (640, 420));
    assert_eq!(hits.spots.len(), 400);
    let spot = hits.spots[17];
    let found = hits.nearest(spot.x + 0.2, spot.y, 8.0).unwrap();
    assert_eq!((found.x, found.y), (spot.x, spot.y));
    assert_eq!(hits.nearest(-50.0, -50.0, 8.0), None);
}

#[test]
fn a_narrow_scatter_keeps_both_words_of_its_legend() {
    let chart = Scatter {
        points: people(),
        y_title: "What a household earns in a year".into(),
        legend: Some(("Predicted yes".into(), "Predicted no".into())),
        ..Scatter::default()
    };
    let (text, _) = svg(&Chart::Scatter(chart), &theme(), (300, 300));
    assert!(text.contains("Predicted yes") && text.contains("Predicted no"), "{text}");
}

#[test]
fn a_label_is_cut_by_the_width_of_its_own_letters() {
    let bar = CoefficientBar { label: "Caleb Hughes".into(), value: 1.0, low: 0.5, high: 1.5 };
    let chart = Chart::Coefficients(Coefficients { bars: vec![bar], x_title: String::new() });
    let drawn = |letters: Vec<f64>| svg(&chart, &Theme { letters, ..theme() }, (400, 120)).0;
    assert!(drawn(Vec::new()).contains("Caleb Hughes"));
    assert!(drawn(vec![8.0; 95]).contains("Caleb Hughes"));
    assert!(!drawn(vec![30.0; 95]).contains("Caleb Hughes"));
}

#[test]
fn roc_shows_curve_and_threshold() {
    let points: Vec<_> = (0..=40).map(|i| f64::from(i) / 40.0).map(|x| (x, x.powf(0.16))).collect();
    let chart = Roc {
        points,
        chosen: Some((0.08, 0.69)),
        x_title: "False alarms".into(),
        y_title: "Found".into(),
        caption: "Area 0.92 (0.90–0.95)".into(),
    };
    assert_eq!(check("roc", Chart::Roc(chart), (420, 400)).spots.len(), 41);
}

#[test]
fn coefficients_show_direction_and_doubt() {
    let bar = |label: &str, value: f64, reach: f64| CoefficientBar {
        label: label.into(),
        value,
        low: value - reach,
        high: value + reach,
    };
    let bars = vec![
        bar("Age", 2.27, 0.41),
        bar("Estimated salary", 1.13, 0.3),
        bar("Days since the last order of any kind whatsoever", -0.72, 0.28),
        bar("最近下单天数", 0.12, 0.33),
    ];
    let hits = check(
        "coefficients",
        Chart::Coefficients(Coefficients { bars, x_title: "Log-odds per standard deviation".into() }),
        (560, 170),
    );
    assert_eq!(hits.nearest(300.0, 10.0, 4.0).map(|spot| spot.index), Some(0));
}

#[test]
fn calibration_shows_shares_and_intervals() {
    let bins = [
        (0.005, 0.0),
        (0.02, 0.0),
        (0.05, 0.025),
        (0.11, 0.0),
        (0.22, 0.2),
        (0.31, 0.375),
        (0.42, 0.475),
        (0.61, 0.75),
        (0.86, 0.875),
        (0.97, 0.875),
    ];
    let point = |(chance, share): (f64, f64)| CalibrationPoint {
        chance,
        share,
        low: (share - 0.12).max(0.0),
        high: (share + 0.12).min(1.0),
    };
    let chart =
        Calibration { points: bins.map(point).to_vec(), x_title: "Chance given".into(), y_title: "Came true".into() };
    check("calibration", Chart::Calibration(chart), (420, 400));
}

#[test]
fn a_finer_screen_gets_more_pixels_and_the_same_places() {
    let chart = Chart::Scatter(Scatter { points: people(), ..Scatter::default() });
    let (_, once) = svg(&chart, &theme(), (320, 240));
    let (_, twice) = svg(&chart, &Theme { scale: 2.0, ..theme() }, (640, 480));
    assert_eq!(once, twice);
}

#[test]
fn empty_and_odd_data_draw() {
    let lonely = ScatterPoint { x: 5.0, y: 0.0, predicted: true, truth: None };
    for points in [
        vec![],
        vec![lonely],
        vec![lonely; 3],
        vec![ScatterPoint { x: f64::NAN, ..lonely }, ScatterPoint { x: 1e300, ..lonely }],
    ] {
        let (text, _) = svg(&Chart::Scatter(Scatter { points, ..Scatter::default() }), &theme(), (200, 60));
        assert!(!text.contains("NaN"));
    }
    for chart in [
        Chart::Roc(Roc::default()),
        Chart::Coefficients(Coefficients::default()),
        Chart::Calibration(Calibration::default()),
    ] {
        svg(&chart, &theme(), (20, 20));
    }
}

#[test]
fn tick_labels_are_short() {
    for (value, step, text) in [
        (0.0, 1.0, "0"),
        (0.5, 0.5, "0.5"),
        (12_000.0, 2_000.0, "12k"),
        (2_000.0, 2_000.0, "2000"),
        (150_000.0, 50_000.0, "150k"),
        (1_500_000.0, 500_000.0, "1.5M"),
        (-3.0, 1.0, "−3"),
        (0.3, 0.1, "0.3"),
        (50_000.0, 50_000.0, "50k"),
        (12_500.0, 500.0, "12.5k"),
    ] {
        assert_eq!(short(value, step), text);
    }
}

#[test]
fn series_shows_past_expected_and_band() {
    let past: Vec<f64> =
        (0..24).map(|month| 900.0 + 20.0 * f64::from(month) + 300.0 * f64::from(month % 12 / 10)).collect();
    let expected: Vec<Expected> = (0..6)
        .map(|month| 1_400.0 + 40.0 * f64::from(month))
        .map(|value| Expected { value, low: value * 0.8, high: value * 1.25, wide: None })
        .collect();
    let periods = (0..30).map(|month| format!("{}/{}", 1 + month % 12, 24 + month / 12)).collect();
    let chart = Series { periods, past, expected, marks: Vec::new(), y_title: "Revenue (€)".into() };
    let hits = check("series", Chart::Series(chart.clone()), (640, 300));
    assert_eq!(hits.spots.len(), 30);
    assert_eq!(hits.nearest(hits.spots[29].x, 100.0, 8.0).unwrap().index, 29);
    let marks =
        vec![(2, "Lunar New Year".into()), (13, "Lunar New Year".into()), (14, "Easter".into()), (99, "x".into())];
    check("series-marks", Chart::Series(Series { marks, ..chart.clone() }), (640, 300));
    let expected =
        chart.expected.iter().map(|one| Expected { wide: Some((one.value * 0.65, one.value * 1.5)), ..*one }).collect();
    check("series-bands", Chart::Series(Series { expected, ..chart.clone() }), (640, 300));
    // What was stays readable beneath a band that goes beyond all measure, and the band is cut.
    let far = |one: &Expected| Expected { wide: Some((0.0, one.value * 20.0)), ..*one };
    let far = Series { expected: chart.expected.iter().map(far).collect(), ..chart.clone() };
    assert!(far.is_cut() && !chart.is_cut());
    let spots = check("series-cut", Chart::Series(far), (640, 300)).spots;
    assert!(spots[0].y - spots[23].y > 40.0, "the past is flat");
    let nothing = Series { periods: Vec::new(), past: Vec::new(), expected: Vec::new(), ..chart };
    assert!(draw(&Chart::Series(nothing), &theme(), SVGBackend::with_string(&mut String::new(), (60, 40))).is_ok());
}

#[test]
fn fit_shows_truth_and_what_is_left() {
    let point = |i: u32| {
        let foreseen = 20.0 + f64::from(i * 37 % 100) * 1.6;
        (foreseen, foreseen + 18.0 * (f64::from(i * 53 % 97) / 48.0 - 1.0))
    };
    let points: Vec<(f64, f64)> = (0..120).map(point).collect();
    let left = points.iter().map(|(foreseen, truth)| (*foreseen, truth - foreseen)).collect();
    let chart = Fit { points, slope: 1.0, reach: 20.0, x_title: "Foreseen".into(), y_title: "True".into() };
    assert_eq!(check("fit", Chart::Fit(chart.clone()), (560, 360)).spots.len(), 120);
    let residuals = Fit { points: left, slope: 0.0, y_title: "True less foreseen".into(), ..chart };
    check("residuals", Chart::Fit(residuals), (560, 300));
    let odd = Fit { points: vec![(f64::NAN, 1.0), (1e300, -1e300)], reach: f64::INFINITY, ..Fit::default() };
    for chart in [odd, Fit::default()] {
        assert!(!svg(&Chart::Fit(chart), &theme(), (60, 40)).0.contains("NaN"));
    }
}

#[test]
fn heat_shows_shares_by_row_and_column() {
    let share = |row: usize, column: usize| (column < 10 - row).then(|| 0.42 / (1.0 + 0.3 * (row + column) as f64));
    let chart = Heat {
        rows: (0..8).map(|row| format!("{:02}/2025", 1 + row)).collect(),
        columns: (1..=9).map(|month| format!("+{month}")).collect(),
        cells: (0..8).map(|row| (1..10).map(|column| share(row, column)).collect()).collect(),
        x_title: "Months after the first order".into(),
    };
    let height = Heat::natural_height(8, 12.0) as u32;
    let hits = check("heat", Chart::Heat(chart.clone()), (640, height));
    // 9 + 8 + … + 2 cells are known.
    assert_eq!(hits.spots.len(), 44);
    let last = hits.spots.last().unwrap();
    assert_eq!(chart.place(last.index), (7, 1));
    assert_eq!(hits.nearest(last.x + 3.0, last.y, 0.0).map(|spot| spot.index), Some(last.index));
    check("heat-narrow", Chart::Heat(chart.clone()), (300, height));
    let odd = Heat { cells: vec![vec![Some(f64::NAN), Some(0.0)]; 8], ..chart };
    for chart in [odd, Heat::default()] {
        let (text, _) = svg(&Chart::Heat(chart), &theme(), (60, 20));
        assert!(!text.contains("NaN"));
    }
}
