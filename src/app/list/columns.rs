use super::state::{ListState, lead};
use crate::{
    fields, parts,
    record::focus_soon,
    ui::{Icon, Menu},
    words::list as w,
};
use domain::{FieldSpec, Key};
use leptos::prelude::*;

/// Which fields are columns, and in which order.
#[component]
pub fn Columns(list: ListState) -> impl IntoView {
    view! {
        <Menu label=w::columns() icon="columns-3" stay_open=true>
            {parts::piece(&parts::COLUMNS, list)}
        </Menu>
    }
}

#[component]
pub(crate) fn ColumnList(list: ListState) -> impl IntoView {
    let chosen = move || list.columns.get();
    let others = move || {
        let chosen = list.columns.get();
        list.specs
            .get()
            .into_iter()
            .filter(|spec| !chosen.iter().any(|column| column.key == spec.key))
            .collect::<Vec<_>>()
    };
    view! {
        <div class="column-list" role="group" aria-label=w::columns()>
            <For each=chosen key=|spec| spec.key children=move |spec| view! { <Column list spec shown=true /> } />
            <hr />
            <For each=others key=|spec| spec.key children=move |spec| view! { <Column list spec shown=false /> } />
            <hr />
            <button type="button" class="menu-item" on:click=move |_| list.set_columns(None)>
                <Icon name="rotate-ccw" />
                <span>{w::reset_columns()}</span>
            </button>
        </div>
    }
}

fn keys(list: ListState) -> Vec<Key> {
    list.columns.with_untracked(|columns| columns.iter().map(|spec| spec.key).collect())
}

#[component]
fn Column(list: ListState, spec: FieldSpec, shown: bool) -> impl IntoView {
    let key = spec.key;
    let name = fields::name(&spec);
    let fixed = key == lead(list.kind);
    let control_id = move || format!("column-{key}");
    let toggle = move |_| {
        let mut keys = keys(list);
        match keys.iter().position(|known| *known == key) {
            Some(at) => drop(keys.remove(at)),
            None => keys.push(key),
        }
        list.set_columns(Some(keys));
        // The line goes to the other part of the list; the keyboard goes with it.
        focus_soon(control_id());
    };
    let shift = move |by: isize| {
        let mut keys = keys(list);
        let Some(from) = keys.iter().position(|known| *known == key) else { return };
        // The first column names the record and stays.
        if let Some(to) = from.checked_add_signed(by).filter(|to| (1..keys.len()).contains(to)) {
            keys.swap(from, to);
            list.set_columns(Some(keys));
        }
    };
    let arrows = (shown && !fixed).then(|| view! {
        <button type="button" class="icon-button" aria-label=w::move_up(&name) on:click=move |_| shift(-1)><Icon name="chevron-up" /></button>
        <button type="button" class="icon-button" aria-label=w::move_down(&name) on:click=move |_| shift(1)><Icon name="chevron-down" /></button>
    });
    view! {
        <div class="column-line">
            <label class="check">
                <input type="checkbox" id=control_id() prop:checked=shown disabled=fixed on:change=toggle />
                <span>{name.clone()}</span>
            </label>
            {arrows}
        </div>
    }
}
