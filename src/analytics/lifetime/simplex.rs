//! Nelder and Mead's simplex (1965): the minimum of a smooth function of a few numbers, without derivatives.

/// The best point found from `start` with first steps of `step`, and its value. Values that are not finite count
/// as infinitely bad. Ends when the simplex is smaller than `tolerance` in value or after `most` steps.
pub fn minimise<const N: usize>(
    start: [f64; N],
    step: f64,
    tolerance: f64,
    most: usize,
    value: impl Fn(&[f64; N]) -> f64,
) -> ([f64; N], f64) {
    let value = |point: &[f64; N]| match value(point) {
        finite if finite.is_finite() => finite,
        _ => f64::MAX,
    };
    let mut corners: Vec<([f64; N], f64)> = Vec::with_capacity(N + 1);
    corners.push((start, value(&start)));
    for side in 0..N {
        let mut point = start;
        point[side] += step;
        corners.push((point, value(&point)));
    }
    for _ in 0..most {
        corners.sort_by(|a, b| a.1.total_cmp(&b.1));
        if corners[N].1 - corners[0].1 <= tolerance * corners[0].1.abs().max(1.0) {
            break;
        }
        let centre: [f64; N] =
            std::array::from_fn(|side| corners[..N].iter().map(|(point, _)| point[side]).sum::<f64>() / N as f64);
        let along = |reach: f64| -> ([f64; N], f64) {
            let point = std::array::from_fn(|side| centre[side] + reach * (centre[side] - corners[N].0[side]));
            (point, value(&point))
        };
        let reflected = along(1.0);
        corners[N] = if reflected.1 < corners[0].1 {
            let further = along(2.0);
            if further.1 < reflected.1 { further } else { reflected }
        } else if reflected.1 < corners[N - 1].1 {
            reflected
        } else {
            let closer = if reflected.1 < corners[N].1 { along(0.5) } else { along(-0.5) };
            if closer.1 < corners[N].1.min(reflected.1) {
                closer
            } else {
                let best = corners[0].0;
                for (point, worth) in corners.iter_mut().skip(1) {
                    *point = std::array::from_fn(|side| best[side] + 0.5 * (point[side] - best[side]));
                    *worth = value(point);
                }
                continue;
            }
        };
    }
    corners.sort_by(|a, b| a.1.total_cmp(&b.1));
    corners[0]
}
