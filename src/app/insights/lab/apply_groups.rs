//! Step 5 of groups: each record's group as a field, and a list for each group, in one transaction.
//!
//! Of each kind of record one set of groups is kept. Names follow the members: a group goes on with the name that most
//! of its members had. Of a file nothing is written.

use super::{Found, Grouped, Lab, apply::step};
use crate::{
    clock,
    data::{Data, use_data},
    format,
    insights::{
        act::people_columns,
        groups::lists::{Sorted, distinct},
    },
    ui::Toasts,
    ui::use_toasts,
    words::lab as l,
};
use domain::{
    Act, Book, Edit, FieldType, Id, Key, Kind, Label, Value, custom,
    insight::{Clusters, KeptGroup, Level, TrainSpec, kept_groups, names_kept},
    keys, model,
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;
use web_sys::HtmlInputElement;

fn grouped(lab: Lab) -> Option<Arc<Grouped>> {
    if let Some(Found::Groups(found)) = lab.found.get() { Some(found) } else { None }
}

/// The record that keeps the groups of these records.
fn kept(book: &Book, spec: &TrainSpec) -> Option<Id> {
    model::asked(book, spec, custom::type_code(&FieldType::Choice(Vec::new())))
}

/// The names the groups had, and those they begin with.
pub fn known(lab: Lab, data: Data, spec: &TrainSpec, found: &Clusters) -> Vec<Option<String>> {
    let count = found.groups.len();
    let known = data.read(|book| {
        let Some(id) = kept(book, spec) else { return vec![None; count] };
        let sorted = found.sorted();
        let name = |(who, group): &(Id, u32)| {
            let name = book.get(spec.kind, *who)?.text(Key::score(id));
            (!name.is_empty()).then_some((*group as usize, name))
        };
        names_kept(count, sorted.iter().filter_map(name))
    });
    let plain = |at: usize| l::group(&format::count(at as f64 + 1.0));
    lab.names.set(distinct(known.iter().enumerate().map(|(at, name)| name.clone().unwrap_or_else(|| plain(at)))));
    known
}

#[component]
pub fn ApplyGroups(lab: Lab) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let usable = Signal::derive(move || {
        let found = grouped(lab)?;
        Some(found.clusters.chosen().is_some_and(|chosen| chosen.level() != Level::No))
    });
    step(lab, usable, l::groups_text(), move || apply(lab, data, toasts))
}

fn apply(lab: Lab, data: Data, toasts: Toasts) {
    let (Some(found), Some(spec)) = untrack(|| (grouped(lab), lab.spec())) else { return };
    lab.applying.set(true);
    spawn_local(async move {
        let names = distinct(lab.names.get_untracked().into_iter());
        let people = found.clusters.sorted();
        let (views, edits) = data.read(|book| edits(book, &found, &spec, &names, &people));
        let label = Label::new(Act::Scored, spec.kind, people.len(), l::groups_field());
        let receipt = data.commit_large(label, edits).await;
        lab.applying.try_set(false);
        lab.view.try_set(views.first().copied());
        toasts.changed(data, l::groups_written(people.len()), receipt);
    });
}

fn edits(
    book: &Book,
    found: &Grouped,
    spec: &TrainSpec,
    names: &[String],
    people: &[(Id, u32)],
) -> (Vec<Id>, Vec<Edit>) {
    let known = kept(book, spec);
    let id = known.unwrap_or_else(clock::new_id);
    let before = known.and_then(|id| book.get(Kind::Model, id));
    let before = before.map(|record| kept_groups(record.text(keys::RESULT))).unwrap_or_default();
    let view =
        |name: &Option<String>| before.iter().find(|own| Some(&own.name) == name.as_ref()).and_then(|own| own.view);
    let key = Key::score(id);
    let sorted = Sorted {
        model: id,
        kind: spec.kind,
        names,
        people,
        views: found.known.iter().map(view).collect(),
        columns: match spec.kind {
            Kind::Deal => vec![keys::TITLE, key, keys::CONTACT, keys::STAGE, keys::VALUE],
            _ => people_columns(&[key]),
        },
        sort: if spec.kind == Kind::Deal { keys::VALUE } else { keys::ORDER_SUM },
    };
    let (views, mut edits) = sorted.edits(book);
    let groups = names.iter().zip(&found.clusters.groups).zip(&views).enumerate();
    let groups: Vec<KeptGroup> = groups
        .map(|(at, ((name, group), view))| KeptGroup {
            code: at as u32,
            name: name.clone(),
            centre: group.centre.clone(),
            view: Some(*view),
        })
        .collect();
    let json = |value: serde_json::Result<String>| value.ok().map(Value::Json);
    let mut edit = Edit::new(Kind::Model, id)
        .with(keys::NAME, Some(Value::text(l::groups_field())))
        .with(keys::SPEC, json(serde_json::to_string(spec)))
        .with(keys::RESULT, json(serde_json::to_string(&groups)));
    if known.is_none() {
        edit = edit.with(keys::CREATED_AT, Some(Value::Instant(clock::now())));
    }
    edits.insert(0, sorted.field(edit));
    (views, edits)
}

/// The name of a group, to be changed where it is written to records.
pub fn name_of_group(lab: Lab, at: usize) -> AnyView {
    let plain = l::group(&format::count(at as f64 + 1.0));
    if lab.of_file.get_untracked() {
        return plain.into_any();
    }
    let rename = move |event| {
        let mut name = event_target_value(&event).trim().to_owned();
        if name.is_empty() {
            let known = untrack(|| grouped(lab)).and_then(|found| found.known.get(at).cloned().flatten());
            name = known.unwrap_or_else(|| plain.clone());
            event_target::<HtmlInputElement>(&event).set_value(&name);
        }
        lab.names.update(|names| {
            if let Some(own) = names.get_mut(at) {
                *own = name;
            }
        });
    };
    let value = move || lab.names.read().get(at).cloned().unwrap_or_default();
    let label = crate::words::board::group_name(&format::count(at as f64 + 1.0));
    view! { <input class="input group-name" maxlength="80" aria-label=label prop:value=value on:change=rename /> }
        .into_any()
}
