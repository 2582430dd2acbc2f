use domain::insight::Estimate;
use statrs::function::erf::erf_inv;

/// The 97.5 % point of the normal distribution, 1.95996…
pub fn z95() -> f64 {
    std::f64::consts::SQRT_2 * erf_inv(0.95)
}

/// value ± 1.96 standard errors.
pub fn normal(value: f64, standard_error: f64) -> Estimate {
    let reach = z95() * standard_error;
    Estimate { value, low: value - reach, high: value + reach }
}

/// A share with Wilson's score interval (Wilson 1927). No rows: the interval is everything.
pub fn wilson(hits: usize, rows: usize) -> Estimate {
    if rows == 0 {
        return Estimate { value: 0.0, low: 0.0, high: 1.0 };
    }
    let (n, z) = (rows as f64, z95());
    let value = hits as f64 / n;
    let centre = (value + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let reach = z / (1.0 + z * z / n) * (value * (1.0 - value) / n + z * z / (4.0 * n * n)).sqrt();
    Estimate { value, low: (centre - reach).clamp(0.0, value), high: (centre + reach).clamp(value, 1.0) }
}

/// The difference of two shares on the same rows, of which `only_first` hit by the first rule alone and
/// `only_second` by the second alone; interval after Agresti & Min (2005): half a row added to each cell.
pub fn paired_difference(only_first: usize, only_second: usize, rows: usize) -> Estimate {
    if rows == 0 {
        return Estimate { value: 0.0, low: -1.0, high: 1.0 };
    }
    let value = (only_first as f64 - only_second as f64) / rows as f64;
    let (b, c, n) = (only_first as f64 + 0.5, only_second as f64 + 0.5, rows as f64 + 2.0);
    let middle = (b - c) / n;
    let error = (b + c - (b - c) * (b - c) / n).max(0.0).sqrt() / n;
    let reach = z95() * error;
    Estimate { value, low: (middle - reach).clamp(-1.0, value), high: (middle + reach).clamp(value, 1.0) }
}
