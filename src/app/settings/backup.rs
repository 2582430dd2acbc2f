//! A backup out, a backup in: made and checked in the worker, brought in as one change that can be taken back.

use super::{
    brought::{Refused, brought},
    controls::Section,
    folder::FolderSection,
    replace,
    snapshots::SnapshotList,
};
use crate::{
    clock,
    data::{Data, Loaded, use_data},
    fields, format,
    history::changes::{self, ChangeList},
    rescue, snapshots,
    ui::{Icon, Toasts, use_toasts},
    words::{backup as w, history as h, restore as rw, settings::unnamed},
    workers,
};
use domain::backup::{BackupError, Names};
use leptos::{prelude::*, task::spawn_local};
use protocol::{BackupRead, Failure, Job, MergeBackupJob, Outcome, Passphrase};
use web_sys::File;

/// Fields shown of the changed records.
const FIELDS: usize = 300;

#[component]
pub fn BackupTab() -> impl IntoView {
    let look = Look::new();
    view! {
        <replace::WhatWasBefore />
        <Make />
        <Bring look />
        <FolderSection />
        <SnapshotList look />
    }
}

pub(crate) fn secret(text: &str) -> Option<Passphrase> {
    (!text.is_empty()).then(|| Passphrase(text.to_owned()))
}

#[component]
pub(crate) fn Secret(#[prop(into)] label: String, value: RwSignal<String>) -> impl IntoView {
    let id = format!("secret-{}", clock::random());
    view! {
        <div class="field">
            <label class="label" for=id.clone()>{label}</label>
            <input class="input" type="password" id=id autocomplete="new-password" prop:value=value on:input=move |event| value.set(event_target_value(&event)) />
        </div>
    }
}

#[component]
fn Make() -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let (passphrase, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let loaded = Memo::new(move |_| data.loaded.get() == Loaded::All);
    let make = move |_| {
        busy.set(true);
        spawn_local(async move {
            match written(data, secret(&passphrase.get_untracked())).await {
                Ok(told) => toasts.say(told),
                Err(reason) => toasts.warn(w::failed(&reason)),
            }
            busy.try_set(false);
        });
    };
    view! {
        <Section title=w::make_title() hint=w::make_hint()>
            <Secret label=w::passphrase() value=passphrase />
            <p class="hint">{w::passphrase_hint()}</p>
            <div class="row">
                <button type="button" class="button" data-primary="true" disabled=move || busy.get() || !loaded.get() on:click=make><Icon name="download" />{w::make()}</button>
                <span class="muted" role="status">{move || busy.get().then(w::making)}</span>
            </div>
        </Section>
    }
}

async fn written(data: Data, passphrase: Option<Passphrase>) -> Result<String, String> {
    if !data.saved().await {
        return Err(crate::words::insights::not_saved_yet().to_owned());
    }
    match workers::run(Job::Backup(passphrase), None).await {
        Ok(Outcome::Backup { file, about }) => {
            let name = format!("solo-crm-{}.solocrm", clock::today().iso());
            rescue::download(&name, &file.0, "application/octet-stream")
                .map_err(|_| crate::words::settings::download_refused().to_owned())?;
            snapshots::taken_out(data);
            Ok(w::made(&format::count(about.records() as f64), &format::bytes(about.bytes as f64)))
        }
        Ok(_) => Err(crate::words::import::job_broke().to_owned()),
        Err(failure) => Err(workers::failure(&failure)),
    }
}

/// A backup that is being looked at.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub file: RwSignal<Option<File>, LocalStorage>,
    pub passphrase: RwSignal<String>,
    asks: RwSignal<bool>,
    pub busy: RwSignal<Option<&'static str>>,
    pub problem: RwSignal<Option<String>>,
    read: RwSignal<Option<BackupRead>>,
}

impl Look {
    fn new() -> Self {
        Self {
            file: RwSignal::new_local(None),
            passphrase: RwSignal::new(String::new()),
            asks: RwSignal::new(false),
            busy: RwSignal::new(None),
            problem: RwSignal::new(None),
            read: RwSignal::new(None),
        }
    }

    /// Reads a file and shows what is different.
    pub fn begin(self, data: Data, file: File) {
        self.file.set(Some(file));
        self.passphrase.set(String::new());
        self.asks.set(false);
        look_into(self, data);
    }
}

#[component]
fn Bring(look: Look) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let loaded = Memo::new(move |_| data.loaded.get() == Loaded::All);
    let input = NodeRef::<leptos::html::Input>::new();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // The same file chosen again is a change again.
        input.set_value("");
        if let Some(file) = file {
            look.begin(data, file);
        }
    };
    view! {
        <Section title=w::bring_title() hint=w::bring_hint()>
            <label class="button file-button">
                <Icon name="upload" />
                {w::choose()}
                <input class="visually-hidden" type="file" accept=".solocrm,.zip,.jsonl" aria-label=w::choose() node_ref=input disabled=move || look.busy.get().is_some() || !loaded.get() on:change=chosen />
            </label>
            <Show when=move || look.asks.get()>
                <Secret label=w::its_passphrase() value=look.passphrase />
                <div class="row"><button type="button" class="button" disabled=move || look.busy.get().is_some() on:click=move |_| look_into(look, data)>{w::open()}</button></div>
            </Show>
            <Show when=move || look.problem.get().is_some()>
                <p class="notice" data-tone="bad" role="alert">{move || look.problem.get()}</p>
            </Show>
            <p class="muted" role="status">{move || look.busy.get()}</p>
            {move || look.read.get().map(|read| view! { <Found look read toasts /> })}
        </Section>
    }
}

fn look_into(look: Look, data: Data) {
    let Some(file) = look.file.get_untracked() else { return };
    look.busy.set(Some(w::reading()));
    look.problem.set(None);
    look.read.set(None);
    let job = Job::ReadBackup(secret(&look.passphrase.get_untracked()));
    spawn_local(async move {
        let problem = match data.saved().await {
            false => Some(crate::words::insights::not_saved_yet().to_owned()),
            true => match workers::run(job, Some(file)).await {
                Ok(Outcome::BackupRead(read)) => {
                    look.asks.try_set(false);
                    look.read.try_set(Some(*read));
                    None
                }
                Ok(_) => Some(crate::words::import::job_broke().to_owned()),
                Err(Failure::Backup(BackupError::NeedsPassphrase)) if !look.asks.get_untracked() => {
                    look.asks.try_set(true);
                    None
                }
                Err(failure) => Some(workers::failure(&failure)),
            },
        };
        look.problem.try_set(problem);
        look.busy.try_set(None);
    });
}

#[component]
fn Found(look: Look, read: BackupRead, toasts: Toasts) -> impl IntoView {
    let data = use_data();
    let name = look.file.get_untracked().map(|file| file.name()).unwrap_or_default();
    let told = w::about(&name, &format::date_time(read.about.created_at), &format::count(read.about.records() as f64));
    let partial = read.about.partial;
    let same = read.kinds.is_empty();
    let count = |names: &domain::backup::Names| {
        let count = names.count;
        view! { <td class="num">{(count > 0).then(|| format::count(count as f64))}</td> }
    };
    let rows = read.kinds.iter().map(|own| {
        let kind = data.read(|book| fields::kind_many(book, own.kind));
        view! { <tr><th scope="row">{kind}</th>{count(&own.added)}{count(&own.changed)}{count(&own.removed)}</tr> }
    });
    let rows = rows.collect_view();
    let merge = move |_| bring(look, data, toasts, false);
    view! {
        <p>{told}</p>
        {partial.then(|| view! { <p class="hint">{rw::partial()}</p> })}
        {if same {
            view! { <p class="muted">{w::same()}</p> }.into_any()
        } else {
            view! {
                <div class="table-scroll">
                    <table class="table">
                        <thead><tr><th scope="col">{w::since()}</th><th scope="col" class="num">{w::added()}</th><th scope="col" class="num">{w::changed()}</th><th scope="col" class="num">{w::removed()}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <Details read=read.clone() />
                <div class="row">
                    <button type="button" class="button" data-primary="true" disabled=move || look.busy.get().is_some() on:click=merge>{w::merge()}</button>
                    <span class="hint">{w::merge_hint()}</span>
                </div>
                {(!partial).then(|| view! { <WaysBack look /> })}
            }.into_any()
        }}
    }
}

/// Which records, and of the changed ones what the fields were and are.
#[component]
fn Details(read: BackupRead) -> impl IntoView {
    let data = use_data();
    let names = |names: &Names, told: fn(&str) -> String, kind: &str| {
        (names.count > 0).then(|| {
            let named: Vec<&str> =
                names.names.iter().map(|name| if name.is_empty() { unnamed() } else { name.as_str() }).collect();
            let more = names.count as usize - named.len();
            let more = (more > 0).then(|| format!(" {}", h::and_more(more)));
            view! { <p><span class="muted">{told(kind)}</span>{named.join(", ")}{more}</p> }
        })
    };
    let listed = read.kinds.iter().map(|own| {
        let kind = data.read(|book| fields::kind_many(book, own.kind));
        view! { {names(&own.added, w::added_of, &kind)}{names(&own.removed, w::removed_of, &kind)} }
    });
    let listed = listed.collect_view();
    let edits = read.changes.edits;
    let (lines, hidden) = data.read(|book| changes::lines(book, &edits, FIELDS));
    let changed: u64 = read.kinds.iter().map(|own| own.changed.count).sum();
    let first = (changed > edits.len() as u64).then(|| view! { <p class="muted">{w::first_changed(edits.len())}</p> });
    view! {
        <details class="backup-details">
            <summary>{w::details()}</summary>
            {listed}
            {(!lines.is_empty()).then(|| view! { <p class="muted">{w::changed_fields()}</p> <ChangeList lines hidden /> })}
            {first}
        </details>
    }
    .into_any()
}

/// From what is here to what the backup holds: as a change that can be taken back, or from the ground up.
#[component]
fn WaysBack(look: Look) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let back = move |_| bring(look, data, toasts, true);
    let everything = move |_| replace::everything(look, data, toasts);
    view! {
                <div class="row">
                    <button type="button" class="button" disabled=move || look.busy.get().is_some() on:click=back>{w::go_back()}</button>
                    <span class="hint">{w::go_back_hint()}</span>
                </div>
                <div class="row">
                    <button type="button" class="button" disabled=move || look.busy.get().is_some() on:click=everything>{rw::replace()}</button>
                    <span class="hint">{rw::replace_hint()}</span>
                </div>
    }
    .into_any()
}

/// Merges the backup, or makes everything what it holds.
fn bring(look: Look, data: Data, toasts: Toasts, back: bool) {
    let Some(file) = look.file.get_untracked() else { return };
    let name = file.name();
    let job = MergeBackupJob {
        passphrase: secret(&look.passphrase.get_untracked()),
        into_nothing: back,
        name: name.clone(),
        at: clock::now(),
    };
    look.busy.set(Some(w::working()));
    look.problem.set(None);
    spawn_local(async move {
        let problem = brought(data, toasts, job, file).await.err().map(Refused::told);
        if problem.is_none() {
            look.read.try_set(None);
        }
        look.problem.try_set(problem);
        look.busy.try_set(None);
    });
}
