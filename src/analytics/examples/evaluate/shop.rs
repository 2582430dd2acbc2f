//! Customer lifetime from a file of orders, or from what became of one: repeats, last order and time known by customer.

use crate::{Stop, Told, data, object, wish::Wish};
use analytics::{
    lifetime::{History, buying::Buying, gamma_gamma::GammaGamma},
    study::orders::{self, Log, Trial},
};
use domain::{
    Date,
    insight::{BuyingModel, Level, Values},
};
use serde_json::{Map, Value, json};

fn name(model: BuyingModel) -> &'static str {
    match model {
        BuyingModel::BgNbd => "bg_nbd",
        BuyingModel::MbgNbd => "mbg_nbd",
        BuyingModel::ParetoNbd => "pareto_nbd",
    }
}

fn log_likelihood(model: &Buying) -> f64 {
    match model {
        Buying::BgNbd(own) => own.log_likelihood,
        Buying::MbgNbd(own) => own.log_likelihood,
        Buying::ParetoNbd(own) => own.log_likelihood,
    }
}

/// The numbers of a model by their names, and how likely they make the orders.
fn parameters(model: &Buying) -> Map<String, Value> {
    let plain = |letter: &str| match letter {
        "α" => "alpha".to_owned(),
        "β" => "beta".to_owned(),
        letter => letter.to_owned(),
    };
    let own = model.parameters().into_iter().map(|(letter, value)| (plain(letter), json!(value)));
    own.chain([("log_likelihood".to_owned(), json!(log_likelihood(model)))]).collect()
}

/// All models on these pasts.
fn fits(histories: &[(History, f64)]) -> Vec<Buying> {
    let known: Vec<History> = histories.iter().map(|(own, _)| *own).collect();
    BuyingModel::ALL.into_iter().filter_map(|model| Buying::fit(model, &known)).collect()
}

/// The parameters of all models, those of BG/NBD once more at the top.
fn metrics(histories: &[(History, f64)], paid: bool) -> Map<String, Value> {
    let fitted = fits(histories);
    let models: Map<_, _> = fitted.iter().map(|own| (name(own.model()).to_owned(), json!(parameters(own)))).collect();
    let spent: Vec<(u32, f64)> = histories.iter().map(|(own, mean)| (own.repeats, *mean)).collect();
    let worth = paid.then(|| GammaGamma::fit(&spent)).flatten();
    let mut found = fitted.iter().find(|own| own.model() == BuyingModel::BgNbd).map(parameters).unwrap_or_default();
    found.insert("gamma_gamma".to_owned(), json!(worth.map(|own| json!({ "p": own.p, "q": own.q, "v": own.v }))));
    found.insert("models".to_owned(), Value::Object(models));
    found
}

/// Repeats, last order and time known by customer, as `lifetimes` and the papers call them.
fn summary(wish: &Wish) -> Option<[usize; 3]> {
    let repeats = wish.guess(&["frequency", "repeats", "x", "repeat", "repeatpurchases"])?;
    let last = wish.guess(&["recency", "last", "tx"])?;
    let known = wish.guess(&["t", "known", "tcal", "age", "tenure"])?;
    Some([repeats, last, known])
}

fn of_summary(wish: &Wish, [repeats, last, known]: [usize; 3]) -> Told {
    let [x, tx, t] = [wish.numbers(repeats)?, wish.numbers(last)?, wish.numbers(known)?];
    let amount = wish.column("--amount")?.or_else(|| wish.guess(&["monetaryvalue", "monetary", "mean", "m"]));
    let paid = amount.map(|at| wish.numbers(at)).transpose()?;
    let own = |row: usize| {
        let sound = x[row] >= 0.0 && tx[row] >= 0.0 && tx[row] <= t[row] && t[row].is_finite();
        let past = History { repeats: x[row] as u32, last: tx[row], known: t[row] };
        sound.then(|| (past, paid.map_or(f64::NAN, |paid| paid[row])))
    };
    let histories: Vec<(History, f64)> = (0..wish.frame.rows).filter_map(own).collect();
    if histories.len() < wish.frame.rows {
        let left_out = wish.frame.rows - histories.len();
        wish.warn(format!("{left_out} rows that cannot be (0 ≤ last order ≤ time known) are left out"));
    }
    wish.warn("one row for each customer: there is no newest part to judge the models by");
    let metrics = metrics(&histories, amount.is_some());
    if !metrics.contains_key("r") {
        wish.warn("BG/NBD does not settle on these customers");
    }
    let verdict = if metrics.contains_key("r") { Level::Care } else { Level::No };
    Ok(object(json!({
        "customers": histories.len(), "repeat_customers": histories.iter().filter(|(own, _)| own.repeats > 0).count(),
        "unit": "as in the file", "metrics": metrics, "baseline": {},
        "model": { "name": "bg_nbd", "metrics": metrics }, "best_model": { "name": "bg_nbd", "metrics": metrics },
        "verdict": verdict,
    })))
}

fn read(wish: &Wish) -> Result<(Log, bool), Stop> {
    const IDS: [&str; 12] = [
        "customerid",
        "customer",
        "custid",
        "clientid",
        "client",
        "userid",
        "user",
        "id",
        "cdnowid",
        "客户编号",
        "客户id",
        "客户",
    ];
    let need =
        |option: &str| Stop::Command(format!("{option} COLUMN is needed; there are: {}", wish.headers().join(", ")));
    let id = wish.column("--id")?.or_else(|| wish.guess(&IDS)).ok_or_else(|| need("--id"))?;
    let date = wish.column("--date")?.or_else(|| wish.first_date()).ok_or_else(|| need("--date"))?;
    let target = wish.column("--target")?.filter(|at| *at != id && *at != date).into_iter().collect();
    let factors = wish.factors("--amount")?.unwrap_or(target);
    let days = wish.days(date)?;
    let mut amounts: Option<Vec<f64>> = None;
    for &factor in &factors {
        let own = wish.numbers(factor)?;
        let before = amounts.unwrap_or_else(|| vec![1.0; own.len()]);
        amounts = Some(before.iter().zip(own).map(|(before, own)| before * own).collect());
    }
    wish.strange(&factors.iter().copied().chain([date]).collect::<Vec<_>>());
    let log = orders::log(&wish.frame.columns[id].values, &days, amounts.as_deref(), wish.until()?);
    if log.incomplete > 0 {
        wish.warn(format!("{} rows without customer, date or amount are left out", log.incomplete));
    }
    if log.negative > 0 {
        wish.warn(format!("{} rows with an amount below zero are left out", log.negative));
    }
    if log.later > 0 {
        wish.warn(format!("{} rows after {} are left out", log.later, Date(log.until.unwrap_or_default()).iso()));
    }
    if amounts.is_none() {
        wish.warn("without --amount orders are counted, not valued");
    }
    Ok((log, amounts.is_some()))
}

fn holdout(trial: &Trial, cut: i32) -> Value {
    let one = |own: &orders::Tried| {
        let mut told = parameters(&own.fitted);
        told.extend(object(json!({ "foreseen_orders": own.foreseen, "auc": own.auc, "gain": own.gain })));
        (name(own.fitted.model()).to_owned(), Value::Object(told))
    };
    json!({
        "until": Date(cut).iso(), "weeks": trial.weeks, "customers": trial.customers, "came": trial.came,
        "naive_orders": trial.naive, "models": trial.models.iter().map(one).collect::<Map<_, _>>(),
        "chosen": trial.chosen.map(name),
    })
}

pub fn lifetime(wish: &Wish) -> Told {
    if let Some(columns) = summary(wish).filter(|_| wish.text("--date").is_none()) {
        return of_summary(wish, columns);
    }
    let (log, paid) = read(wish)?;
    let until = log.until.ok_or_else(|| data("no row has a date"))?;
    let weeks = wish.number("--horizon")?;
    let cut = weeks.map_or_else(
        || orders::usual_cut(&log.customers, until),
        |weeks| until - i32::try_from(weeks.saturating_mul(7)).unwrap_or(i32::MAX).min(2_000_000),
    );
    let trial = orders::trial(&log.customers, cut, until);
    // What is asked to be held back is not learned from.
    let fitted_until = if weeks.is_some() { cut } else { until };
    let histories = orders::histories(&log.customers, fitted_until);
    let mut metrics = metrics(&histories, paid);
    if !metrics.contains_key("r") {
        wish.warn("BG/NBD does not settle on these orders");
    }
    metrics.insert("holdout".to_owned(), holdout(&trial, cut));
    let (customers, repeats) = (histories.len(), histories.iter().filter(|(own, _)| own.repeats > 0).count());
    let (columns, told) = match orders::worth(log) {
        Ok(told) => (added(&told), Some(told)),
        Err(refusal) => {
            wish.warn(format!("no customer is scored: {refusal:?}"));
            (Vec::new(), None)
        }
    };
    let judged = told.as_ref().map(|told| &told.lifetime.judged);
    for doubt in judged.iter().flat_map(|judged| &judged.doubts) {
        wish.warn(format!("on the newest orders, beside repeating the past: {doubt:?}"));
    }
    let verdict = judged.map_or(Level::No, |judged| judged.level);
    wish.save(columns)?;
    let chosen = told.as_ref().map(|own| own.lifetime.model).or(trial.chosen);
    let of_chosen = chosen.and_then(|model| trial.models.iter().find(|own| own.fitted.model() == model));
    let best = json!({
        "name": chosen.map(name),
        "metrics": of_chosen.map(|own| json!({ "foreseen_orders": own.foreseen, "came": trial.came, "auc": own.auc, "gain": own.gain })),
        "parameters": chosen.and_then(|model| metrics["models"].get(name(model)).cloned()),
        "orders": told.as_ref().map(|own| own.lifetime.orders), "value": told.as_ref().map(|own| own.lifetime.value),
        "discounted": told.as_ref().map(|own| own.lifetime.discounted),
    });
    Ok(object(json!({
        "customers": customers, "repeat_customers": repeats, "unit": "weeks",
        "fitted_until": Date(fitted_until).iso(), "until": Date(until).iso(),
        "metrics": metrics, "baseline": { "holdout_orders": trial.naive, "rule": "each customer goes on at the pace of the past" },
        "model": best, "best_model": best,
        "verdict": verdict,
    })))
}

/// What the lab adds to each row.
fn added(told: &domain::insight::OrderLog) -> Vec<(String, Values)> {
    let of = |figure: fn(&domain::insight::Buyer) -> f64| {
        let cell = |place: &Option<u32>| place.map_or(f64::NAN, |place| figure(&told.customers[place as usize]));
        Values::Numbers(told.of_row.iter().map(cell).collect())
    };
    vec![
        ("Chance of an order within 3 months".to_owned(), of(|own| own.chances[1])),
        ("Orders within 12 months".to_owned(), of(|own| own.expected)),
        ("Value within 12 months".to_owned(), of(|own| own.value)),
    ]
}
