//! The list of a record kind: search, filter, sort, columns, views, selection, and a record opened from it.
//!
//! One list serves contacts, companies, orders and tasks; a kind differs only by its `FIELDS`. Invariant:
//! what the user may want to come back to stands in the address ([`place`]); selection and scroll position
//! stay with [`state::ListState`]. Not here: what a record shows ([`crate::record`]).

mod alike;
pub(crate) mod bulk;
mod bulk_tasks;
pub(crate) mod columns;
pub(crate) mod filter;
mod keyboard;
pub(crate) mod new;
mod nothing;
pub mod place;
mod row;
pub mod screen;
pub mod state;
mod table;
mod toolbar;
mod value;
pub(crate) mod views;

pub use new::{NewRecord, SameReach, duplicates};
pub use row::{overdue, toggle_done, tone as row_tone};

use crate::{
    data::{Loaded, use_data},
    fields, format,
    record::RecordView,
    ui::{Icon, Page},
    words::list as w,
};
use domain::Kind;
use leptos::prelude::*;
use place::Place;
use screen::Screen;
use state::ListState;

/// The page of a kind: its list and, beside it or instead of it, the record that is open.
#[component]
pub fn ListPage(kind: Kind) -> impl IntoView {
    let place = Place::new(kind);
    let screen = Screen::new();
    let list = ListState::new(kind, place);
    keyboard::listen(list, screen);
    let full = Memo::new(move |_| place.open.get().is_some() && (!screen.wide.get() || place.full()));
    let record = move |full: bool| move || place.open.get().map(|id| view! { <RecordView kind id place full /> });
    view! {
        <Show
            when=move || full.get()
            fallback=move || view! {
                <div class="list-page" data-panel=move || place.open.get().is_some().then_some("true")>
                    <div class="list-main"><List list screen /></div>
                    {record(false)}
                </div>
            }
        >
            {record(true)}
        </Show>
    }
    .into_any()
}

#[component]
fn List(list: ListState, screen: Screen) -> impl IntoView {
    let data = use_data();
    let kind = list.kind;
    let title = data.read(|book| fields::kind_many(book, kind));
    let total = move || {
        let known = data.loaded.get() >= list.needs();
        if known { format::count(list.rows.read().len() as f64) } else { String::new() }
    };
    let creating = RwSignal::new(false);
    Effect::new(move || {
        if list.place.get("new").is_some() {
            creating.set(true);
            list.place.change(true, &[("new", None)]);
        }
    });
    let actions = move || {
        view! {
            <button type="button" class="button" data-primary="true" on:click=move |_| creating.set(true)>
                <Icon name="plus" />
                <span>{w::new_record(kind)}</span>
            </button>
        }
    };
    let state =
        Memo::new(move |_| (data.loaded.get() >= list.needs(), data.watch(&[kind], |book| book.count(kind) == 0)));
    let content = move || match state.get() {
        (false, true) => view! { <nothing::Skeleton /> }.into_any(),
        (true, true) => view! { <nothing::NoRecords kind creating /> }.into_any(),
        (_, false) => view! { <Filled list screen /> }.into_any(),
    };
    view! {
        <Page title=title.clone() meta=move || total actions=actions>
            {content}
            <NewRecord kind open=creating place=list.place />
        </Page>
    }
    .into_any()
}

#[component]
fn Filled(list: ListState, screen: Screen) -> impl IntoView {
    let nothing = Memo::new(move |_| list.rows.read().is_empty());
    view! {
        <toolbar::Toolbar list screen />
        <filter::Chips list />
        <Show when=move || !nothing.get() fallback=move || view! { <nothing::NothingFound list /> }>
            <table::Table list screen />
        </Show>
        <bulk::Bar list />
    }
}

/// From when on a kind is loaded: people come first, orders and tasks last.
pub fn loaded_with(kind: Kind) -> Loaded {
    match kind {
        Kind::Contact | Kind::Company => Loaded::People,
        _ => Loaded::Part,
    }
}

/// What a record is called, or that it has no name.
pub fn title_of(book: &domain::Book, kind: Kind, id: domain::Id) -> String {
    book.get(kind, id).map(|record| row::title(book, record)).unwrap_or_default()
}
