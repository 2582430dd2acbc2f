//! From raw columns to standardised numbers.
//!
//! A [`Recipe`] is fitted on training rows and then applied to any rows: filling, clipping, one-hot encoding
//! (first level by name left out) and standardising with the population's standard deviation, as scikit-learn's
//! reference does. Invariant: what `Recipe::design` returns is finite, whatever was in the table.
//! Deliberately not here: which columns are fit to be used at all ([`profile()`]).

mod column;
mod profile;

pub use profile::profile;

use column::{Chosen, choose_levels, fill_of, limits_of};
use domain::insight::{ColumnReport, ColumnUse, Missing, Outliers, Table, TrainSpec, Values};

/// More levels than this and the rare ones become one.
pub const MOST_LEVELS: usize = 20;

/// One column of the design.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// Position in [`Table::columns`].
    pub column: usize,
    pub feature: usize,
    /// Level or tag; empty for the pooled rare levels.
    pub level: Option<String>,
    pub mean: f64,
    /// Zero when constant in the training rows: then the output is all zeros.
    pub sd: f64,
}

enum Source {
    Unused,
    Number {
        output: usize,
        fill: f64,
        clip: Option<(f64, f64)>,
    },
    /// Code → output; the base level and levels without a place have none.
    Levels {
        slots: Vec<Option<usize>>,
        fill: Option<usize>,
    },
}

/// What was learned from training rows about how to read any row.
pub struct Recipe {
    pub outputs: Vec<Output>,
    sources: Vec<Source>,
}

/// Whether a row can be used at all: no value is missing whose absence drops the row.
pub fn is_usable(table: &Table, spec: &TrainSpec, reports: &[ColumnReport], row: usize) -> bool {
    let mut columns = table.columns.iter().zip(reports);
    columns.all(|(column, report)| {
        report.use_ != ColumnUse::Used
            || spec.features[column.feature].missing != Missing::Drop
            || !is_missing(&column.values, row)
    })
}

/// Beyond this a number is a slip; its square would overflow.
fn is_readable(number: f64) -> bool {
    number.abs() < 1e100
}

pub(crate) fn is_missing(values: &Values, row: usize) -> bool {
    match values {
        Values::Numbers(numbers) => !is_readable(numbers[row]),
        Values::Levels { codes, levels } => codes[row] as usize >= levels.len(),
    }
}

impl Recipe {
    /// Learns from the given usable rows and returns those that remain for training: rows with a value outside
    /// its column's limits leave where the column says so.
    pub fn fit(table: &Table, spec: &TrainSpec, reports: &[ColumnReport], rows: &[usize]) -> (Self, Vec<usize>) {
        let used = |i: usize| reports[i].use_ == ColumnUse::Used;
        let mut limits = vec![None; table.columns.len()];
        for (i, column) in table.columns.iter().enumerate().filter(|(i, _)| used(*i)) {
            if let Values::Numbers(numbers) = &column.values
                && spec.features[column.feature].outliers != Outliers::Keep
            {
                limits[i] = limits_of(numbers, rows);
            }
        }
        let within = |row: usize| {
            table.columns.iter().zip(&limits).all(|(column, limits)| match (&column.values, limits) {
                (Values::Numbers(numbers), Some((low, high)))
                    if spec.features[column.feature].outliers == Outliers::Drop =>
                {
                    !is_readable(numbers[row]) || (*low..=*high).contains(&numbers[row])
                }
                _ => true,
            })
        };
        let kept: Vec<usize> = rows.iter().copied().filter(|&row| within(row)).collect();

        let mut recipe = Self { outputs: Vec::new(), sources: Vec::new() };
        for (i, column) in table.columns.iter().enumerate() {
            if !used(i) {
                recipe.sources.push(Source::Unused);
                continue;
            }
            let feature = &spec.features[column.feature];
            let source = match &column.values {
                Values::Numbers(numbers) => {
                    let clip = limits[i].filter(|_| feature.outliers == Outliers::Clip);
                    recipe.number(
                        i,
                        column.feature,
                        column.level.clone(),
                        fill_of(numbers, &kept, feature.missing),
                        clip,
                    )
                }
                Values::Levels { codes, levels } => {
                    recipe.levels(i, column.feature, levels, &choose_levels(codes, levels, &kept))
                }
            };
            recipe.sources.push(source);
        }
        recipe.measure(table, &kept);
        (recipe, kept)
    }

    fn number(
        &mut self,
        column: usize,
        feature: usize,
        level: Option<String>,
        fill: f64,
        clip: Option<(f64, f64)>,
    ) -> Source {
        self.outputs.push(Output { column, feature, level, mean: 0.0, sd: 0.0 });
        Source::Number { output: self.outputs.len() - 1, fill, clip }
    }

    fn levels(&mut self, column: usize, feature: usize, levels: &[String], chosen: &Chosen) -> Source {
        let pooled_output = chosen.pooled.then_some(self.outputs.len() + chosen.kept.len().saturating_sub(1));
        let mut slots = vec![pooled_output; levels.len()];
        for (at, &code) in chosen.kept.iter().enumerate() {
            slots[code as usize] = (at > 0).then(|| self.outputs.len() + at - 1);
        }
        let names = chosen.kept.iter().skip(1).map(|&code| levels[code as usize].clone());
        let names = names.chain(chosen.pooled.then(String::new));
        self.outputs.extend(names.map(|level| Output { column, feature, level: Some(level), mean: 0.0, sd: 0.0 }));
        let fill = chosen.most_frequent.and_then(|code| slots[code as usize]);
        Source::Levels { slots, fill }
    }

    /// Means and standard deviations over the training rows.
    fn measure(&mut self, table: &Table, rows: &[usize]) {
        let n = rows.len().max(1) as f64;
        for source in 0..self.sources.len() {
            match &self.sources[source] {
                Source::Unused => {}
                Source::Number { output, .. } => {
                    let (output, values) = (*output, self.raw(table, source, rows));
                    let mean = values.iter().sum::<f64>() / n;
                    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n;
                    let sd = variance.sqrt();
                    self.outputs[output].mean = mean;
                    self.outputs[output].sd = if sd > 1e-12 * mean.abs().max(1e-290) { sd } else { 0.0 };
                }
                Source::Levels { slots, fill } => {
                    let Values::Levels { codes, .. } = &table.columns[source].values else { continue };
                    let mut counts = vec![0usize; self.outputs.len()];
                    for &row in rows {
                        if let Some(slot) = slot(slots, *fill, codes[row]) {
                            counts[slot] += 1;
                        }
                    }
                    for (output, count) in
                        self.outputs.iter_mut().zip(counts).filter(|(output, _)| output.column == source)
                    {
                        output.mean = count as f64 / n;
                        output.sd = (output.mean * (1.0 - output.mean)).sqrt();
                    }
                }
            }
        }
    }

    /// The values of a number column in the user's units, filled and clipped; empty for another column.
    pub fn raw(&self, table: &Table, column: usize, rows: &[usize]) -> Vec<f64> {
        let (Source::Number { fill, clip, .. }, Values::Numbers(numbers)) =
            (&self.sources[column], &table.columns[column].values)
        else {
            return Vec::new();
        };
        let filled = rows.iter().map(|&row| if is_readable(numbers[row]) { numbers[row] } else { *fill });
        match clip {
            Some((low, high)) => filled.map(|value| value.clamp(*low, *high)).collect(),
            None => filled.collect(),
        }
    }

    /// The rows as standardised columns, one per output.
    pub fn design(&self, table: &Table, rows: &[usize]) -> Vec<Vec<f64>> {
        let mut design: Vec<Vec<f64>> =
            self.outputs.iter().map(|output| vec![standardise(output, 0.0); rows.len()]).collect();
        for (column, source) in self.sources.iter().enumerate() {
            match (source, &table.columns[column].values) {
                (Source::Number { output, .. }, _) => {
                    let mut values = self.raw(table, column, rows);
                    values.iter_mut().for_each(|value| *value = standardise(&self.outputs[*output], *value));
                    design[*output] = values;
                }
                (Source::Levels { slots, fill }, Values::Levels { codes, .. }) => {
                    for (i, &row) in rows.iter().enumerate() {
                        if let Some(slot) = slot(slots, *fill, codes[row]) {
                            design[slot][i] = standardise(&self.outputs[slot], 1.0);
                        }
                    }
                }
                _ => {}
            }
        }
        design
    }
}

fn slot(slots: &[Option<usize>], fill: Option<usize>, code: u32) -> Option<usize> {
    slots.get(code as usize).copied().unwrap_or(fill)
}

fn standardise(output: &Output, value: f64) -> f64 {
    if output.sd > 0.0 { (value - output.mean) / output.sd } else { 0.0 }
}
