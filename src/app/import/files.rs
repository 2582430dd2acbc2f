//! Step 1: choosing a file. Not here: reading files (the worker does).

use super::Session;
use crate::{
    data::use_data,
    format, start,
    ui::{Icon, use_toasts},
    words::{import as w, start as s},
};
use domain::Kind;
use leptos::{html, prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

/// Starts with a file that came from elsewhere (dropped on another page).
pub fn set_file(file: web_sys::File) {
    if let Some((session, ..)) = super::session()
        && !session.busy()
    {
        session.reset();
        session.file.set(Some(file));
        session.look(|_| {});
    }
}

#[component]
pub fn Files(session: Session) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // Choosing the same file once more, after it was changed, counts too.
        input.set_value("");
        if let Some(file) = file {
            set_file(file);
        }
    };
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
            set_file(file);
        }
    };
    let name = move || session.file.get().map(|file| (file.name(), format::bytes(file.size())));
    view! {
        <section class="import-step" aria-labelledby="import-files">
            <h2 id="import-files">{w::files()}</h2>
            <label
                class="drop-zone"
                data-over=move || over.get().then_some("true")
                data-small=move || session.file.get().is_some().then_some("true")
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=dropped
            >
                <Icon name="upload" />
                <span class="drop-title">{move || name().map_or_else(|| w::drop_here().to_owned(), |(name, size)| format!("{name} · {size}"))}</span>
                <span class="muted">{move || if session.file.get().is_some() { w::other_file() } else { w::what_it_reads() }}</span>
                <span class="button" aria-hidden="true">{w::choose_files()}</span>
                <input
                    class="visually-hidden"
                    type="file"
                    accept=".csv,.tsv,.txt,.xlsx,.xls,.ods,.vcf,.eml,.mbox,.zip,text/csv,text/plain,text/tab-separated-values,text/vcard"
                    aria-label=w::choose_files()
                    node_ref=input
                    disabled=move || session.busy()
                    on:change=chosen
                />
            </label>
            <Show when=move || session.reading.get()>
                <p class="muted" role="status">{w::reading()}</p>
            </Show>
            <Show when=move || session.file.get().is_none()>
                <SampleLink />
            </Show>
        </section>
    }
}

/// For those who have no file at hand and nothing in the app yet.
#[component]
fn SampleLink() -> impl IntoView {
    let (data, toasts, navigate) = (use_data(), use_toasts(), use_navigate());
    let busy = RwSignal::new(false);
    let nothing = move || {
        data.watch(&[Kind::Contact, Kind::Order], |book| book.count(Kind::Contact) + book.count(Kind::Order) == 0)
    };
    let add = move |_| {
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            match start::add_sample(data).await {
                Ok((count, receipt)) => {
                    toasts.changed(data, s::sample_added(count), receipt);
                    navigate("/contacts", Default::default());
                }
                Err(reason) => toasts.warn(reason),
            }
            busy.try_set(false);
        });
    };
    view! {
        <Show when=move || nothing() || busy.get()>
            <p class="row">
                <button type="button" class="link" disabled=busy on:click=add.clone()>{s::sample()}</button>
                <span class="muted" role="status">{move || busy.get().then(s::making_sample)}</span>
            </p>
        </Show>
    }
}
