//! Groups by k-means: best of many starts, number of groups by silhouette and stability.
//!
//! Rows are standardised columns (`preprocess::Recipe`). Starts are k-means++ (Arthur & Vassilvitskii 2007) drawn with
//! the crate's own generator: smartcore's draws differ between 32 and 64 bits, runs once and keeps its centres to
//! itself. Invariants: the same rows in any order, and columns in any unit, give the same groups; no group is empty;
//! nothing that leaves here is NaN. Deliberately not here: names for groups (the owner's) and words for what
//! makes them different.

mod lloyd;
mod quality;

pub use lloyd::{Fitted, fit_from, starts};
pub use quality::{adjusted_rand, silhouette};

use crate::{
    preprocess::{self, Recipe},
    random::Random,
};
use domain::insight::{Cluster, ClusterCount, ClusterMark, Clusters, ColumnUse, LabRefusal, Table, TrainSpec};

/// Below this many rows no groups are sought.
pub const LEAST_ROWS: usize = 20;
/// More groups than this nobody can keep apart.
pub const MOST_GROUPS: usize = 8;
/// Starts; the one with the least inertia is kept.
pub const STARTS: usize = 20;
/// With more rows the starts are tried on a seeded sample, and the best is carried on over all rows.
const START_ROWS: usize = 5_000;
/// Refits on halves of the rows, for the stability.
const HALVES: usize = 5;
/// Numbers of groups whose silhouettes lie this close are told apart by their stability.
const CLOSE: f64 = 0.02;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClusterError {
    #[error("grouping was cancelled")]
    Cancelled,
    #[error("too few rows: {have} can be used, groups need {need}")]
    TooFewRows { have: usize, need: usize },
    #[error("too few different rows: {have}, for {need} groups")]
    TooFewDifferent { have: usize, need: usize },
    #[error("no column is left to group by: each is empty, constant or an identifier")]
    NoColumns,
}

impl ClusterError {
    /// Why there are no groups; none where the user stopped it.
    pub fn refusal(&self) -> Option<LabRefusal> {
        match *self {
            ClusterError::Cancelled => None,
            ClusterError::TooFewRows { have, need } => Some(LabRefusal::TooFewRows { have, need }),
            ClusterError::TooFewDifferent { have, need } => Some(LabRefusal::TooFewDifferent { have, need }),
            ClusterError::NoColumns => Some(LabRefusal::NoColumns),
        }
    }
}

/// How many groups to seek.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// By silhouette and stability, from 2 to [`MOST_GROUPS`].
    Best,
    Exactly(usize),
}

/// Groups the rows of `table` by the features of `spec`; its target is not read. `progress` hears the share done.
pub fn clusters(
    table: &Table,
    spec: &TrainSpec,
    wanted: Wanted,
    progress: &mut dyn FnMut(f64),
    cancelled: &dyn Fn() -> bool,
) -> Result<Clusters, ClusterError> {
    // Columns are judged over the answered rows: here every row counts.
    let everybody = Table { target: vec![Some(false); table.ids.len()], ..table.clone() };
    let columns = preprocess::profile(&everybody, spec);
    if columns.iter().all(|report| report.use_ != ColumnUse::Used) {
        return Err(ClusterError::NoColumns);
    }
    let mut usable: Vec<usize> =
        (0..table.ids.len()).filter(|&row| preprocess::is_usable(table, spec, &columns, row)).collect();
    // Draws then depend on who is there, not on the order of the table.
    usable.sort_by_key(|&row| table.ids[row]);
    let (recipe, rows) = Recipe::fit(table, spec, &columns, &usable);
    if rows.len() < LEAST_ROWS {
        return Err(ClusterError::TooFewRows { have: rows.len(), need: LEAST_ROWS });
    }
    let design: Vec<Vec<f64>> = recipe.design(table, &rows);
    let different = lloyd::different(&design, MOST_GROUPS + 1);
    let most = match wanted {
        Wanted::Exactly(k) if k >= 2 && k <= different => k,
        Wanted::Exactly(k) => return Err(ClusterError::TooFewDifferent { have: different, need: k.max(2) }),
        Wanted::Best if different < 2 => return Err(ClusterError::TooFewDifferent { have: different, need: 2 }),
        Wanted::Best => MOST_GROUPS.min(different),
    };
    let counts = if let Wanted::Exactly(k) = wanted { k..=k } else { 2..=most };
    let parts = (counts.clone().count() * 2) as f64;
    let mut done = 0.0;
    let mut step = || {
        done += 1.0;
        progress((done / parts).min(1.0));
        if cancelled() { Err(ClusterError::Cancelled) } else { Ok(()) }
    };

    let (mut tried, mut fits) = (Vec::new(), Vec::new());
    for k in counts {
        let fitted = best(&design, k, spec.seed);
        step()?;
        let silhouette = silhouette(&design, &fitted.labels, k, spec.seed);
        tried.push(ClusterCount { k, inertia: fitted.inertia, silhouette, stability: None });
        fits.push(fitted);
    }
    let highest = tried.iter().map(|count| count.silhouette).fold(-1.0, f64::max);
    for (count, fitted) in tried.iter_mut().zip(&fits) {
        if count.silhouette >= highest - CLOSE {
            count.stability = Some(stability(&design, fitted, count.k, spec.seed));
        }
        step()?;
    }
    let chosen = (0..tried.len())
        .filter(|&i| tried[i].stability.is_some())
        .max_by(|&a, &b| tried[a].stability.partial_cmp(&tried[b].stability).unwrap_or(std::cmp::Ordering::Equal))
        .unwrap_or(0);
    let fitted = &fits[chosen];

    let mut order: Vec<usize> = (0..fitted.centres.len()).collect();
    order.sort_by(|&a, &b| {
        fitted.sizes[b]
            .cmp(&fitted.sizes[a])
            .then_with(|| fitted.centres[a].partial_cmp(&fitted.centres[b]).unwrap_or(std::cmp::Ordering::Equal))
    });
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(at, &group)| place[group] = at);
    let mut labels = vec![None; table.ids.len()];
    for (&row, &label) in rows.iter().zip(&fitted.labels) {
        labels[row] = Some(place[label as usize]);
    }
    let groups =
        order.iter().map(|&group| describe(&recipe, table, &fitted.centres[group], fitted.sizes[group])).collect();
    Ok(Clusters { tried, groups, columns, labels, ids: Vec::new(), seed: spec.seed })
}

/// The best of [`STARTS`] starts.
fn best(design: &[Vec<f64>], k: usize, seed: u64) -> Fitted {
    let n = design.first().map_or(0, Vec::len);
    let mut random = Random::new(seed ^ k as u64);
    let sample = (n > START_ROWS).then(|| {
        let mut rows: Vec<usize> = (0..n).collect();
        random.shuffle(&mut rows);
        rows.truncate(START_ROWS);
        take(design, &rows)
    });
    let rows = sample.as_deref().unwrap_or(design);
    let fits = (0..STARTS).map(|_| fit_from(rows, starts(rows, k, &mut random)));
    let Some(found) = fits.min_by(|a, b| a.inertia.total_cmp(&b.inertia)) else { return fit_from(rows, Vec::new()) };
    if sample.is_some() { fit_from(design, found.centres) } else { found }
}

/// The rows at these positions.
fn take(design: &[Vec<f64>], rows: &[usize]) -> Vec<Vec<f64>> {
    design.iter().map(|column| rows.iter().map(|&row| column[row]).collect()).collect()
}

/// Mean agreement of the groups with those that halves of the rows give.
fn stability(design: &[Vec<f64>], fitted: &Fitted, k: usize, seed: u64) -> f64 {
    let n = fitted.labels.len();
    let mut random = Random::new(seed ^ 0x5ab1_e000 ^ k as u64);
    let mut rows: Vec<usize> = (0..n).collect();
    let mut sum = 0.0;
    for half in 0..HALVES {
        random.shuffle(&mut rows);
        let part = take(design, &rows[..n.div_ceil(2).min(START_ROWS)]);
        let other = best(&part, k, seed ^ half as u64);
        let labels = lloyd::nearest(design, &other.centres);
        sum += adjusted_rand(&fitted.labels, &labels, k);
    }
    sum / HALVES as f64
}

fn describe(recipe: &Recipe, table: &Table, centre: &[f64], rows: usize) -> Cluster {
    let outputs = recipe.outputs.iter().zip(centre).filter(|(output, _)| output.sd > 0.0);
    let mut marks: Vec<ClusterMark> = outputs
        .map(|(output, &difference)| ClusterMark {
            feature: output.feature,
            key: table.columns[output.column].key,
            level: output.level.clone(),
            mean: output.mean + difference * output.sd,
            overall: output.mean,
            difference,
        })
        .collect();
    marks.sort_by(|a, b| b.difference.abs().total_cmp(&a.difference.abs()));
    Cluster { rows, centre: centre.to_vec(), marks }
}

/// For each of the `new` groups the place among `earlier` ones that it continues: the pairing with the least sum of
/// squared distances between centres, tried in full (at most [`MOST_GROUPS`] of them). Groups without a partner
/// get none. Names that the owner gave follow this on a new run.
pub fn continued(earlier: &[Vec<f64>], new: &[Vec<f64>]) -> Vec<Option<usize>> {
    fn place(
        at: usize,
        costs: &[Vec<f64>],
        taken: &mut Vec<bool>,
        spare: usize,
        cost: f64,
        now: &mut Vec<Option<usize>>,
        best: &mut (f64, Vec<Option<usize>>),
    ) {
        if cost >= best.0 {
            return;
        }
        if at == costs.len() {
            *best = (cost, now.clone());
            return;
        }
        for old in 0..taken.len() {
            if !taken[old] {
                taken[old] = true;
                now.push(Some(old));
                place(at + 1, costs, taken, spare, cost + costs[at][old], now, best);
                now.pop();
                taken[old] = false;
            }
        }
        if spare > 0 {
            now.push(None);
            place(at + 1, costs, taken, spare - 1, cost, now, best);
            now.pop();
        }
    }
    let (earlier, new) = (&earlier[..earlier.len().min(MOST_GROUPS)], &new[..new.len().min(MOST_GROUPS)]);
    let distance = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum() };
    let costs: Vec<Vec<f64>> = new.iter().map(|a| earlier.iter().map(|b| distance(a, b)).collect()).collect();
    let mut best = (f64::INFINITY, vec![None; new.len()]);
    let spare = new.len().saturating_sub(earlier.len());
    place(0, &costs, &mut vec![false; earlier.len()], spare, 0.0, &mut Vec::new(), &mut best);
    best.1
}
