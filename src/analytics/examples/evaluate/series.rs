//! Forecasts of a series, judged on its last periods.

use crate::Wish;
use analytics::forecast::{self as foresee, methods::carry_on, smape};
use domain::{
    Date,
    insight::{FileShape, Method, Values},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const HORIZON: usize = 12;

fn numbers(wish: &Wish, at: usize) -> Result<&[f64], String> {
    match &wish.frame.columns[at].values {
        Values::Numbers(numbers) => Ok(numbers),
        Values::Levels { .. } => Err(format!("{} holds no numbers", wish.frame.columns[at].header)),
    }
}

/// The series, the length of its season and what a period is.
fn series(wish: &Wish, warnings: &mut Vec<String>) -> Result<(Vec<f64>, usize, &'static str), String> {
    let named = wish.column("--date")?;
    let date = named.or_else(|| wish.frame.columns.iter().position(|column| column.shape == FileShape::Day));
    let amount = match wish.column("--amount")?.or(wish.column("--target")?) {
        Some(at) => at,
        None => {
            let number = |at: &usize| Some(*at) != date && wish.frame.columns[*at].shape == FileShape::Number;
            (0..wish.frame.columns.len()).rev().find(number).ok_or("--amount COLUMN: which numbers?")?
        }
    };
    let amounts = numbers(wish, amount)?;
    wish.strange(&[amount], warnings);
    let Some(days) = date.map(|at| numbers(wish, at)).transpose().ok().flatten() else {
        return Ok((amounts.iter().copied().filter(|value| value.is_finite()).collect(), 12, "row"));
    };
    let mut dated: Vec<(i32, f64)> = days
        .iter()
        .zip(amounts)
        .filter(|(day, amount)| day.is_finite() && amount.is_finite())
        .map(|(day, amount)| (*day as i32, *amount))
        .collect();
    if dated.len() < days.len() {
        warnings.push(format!("{} rows without a date or an amount are left out", days.len() - dated.len()));
    }
    dated.sort_by_key(|(day, _)| *day);
    let mut gaps: Vec<i32> = dated.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    gaps.sort_unstable();
    let even = |least: i32, most: i32| !gaps.is_empty() && gaps.iter().all(|gap| (least..=most).contains(gap));
    let values = || dated.iter().map(|(_, amount)| *amount).collect();
    if even(28, 31) {
        return Ok((values(), 12, "month"));
    }
    if even(89, 92) {
        return Ok((values(), 4, "quarter"));
    }
    if even(365, 366) {
        return Ok((values(), 1, "year"));
    }
    if even(7, 7) {
        return Ok((values(), 52, "week"));
    }
    if even(1, 1) {
        return Ok((values(), 7, "day"));
    }
    // Orders: sums of the whole months.
    let mut months: BTreeMap<i32, f64> = BTreeMap::new();
    dated.iter().for_each(|(day, amount)| *months.entry(Date(*day).month_number()).or_default() += amount);
    let (Some((&first, _)), Some((&last, _)), Some((newest, _))) =
        (months.first_key_value(), months.last_key_value(), dated.last())
    else {
        return Err("no row has a date and an amount".to_owned());
    };
    let whole = Date::first_of(last + 1).0 - 1 <= *newest + 2;
    let last = if whole { last } else { last - 1 };
    warnings.push(format!("dates repeat or come unevenly: sums of {} months", last - first + 1));
    Ok(((first..=last).map(|month| months.get(&month).copied().unwrap_or(0.0)).collect(), 12, "month"))
}

pub fn forecast(wish: &Wish) -> Result<Value, String> {
    let mut warnings = Vec::new();
    let (values, season, period) = series(wish, &mut warnings)?;
    let season = wish.number("--season")?.unwrap_or(season).max(1);
    let horizon = wish.number("--horizon")?.unwrap_or(HORIZON.min(values.len() / 4)).max(1);
    let nothing = |warnings: Vec<String>| json!({ "task": "forecast", "verdict": "no", "warnings": warnings, "metrics": {}, "baseline": {}, "periods": values.len() });
    let Some(kept) = values.len().checked_sub(horizon).filter(|kept| *kept >= foresee::LEAST) else {
        warnings.push(format!("{} periods are too few to hold {horizon} back", values.len()));
        return Ok(nothing(warnings));
    };
    let (past, came) = values.split_at(kept);
    let Some(found) = foresee::forecast(past, season, horizon) else {
        return Ok(nothing(warnings));
    };
    let lag = if past.len() >= 2 * season { season } else { 1 };
    let steps: Vec<f64> = past.windows(lag + 1).map(|pair| (pair[lag] - pair[0]).abs()).collect();
    let scale = steps.iter().sum::<f64>() / steps.len().max(1) as f64;
    let error =
        |made: &[f64]| made.iter().zip(came).map(|(made, came)| (made - came).abs()).sum::<f64>() / horizon as f64;
    let metrics = |made: &[f64]| {
        json!({
            "smape": smape(came.iter().copied().zip(made.iter().copied())),
            "mase": if scale > 0.0 { Some(error(made) / scale) } else { None },
            "mae": error(made),
        })
    };
    let expected: Vec<f64> = found.expected.iter().map(|one| one.value).collect();
    let within =
        found.expected.iter().zip(came).filter(|(band, came)| band.low <= **came && **came <= band.high).count();
    let mut own = metrics(&expected);
    own["coverage80"] = json!(within as f64 / horizon as f64);
    let naive = carry_on(Method::Naive, past, lag, horizon);
    let verdict = match found.method {
        Method::Naive => "care",
        _ if found.smape < found.naive_smape => "use",
        _ => "no",
    };
    let next = foresee::forecast(&values, season, horizon);
    Ok(json!({
        "task": "forecast", "period": period, "periods": values.len(), "season": season, "horizon": horizon,
        "metrics": own, "baseline": metrics(&naive),
        "model": { "name": found.method, "backtest_smape": found.smape, "backtest_naive_smape": found.naive_smape, "backtest_coverage80": found.coverage, "origins": found.origins },
        "best_model": { "name": found.method, "metrics": own },
        "held_out": found.expected, "forecast": next.map(|next| next.expected),
        "verdict": verdict, "warnings": warnings,
    }))
}
