//! Erasing a person for good. Invariant: nothing is said to be erased before the journal has been rewritten; where that
//! fails, the dialog stays and can try again.

use crate::{
    clock,
    data::{Data, name_of, use_data},
    fields,
    ui::{Dialog, Icon, use_toasts},
    words::{common, import, out as w, shell},
};
use domain::{Id, Kind, erase::Erasure};
use leptos::{prelude::*, task::spawn_local};
use protocol::DATABASE;
use storage::Snapshots;

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
    let erase = move |_| {
        busy.set(true);
        problem.set(None);
        let erasure = erasure.get_value();
        spawn_local(async move {
            match erased(data, &erasure).await {
                Ok(()) => {
                    open.try_set(false);
                    on_done();
                    toasts.say(w::erased());
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

async fn erased(data: Data, erasure: &Erasure) -> Result<(), String> {
    let store = data.store().ok_or_else(|| w::not_open().to_owned())?;
    // What is not stored yet stands in no entry that could be rewritten.
    if !data.saved().await {
        return Err(import::not_saved_yet().to_owned());
    }
    let told = |error| shell::storage_error(&error);
    // No snapshot may be on its way that still holds who is erased; the next one is taken without.
    let _lock = Snapshots::exclusively().await;
    let snapshots = Snapshots::open(DATABASE).await.map_err(told)?;
    let goes = data.read(|book| erasure.transaction(book, clock::now()));
    data.commit(goes);
    if !data.saved().await {
        return Err(import::not_saved_yet().to_owned());
    }
    snapshots.clear().await.map_err(told)?;
    storage::forget_before(DATABASE).await.map_err(told)?;
    store.erase(erasure).await.map(drop).map_err(told)
}
