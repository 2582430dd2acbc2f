//! The way of a question to the workers and of what they found back.

use super::{Found, Grouped, Lab, Numbered, apply_groups, questions::Task};
use crate::{
    clock,
    data::Data,
    insights::field_name,
    words::{dated as d, import, insights as w, lab as l, staying as s},
    workers,
};
use domain::{
    Act, FieldType, Kind, Label, Transaction, Value, custom,
    insight::{Clusters, LabRefusal, Regression, TrainSpec, Trained},
    keys, model,
};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Bytes, Failure, Job, Outcome, RowsJob, TrainJob};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// Learns what is asked and shows it; a model of the contacts is kept.
pub fn train(lab: Lab, data: Data) {
    start(lab, data, None);
}

/// As [`train`]; so many groups where groups are sought.
pub fn start(lab: Lab, data: Data, count: Option<u32>) {
    let Some(spec) = untrack(|| lab.spec()) else { return };
    let task = lab.task.get_untracked();
    lab.problem.set(None);
    lab.view.set(None);
    spawn_local(async move {
        let asked = async {
            let job = job(lab, data, &spec, task).await?;
            Ok(match task {
                Task::YesNo => Job::Train(job),
                Task::Number => Job::Number(job),
                Task::Groups => Job::Cluster(job, count),
                Task::Series => Job::Series(job, lab.wish.get_untracked()),
                Task::Worth => Job::OrderLog(job),
                Task::Staying => Job::Counts(job),
            })
        };
        let Some(outcome) = lab.watch.run(asked).await else { return };
        match outcome {
            Ok(outcome) => match found(lab, data, spec, outcome) {
                Some(found) => {
                    lab.found.set(Some(found));
                    request_animation_frame(show_answer);
                }
                None => lab.problem.set(Some(import::job_broke().to_owned())),
            },
            Err(problem) => lab.problem.set(Some(problem)),
        }
    });
}

/// The job with its rows: those of the file, or what is stored. The error is in words.
pub async fn job(lab: Lab, data: Data, spec: &TrainSpec, task: Task) -> Result<TrainJob, String> {
    let rows = match lab.of_file.get_untracked() {
        true => Some(rows(lab, spec, task).await.map_err(|failure| workers::failure(&failure))?),
        false if !data.saved().await => return Err(w::not_saved_yet().to_owned()),
        false => None,
    };
    Ok(TrainJob { spec: spec.clone(), rows, today: clock::today(), at: clock::now() })
}

/// The chosen columns of the file, on their way from one worker to the other.
async fn rows(lab: Lab, spec: &TrainSpec, task: Task) -> Result<Bytes, Failure> {
    let (Some(file), Some(look)) = (lab.file.get_untracked(), lab.look.get_untracked()) else {
        return Err(Failure::WrongJob);
    };
    let header = |key: domain::Key| key.header().unwrap_or_default().to_owned();
    let job = RowsJob {
        part: look.part.clone(),
        features: spec.features.iter().map(|feature| header(feature.key)).collect(),
        target: task.has_target().then(|| header(spec.target)),
        answer: spec.answer.clone(),
    };
    match workers::run(Job::Rows(job), Some(file)).await? {
        Outcome::File(bytes) => Ok(bytes),
        _ => Err(Failure::WrongJob),
    }
}

fn found(lab: Lab, data: Data, spec: TrainSpec, outcome: Outcome) -> Option<Found> {
    Some(match outcome {
        Outcome::Trained(trained) => {
            if !lab.of_file.get_untracked() {
                keep(lab, data, &trained);
            }
            Found::YesNo(Arc::new(*trained))
        }
        Outcome::Lab(bytes) if lab.task.get_untracked() == Task::Number => match answer(&bytes)? {
            Ok(regression) => {
                let found = Numbered { spec, regression };
                if !lab.of_file.get_untracked() {
                    keep_number(lab, data, &found);
                }
                Found::Number(Arc::new(found))
            }
            Err(why) => refused(why),
        },
        Outcome::Lab(bytes) if lab.task.get_untracked() == Task::Series => match answer(&bytes)? {
            Ok(found) => Found::Series(Arc::new(found)),
            Err(why) => refused(why),
        },
        Outcome::Lab(bytes) if lab.task.get_untracked() == Task::Staying => match answer(&bytes)? {
            Ok(found) => Found::Staying(Arc::new(found)),
            Err(why) => refused(why),
        },
        Outcome::Lab(bytes) if lab.task.get_untracked() == Task::Worth => super::orders::found(&bytes)?,
        Outcome::Lab(bytes) => match answer(&bytes)? {
            Ok(found) => Found::Groups(Arc::new(grouped(lab, data, &spec, found))),
            Err(why) => refused(why),
        },
        _ => return None,
    })
}

/// Nothing where the message cannot be read.
pub fn answer<T: DeserializeOwned>(bytes: &Bytes) -> Option<Result<T, LabRefusal>> {
    protocol::decode(&bytes.0).ok()
}

/// With what was found for the other numbers of groups, where one was asked for.
fn grouped(lab: Lab, data: Data, spec: &TrainSpec, clusters: Clusters) -> Grouped {
    let known = apply_groups::known(lab, data, spec, &clusters);
    let before = match lab.found.get_untracked() {
        Some(Found::Groups(before)) if clusters.tried.len() == 1 => Some(before),
        _ => None,
    };
    let best = before.as_ref().map_or(clusters.groups.len(), |before| before.best);
    let mut tried = before.map(|before| before.tried.clone()).unwrap_or_default();
    tried.retain(|count| clusters.tried.iter().all(|now| now.k != count.k));
    tried.extend(&clusters.tried);
    tried.sort_by_key(|count| count.k);
    Grouped { clusters, tried, best, known }
}

fn refused(why: LabRefusal) -> Found {
    let text = match &why {
        LabRefusal::TooFewRows { have, need } => l::too_few_rows(*have, &need.to_string()),
        LabRefusal::TooFewDifferent { have, need } => l::too_few_different(*have, &need.to_string()),
        LabRefusal::OneAnswer => l::one_number().to_owned(),
        LabRefusal::NoColumns => w::reason_no_columns().to_owned(),
        LabRefusal::AllLeftOut { .. } => l::all_left_out().to_owned(),
        LabRefusal::TooFewPeriods { have, need } => d::too_few_periods(*have, &need.to_string()),
        LabRefusal::TooFewYears { have, need } => s::too_few_years(*have, &need.to_string()),
        LabRefusal::TooFewCustomers { have, need } => s::too_few_customers(*have, &need.to_string()),
        LabRefusal::NoCount { row } => s::no_count(&row.to_string()),
        LabRefusal::NotTheNextYear { row } => s::not_the_next_year(&row.to_string()),
        LabRefusal::MoreThanBefore { row } => s::more_than_before(&row.to_string()),
        LabRefusal::NobodyLeft => s::nobody_left().to_owned(),
    };
    let keys = if let LabRefusal::AllLeftOut { keys } = why { keys } else { Vec::new() };
    Found::Nothing(text, keys)
}

/// On a phone the answer stands below the steps.
fn show_answer() {
    let Ok(Some(answer)) = document().query_selector(".lab-answer") else { return };
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
    if answer.get_bounding_client_rect().top() > height / 2.0 {
        answer.scroll_into_view();
    }
}

fn keep(lab: Lab, data: Data, trained: &Trained) {
    let model = &trained.model;
    let name = data.read(|book| {
        let name = field_name(book, model.spec.kind, model.spec.target);
        model.spec.answer.as_ref().map_or(name.clone(), |answer| format!("{name}: {answer}"))
    });
    record(lab, data, name, &model.spec, serde_json::to_string(model), "");
}

fn keep_number(lab: Lab, data: Data, found: &Numbered) {
    let target = data.read(|book| field_name(book, Kind::Contact, found.spec.target));
    // What is kept is how good it is and why, not its rows.
    let kept = Regression { foreseen: Vec::new(), why: Vec::new(), ..found.regression.clone() };
    let type_ = custom::type_code(&FieldType::Number);
    record(lab, data, l::foreseen(&target), &found.spec, serde_json::to_string(&kept), type_);
}

/// Writes the model as a record: the question, the answer without its rows, the date. The same question is asked of
/// one model, however often.
fn record(
    lab: Lab,
    data: Data,
    name: String,
    spec: &TrainSpec,
    result: serde_json::Result<String>,
    type_: &'static str,
) {
    let (Ok(question), Ok(result)) = (serde_json::to_string(spec), result) else { return };
    let known = lab.model.get_untracked();
    let known = data.read(|book| {
        known.filter(|id| book.get(Kind::Model, *id).is_some()).or_else(|| model::asked(book, spec, type_))
    });
    let mut values = vec![
        (keys::NAME, Value::text(name.clone())),
        (keys::ON_KIND, Value::text(spec.kind.code())),
        (keys::SPEC, Value::Json(question)),
        (keys::RESULT, Value::Json(result)),
        (keys::TRAINED_AT, Value::Instant(clock::now())),
    ];
    if !type_.is_empty() {
        values.push((keys::TYPE, Value::Choice(type_.to_owned())));
    }
    let id = known.unwrap_or_else(clock::new_id);
    let transaction = Transaction::new(Label::new(Act::Trained, Kind::Model, 1, name), clock::now());
    let transaction = match known {
        Some(id) => values
            .into_iter()
            .fold(transaction, |transaction, (key, value)| transaction.set(Kind::Model, id, key, Some(value))),
        None => transaction.create(Kind::Model, id, values),
    };
    lab.model.set(Some(id));
    data.commit(transaction);
}
