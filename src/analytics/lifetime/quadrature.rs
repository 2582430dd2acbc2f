/// Points and weights of Gauss and Legendre's rule on [-1, 1]: exact for polynomials of a degree below twice their
/// number. Zeros of the Legendre polynomial by Newton's steps from Tricomi's guess.
pub struct Rule {
    pub points: Vec<(f64, f64)>,
}

impl Rule {
    pub fn new(count: usize) -> Self {
        let n = count as f64;
        let point = |at: usize| {
            let mut x = (std::f64::consts::PI * (at as f64 + 0.75) / (n + 0.5)).cos();
            let mut slope = 1.0;
            for _ in 0..50 {
                let (mut before, mut now) = (1.0, x);
                for degree in 2..=count {
                    let k = degree as f64;
                    (before, now) = (now, ((2.0 * k - 1.0) * x * now - (k - 1.0) * before) / k);
                }
                slope = n * (x * now - before) / (x * x - 1.0);
                let step = now / slope;
                x -= step;
                if step.abs() < 1e-15 {
                    break;
                }
            }
            (x, 2.0 / ((1.0 - x * x) * slope * slope))
        };
        Self { points: (0..count).map(point).collect() }
    }
}
