//! Features that know the answer because they came after it.
//!
//! Judged by what is filled, by how the values alone order the answers, and by names. A finding says why,
//! [`domain::insight::Suspect::is_left_out`] whether the feature goes, [`without`] takes it out.

use crate::{preprocess::is_missing, random::Random, ranking};
use domain::insight::{
    Column, FeatureSpec, LEAST_ANSWERS, Leak, Suspect, Table, TrainSpec, Values, is_ahead, names_rows, sounds_late,
};

/// From here on values are suspiciously good at telling the answer.
const TELLTALE: f64 = 0.99;
/// From here on those are whose name sounds as if they were known afterwards.
const LATE_AND_TELLING: f64 = 0.8;
/// A blank orders the answers this well, or values are there for one answer only.
const BLANKS: f64 = 0.9;
const PARTS: usize = 20;
const FOLDS: usize = 5;

/// The suspects among the features of `spec`, told by their keys. At most one finding for each feature, the surest.
pub fn suspects(table: &Table, spec: &TrainSpec) -> Vec<Suspect> {
    let names: Vec<&str> = spec.features.iter().map(|feature| feature.key.as_str()).collect();
    screen(table, spec, &names)
}

/// As [`suspects`], with what the owner calls the features (their keys say nothing for fields of the owner's own).
pub fn screen(table: &Table, spec: &TrainSpec, names: &[&str]) -> Vec<Suspect> {
    let rows_where = |answer: Option<bool>| -> Vec<usize> {
        (0..table.target.len()).filter(|&row| table.target[row] == answer).collect()
    };
    let rows = Rows { yes: rows_where(Some(true)), no: rows_where(Some(false)), unknown: rows_where(None) };
    let finding = |(feature, wanted): (usize, &FeatureSpec)| {
        let name = names.get(feature).copied().unwrap_or_default();
        let late = sounds_late(name);
        let mut leaks = Vec::new();
        let fits = |column: &&Column| column.feature == feature && column.values.len() == table.target.len();
        for column in table.columns.iter().filter(fits) {
            leaks.extend(rows.blanks(column));
            leaks.extend(names_rows(name, &column.values));
            leaks.extend(own_auc(table, column, &rows).and_then(|auc| match auc {
                _ if auc >= TELLTALE => Some(Leak::Telltale { auc }),
                _ if late && auc >= LATE_AND_TELLING => Some(Leak::LateAndTelling { auc }),
                _ => None,
            }));
        }
        leaks.extend(late.then_some(Leak::LateName));
        leaks.sort_by_key(|leak| !leak.is_certain());
        leaks.first().map(|&leak| {
            // What is read at a cut-off comes before what is asked, however well it tells.
            let before = is_ahead(spec.target) && matches!(leak, Leak::Telltale { .. } | Leak::LateAndTelling { .. });
            Suspect { feature, key: wanted.key, leak, kept: wanted.anyway || before }
        })
    };
    spec.features.iter().enumerate().filter_map(finding).collect()
}

/// The table without the columns of those that are left out.
pub fn without(table: &Table, suspects: &[Suspect]) -> Table {
    let left_out = |column: &&Column| suspects.iter().any(|one| one.feature == column.feature && one.is_left_out());
    Table {
        ids: table.ids.clone(),
        target: table.target.clone(),
        columns: table.columns.iter().filter(|column| !left_out(column)).cloned().collect(),
        days: table.days.clone(),
    }
}

struct Rows {
    yes: Vec<usize>,
    no: Vec<usize>,
    unknown: Vec<usize>,
}

impl Rows {
    fn blanks(&self, column: &Column) -> Option<Leak> {
        let filled = |rows: &[usize]| rows.iter().filter(|&&row| !is_missing(&column.values, row)).count();
        let share = |filled: usize, rows: &[usize]| filled as f64 / rows.len().max(1) as f64;
        let (yes, no, later) = (filled(&self.yes), filled(&self.no), filled(&self.unknown));
        let known = (yes + no) as f64 / (self.yes.len() + self.no.len()).max(1) as f64;
        let unknown = share(later, &self.unknown);
        if self.unknown.len() >= LEAST_ANSWERS && known >= 0.5 && unknown <= 0.05 {
            return Some(Leak::FilledLater { known, unknown });
        }
        if self.yes.len() < LEAST_ANSWERS || self.no.len() < LEAST_ANSWERS {
            return None;
        }
        let (by_yes, by_no) = (share(yes, &self.yes), share(no, &self.no));
        let orders = 0.5 + (by_yes - by_no).abs() / 2.0 >= BLANKS;
        // As many values as this fall to one answer by chance less than once in a million.
        let rarer = self.yes.len().min(self.no.len()) as f64 / (self.yes.len() + self.no.len()) as f64;
        let one_sided = yes.min(no) == 0 && yes.max(no) as f64 * (1.0 / (1.0 - rarer)).ln() > 14.0;
        (orders || one_sided).then_some(Leak::FilledByAnswer { yes: by_yes, no: by_no })
    }
}

/// How well the values alone order the answers: each row by the share of yes among rows of about the same value in
/// other folds, so that rare levels do not know their own row. Catches what is yes in the middle, too.
fn own_auc(table: &Table, column: &Column, rows: &Rows) -> Option<f64> {
    if rows.yes.len() < LEAST_ANSWERS || rows.no.len() < LEAST_ANSWERS {
        return None;
    }
    let mut known: Vec<usize> =
        rows.yes.iter().chain(&rows.no).copied().filter(|&row| !is_missing(&column.values, row)).collect();
    if known.len() < 2 * LEAST_ANSWERS {
        return None;
    }
    known.sort_unstable_by_key(|&row| (table.ids[row], row));
    // The ids' order may be the answers' order.
    Random::new(0x1ea4).shuffle(&mut known);
    let answers: Vec<bool> = known.iter().map(|&row| table.target[row] == Some(true)).collect();
    let (parts, count) = parts(&column.values, &known);
    let mut sums = vec![[(0.0f64, 0.0f64); FOLDS]; count];
    for (i, &part) in parts.iter().enumerate() {
        let sum = &mut sums[part][i % FOLDS];
        *sum = (sum.0 + f64::from(u8::from(answers[i])), sum.1 + 1.0);
    }
    let share = rows.yes.len() as f64 / (rows.yes.len() + rows.no.len()) as f64;
    let scores: Vec<f64> = (0..known.len())
        .map(|i| {
            let others = (0..FOLDS).filter(|fold| *fold != i % FOLDS).map(|fold| sums[parts[i]][fold]);
            let (yes, all) = others.fold((share, 1.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
            yes / all
        })
        .collect();
    let (binned, _) = ranking::auc_with_error(&scores, &answers)?;
    let ordered = match &column.values {
        Values::Numbers(numbers) => {
            let values: Vec<f64> = known.iter().map(|&row| numbers[row]).collect();
            ranking::auc_with_error(&values, &answers).map_or(0.5, |(auc, _)| auc.max(1.0 - auc))
        }
        Values::Levels { .. } => 0.5,
    };
    Some(binned.max(ordered))
}

/// The part of the values each row belongs to, and how many there are: levels, or numbers cut into equal shares.
fn parts(values: &Values, rows: &[usize]) -> (Vec<usize>, usize) {
    match values {
        Values::Levels { codes, levels } => (rows.iter().map(|&row| codes[row] as usize).collect(), levels.len()),
        Values::Numbers(numbers) => {
            let mut sorted: Vec<f64> = rows.iter().map(|&row| numbers[row]).collect();
            sorted.sort_unstable_by(f64::total_cmp);
            let mut limits: Vec<f64> = (1..PARTS).map(|part| sorted[part * sorted.len() / PARTS]).collect();
            limits.dedup();
            (rows.iter().map(|&row| limits.partition_point(|limit| *limit <= numbers[row])).collect(), limits.len() + 1)
        }
    }
}
