//! Step 5: chances onto contacts, and the list to work through.

use super::{Found, Lab, Numbered};
use crate::{
    clock,
    data::{Data, use_data},
    insights::field_name,
    ui::{Toasts, use_toasts},
    words::{insights as w, lab as l},
};
use domain::{
    Act, Edit, Id, Key, Kind, Label, Rule, Value,
    insight::{Foreseen, Reasons, TrainSpec, Trained, is_ahead},
    keys,
    rule::Test,
    sort::Sort,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use std::sync::Arc;

fn trained(lab: Lab) -> Option<Arc<Trained>> {
    if let Some(Found::YesNo(trained)) = lab.found.get() { Some(trained) } else { None }
}

fn numbered(lab: Lab) -> Option<Arc<Numbered>> {
    if let Some(Found::Number(found)) = lab.found.get() { Some(found) } else { None }
}

#[component]
pub fn ApplyStep(lab: Lab) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let usable = Signal::derive(move || trained(lab).map(|trained| trained.model.verdict.can_apply));
    let text = if lab.records.get_untracked() == Kind::Deal { l::apply_deals() } else { w::apply_text() };
    step(lab, usable, text, move || apply(lab, data, toasts))
}

#[component]
pub fn ApplyNumber(lab: Lab) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let usable = Signal::derive(move || numbered(lab).map(|found| found.regression.can_apply()));
    step(lab, usable, l::apply_number_text(), move || apply_number(lab, data, toasts))
}

/// `usable` is none before anything was found.
pub fn step(
    lab: Lab,
    usable: Signal<Option<bool>>,
    text: &'static str,
    apply: impl Fn() + Clone + Send + 'static,
) -> AnyView {
    let hint = move || match usable.get() {
        None => w::apply_not_yet(),
        Some(false) => w::apply_refused(),
        Some(true) => text,
    };
    let ready = move || usable.get() == Some(true);
    let place = if lab.records.get_untracked() == Kind::Deal { "deals" } else { "contacts" };
    view! {
        <p class="hint" id="apply-hint">{hint}</p>
        <div class="row">
            <button
                type="button"
                class="button"
                data-primary=move || ready().then_some("true")
                aria-describedby="apply-hint"
                disabled=move || !ready() || lab.applying.get()
                on:click=move |_| apply()
            >
                {crate::words::common::apply()}
            </button>
            {move || lab.view.get().map(|view| view! {
                <A href=format!("/{place}?view={view}") attr:class="button">{w::see_list()}</A>
            })}
            <span class="muted" role="status">{move || lab.applying.get().then(w::applying)}</span>
        </div>
    }
    .into_any()
}

fn apply(lab: Lab, data: Data, toasts: Toasts) {
    let (Some(trained), Some(model)) = (untrack(|| trained(lab)), lab.model.get_untracked()) else { return };
    lab.applying.set(true);
    spawn_local(async move {
        let kind = trained.model.spec.kind;
        let target = data.read(|book| field_name(book, kind, trained.model.spec.target));
        let (view, edits) = edits(&trained, model, known_view(data, model), &target);
        let count = edits.len() - 1;
        let receipt = data.commit_large(Label::new(Act::Scored, kind, count, target), edits).await;
        lab.applying.set(false);
        lab.view.set(Some(view));
        let told = if kind == Kind::Deal { l::deals_scored(count) } else { w::applied(count) };
        toasts.changed(data, told, receipt);
    });
}

/// A chance and its reasons for everyone, and the view of those whose answer is unknown.
fn edits(trained: &Trained, model: Id, view: Option<Id>, target: &str) -> (Id, Vec<Edit>) {
    let TrainSpec { kind, target: asked, .. } = trained.model.spec;
    let (score, why) = (Key::score(model), Key::why(model));
    let mut edits: Vec<Edit> = trained
        .predictions
        .iter()
        // Of customers as they were nothing is written, nor of who is a customer whether they become one.
        .filter(|prediction| !is_ahead(asked) || prediction.truth.is_none())
        .filter(|prediction| asked != keys::CONVERTS || prediction.truth != Some(true))
        .map(|prediction| {
            let reasons = Reasons { open: prediction.truth.is_none(), why: prediction.why.clone(), range: None };
            let reasons = serde_json::to_string(&reasons).ok().map(Value::Json);
            Edit::new(kind, prediction.id).with(score, Some(Value::Number(prediction.chance))).with(why, reasons)
        })
        .collect();
    let name = match asked {
        keys::WON => l::likely_won().to_owned(),
        keys::LEAVES => l::likely_to_leave().to_owned(),
        keys::CONVERTS => l::likely_to_convert().to_owned(),
        keys::REPLIES => l::likely_to_reply().to_owned(),
        _ => w::most_likely(target),
    };
    let (id, edit) = view_edit(view, kind, asked, score, &name);
    edits.push(edit);
    (id, edits)
}

/// The list of those with this score.
fn known_view(data: Data, model: Id) -> Option<Id> {
    let sort = Sort { key: Key::score(model), descending: true }.code();
    data.read(|book| book.iter(Kind::View).find(|view| view.text(keys::SORT) == sort).map(|view| view.id))
}

/// A list of those whose answer is unknown, the highest score first.
fn view_edit(view: Option<Id>, kind: Kind, target: Key, score: Key, name: &str) -> (Id, Edit) {
    let mut unknown = vec![Rule::is(score, Test::NotEmpty, "")];
    match target {
        // Of everyone it is unknown what they will do.
        _ if is_ahead(target) => {}
        keys::CONVERTS => {
            let customers = ["customer", "former"].map(|stage| Rule::is(keys::LIFECYCLE, Test::IsNot, stage));
            unknown.extend(customers);
            unknown.push(Rule::is(keys::ORDER_COUNT, Test::AtMost, "0"));
        }
        _ => unknown.insert(0, Rule::is(target, Test::Empty, "")),
    }
    let unknown = Rule::All(unknown);
    let columns = match kind {
        Kind::Deal => [keys::TITLE, score, keys::CONTACT, keys::STAGE, keys::VALUE],
        _ => [keys::NAME, score, keys::COMPANY, keys::EMAILS, keys::PHONES],
    };
    let id = view.unwrap_or_else(clock::new_id);
    let mut edit = Edit::new(Kind::View, id);
    if view.is_none() {
        edit = edit.with(keys::CREATED_AT, Some(Value::Instant(clock::now())));
    }
    let json = |value: serde_json::Result<String>| value.ok().map(Value::Json);
    let edit = edit
        .with(keys::NAME, Some(Value::text(name)))
        .with(keys::ON_KIND, Some(Value::text(kind.code())))
        .with(keys::RULE, json(serde_json::to_string(&unknown)))
        .with(keys::COLUMNS, json(serde_json::to_string(&columns)))
        .with(keys::SORT, Some(Value::text(Sort { key: score, descending: true }.code())));
    (id, edit)
}

/// The foreseen numbers onto records as a field of their own, and the list of those whose number is unknown.
fn apply_number(lab: Lab, data: Data, toasts: Toasts) {
    let (Some(found), Some(model)) = (untrack(|| numbered(lab)), lab.model.get_untracked()) else { return };
    lab.applying.set(true);
    spawn_local(async move {
        let (spec, count) = (&found.spec, found.regression.foreseen.len());
        let target = data.read(|book| field_name(book, Kind::Contact, spec.target));
        let (view, edits) = number_edits(&found, model, known_view(data, model), &target);
        let label = Label::new(Act::Scored, spec.kind, count, target);
        let receipt = data.commit_large(label, edits).await;
        lab.applying.try_set(false);
        lab.view.try_set(Some(view));
        toasts.changed(data, l::numbers_written(count), receipt);
    });
}

/// Each number with its interval and what moves it, and the view of those whose number is unknown.
fn number_edits(found: &Numbered, model: Id, view: Option<Id>, target: &str) -> (Id, Vec<Edit>) {
    let (score, reasons, Numbered { spec, regression }) = (Key::score(model), Key::why(model), found);
    let mut whys = regression.why.iter();
    let edit = |one: &Foreseen| {
        let why = whys.next().cloned().unwrap_or_default();
        let told = Reasons { open: one.truth.is_none(), why, range: Some((rounded(one.low), rounded(one.high))) };
        Edit::new(spec.kind, one.id)
            .with(score, Some(Value::Number(rounded(one.value))))
            .with(reasons, serde_json::to_string(&told).ok().map(Value::Json))
    };
    let mut edits: Vec<Edit> = regression.foreseen.iter().map(edit).collect();
    let (view, edit) = view_edit(view, spec.kind, spec.target, score, &l::highest(target));
    edits.push(edit);
    (view, edits)
}

/// With six digits that count: more would only look exact.
fn rounded(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}
