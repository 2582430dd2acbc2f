use super::*;
use plotters_svg::SVGBackend;

fn theme() -> Theme {
    Theme {
        background: Rgb(255, 255, 255),
        line: Rgb(230, 231, 233),
        text: Rgb(28, 30, 36),
        text_2: Rgb(92, 96, 104),
        accent: Rgb(66, 99, 214),
        series: [Rgb(66, 99, 214), Rgb(230, 150, 60), Rgb(40, 170, 130), Rgb(200, 80, 70), Rgb(130, 80, 170), Rgb(60, 150, 190)],
        font: "sans-serif".to_owned(),
        scale: 1.0,
    }
}

fn svg(chart: &Chart) -> (String, HitMap) {
    let mut drawn = String::new();
    let hits = {
        let area = SVGBackend::with_string(&mut drawn, (560, 360)).into_drawing_area();
        let hits = draw(chart, &theme(), &area).unwrap();
        area.present().unwrap();
        hits
    };
    (drawn, hits)
}

/// Compares with the committed picture; `UPDATE_CHARTS=1 cargo test -p charts` writes it anew, to be looked at.
fn check(name: &str, chart: &Chart) -> HitMap {
    let (drawn, hits) = svg(chart);
    assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{name}");
    let path = format!("{}/snapshots/{name}.svg", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_CHARTS").is_some() {
        std::fs::create_dir_all(format!("{}/snapshots", env!("CARGO_MANIFEST_DIR"))).unwrap();
        std::fs::write(&path, &drawn).unwrap();
    }
    assert!(std::fs::read_to_string(&path).unwrap_or_default() == drawn, "{name} looks different: compare with {path}");
    hits
}

#[test]
fn scatter() {
    let points = (0..40)
        .map(|i| {
            let x = 18.0 + f64::from(i);
            ScatterPoint { x, y: 20_000.0 + f64::from(i * 7919 % 60) * 2_000.0, class: usize::from(i > 24), open: i % 9 == 0 }
        })
        .chain([ScatterPoint { x: f64::NAN, y: 1.0, class: 0, open: false }])
        .collect();
    let chart = Scatter { x_name: "Age".into(), y_name: "Salary".into(), points, boundary: vec![(10.0, 160_000.0), (70.0, 0.0)] };
    let hits = check("scatter", &Chart::Scatter(chart));
    assert_eq!(hits.hits.len(), 40);
    let first = hits.hits[0];
    assert_eq!(hits.nearest(f64::from(first.x) + 2.0, f64::from(first.y), 12.0), Some(first));
    assert_eq!(hits.nearest(-500.0, -500.0, 12.0), None);
}

#[test]
fn roc() {
    let points = vec![(0.0, 0.0), (0.05, 0.4), (0.1, 0.75), (0.3, 0.92), (1.0, 1.0)];
    let chart = Roc { x_name: "False alarms".into(), y_name: "Found".into(), points, marked: Some(2) };
    assert_eq!(check("roc", &Chart::Roc(chart)).hits.len(), 5);
}

#[test]
fn calibration() {
    let bins = vec![(0.05, 0.04, 80), (0.25, 0.30, 30), (0.5, 0.44, 12), (0.75, 0.8, 25), (0.95, 0.97, 60)];
    check("calibration", &Chart::Calibration(Calibration { x_name: "Promised".into(), y_name: "Observed".into(), bins }));
}

#[test]
fn bars() {
    let bar = |name: &str, value, low, high| Bar { name: name.into(), value, low, high };
    let bars = vec![bar("Age", 2.1, 1.7, 2.5), bar("Estimated salary with a long name", 1.2, 0.9, 1.5), bar("Newsletter", -0.4, -0.9, 0.1)];
    check("bars", &Chart::Bars(Bars { x_name: "Effect".into(), bars }));
}

#[test]
fn nothing_to_draw_still_draws_axes() {
    let empty = Scatter { x_name: "x".into(), y_name: "y".into(), points: Vec::new(), boundary: Vec::new() };
    let (drawn, hits) = svg(&Chart::Scatter(empty));
    assert!(hits.hits.is_empty() && drawn.contains("<text"));
    let flat = vec![ScatterPoint { x: 5.0, y: 5.0, class: 0, open: false }; 3];
    let (drawn, _) = svg(&Chart::Scatter(Scatter { x_name: "x".into(), y_name: "y".into(), points: flat, boundary: Vec::new() }));
    assert!(!drawn.contains("NaN"));
}

#[test]
fn tick_labels_are_short() {
    for (value, text) in [(0.0, "0"), (12_000.0, "12k"), (150_000.0, "150k"), (3_500_000.0, "3.5M"), (0.25, "0.25"), (-2.0, "-2"), (1500.0, "1500")] {
        assert_eq!(frame::short(value), text);
    }
}
