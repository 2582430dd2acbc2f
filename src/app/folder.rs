//! Backups into a folder of the owner's, by themselves: after changes, at most once an hour.
//!
//! Invariant: an older file goes only after the new one was read back and found good. What goes wrong while nobody
//! asked is told once a visit. Deliberately not here: how a folder is written (`storage::Folder`) and which files stay
//! (`domain::folder`).

use crate::{
    clock,
    data::{Data, Loaded},
    snapshots,
    ui::Toasts,
    words::folder as w,
    workers,
};
use domain::{
    folder,
    snapshot::{self, Reason, Snapshot},
};
use leptos::prelude::*;
use protocol::{DATABASE, Job, Outcome};
use std::cell::Cell;
use storage::{Folder, FolderError};

thread_local! {
    static TOLD: Cell<bool> = const { Cell::new(false) };
}

/// The chosen folder and the last backup that went into it.
pub struct Kept {
    pub folder: Folder,
    pub last: Option<Snapshot>,
}

pub async fn kept() -> Option<Kept> {
    let (folder, state) = Folder::kept(DATABASE).await.ok()??;
    Some(Kept { folder, last: state.and_then(|state| serde_json::from_str(&state).ok()) })
}

/// Keeps a folder for the future.
pub async fn keep(folder: &Folder, last: Option<&Snapshot>) -> Result<(), String> {
    let state = last.and_then(|last| serde_json::to_string(last).ok()).unwrap_or_default();
    folder.keep(DATABASE, &state).await.map_err(|error| crate::words::shell::storage_error(&error))
}

/// Writes a backup if it is time for one and the folder is allowed.
pub async fn look(data: Data, toasts: Toasts) {
    if !storage::can_have_folder() || data.loaded.get_untracked() != Loaded::All {
        return;
    }
    let due = |last: &Option<Snapshot>| {
        data.store()
            .is_some_and(|store| snapshot::due(last.as_slice(), store.generation(), store.sequence(), clock::now()))
    };
    let Some(before) = kept().await.filter(|kept| due(&kept.last)) else { return };
    // Nobody is pressing a button: the browser would not ask. Settings say what is missing.
    if !before.folder.allowed(false).await {
        return;
    }
    let _lock = storage::folder_lock(DATABASE).await;
    // Another tab may have done it meanwhile.
    let Some(Kept { folder, .. }) = kept().await.filter(|kept| due(&kept.last)) else { return };
    if let Err(reason) = write(data, &folder).await
        && !TOLD.replace(true)
    {
        toasts.warn(reason);
    }
}

/// Writes a backup because the owner asks.
pub async fn now(data: Data, folder: &Folder) -> Result<String, String> {
    let _lock = storage::folder_lock(DATABASE).await;
    write(data, folder).await
}

async fn write(data: Data, folder: &Folder) -> Result<String, String> {
    let told = |error: FolderError| w::error(&error);
    let not_yet = || crate::words::insights::not_saved_yet().to_owned();
    if !data.saved().await {
        return Err(not_yet());
    }
    let store = data.store().ok_or_else(not_yet)?;
    // The folder is asked first: a backup that cannot be put anywhere need not be made.
    folder.names().await.map_err(told)?;
    let (generation, sequence, device) = (store.generation(), store.sequence(), store.device());
    let (file, about) = match workers::run(Job::Backup(None), None).await {
        Ok(Outcome::Backup { file, about }) => (file, about),
        Ok(_) => return Err(crate::words::import::job_broke().to_owned()),
        Err(failure) => return Err(workers::failure(&failure)),
    };
    let at = clock::now();
    let name = folder::file_name(at, device);
    folder.write(&name, &file.0).await.map_err(told)?;
    let records = about.records();
    let last = Snapshot { at, reason: Reason::Hour, records, bytes: about.bytes, generation, sequence };
    keep(folder, Some(&last)).await?;
    snapshots::taken_out(data);
    for gone in folder::surplus(&folder.names().await.map_err(told)?, device, at) {
        // What is still in use elsewhere goes the next time.
        drop(folder.remove(&gone).await);
    }
    Ok(name)
}
