/// A symmetric positive definite matrix of n × n, rows after each other, as its Cholesky factor.
pub(crate) struct Cholesky {
    n: usize,
    lower: Vec<f64>,
}

impl Cholesky {
    /// Nothing when the matrix is not positive definite.
    pub fn new(matrix: &[f64], n: usize) -> Option<Self> {
        let mut lower = vec![0.0; n * n];
        for i in 0..n {
            for j in 0..=i {
                let dot: f64 = (0..j).map(|k| lower[i * n + k] * lower[j * n + k]).sum();
                let rest = matrix[i * n + j] - dot;
                if i == j {
                    if !(rest.is_finite() && rest > 1e-12 * matrix[i * n + i].abs()) {
                        return None;
                    }
                    lower[i * n + i] = rest.sqrt();
                } else {
                    lower[i * n + j] = rest / lower[j * n + j];
                }
            }
        }
        Some(Self { n, lower })
    }

    /// The matrix's factor, with as little added to the diagonal as makes it positive definite.
    pub fn nearby(matrix: &[f64], n: usize) -> Option<Self> {
        let largest = (0..n).map(|i| matrix[i * n + i].abs()).fold(1e-300, f64::max);
        let mut added = 0.0;
        for _ in 0..16 {
            let mut widened = matrix.to_vec();
            (0..n).for_each(|i| widened[i * n + i] += added);
            if let Some(found) = Self::new(&widened, n) {
                return Some(found);
            }
            added = if added == 0.0 { largest * 1e-12 } else { added * 10.0 };
        }
        None
    }

    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let n = self.n;
        let mut x = right.to_vec();
        for i in 0..n {
            let dot: f64 = (0..i).map(|k| self.lower[i * n + k] * x[k]).sum();
            x[i] = (x[i] - dot) / self.lower[i * n + i];
        }
        for i in (0..n).rev() {
            let dot: f64 = (i + 1..n).map(|k| self.lower[k * n + i] * x[k]).sum();
            x[i] = (x[i] - dot) / self.lower[i * n + i];
        }
        x
    }

    /// The inverse, rows after each other.
    pub fn inverse(&self) -> Vec<f64> {
        let n = self.n;
        let mut inverse = vec![0.0; n * n];
        for j in 0..n {
            let mut unit = vec![0.0; n];
            unit[j] = 1.0;
            for (i, value) in self.solve(&unit).into_iter().enumerate() {
                inverse[i * n + j] = value;
            }
        }
        inverse
    }
}
