//! Why a row has the chance it has: each feature's part of its log-odds, exact for a line, by seeded sampling for trees.

use crate::{
    learner::{Made, Part},
    logistic::Fitted,
    preprocess::Recipe,
    random::Random,
    sigmoid,
    trees::Pairs,
};
use domain::{
    Id,
    insight::{Contribution, Table, TrainSpec},
};

/// How many features of a chance are told.
pub const TOLD: usize = 3;
/// Rows that stand for everybody.
const BACKGROUND: usize = 200;
/// How many of them a row is compared with: many for few rows.
const DRAWN: std::ops::RangeInclusive<usize> = 6..=50;
const PAIRS: usize = 24_000;
/// Trees tell about no more rows than this: it takes about a millisecond for each.
const MOST_TOLD_ROWS: usize = 5_000;

/// Each feature's effect on one row's log-odds, Σ β·z over its columns of the design, with no error: exact for a linear
/// model, against a row that is average in this feature. `effects` holds a place for every feature.
pub(crate) fn linear(recipe: &Recipe, fitted: &Fitted, design: &[Vec<f64>], row: usize, effects: &mut [(f64, f64)]) {
    effects.fill((0.0, 0.0));
    for ((output, column), coefficient) in recipe.outputs.iter().zip(design).zip(&fitted.coefficients) {
        effects[output.feature].0 += coefficient * column[row];
    }
}

/// The features that move a chance most, strongest first.
pub(crate) fn strongest(effects: &[(f64, f64)], log_odds: f64) -> Vec<Contribution> {
    let mut told: Vec<Contribution> = Vec::with_capacity(TOLD + 1);
    for (feature, &(effect, error)) in effects.iter().enumerate() {
        if effect.abs() < 1e-9 {
            continue;
        }
        let place = told.partition_point(|other| other.effect.abs() >= effect.abs());
        if place < TOLD {
            let (from, to) = (sigmoid(log_odds - effect), sigmoid(log_odds));
            told.insert(place, Contribution { feature, effect, error, from, to });
            told.truncate(TOLD);
        }
    }
    told
}

/// Which rows of trees are told about, and how thoroughly. Lines tell about every row.
pub(crate) struct Plan {
    /// By row of the table; none: all.
    chosen: Option<Vec<bool>>,
    drawn: usize,
}

impl Plan {
    /// All of few rows. Of many: those to be foreseen first, then answered ones, drawn.
    pub fn new(table: &Table, unknown: &[usize], known: &[usize], seed: u64) -> Self {
        let rows = unknown.len() + known.len();
        let drawn = (PAIRS / rows.max(1)).clamp(*DRAWN.start(), *DRAWN.end());
        if rows <= MOST_TOLD_ROWS {
            return Self { chosen: None, drawn };
        }
        let mut random = Random::new(seed ^ 0x7e11);
        let mut chosen = vec![false; table.ids.len()];
        let mut left = MOST_TOLD_ROWS;
        for rows in [unknown, known] {
            let mut rows = rows.to_vec();
            rows.sort_unstable_by_key(|&row| (table.ids[row], row));
            random.shuffle(&mut rows);
            rows.iter().take(left).for_each(|&row| chosen[row] = true);
            left = left.saturating_sub(rows.len());
        }
        Self { chosen: Some(chosen), drawn }
    }

    pub fn tells(&self, row: usize) -> bool {
        self.chosen.as_ref().is_none_or(|chosen| chosen[row])
    }
}

/// Shapley values against drawn training rows, exact against each of them: what is left to chance is which rows
/// were drawn, and that is what the standard errors are about.
pub(crate) struct Sampling {
    pairs: Pairs,
    /// Training rows that stand for everybody, each with its values by column; the least chance first.
    background: Vec<Vec<f64>>,
    drawn: usize,
    seed: u64,
}

impl Sampling {
    pub fn new(table: &Table, part: &Part, spec: &TrainSpec, plan: &Plan) -> Self {
        let features = part.recipe.outputs.iter().map(|output| output.feature).collect();
        let pairs = Pairs::new(features, spec.features.len());
        let mut rows = if part.line().is_some() { Vec::new() } else { part.rows.clone() };
        rows.sort_unstable_by_key(|&row| (table.ids[row], row));
        Random::new(spec.seed ^ 0xbac6).shuffle(&mut rows);
        rows.truncate(BACKGROUND);
        let design = part.recipe.design(table, &rows);
        let mut order: Vec<(usize, f64)> = part.made.log_odds(&design, rows.len()).into_iter().enumerate().collect();
        order.sort_by(|a, b| a.1.total_cmp(&b.1));
        let background = order.iter().map(|&(row, _)| design.iter().map(|column| column[row]).collect()).collect();
        Self { pairs, background, drawn: plan.drawn, seed: spec.seed }
    }

    /// As [`linear`], with the standard error of each effect. The draws depend on the row's id alone.
    pub fn effects(&mut self, made: &Made, design: &[Vec<f64>], row: usize, id: Id, effects: &mut [(f64, f64)]) {
        effects.fill((0.0, 0.0));
        let row: Vec<f64> = design.iter().map(|column| column[row]).collect();
        let mut random = Random::new(self.seed ^ id.0 as u64);
        // One row from each part of the chances, so that few rows stand for everybody well.
        let drawn = self.drawn.min(self.background.len());
        let place = |i: usize| i * self.background.len() / drawn;
        let others: Vec<&[f64]> =
            (0..drawn).map(|i| self.background[place(i) + random.below(place(i + 1) - place(i))].as_slice()).collect();
        let mut parts = vec![vec![0.0; effects.len()]; drawn];
        match made {
            Made::Forest(forest) => forest.effects(&mut self.pairs, &row, &others, &mut parts),
            Made::Boosting(boosting) => boosting.effects(&mut self.pairs, &row, &others, &mut parts),
            Made::Line(_) | Made::Share(_) => {}
        }
        for part in &parts {
            for (sum, effect) in effects.iter_mut().zip(part) {
                sum.0 += effect;
                sum.1 += effect * effect;
            }
        }
        let n = drawn.max(1) as f64;
        for (effect, error) in effects.iter_mut() {
            let mean = *effect / n;
            let variance = (*error / n - mean * mean).max(0.0) / (n - 1.0).max(1.0);
            (*effect, *error) = (mean, variance.sqrt());
        }
    }
}
