//! Forecasts of a series, judged on its last periods.

use crate::{Told, data, object, wish::Wish};
use analytics::study::{
    Ears,
    series::{self, carry_on},
};
use domain::insight::{FileShape, Method, SeriesErrors, SeriesWish};
use serde_json::{Value, json};

fn errors(of: &SeriesErrors) -> Value {
    json!({ "smape": of.smape, "mase": of.mase, "mae": of.mae, "rmse": of.rmse })
}

pub fn forecast(wish: &Wish) -> Told {
    let named = wish.column("--date")?;
    let amount = wish.column("--amount")?.or(wish.column("--target")?);
    let date = named.or_else(|| wish.first_date().filter(|at| Some(*at) != amount));
    // Numbers that are days where they are asked to be: the years of a table by year.
    let date =
        date.or_else(|| wish.guess(&["date", "year", "month", "ds", "日期", "年份"]).filter(|at| Some(*at) != amount));
    let amount = amount.or_else(|| {
        wish.find(|at, column| Some(at) != date && column.shape == FileShape::Number && !column.is_identifier())
    });
    let days = match date.map(|at| wish.days(at)).transpose() {
        Err(why) if named.is_some() => return Err(why),
        days => days.ok().flatten(),
    };
    let amounts = amount.map(|at| wish.numbers(at)).transpose()?;
    if amounts.is_none() && days.is_none() {
        return Err(data("there is neither a column of dates nor one of numbers"));
    }
    wish.strange(&amount.into_iter().chain(date).collect::<Vec<_>>());
    let asked =
        SeriesWish { horizon: wish.number("--horizon")?, season: wish.number("--season")?, period: wish.period()? };
    let series = series::series(wish.frame.rows, days.as_deref(), amounts, asked.period);
    if series.left_out > 0 {
        wish.warn(format!("{} rows without a date or an amount, or too old, are left out", series.left_out));
    }
    if series.filled > 0 {
        wish.warn(format!("{} periods without a row got a value between their neighbours", series.filled));
    }
    if series.summed {
        let sums = if amount.is_some() { "sums" } else { "counts" };
        wish.warn(format!("rows became {sums} of {} {}s", series.values.len(), series.period.code()));
    }
    let ears = Ears { progress: &mut |_| {}, cancelled: &|| false };
    let found = carry_on(series, asked, ears).map_err(data)?;
    let held = &found.held;
    let mut own = errors(&held.errors);
    own["coverage80"] = json!(held.coverage);
    own["gain"] = json!(held.gain);
    if held.method == Method::Naive {
        wish.warn("no method was clearly better than repeating the past");
    } else if held.gain.is_none_or(|gain| gain.low <= 0.0) {
        wish.warn("on the newest periods it may be no better than repeating the past");
    }
    let start = |after: usize| found.from.map(|from| found.period.start(from, after).iso());
    Ok(object(json!({
        "target": amount.map(|at| wish.header(at)), "date": date.map(|at| wish.header(at)),
        "period": found.period, "periods": found.past.len(), "from": start(0), "season": found.season,
        "horizon": found.expected.len(),
        "metrics": own, "baseline": errors(&held.naive),
        "model": {
            "name": held.method, "backtest_smape": found.smape, "backtest_naive_smape": found.naive_smape,
            "backtest_coverage80": found.coverage, "origins": found.origins, "metrics": own,
        },
        "best_model": { "name": held.method, "metrics": own },
        "held_out": held.expected,
        "forecast": { "model": found.method, "from": start(found.past.len()), "expected": found.expected, "nearly_sure": found.nearly_sure },
        "verdict": found.level,
    })))
}
