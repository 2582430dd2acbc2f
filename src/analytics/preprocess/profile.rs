use super::column::{choose_levels, fill_of, limits_of};
use super::{is_missing, is_readable};
use crate::ranking;
use domain::insight::{Column, ColumnReport, ColumnShape, ColumnUse, Fill, Missing, Table, TrainSpec, Values};

/// What is in each column of the answered rows, and which columns can be learned from: those that vary, are not
/// another column over again and are not a name for each row.
pub fn profile(table: &Table, spec: &TrainSpec) -> Vec<ColumnReport> {
    let rows: Vec<usize> = (0..table.ids.len()).filter(|&row| table.target[row].is_some()).collect();
    let answers: Vec<bool> = rows.iter().map(|&row| table.target[row] == Some(true)).collect();
    let mut reports: Vec<_> = table.columns.iter().map(|column| report(column, spec, &rows, &answers)).collect();
    let mut seen: Vec<(usize, Fingerprint)> = Vec::new();
    for (i, report) in reports.iter_mut().enumerate() {
        if report.use_ != ColumnUse::Used {
            continue;
        }
        let print = Fingerprint::new(&table.columns[i].values, &rows, &report.shape);
        match seen.iter().find(|(_, earlier)| earlier.equals(&print)) {
            Some((of, _)) => report.use_ = ColumnUse::Duplicate { of: table.columns[*of].key },
            None => seen.push((i, print)),
        }
    }
    reports
}

fn report(column: &Column, spec: &TrainSpec, rows: &[usize], answers: &[bool]) -> ColumnReport {
    let feature = &spec.features[column.feature];
    let missing = rows.iter().filter(|&&row| is_missing(&column.values, row)).count();
    let mut report = ColumnReport {
        feature: column.feature,
        key: column.key,
        level: column.level.clone(),
        shape: ColumnShape::Number { mean: 0.0, sd: 0.0, least: 0.0, most: 0.0 },
        use_: if missing == rows.len() { ColumnUse::AllMissing } else { ColumnUse::Used },
        rows: rows.len(),
        missing,
        fill: if missing > 0 && feature.missing == Missing::Drop { Fill::Dropped } else { Fill::Nothing },
        outliers: 0,
        limits: None,
        auc: None,
    };
    match &column.values {
        Values::Numbers(numbers) => describe_numbers(&mut report, numbers, rows, answers, feature.missing),
        Values::Levels { codes, levels } => describe_levels(&mut report, codes, levels, rows, feature.missing),
    }
    report
}

fn describe_numbers(report: &mut ColumnReport, numbers: &[f64], rows: &[usize], answers: &[bool], missing: Missing) {
    let present = rows.iter().zip(answers).filter(|(row, _)| is_readable(numbers[**row]));
    let (values, answers): (Vec<f64>, Vec<bool>) = present.map(|(&row, &answer)| (numbers[row], answer)).unzip();
    if values.is_empty() {
        return;
    }
    let n = values.len() as f64;
    let mean = values.iter().map(|value| value / n).sum::<f64>();
    let sd = (values.iter().map(|value| (value - mean).powi(2) / n).sum::<f64>()).sqrt();
    let (least, most) =
        values.iter().fold((f64::MAX, f64::MIN), |(low, high), &value| (low.min(value), high.max(value)));
    let sd = if sd.is_finite() { sd } else { f64::MAX };
    report.shape = ColumnShape::Number { mean, sd, least, most };
    if sd <= 1e-12 * mean.abs() || least == most {
        report.use_ = ColumnUse::Constant;
    }
    report.limits = limits_of(numbers, rows);
    if let Some((low, high)) = report.limits {
        report.outliers = values.iter().filter(|value| !(low..=high).contains(*value)).count();
    }
    if report.missing > 0 && report.fill == Fill::Nothing {
        report.fill = Fill::Number(fill_of(numbers, rows, missing));
    }
    report.auc = ranking::auc_with_error(&values, &answers).map(|(auc, _)| auc.max(1.0 - auc));
}

fn describe_levels(report: &mut ColumnReport, codes: &[u32], levels: &[String], rows: &[usize], missing: Missing) {
    let chosen = choose_levels(codes, levels, rows);
    let name = |code: u32| levels[code as usize].clone();
    let mut found: Vec<(String, usize)> = (0..levels.len() as u32)
        .filter(|&code| chosen.counts[code as usize] > 0)
        .map(|code| (name(code), chosen.counts[code as usize]))
        .collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let distinct = found.len();
    if distinct == 1 {
        report.use_ = ColumnUse::Constant;
    } else if distinct > super::MOST_LEVELS && distinct * 2 > rows.len() - report.missing {
        report.use_ = ColumnUse::Identifier;
    }
    if report.missing > 0 && missing != Missing::Drop {
        report.fill = chosen.most_frequent.map_or(Fill::Nothing, |code| Fill::Level(name(code)));
    }
    found.truncate(super::MOST_LEVELS);
    let base = chosen.kept.first().map_or_else(String::new, |&code| name(code));
    report.shape = ColumnShape::Choice { levels: found, base, pooled: distinct - chosen.kept.len() };
}

/// A column in a form in which the same information looks the same: numbers without unit, origin or sign,
/// levels numbered as they come.
struct Fingerprint(Vec<f32>);

impl Fingerprint {
    fn new(values: &Values, rows: &[usize], shape: &ColumnShape) -> Self {
        match (values, shape) {
            (Values::Numbers(numbers), &ColumnShape::Number { mean, sd, .. }) => {
                let standard = |row: &usize| ((numbers[*row] - mean) / sd) as f32;
                let sign = rows.iter().map(standard).find(|z| z.abs() > 1e-3).map_or(1.0, f32::signum);
                Self(
                    rows.iter()
                        .map(|row| if is_readable(numbers[*row]) { sign * standard(row) } else { f32::MAX })
                        .collect(),
                )
            }
            (Values::Levels { codes, levels }, _) => {
                let (mut names, mut next) = (vec![-1.0f32; levels.len()], 0.0);
                let name = |row: &usize| match names.get_mut(codes[*row] as usize) {
                    Some(name) => {
                        if *name < 0.0 {
                            *name = next;
                            next += 1.0;
                        }
                        *name
                    }
                    None => f32::MAX,
                };
                Self(rows.iter().map(name).collect())
            }
            _ => Self(Vec::new()),
        }
    }

    fn equals(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().zip(&other.0).all(|(a, b)| a == b || (a - b).abs() <= 1e-5 * a.abs().max(1e-3))
    }
}
