//! Customers of one beginning, counted year after year, as a table has them: how many stay.
//!
//! Deliberately not here: the model (`lifetime::sbg`), and what the counts say (`staying`).

use crate::staying::{LEAST, LEAST_YEARS, of_counts};
use domain::insight::{Counted, LabRefusal};

/// What shares are told as shares of.
const HUNDRED: f64 = 100.0;
/// A year after another: as a number, or as days of the calendar.
const A_YEAR: [f64; 3] = [1.0, 365.0, 366.0];

/// Reads counts or shares that are left after 0, 1, 2, … years, in the order of the years or else of the rows, and
/// carries them on. Rows that say nothing at all are passed over.
pub fn stay(counts: &[f64], years: Option<&[f64]>) -> Result<Counted, LabRefusal> {
    let year = |row: usize| years.and_then(|all| all.get(row).copied()).filter(|year| year.is_finite());
    let mut rows: Vec<usize> =
        (0..counts.len()).filter(|row| counts[*row].is_finite() || year(*row).is_some()).collect();
    if let Some(row) = rows.iter().find(|row| !(counts[**row].is_finite() && counts[**row] >= 0.0)) {
        return Err(LabRefusal::NoCount { row: row + 1 });
    }
    if years.is_some() {
        if let Some(row) = rows.iter().find(|row| year(**row).is_none()) {
            return Err(LabRefusal::NotTheNextYear { row: row + 1 });
        }
        rows.sort_by(|a, b| year(*a).unwrap_or_default().total_cmp(&year(*b).unwrap_or_default()));
    }
    let step = |pair: &[usize]| Some(year(pair[1])? - year(pair[0])?);
    let apart = |pair: &&[usize]| step(pair).is_some_and(|step| !A_YEAR.contains(&step));
    if let Some(pair) = rows.windows(2).find(apart) {
        return Err(LabRefusal::NotTheNextYear { row: pair[1] + 1 });
    }
    if let Some(pair) = rows.windows(2).find(|pair| counts[pair[1]] > counts[pair[0]]) {
        return Err(LabRefusal::MoreThanBefore { row: pair[1] + 1 });
    }
    let need = LEAST_YEARS as usize;
    if rows.len() < need {
        return Err(LabRefusal::TooFewYears { have: rows.len(), need });
    }
    let mut left: Vec<f64> = rows.iter().map(|row| counts[*row]).collect();
    // Nobody counts parts of a customer.
    let shares = left[0] <= HUNDRED && left.iter().any(|count| count.fract() != 0.0);
    if shares && left[0] <= 1.0 {
        left.iter_mut().for_each(|share| *share *= HUNDRED);
    }
    if left[0] < LEAST as f64 {
        return Err(LabRefusal::TooFewCustomers { have: left[0] as usize, need: LEAST });
    }
    let staying = of_counts(&left).ok_or(LabRefusal::NobodyLeft)?;
    Ok(Counted { staying, shares })
}
