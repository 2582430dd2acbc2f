//! Erasing a person for good. Invariant: nothing is said to be erased before the journal and the snapshots have been
//! rewritten; where that fails, the dialog stays and can try again. A folder of the owner's is rewritten after that; what
//! cannot be is named.

use crate::{
    clock,
    data::{Data, name_of, use_data},
    draft, fields,
    folder::{self, Kept},
    ui::{Dialog, Icon, use_toasts},
    words::{common, import, out as w, shell},
    workers,
};
use domain::{Id, Kind, erase::Erasure};
use leptos::{prelude::*, task::spawn_local};
use protocol::{DATABASE, Failure, Job, Outcome};
use storage::{Folder, Snapshots};

/// Asks once, says what goes and what stays, then erases.
#[component]
pub fn EraseDialog(
    contact: Id,
    open: RwSignal<bool>,
    on_done: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let data = use_data();
    let title = Signal::derive(move || {
        open.track();
        w::erase_title(&data.read(|book| name_of(book, Kind::Contact, contact)))
    });
    view! {
        <Dialog open title>
            <Question contact open on_done />
        </Dialog>
    }
    .into_any()
}

#[component]
fn Question(contact: Id, open: RwSignal<bool>, on_done: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let erasure = StoredValue::new_local(data.read(|book| Erasure::of_contact(book, contact)));
    let (busy, problem) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let counted = |kinds: &[Kind], count: &dyn Fn(Kind) -> usize| {
        let named = kinds.iter().map(|kind| (*kind, count(*kind))).filter(|(_, count)| *count > 0);
        let named: Vec<String> =
            named.map(|(kind, count)| data.read(|book| fields::counted(book, kind, count))).collect();
        named.join(common::between())
    };
    let goes = counted(&[Kind::Contact, Kind::Activity, Kind::Task, Kind::Lead], &|kind| {
        erasure.with_value(|erasure| erasure.count(kind))
    });
    let stays = counted(&[Kind::Order, Kind::Deal], &|kind| data.read(|book| book.linked(kind, contact).count()));
    let folder = RwSignal::new(None::<String>);
    spawn_local(async move {
        if let Some(Kept { folder: kept, .. }) = folder::kept().await {
            folder.try_set(Some(kept.name()));
        }
    });
    let erase = move |_| {
        busy.set(true);
        problem.set(None);
        let erasure = erasure.get_value();
        spawn_local(async move {
            // The browser asks only while a button is being pressed.
            let folder = match folder::kept().await {
                Some(Kept { folder, .. }) => Some((folder.allowed(true).await, folder)),
                None => None,
            };
            match erased(data, &erasure).await {
                Ok(removed) => {
                    if let Some((allowed, folder)) = folder
                        && let Err(left) = in_folder(&folder, allowed, &erasure).await
                    {
                        toasts.warn(left);
                    }
                    open.try_set(false);
                    on_done();
                    let gone: Vec<(Kind, Id)> = erasure.into();
                    draft::forget_all_of(&gone.into_iter().map(|(_, id)| id).collect::<Vec<_>>());
                    toasts.say(if removed == 0 { w::erased().to_owned() } else { w::erased_but(removed) });
                }
                Err(reason) => {
                    busy.try_set(false);
                    problem.try_set(Some(w::erase_failed(&reason)));
                }
            }
        });
    };
    view! {
        <div class="dialog-body stack">
            <p>{w::erase_what(&goes)} " " {w::erase_history()}</p>
            {(!stays.is_empty()).then(|| view! { <p>{w::erase_orders(&stays)}</p> })}
            {move || folder.get().map(|name| view! { <p>{w::erase_folder(&name)}</p> })}
            <p>{w::erase_backups()}</p>
            <p class="notice" data-tone="warn"><Icon name="triangle-alert" /><strong>{w::erase_no_undo()}</strong></p>
            {move || problem.get().map(|text| view! { <p class="error" role="alert">{text}</p> })}
        </div>
        <div class="dialog-foot">
            <button type="button" class="button" disabled=busy on:click=move |_| open.set(false)>{common::cancel()}</button>
            <button type="button" class="button" data-danger="true" disabled=busy on:click=erase>
                <Icon name="trash-2" />
                {move || if busy.get() { w::erasing() } else { w::erase() }}
            </button>
        </div>
    }
    .into_any()
}

/// Returns how many snapshots could not be rewritten and were removed.
async fn erased(data: Data, erasure: &Erasure) -> Result<usize, String> {
    let store = data.store().ok_or_else(|| w::not_open().to_owned())?;
    // What is not stored yet stands in no entry that could be rewritten.
    if !data.saved().await {
        return Err(import::not_saved_yet().to_owned());
    }
    let told = |error| shell::storage_error(&error);
    let goes = data.read(|book| erasure.transaction(book, clock::now()));
    data.commit(goes);
    if !data.saved().await {
        return Err(import::not_saved_yet().to_owned());
    }
    storage::forget_before(DATABASE).await.map_err(told)?;
    store.erase(erasure).await.map_err(told)?;
    // One that is on its way is finished first and rewritten too; whichever begins now is taken without who is erased.
    match workers::run(Job::Erase(erasure.clone()), None).await {
        Ok(Outcome::ErasedSnapshots { removed }) => Ok(removed as usize),
        // One that breaks the worker would do so each time.
        Err(Failure::Internal(_)) => {
            let _lock = Snapshots::exclusively().await;
            let snapshots = Snapshots::open(DATABASE).await.map_err(told)?;
            snapshots.keep_only(&[]).await.map(|removed| removed as usize).map_err(told)
        }
        Ok(_) => Err(import::job_broke().to_owned()),
        Err(failure) => Err(workers::failure(&failure)),
    }
}

/// Rewrites the backups in the owner's folder. Answers with the words for what could not be.
async fn in_folder(folder: &Folder, allowed: bool, erasure: &Erasure) -> Result<(), String> {
    let _lock = storage::folder_lock(DATABASE).await;
    let names = match allowed {
        true => folder.names().await.map_err(|_| w::erase_folder_closed(&folder.name()))?,
        false => return Err(w::erase_folder_closed(&folder.name())),
    };
    let mut left = Vec::new();
    for name in names.into_iter().filter(|name| domain::folder::is_backup(name)) {
        if !rewritten(folder, &name, erasure).await {
            left.push(name);
        }
    }
    if left.is_empty() { Ok(()) } else { Err(w::erase_folder_left(&folder.name(), &left.join(", "))) }
}

async fn rewritten(folder: &Folder, name: &str, erasure: &Erasure) -> bool {
    let Ok(file) = folder.read(name).await else { return false };
    match workers::run(Job::Erase(erasure.clone()), Some(file)).await {
        Ok(Outcome::ErasedBackup(Some(bytes))) => folder.write(name, &bytes.0).await.is_ok(),
        Ok(Outcome::ErasedBackup(None)) => true,
        _ => false,
    }
}
