//! Customer lifetime from a file of orders.

use crate::Wish;
use analytics::lifetime::{
    self,
    bg_nbd::{BgNbd, History},
    by_day,
    gamma_gamma::GammaGamma,
};
use domain::{Date, insight::Values};
use serde_json::{Value, json};
use std::collections::HashMap;

pub fn lifetime(wish: &Wish) -> Result<Value, String> {
    let mut warnings = Vec::new();
    let need = |option: &str| wish.column(option)?.ok_or_else(|| format!("{option} COLUMN is needed"));
    let (id, date) = (need("--id")?, need("--date")?);
    let amount = wish.column("--amount")?;
    let Values::Numbers(days) = &wish.frame.columns[date].values else {
        return Err("the date column holds no dates".to_owned());
    };
    let amounts = match amount.map(|at| &wish.frame.columns[at].values) {
        Some(Values::Numbers(amounts)) => amounts.clone(),
        Some(Values::Levels { .. }) => return Err("the amount column holds no numbers".to_owned()),
        None => vec![0.0; wish.frame.rows],
    };
    let until = match wish.text("--until") {
        Some(text) => Date::parse_iso(text).ok_or("--until wants a date like 2025-12-31")?.0,
        None => days.iter().copied().filter(|day| day.is_finite()).fold(f64::MIN, f64::max) as i32,
    };
    let mut numbers: HashMap<u64, u32> = HashMap::new();
    let customer = |row: usize| match &wish.frame.columns[id].values {
        Values::Numbers(ids) => ids[row].is_finite().then(|| ids[row].to_bits()),
        Values::Levels { codes, levels } => (codes[row] as usize).lt(&levels.len()).then(|| u64::from(codes[row])),
    };
    let mut orders = Vec::new();
    let (mut left_out, mut later) = (0, 0);
    for row in 0..wish.frame.rows {
        let (Some(customer), true) =
            (customer(row), days[row].is_finite() && (amounts[row].is_finite() || amount.is_none()))
        else {
            left_out += 1;
            continue;
        };
        if days[row] as i32 > until {
            later += 1;
            continue;
        }
        let next = numbers.len() as u32;
        orders.push((*numbers.entry(customer).or_insert(next), days[row] as i32, amounts[row]));
    }
    if left_out > 0 {
        warnings.push(format!("{left_out} rows without customer, date or amount are left out"));
    }
    if later > 0 {
        warnings.push(format!("{later} rows after {} are left out", Date(until).iso()));
    }
    let customers = by_day(numbers.len(), orders.into_iter());
    let weeks = |days: i32| f64::from(days) / 7.0;
    let histories: Vec<(History, f64)> = customers
        .iter()
        .filter_map(|own| {
            let ((first, _), (last, _)) = (own.first()?, own.last()?);
            let repeats = own.len() as u32 - 1;
            let mean = own[1..].iter().map(|(_, amount)| amount).sum::<f64>() / f64::from(repeats.max(1));
            Some((History { repeats, last: weeks(last - first), known: weeks(until - first) }, mean))
        })
        .collect();
    let known: Vec<History> = histories.iter().map(|(own, _)| *own).collect();
    let model = BgNbd::fit(&known).ok_or("the model does not settle on these orders")?;
    let paid: Vec<(u32, f64)> = histories.iter().map(|(own, mean)| (own.repeats, *mean)).collect();
    let worth = amount.and_then(|_| GammaGamma::fit(&paid));
    let judged = lifetime::lifetime(&customers, until);
    let (verdict, holdout) = match &judged {
        Ok((told, _)) => {
            let better = (told.foreseen - told.came).abs() <= (told.naive - told.came).abs();
            let holdout = json!({ "foreseen_orders": told.foreseen, "came": told.came, "naive_orders": told.naive, "auc": told.auc });
            (if better { "use" } else { "care" }, holdout)
        }
        Err(refusal) => {
            warnings.push(format!("{refusal:?}"));
            ("no", Value::Null)
        }
    };
    let metrics = json!({
        "r": model.r, "alpha": model.alpha, "a": model.a, "b": model.b, "log_likelihood": model.log_likelihood,
        "gamma_gamma": worth.map(|worth| json!({ "p": worth.p, "q": worth.q, "v": worth.v })),
        "holdout": holdout,
    });
    Ok(json!({
        "task": "clv", "customers": known.len(), "repeat_customers": known.iter().filter(|own| own.repeats > 0).count(),
        "unit": "weeks", "until": Date(until).iso(),
        "metrics": metrics,
        "baseline": judged.as_ref().ok().map(|(told, _)| json!({ "holdout_orders": told.naive })),
        "model": { "name": "bg_nbd", "value": judged.as_ref().ok().map(|(told, _)| told.value), "orders": judged.as_ref().ok().map(|(told, _)| told.orders) },
        "best_model": { "name": "bg_nbd", "metrics": metrics },
        "verdict": verdict, "warnings": warnings,
    }))
}
