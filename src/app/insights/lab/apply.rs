//! Step 5: chances onto contacts, and the list to work through.

use super::Lab;
use crate::{
    clock,
    data::{Data, use_data},
    insights::field_name,
    ui::{Toasts, use_toasts},
    words::insights as w,
};
use domain::{Act, Edit, Id, Key, Kind, Label, Rule, Value, insight::Trained, keys, rule::Test, sort::Sort};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;

#[component]
pub fn ApplyStep(lab: Lab) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let usable =
        move || lab.trained.with(|trained| trained.as_ref().is_some_and(|trained| trained.model.verdict.can_apply));
    let hint = move || match lab.trained.with(|trained| trained.as_ref().map(|trained| trained.model.verdict.can_apply))
    {
        None => w::apply_not_yet(),
        Some(false) => w::apply_refused(),
        Some(true) => w::apply_text(),
    };
    view! {
        <p class="hint" id="apply-hint">{hint}</p>
        <div class="row">
            <button
                type="button"
                class="button"
                data-primary=move || usable().then_some("true")
                aria-describedby="apply-hint"
                disabled=move || !usable() || lab.applying.get()
                on:click=move |_| apply(lab, data, toasts)
            >
                {crate::words::common::apply()}
            </button>
            {move || lab.view.get().map(|view| view! {
                <A href=format!("/contacts?view={view}") attr:class="button">{w::see_list()}</A>
            })}
            <span class="muted" role="status">{move || lab.applying.get().then(w::applying)}</span>
        </div>
    }
}

fn apply(lab: Lab, data: Data, toasts: Toasts) {
    let (Some(trained), Some(model)) = (lab.trained.get_untracked(), lab.model.get_untracked()) else { return };
    lab.applying.set(true);
    spawn_local(async move {
        let count = trained.predictions.len();
        let target = data.read(|book| field_name(book, Kind::Contact, trained.model.spec.target));
        let view = data.read(|book| {
            let score = Key::score(model);
            book.iter(Kind::View)
                .find(|view| view.text(keys::SORT) == Sort { key: score, descending: true }.code())
                .map(|view| view.id)
        });
        let (view, edits) = edits(&trained, model, view, &target);
        let receipt = data.commit_large(Label::new(Act::Scored, Kind::Contact, count, target), edits).await;
        lab.applying.set(false);
        lab.view.set(Some(view));
        toasts.changed(data, w::applied(count), receipt);
    });
}

/// A chance and its reasons for everyone, and the view of those whose answer is unknown.
fn edits(trained: &Trained, model: Id, view: Option<Id>, target: &str) -> (Id, Vec<Edit>) {
    let (score, why) = (Key::score(model), Key::why(model));
    let mut edits: Vec<Edit> = trained
        .predictions
        .iter()
        .map(|prediction| {
            let reasons = serde_json::to_string(&prediction.why).ok().map(Value::Json);
            Edit::new(Kind::Contact, prediction.id)
                .with(score, Some(Value::Number(prediction.chance)))
                .with(why, reasons)
        })
        .collect();
    let unknown =
        Rule::All(vec![Rule::is(trained.model.spec.target, Test::Empty, ""), Rule::is(score, Test::NotEmpty, "")]);
    let columns = [keys::NAME, score, keys::COMPANY, keys::EMAILS, keys::PHONES];
    let id = view.unwrap_or_else(clock::new_id);
    let mut edit = Edit::new(Kind::View, id);
    if view.is_none() {
        edit = edit.with(keys::CREATED_AT, Some(Value::Instant(clock::now())));
    }
    let json = |value: serde_json::Result<String>| value.ok().map(Value::Json);
    edits.push(
        edit.with(keys::NAME, Some(Value::text(w::most_likely(target))))
            .with(keys::ON_KIND, Some(Value::text(Kind::Contact.code())))
            .with(keys::RULE, json(serde_json::to_string(&unknown)))
            .with(keys::COLUMNS, json(serde_json::to_string(&columns)))
            .with(keys::SORT, Some(Value::text(Sort { key: score, descending: true }.code()))),
    );
    (id, edits)
}
