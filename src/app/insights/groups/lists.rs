//! Groups onto contacts and into lists: names, centres, the Group field and a saved view each, one transaction.

use super::kept;
use crate::{
    clock,
    data::Data,
    insights::{
        act::{Navigate, people_columns},
        lists::{self, List},
    },
    ui::Toasts,
    words::board as w,
};
use domain::{
    Act, Book, Edit, FieldType, Id, Key, Kind, Label, Rule, Transaction, Value, custom,
    insight::{CustomerGroups, GROUPS_CODE, KeptGroup},
    keys, model,
    rule::Test,
};
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use std::sync::Arc;

/// Writes everything; then shows the list of one group, if asked to.
pub fn save(
    data: Data,
    toasts: Toasts,
    groups: Arc<CustomerGroups>,
    names: Vec<String>,
    show: Option<(usize, Navigate)>,
) {
    spawn_local(async move {
        let (views, edits) = data.read(|book| all(book, &groups, &names));
        let label = Label::new(Act::Scored, Kind::Contact, groups.people.len(), w::card_groups());
        let receipt = data.commit_large(label, edits).await;
        if let Some((view, navigate)) = show.and_then(|(at, navigate)| Some((*views.get(at)?, navigate))) {
            navigate(&format!("/contacts?view={view}"), NavigateOptions::default());
        }
        toasts.changed(data, w::groups_saved(views.len()), receipt);
    });
}

/// Keeps the names alone: nobody has asked for lists yet.
pub fn rename(data: Data, toasts: Toasts, groups: &CustomerGroups, names: &[String]) {
    let (_, edit) = data.read(|book| model_edit(book, groups, names, &[]));
    let label = Label::new(Act::Edited, Kind::Model, 1, w::card_groups());
    let receipt = data.commit(Transaction { edits: vec![edit], ..Transaction::new(label, clock::now()) });
    toasts.changed(data, w::group_renamed(), receipt);
}

/// The record of the groups.
fn model_edit(book: &Book, groups: &CustomerGroups, names: &[String], views: &[Id]) -> (Id, Edit) {
    let known = model::find_ready_made(book, GROUPS_CODE);
    let id = known.unwrap_or_else(clock::new_id);
    let before = kept(book);
    let now = groups.groups.iter().zip(names).enumerate().map(|(at, (group, name))| KeptGroup {
        code: group.code,
        name: name.clone(),
        centre: group.centre.clone(),
        view: views
            .get(at)
            .copied()
            .or_else(|| before.iter().find(|own| own.code == group.code).and_then(|own| own.view)),
    });
    let now: Vec<KeptGroup> = now.collect();
    let mut edit = Edit::new(Kind::Model, id);
    if let Ok(result) = serde_json::to_string(&now) {
        edit = edit.with(keys::RESULT, Some(Value::Json(result)));
    }
    if known.is_none() {
        edit = edit
            .with(keys::NAME, Some(Value::text(w::group())))
            .with(keys::SPEC, Some(Value::Json(model::ready_made(GROUPS_CODE))))
            .with(keys::CREATED_AT, Some(Value::Instant(clock::now())));
    }
    (id, edit)
}

fn all(book: &Book, groups: &CustomerGroups, names: &[String]) -> (Vec<Id>, Vec<Edit>) {
    let id = model::find_ready_made(book, GROUPS_CODE).unwrap_or_else(clock::new_id);
    let key = Key::score(id);
    let before = kept(book);
    let (mut views, mut edits) = (Vec::new(), Vec::with_capacity(groups.people.len() + names.len() + 1));
    for (group, name) in groups.groups.iter().zip(names) {
        let list = List {
            name: w::group_view(name),
            kind: Kind::Contact,
            rule: Rule::is(key, Test::Is, name.as_str()),
            columns: people_columns(&[key]),
            sort: keys::ORDER_SUM,
        };
        let known = before.iter().find(|own| own.code == group.code).and_then(|own| own.view);
        let (view, edit) = lists::edit(book, &list, known);
        views.push(view);
        edits.push(edit);
    }
    let (_, edit) = model_edit(book, groups, names, &views);
    let choice = custom::type_code(&FieldType::Choice(Vec::new())).to_owned();
    let edit = Edit { id, ..edit }
        .with(keys::ON_KIND, Some(Value::text(Kind::Contact.code())))
        .with(keys::TYPE, Some(Value::Choice(choice)))
        .with(keys::CHOICES, Some(Value::Choices(names.to_vec())))
        .with(keys::TRAINED_AT, Some(Value::Instant(clock::now())));
    edits.insert(0, edit);
    let people = groups.people.iter().filter(|(id, _)| book.get(Kind::Contact, *id).is_some());
    let name = |group: u32| names.get(group as usize).cloned().map(Value::Choice);
    edits.extend(people.map(|(id, group)| Edit::new(Kind::Contact, *id).with(key, name(*group))));
    (views, edits)
}
