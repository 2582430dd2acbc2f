//! `/insights`: what the orders say, the models that are kept, and the way into the lab.

mod act;
mod ahead;
mod asking;
mod board;
mod cards;
mod cohorts;
mod demand;
mod diary;
mod drift;
mod frame;
pub mod glossary;
mod groups;
pub mod lab;
mod lifetime;
mod lists;
mod offers;
mod outlook;
mod overview;
mod pairs;
mod sources;
mod staying;
mod tasks;
mod tour;
mod verdict;

use crate::{
    data::use_data,
    format,
    ui::{Icon, Page},
    words::{common, glossary as glossary_words, insights as w, lab as l},
};
use domain::{
    Book, Id, Key, Kind, Record,
    insight::{Level, Model},
    keys,
};
use drift::Drifts;
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map};

/// The kept result of a model.
pub(crate) fn result(record: &Record) -> Option<Model> {
    serde_json::from_str(record.text(keys::RESULT)).ok()
}

/// A feature's or target's name: the field's, or the header of a file's column.
pub(crate) fn field_name(book: &Book, kind: Kind, key: Key) -> String {
    if key == keys::ORDERS_AGAIN {
        return l::orders_again().to_owned();
    }
    let other = || key.header().unwrap_or(key.as_str()).to_owned();
    // The lab learns from deals, too; what both have is called the same.
    book.field(kind, key).or_else(|| book.field(Kind::Deal, key)).map_or_else(other, |spec| crate::fields::name(&spec))
}

pub(crate) fn tone(level: Level) -> &'static str {
    match level {
        Level::Use => "good",
        Level::Care => "warn",
        Level::No => "bad",
    }
}

#[component]
pub fn InsightsPage() -> impl IntoView {
    let data = use_data();
    let models = Memo::new(move |_| {
        data.watch(&[Kind::Model], |book| {
            book.iter(Kind::Model)
                .rev()
                .filter(|record| result(record).is_some())
                .map(|record| record.id)
                .collect::<Vec<_>>()
        })
    });
    let drifts = drift::asked(data);
    let touring = RwSignal::new(false);
    let there = RwSignal::new(false);
    if use_query_map().read_untracked().get("tour").is_some() {
        Effect::new(move || {
            if there.get() {
                touring.set(true);
            }
        });
    }
    let actions = move || {
        view! {
            <button type="button" class="button" on:click=move |_| touring.set(true)><Icon name="play" /><span>{glossary_words::tour()}</span></button>
            <A href="/insights/glossary" attr:class="button insight-words"><Icon name="info" /><span>{glossary_words::title()}</span></A>
        }
    };
    view! {
        <Page title=common::insights() actions>
            <div class="insights">
                <tour::Offer open=touring there=there.into() />
                <tour::Tour open=touring />
                <drift::Warnings drifts />
                <overview::OverviewCards there />
                <section class="card insight-lead">
                    <Icon name="sparkles" />
                    <div>
                        <h2>{w::lab_card()}</h2>
                        <p class="muted">{w::lab_card_text()}</p>
                    </div>
                    <A href="/insights/lab" attr:class="button" attr:data-primary="true">{w::open_lab()}</A>
                </section>
                <h2>{w::kept_models()}</h2>
                <Show when=move || !models.read().is_empty() fallback=|| view! { <p class="muted">{w::no_models()}</p> }>
                    <div class="grid">
                        <For each=move || models.get() key=|id| *id children=move |id| view! { <ModelCard id drifts /> } />
                    </div>
                </Show>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn ModelCard(id: Id, drifts: RwSignal<Drifts>) -> impl IntoView {
    let data = use_data();
    move || {
        let record = data.record(Kind::Model, id)?;
        let model = result(&record)?;
        let level = model.verdict.level;
        let figures = model.evaluation.as_ref().map(|evaluation| {
            let scores = &evaluation.folds;
            view! {
                <p><span class="figure-value">{format::percent(scores.accuracy.value)}</span> " " {w::accuracy()}</p>
                <p class="muted">{w::accuracy_text(&format::percent(scores.naive_accuracy))}</p>
            }
        });
        let when = format::moment(model.trained_at);
        Some(view! {
            <article class="card stack">
                <h3>{record.text(keys::NAME).to_owned()}</h3>
                <p class="row">
                    // What new answers say stands before what was measured then.
                    {move || (!drift::speaks_against(id, drifts)).then(|| view! {
                        <span class="chip" data-tone=tone(level)>{w::verdict(level)}</span>
                    })}
                    <span class="muted">{w::trained_on(&when)}</span>
                </p>
                {figures}
                {drift::told(id, drifts)}
                <A href=format!("/insights/lab?model={id}") attr:class="button">{w::train_again()}</A>
            </article>
        })
    }
}
