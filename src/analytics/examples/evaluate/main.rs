//! Runs the app's own analyses natively on any file and prints JSON:
//!
//! `cargo run --release -p analytics --example evaluate -- FILE --task classify|cluster|regress|forecast|clv
//! [--target COLUMN] [--answer VALUE] [--id COLUMN] [--date COLUMN] [--amount COLUMN] [--features A,B] [--horizon N]
//! [--season M] [--k N] [--until YYYY-MM-DD] [--seed N]`
//!
//! Keys: `metrics` and `baseline` (the naive rule) on rows or periods that were not learned from, `model`,
//! `best_model` with its metrics, `verdict`, `warnings`. Rows are told apart by their order in the file.

mod columns;
mod series;
mod shop;

use interchange::{
    formats,
    frame::{Frame, frame},
};
use serde_json::{Value, json};
use std::{collections::HashMap, process::ExitCode};

const OPTIONS: [&str; 12] = [
    "--task",
    "--target",
    "--answer",
    "--id",
    "--date",
    "--amount",
    "--features",
    "--horizon",
    "--season",
    "--k",
    "--until",
    "--seed",
];

pub struct Wish {
    pub frame: Frame,
    options: HashMap<String, String>,
}

impl Wish {
    pub fn text(&self, name: &str) -> Option<&str> {
        self.options.get(name).map(String::as_str)
    }

    pub fn number(&self, name: &str) -> Result<Option<usize>, String> {
        self.text(name)
            .map(|text| text.parse().map_err(|_| format!("{name} wants a whole number, not {text}")))
            .transpose()
    }

    pub fn seed(&self) -> Result<u64, String> {
        Ok(self.number("--seed")?.unwrap_or(42) as u64)
    }

    /// The position of a column by its header.
    pub fn position(&self, header: &str) -> Result<usize, String> {
        let wanted = header.trim();
        let same = |at: &usize| self.frame.columns[*at].header == wanted;
        let alike = |at: &usize| self.frame.columns[*at].header.eq_ignore_ascii_case(wanted);
        let all = 0..self.frame.columns.len();
        all.clone().find(same).or_else(|| all.clone().find(alike)).ok_or_else(|| {
            let headers: Vec<&str> = self.frame.columns.iter().map(|column| column.header.as_str()).collect();
            format!("no column {wanted}; there are: {}", headers.join(", "))
        })
    }

    /// The column that an option names.
    pub fn column(&self, option: &str) -> Result<Option<usize>, String> {
        self.text(option).map(|header| self.position(header)).transpose()
    }

    /// The columns to learn from: those named, else all but the named others and identifiers.
    pub fn features(&self, but: &[Option<usize>], warnings: &mut Vec<String>) -> Result<Vec<usize>, String> {
        if let Some(named) = self.text("--features") {
            return named.split(',').map(|header| self.position(header)).collect();
        }
        let mut features = Vec::new();
        for (at, column) in self.frame.columns.iter().enumerate().filter(|(at, _)| !but.contains(&Some(*at))) {
            if column.is_identifier() {
                warnings.push(format!("{} is an identifier: nothing can be learned from it", column.header));
            } else {
                features.push(at);
            }
        }
        Ok(features)
    }

    /// Cells that say something else than their column.
    pub fn strange(&self, columns: &[usize], warnings: &mut Vec<String>) {
        for column in columns.iter().map(|&at| &self.frame.columns[at]).filter(|column| column.strange > 0) {
            warnings
                .push(format!("{}: {} cells could not be read and count as missing", column.header, column.strange));
        }
    }
}

fn wish() -> Result<Wish, String> {
    let mut options = HashMap::new();
    let mut file = None;
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match OPTIONS.contains(&word.as_str()) {
            true => {
                let value = words.next().ok_or_else(|| format!("{word} wants a value"))?;
                options.insert(word, value);
            }
            false if word.starts_with("--") => {
                return Err(format!("unknown option {word}; there are: {}", OPTIONS.join(" ")));
            }
            false => file = Some(word),
        }
    }
    let file = file.ok_or("which file? evaluate FILE --task classify|cluster|regress|forecast|clv")?;
    let bytes = std::fs::read(&file).map_err(|error| format!("{file}: {error}"))?;
    let opened = formats::open(bytes, None).map_err(|error| format!("{file}: {error:?}"))?;
    let part = opened.part("").ok_or_else(|| format!("{file}: no table"))?;
    let frame = frame(&part.table).map_err(|error| format!("{file}: {error:?}"))?;
    Ok(Wish { frame, options })
}

fn run() -> Result<Value, String> {
    let wish = wish()?;
    match wish.text("--task") {
        Some("classify") => columns::classify(&wish),
        Some("regress") => columns::regress(&wish),
        Some("cluster") => columns::cluster(&wish),
        Some("forecast") => series::forecast(&wish),
        Some("clv") => shop::lifetime(&wish),
        _ => Err("--task is one of classify, cluster, regress, forecast, clv".to_owned()),
    }
}

fn main() -> ExitCode {
    let (answer, code) = match run() {
        Ok(answer) => (answer, ExitCode::SUCCESS),
        Err(error) => (json!({ "error": error }), ExitCode::FAILURE),
    };
    println!("{answer:#}");
    code
}
