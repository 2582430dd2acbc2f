use crate::{features, intervals::wilson, learner::mean};
use domain::{
    Book, Id, Key, Kind, Value,
    insight::{Drift, DriftState, LEAST_ANSWERS, Model, Reasons},
    keys, model,
    version::Versions,
};

/// How the kept models of contacts did on the answers that came after their chances were written. Models nobody
/// applied, and those without any new answer, are not named.
pub fn of_models(book: &Book) -> Vec<(Id, Drift)> {
    let kept = |record: &domain::Record| -> Option<Model> { serde_json::from_str(record.text(keys::RESULT)).ok() };
    let judged = book.iter(Kind::Model).filter_map(|record| {
        let rows = kept(record)?.rows;
        let outcomes = outcomes(book, record.id, &model::spec(record)?);
        let share = rows.yes as f64 / (rows.yes + rows.no).max(1) as f64;
        (!outcomes.is_empty()).then(|| (record.id, drift(&outcomes, share)))
    });
    judged.collect()
}

/// A model's chances for contacts whose answer was not known yet, with the answers that came: fields note which change
/// was the last, and here the answer's came after the chance's. Answers that were known and then changed do not count:
/// those that stayed would be missing beside them.
fn outcomes(book: &Book, model: Id, spec: &domain::insight::TrainSpec) -> Vec<(f64, bool)> {
    let score = Key::score(model);
    let later = |record: &&domain::Record| {
        let versions = Versions::of(record);
        let newer =
            matches!((versions.get(spec.target), versions.get(score)), (Some(answer), Some(chance)) if answer > chance);
        newer && Reasons::read(record.text(Key::why(model))).open
    };
    let records = book.iter(Kind::Contact).filter(|record| record.get(score).is_some());
    let records: Vec<&domain::Record> = records.filter(later).collect();
    let Ok(answers) = features::target(book, spec, &records) else { return Vec::new() };
    let chances = records.iter().map(|record| match record.get(score) {
        Some(Value::Number(chance)) => Some(*chance),
        _ => None,
    });
    chances.zip(answers).filter_map(|(chance, answer)| Some((chance?, answer?))).collect()
}

/// Whether a model still beats the naive rule. `outcomes` are chances (0 to 1) given earlier, each with the truth that
/// came later; `share` is the share of yes in the rows the model learned from, which is what the naive rule says.
/// Judged by the squared error (Brier 1950): it is bounded, so that one sure mistake does not decide. Chances that
/// are no numbers are left out.
pub fn drift(outcomes: &[(f64, bool)], share: f64) -> Drift {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 };
    let outcomes: Vec<(f64, bool)> = outcomes
        .iter()
        .filter(|(chance, _)| chance.is_finite())
        .map(|&(chance, truth)| (chance.clamp(0.0, 1.0), truth))
        .collect();
    let squares = |chance: f64, truth: bool| (chance - f64::from(u8::from(truth))).powi(2);
    let gains: Vec<f64> =
        outcomes.iter().map(|&(chance, truth)| squares(share, truth) - squares(chance, truth)).collect();
    let (rows, gain) = (outcomes.len(), mean(&gains));
    let average = |of: &dyn Fn(f64, bool) -> f64| {
        outcomes.iter().map(|&(chance, truth)| of(chance, truth)).sum::<f64>() / rows.max(1) as f64
    };
    let state = match gain {
        _ if rows < LEAST_ANSWERS => DriftState::TooFew { need: LEAST_ANSWERS },
        gain if gain.low > 0.0 => DriftState::Holds,
        gain if gain.high < 0.0 => DriftState::Worse,
        _ => DriftState::Unsure,
    };
    Drift {
        rows,
        brier: average(&squares),
        naive_brier: average(&|_, truth| squares(share, truth)),
        gain,
        promised: average(&|chance, _| chance),
        share: wilson(outcomes.iter().filter(|(_, truth)| *truth).count(), rows),
        state,
    }
}
