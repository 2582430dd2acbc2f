//! The records that were merged into this one, each with its way back.

use super::{Open, heading};
use crate::{
    data::{name_of, use_data},
    format,
    trash::back,
    ui::use_toasts,
    words::{duplicates as w, settings},
};
use domain::{Id, Instant, keys};
use leptos::prelude::*;

#[component]
pub fn Merged(open: Open) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let Open { kind, id, .. } = open;
    let merged = Memo::new(move |_| {
        data.watch(&[kind], |book| {
            let here = book.trashed(kind).filter(|record| record.reference(keys::MERGED_INTO) == Some(id));
            let told = here.map(|record| (record.id, name_of(book, kind, record.id), record.instant(keys::TRASHED_AT)));
            told.collect::<Vec<_>>()
        })
    });
    let line = move |(id, name, at): (Id, String, Option<Instant>)| {
        let name = if name.is_empty() { settings::unnamed().to_owned() } else { name };
        let name_id = format!("merged-{id}");
        view! {
            <li class="merged-line">
                <span id=name_id.clone()>{name}</span>
                {at.map(|at| view! { <time class="muted" title=format::date_time(at)>{w::merged_when(&format::moment(at))}</time> })}
                <button type="button" class="button" aria-describedby=name_id on:click=move |_| back::bring((data, toasts, kind, vec![id]))>{w::undo_merge()}</button>
            </li>
        }
    };
    let section = move || {
        view! {
            <section class="record-section">
                {heading(open, w::merged_from())}
                <ul class="merged-list">{merged.get().into_iter().map(line).collect_view()}</ul>
            </section>
        }
    };
    let any = Memo::new(move |_| merged.with(|merged| !merged.is_empty()));
    view! { {move || any.get().then(section)} }.into_any()
}
