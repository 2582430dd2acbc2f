//! When the browser keeps a copy of everything, and when the owner is reminded to take one out.
//!
//! A snapshot that cannot be taken never stands in the way of what the user wants to do.

use crate::{
    data::{Data, Loaded},
    parts, prefs,
    ui::Toasts,
    words::snapshots as w,
    workers,
};
use domain::snapshot::{self, Reason, Snapshot};
use futures::channel::oneshot::Sender;
use leptos::{prelude::*, task::spawn_local};
use protocol::{DATABASE, Job, Outcome};
use std::{cell::Cell, rc::Rc, time::Duration};
use storage::{Snapshots, Store};

/// Looked at so often whether one is due; the first time soon after the start, for a visit may be short.
const EVERY: Duration = Duration::from_secs(600);
const FIRST: Duration = Duration::from_secs(60);

/// Changed records from which on the owner is reminded, and again after as many.
pub const REMIND_AFTER: u64 = 100;

thread_local! {
    static TOLD: Cell<bool> = const { Cell::new(false) };
    static MERGED: Cell<i64> = const { Cell::new(0) };
}

/// Merges of two records within this time are one batch.
const BATCH_MS: i64 = 3_600_000;

const APP: &str = env!("CARGO_PKG_VERSION");

/// Takes snapshots by itself from now on.
pub fn watch(data: Data, toasts: Toasts) {
    // A part that does not arrive is asked for again.
    let look = move || spawn_local(async move { drop(parts::call(&parts::SNAPSHOT, (data, toasts)).await) });
    set_timeout(look, FIRST);
    if set_interval_with_handle(look, EVERY).is_err() {
        web_sys::console::warn_1(&"snapshots are not taken by themselves".into());
    }
}

/// Takes one if it is time for it.
pub(crate) fn look((data, toasts): (Data, Toasts)) {
    spawn_local(async move {
        if data.loaded.get_untracked() != Loaded::All {
            return;
        }
        crate::folder::look(data, toasts).await;
        let new_version = prefs::load().version != APP;
        let wanted = if new_version { Some(Reason::Upgrade) } else { due(data).await.then_some(Reason::Hour) };
        let Some(reason) = wanted else { return };
        match take(data, reason).await {
            Ok(_) => drop(prefs::update(|prefs| prefs.version = APP.to_owned())),
            // Told once a visit: a full device stays full.
            Err(reason) if !TOLD.replace(true) => toasts.warn(w::failed(&reason)),
            Err(_) => {}
        }
    });
}

async fn due(data: Data) -> bool {
    let Some(store) = data.store() else { return false };
    list().await.is_ok_and(|all| snapshot::due(&all, store.generation(), store.sequence(), crate::clock::now()))
}

/// What is kept, the newest first.
pub async fn list() -> Result<Vec<Snapshot>, String> {
    let told = |error| crate::words::shell::storage_error(&error);
    Snapshots::open(DATABASE).await.map_err(told)?.list().await.map_err(told)
}

/// Takes one unless nothing has changed.
pub async fn take(data: Data, reason: Reason) -> Result<Option<Snapshot>, String> {
    if !data.saved().await {
        return Err(crate::words::insights::not_saved_yet().to_owned());
    }
    match workers::run(Job::Snapshot(reason), None).await {
        Ok(Outcome::Snapshot(taken)) => Ok(taken),
        Ok(_) => Err(crate::words::import::job_broke().to_owned()),
        Err(failure) => Err(workers::failure(&failure)),
    }
}

/// Takes one before a large change. Where that fails it is told, and the change goes on: History takes it back too.
pub async fn before(data: Data, toasts: Toasts, reason: Reason) {
    if let Err(reason) = take(data, reason).await {
        toasts.warn(w::failed(&reason));
    }
}

/// Takes one before the first of several merges of two records: once an hour, for they come one after another.
pub async fn before_merges(data: Data, toasts: Toasts) {
    let now = crate::clock::now().0;
    if (now - MERGED.get()).abs() >= BATCH_MS {
        MERGED.set(now);
        before(data, toasts, Reason::Merge).await;
    }
}

/// Takes one before anything is written in a format that is newer than what is stored. The data is not open for
/// changes until then.
pub(crate) fn upgrade((store, done): (Rc<Store>, Sender<()>)) {
    spawn_local(async move {
        // What fails is tried again at the next start; it must not keep the owner from the data.
        if let Ok(Outcome::Snapshot(_)) = workers::run(Job::Snapshot(Reason::Upgrade), None).await {
            drop(store.note_format().await);
        }
        // The page may be gone.
        let _ = done.send(());
    });
}

/// The owner has everything in a file of their own now.
pub fn taken_out(data: Data) {
    if let Some(store) = data.store() {
        prefs::update(|prefs| prefs.backed_up = Some(store.sequence()));
        data.taken_out.update(|times| *times += 1);
    }
}

/// Says what there is to remind of, once that is counted.
pub fn remind((data, told): (Data, RwSignal<Option<(u64, bool)>>)) {
    spawn_local(async move {
        let found = reminder(data).await;
        if told.try_get_untracked() != Some(found) {
            told.try_set(found);
        }
    });
}

/// Changes since everything was last taken out, and whether it ever was; none while they are few or put off.
async fn reminder(data: Data) -> Option<(u64, bool)> {
    let store = data.store()?;
    let (sequence, kept) = (store.sequence(), prefs::load());
    // A journal that begins anew (another profile, everything deleted) counts from its beginning.
    let since = |at: Option<u64>| at.filter(|at| *at <= sequence).unwrap_or(0);
    let changes = store.changes_since(since(kept.backed_up)).await.ok()?;
    let after_later = store.changes_since(since(kept.reminded)).await.ok()?;
    (changes >= REMIND_AFTER && after_later >= REMIND_AFTER).then_some((changes, kept.backed_up.is_some()))
}

/// Not now: again after as many changes.
pub fn later(data: Data) {
    if let Some(store) = data.store() {
        prefs::update(|prefs| prefs.reminded = Some(store.sequence()));
    }
}
