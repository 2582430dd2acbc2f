//! A whole backup instead of everything that is here, in a database of its own, and the way back.
//!
//! The worker writes and checks, the page only turns to it and begins anew, as do the other tabs. Invariant: until
//! then nothing that is here is touched, and whatever goes wrong is told.

use super::{
    backup::{Look, secret},
    brought::revisions,
    controls::Section,
};
use crate::{
    clock,
    data::{Data, Loaded, use_data},
    format, snapshots,
    ui::{Icon, Toasts, use_toasts},
    words::{backup as bw, restore as w, shell::storage_error},
    workers,
};
use domain::snapshot::Reason;
use leptos::{prelude::*, task::spawn_local};
use protocol::{DATABASE, Job, Outcome, Passphrase, RestoreJob};
use storage::{Before, Restoring};
use web_sys::File;

/// Replaces everything with the backup that is being looked at.
pub(super) fn everything(look: Look, data: Data, toasts: Toasts) {
    let Some(file) = look.file.get_untracked() else { return };
    let passphrase = secret(&look.passphrase.get_untracked());
    look.busy.set(Some(w::writing()));
    look.problem.set(None);
    spawn_local(async move {
        match replaced(data, toasts, file, passphrase).await {
            Ok(()) => begin_anew(),
            Err(reason) => {
                look.problem.try_set(Some(w::not_replaced(&reason)));
                look.busy.try_set(None);
            }
        }
    });
}

async fn replaced(data: Data, toasts: Toasts, file: File, passphrase: Option<Passphrase>) -> Result<(), String> {
    if !data.saved().await {
        return Err(crate::words::insights::not_saved_yet().to_owned());
    }
    snapshots::before(data, toasts, Reason::Restore).await;
    let label = file.name();
    let restoring = Restoring::begin(DATABASE).await.map_err(|error| storage_error(&error))?;
    let before = data.read(revisions);
    let job = Job::Restore(RestoreJob { passphrase, generation: restoring.generation, at: clock::now() });
    let problem = match workers::run(job, Some(file)).await {
        // What was entered meanwhile would be left behind.
        Ok(Outcome::Restored(_)) if data.read(revisions) != before || !data.saved().await => {
            bw::changed_meanwhile().to_owned()
        }
        Ok(Outcome::Restored(_)) => {
            return restoring.switch(&label, clock::now()).await.map_err(|error| storage_error(&error));
        }
        Ok(_) => crate::words::import::job_broke().to_owned(),
        Err(failure) => workers::failure(&failure),
    };
    // What cannot be cleared away now goes at the next start.
    drop(restoring.abandon().await);
    Err(problem)
}

/// Nothing in memory is true any longer.
fn begin_anew() {
    crate::shell::fault::reload();
}

/// Shown as long as there is something to put back.
#[component]
pub(super) fn WhatWasBefore() -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let before = RwSignal::new(None::<Before>);
    let busy = RwSignal::new(false);
    spawn_local(async move {
        if let Ok(found) = storage::before(DATABASE).await {
            before.try_set(found);
        }
    });
    let put_back = move |_| {
        busy.set(true);
        spawn_local(async move {
            match back(data, toasts).await {
                Ok(()) => begin_anew(),
                Err(reason) => {
                    toasts.warn(reason);
                    busy.try_set(false);
                }
            }
        });
    };
    move || {
        let Before { label, at, .. } = before.get()?;
        let when = format::date_time(at);
        let told = if label.is_empty() { w::was_put_back(&when) } else { w::replaced(&label, &when) };
        Some(view! {
            <Section title=w::title()>
                <p>{told}</p>
                <div class="row">
                    <button type="button" class="button" disabled=move || busy.get() || data.loaded.get() != Loaded::All on:click=put_back><Icon name="history" />{w::put_back()}</button>
                    <span class="muted" role="status">{move || busy.get().then(w::putting_back)}</span>
                </div>
            </Section>
        })
    }
}

async fn back(data: Data, toasts: Toasts) -> Result<(), String> {
    if !data.saved().await {
        return Err(crate::words::insights::not_saved_yet().to_owned());
    }
    snapshots::before(data, toasts, Reason::Restore).await;
    match storage::put_back(DATABASE, clock::now()).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(w::kept_no_longer().to_owned()),
        Err(error) => Err(storage_error(&error)),
    }
}
