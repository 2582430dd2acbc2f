//! For `make bench` alone: the models of `analytics` in a worker, on rows that another program fits too.

use analytics::{clusters, logistic};
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// Columns, one after the other, and answers of 0 or 1.
#[wasm_bindgen]
pub struct Rows {
    columns: Vec<Vec<f64>>,
    answers: Vec<f64>,
}

#[wasm_bindgen]
impl Rows {
    #[wasm_bindgen(constructor)]
    pub fn new(values: &[f64], answers: Vec<f64>) -> Rows {
        Rows { columns: values.chunks(answers.len().max(1)).map(<[f64]>::to_vec).collect(), answers }
    }

    /// Coefficients, the intercept last.
    pub fn logistic(&self, alpha: f64) -> Vec<f64> {
        let fitted = logistic::fit(&self.columns, &self.answers, alpha);
        let mut numbers = fitted.coefficients;
        numbers.push(fitted.intercept);
        numbers
    }

    /// The sum of squared distances, of one run that starts at these rows.
    pub fn groups(&self, starts: &[u32]) -> f64 {
        let row = |&row: &u32| self.columns.iter().map(|column| column[row as usize]).collect();
        clusters::fit_from(&self.columns, starts.iter().map(row).collect()).inertia
    }
}
