use super::{Binned, Growth, Loss, Pairs, Tree, sums};
use crate::{calibrate::Platt, random::Random};

pub const TREES: usize = 200;
/// Fully grown trees have bad log-losses.
const LEAF: usize = 5;
const DEPTH: usize = 14;
/// A tree of a large table learns from so many drawn rows.
const MOST_ROWS: usize = 20_000;

/// A random forest (Breiman 2001): the mean of trees on rows drawn with replacement, with a part of the columns
/// tried at each split. For a yes/no answer the mean is put right by a logistic curve that is fitted on the rows that
/// a tree did not draw (Platt 1999).
pub struct Forest {
    trees: Vec<Tree>,
    curve: Option<Platt>,
}

impl Forest {
    /// `design` holds p finite columns of n rows; `answers` n numbers, 0 or 1 for [`Loss::Logistic`].
    pub fn fit(design: &[Vec<f64>], answers: &[f64], loss: Loss, seed: u64) -> Self {
        let binned = Binned::new(design);
        let (n, p) = (binned.rows, design.len());
        let mut random = Random::new(seed ^ 0xf0_4e57);
        let gradients: Vec<f64> = answers.iter().map(|answer| -answer).collect();
        let hessians = vec![1.0; n];
        let tried = match loss {
            Loss::Logistic => (p as f64).sqrt().ceil() as usize,
            Loss::Squared => p.div_ceil(3).max(2),
        };
        let growth = Growth { depth: DEPTH, leaf: LEAF, tried: tried.min(p), ridge: 0.0 };
        let (mut sums, mut counts) = (vec![0.0; n], vec![0_u32; n]);
        let mut trees = Vec::with_capacity(TREES);
        for _ in 0..TREES {
            let drawn = n.min(MOST_ROWS);
            let mut rows: Vec<u32> = (0..drawn).map(|_| random.below(n) as u32).collect();
            let mut used = vec![false; n];
            rows.iter().for_each(|&row| used[row as usize] = true);
            let tree = Tree::grow(&binned, &mut rows, &gradients, &hessians, growth, &mut random);
            // With many rows a part of those not drawn is enough for the curve.
            for row in (0..n).filter(|&row| !used[row]).take(MOST_ROWS / 4) {
                sums[row] += tree.value(|column| design[column][row]);
                counts[row] += 1;
            }
            trees.push(tree);
        }
        let curve = (loss == Loss::Logistic).then(|| {
            let judged: Vec<usize> = (0..n).filter(|&row| counts[row] > 0).collect();
            let odds = judged.iter().map(|&row| shrunk_logit(sums[row] / f64::from(counts[row]), TREES)).collect();
            Platt::fit(odds, judged.iter().map(|&row| answers[row]).collect())
        });
        Self { trees, curve }
    }

    /// Log-odds, or the number itself, of a row.
    pub fn value(&self, row: impl Fn(usize) -> f64 + Copy) -> f64 {
        self.of_sum(self.trees.iter().map(|tree| tree.value(row)).sum())
    }

    /// As [`Forest::value`] for every row of a design.
    pub fn values(&self, design: &[Vec<f64>], rows: usize) -> Vec<f64> {
        sums(&self.trees, design, rows).into_iter().map(|sum| self.of_sum(sum)).collect()
    }

    fn of_sum(&self, sum: f64) -> f64 {
        let mean = sum / self.trees.len().max(1) as f64;
        match &self.curve {
            Some(curve) => curve.log_odds(shrunk_logit(mean, TREES)),
            None => mean,
        }
    }

    /// Each feature's part of the way from each of `others` to `row`. They are exact for the trees' mean; the way in
    /// log-odds is divided among them in the same proportion (Chen, Lundberg & Lee 2022), so that they sum to it.
    pub(crate) fn effects(&self, pairs: &mut Pairs, row: &[f64], others: &[&[f64]], effects: &mut [Vec<f64>]) {
        pairs.add(&self.trees, row, others, effects);
        let sum = |row: &[f64]| self.trees.iter().map(|tree| tree.value(|column| row[column])).sum::<f64>();
        let to = sum(row);
        // Where the sums coincide the proportion is the curve's slope there.
        let least = 1e-6 * self.trees.len().max(1) as f64;
        for effects in effects {
            let from = to - effects.iter().sum::<f64>();
            let (high, low) = if (to - from).abs() > least { (to, from) } else { (from + least, from - least) };
            let factor = (self.of_sum(high) - self.of_sum(low)) / (high - low);
            effects.iter_mut().for_each(|effect| *effect *= factor);
        }
    }
}

/// Log-odds of a share among so many trees: held off 0 and 1 by half a tree.
fn shrunk_logit(share: f64, trees: usize) -> f64 {
    let least = 0.5 / trees as f64;
    crate::logit(share.clamp(least, 1.0 - least))
}
