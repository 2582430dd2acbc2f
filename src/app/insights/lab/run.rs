//! The way of a question to the workers and of what they found back.

use super::{Found, Grouped, Lab, Numbered, questions::Task};
use crate::{
    clock,
    data::Data,
    insights::field_name,
    words::{dated as d, import, insights as w, lab as l},
    workers::{self, Progress},
};
use domain::{
    Act, Kind, Label, Transaction, Value,
    insight::{Clusters, LabRefusal, TrainSpec, Trained},
    keys,
};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Bytes, Failure, Job, Outcome, RowsJob, Stage, TrainJob};
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
    lab.asked.update(|asked| *asked += 1);
    let asked = lab.asked.get_untracked();
    lab.problem.set(None);
    lab.view.set(None);
    lab.progress.set(Some(Progress { done: 0, total: 0, stage: Stage::Loading }));
    spawn_local(async move {
        let outcome = match job(lab, data, &spec, task).await {
            Ok(_) if lab.asked.try_get_untracked() != Some(asked) => return,
            Ok(job) => {
                let job = match task {
                    Task::YesNo => Job::Train(job),
                    Task::Number => Job::Number(job),
                    Task::Groups => Job::Cluster(job, count),
                    Task::Series => Job::Series(job, lab.wish.get_untracked()),
                    Task::Worth => Job::OrderLog(job),
                };
                let told = move |progress| {
                    if lab.asked.try_get_untracked() == Some(asked) {
                        lab.progress.set(Some(progress));
                    }
                };
                let (cancel, outcome) = workers::start(job, None, told, |_| {});
                lab.cancel.try_set(Some(cancel));
                outcome.await.map_err(|failure| workers::failure(&failure))
            }
            Err(problem) => Err(problem),
        };
        // Something else was asked meanwhile, or the page was left.
        if lab.asked.try_get_untracked() != Some(asked) {
            return;
        }
        lab.progress.set(None);
        lab.cancel.set(None);
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
            Ok(regression) => Found::Number(Arc::new(Numbered { spec, regression })),
            Err(why) => Found::Nothing(refusal(why)),
        },
        Outcome::Lab(bytes) if lab.task.get_untracked() == Task::Series => match answer(&bytes)? {
            Ok(found) => Found::Series(Arc::new(found)),
            Err(why) => Found::Nothing(refusal(why)),
        },
        Outcome::Lab(bytes) if lab.task.get_untracked() == Task::Worth => super::orders::found(&bytes)?,
        Outcome::Lab(bytes) => match answer(&bytes)? {
            Ok(found) => Found::Groups(Arc::new(grouped(lab, found))),
            Err(why) => Found::Nothing(refusal(why)),
        },
        _ => return None,
    })
}

/// Nothing where the message cannot be read.
pub fn answer<T: DeserializeOwned>(bytes: &Bytes) -> Option<Result<T, LabRefusal>> {
    protocol::decode(&bytes.0).ok()
}

/// With what was found for the other numbers of groups, where one was asked for.
fn grouped(lab: Lab, clusters: Clusters) -> Grouped {
    let before = match lab.found.get_untracked() {
        Some(Found::Groups(before)) if clusters.tried.len() == 1 => Some(before),
        _ => None,
    };
    let best = before.as_ref().map_or(clusters.groups.len(), |before| before.best);
    let mut tried = before.map(|before| before.tried.clone()).unwrap_or_default();
    tried.retain(|count| clusters.tried.iter().all(|now| now.k != count.k));
    tried.extend(&clusters.tried);
    tried.sort_by_key(|count| count.k);
    Grouped { clusters, tried, best }
}

fn refusal(why: LabRefusal) -> String {
    match why {
        LabRefusal::TooFewRows { have, need } => l::too_few_rows(have, &need.to_string()),
        LabRefusal::TooFewDifferent { have, need } => l::too_few_different(have, &need.to_string()),
        LabRefusal::OneAnswer => l::one_number().to_owned(),
        LabRefusal::NoColumns => w::reason_no_columns().to_owned(),
        LabRefusal::TooFewPeriods { have, need } => d::too_few_periods(have, &need.to_string()),
    }
}

/// On a phone the answer stands below the steps.
fn show_answer() {
    let Ok(Some(answer)) = document().query_selector(".lab-answer") else { return };
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
    if answer.get_bounding_client_rect().top() > height / 2.0 {
        answer.scroll_into_view();
    }
}

/// Writes the model as a record: the question, the answer without its rows, the date.
fn keep(lab: Lab, data: Data, trained: &Trained) {
    let model = &trained.model;
    let (Ok(spec), Ok(result)) = (serde_json::to_string(&model.spec), serde_json::to_string(model)) else { return };
    let name = data.read(|book| {
        let name = field_name(book, model.spec.kind, model.spec.target);
        model.spec.answer.as_ref().map_or(name.clone(), |answer| format!("{name}: {answer}"))
    });
    let known = lab.model.get_untracked().filter(|id| data.read(|book| book.get(Kind::Model, *id).is_some()));
    let values = vec![
        (keys::NAME, Value::text(name.clone())),
        (keys::ON_KIND, Value::text(model.spec.kind.code())),
        (keys::SPEC, Value::Json(spec)),
        (keys::RESULT, Value::Json(result)),
        (keys::TRAINED_AT, Value::Instant(model.trained_at)),
    ];
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
