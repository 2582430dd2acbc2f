//! STL: a series as trend, season and rest, each smoothed by straight lines through the nearest values, so that the
//! season may change over the years (Cleveland, Cleveland, McRae & Terpenning, Journal of Official Statistics 6, 1990).
//!
//! Windows are those of MSTL (Bandara, Hyndman & Bergmeir 2021): eleven years for a place of the season, and for the
//! trend the least odd number that leaves it none of the season. Deliberately not here: robustness weights.

/// Whole seasons before the season may change; with less, its places are means.
pub const LEAST_SEASONS: usize = 4;
/// Seasons that a place is smoothed over.
const PLACE_WINDOW: usize = 11;
/// Rounds of taking the trend from what is left without the season, and back.
const ROUNDS: usize = 2;

/// What the season adds to each value of `past`. `past` holds at least two seasons of `season` ≥ 2 periods.
pub fn season_of(past: &[f64], season: usize) -> Vec<f64> {
    let (count, places) = (past.len(), PLACE_WINDOW as f64);
    let trend_window = ((1.5 * season as f64) / (1.0 - 1.5 / places)).ceil() as usize | 1;
    let mut trend = vec![0.0; count];
    let mut found = vec![0.0; count];
    for _ in 0..ROUNDS {
        // Each place of the season on its own, and one season further at both ends.
        let mut cycles = vec![0.0; count + 2 * season];
        for place in 0..season {
            let own: Vec<f64> = (place..count).step_by(season).map(|at| past[at] - trend[at]).collect();
            for year in 0..own.len() + 2 {
                cycles[place + year * season] = smooth(&own, year as f64 - 1.0, PLACE_WINDOW);
            }
        }
        // What is slow in them belongs to the trend.
        let slow = means(&means(&means(&cycles, season), season), 3);
        for at in 0..count {
            found[at] = cycles[at + season] - smooth(&slow, at as f64, season | 1);
        }
        let bare: Vec<f64> = past.iter().zip(&found).map(|(value, season)| value - season).collect();
        for (at, trend) in trend.iter_mut().enumerate() {
            *trend = smooth(&bare, at as f64, trend_window);
        }
    }
    found
}

/// The line through the `window` values nearest to `at`, at `at`: the nearer, the more they count (tricube).
fn smooth(values: &[f64], at: f64, window: usize) -> f64 {
    let width = window.min(values.len());
    let ahead = (at - (width - 1) as f64 / 2.0).ceil().max(0.0) as usize;
    let from = ahead.min(values.len() - width);
    let end = (from + width - 1) as f64;
    let farthest = (at - from as f64).abs().max((end - at).abs());
    let reach = farthest + window.saturating_sub(values.len()) as f64 / 2.0;
    let (mut weights, mut lean, mut square, mut sum, mut product) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (place, value) in values.iter().enumerate().skip(from).take(width) {
        let off = place as f64 - at;
        let near = if reach > 0.0 { off.abs() / reach } else { 0.0 };
        let weight = (1.0 - near.powi(3)).max(0.0).powi(3);
        weights += weight;
        lean += weight * off;
        square += weight * off * off;
        sum += weight * value;
        product += weight * off * value;
    }
    let spread = weights * square - lean * lean;
    if spread > 1e-9 * weights * square && spread > 0.0 {
        (square * sum - lean * product) / spread
    } else if weights > 0.0 {
        sum / weights
    } else {
        values[from]
    }
}

fn means(values: &[f64], window: usize) -> Vec<f64> {
    values.windows(window).map(|part| part.iter().sum::<f64>() / window as f64).collect()
}
