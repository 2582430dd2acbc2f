//! What stands where rows would be.

use super::{place::href, state::ListState};
use crate::{
    shell::FirstRunShown,
    ui::{Empty, Icon},
    words::list as w,
};
use domain::Kind;
use leptos::prelude::*;

/// The shape of the list while it is loaded.
#[component]
pub fn Skeleton() -> impl IntoView {
    view! {
        <div class="list-skeleton" role="status" aria-label=crate::words::common::loading()>
            {(0..12).map(|_| view! { <i></i> }).collect_view()}
        </div>
    }
}

fn icon(kind: Kind) -> &'static str {
    crate::routes::PageId::ALL
        .into_iter()
        .find(|page| page.kind() == Some(kind))
        .map_or("users", crate::routes::PageId::icon)
}

#[component]
pub fn NoRecords(kind: Kind, creating: RwSignal<bool>) -> impl IntoView {
    let importable = kind != Kind::Task;
    let first_run = use_context::<FirstRunShown>();
    let start_anew = move |_| {
        if let Some(FirstRunShown(shown)) = first_run {
            shown.set(true);
        }
    };
    view! {
        <Empty icon=icon(kind) text=w::no_records(kind)>
            <button type="button" class="button" data-primary="true" on:click=move |_| creating.set(true)>
                <Icon name="plus" />
                <span>{w::new_record(kind)}</span>
            </button>
            {importable.then(|| view! {
                <a class="button" href=href("/import")><Icon name="upload" /><span>{w::import_file()}</span></a>
                <button type="button" class="button" data-quiet="true" on:click=start_anew>{w::use_sample()}</button>
            })}
        </Empty>
    }
}

#[component]
pub fn NothingFound(list: ListState) -> impl IntoView {
    view! {
        <Empty icon="search" text=w::nothing_found()>
            <button type="button" class="button" on:click=move |_| list.clear()>{w::clear_all()}</button>
        </Empty>
    }
}
