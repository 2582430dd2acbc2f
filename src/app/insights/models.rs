//! A kept model: how good it was, what new answers say of it, and the ways to train it again or delete it.

use super::{drift, lab::number, result, tone};
use crate::{
    clock,
    data::{Data, use_data},
    format,
    ui::{Icon, Toasts, use_toasts},
    words::{insights as w, lab as l},
};
use domain::{
    Act, Edit, Id, Key, Kind, Label, Record, Transaction, Value,
    insight::{Level, Regression},
    keys,
    sort::Sort,
};
use leptos::prelude::*;
use leptos_router::components::A;

/// The verdict, the figure that counts with its name, and what it is compared with.
pub struct Told {
    level: Level,
    figure: Option<(String, &'static str)>,
    beside: Option<String>,
}

/// What a record keeps of a model; none where it is not one of the lab's.
pub fn told(record: &Record) -> Option<Told> {
    if let Some(model) = result(record) {
        let scores = model.evaluation.map(|evaluation| evaluation.folds);
        return Some(Told {
            level: model.verdict.level,
            figure: scores.as_ref().map(|scores| (format::percent(scores.accuracy.value), w::accuracy())),
            beside: scores.map(|scores| w::accuracy_text(&format::percent(scores.naive_accuracy))),
        });
    }
    let found: Regression = serde_json::from_str(record.text(keys::RESULT)).ok()?;
    Some(Told {
        level: found.level,
        figure: Some((number::told(found.scores.rmse), l::rmse())),
        beside: Some(l::of_mean(&number::told(found.scores.naive_rmse))),
    })
}

#[component]
pub fn ModelCard(id: Id, drifts: RwSignal<drift::Drifts>) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    move || {
        let record = data.record(Kind::Model, id)?;
        let Told { level, figure, beside } = told(&record)?;
        let figure = figure.map(|(value, name)| view! { <p><span class="figure-value">{value}</span> " " {name}</p> });
        let beside = beside.map(|text| view! { <p class="muted">{text}</p> });
        let when = record.instant(keys::TRAINED_AT).map(format::moment).unwrap_or_default();
        let name = record.text(keys::NAME).to_owned();
        let label = l::delete_model(&name);
        Some(view! {
            <article class="card stack">
                <h3>{name.clone()}</h3>
                <p class="row">
                    // What new answers say stands before what was measured then.
                    {move || (!drift::speaks_against(id, drifts)).then(|| view! {
                        <span class="chip" data-tone=tone(level)>{w::verdict(level)}</span>
                    })}
                    <span class="muted">{w::trained_on(&when)}</span>
                </p>
                {figure}
                {beside}
                {drift::told(id, drifts)}
                <div class="row">
                    <A href=format!("/insights/lab?model={id}") attr:class="button">{w::train_again()}</A>
                    <button type="button" class="button" aria-label=label title=l::delete() on:click=move |_| delete(data, toasts, id, &name)>
                        <Icon name="trash-2" />
                    </button>
                </div>
            </article>
        })
    }
}

/// The model and the list that it made go to the trash; its scores are shown no more.
fn delete(data: Data, toasts: Toasts, id: Id, name: &str) {
    let now = clock::now();
    let sort = Sort { key: Key::score(id), descending: true }.code();
    let views = data.read(|book| {
        let of_model = book.iter(Kind::View).filter(|view| view.text(keys::SORT) == sort);
        of_model.map(|view| (Kind::View, view.id)).collect::<Vec<_>>()
    });
    let label = Label::new(Act::Trashed, Kind::Model, 1, name);
    let gone = |(kind, id)| Edit::new(kind, id).with(keys::TRASHED_AT, Some(Value::Instant(now)));
    let all = [(Kind::Model, id)].into_iter().chain(views).map(gone);
    let transaction = all.fold(Transaction::new(label, now), Transaction::edit);
    toasts.changed(data, l::model_deleted(name), data.commit(transaction));
}
