//! `/duplicates`: records that may be one, the surest first, with the reasons; merged field by field or kept apart.
//!
//! Invariant: nothing is merged by itself; every merge is one change that can be taken back, from here, from History
//! and from the record in the trash. Deliberately not here: what is alike (`interchange::duplicates`) and what a merge
//! does (`domain::merge_records`).

mod pair;

use crate::{
    data::{Data, Loaded, use_data},
    fields, routes,
    ui::{Empty, Icon, Page},
    words::{common, duplicates as w},
    workers::{self, Progress},
};
use domain::{Id, Kind, insight::Duplicate};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;
use protocol::{DuplicatesJob, Job, Outcome};

/// Pairs shown at a time.
const SHOWN: usize = 50;
/// The draws of the comparison: the same data give the same pairs.
const SEED: u64 = 42;

/// What the comparison found, less what was dealt with since.
#[derive(Clone, Copy)]
pub struct Review {
    pub kind: Kind,
    pub pairs: RwSignal<Option<Vec<Duplicate>>>,
}

impl Review {
    /// Takes a pair off the list, and all that a record which went was in.
    pub fn done(self, pair: &Duplicate, gone: Option<Id>) {
        self.pairs.update(|pairs| {
            if let Some(pairs) = pairs {
                let involved = |other: &Duplicate| gone.is_some_and(|id| other.a == id || other.b == id);
                pairs.retain(|other| (other.a, other.b) != (pair.a, pair.b) && !involved(other));
            }
        });
    }
}

#[component]
pub fn DuplicatesPage() -> impl IntoView {
    let data = use_data();
    let query = use_query_map();
    let kind = Memo::new(move |_| match query.with(|query| query.get("kind")).as_deref() {
        Some("company") => Kind::Company,
        _ => Kind::Contact,
    });
    let loaded = Memo::new(move |_| data.loaded.get() == Loaded::All);
    let tabs = [Kind::Contact, Kind::Company].map(|this| {
        let href = format!("{}/duplicates?kind={}", routes::base(), this.code());
        let name = data.read(|book| fields::kind_many(book, this));
        view! { <a href=href aria-current=move || (kind.get() == this).then_some("page")>{name}</a> }
    });
    view! {
        <Page title=w::title()>
            <nav class="tabs settings-tabs" aria-label=w::title()>{tabs.into_iter().collect_view()}</nav>
            {move || match loaded.get() {
                true => view! { <Found kind=kind.get() /> }.into_any(),
                false => view! { <p class="muted" role="status">{common::loading()}</p> }.into_any(),
            }}
        </Page>
    }
    .into_any()
}

#[component]
fn Found(kind: Kind) -> impl IntoView {
    let data = use_data();
    let review = Review { kind, pairs: RwSignal::new(None) };
    let (progress, problem) = (RwSignal::new(None::<Progress>), RwSignal::new(None::<String>));
    look(data, review, progress, problem);
    let shown = move || review.pairs.with(|pairs| pairs.iter().flatten().take(SHOWN).cloned().collect::<Vec<_>>());
    let count = Memo::new(move |_| review.pairs.with(|pairs| pairs.as_ref().map(Vec::len)));
    let state = move || match (problem.get(), count.get()) {
        (Some(text), _) => view! { <p class="notice" data-tone="bad" role="alert">{text}</p> }.into_any(),
        (None, None) => {
            let bar = move || {
                progress.get().filter(|told| told.total > 0).map(|told| {
                    view! { <progress max=told.total value=told.done aria-label=w::looking()></progress> }
                })
            };
            view! { <p class="muted" role="status">{w::looking()}</p> {bar} }.into_any()
        }
        (None, Some(0)) => {
            view! { <Empty icon="circle-check" text=[w::none(), common::gap(), w::none_text()].concat() /> }.into_any()
        }
        (None, Some(count)) => view! { <p class="muted" role="status">{w::found(count)}</p> }.into_any(),
    };
    let more = move || count.get().filter(|count| *count > SHOWN).map(|count| w::more(count - SHOWN));
    view! {
        <div class="duplicate-list">
            {state}
            <For each=shown key=|pair| (pair.a, pair.b) children=move |pair| view! { <pair::Pair review pair /> } />
            <p class="muted">{more}</p>
            <Show when=move || problem.get().is_some()>
                <button type="button" class="button" on:click=move |_| look(data, review, progress, problem)><Icon name="search" />{w::find()}</button>
            </Show>
        </div>
    }
    .into_any()
}

fn look(data: Data, review: Review, progress: RwSignal<Option<Progress>>, problem: RwSignal<Option<String>>) {
    review.pairs.set(None);
    problem.set(None);
    spawn_local(async move {
        if !data.saved().await {
            problem.try_set(Some(crate::words::insights::not_saved_yet().to_owned()));
            return;
        }
        let job = DuplicatesJob { kind: review.kind, seed: SEED, of: None };
        let told = move |now| {
            progress.try_set(Some(now));
        };
        let (_, outcome) = workers::start(Job::Duplicates(job), None, told, |_| {});
        match outcome.await {
            Ok(Outcome::Duplicates(found)) => drop(review.pairs.try_set(Some(found))),
            Ok(_) => drop(problem.try_set(Some(crate::words::import::job_broke().to_owned()))),
            Err(failure) => drop(problem.try_set(Some(workers::failure(&failure)))),
        }
    });
}
