use super::{Binned, Growth, Loss, Pairs, Tree, sums};
use crate::{calibrate::Platt, logit, random::Random, sigmoid};

const MOST_ROUNDS: usize = 300;
/// Ends when so many rounds brought nothing on rows kept aside.
const PATIENCE: usize = 20;
const RATE: f64 = 0.1;
const DEPTH: usize = 3;
const LEAF: usize = 5;
/// Share of the rows that a round learns from (Friedman 2002).
const DRAWN: f64 = 0.8;
/// Share of the rows kept aside to tell when to stop.
const ASIDE: usize = 5;
const MOST_ROWS: usize = 40_000;

/// Gradient boosting (Friedman 2001, with second-order leaves): each small tree learns what is left of the error. The
/// number of rounds is the best on a fifth of the rows kept aside; the kept rows also put the log-odds right
/// (Platt 1999).
pub struct Boosting {
    start: f64,
    trees: Vec<Tree>,
    curve: Option<Platt>,
}

impl Boosting {
    /// `design` holds p finite columns of n rows; `answers` n numbers, 0 or 1 for [`Loss::Logistic`].
    pub fn fit(design: &[Vec<f64>], answers: &[f64], loss: Loss, seed: u64) -> Self {
        let binned = Binned::new(design);
        let mut random = Random::new(seed ^ 0xb005);
        let mut order: Vec<u32> = (0..binned.rows as u32).collect();
        random.shuffle(&mut order);
        order.truncate(MOST_ROWS);
        let (aside, taught) = order.split_at(order.len() / ASIDE);
        let start = start(answers, taught, loss);
        let mut scores = vec![start; binned.rows];
        let (mut gradients, mut hessians) = (vec![0.0; binned.rows], vec![1.0; binned.rows]);
        let growth = Growth { depth: DEPTH, leaf: LEAF, tried: design.len(), ridge: 1.0 };
        let mut trees: Vec<Tree> = Vec::new();
        let (mut best, mut best_rounds) = (mean_loss(&scores, answers, aside, loss), 0);
        let mut kept: Vec<f64> = aside.iter().map(|&row| scores[row as usize]).collect();
        while trees.len() < MOST_ROUNDS && trees.len() < best_rounds + PATIENCE {
            for &row in taught {
                let row = row as usize;
                match loss {
                    Loss::Squared => gradients[row] = scores[row] - answers[row],
                    Loss::Logistic => {
                        let chance = sigmoid(scores[row]);
                        gradients[row] = chance - answers[row];
                        hessians[row] = (chance * (1.0 - chance)).max(1e-6);
                    }
                }
            }
            let mut rows: Vec<u32> = taught.iter().copied().filter(|_| random.unit() < DRAWN).collect();
            let tree = Tree::grow(&binned, &mut rows, &gradients, &hessians, growth, &mut random);
            for &row in &order {
                scores[row as usize] += RATE * tree.value(|column| design[column][row as usize]);
            }
            trees.push(tree);
            let now = mean_loss(&scores, answers, aside, loss);
            if now < best {
                (best, best_rounds) = (now, trees.len());
                kept = aside.iter().map(|&row| scores[row as usize]).collect();
            }
        }
        trees.truncate(best_rounds);
        let truth = aside.iter().map(|&row| answers[row as usize]).collect();
        let curve = (loss == Loss::Logistic).then(|| Platt::fit(kept, truth));
        Self { start, trees, curve }
    }

    /// Log-odds, or the number itself, of a row.
    pub fn value(&self, row: impl Fn(usize) -> f64 + Copy) -> f64 {
        self.of_sum(self.trees.iter().map(|tree| tree.value(row)).sum())
    }

    /// As [`Boosting::value`] for every row of a design.
    pub fn values(&self, design: &[Vec<f64>], rows: usize) -> Vec<f64> {
        sums(&self.trees, design, rows).into_iter().map(|sum| self.of_sum(sum)).collect()
    }

    fn of_sum(&self, sum: f64) -> f64 {
        let value = self.start + RATE * sum;
        self.curve.as_ref().map_or(value, |curve| curve.log_odds(value))
    }

    /// Each feature's part of the way from each of `others` to `row`: exact, for the log-odds are a sum over trees.
    pub(crate) fn effects(&self, pairs: &mut Pairs, row: &[f64], others: &[&[f64]], effects: &mut [Vec<f64>]) {
        pairs.add(&self.trees, row, others, effects);
        let factor = self.of_sum(1.0) - self.of_sum(0.0);
        effects.iter_mut().flatten().for_each(|effect| *effect *= factor);
    }
}

fn start(answers: &[f64], rows: &[u32], loss: Loss) -> f64 {
    let mean = rows.iter().map(|&row| answers[row as usize]).sum::<f64>() / rows.len().max(1) as f64;
    match loss {
        Loss::Squared => mean,
        Loss::Logistic => logit(mean),
    }
}

fn mean_loss(scores: &[f64], answers: &[f64], rows: &[u32], loss: Loss) -> f64 {
    let of = |&row: &u32| {
        let (score, answer) = (scores[row as usize], answers[row as usize]);
        match loss {
            Loss::Squared => (score - answer).powi(2),
            Loss::Logistic => {
                let chance = sigmoid(score).clamp(1e-12, 1.0 - 1e-12);
                -(answer * chance.ln() + (1.0 - answer) * (1.0 - chance).ln())
            }
        }
    };
    rows.iter().map(of).sum::<f64>() / rows.len().max(1) as f64
}
