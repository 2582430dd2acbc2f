//! `/insights/lab`: one question of the data, from the field to predict to the list to work through.
//!
//! The left rail asks, the right side answers, the verdict first. The worker learns; this page commits.

mod answer;
mod apply;
mod compare;
mod looks;
mod rail;
mod tables;

use crate::{
    clock,
    data::{Data, Loaded, use_data},
    ui::{Empty, Page},
    words::{common, insights as w},
    workers::{self, Cancel, Progress},
};
use domain::{
    Act, Book, FieldSpec, FieldType, Id, Key, Kind, Label, Transaction, Value,
    insight::{FeatureSpec, ModelKind, TrainSpec, Trained, is_feature, is_target},
    keys, model,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;
use protocol::{Job, Outcome, TrainJob};
use std::sync::Arc;

/// What the user has set up and what came of it.
#[derive(Clone, Copy)]
pub(crate) struct Lab {
    pub target: RwSignal<Option<Key>>,
    /// The level that means yes, for a choice.
    pub answer: RwSignal<Option<String>>,
    pub features: RwSignal<Vec<FeatureSpec>>,
    pub seed: RwSignal<u64>,
    pub kind: RwSignal<ModelKind>,
    pub progress: RwSignal<Option<Progress>>,
    pub cancel: RwSignal<Option<Cancel>, LocalStorage>,
    pub problem: RwSignal<Option<String>>,
    pub trained: RwSignal<Option<Arc<Trained>>>,
    /// The record that keeps the model.
    pub model: RwSignal<Option<Id>>,
    /// Accuracy of the kept model before it was trained again.
    pub before: RwSignal<Option<f64>>,
    pub applying: RwSignal<bool>,
    /// The view that Apply made.
    pub view: RwSignal<Option<Id>>,
}

impl Lab {
    fn new() -> Self {
        Self {
            target: RwSignal::new(None),
            answer: RwSignal::new(None),
            features: RwSignal::new(Vec::new()),
            seed: RwSignal::new(42),
            kind: RwSignal::new(ModelKind::Logistic),
            progress: RwSignal::new(None),
            cancel: RwSignal::new_local(None),
            problem: RwSignal::new(None),
            trained: RwSignal::new(None),
            model: RwSignal::new(None),
            before: RwSignal::new(None),
            applying: RwSignal::new(false),
            view: RwSignal::new(None),
        }
    }

    pub fn spec(self) -> Option<TrainSpec> {
        let target = self.target.get()?;
        let spec = TrainSpec::new(Kind::Contact, target, self.features.get());
        Some(TrainSpec { answer: self.answer.get(), seed: self.seed.get(), model: self.kind.get(), ..spec })
    }

    /// Sets the question: the features that make sense for a new target are chosen.
    pub fn ask(self, data: Data, target: Option<Key>, answer: Option<String>) {
        self.target.set(target);
        self.answer.set(answer);
        self.kind.set(ModelKind::Logistic);
        self.trained.set(None);
        self.model.set(None);
        self.before.set(None);
        let chosen = data.read(|book| sensible_features(book, target));
        self.features.set(chosen.into_iter().map(FeatureSpec::new).collect());
    }
}

/// Fields that a model may learn from.
pub(crate) fn feature_fields(book: &Book, target: Option<Key>) -> Vec<FieldSpec> {
    book.fields(Kind::Contact).into_iter().filter(|field| is_feature(field) && Some(field.key) != target).collect()
}

/// The owner's own numbers and choices, and order behaviour where there are orders.
fn sensible_features(book: &Book, target: Option<Key>) -> Vec<Key> {
    let orders = book.count(Kind::Order) > 0;
    let behaviour = [keys::ORDER_COUNT, keys::ORDER_AVERAGE, keys::LAST_ORDER_ON];
    let fits = |field: &FieldSpec| {
        let own = field.key.custom_field().is_some() && !matches!(field.type_, FieldType::Text | FieldType::Choices(_));
        own || (orders && behaviour.contains(&field.key))
    };
    feature_fields(book, target).into_iter().filter(fits).map(|field| field.key).collect()
}

/// Fields with an answer of two sides, with what counts as yes for a choice.
pub(crate) fn targets(book: &Book) -> Vec<(FieldSpec, Option<String>)> {
    let mut found = Vec::new();
    for field in book.fields(Kind::Contact).into_iter().filter(is_target) {
        match &field.type_ {
            FieldType::Choice(levels) => found.extend(levels.iter().map(|level| (field.clone(), Some(level.clone())))),
            FieldType::YesNo => found.push((field, None)),
            _ => {}
        }
    }
    found.sort_by_key(|(field, _)| field.type_ != FieldType::YesNo);
    found
}

#[component]
pub fn LabPage() -> impl IntoView {
    let data = use_data();
    // Order behaviour is a feature: without the orders the wrong features would be chosen.
    let loaded = Memo::new(move |_| data.loaded.get() == Loaded::All);
    view! {
        <Page title=w::lab()>
            <Show when=move || loaded.get() fallback=|| view! { <p class="muted" role="status">{common::loading()}</p> }>
                <Question />
            </Show>
        </Page>
    }
    .into_any()
}

#[component]
fn Question() -> impl IntoView {
    let data = use_data();
    let lab = Lab::new();
    let wanted = use_query_map().read_untracked().get("model").and_then(|id| id.parse::<Id>().ok());
    let kept = wanted.and_then(|id| {
        data.read(|book| {
            Some((id, model::spec(book.get(Kind::Model, id)?)?, super::result(book.get(Kind::Model, id)?)))
        })
    });
    if let Some((id, spec, result)) = kept {
        lab.target.set(Some(spec.target));
        lab.answer.set(spec.answer.clone());
        lab.features.set(spec.features.clone());
        lab.seed.set(spec.seed);
        lab.kind.set(spec.model);
        lab.model.set(Some(id));
        lab.before.set(result.and_then(|result| result.evaluation).map(|evaluation| evaluation.folds.accuracy.value));
    } else {
        let first = data.read(|book| targets(book).into_iter().next());
        if let Some((field, answer)) = first.filter(|(field, _)| field.type_ == FieldType::YesNo) {
            lab.ask(data, Some(field.key), answer);
        }
    }
    let none = Memo::new(move |_| data.watch(&[Kind::Field], |book| targets(book).is_empty()));
    view! {
            <Show when=move || !none.get() fallback=NoTarget>
                <div class="lab">
                    <rail::Rail lab />
                    <div class="lab-answer" aria-live="polite">
                        <Show when=move || lab.problem.get().is_some()>
                            <p class="notice" data-tone="bad" role="alert">{move || lab.problem.get()}</p>
                        </Show>
                        {move || match lab.trained.get() {
                            Some(trained) => view! { <answer::Answer lab trained /> }.into_any(),
                            None => view! { <Empty icon="chart-scatter" text=w::waiting_title() /> }.into_any(),
                        }}
                    </div>
                </div>
            </Show>
    }
    .into_any()
}

#[component]
fn NoTarget() -> impl IntoView {
    view! {
        <Empty icon="sparkles" text=w::no_answer_field()>
            <leptos_router::components::A href="/import" attr:class="button" attr:data-primary="true">{common::import()}</leptos_router::components::A>
            <leptos_router::components::A href="/settings/fields" attr:class="button">{w::add_field()}</leptos_router::components::A>
        </Empty>
    }
}

/// Learns in the worker and keeps the model.
pub(crate) fn train(lab: Lab, data: Data) {
    let Some(spec) = lab.spec() else { return };
    lab.problem.set(None);
    lab.view.set(None);
    lab.progress.set(Some(Progress { done: 0, total: 0, stage: protocol::Stage::Loading }));
    spawn_local(async move {
        if !data.saved().await {
            lab.progress.set(None);
            return lab.problem.set(Some(w::not_saved_yet().to_owned()));
        }
        let job = TrainJob { spec, rows: None, today: clock::today(), at: clock::now() };
        let (cancel, outcome) =
            workers::start(Job::Train(job), None, move |progress| lab.progress.set(Some(progress)), |_| {});
        lab.cancel.set(Some(cancel));
        let outcome = outcome.await;
        lab.progress.set(None);
        lab.cancel.set(None);
        match outcome {
            Ok(Outcome::Trained(trained)) => {
                keep(lab, data, &trained);
                lab.trained.set(Some(Arc::new(*trained)));
                request_animation_frame(show_answer);
            }
            Ok(_) => lab.problem.set(Some(crate::words::import::job_broke().to_owned())),
            Err(failure) => lab.problem.set(Some(workers::failure(&failure))),
        }
    });
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
        let name = super::field_name(book, Kind::Contact, model.spec.target);
        model.spec.answer.as_ref().map_or(name.clone(), |answer| format!("{name}: {answer}"))
    });
    let known = lab.model.get_untracked().filter(|id| data.read(|book| book.get(Kind::Model, *id).is_some()));
    let values = vec![
        (keys::NAME, Value::text(name.clone())),
        (keys::ON_KIND, Value::text(Kind::Contact.code())),
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
