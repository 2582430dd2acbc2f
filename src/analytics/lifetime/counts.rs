//! Distributions of order counts within a time, as lists of chances for 0, 1, 2, …: exact, no simulation.

/// What remains beyond the end of a list is below this.
const REST: f64 = 1e-10;
/// No list is longer.
const LONGEST: usize = 5_000;

/// Orders at a gamma rate (r, α) until one of the `ends` (time, weight), for customers who are there with the chance
/// `alive`; whoever is not orders nothing.
pub(crate) fn negative_binomial(r: f64, alpha: f64, ends: &[(f64, f64)], alive: f64) -> Vec<f64> {
    let whole: f64 = ends.iter().map(|(_, weight)| weight).sum();
    let mut terms: Vec<(f64, f64)> = ends
        .iter()
        .map(|(time, weight)| (time / (alpha + time), weight / whole * (-r * (time / alpha).ln_1p()).exp()))
        .collect();
    gathered(alive, |count| {
        let chance = terms.iter().map(|(_, term)| term).sum();
        terms.iter_mut().for_each(|(share, term)| *term *= (r + count) / (count + 1.0) * *share);
        chance
    })
}

/// Orders at a gamma rate (r, α), leaving for good after each with a beta chance (a, b), within `time` (Fader, Hardie
/// & Lee 2005, equation 8, for the rates that a customer's past leaves).
pub(crate) fn geometric(r: f64, alpha: f64, a: f64, b: f64, time: f64, alive: f64) -> Vec<f64> {
    let share = time / (alpha + time);
    let (mut term, mut more) = ((-r * (time / alpha).ln_1p()).exp(), 1.0_f64);
    // The chance to stay through that many orders, and to leave at the last of them.
    let (mut stay, mut leave) = (1.0, 0.0);
    gathered(alive, |count| {
        let chance = stay * term + leave * more;
        more = (more - term).max(0.0);
        leave = stay * a / (a + b + count);
        stay *= (b + count) / (a + b + count);
        term *= (r + count) / (count + 1.0) * share;
        chance
    })
}

fn gathered(alive: f64, mut chance: impl FnMut(f64) -> f64) -> Vec<f64> {
    let (mut found, mut sum) = (Vec::new(), 0.0);
    while sum < 1.0 - REST && found.len() < LONGEST {
        let own = chance(found.len() as f64);
        sum += own;
        found.push(alive * own);
        if own < REST * 1e-6 && sum > 0.5 {
            break;
        }
    }
    found[0] += 1.0 - alive;
    found
}

/// The mean of a list of chances.
pub fn mean(counts: &[f64]) -> f64 {
    counts.iter().enumerate().map(|(count, chance)| count as f64 * chance).sum()
}

/// The least count that is not exceeded with at least this chance.
pub fn quantile(counts: &[f64], chance: f64) -> u32 {
    let mut sum = 0.0;
    let reached = |own: &f64| {
        sum += own;
        sum >= chance
    };
    counts.iter().position(reached).unwrap_or(counts.len().saturating_sub(1)) as u32
}
