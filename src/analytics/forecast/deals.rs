//! What open deals come to: the exact distribution of the sum of values that each come with a chance of their own, by
//! convolution on a grid of money. No simulation: the same deals give the same figures.
//!
//! The grid is the greatest common divisor of the values while that needs no more than [`CELLS`] cells; a coarser one
//! splits a value between its neighbours so that the mean stays. Deals are taken as independent of each other.

use domain::insight::DealTotal;

/// Places of the grid.
const CELLS: i64 = 1 << 14;

/// The total of (value in minor units, chance to be won). Values of zero or less are left out, chances held in [0, 1].
pub fn total(deals: &[(i64, f64)]) -> DealTotal {
    let mut sound: Vec<(i64, f64)> = deals
        .iter()
        .filter(|(value, chance)| *value > 0 && chance.is_finite())
        .map(|(value, chance)| (*value, chance.clamp(0.0, 1.0)))
        .collect();
    sound.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let most = sound.iter().fold(0_i64, |sum, (value, _)| sum.saturating_add(*value));
    let divisor = sound.iter().fold(0, |all, (value, _)| common(all, *value)).max(1);
    let cell = divisor.max(most / CELLS + i64::from(most % CELLS > 0));
    let mut chances = vec![0.0; (most / cell) as usize + 2];
    chances[0] = 1.0;
    let mut end = 0;
    for (value, chance) in &sound {
        let (whole, part) = ((value / cell) as usize, (value % cell) as f64 / cell as f64);
        end = (end + whole + usize::from(part > 0.0)).min(chances.len() - 1);
        for at in (0..=end).rev() {
            let from = |back: usize| at.checked_sub(back).map_or(0.0, |from| chances[from]);
            let won = (1.0 - part) * from(whole) + if part > 0.0 { part * from(whole + 1) } else { 0.0 };
            chances[at] = (1.0 - chance) * chances[at] + chance * won;
        }
    }
    let reached = |wanted: f64| {
        let mut sum = 0.0;
        let found = chances.iter().position(|chance| {
            sum += chance;
            // Sums of chances carry rounding.
            sum >= wanted - 1e-12
        });
        (found.unwrap_or(chances.len() - 1) as i64).saturating_mul(cell).min(most)
    };
    DealTotal {
        deals: sound.len(),
        mean: sound.iter().map(|(value, chance)| *value as f64 * chance).sum(),
        likely: [reached(0.1), reached(0.9)],
        nearly_sure: [reached(0.025), reached(0.975)],
        most,
        exact: cell == divisor,
    }
}

fn common(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { common(b, a % b) }
}
