//! Runs the app's own analyses natively on any file and prints JSON:
//!
//! `cargo run --release -p analytics --example evaluate -- FILE --task classify|cluster|regress|forecast|clv|stay
//! [--target COLUMN] [--answer VALUE] [--id COLUMN] [--date COLUMN] [--amount COLUMN] [--features A,B] [--horizon N]
//! [--season M] [--period day|week|month|quarter|year] [--k N] [--until YYYY-MM-DD] [--seed N] [--save FILE]`
//!
//! Keys, all of them always there: `metrics` and `baseline` (the naive rule) on rows or periods that were not learned
//! from, `model`, `best_model` with its metrics, `verdict` (`use`, `care`, `no`), `warnings`. What cannot be computed is
//! null, and a warning says why. A command that cannot be understood has `error` besides and ends with 1. Rows are told
//! apart by their order in the file; `--amount Quantity*UnitPrice` multiplies columns. `--save` writes the file again with
//! what the lab adds to it. `stay` reads the customers of one beginning, left year by year, in `--target`; the years in
//! `--date`.

mod columns;
mod dated;
mod shop;
mod stay;
#[cfg(test)]
mod tests;
mod wish;

use domain::insight::Level;
use serde_json::{Map, Value, json};
use std::process::ExitCode;
use wish::Wish;

/// Why there is no answer.
pub enum Stop {
    /// The command is wrong.
    Command(String),
    /// The data do not allow it.
    Data(String),
}

pub type Told = Result<Map<String, Value>, Stop>;

pub fn data<E: ToString>(error: E) -> Stop {
    Stop::Data(error.to_string())
}

/// What every answer of a task measures.
fn measures(task: &str) -> &'static [&'static str] {
    match task {
        "classify" => &["auc", "accuracy", "log_loss", "brier"],
        "regress" => &["r2", "rmse", "mae"],
        "cluster" => &["inertia", "silhouette"],
        "forecast" => &["smape", "mase", "coverage80"],
        "clv" => &["r", "alpha", "a", "b", "log_likelihood", "gamma_gamma", "models", "holdout"],
        "stay" => &["alpha", "beta", "log_likelihood", "retention", "survival"],
        _ => &[],
    }
}

/// The answer with every key, and whether the command was understood.
pub fn answer(words: impl Iterator<Item = String>) -> (Value, bool) {
    let (options, file) = match wish::command(words) {
        Ok(command) => command,
        Err(error) => return (whole("", Map::new(), vec![error.clone()], Some(error)), false),
    };
    let task = options.get("--task").map(|task| task.to_lowercase()).unwrap_or_default();
    let (found, mut warnings) = match Wish::new(options, &file) {
        Ok(wish) => (told(&task, &wish), wish.warnings.take()),
        Err(stop) => (Err(stop), Vec::new()),
    };
    match found {
        Ok(found) => (whole(&task, found, warnings, None), true),
        Err(Stop::Data(why)) => {
            warnings.insert(0, why);
            (whole(&task, Map::new(), warnings, None), true)
        }
        Err(Stop::Command(why)) => {
            warnings.insert(0, why.clone());
            (whole(&task, Map::new(), warnings, Some(why)), false)
        }
    }
}

fn told(task: &str, wish: &Wish) -> Told {
    match task {
        "classify" => columns::classify(wish),
        "regress" => columns::regress(wish),
        "cluster" => columns::cluster(wish),
        "forecast" => dated::forecast(wish),
        "clv" => shop::lifetime(wish),
        "stay" => stay::years(wish),
        _ => Err(Stop::Command("--task is one of classify, cluster, regress, forecast, clv, stay".to_owned())),
    }
}

/// With all keys.
fn whole(task: &str, mut found: Map<String, Value>, warnings: Vec<String>, error: Option<String>) -> Value {
    let nothing = || measures(task).iter().map(|key| ((*key).to_owned(), Value::Null)).collect::<Map<_, _>>();
    for key in ["metrics", "baseline"] {
        let told = found.entry(key).or_insert_with(|| json!({}));
        if let Some(told) = told.as_object_mut().filter(|_| key == "metrics" || task != "clv") {
            for measure in measures(task) {
                told.entry(*measure).or_insert(Value::Null);
            }
        }
    }
    for key in ["model", "best_model"] {
        found.entry(key).or_insert_with(|| json!({ "name": null, "metrics": nothing() }));
    }
    found.entry("verdict").or_insert_with(|| json!(Level::No));
    found.insert("task".to_owned(), json!(task));
    found.insert("warnings".to_owned(), json!(warnings));
    if let Some(error) = error {
        found.insert("error".to_owned(), json!(error));
    }
    Value::Object(found)
}

/// The keys of an object.
pub fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn main() -> ExitCode {
    let (answer, understood) = answer(std::env::args().skip(1));
    println!("{answer:#}");
    if understood { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
