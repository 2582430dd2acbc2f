//! Logistic regression and k-means on 100,000 × 8 in a worker of the release build, beside scikit-learn on the same
//! rows where a Python with it is there (`PYTHON=…` names one): same penalty, same starting centres, same stopping rule.
//! Besides, the models of who buys again on 10,000 customers that were drawn from such a model, beside lifetimes.

use serde_json::{Value, json};
use std::process::Command;
use tests::driver::Browser;
use tests::server::{Options, Server};
use tests::{Result, dist, root};

const ROWS: usize = 100_000;
const COLUMNS: usize = 8;
const ALPHA: f64 = 1.0;
const GROUPS: usize = 5;
const SEED: u64 = 7;
const CUSTOMERS: usize = 10_000;

const WORKER: &str = "
    import init, { Rows } from './fits.js';
    const rows = async (file, count) => {
        await init();
        const numbers = new Float64Array(await (await fetch(file)).arrayBuffer());
        return new Rows(numbers.subarray(0, numbers.length - count), numbers.slice(numbers.length - count));
    };
    const best = fit => {
        let least = Infinity, result;
        for (let i = 0; i < 5; i++) {
            const since = performance.now();
            result = fit();
            least = Math.min(least, performance.now() - since);
        }
        return [least, result];
    };
    Promise.all([rows('./fits.f64', COUNT), rows('./shoppers.f64', SHOPPERS)]).then(([rows, shoppers]) => {
        const [logistic_ms, coefficients] = best(() => rows.logistic(ALPHA));
        const [groups_ms, inertia] = best(() => rows.groups(new Uint32Array(STARTS)));
        const [bg_ms, bg] = best(() => shoppers.bg_nbd());
        const [pareto_ms, pareto] = best(() => shoppers.pareto_nbd());
        postMessage({bg_ms, bg: [...bg], pareto_ms, pareto: [...pareto], logistic_ms, coefficients: [...coefficients], groups_ms, inertia});
    }, error => postMessage({error: String(error)}));";

/// Standardised columns with some groups in them, one after the other, and an answer that depends on three of them.
fn numbers() -> Vec<f64> {
    let mut state = SEED;
    let mut unit = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut columns = vec![Vec::new(); COLUMNS];
    let mut answers = Vec::with_capacity(ROWS);
    for _ in 0..ROWS {
        let group = (unit() * GROUPS as f64) as usize;
        for (at, column) in columns.iter_mut().enumerate() {
            let centre = ((group * 7 + at * 3) % GROUPS) as f64;
            // The sum of four draws is near enough to a bell.
            column.push(centre + 2.0 * (unit() + unit() + unit() + unit()) - 4.0);
        }
        let inclined: f64 = columns.iter().take(3).filter_map(|column| column.last()).sum();
        answers.push(f64::from(1.0 / (1.0 + (6.0 - inclined).exp()) > unit()));
    }
    for column in &mut columns {
        let mean = column.iter().sum::<f64>() / ROWS as f64;
        let spread = (column.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / ROWS as f64).sqrt();
        column.iter_mut().for_each(|value| *value = (*value - mean) / spread);
    }
    columns.into_iter().flatten().chain(answers).collect()
}

/// Customers of a shop in three years, each with a rate of orders and a chance to leave of their own: last order and
/// time known in weeks, one column after the other, then repeat orders.
fn shoppers() -> Vec<f64> {
    let mut state = SEED;
    let mut unit = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    };
    let (mut last, mut known, mut repeats) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..CUSTOMERS {
        let time = (1.0 + 155.0 * unit()).round();
        let (rate, leaving) = (-unit().ln() / 12.0, unit() * unit());
        let (mut at, mut newest, mut orders) = (0.0, 0.0, 0.0);
        loop {
            at += -unit().ln() / rate;
            if at > time {
                break;
            }
            (newest, orders) = ((at * 7.0).round() / 7.0, orders + 1.0);
            if unit() < leaving {
                break;
            }
        }
        last.push(f64::min(newest, time));
        known.push(time);
        repeats.push(orders);
    }
    [last, known, repeats].concat()
}

/// How well coefficients, the intercept last, explain the answers.
fn log_likelihood(numbers: &[f64], coefficients: &Value) -> f64 {
    let coefficients: Vec<f64> = coefficients.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    let answers = &numbers[ROWS * COLUMNS..];
    let of_row = |row: usize| {
        let odds: f64 = (0..COLUMNS).map(|at| coefficients[at] * numbers[at * ROWS + row]).sum();
        let odds = odds + coefficients[COLUMNS];
        answers[row] * odds - odds.max(0.0) - (-odds.abs()).exp().ln_1p()
    };
    (0..ROWS).map(of_row).sum()
}

fn run(program: &str, arguments: &[&str]) -> Result<()> {
    let status = Command::new(program).args(arguments).current_dir(root()).status()?;
    if status.success() { Ok(()) } else { Err(format!("{program} {}: {status}", arguments.join(" ")).into()) }
}

fn build(folder: &str) -> Result<()> {
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    let wasm = "wasm32-unknown-unknown";
    run(
        "cargo",
        &["build", "-q", "--release", "--target", wasm, "-p", "worker", "--bin", "fits", "--features", "fits"],
    )?;
    let built = format!("{target}/{wasm}/release/fits.wasm");
    run("wasm-bindgen", &["--target", "web", "--no-typescript", "--out-dir", folder, &built])?;
    let module = format!("{folder}/fits_bg.wasm");
    run("wasm-opt", &["-O3", "-o", &module, &module])
}

/// What Python says, if it is there with scikit-learn.
fn peer(file: &str, starts: &str, shoppers: &str) -> Option<Value> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = root().join("tests/bench/fits.py");
    let (rows, alpha) = (ROWS.to_string(), ALPHA.to_string());
    let output = Command::new(python).arg(script).args([file, &rows, &alpha, starts, shoppers]).output().ok()?;
    serde_json::from_slice(&output.stdout).ok()
}

/// Rows of the table.
pub async fn measure() -> Result<Vec<String>> {
    let folder = root().join("target/bench/fits");
    std::fs::create_dir_all(&folder)?;
    let numbers = numbers();
    let as_bytes = |numbers: &[f64]| -> Vec<u8> { numbers.iter().flat_map(|number| number.to_le_bytes()).collect() };
    let bytes = as_bytes(&numbers);
    let file = folder.join("fits.f64");
    std::fs::write(&file, &bytes)?;
    build(&folder.to_string_lossy())?;
    let starts: Vec<usize> = (0..GROUPS).map(|group| group * ROWS / GROUPS).collect();
    let starts = json!(starts).to_string();
    let worker = WORKER.replace("COUNT", &ROWS.to_string()).replace("ALPHA", &ALPHA.to_string());
    let worker = worker.replace("SHOPPERS", &CUSTOMERS.to_string());
    let mut options = Options::new(dist());
    options.extra.insert("worker.js".into(), worker.replace("STARTS", &starts).into());
    options.extra.insert("fits.f64".into(), bytes);
    let (shoppers, bought) = (folder.join("shoppers.f64"), as_bytes(&shoppers()));
    std::fs::write(&shoppers, &bought)?;
    options.extra.insert("shoppers.f64".into(), bought);
    for name in ["fits.js", "fits_bg.wasm"] {
        options.extra.insert(name.into(), std::fs::read(folder.join(name))?);
    }
    let server = Server::start(options)?;
    let browser = Browser::start().await?;
    browser.open(&server.at("/")).await?;
    let script = "return new Promise((good, bad) => {
        const worker = new Worker('/worker.js', {type: 'module'});
        worker.onmessage = ({data}) => data.error ? bad(data.error) : good(data);
        worker.onerror = event => bad(event.message);
    });";
    let ours = browser.run_async(script, vec![]).await?;
    drop(browser);
    let peer = peer(&file.to_string_lossy(), &starts, &shoppers.to_string_lossy()).unwrap_or_default();
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let beside = |name: &str, version: &str, what: &str| match peer[version].as_str() {
        Some(version) => {
            let theirs = number(&peer[what]);
            format!("{theirs:.0} ms in {name} {version}, {:.2}× its time", number(&ours[what]) / theirs)
        }
        None => format!("no Python with {name} here"),
    };
    let learned = |what: &str| beside("scikit-learn", "version", what);
    let ratio = |ours: f64, theirs: f64| {
        if theirs.is_finite() { format!(", differs by {:.1e}", (ours / theirs - 1.0).abs()) } else { String::new() }
    };
    let (fitted, their_fit) = (log_likelihood(&numbers, &ours["coefficients"]), &peer["coefficients"]);
    let theirs = if their_fit.is_null() { f64::NAN } else { log_likelihood(&numbers, their_fit) };
    let inertia = number(&ours["inertia"]);
    let buying = |name: &str, what: &str, most: &str| {
        let (time, fitted) = (format!("{what}_ms"), number(&ours[what][4]));
        let (taken, theirs) = (number(&ours[&time]), beside("lifetimes", "lifetimes", &time));
        format!(
            "| {name} on {CUSTOMERS} customers, in a worker | {taken:.0} ms ({theirs}); log-likelihood {fitted:.1} | {most} |"
        )
    };
    Ok(vec![
        buying("BG/NBD", "bg", "≤ 1 s"),
        buying("Pareto/NBD", "pareto", "≤ 5 s"),
        format!(
            "| logistic regression, {ROWS} × {COLUMNS}, in a worker | {:.0} ms ({}); log-likelihood {fitted:.3}{} | ≤ 1.0×, 1e-6 |",
            number(&ours["logistic_ms"]),
            learned("logistic_ms"),
            ratio(fitted, theirs)
        ),
        format!(
            "| k-means, {GROUPS} groups, one start, {ROWS} × {COLUMNS}, in a worker | {:.0} ms ({}); inertia {inertia:.1}{} | ≤ 1.0×, 1e-3 |",
            number(&ours["groups_ms"]),
            learned("groups_ms"),
            ratio(inertia, number(&peer["inertia"]))
        ),
    ])
}
