//! Why a row has the chance it has: each feature's part of its log-odds, exact for a line, by seeded sampling for trees.

use crate::{
    learner::{Made, Part},
    logistic::Fitted,
    preprocess::Recipe,
    random::Random,
    sigmoid,
};
use domain::{
    Id,
    insight::{Contribution, Table},
};

/// How many features of a chance are told.
pub const TOLD: usize = 3;
/// Rows that stand for everybody.
const BACKGROUND: usize = 200;
/// Orders of the features drawn for a row: many for few rows.
const ORDERS: std::ops::RangeInclusive<usize> = 2..=32;
const ORDERS_IN_ALL: usize = 32_000;

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

/// Shapley values by sampling (Štrumbelj & Kononenko 2014): features take the row's values one after the other, in
/// drawn orders, starting from drawn training rows.
pub(crate) struct Sampling<'a> {
    made: &'a Made,
    /// Which feature each column of the design belongs to.
    features: Vec<usize>,
    /// Features that have columns.
    present: Vec<usize>,
    background: Vec<Vec<f64>>,
    orders: usize,
    seed: u64,
}

impl<'a> Sampling<'a> {
    pub fn new(table: &Table, part: &Part, made: &'a Made, rows: usize, seed: u64) -> Self {
        let mut drawn = part.rows.clone();
        drawn.sort_unstable_by_key(|&row| table.ids[row]);
        Random::new(seed ^ 0xbac6).shuffle(&mut drawn);
        drawn.truncate(BACKGROUND);
        let features: Vec<usize> = part.recipe.outputs.iter().map(|output| output.feature).collect();
        let mut present = features.clone();
        present.sort_unstable();
        present.dedup();
        let orders = (ORDERS_IN_ALL / rows.max(1)).clamp(*ORDERS.start(), *ORDERS.end());
        Self { made, features, present, background: part.recipe.design(table, &drawn), orders, seed }
    }

    /// As [`linear`], with the standard error of each effect. The draws depend on the row's id alone.
    pub fn effects(&self, design: &[Vec<f64>], row: usize, id: Id, effects: &mut [(f64, f64)]) {
        effects.fill((0.0, 0.0));
        let mut random = Random::new(self.seed ^ id.0 as u64);
        let mut order = self.present.clone();
        let mut taken = vec![false; effects.len()];
        for _ in 0..self.orders {
            random.shuffle(&mut order);
            let other = random.below(self.background.first().map_or(1, Vec::len));
            taken.fill(false);
            let value = |taken: &[bool]| {
                self.made.of_row(|column| {
                    if taken[self.features[column]] { design[column][row] } else { self.background[column][other] }
                })
            };
            let mut before = value(&taken);
            for &feature in &order {
                taken[feature] = true;
                let after = value(&taken);
                effects[feature].0 += after - before;
                effects[feature].1 += (after - before).powi(2);
                before = after;
            }
        }
        let n = self.orders as f64;
        for (effect, error) in effects.iter_mut() {
            let mean = *effect / n;
            let variance = (*error / n - mean * mean).max(0.0) * n / (n - 1.0);
            (*effect, *error) = (mean, (variance / n).sqrt());
        }
    }
}
