//! Analyses of a table of columns.

use crate::{Stop, Told, data, object, wish::Wish};
use analytics::{
    clusters::Wanted,
    regression::ENOUGH_ROWS,
    study::{self, Ears},
};
use domain::{
    Date, Instant, Key, Kind,
    insight::{
        Coefficient, FeatureSpec, Level, ModelKind, Regression, Scores, Suspect, Temporal, TrainSpec, Trained, Values,
    },
};
use interchange::frame::FrameColumn;
use serde_json::{Map, Value, json};

fn spec(wish: &Wish, features: &[usize]) -> Result<TrainSpec, Stop> {
    let keys = features.iter().map(|&at| FeatureSpec::new(Key::column(&wish.frame.columns[at].header)));
    Ok(TrainSpec { seed: wish.seed()?, ..TrainSpec::new(Kind::Contact, Key::column("\u{0}target"), keys.collect()) })
}

/// What a feature is called in the file.
fn header(key: Key) -> &'static str {
    key.header().unwrap_or(key.as_str())
}

fn headers(spec: &TrainSpec) -> Vec<&'static str> {
    spec.features.iter().map(|feature| header(feature.key)).collect()
}

/// Features that were left out or want a look.
fn suspicions(wish: &Wish, suspects: &[Suspect]) {
    suspects.iter().for_each(|one| {
        let left_out = if one.is_left_out() { "left out" } else { "is it known beforehand?" };
        wish.warn(format!("{}: {left_out} ({:?})", header(one.key), one.leak));
    });
}

fn name(model: ModelKind, simple: &str) -> String {
    match model {
        ModelKind::Logistic => simple.to_owned(),
        ModelKind::Forest => "random_forest".to_owned(),
        ModelKind::Boosting => "gradient_boosting".to_owned(),
    }
}

fn scores(scores: &Scores) -> Value {
    json!({
        "auc": scores.auc.map(|auc| auc.value), "auc_low": scores.auc.map(|auc| auc.low), "auc_high": scores.auc.map(|auc| auc.high),
        "accuracy": scores.accuracy.value, "accuracy_low": scores.accuracy.low, "accuracy_high": scores.accuracy.high,
        "log_loss": scores.log_loss, "brier": scores.brier, "rows": scores.rows, "yes": scores.yes,
    })
}

/// How it went on the newest rows, learned from the older ones.
fn newest(found: &Temporal) -> Value {
    let naive = &found.newest;
    json!({
        "from": Date(found.from).iso(), "metrics": scores(&found.newest),
        "baseline": { "accuracy": naive.naive_accuracy, "log_loss": naive.naive_log_loss, "brier": naive.naive_brier },
        "brier_gain": found.newest_gain, "random_brier_gain": found.random_gain, "differs": found.differs(),
    })
}

fn coefficients(list: &[Coefficient]) -> Value {
    let one = |own: &Coefficient| {
        json!({
            "feature": header(own.key), "level": own.level, "per_unit": own.per_unit.value, "low": own.per_unit.low,
            "high": own.per_unit.high, "standardised": own.standardised.value, "odds_ratio": own.odds_ratio().value,
            "odds_ratio_low": own.odds_ratio().low, "odds_ratio_high": own.odds_ratio().high,
        })
    };
    list.iter().map(one).collect()
}

/// The answer that means yes, and each row's.
fn asked(wish: &Wish, column: &FrameColumn) -> Result<(String, Vec<Option<bool>>), Stop> {
    if let Some(answer) = wish.text("--answer") {
        let answers = column.is(answer.trim());
        let found = answers.contains(&Some(true));
        return found
            .then(|| (answer.to_owned(), answers))
            .ok_or_else(|| Stop::Command(format!("{} never says {answer}", column.header)));
    }
    let found = column.yes_or_no().or_else(|| most_frequent(wish, column));
    found.ok_or_else(|| data(format!("{} has one value only, or none: there is nothing to tell apart", column.header)))
}

/// What always giving the share of yes reaches.
fn shares(answers: &[Option<bool>]) -> Value {
    let known: Vec<bool> = answers.iter().flatten().copied().collect();
    let share = known.iter().filter(|yes| **yes).count() as f64 / known.len().max(1) as f64;
    let entropy = |share: f64| if share > 0.0 { -share * share.ln() } else { 0.0 };
    json!({
        "accuracy": share.max(1.0 - share), "log_loss": entropy(share) + entropy(1.0 - share),
        "brier": share * (1.0 - share), "auc": 0.5,
    })
}

fn target(wish: &Wish) -> Result<usize, Stop> {
    wish.column("--target")?.ok_or_else(|| {
        Stop::Command(format!("--target COLUMN: what is to be foreseen? There are: {}", wish.headers().join(", ")))
    })
}

/// Writes what the lab adds to the file.
fn chances(wish: &Wish, trained: &Trained, target: &str) -> Result<(), Stop> {
    let mut chances = vec![f64::NAN; wish.frame.rows];
    for one in &trained.predictions {
        if let Some(cell) = chances.get_mut(one.id.0 as usize) {
            *cell = one.chance;
        }
    }
    wish.save(vec![(format!("Chance of {target}"), Values::Numbers(chances))])
}

pub fn classify(wish: &Wish) -> Told {
    let target = target(wish)?;
    let column = &wish.frame.columns[target];
    let (yes, answers) = asked(wish, column)?;
    let features = wish.features(&[Some(target), wish.column("--id")?])?;
    let spec = spec(wish, &features)?;
    let mut table = wish.frame.table(&features);
    table.target = answers;
    if let Some(at) = wish.column("--date")? {
        table.days = wish.frame.days(at);
    }
    let names = headers(&spec);
    let train = |spec: &TrainSpec| {
        let ears = Ears { progress: &mut |_| {}, cancelled: &|| false };
        study::yes_or_no(&table, spec, &names, Instant(0), ears).map_err(data)
    };
    let trained = train(&spec)?;
    chances(wish, &trained, &column.header)?;
    let model = &trained.model;
    suspicions(wish, &model.suspects);
    model.verdict.reasons.iter().for_each(|reason| wish.warn(format!("{reason:?}")));
    let Some(evaluation) = &model.evaluation else {
        return Ok(object(json!({
            "target": column.header, "answer": yes, "rows": model.rows, "baseline": shares(&table.target),
            "verdict": model.verdict.level,
        })));
    };
    let ears = Ears { progress: &mut |_| {}, cancelled: &|| false };
    let compared = study::better(&table, &spec, &names, ears).map_err(data)?;
    let compared = compared.ok_or_else(|| data("nothing could be compared"))?;
    let best = compared.candidate(compared.proposed).ok_or_else(|| data("nothing was proposed"))?;
    let verdict = match best.model {
        ModelKind::Logistic => model.verdict.level,
        other => train(&TrainSpec { model: other, ..spec.clone() })?.model.verdict.level,
    };
    let naive = &evaluation.folds;
    Ok(object(json!({
        "target": column.header, "answer": yes, "rows": model.rows,
        "metrics": scores(naive),
        "baseline": { "accuracy": naive.naive_accuracy, "log_loss": naive.naive_log_loss, "brier": naive.naive_brier, "auc": 0.5 },
        "model": {
            "name": "logistic_regression", "c": spec.c, "intercept": model.intercept.value,
            "coefficients": coefficients(&model.coefficients),
            "calibration_slope": evaluation.calibration.slope.map(|slope| slope.value),
            "test": evaluation.test.as_ref().map(scores), "verdict": model.verdict.level,
            "importance": model.importance.iter().map(|one| json!({ "feature": header(spec.features[one.feature].key), "log_loss_rise": one.rise.value })).collect::<Value>(),
        },
        "newest": model.temporal.as_ref().map(newest),
        "best_model": { "name": name(best.model, "logistic_regression"), "metrics": scores(&best.scores), "advantage": best.advantage },
        "candidates": compared.candidates.iter().map(|own| (name(own.model, "logistic_regression"), scores(&own.scores))).collect::<Map<_, _>>(),
        "penalties": compared.penalties, "proposed_c": compared.proposed_c,
        "verdict": verdict,
    })))
}

/// Of more than two answers the most frequent one against the others.
fn most_frequent(wish: &Wish, column: &FrameColumn) -> Option<(String, Vec<Option<bool>>)> {
    let values: Vec<String> = match &column.values {
        Values::Numbers(numbers) => numbers.iter().filter(|n| n.is_finite()).map(|n| format!("{n}")).collect(),
        Values::Levels { codes, levels } => {
            codes.iter().filter_map(|code| levels.get(*code as usize).cloned()).collect()
        }
    };
    let mut counts = std::collections::BTreeMap::new();
    values.into_iter().for_each(|value| *counts.entry(value).or_insert(0) += 1);
    let most = counts.iter().max_by_key(|(_, count)| **count).filter(|_| counts.len() > 1)?.0.clone();
    wish.warn(format!(
        "{} has {} answers: foreseen is whether it is {most} (--answer chooses)",
        column.header,
        counts.len()
    ));
    let answers = column.is(&most);
    Some((most, answers))
}

pub fn regress(wish: &Wish) -> Told {
    let target = target(wish)?;
    let numbers = wish.numbers(target)?;
    let answers: Vec<Option<f64>> = numbers.iter().map(|number| number.is_finite().then_some(*number)).collect();
    let features = wish.features(&[Some(target), wish.column("--id")?])?;
    wish.strange(&[target]);
    let spec = spec(wish, &features)?;
    let table = wish.frame.table(&features);
    let names = headers(&spec);
    let learn = |model: ModelKind| {
        let ears = Ears { progress: &mut |_| {}, cancelled: &|| false };
        study::number(&table, &answers, &TrainSpec { model, ..spec.clone() }, &names, ears)
    };
    let line = learn(ModelKind::Logistic).map_err(data)?;
    suspicions(wish, &line.suspects);
    wish.save(foreseen(&line, wish))?;
    let metrics = |own: &Regression| json!({ "r2": own.scores.r2, "rmse": own.scores.rmse, "mae": own.scores.mae, "gain": own.scores.gain });
    let mut all = vec![line.clone()];
    for model in [ModelKind::Forest, ModelKind::Boosting] {
        all.push(learn(model).map_err(data)?);
    }
    let best = all
        .iter()
        .skip(1)
        .filter(|own| own.scores.gain.low > line.scores.gain.value)
        .min_by(|a, b| a.scores.rmse.total_cmp(&b.scores.rmse))
        .unwrap_or(&line);
    doubts(wish, best);
    Ok(object(json!({
        "target": wish.frame.columns[target].header, "rows": line.rows, "dropped": line.dropped,
        "metrics": metrics(&line),
        "baseline": { "r2": 0.0, "rmse": line.scores.naive_rmse, "mae": line.scores.naive_mae },
        "model": {
            "name": "linear_regression", "penalty": line.penalty, "intercept": line.intercept.value, "residual": line.residual, "covered": line.covered,
            "coefficients": coefficients(&line.coefficients),
        },
        "best_model": { "name": name(best.model, "linear_regression"), "metrics": metrics(best) },
        "candidates": all.iter().map(|own| (name(own.model, "linear_regression"), metrics(own))).collect::<Map<_, _>>(),
        "verdict": best.level,
    })))
}

/// What speaks against a number foreseen.
fn doubts(wish: &Wish, found: &Regression) {
    let (rows, gain) = (found.rows, found.scores.gain);
    if rows < 2 * ENOUGH_ROWS {
        wish.warn(format!("{rows} rows: {ENOUGH_ROWS} are needed to use it with care, {} without", 2 * ENOUGH_ROWS));
    }
    if gain.low <= 0.0 {
        wish.warn("on rows it has not seen it may be no better than the mean");
    } else if found.level != Level::Use {
        wish.warn(format!("it takes away {:.0} % of the mean's squared error", 100.0 * gain.value));
    }
    if found.dropped > 0 {
        wish.warn(format!("{} rows are left out for missing values", found.dropped));
    }
}

fn foreseen(line: &Regression, wish: &Wish) -> Vec<(String, Values)> {
    let mut values = vec![f64::NAN; wish.frame.rows];
    for one in &line.foreseen {
        if let Some(cell) = values.get_mut(one.id.0 as usize) {
            *cell = one.value;
        }
    }
    vec![("Foreseen".to_owned(), Values::Numbers(values))]
}

pub fn cluster(wish: &Wish) -> Told {
    let (id, known) = (wish.column("--id")?, wish.column("--target")?);
    if let Some(at) = known {
        wish.warn(format!("{} is left out: groups are found without knowing an answer", wish.header(at)));
    }
    let features = wish.features(&[id, known])?;
    let spec = spec(wish, &features)?;
    let table = wish.frame.table(&features);
    let names = headers(&spec);
    let group = |wanted| {
        let ears = Ears { progress: &mut |_| {}, cancelled: &|| false };
        study::groups(&table, &spec, &names, wanted, ears)
    };
    let best = group(Wanted::Best).map_err(data)?;
    let mut tried = best.tried.clone();
    let asked = wish.number("--k")?.map(|k| group(Wanted::Exactly(k)).map_err(data)).transpose()?;
    if let Some(asked) = &asked {
        tried.retain(|count| count.k != asked.tried[0].k);
        tried.extend(&asked.tried);
    }
    let found = asked.as_ref().unwrap_or(&best);
    let per = |of: &dyn Fn(&domain::insight::ClusterCount) -> Value| {
        tried.iter().map(|count| (count.k.to_string(), of(count))).collect::<Map<_, _>>()
    };
    let rows = found.labels.iter().flatten().count();
    if let Some(count) = found.chosen().filter(|count| count.level() != Level::Use) {
        wish.warn(format!("the groups run into each other (silhouette {:.2})", count.silhouette));
    }
    if rows < found.labels.len() {
        wish.warn(format!("{} rows are left out for missing values", found.labels.len() - rows));
    }
    // Standardised columns have a variance of one: without groups each row is as far from the mean as there are columns.
    let spread = rows as f64 * found.groups.first().map_or(0.0, |group| group.marks.len() as f64);
    let code = |label: &Option<usize>| label.map_or(Values::NO_LEVEL, |label| label as u32);
    let levels = (1..=found.groups.len()).map(|number| format!("Group {number}")).collect();
    let codes = found.labels.iter().map(code).collect();
    wish.save(vec![("Group".to_owned(), Values::Levels { codes, levels })])?;
    Ok(object(json!({
        "rows": rows,
        "metrics": { "inertia": per(&|count| json!(count.inertia)), "silhouette": per(&|count| json!(count.silhouette)), "stability": per(&|count| json!(count.stability)) },
        "baseline": { "inertia": spread, "silhouette": 0.0 },
        "model": {
            "name": "k_means", "k": found.groups.len(), "seed": found.seed,
            "groups": found.groups.iter().map(|group| json!({ "rows": group.rows, "marks": group.marks })).collect::<Value>(),
        },
        "best_model": { "name": "k_means", "k": best.groups.len(), "metrics": best.chosen() },
        "verdict": found.chosen().map_or(Level::No, |count| count.level()),
    })))
}
