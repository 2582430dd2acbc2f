//! For `make bench` alone: the models of `analytics` in a worker, on rows that another program fits too.

use analytics::{
    clusters,
    lifetime::{History, bg_nbd::BgNbd, pareto_nbd::ParetoNbd},
    logistic,
};
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

    /// With two columns, the last order and the time known, and repeat orders for answers: the numbers of BG/NBD, its
    /// likelihood last; nothing where it does not settle.
    pub fn bg_nbd(&self) -> Vec<f64> {
        let fitted = BgNbd::fit(&self.histories());
        fitted.map(|own| vec![own.r, own.alpha, own.a, own.b, own.log_likelihood]).unwrap_or_default()
    }

    /// The same of Pareto/NBD.
    pub fn pareto_nbd(&self) -> Vec<f64> {
        let fitted = ParetoNbd::fit(&self.histories());
        fitted.map(|own| vec![own.r, own.alpha, own.s, own.beta, own.log_likelihood]).unwrap_or_default()
    }

    fn histories(&self) -> Vec<History> {
        let own = |row: usize| History {
            repeats: self.answers[row] as u32,
            last: self.columns[0][row],
            known: self.columns[1][row],
        };
        (0..self.answers.len()).map(own).collect()
    }

    /// The sum of squared distances, of one run that starts at these rows.
    pub fn groups(&self, starts: &[u32]) -> f64 {
        let row = |&row: &u32| self.columns.iter().map(|column| column[row as usize]).collect();
        clusters::fit_from(&self.columns, starts.iter().map(row).collect()).inertia
    }
}
