use crate::{features, intervals::wilson, learner::mean, replies};
use domain::{
    Book, Date, Id, Key, Kind, Record, Value,
    insight::{AGAIN_DAYS, Drift, DriftState, LEAST_ANSWERS, Reasons, TrainSpec, is_timed},
    keys, order,
    version::Versions,
};

/// How kept models did on the answers that came by `today` after their chances were written; each is named with the
/// share of yes it learned from. Those without any new answer are left out.
pub fn of_models(book: &Book, models: &[(Id, TrainSpec, f64)], today: Date) -> Vec<(Id, Drift)> {
    let judged = models.iter().filter_map(|(model, spec, share)| {
        let outcomes = match is_timed(spec.target) {
            true => outcomes_in_time(book, *model, spec.target, today),
            false => outcomes(book, *model, spec),
        };
        (!outcomes.is_empty()).then(|| (*model, drift(&outcomes, *share)))
    });
    judged.collect()
}

/// A model's chances for those whose answer was not known yet, with the answers that came: fields note which change
/// was the last, and here the answer's came after the chance's. Answers that were known and then changed do not count:
/// those that stayed would be missing beside them.
fn outcomes(book: &Book, model: Id, spec: &TrainSpec) -> Vec<(f64, bool)> {
    let score = Key::score(model);
    // Whether a deal was won is not a field of its own: it ends with its closing day.
    let answer = if spec.target == keys::WON { keys::CLOSED_ON } else { spec.target };
    let later = |record: &&domain::Record| {
        let versions = Versions::of(record);
        let newer =
            matches!((versions.get(answer), versions.get(score)), (Some(answer), Some(chance)) if answer > chance);
        newer && Reasons::is_open(record.text(Key::why(model)))
    };
    let records = book.iter(spec.kind).filter(|record| record.get(score).is_some());
    let records: Vec<&domain::Record> = records.filter(later).collect();
    let Ok(answers) = features::target(book, spec, &records) else { return Vec::new() };
    let chances = records.iter().map(|record| match record.get(score) {
        Some(Value::Number(chance)) => Some(*chance),
        _ => None,
    });
    chances.zip(answers).filter_map(|(chance, answer)| Some((chance?, answer?))).collect()
}

/// Chances that are as old as what they foresee is long, with what has come of it since they were written.
fn outcomes_in_time(book: &Book, model: Id, target: Key, today: Date) -> Vec<(f64, bool)> {
    let score = Key::score(model);
    let outcome = |contact: &Record| {
        let Some(Value::Number(chance)) = contact.get(score) else { return None };
        let written = Versions::of(contact).get(score)?.clock / 86_400_000;
        let (from, open) = (Date(i32::try_from(written).ok()?), Reasons::is_open(contact.text(Key::why(model))));
        if !open {
            return None;
        }
        if target == keys::REPLIES {
            return Some((*chance, replies::since(book, contact.id, from, today)?));
        }
        let until = from.plus_days(AGAIN_DAYS);
        if until > today {
            return None;
        }
        let came = match target == keys::CONVERTS {
            true => features::converted(book, contact, today)?,
            false => ordered(book, contact.id, from, until) != (target == keys::LEAVES),
        };
        Some((*chance, came))
    };
    book.iter(Kind::Contact).filter_map(outcome).collect()
}

/// Whether someone ordered after the first day, by the last.
fn ordered(book: &Book, who: Id, after: Date, until: Date) -> bool {
    book.linked(Kind::Order, who)
        .any(|order| order::sold(order) && order.date(keys::ORDERED_ON).is_some_and(|on| after < on && on <= until))
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
