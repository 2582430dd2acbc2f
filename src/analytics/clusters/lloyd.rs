//! One run of k-means, over columns, several rows at a time.
//!
//! Which centre is nearest is decided in single precision, of |c|² - 2xc: four rows per instruction, two operations per
//! value. The instructions are named (`wide`): a program linked for size is not turned into them by the compiler. Centres and inertia are sums in double precision; only rows that change their group are added and taken away.

use crate::random::Random;
use std::collections::HashSet;
use wide::f32x4;

/// Rows that are compared at a time: their scores stay in registers.
const ROWS: usize = 4 * VECTORS;
const VECTORS: usize = 4;

/// A column of some rows.
type Tile = [f32x4; VECTORS];

const MOST_ROUNDS: usize = 300;
/// It has settled when the centres' squared moves, summed, are below this share of the columns' mean variance (1).
const SETTLED: f64 = 1e-4;
/// The label of a row that has no group yet.
const NONE: u32 = u32::MAX;

#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// k centres of p values.
    pub centres: Vec<Vec<f64>>,
    pub labels: Vec<u32>,
    pub sizes: Vec<usize>,
    pub inertia: f64,
}

/// Who is in which group, and each group's sums.
struct Groups<'a> {
    columns: &'a [Vec<f64>],
    labels: Vec<u32>,
    sizes: Vec<usize>,
    sums: Vec<Vec<f64>>,
}

impl Groups<'_> {
    fn put(&mut self, row: usize, group: u32) {
        let old = std::mem::replace(&mut self.labels[row], group);
        if old != NONE {
            self.sizes[old as usize] -= 1;
            let sums = &mut self.sums[old as usize];
            sums.iter_mut().zip(self.columns).for_each(|(sum, column)| *sum -= column[row]);
        }
        self.sizes[group as usize] += 1;
        let sums = &mut self.sums[group as usize];
        sums.iter_mut().zip(self.columns).for_each(|(sum, column)| *sum += column[row]);
    }

    /// Moves each centre to the mean of its rows; the sum of the squared moves.
    fn move_centres(&self, centres: &mut [Vec<f64>]) -> f64 {
        let mut shift = 0.0;
        for ((centre, sums), &size) in centres.iter_mut().zip(&self.sums).zip(&self.sizes) {
            if size > 0 {
                for (value, sum) in centre.iter_mut().zip(sums) {
                    let mean = sum / size as f64;
                    shift += (*value - mean).powi(2);
                    *value = mean;
                }
            }
        }
        shift
    }

    /// The squared distance of each row to the centre of its group.
    fn distances(&self, centres: &[Vec<f64>]) -> Vec<f64> {
        let mut distances = vec![0.0; self.labels.len()];
        for (p, column) in self.columns.iter().enumerate() {
            let at: Vec<f64> = centres.iter().map(|centre| centre[p]).collect();
            for ((distance, value), &label) in distances.iter_mut().zip(column).zip(&self.labels) {
                *distance += (value - at[label as usize]).powi(2);
            }
        }
        distances
    }
}

/// Lloyd's algorithm (1982) from the given centres over p columns of n finite values. A centre that loses its
/// last row moves to the row that is farthest from its own.
pub fn fit_from(columns: &[Vec<f64>], mut centres: Vec<Vec<f64>>) -> Fitted {
    let n = columns.first().map_or(0, Vec::len);
    let tiles = tiles(columns);
    let sums = vec![vec![0.0; columns.len()]; centres.len()];
    let mut groups = Groups { columns, labels: vec![NONE; n], sizes: vec![0; centres.len()], sums };
    let mut nearest = vec![0; n];
    for _ in 0..MOST_ROUNDS {
        let moved = regroup(&mut groups, &tiles, &centres, &mut nearest);
        for empty in 0..centres.len() {
            if groups.sizes[empty] == 0 {
                let distances = groups.distances(&centres);
                if let Some(far) = (0..n).max_by(|&a, &b| distances[a].total_cmp(&distances[b])) {
                    groups.put(far, empty as u32);
                    centres[empty] = columns.iter().map(|column| column[far]).collect();
                }
            }
        }
        let shift = groups.move_centres(&mut centres);
        if !moved || shift <= SETTLED {
            break;
        }
    }
    regroup(&mut groups, &tiles, &centres, &mut nearest);
    Fitted { inertia: groups.distances(&centres).iter().sum(), centres, labels: groups.labels, sizes: groups.sizes }
}

/// The nearest centre of each row.
pub fn nearest(columns: &[Vec<f64>], centres: &[Vec<f64>]) -> Vec<u32> {
    let mut labels = vec![0; columns.first().map_or(0, Vec::len)];
    assign(&tiles(columns), centres, &mut labels);
    labels
}

/// Puts each row into the group of its nearest centre. Whether any changed.
fn regroup(groups: &mut Groups, tiles: &[Tile], centres: &[Vec<f64>], nearest: &mut [u32]) -> bool {
    assign(tiles, centres, nearest);
    let mut moved = false;
    for (row, &group) in nearest.iter().enumerate() {
        if groups.labels[row] != group {
            groups.put(row, group);
            moved = true;
        }
    }
    moved
}

/// The columns of some rows at a time, one after the other, in single precision; the last rows filled up.
fn tiles(columns: &[Vec<f64>]) -> Vec<Tile> {
    let n = columns.first().map_or(0, Vec::len);
    let mut tiles = Vec::with_capacity(n.div_ceil(ROWS) * columns.len());
    for from in (0..n).step_by(ROWS) {
        for column in columns {
            let at = |row: usize| column.get(row).map_or(0.0, |value| *value as f32);
            tiles.push(std::array::from_fn(|vector| {
                f32x4::from(std::array::from_fn(|lane| at(from + 4 * vector + lane)))
            }));
        }
    }
    tiles
}

/// Gives each row its nearest centre; the first of equals.
fn assign(tiles: &[Tile], centres: &[Vec<f64>], labels: &mut [u32]) {
    let columns = centres.first().map_or(1, |centre| centre.len().max(1));
    let scales: Vec<(f32x4, Vec<f32x4>)> = centres
        .iter()
        .map(|centre| {
            let twice = centre.iter().map(|at| f32x4::splat((-2.0 * at) as f32)).collect();
            (f32x4::splat(centre.iter().map(|at| at * at).sum::<f64>() as f32), twice)
        })
        .collect();
    for (tile, labels) in tiles.chunks_exact(columns).zip(labels.chunks_mut(ROWS)) {
        let (mut least, mut best) = ([f32x4::splat(f32::INFINITY); VECTORS], [f32x4::ZERO; VECTORS]);
        for (which, (square, twice)) in scales.iter().enumerate() {
            let (mut scores, which) = ([*square; VECTORS], f32x4::splat(which as f32));
            for (values, twice) in tile.iter().zip(twice) {
                for (score, value) in scores.iter_mut().zip(values) {
                    *score += *value * *twice;
                }
            }
            for ((score, least), best) in scores.iter().zip(&mut least).zip(&mut best) {
                let nearer = score.simd_lt(*least);
                *least = nearer.select(*score, *least);
                *best = nearer.select(which, *best);
            }
        }
        let best = best.iter().flat_map(|best| best.to_array());
        labels.iter_mut().zip(best).for_each(|(label, best)| *label = best as u32);
    }
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
