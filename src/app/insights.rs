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
mod models;
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
    ui::{Icon, Page},
    words::{common, glossary as glossary_words, insights as w, lab as l},
};
use domain::{
    Book, FieldType, Key, Kind, Record,
    insight::{Level, Model},
    keys, model,
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_params_map, use_query_map},
};

/// The kept result of a model.
pub(crate) fn result(record: &Record) -> Option<Model> {
    serde_json::from_str(record.text(keys::RESULT)).ok()
}

/// Whether a model foresees a number.
pub(crate) fn is_number(record: &Record) -> bool {
    model::score_type(record) == FieldType::Number
}

/// A feature's or target's name: the field's, or the header of a file's column.
pub(crate) fn field_name(book: &Book, kind: Kind, key: Key) -> String {
    match key {
        keys::ORDERS_AGAIN => return l::orders_again().to_owned(),
        keys::LEAVES => return l::leaves().to_owned(),
        keys::CONVERTS => return l::converts().to_owned(),
        keys::REPLIES => return l::replies().to_owned(),
        keys::SENT_BEFORE => return l::sent_before().to_owned(),
        keys::RECEIVED_BEFORE => return l::received_before().to_owned(),
        keys::SILENT_BEFORE => return l::silent_before().to_owned(),
        _ => {}
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
                .filter(|record| models::told(record).is_some())
                .map(|record| record.id)
                .collect::<Vec<_>>()
        })
    });
    let drifts = drift::asked(data);
    let touring = RwSignal::new(false);
    let there = RwSignal::new(false);
    let (card, navigate) = (use_params_map(), use_navigate());
    Effect::new(move || match card.read().get("card") {
        // Who will buy, reply or leave is asked in the lab.
        Some(name) if name == "propensity" => {
            navigate("/insights/lab", NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
        Some(name) if there.get() => {
            let card = board::Card::at_address(&name);
            request_animation_frame(move || card.into_iter().for_each(board::show));
        }
        _ => {}
    });
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
                        <For each=move || models.get() key=|id| *id children=move |id| view! { <models::ModelCard id drifts /> } />
                    </div>
                </Show>
            </div>
        </Page>
    }
    .into_any()
}
