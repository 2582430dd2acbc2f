//! What can be done with the selected rows; each act is one transaction with Undo.

use super::{
    row::typeable,
    state::{ListState, lead},
};
use crate::{
    clock, fields,
    out::ExportMenu,
    parts,
    record::party::{PartyInput, find_or_new},
    ui::{Dialog, FieldInput, Icon, Menu, use_toasts},
    words::{common, list as w},
};
use domain::{Act, Edit, FieldSpec, FieldType, Id, Key, Kind, Label, Record, Transaction, Value, keys, tag};
use leptos::{ev::SubmitEvent, prelude::*};

#[component]
pub fn Bar(list: ListState) -> impl IntoView {
    // Once there it stays: a dialog of it may be open when nothing is selected any more.
    let wanted = Memo::new(move |before| before == Some(&true) || !list.selected.read().is_empty());
    move || wanted.get().then(|| parts::piece(&parts::SELECTION, list))
}

#[component]
pub(crate) fn Acts(list: ListState) -> impl IntoView {
    let toasts = use_toasts();
    let data = list.data;
    let kind = list.kind;
    let editing = RwSignal::new(false);
    let tasking = RwSignal::new(false);
    let party = matches!(kind, Kind::Contact | Kind::Company);
    let taggable = list.specs.with_untracked(|specs| specs.iter().any(|spec| spec.key == keys::TAGS));
    let count = Memo::new(move |_| {
        let selected = list.selected.read();
        match selected.len() {
            0 => 0,
            _ => list.rows.with(|rows| rows.iter().filter(|id| selected.contains(id)).count()),
        }
    });
    let select_all = move |_| {
        let rows = list.rows.get_untracked();
        list.selected.update(|selected| selected.extend(rows.iter().copied()));
    };
    let delete = move |_| {
        let ids = list.chosen();
        let what = data.read(|book| fields::counted(book, kind, ids.len()));
        list.selected.update(|selected| selected.clear());
        toasts.change(data, w::moved_to_trash(&what), data.trash(kind, ids));
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="bulk" role="region" aria-label=w::selection()>
                <span class="num" role="status">{move || w::selected(count.get())}</span>
                <Show when=move || count.get() < list.rows.read().len()>
                    <button type="button" class="link" on:click=select_all>{w::select_all()}</button>
                </Show>
                {taggable.then(|| view! { <Menu label=w::tag() icon="tag" stay_open=true><TagForm list /></Menu> })}
                {party.then(|| view! {
                    <button type="button" class="button" on:click=move |_| tasking.set(true)><Icon name="check-square" /><span>{w::make_tasks()}</span></button>
                })}
                <button type="button" class="button" on:click=move |_| editing.set(true)><Icon name="pencil" /><span>{common::edit()}</span></button>
                <ExportMenu rows=list selected=true />
                <button type="button" class="button" data-danger="true" on:click=delete><Icon name="trash-2" /><span>{common::delete()}</span></button>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=w::clear_selection()
                    on:click=move |_| list.selected.update(|selected| selected.clear())
                >
                    <Icon name="x" />
                </button>
            </div>
        </Show>
        <Dialog open=editing title=Signal::derive(move || w::edit_selected(count.get()))>
            <EditForm list open=editing />
        </Dialog>
        <Dialog open=tasking title=Signal::derive(move || w::tasks_for(count.get()))>
            <super::bulk_tasks::TaskForm list open=tasking />
        </Dialog>
    }
}

#[component]
fn TagForm(list: ListState) -> impl IntoView {
    let data = list.data;
    let toasts = use_toasts();
    let kind = list.kind;
    let typed = RwSignal::new(String::new());
    let known: Vec<String> = data.read(|book| tag::in_use(book, kind)).into_keys().collect();
    let change = move |add: bool| {
        let name = typed.get_untracked().trim().to_owned();
        if name.is_empty() {
            return;
        }
        let ids = list.chosen();
        let now = clock::now();
        let act = if add { Act::Tagged } else { Act::Untagged };
        let mut transaction = Transaction::new(Label::new(act, kind, ids.len(), name.clone()), now);
        transaction.edits = data.read(|book| {
            ids.iter().filter_map(|id| book.get(kind, *id)).map(|record| retagged(record, &name, add)).collect()
        });
        let what = data.read(|book| fields::counted(book, kind, ids.len()));
        let text = if add { w::tagged(&what, &name) } else { w::untagged(&what, &name) };
        toasts.change(data, text, data.commit_any(transaction));
        typed.set(String::new());
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        change(true);
    };
    view! {
        <form class="bulk-tag" on:submit=submit>
            <label class="label" for="bulk-tag">{w::tag_name()}</label>
            <input
                class="input"
                id="bulk-tag"
                list="bulk-tags"
                autocomplete="off"
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <datalist id="bulk-tags">{known.into_iter().map(|name| view! { <option value=name></option> }).collect_view()}</datalist>
            <div class="row">
                <button type="submit" class="button" data-primary="true">{common::add()}</button>
                <button type="button" class="button" on:click=move |_| change(false)>{common::remove()}</button>
            </div>
        </form>
    }
}

fn retagged(record: &Record, name: &str, add: bool) -> Edit {
    let mut tags: Vec<String> = record.choices(keys::TAGS).to_vec();
    match (add, tags.iter().position(|tag| tag == name)) {
        (true, None) => tags.push(name.to_owned()),
        (false, Some(at)) => drop(tags.remove(at)),
        _ => {}
    }
    Edit::new(record.kind, record.id).with(keys::TAGS, Some(Value::Choices(tags)))
}

#[component]
fn EditForm(list: ListState, open: RwSignal<bool>) -> impl IntoView {
    let data = list.data;
    let toasts = use_toasts();
    let kind = list.kind;
    let specs: Vec<FieldSpec> =
        list.specs.get_untracked().into_iter().filter(|spec| typeable(spec) && spec.key != lead(Kind::Order)).collect();
    let chosen = RwSignal::new(specs.first().map(|spec| spec.key));
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let all = StoredValue::new(specs.clone());
    let spec = move || all.with_value(|specs| specs.iter().find(|spec| Some(spec.key) == chosen.get()).cloned());
    let choose = move |event| {
        typed.set(String::new());
        error.set(None);
        chosen.set(Some(Key::new(&event_target_value(&event))));
    };
    let apply = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(spec) = untrack(spec) else { return };
        let ids = list.chosen();
        match edited(list, &spec, &typed.get_untracked(), &ids) {
            Err(text) => error.set(Some(text)),
            Ok(transaction) => {
                let what = data.read(|book| fields::counted(book, kind, ids.len()));
                toasts.change(data, w::field_set(&what, &fields::name(&spec)), data.commit_any(transaction));
                open.set(false);
            }
        }
    };
    let options = specs
        .into_iter()
        .map(|spec| view! { <option value=spec.key.as_str()>{fields::name(&spec)}</option> })
        .collect_view();
    view! {
        <form on:submit=apply>
            <div class="dialog-body">
                <div class="field">
                    <label class="label" for="bulk-field">{w::field()}</label>
                    <select class="input" id="bulk-field" on:change=choose>{options}</select>
                </div>
                {move || spec().map(|spec| {
                    let invalid = Signal::derive(move || error.get().is_some());
                    let label = fields::name(&spec);
                    let input = match spec.type_ {
                        FieldType::Ref(target) => view! { <PartyInput kind=target typed id="bulk-value" /> }.into_any(),
                        _ => view! { <FieldInput spec typed id="bulk-value" invalid /> }.into_any(),
                    };
                    view! { <div class="field"><label class="label" for="bulk-value">{label}</label>{input}</div> }
                })}
                <p class="hint">{w::empty_clears()}</p>
                {move || error.get().map(|text| view! { <p class="error" role="alert">{text}</p> })}
            </div>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{common::cancel()}</button>
                <button type="submit" class="button" data-primary="true">{common::apply()}</button>
            </div>
        </form>
    }
}

/// One transaction that gives a field the typed value on all of these records.
fn edited(list: ListState, spec: &FieldSpec, typed: &str, ids: &[Id]) -> Result<Transaction, String> {
    let label = Label::new(Act::Edited, list.kind, ids.len(), fields::name(spec));
    let mut transaction = Transaction::new(label, clock::now());
    let value = match spec.type_ {
        FieldType::Ref(target) => {
            find_or_new(list.data, target, typed, &mut transaction).map_err(|_| w::unknown_name(typed))?.map(Value::Ref)
        }
        _ => {
            let currency = list.data.read(domain::Book::currency);
            fields::parse(spec, typed, currency).map_err(|misfit| w::misfit(misfit).to_owned())?
        }
    };
    transaction.edits.extend(ids.iter().map(|id| Edit::new(list.kind, *id).with(spec.key, value.clone())));
    Ok(transaction)
}
