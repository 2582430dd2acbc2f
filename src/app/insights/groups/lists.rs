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
    insight::{CustomerGroup, CustomerGroups, GROUPS_CODE, KeptGroup},
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
    let before = kept(book);
    let view = |group: &CustomerGroup| before.iter().find(|own| own.code == group.code).and_then(|own| own.view);
    let sorted = Sorted {
        model: id,
        kind: Kind::Contact,
        names,
        people: &groups.people,
        views: groups.groups.iter().map(view).collect(),
        columns: people_columns(&[Key::score(id)]),
        sort: keys::ORDER_SUM,
    };
    let (views, mut edits) = sorted.edits(book);
    let (_, edit) = model_edit(book, groups, names, &views);
    edits.insert(0, sorted.field(Edit { id, ..edit }));
    (views, edits)
}

/// Records by group, as they are written: the name of the group as a field, and a list for each group.
pub struct Sorted<'a> {
    /// The record that keeps the groups: its score is the field.
    pub model: Id,
    pub kind: Kind,
    pub names: &'a [String],
    /// Each record with the position of its group.
    pub people: &'a [(Id, u32)],
    /// The lists that groups have already.
    pub views: Vec<Option<Id>>,
    pub columns: Vec<Key>,
    pub sort: Key,
}

impl Sorted<'_> {
    /// The lists and the fields of the records; the ids of the lists.
    pub fn edits(&self, book: &Book) -> (Vec<Id>, Vec<Edit>) {
        let key = Key::score(self.model);
        let (mut views, mut edits) = (Vec::new(), Vec::with_capacity(self.people.len() + self.names.len() + 1));
        for (name, known) in self.names.iter().zip(&self.views) {
            let list = List {
                name: w::group_view(name),
                kind: self.kind,
                rule: Rule::is(key, Test::Is, name.as_str()),
                columns: self.columns.clone(),
                sort: self.sort,
            };
            let (view, edit) = lists::edit(book, &list, *known);
            views.push(view);
            edits.push(edit);
        }
        let people = self.people.iter().filter(|(id, _)| book.get(self.kind, *id).is_some());
        let name = |group: u32| self.names.get(group as usize).cloned().map(Value::Choice);
        edits.extend(people.map(|(id, group)| Edit::new(self.kind, *id).with(key, name(*group))));
        (views, edits)
    }

    /// What makes the record of the groups a field with their names to choose from.
    pub fn field(&self, edit: Edit) -> Edit {
        let choice = custom::type_code(&FieldType::Choice(Vec::new())).to_owned();
        edit.with(keys::ON_KIND, Some(Value::text(self.kind.code())))
            .with(keys::TYPE, Some(Value::Choice(choice)))
            .with(keys::CHOICES, Some(Value::Choices(self.names.to_vec())))
            .with(keys::TRAINED_AT, Some(Value::Instant(clock::now())))
    }
}

/// Each name once: a second one gets a number.
pub fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    for name in names {
        let other = (2..).map(|number| format!("{name} {number}"));
        let name = std::iter::once(name.clone()).chain(other).find(|name| !taken.contains(name)).unwrap_or(name);
        taken.push(name);
    }
    taken
}
