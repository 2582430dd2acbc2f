//! How many of one beginning stay, from yearly counts or shares.

use crate::{Told, data, object, wish::Wish};
use analytics::study::counts::stay;
use domain::insight::FileShape;
use serde_json::{Value, json};

pub fn years(wish: &Wish) -> Told {
    let year =
        wish.column("--date")?.or_else(|| wish.guess(&["year", "years", "年", "年份"])).or_else(|| wish.first_date());
    let count = wish.column("--target")?.or(wish.column("--amount")?);
    let count = count.or_else(|| wish.find(|at, column| Some(at) != year && column.shape == FileShape::Number));
    let count = count.ok_or_else(|| data("there is no column of counts"))?;
    let years = year.filter(|at| *at != count).map(|at| wish.numbers(at)).transpose()?;
    wish.strange(&[count]);
    let found = stay(wish.numbers(count)?, years).map_err(|why| data(format!("{why:?}")))?;
    let own = &found.staying;
    if found.shares {
        wish.warn("shares are told as of a hundred customers");
    }
    own.judged.doubts.iter().for_each(|doubt| wish.warn(format!("on the newest year: {doubt:?}")));
    let survival: Vec<f64> = own.expected.clone();
    let retention: Vec<f64> = survival.windows(2).map(|pair| pair[1] / pair[0]).collect();
    let tried = |at: usize| own.tried.map(|sums| sums[at]);
    let metrics = json!({
        "alpha": own.alpha, "beta": own.beta, "log_likelihood": own.log_likelihood, "retention": retention,
        "survival": survival, "newest": { "foreseen": tried(0), "came": tried(2) },
    });
    Ok(object(json!({
        "target": wish.header(count), "date": year.map(|at| wish.header(at)), "customers": own.customers,
        "metrics": metrics,
        "baseline": { "alpha": Value::Null, "beta": Value::Null, "newest": { "foreseen": tried(1) } },
        "model": { "name": "sbg", "metrics": metrics, "years": own.years }, "best_model": { "name": "sbg", "metrics": metrics },
        "verdict": own.judged.level,
    })))
}
