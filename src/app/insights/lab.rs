//! `/insights/lab`: one question of the data, from what to foresee to the list to work through or the file to save.
//!
//! The left rail asks, the right side answers, the verdict first. The workers read and learn; this page commits.
//! Invariant: of a file nothing is written to the records. Deliberately not here: the questions (`questions`), their
//! way to the workers (`run`).

mod answer;
mod apply;
mod apply_groups;
mod clusters;
mod compare;
mod dated;
mod looks;
pub(super) mod number;
mod number_compare;
mod number_looks;
mod orders;
mod prepare;
mod questions;
mod rail;
mod run;
mod save;
mod series;
mod source;
mod staying;
mod tables;
mod verdict;
mod watch;

use crate::{
    data::{Data, Loaded, use_data},
    ui::{Empty, Icon, Page},
    words::{
        common,
        glossary::{self, Topic},
        insights as w,
    },
};
use domain::{
    Id, Key, Kind,
    insight::{
        CarriedOn, ClusterCount, Clusters, Counted, FeatureSpec, FileLook, ModelKind, OrderLog, Regression, SeriesWish,
        TrainSpec, Trained,
    },
    model,
};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map};
use questions::{Question, Task};
use std::sync::Arc;
use watch::Watch;

/// What was found.
#[derive(Clone)]
pub(crate) enum Found {
    YesNo(Arc<Trained>),
    Number(Arc<Numbered>),
    Groups(Arc<Grouped>),
    Series(Arc<CarriedOn>),
    Worth(Arc<OrderLog>),
    Staying(Arc<Counted>),
    /// The reason in words, and the features without which nothing was left.
    Nothing(String, Vec<Key>),
}

pub(crate) struct Numbered {
    pub spec: TrainSpec,
    pub regression: Regression,
}

pub(crate) struct Grouped {
    pub clusters: Clusters,
    /// For every number of groups that was tried.
    pub tried: Vec<ClusterCount>,
    /// The number of groups that fits best.
    pub best: usize,
    /// The name each group had when it was written the last time.
    pub known: Vec<Option<String>>,
}

/// What the user has set up and what came of it.
#[derive(Clone, Copy)]
pub(crate) struct Lab {
    /// The rows are those of a file, not records.
    pub of_file: RwSignal<bool>,
    /// Contacts or deals.
    pub records: RwSignal<Kind>,
    pub file: RwSignal<Option<web_sys::File>, LocalStorage>,
    pub look: RwSignal<Option<Arc<FileLook>>>,
    pub reading: RwSignal<bool>,
    pub task: RwSignal<Task>,
    pub target: RwSignal<Option<Key>>,
    /// The level that means yes, for a choice.
    pub answer: RwSignal<Option<String>>,
    /// Of a question with dates the columns by the part they play.
    pub features: RwSignal<Vec<FeatureSpec>>,
    pub wish: RwSignal<SeriesWish>,
    pub seed: RwSignal<u64>,
    pub kind: RwSignal<ModelKind>,
    /// How weakly the simple model is held back, how many folds judge it and what share is kept aside once.
    pub c: RwSignal<f64>,
    pub folds: RwSignal<usize>,
    pub test_share: RwSignal<f64>,
    pub watch: Watch,
    pub problem: RwSignal<Option<String>>,
    pub found: RwSignal<Option<Found>>,
    /// The record that keeps the model.
    pub model: RwSignal<Option<Id>>,
    /// Accuracy of the kept model before it was trained again.
    pub before: RwSignal<Option<f64>>,
    pub applying: RwSignal<bool>,
    /// What the owner calls the groups that were found.
    pub names: RwSignal<Vec<String>>,
    /// The view that Apply made.
    pub view: RwSignal<Option<Id>>,
}

impl Lab {
    fn new() -> Self {
        let plain = TrainSpec::new(Kind::Contact, Key::column(""), Vec::new());
        Self {
            of_file: RwSignal::new(false),
            records: RwSignal::new(Kind::Contact),
            file: RwSignal::new_local(None),
            look: RwSignal::new(None),
            reading: RwSignal::new(false),
            task: RwSignal::new(Task::YesNo),
            target: RwSignal::new(None),
            answer: RwSignal::new(None),
            features: RwSignal::new(Vec::new()),
            wish: RwSignal::new(dated::WISH),
            seed: RwSignal::new(42),
            kind: RwSignal::new(ModelKind::Logistic),
            c: RwSignal::new(plain.c),
            folds: RwSignal::new(plain.folds),
            test_share: RwSignal::new(plain.test_share),
            watch: Watch::new(),
            problem: RwSignal::new(None),
            found: RwSignal::new(None),
            model: RwSignal::new(None),
            before: RwSignal::new(None),
            applying: RwSignal::new(false),
            names: RwSignal::new(Vec::new()),
            view: RwSignal::new(None),
        }
    }

    /// Nothing while there is no question.
    pub fn spec(self) -> Option<TrainSpec> {
        let target = match self.task.get() {
            task if !task.has_target() => Key::column(""),
            _ => self.target.get()?,
        };
        let spec = TrainSpec::new(self.records.get(), target, self.features.get());
        let (c, folds, test_share) = (self.c.get(), self.folds.get(), self.test_share.get());
        let (answer, seed, model) = (self.answer.get(), self.seed.get(), self.kind.get());
        Some(TrainSpec { answer, seed, model, c, folds, test_share, ..spec })
    }

    /// Sets the question: the features that make sense for it are chosen.
    pub fn ask(self, data: Data, question: Option<&Question>) {
        self.forget();
        self.task.set(question.map_or(Task::YesNo, |question| question.task));
        self.target.set(question.and_then(|question| question.target));
        self.answer.set(question.and_then(|question| question.answer.clone()));
        self.kind.set(ModelKind::Logistic);
        self.c.set(1.0);
        let chosen = questions::sensible(self, data);
        self.features.set(chosen.into_iter().map(FeatureSpec::new).collect());
    }

    /// What was found belongs to another question.
    pub fn forget(self) {
        self.watch.stop();
        self.problem.set(None);
        self.found.set(None);
        self.model.set(None);
        self.before.set(None);
        self.view.set(None);
    }
}

fn words_link() -> AnyView {
    let name = glossary::title();
    view! {
        <A href=super::glossary::address(Topic::Trust) attr:class="button"><Icon name="info" /><span>{name}</span></A>
    }
    .into_any()
}

#[component]
pub fn LabPage() -> impl IntoView {
    let data = use_data();
    // Order behaviour is a feature: without the orders the wrong features would be chosen.
    let loaded = Memo::new(move |_| data.loaded.get() == Loaded::All);
    view! {
        <Page title=w::lab() actions=words_link>
            <Show when=move || loaded.get() fallback=|| view! { <p class="muted" role="status">{common::loading()}</p> }>
                <Bench />
            </Show>
        </Page>
    }
    .into_any()
}

#[component]
fn Bench() -> impl IntoView {
    let data = use_data();
    let lab = Lab::new();
    let wanted = use_query_map().read_untracked().get("model").and_then(|id| id.parse::<Id>().ok());
    let kept = wanted.and_then(|id| {
        data.read(|book| {
            Some((id, model::spec(book.get(Kind::Model, id)?)?, super::result(book.get(Kind::Model, id)?)))
        })
    });
    if let Some((id, spec, result)) = kept {
        let number = data.read(|book| book.get(Kind::Model, id).is_some_and(super::is_number));
        lab.task.set(if number { Task::Number } else { Task::YesNo });
        lab.records.set(spec.kind);
        lab.target.set(Some(spec.target));
        lab.answer.set(spec.answer.clone());
        lab.features.set(spec.features.clone());
        lab.seed.set(spec.seed);
        lab.kind.set(spec.model);
        lab.c.set(spec.c);
        lab.folds.set(spec.folds);
        lab.test_share.set(spec.test_share);
        lab.model.set(Some(id));
        lab.before.set(result.and_then(|result| result.evaluation).map(|evaluation| evaluation.folds.accuracy.value));
    } else {
        untrack(|| lab.ask(data, questions::first(lab, data).as_ref()));
    }
    view! {
        <div class="lab" on:dragover=move |event| event.prevent_default() on:drop=move |event| source::dropped(lab, data, &event)>
            <rail::Rail lab />
            <div class="lab-answer" aria-live="polite">
                <Show when=move || lab.problem.get().is_some()>
                    <p class="notice" data-tone="bad" role="alert">{move || lab.problem.get()}</p>
                </Show>
                {move || match (lab.found.get(), lab.look.get().filter(|_| lab.of_file.get())) {
                    (Some(Found::YesNo(trained)), _) => view! { <answer::Answer lab trained /> }.into_any(),
                    (Some(Found::Number(found)), _) => view! { <number::NumberAnswer lab found /> }.into_any(),
                    (Some(Found::Groups(found)), _) => view! { <clusters::GroupsAnswer lab found /> }.into_any(),
                    (Some(Found::Series(found)), _) => view! { <series::SeriesAnswer lab found /> }.into_any(),
                    (Some(Found::Worth(found)), _) => view! { <orders::WorthAnswer found /> }.into_any(),
                    (Some(Found::Staying(found)), _) => view! { <staying::StayingAnswer found /> }.into_any(),
                    (Some(Found::Nothing(why, _)), _) => view! { <Empty icon="circle-alert" text=why /> }.into_any(),
                    (None, Some(look)) => source::preview(&look),
                    (None, None) => view! { <Waiting lab /> }.into_any(),
                }}
            </div>
        </div>
    }
    .into_any()
}

/// Before anything is asked.
#[component]
fn Waiting(lab: Lab) -> impl IntoView {
    let data = use_data();
    let nothing = Memo::new(move |_| {
        data.watch(&[Kind::Field], |_| ());
        !lab.of_file.get() && questions::questions(lab, data).iter().all(|question| question.target.is_none())
    });
    move || match (nothing.get(), lab.of_file.get()) {
        (true, _) => view! {
            <Empty icon="sparkles" text=w::no_answer_field()>
                <A href="/import" attr:class="button" attr:data-primary="true">{common::import()}</A>
                <A href="/settings/fields" attr:class="button">{w::add_field()}</A>
            </Empty>
        }
        .into_any(),
        (false, true) => view! { <Empty icon="upload" text=crate::words::lab::file_waiting() /> }.into_any(),
        (false, false) => view! { <Empty icon="chart-scatter" text=w::waiting_title() /> }.into_any(),
    }
}
