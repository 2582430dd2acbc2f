use super::{MOST_LEVELS, is_readable};
use domain::insight::Missing;

fn finite(numbers: &[f64], rows: &[usize]) -> Vec<f64> {
    rows.iter().map(|&row| numbers[row]).filter(|value| is_readable(*value)).collect()
}

/// The value at `share` of the sorted values, between neighbours linearly (NumPy's default, type 7).
/// Reorders `values`, which hold at least one.
pub(super) fn quantile(values: &mut [f64], share: f64) -> f64 {
    let at = share * (values.len() - 1) as f64;
    let (_, &mut low, above) = values.select_nth_unstable_by(at as usize, f64::total_cmp);
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
    low + at.fract() * (high - low)
}

/// Tukey's fences (1977): the quartiles widened by 1.5 times their distance. None where the quartiles
/// coincide: then most rows share one value and every other would be an outlier.
pub(super) fn limits_of(numbers: &[f64], rows: &[usize]) -> Option<(f64, f64)> {
    let mut values = finite(numbers, rows);
    if values.len() < 4 {
        return None;
    }
    let (low, high) = (quantile(&mut values, 0.25), quantile(&mut values, 0.75));
    let reach = 1.5 * (high - low);
    (reach > 0.0 && reach.is_finite()).then_some((low - reach, high + reach))
}

/// What stands in for a missing number; zero when no row has one.
pub(super) fn fill_of(numbers: &[f64], rows: &[usize], missing: Missing) -> f64 {
    if missing != Missing::Mean && rows.iter().all(|&row| is_readable(numbers[row])) {
        return 0.0;
    }
    let mut values = finite(numbers, rows);
    if values.is_empty() {
        return 0.0;
    }
    match missing {
        Missing::Mean | Missing::Drop => values.iter().map(|value| value / values.len() as f64).sum(),
        Missing::Median => quantile(&mut values, 0.5),
        Missing::MostFrequent => {
            values.sort_unstable_by(f64::total_cmp);
            let runs = values.chunk_by(|a, b| a == b);
            // The last of the longest would win `max_by_key`: the least value shall.
            runs.rev().max_by_key(|run| run.len()).map_or(0.0, |run| run[0])
        }
    }
}

pub(super) struct Chosen {
    /// Codes in the order of their names; the first is the base.
    pub kept: Vec<u32>,
    /// Whether further levels share one output.
    pub pooled: bool,
    pub most_frequent: Option<u32>,
    /// Rows by code.
    pub counts: Vec<usize>,
}

/// The levels that get an output: those that occur, at most [`MOST_LEVELS`] of them, the frequent ones first.
pub(super) fn choose_levels(codes: &[u32], levels: &[String], rows: &[usize]) -> Chosen {
    let mut counts = vec![0usize; levels.len()];
    for &row in rows {
        if let Some(count) = counts.get_mut(codes[row] as usize) {
            *count += 1;
        }
    }
    let mut kept: Vec<u32> = (0..levels.len() as u32).filter(|&code| counts[code as usize] > 0).collect();
    kept.sort_by(|&a, &b| {
        let (a, b) = (a as usize, b as usize);
        counts[b].cmp(&counts[a]).then_with(|| levels[a].cmp(&levels[b]))
    });
    let most_frequent = kept.first().copied();
    let pooled = kept.len() > MOST_LEVELS;
    kept.truncate(MOST_LEVELS);
    kept.sort_by(|&a, &b| levels[a as usize].cmp(&levels[b as usize]));
    Chosen { kept, pooled, most_frequent, counts }
}
