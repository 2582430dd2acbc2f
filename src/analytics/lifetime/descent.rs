//! Broyden, Fletcher, Goldfarb and Shanno's method (1970): the minimum of a smooth function of a few numbers whose
//! slope is known. Tens of looks at the function where a simplex takes hundreds.

/// A step that gains less than this part of the value is the last.
const TOLERANCE: f64 = 1e-11;

/// The best point found from `start` and its value; the function gives its value and slope, or none outside its
/// range. None where it has none at `start`. Ends where a step gains next to nothing, or after `most` steps.
pub fn descend<const N: usize>(
    start: [f64; N],
    most: usize,
    value: impl Fn(&[f64; N]) -> Option<(f64, [f64; N])>,
) -> Option<([f64; N], f64)> {
    let value = |point: &[f64; N]| {
        value(point).filter(|(value, slope)| value.is_finite() && slope.iter().all(|one| one.is_finite()))
    };
    let (mut point, (mut worth, mut slope)) = (start, value(&start)?);
    let mut inverse = first_guess(&slope);
    let mut fresh = true;
    for _ in 0..most {
        let mut way: [f64; N] = std::array::from_fn(|row| -dot(&inverse[row], &slope));
        let mut fall = dot(&way, &slope);
        if fall >= 0.0 {
            inverse = first_guess(&slope);
            way = std::array::from_fn(|row| -dot(&inverse[row], &slope));
            fall = dot(&way, &slope);
            fresh = true;
        }
        // Half as far until it pays (Armijo 1966).
        let mut reach = 1.0;
        let found = loop {
            let next = std::array::from_fn(|side| point[side] + reach * way[side]);
            match value(&next) {
                Some((there, lean)) if there <= worth + 1e-4 * reach * fall => break Some((next, there, lean)),
                _ if reach < 1e-4 => break None,
                _ => reach *= 0.5,
            }
        };
        let Some((next, there, lean)) = found else {
            if fresh {
                break;
            }
            inverse = first_guess(&slope);
            fresh = true;
            continue;
        };
        let moved: [f64; N] = std::array::from_fn(|side| next[side] - point[side]);
        let turned: [f64; N] = std::array::from_fn(|side| lean[side] - slope[side]);
        let gained = worth - there;
        (point, worth, slope) = (next, there, lean);
        if gained <= TOLERANCE * worth.abs().max(1.0) {
            if fresh {
                break;
            }
            inverse = first_guess(&slope);
            fresh = true;
            continue;
        }
        fresh = false;
        update(&mut inverse, &moved, &turned);
    }
    Some((point, worth))
}

/// Steps of at most a third to begin with: the numbers are logarithms.
fn first_guess<const N: usize>(slope: &[f64; N]) -> [[f64; N]; N] {
    let size = dot(slope, slope).sqrt();
    let step = if size > 0.0 { 0.3 / size } else { 1.0 };
    std::array::from_fn(|row| std::array::from_fn(|column| if row == column { step } else { 0.0 }))
}

fn update<const N: usize>(inverse: &mut [[f64; N]; N], moved: &[f64; N], turned: &[f64; N]) {
    let along = dot(moved, turned);
    if along <= 1e-12 * (dot(moved, moved) * dot(turned, turned)).sqrt() {
        return;
    }
    let bent: [f64; N] = std::array::from_fn(|row| dot(&inverse[row], turned));
    let weight = (1.0 + dot(turned, &bent) / along) / along;
    for row in 0..N {
        for column in 0..N {
            inverse[row][column] +=
                weight * moved[row] * moved[column] - (bent[row] * moved[column] + moved[row] * bent[column]) / along;
        }
    }
}

fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
