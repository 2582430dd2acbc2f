//! Saved views: filter, columns and sort under a name.

use super::state::ListState;
use crate::{
    clock,
    data::{name_of, use_data},
    fields, parts,
    ui::{Dialog, Menu, MenuItem, use_toasts},
    words::{common, list as w},
};
use domain::{Act, Edit, Id, Key, Kind, Label, Transaction, Value, keys, sort::Sort, sorting, view};
use leptos::{ev::SubmitEvent, prelude::*};

/// The view of the list as fields of a record.
fn contents(list: ListState) -> Vec<(Key, Value)> {
    let columns: Vec<Key> = list.columns.with_untracked(|columns| columns.iter().map(|spec| spec.key).collect());
    let json = |text: Result<String, serde_json::Error>| Value::Json(text.unwrap_or_default());
    vec![
        (keys::ON_KIND, Value::text(list.kind.code())),
        (keys::RULE, json(list.rule.with_untracked(serde_json::to_string))),
        (keys::COLUMNS, json(serde_json::to_string(&columns))),
        (keys::SORT, Value::text(list.sort.get_untracked().map(Sort::code).unwrap_or_default())),
    ]
}

/// Opens a view as it was saved.
fn open(list: ListState, view: Option<Id>) {
    list.forget_view_columns();
    list.place.change(false, &[("view", view.map(|id| id.to_string())), ("filter", None), ("sort", None)]);
}

#[component]
pub fn Views(list: ListState) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let naming = RwSignal::new(false);
    // The view that is renamed; none while a new one is named.
    let renamed = RwSignal::new(None::<Id>);
    let all = data.read(|book| w::all_of_kind(&domain::text::fold(&fields::kind_many(book, list.kind))));
    let everything = StoredValue::new(all);
    let views = Memo::new(move |_| {
        let mut views: Vec<(Id, String)> = data.watch(&[Kind::View], |book| {
            let of_kind = book.iter(Kind::View).filter(|record| view::kind(record) == Some(list.kind));
            of_kind.map(|record| (record.id, name_of(book, Kind::View, record.id))).collect()
        });
        sorting::by_key(&mut views, |(_, name)| domain::text::sort_key(name));
        views
    });
    let current = move || list.view.get().and_then(|id| views.read().iter().find(|(known, _)| *known == id).cloned());
    let label = Signal::derive(move || match current() {
        Some((_, name)) if list.view_changed() => w::changed_view(&name),
        Some((_, name)) => name,
        None => everything.get_value(),
    });
    let start = move |rename: Option<Id>| {
        renamed.set(rename);
        naming.set(true);
    };
    let update = move |id: Id, name: String| {
        let now = clock::now();
        let edit = contents(list)
            .into_iter()
            .fold(Edit::new(Kind::View, id), |edit, (key, value)| edit.with(key, Some(value)));
        let receipt =
            data.commit(Transaction::new(Label::new(Act::Edited, Kind::View, 1, name.clone()), now).edit(edit));
        open(list, Some(id));
        toasts.changed(data, w::view_updated(&name), receipt);
    };
    let delete = move |id: Id, name: String| {
        open(list, None);
        toasts.change(data, w::view_deleted(&name), data.trash(Kind::View, vec![id]));
    };
    view! {
        <Menu label=label icon="bookmark">
            <MenuItem label=everything.get_value() on_choose=move || open(list, None) />
            {move || views.get().into_iter().map(|(id, name)| view! { <MenuItem label=name on_choose=move || open(list, Some(id)) /> }).collect_view()}
            <hr />
            <MenuItem icon="plus" label=w::save_view() on_choose=move || start(None) />
            {move || current().map(|(id, name)| {
                let (to_update, to_delete) = (name.clone(), name);
                let changed = list.view_changed();
                view! {
                    {changed.then(|| view! { <MenuItem icon="save" label=w::update_view() on_choose=move || update(id, to_update.clone()) /> })}
                    <MenuItem icon="pencil" label=w::rename_view() on_choose=move || start(Some(id)) />
                    <MenuItem icon="trash-2" label=w::delete_view() on_choose=move || delete(id, to_delete.clone()) />
                }
            })}
        </Menu>
        <Dialog open=naming title=Signal::derive(move || if renamed.get().is_some() { w::rename_view() } else { w::save_view() }.to_owned())>
            {parts::piece(&parts::VIEW_NAME, (list, naming, renamed))}
        </Dialog>
    }
}

#[component]
pub(crate) fn NameForm(list: ListState, naming: RwSignal<bool>, renamed: RwSignal<Option<Id>>) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let before = renamed.get_untracked().map(|id| data.read(|book| name_of(book, Kind::View, id)));
    let name = RwSignal::new(before.unwrap_or_default());
    let missing = RwSignal::new(false);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let wanted = name.get_untracked().trim().to_owned();
        if wanted.is_empty() {
            missing.set(true);
            return;
        }
        naming.set(false);
        match renamed.get_untracked() {
            Some(id) => {
                let receipt = data.set(Kind::View, id, keys::NAME, Some(Value::text(wanted.clone())));
                toasts.changed(data, w::view_renamed(&wanted), receipt);
            }
            None => {
                let id = clock::new_id();
                let mut values = contents(list);
                values.push((keys::NAME, Value::text(wanted.clone())));
                let label = Label::new(Act::Created, Kind::View, 1, wanted.clone());
                let receipt = data.commit(Transaction::new(label, clock::now()).create(Kind::View, id, values));
                open(list, Some(id));
                toasts.changed(data, w::view_saved(&wanted), receipt);
            }
        }
    };
    view! {
        <form on:submit=save>
            <div class="dialog-body">
                <div class="field">
                    <label class="label" for="view-name">{w::view_name()}</label>
                    <input
                        class="input"
                        id="view-name"
                        autofocus
                        autocomplete="off"
                        prop:value=name
                        on:input=move |event| name.set(event_target_value(&event))
                        aria-invalid=move || missing.get().then_some("true")
                    />
                    <Show when=move || missing.get()><span class="error">{w::name_needed()}</span></Show>
                </div>
            </div>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| naming.set(false)>{common::cancel()}</button>
                <button type="submit" class="button" data-primary="true">{common::save()}</button>
            </div>
        </form>
    }
}
