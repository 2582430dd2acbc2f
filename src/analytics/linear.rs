//! Least squares and ridge regression on standardised columns, by Householder's QR.
//!
//! Invariants: figures are finite whatever the columns are; a column that the others make up gets a coefficient of
//! zero and is named in `dependent`. Deliberately not here: how well it does on unseen rows (`regression`).

use statrs::distribution::{ContinuousCDF, StudentsT};

/// A column whose part that the others do not explain is this share of it (or less) depends on them.
const DEPENDENT: f64 = 1e-8;

#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// One for each column.
    pub coefficients: Vec<f64>,
    /// The mean of the answers: what the line gives where all columns are zero, their mean.
    pub intercept: f64,
    /// (X'X + αI)⁻¹ over the columns, rows after each other; zero rows for dependent columns.
    inverse: Vec<f64>,
    /// Standard deviation of the residuals, with `freedom` in the denominator.
    pub residual: f64,
    /// Rows less what was fitted: the trace of the hat matrix and the intercept.
    pub freedom: f64,
    /// Share of the answers' variance that the line explains on the rows it was fitted on.
    pub r2: f64,
    pub dependent: Vec<usize>,
    rows: usize,
}

impl Line {
    /// Fits centred columns (mean zero over the rows) to finite answers; `alpha` is added to X'X's diagonal.
    pub fn fit(columns: &[Vec<f64>], answers: &[f64], alpha: f64) -> Self {
        let (n, p) = (answers.len(), columns.len());
        let intercept = answers.iter().sum::<f64>() / n.max(1) as f64;
        // Ridge as least squares on p more rows: √α on the diagonal (Golub & Van Loan, 6.1.4).
        let ridge = alpha.max(0.0).sqrt();
        let extended = |i: usize| {
            let mut column = columns[i].clone();
            column.extend((0..p).map(|j| if i == j { ridge } else { 0.0 }));
            column
        };
        let mut q: Vec<Vec<f64>> = (0..p).map(extended).collect();
        let mut y: Vec<f64> = answers.iter().map(|answer| answer - intercept).collect();
        let total: f64 = y.iter().map(|value| value * value).sum();
        y.resize(n + p, 0.0);
        let (mut upper, mut pivots, mut dependent) = (vec![vec![0.0; p]; p], Vec::new(), Vec::new());
        for j in 0..p {
            let row = pivots.len();
            let whole = norm(&q[j]);
            let length = norm(q[j].get(row..).unwrap_or(&[]));
            if length.is_nan() || length <= DEPENDENT * whole || length < 1e-150 {
                dependent.push(j);
                continue;
            }
            // The reflector that takes the rest of this column to ±length.
            let mut reflector = q[j][row..].to_vec();
            let to = if reflector[0] > 0.0 { -length } else { length };
            reflector[0] -= to;
            let size: f64 = reflector.iter().map(|value| value * value).sum();
            let reflect = |column: &mut [f64]| {
                let along = 2.0 * reflector.iter().zip(&column[row..]).map(|(a, b)| a * b).sum::<f64>() / size;
                column[row..].iter_mut().zip(&reflector).for_each(|(value, part)| *value -= along * part);
            };
            q[j + 1..].iter_mut().for_each(|column| reflect(column));
            reflect(&mut y);
            upper[row][j] = to;
            for (other, column) in q.iter().enumerate().skip(j + 1) {
                upper[row][other] = column[row];
            }
            pivots.push(j);
        }
        let rank = pivots.len();
        let upper: Vec<Vec<f64>> = upper[..rank].iter().map(|row| pivots.iter().map(|&j| row[j]).collect()).collect();
        let solved = back_substitute(&upper, &y[..rank]);
        let mut coefficients = vec![0.0; p];
        pivots.iter().zip(&solved).for_each(|(&j, value)| coefficients[j] = *value);
        // R⁻¹ column by column; (X'X + αI)⁻¹ = R⁻¹R⁻ᵀ.
        let columns_of_inverse: Vec<Vec<f64>> = (0..rank)
            .map(|i| back_substitute(&upper, &(0..rank).map(|j| f64::from(u8::from(i == j))).collect::<Vec<_>>()))
            .collect();
        let mut inverse = vec![0.0; p * p];
        for (a, &i) in pivots.iter().enumerate() {
            for (b, &j) in pivots.iter().enumerate() {
                inverse[i * p + j] = columns_of_inverse.iter().map(|column| column[a] * column[b]).sum();
            }
        }
        let mut left: Vec<f64> = answers.iter().map(|answer| answer - intercept).collect();
        for (column, coefficient) in columns.iter().zip(&coefficients) {
            left.iter_mut().zip(column).for_each(|(left, value)| *left -= coefficient * value);
        }
        let squares: f64 = left.iter().map(|value| value * value).sum();
        // trace(H) = rank − α·trace((X'X + αI)⁻¹).
        let trace = rank as f64 - alpha.max(0.0) * (0..p).map(|i| inverse[i * p + i]).sum::<f64>();
        let freedom = (n as f64 - 1.0 - trace).max(0.0);
        Self {
            residual: if freedom > 0.0 { (squares / freedom).sqrt() } else { 0.0 },
            r2: if total > 0.0 { 1.0 - squares / total } else { 0.0 },
            coefficients,
            intercept,
            inverse,
            freedom,
            dependent,
            rows: n,
        }
    }

    /// √ of σ²·v'(X'X + αI)⁻¹v, with σ²/n for the intercept where `whole`.
    fn spread(&self, v: &[f64], whole: bool) -> f64 {
        let p = v.len();
        let product: f64 = (0..p).map(|i| v[i] * crate::logistic::dot(&self.inverse[i * p..(i + 1) * p], v)).sum();
        let variance = product.max(0.0) + if whole { 1.0 / self.rows.max(1) as f64 } else { 0.0 };
        self.residual * variance.sqrt()
    }

    pub fn standard_error(&self, column: usize) -> f64 {
        let p = self.coefficients.len();
        self.residual * self.inverse[column * p + column].max(0.0).sqrt()
    }

    /// Standard error of the line's height where the columns have these values.
    pub fn error_at(&self, row: &[f64]) -> f64 {
        self.spread(row, true)
    }

    pub fn value(&self, row: impl Fn(usize) -> f64) -> f64 {
        self.intercept + self.coefficients.iter().enumerate().map(|(i, b)| b * row(i)).sum::<f64>()
    }

    /// The 97.5 % point of Student's distribution with the line's degrees of freedom.
    pub fn t95(&self) -> f64 {
        let t = StudentsT::new(0.0, 1.0, self.freedom.max(1.0)).map(|student| student.inverse_cdf(0.975));
        t.unwrap_or_else(|_| crate::intervals::z95())
    }
}

/// With so many rows for each column a ridge changes nothing worth the time.
const PLENTY: usize = 200;

/// The ridge penalty with the least generalised cross-validation error (Golub, Heath & Wahba 1979), of 0 and powers of
/// ten times the rows; 0 for plenty of rows.
pub fn best_penalty(columns: &[Vec<f64>], answers: &[f64]) -> f64 {
    if answers.len() >= PLENTY * columns.len() {
        return 0.0;
    }
    let n = answers.len() as f64;
    let score = |alpha: f64| {
        let line = Line::fit(columns, answers, alpha);
        let squares = line.residual * line.residual * line.freedom;
        // The intercept is a parameter too: `freedom` has taken it off.
        if line.freedom > 0.0 { n * squares / (line.freedom * line.freedom) } else { f64::INFINITY }
    };
    let grid = [0.0, 1e-4, 1e-3, 1e-2, 1e-1, 1.0].map(|share| share * n);
    let scored = grid.map(|alpha| (alpha, score(alpha)));
    scored.into_iter().min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0.0, |(alpha, _)| alpha)
}

fn norm(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}

fn back_substitute(upper: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let mut solved = right.to_vec();
    for i in (0..upper.len()).rev() {
        let known: f64 = (i + 1..upper.len()).map(|j| upper[i][j] * solved[j]).sum();
        solved[i] = (solved[i] - known) / upper[i][i];
    }
    solved
}
