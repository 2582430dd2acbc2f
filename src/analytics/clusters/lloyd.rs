//! One run of k-means, over columns: distances of a block of rows to one centre are summed column by column, which
//! the compiler turns into vector instructions.

use crate::random::Random;
use std::collections::HashSet;

/// Rows whose distances are kept at a time: they stay in the fastest cache.
const BLOCK: usize = 256;
const MOST_ROUNDS: usize = 300;
/// It has settled when the centres' squared moves, summed, are below this share of the columns' mean variance (1).
const SETTLED: f64 = 1e-4;

#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// k centres of p values.
    pub centres: Vec<Vec<f64>>,
    pub labels: Vec<u32>,
    pub sizes: Vec<usize>,
    pub inertia: f64,
}

/// Lloyd's algorithm (1982) from the given centres over p columns of n finite values. A centre that loses its
/// last row moves to the row that is farthest from its own.
pub fn fit_from(columns: &[Vec<f64>], mut centres: Vec<Vec<f64>>) -> Fitted {
    let n = columns.first().map_or(0, Vec::len);
    let (mut labels, mut distances) = (vec![0_u32; n], vec![0.0; n]);
    let mut sizes = vec![0; centres.len()];
    for _ in 0..MOST_ROUNDS {
        let moved = assign(columns, &centres, &mut labels, &mut distances);
        sizes.fill(0);
        labels.iter().for_each(|&label| sizes[label as usize] += 1);
        for empty in 0..centres.len() {
            if sizes[empty] == 0
                && let Some(far) = (0..n).max_by(|&a, &b| distances[a].total_cmp(&distances[b]))
            {
                sizes[labels[far] as usize] -= 1;
                labels[far] = empty as u32;
                sizes[empty] = 1;
                distances[far] = 0.0;
            }
        }
        let shift = move_to_means(columns, &labels, &sizes, &mut centres);
        if !moved || shift <= SETTLED {
            break;
        }
    }
    assign(columns, &centres, &mut labels, &mut distances);
    sizes.fill(0);
    labels.iter().for_each(|&label| sizes[label as usize] += 1);
    Fitted { inertia: distances.iter().sum(), centres, labels, sizes }
}

/// The nearest centre of each row.
pub fn nearest(columns: &[Vec<f64>], centres: &[Vec<f64>]) -> Vec<u32> {
    let n = columns.first().map_or(0, Vec::len);
    let (mut labels, mut distances) = (vec![0; n], vec![0.0; n]);
    assign(columns, centres, &mut labels, &mut distances);
    labels
}

/// Gives each row its nearest centre and the squared distance to it; the first of equals. Whether any label changed.
fn assign(columns: &[Vec<f64>], centres: &[Vec<f64>], labels: &mut [u32], distances: &mut [f64]) -> bool {
    let mut moved = false;
    let mut sums = [0.0; BLOCK];
    let (mut least, mut best) = ([0.0; BLOCK], [0_u32; BLOCK]);
    for (block, labels) in labels.chunks_mut(BLOCK).enumerate() {
        let (from, rows) = (block * BLOCK, labels.len());
        least.fill(f64::INFINITY);
        for (which, centre) in centres.iter().enumerate() {
            let sums = &mut sums[..rows];
            sums.fill(0.0);
            for (column, at) in columns.iter().zip(centre) {
                for (sum, value) in sums.iter_mut().zip(&column[from..from + rows]) {
                    let apart = value - at;
                    *sum += apart * apart;
                }
            }
            for ((sum, least), best) in sums.iter().zip(&mut least).zip(&mut best) {
                let nearer = sum < least;
                *least = if nearer { *sum } else { *least };
                *best = if nearer { which as u32 } else { *best };
            }
        }
        moved |= labels != &best[..rows];
        labels.copy_from_slice(&best[..rows]);
        distances[from..from + rows].copy_from_slice(&least[..rows]);
    }
    moved
}

/// Moves each centre to the mean of its rows; the sum of the squared moves.
fn move_to_means(columns: &[Vec<f64>], labels: &[u32], sizes: &[usize], centres: &mut [Vec<f64>]) -> f64 {
    let mut shift = 0.0;
    let mut sums = vec![0.0; centres.len()];
    for (p, column) in columns.iter().enumerate() {
        sums.fill(0.0);
        for (value, &label) in column.iter().zip(labels) {
            sums[label as usize] += value;
        }
        for ((centre, sum), &size) in centres.iter_mut().zip(&sums).zip(sizes) {
            if size > 0 {
                let mean = sum / size as f64;
                shift += (centre[p] - mean).powi(2);
                centre[p] = mean;
            }
        }
    }
    shift
}

/// k-means++: the first centre is any row, each further one a row with a chance in proportion to its squared
/// distance from the centres there are.
pub fn starts(columns: &[Vec<f64>], k: usize, random: &mut Random) -> Vec<Vec<f64>> {
    let n = columns.first().map_or(0, Vec::len);
    let row = |at: usize| -> Vec<f64> { columns.iter().map(|column| column[at]).collect() };
    let mut centres = vec![row(random.below(n))];
    let mut nearest = vec![f64::INFINITY; n];
    while centres.len() < k {
        let newest = &centres[centres.len() - 1];
        let mut sums = vec![0.0; n];
        for (column, at) in columns.iter().zip(newest) {
            for (sum, value) in sums.iter_mut().zip(column) {
                *sum += (value - at) * (value - at);
            }
        }
        nearest.iter_mut().zip(&sums).for_each(|(nearest, sum)| *nearest = nearest.min(*sum));
        let mut left = random.unit() * nearest.iter().sum::<f64>();
        let chosen = nearest.iter().position(|distance| {
            left -= distance;
            left < 0.0
        });
        let farthest = || (0..n).max_by(|&a, &b| nearest[a].total_cmp(&nearest[b])).unwrap_or(0);
        centres.push(row(chosen.unwrap_or_else(farthest)));
    }
    centres
}

/// How many rows differ from each other; counting ends at `enough`.
pub fn different(columns: &[Vec<f64>], enough: usize) -> usize {
    let n = columns.first().map_or(0, Vec::len);
    let mut seen: HashSet<Vec<u64>> = HashSet::new();
    for row in 0..n {
        seen.insert(columns.iter().map(|column| column[row].to_bits()).collect());
        if seen.len() >= enough {
            break;
        }
    }
    seen.len()
}
