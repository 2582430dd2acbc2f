//! One record: its head, its facts, and what happened with it.
//!
//! The same pieces serve the side panel and the full page of every kind; which of them a kind has is said
//! here. Every change is one transaction with Undo. Not here: how a new record is made (`list::NewRecord`).

mod activity;
mod address;
mod changes;
mod composer;
mod fact;
mod facts;
mod head;
mod lines;
mod linked;
mod merged;
pub mod party;
mod scores;
mod tags;
mod tasks;
mod timeline;

pub use composer::link_key;
pub use fact::focus_soon;

use crate::{
    data::{name_of, use_data},
    list::{
        loaded_with,
        place::{Place, href},
    },
    parts,
    routes::record_path,
    trash,
    ui::{Empty, use_toasts},
    words::{duplicates, record as w},
};
use domain::{Id, Kind, keys};
use leptos::prelude::*;

/// The record that is open; all its parts work on it.
#[derive(Clone, Copy)]
pub struct Open {
    pub kind: Kind,
    pub id: Id,
    pub place: Place,
    /// It has the page to itself.
    pub full: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Presence {
    Awaited,
    Here,
    Trashed,
    Unknown,
}

#[component]
pub fn RecordView(kind: Kind, id: Id, place: Place, full: bool) -> impl IntoView {
    let data = use_data();
    let open = Open { kind, id, place, full };
    let presence = Memo::new(move |_| {
        let found = data.watch(&[kind], |book| book.get(kind, id).map(|record| record.trashed()));
        match found {
            Some(false) => Presence::Here,
            Some(true) => Presence::Trashed,
            None if data.loaded.get() < loaded_with(kind) => Presence::Awaited,
            None => Presence::Unknown,
        }
    });
    let content = move || {
        match presence.get() {
        Presence::Here => parts::piece(&parts::RECORD, open),
        Presence::Awaited => view! { <div class="record-skeleton" role="status" aria-label=crate::words::common::loading()><i></i><i></i><i></i><i></i></div> }.into_any(),
        Presence::Trashed => view! { <Missing open trashed=true /> }.into_any(),
        Presence::Unknown => view! { <Missing open trashed=false /> }.into_any(),
    }
    };
    if full {
        view! { <article class="record" data-full="true">{content}</article> }.into_any()
    } else {
        view! { <aside class="record" aria-label=w::open_record()>{content}</aside> }.into_any()
    }
}

/// The heading of a section: one level below the record's own.
fn heading(open: Open, text: impl Into<String>) -> AnyView {
    let text = text.into();
    match open.full {
        true => view! { <h2>{text}</h2> }.into_any(),
        false => view! { <h3>{text}</h3> }.into_any(),
    }
}

#[component]
pub(crate) fn Parts(open: Open) -> impl IntoView {
    let party = matches!(open.kind, Kind::Contact | Kind::Company);
    // Has notes and tasks of its own.
    let followed = party || open.kind == Kind::Deal;
    view! {
        <head::Head open />
        <div class="record-body">
            <div class="record-facts">
                <facts::Facts open />
                {followed.then(|| view! { <scores::Scores open /> })}
                {followed.then(|| view! { <tasks::Tasks open /> })}
                {party.then(|| view! { <linked::Orders open /> })}
                {(open.kind == Kind::Company).then(|| view! { <linked::People open /> })}
                {(open.kind == Kind::Order).then(|| view! { <lines::Lines open /> })}
                {party.then(|| view! { <merged::Merged open /> })}
                {(!followed).then(|| view! { <changes::ChangeList open changes=changes::Changes::new(open) /> })}
            </div>
            {followed.then(|| view! { <timeline::Timeline open /> })}
        </div>
    }
    .into_any()
}

/// In the place of a record that is in the trash or not known.
#[component]
fn Missing(open: Open, trashed: bool) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let Open { kind, id, place, full } = open;
    let restore = move |_| trash::restore(data, toasts, kind, vec![id]);
    let into = data.read(|book| book.get(kind, id).and_then(|record| record.reference(keys::MERGED_INTO)));
    let text = if trashed { w::in_trash() } else { w::unknown_record() };
    let way_back = if into.is_some() { duplicates::undo_merge() } else { w::restore() };
    let other = into.map(|into| {
        let name = data.read(|book| name_of(book, kind, into));
        view! { <a class="button" href=href(&record_path(kind, into))>{duplicates::merged(&name)}</a> }
    });
    view! {
        {full.then(|| view! { <h1 class="visually-hidden">{w::not_found()}</h1> })}
        <Empty icon=if trashed { "trash-2" } else { "search" } text=text>
            {trashed.then(|| view! { <button type="button" class="button" data-primary="true" on:click=restore>{way_back}</button> })}
            {other}
            <a class="button" href=move || place.back_href() data-noscroll="true">{w::back_to_list()}</a>
        </Empty>
    }
    .into_any()
}
