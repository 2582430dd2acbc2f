//! Ridge logistic regression: smartcore finds the neighbourhood of the optimum on a sample, Newton's method
//! walks to it on all rows.
//!
//! Minimises Σ ln(1 + e^η) − yη + α/2·Σβ² over the coefficients β and a free intercept, η = intercept + x·β
//! (scikit-learn's objective with α = 1/C). Invariant: the answer is finite and its gradient is checked.
//! smartcore alone stops early without saying so, has no standard errors and takes ten times as long on
//! 100,000 rows; from its start Newton needs two or three steps.

use crate::symmetric::Cholesky;
use smartcore::{
    linalg::basic::{arrays::Array, matrix::DenseMatrix},
    linear::logistic_regression::{LogisticRegression, LogisticRegressionParameters},
};

/// With less penalty coefficients of separable data grow without meaning.
pub const LEAST_ALPHA: f64 = 1e-4;
/// Rows that smartcore sees.
const SAMPLE: usize = 2_000;
/// Rows that are handled together: three columns of them fit into the nearest cache.
const BLOCK: usize = 512;
const MOST_STEPS: usize = 60;

#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// One per column, in log-odds per unit of the column as given.
    pub coefficients: Vec<f64>,
    pub intercept: f64,
    /// (p+1) × (p+1), the intercept last: inverse of X'WX + αI, rows after each other.
    pub covariance: Vec<f64>,
    /// Whether the gradient is zero to rounding.
    pub converged: bool,
}

impl Fitted {
    /// Log-odds of every row of columns shaped as in [`fit`].
    pub fn log_odds(&self, columns: &[Vec<f64>], rows: usize) -> Vec<f64> {
        let mut eta = vec![self.intercept; rows];
        for (column, &coefficient) in columns.iter().zip(&self.coefficients) {
            add_scaled(&mut eta, column, coefficient);
        }
        eta
    }
    pub fn standard_error(&self, coefficient: usize) -> f64 {
        let n = self.coefficients.len() + 1;
        self.covariance[coefficient * n + coefficient].max(0.0).sqrt()
    }
}

/// Fits p `columns` of n finite numbers each, best standardised, to n answers of 0 or 1 that hold both.
/// `alpha` is raised to `LEAST_ALPHA` where columns are given: then the optimum exists and is unique.
pub fn fit(columns: &[Vec<f64>], answers: &[f64], alpha: f64) -> Fitted {
    let start = start(columns, answers, alpha);
    newton(columns, answers, if columns.is_empty() { 0.0 } else { alpha.max(LEAST_ALPHA) }, start)
}

/// As [`fit`], without penalty and without smartcore: for a handful of columns.
pub(crate) fn fit_plain(columns: &[Vec<f64>], answers: &[f64]) -> Fitted {
    newton(columns, answers, 0.0, vec![0.0; columns.len() + 1])
}

fn share_of_yes(answers: &[f64]) -> f64 {
    answers.iter().sum::<f64>() / answers.len().max(1) as f64
}

/// Coefficients and, last, the intercept, from smartcore on at most [`SAMPLE`] rows of either answer.
fn start(columns: &[Vec<f64>], answers: &[f64], alpha: f64) -> Vec<f64> {
    let p = columns.len();
    let mut plain = vec![0.0; p + 1];
    plain[p] = crate::logit(share_of_yes(answers));
    if p == 0 {
        return plain;
    }
    let of = |yes: bool| -> Vec<usize> {
        let rows: Vec<usize> = (0..answers.len()).filter(|&i| (answers[i] > 0.5) == yes).collect();
        let step = rows.len().div_ceil(SAMPLE / 2).max(1);
        rows.into_iter().step_by(step).collect()
    };
    let (yes, no) = (of(true), of(false));
    if yes.is_empty() || no.is_empty() {
        return plain;
    }
    let sampled_share = yes.len() as f64 / (yes.len() + no.len()) as f64;
    let rows: Vec<usize> = yes.into_iter().chain(no).collect();
    let values = columns.iter().flat_map(|column| rows.iter().map(|&row| column[row])).collect();
    let Ok(x) = DenseMatrix::new(rows.len(), p, values, true) else { return plain };
    let y: Vec<u8> = rows.iter().map(|&row| u8::from(answers[row] > 0.5)).collect();
    let alpha = alpha.max(LEAST_ALPHA) * rows.len() as f64 / answers.len() as f64;
    let parameters = LogisticRegressionParameters::default().with_alpha(alpha);
    let Ok(model) = LogisticRegression::fit(&x, &y, parameters) else { return plain };
    let mut found: Vec<f64> = model.coefficients().iterator(0).copied().collect();
    // The sample holds the answers in another proportion: that moves the intercept and nothing else.
    let shift = crate::logit(share_of_yes(answers)) - crate::logit(sampled_share);
    found.push(model.intercept().get((0, 0)) + shift);
    if found.len() == p + 1 && found.iter().all(|value| value.is_finite()) { found } else { plain }
}

fn newton(columns: &[Vec<f64>], answers: &[f64], alpha: f64, start: Vec<f64>) -> Fitted {
    let (p, n) = (columns.len(), answers.len());
    let small = 1e-9 * (n.max(1) as f64).sqrt().max(1.0);
    let (mut at, mut here) = (start, Curvature::new(p));
    let mut there = here.clone();
    here.measure(columns, answers, &at, alpha);
    let mut converged = here.steepest() <= small;
    for _ in 0..MOST_STEPS {
        if converged {
            break;
        }
        let Some(factor) = Cholesky::nearby(&here.hessian, p + 1) else { break };
        let step = factor.solve(&here.gradient);
        let mut length = 1.0;
        let moved = loop {
            let next: Vec<f64> = at.iter().zip(&step).map(|(value, step)| value - length * step).collect();
            there.measure(columns, answers, &next, alpha);
            if there.loss.is_finite() && there.loss <= here.loss + 1e-12 * here.loss.abs() {
                let settled = (here.loss - there.loss).abs() <= 1e-14 * here.loss.abs().max(1.0);
                at = next;
                std::mem::swap(&mut here, &mut there);
                break !settled;
            }
            length /= 2.0;
            if length < 1e-10 {
                break false;
            }
        };
        converged = here.steepest() <= small;
        if !moved {
            // Rounding hides what is left of the loss: the mean gradient tells.
            converged |= here.steepest() <= 1e-8 * (n as f64).max(1.0);
            break;
        }
    }
    let covariance =
        Cholesky::nearby(&here.hessian, p + 1).map_or_else(|| vec![0.0; (p + 1) * (p + 1)], |factor| factor.inverse());
    let intercept = at.pop().unwrap_or(0.0);
    Fitted { coefficients: at, intercept, covariance, converged }
}

fn add_scaled(sum: &mut [f64], column: &[f64], factor: f64) {
    sum.iter_mut().zip(column).for_each(|(sum, value)| *sum += factor * value);
}

/// The objective with its gradient and Hessian, the intercept last: all from one pass over the rows.
#[derive(Clone)]
struct Curvature {
    loss: f64,
    gradient: Vec<f64>,
    hessian: Vec<f64>,
    eta: Vec<f64>,
    weights: Vec<f64>,
    errors: Vec<f64>,
    weighted: Vec<f64>,
}

impl Curvature {
    fn new(p: usize) -> Self {
        let block = || vec![0.0; BLOCK];
        Self {
            loss: f64::INFINITY,
            gradient: vec![0.0; p + 1],
            hessian: vec![0.0; (p + 1) * (p + 1)],
            eta: block(),
            weights: block(),
            errors: block(),
            weighted: block(),
        }
    }

    fn steepest(&self) -> f64 {
        self.gradient.iter().fold(0.0f64, |most, g| most.max(g.abs()))
    }

    fn measure(&mut self, columns: &[Vec<f64>], answers: &[f64], at: &[f64], alpha: f64) {
        let p = columns.len();
        let side = p + 1;
        self.loss = 0.5 * alpha * at[..p].iter().map(|c| c * c).sum::<f64>();
        self.gradient.fill(0.0);
        self.hessian.fill(0.0);
        for from in (0..answers.len()).step_by(BLOCK) {
            let to = (from + BLOCK).min(answers.len());
            let rows = to - from;
            let eta = &mut self.eta[..rows];
            eta.fill(at[p]);
            for (column, &coefficient) in columns.iter().zip(at) {
                add_scaled(eta, &column[from..to], coefficient);
            }
            let (errors, weights) = (&mut self.errors[..rows], &mut self.weights[..rows]);
            // Σ ln(1 + e^-|η|) as the logarithm of a product: a block's is at most 2^512.
            let mut product = 1.0;
            for (((eta, &y), error), weight) in
                eta.iter().zip(&answers[from..to]).zip(errors.iter_mut()).zip(weights.iter_mut())
            {
                let e = (-eta.abs()).exp();
                let surer = 1.0 / (1.0 + e);
                let chance = if *eta >= 0.0 { surer } else { e * surer };
                product *= 1.0 + e;
                self.loss += eta.max(0.0) - y * eta;
                *error = chance - y;
                *weight = e * surer * surer;
            }
            self.loss += product.ln();
            let (errors, weights) = (&self.errors[..rows], &self.weights[..rows]);
            for (j, column) in columns.iter().enumerate() {
                let column = &column[from..to];
                self.gradient[j] += dot(column, errors);
                let weighted = &mut self.weighted[..rows];
                weighted.iter_mut().zip(column.iter().zip(weights)).for_each(|(out, (x, w))| *out = x * w);
                for (k, other) in columns.iter().enumerate().take(j + 1) {
                    self.hessian[j * side + k] += dot(weighted, &other[from..to]);
                }
                self.hessian[p * side + j] += dot(column, weights);
            }
            self.gradient[p] += errors.iter().sum::<f64>();
            self.hessian[p * side + p] += weights.iter().sum::<f64>();
        }
        for (j, coefficient) in at[..p].iter().enumerate() {
            self.gradient[j] += alpha * coefficient;
            self.hessian[j * side + j] += alpha;
        }
        for j in 0..side {
            for k in 0..j {
                self.hessian[k * side + j] = self.hessian[j * side + k];
            }
        }
    }
}

/// Four running sums, so that the compiler may use SIMD without changing the result between builds.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (a4, b4) = (a.chunks_exact(4), b.chunks_exact(4));
    let rest: f64 = a4.remainder().iter().zip(b4.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in a4.zip(b4) {
        for i in 0..4 {
            sums[i] += a[i] * b[i];
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}
