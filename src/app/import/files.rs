//! Step 1: choosing a file. Not here: reading files (the worker does).

use super::Session;
use crate::{
    data::use_data,
    format, start,
    ui::{Icon, use_toasts},
    words::{common, import as w, import_many as m, start as s},
};
use domain::{Kind, import::bundle_head};
use leptos::{html, prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::{File, FileList};

/// Starts with files, wherever they came from: chosen, dropped, pasted, or opened with the app.
pub fn take(mut files: Vec<File>) {
    let Some((session, ..)) = super::session().filter(|(session, ..)| !session.busy()) else { return };
    session.reset();
    for (ending, name) in [(".eml", m::messages_joined as fn(usize) -> String), (".vcf", m::cards_joined)] {
        files = joined(files, ending, name);
    }
    match files.len() {
        0 => {}
        1 => {
            session.file.set(files.pop());
            session.look(|_| {});
        }
        _ => session.take_batch(files),
    }
}

/// Stops the look and forgets the file.
fn stop(session: Session) {
    session.reset();
    spawn_local(session.quiet());
}

/// Messages and contact cards come one in a file: several are one table.
fn joined(files: Vec<File>, ending: &str, name: fn(usize) -> String) -> Vec<File> {
    let (own, mut others): (Vec<File>, Vec<File>) =
        files.into_iter().partition(|file| file.name().to_lowercase().ends_with(ending));
    if own.len() < 2 {
        others.extend(own);
        return others;
    }
    let named: Vec<(String, u64)> = own.iter().map(|file| (file.name(), file.size() as u64)).collect();
    let parts = js_sys::Array::of1(&bundle_head(named.iter().map(|(name, size)| (name.as_str(), *size))).into());
    for file in &own {
        parts.push(file);
    }
    match File::new_with_blob_sequence(&parts, &name(own.len())) {
        Ok(one) => others.push(one),
        Err(_) => others.extend(own),
    }
    others
}

fn all(files: Option<FileList>) -> Vec<File> {
    files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect()).unwrap_or_default()
}

/// Whether files are dragged, not a text from one input to another.
fn brings_files(event: &web_sys::DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// Files or a table that was pasted onto the page, not into one of its inputs.
fn pasted(event: &web_sys::ClipboardEvent) -> Vec<File> {
    let into = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if into.is_some_and(|element| ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str())) {
        return Vec::new();
    }
    let Some(data) = event.clipboard_data() else { return Vec::new() };
    let files = all(data.files());
    let text = data.get_data("text/plain").unwrap_or_default();
    // A spreadsheet puts a picture of the cells beside them.
    if text.trim().is_empty() {
        return files;
    }
    File::new_with_str_sequence(&js_sys::Array::of1(&text.into()), m::pasted_file()).into_iter().collect()
}

#[component]
pub fn Files(session: Session) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let files = all(input.files());
        // Choosing the same file once more, after it was changed, counts too.
        input.set_value("");
        if !files.is_empty() {
            take(files);
        }
    };
    // Anywhere on the page: elsewhere the browser would open a file in the app's place.
    let dragged = window_event_listener(leptos::ev::dragover, |event| {
        if brings_files(&event) {
            event.prevent_default();
        }
    });
    let dropped = window_event_listener(leptos::ev::drop, move |event| {
        over.set(false);
        if !brings_files(&event) {
            return;
        }
        event.prevent_default();
        let files = all(event.data_transfer().and_then(|data| data.files()));
        if !files.is_empty() {
            take(files);
        }
    });
    let paste = window_event_listener(leptos::ev::paste, move |event| {
        let files = pasted(&event);
        if !files.is_empty() {
            event.prevent_default();
            take(files);
        }
    });
    on_cleanup(move || [paste, dragged, dropped].into_iter().for_each(WindowListenerHandle::remove));
    let chosen_some = move || session.file.with(Option::is_some) || session.batch.with(|batch| !batch.is_empty());
    let name = move || session.file.get().map(|file| (file.name(), format::bytes(file.size())));
    view! {
        <section class="import-step" aria-labelledby="import-files">
            <h2 id="import-files">{w::files()}</h2>
            <label
                class="drop-zone"
                data-over=move || over.get().then_some("true")
                data-small=move || chosen_some().then_some("true")
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
            >
                <Icon name="upload" />
                <span class="drop-title">{move || name().map_or_else(|| w::drop_here().to_owned(), |(name, size)| format!("{name} · {size}"))}</span>
                <span class="muted">{move || if chosen_some() { w::other_file() } else { w::what_it_reads() }}</span>
                <Show when=move || !chosen_some()><span class="muted drop-paste">{m::or_paste()}</span></Show>
                <span class="button" aria-hidden="true">{w::choose_files()}</span>
                <input
                    class="visually-hidden"
                    type="file"
                    accept=".csv,.tsv,.txt,.xlsx,.xls,.ods,.vcf,.ics,.eml,.mbox,.zip,.solocrm,.jsonl,text/csv,text/plain,text/tab-separated-values,text/vcard"
                    aria-label=w::choose_files()
                    multiple=true
                    node_ref=input
                    disabled=move || session.busy()
                    on:change=chosen
                />
            </label>
            <Show when=move || session.reading.get()>
                <div class="progress">
                    <span class="muted" role="status">{w::reading()}</span>
                    <progress max="1" value=move || session.seen_share.get() aria-label=w::reading()></progress>
                    <button type="button" class="button" on:click=move |_| stop(session)>{common::cancel()}</button>
                </div>
            </Show>
            <Show when=move || !chosen_some()>
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
