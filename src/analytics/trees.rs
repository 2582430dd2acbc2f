//! Regression trees on binned columns, and the two ensembles made of them: a random forest and gradient boosting.
//!
//! A tree is grown on gradients and Hessians of a loss (Chen & Guestrin 2016), which covers both: with gradient −y and
//! Hessian 1 its leaves are means. Own code instead of smartcore's: its forest draws differently on 32 and 64 bits
//! and sorts at every node, its boosting knows the squared loss alone. Columns are cut into at most 255 bins by the
//! training rows' quantiles, so that 100,000 rows × 50 columns take 5 MB and a split is found by counting.
//! Invariants: the same rows and seed give the same trees everywhere; leaves are finite. Deliberately not here: which
//! model is worth using (`challenge`).

mod boosting;
mod forest;
mod shapley;

pub use boosting::Boosting;
pub use forest::Forest;
pub(crate) use shapley::Pairs;

use crate::random::Random;

/// Bins of a column.
const MOST_BINS: usize = 255;
/// What sums of many rows may be off by, as a share of them.
const ROUNDING: f64 = 1e-11;

/// What the trees predict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// 0 or 1; the model gives log-odds.
    Logistic,
    /// Any number; the model gives its mean.
    Squared,
}

/// Columns as numbers of bins.
pub struct Binned {
    columns: Vec<Vec<u8>>,
    /// For each column the upper limits of its bins but the last: a value of at most the limit is in the bin.
    limits: Vec<Vec<f64>>,
    rows: usize,
}

impl Binned {
    /// Bins of the training rows, given as finite columns.
    pub fn new(design: &[Vec<f64>]) -> Self {
        let limits: Vec<Vec<f64>> = design.iter().map(|column| limits(column)).collect();
        let columns = design.iter().zip(&limits).map(|(column, limits)| bins(column, limits)).collect();
        Self { columns, limits, rows: design.first().map_or(0, Vec::len) }
    }
}

fn bins(column: &[f64], limits: &[f64]) -> Vec<u8> {
    column.iter().map(|value| limits.partition_point(|limit| limit < value) as u8).collect()
}

/// Where two neighbours are told apart: a little above their middle, so that no unseen value of a grid lies on a limit,
/// where rounding, and with it the column's unit, would decide.
fn between(low: f64, high: f64) -> f64 {
    low + (high - low) * 0.500_001
}

/// Limits between neighbouring values, or between quantiles where there are many values.
fn limits(column: &[f64]) -> Vec<f64> {
    let mut sorted = column.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let mut distinct = sorted.clone();
    distinct.dedup();
    if distinct.len() <= MOST_BINS {
        return distinct.windows(2).map(|pair| between(pair[0], pair[1])).collect();
    }
    let mut cuts: Vec<f64> = (1..MOST_BINS)
        .map(|bin| {
            let at = bin * sorted.len() / MOST_BINS;
            between(sorted[at - 1], sorted[at])
        })
        .collect();
    cuts.dedup();
    cuts
}

/// Rows that are walked through one tree after the other, so that the tree stays in the nearest cache.
const BLOCK: usize = 128;

/// The sum over `trees` for each row of the design.
fn sums(trees: &[Tree], design: &[Vec<f64>], rows: usize) -> Vec<f64> {
    let (mut sums, width) = (vec![0.0; rows], design.len());
    let mut block = vec![0.0; BLOCK * width];
    for (part, sums) in sums.chunks_mut(BLOCK).enumerate() {
        let from = part * BLOCK;
        for (at, column) in design.iter().enumerate() {
            column[from..from + sums.len()]
                .iter()
                .enumerate()
                .for_each(|(row, value)| block[row * width + at] = *value);
        }
        for tree in trees {
            for (row, sum) in sums.iter_mut().enumerate() {
                let values = &block[row * width..(row + 1) * width];
                *sum += tree.value(|column| values[column]);
            }
        }
    }
    sums
}

/// How a tree may grow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Growth {
    pub depth: usize,
    /// Least rows of a leaf.
    pub leaf: usize,
    /// Columns tried at each split.
    pub tried: usize,
    /// Added to the Hessian's sum: shrinks leaves towards zero.
    pub ridge: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Node {
    Leaf(f64),
    /// Rows with a value of at most `limit` go to the next node, others to node `right`.
    Split {
        column: u16,
        limit: f64,
        right: u32,
    },
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    gradient: f64,
    hessian: f64,
    rows: usize,
}

impl Tree {
    /// The leaf's value for a row.
    pub fn value(&self, row: impl Fn(usize) -> f64) -> f64 {
        let mut at = 0;
        loop {
            match self.nodes.get(at) {
                Some(Node::Leaf(value)) => return *value,
                Some(Node::Split { column, limit, right }) => {
                    at = if row(usize::from(*column)) <= *limit { at + 1 } else { *right as usize };
                }
                None => return 0.0,
            }
        }
    }

    /// Grows on the given rows (positions may repeat) of `binned`, with a gradient and a Hessian for each row.
    pub fn grow(
        binned: &Binned,
        rows: &mut [u32],
        gradients: &[f64],
        hessians: &[f64],
        growth: Growth,
        random: &mut Random,
    ) -> Self {
        let mut tree = Self::default();
        let mut columns: Vec<usize> = (0..binned.columns.len()).collect();
        let mut grower = Grower { binned, gradients, hessians, growth, random, columns: &mut columns, tree: &mut tree };
        grower.node(rows, growth.depth);
        tree
    }
}

struct Grower<'a> {
    binned: &'a Binned,
    gradients: &'a [f64],
    hessians: &'a [f64],
    growth: Growth,
    random: &'a mut Random,
    columns: &'a mut Vec<usize>,
    tree: &'a mut Tree,
}

impl Grower<'_> {
    fn node(&mut self, rows: &mut [u32], depth: usize) {
        let sum = rows.iter().fold(Sum::default(), |sum, &row| self.add(sum, row));
        let found = if depth > 0 && rows.len() >= 2 * self.growth.leaf { self.split(rows, sum) } else { None };
        let Some((column, bin)) = found else {
            let value = -sum.gradient / (sum.hessian + self.growth.ridge).max(1e-12);
            self.tree.nodes.push(Node::Leaf(value));
            return;
        };
        let at = self.tree.nodes.len();
        let limit = self.binned.limits[column][bin];
        self.tree.nodes.push(Node::Split { column: column as u16, limit, right: 0 });
        let bins = &self.binned.columns[column];
        // Left rows first; their order among themselves does not matter.
        let mut left = 0;
        for i in 0..rows.len() {
            if usize::from(bins[rows[i] as usize]) <= bin {
                rows.swap(i, left);
                left += 1;
            }
        }
        let (low, high) = rows.split_at_mut(left);
        self.node(low, depth - 1);
        let right = self.tree.nodes.len() as u32;
        self.tree.nodes[at] = Node::Split { column: column as u16, limit, right };
        self.node(high, depth - 1);
    }

    fn add(&self, sum: Sum, row: u32) -> Sum {
        Sum {
            gradient: sum.gradient + self.gradients[row as usize],
            hessian: sum.hessian + self.hessians[row as usize],
            rows: sum.rows + 1,
        }
    }

    /// The column and the last bin on the left that lower the loss most.
    fn split(&mut self, rows: &[u32], whole: Sum) -> Option<(usize, usize)> {
        let score = |sum: Sum| sum.gradient * sum.gradient / (sum.hessian + self.growth.ridge).max(1e-12);
        // Splits that differ by rounding alone are equal and the first stays: else units of the answer would decide.
        let equal = ROUNDING * score(whole);
        let (mut most, mut found) = (score(whole) + 1e-9 * score(whole).abs().max(1e-12), None);
        let tried = self.growth.tried.clamp(1, self.columns.len());
        let mut sums = [Sum::default(); MOST_BINS + 1];
        for at in 0..tried {
            let other = at + self.random.below(self.columns.len() - at);
            self.columns.swap(at, other);
            let column = self.columns[at];
            let cuts = self.binned.limits[column].len();
            sums[..=cuts].fill(Sum::default());
            let bins = &self.binned.columns[column];
            for &row in rows {
                let bin = usize::from(bins[row as usize]);
                sums[bin] = self.add(sums[bin], row);
            }
            let mut left = Sum::default();
            for (bin, sum) in sums[..cuts].iter().enumerate() {
                left.gradient += sum.gradient;
                left.hessian += sum.hessian;
                left.rows += sum.rows;
                if sum.rows == 0 || left.rows < self.growth.leaf {
                    continue;
                }
                if whole.rows - left.rows < self.growth.leaf {
                    break;
                }
                let right = Sum {
                    gradient: whole.gradient - left.gradient,
                    hessian: whole.hessian - left.hessian,
                    rows: whole.rows - left.rows,
                };
                let gain = score(left) + score(right);
                if gain > most + equal {
                    (most, found) = (gain, Some((column, bin)));
                }
            }
        }
        found
    }
}
