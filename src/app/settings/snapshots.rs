//! The copies this browser keeps by itself: looked into like any backup, downloaded, taken on request.

use super::{backup::Look, controls::Section};
use crate::{
    data::{Loaded, use_data},
    format, rescue, snapshots,
    ui::{Icon, use_toasts},
    words::snapshots as w,
};
use domain::{
    Instant,
    snapshot::{Reason, Snapshot},
};
use leptos::{prelude::*, task::spawn_local};
use protocol::DATABASE;
use storage::Snapshots;
use web_sys::File;

#[component]
pub fn SnapshotList(look: Look) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let all = RwSignal::new(None::<Vec<Snapshot>>);
    let busy = RwSignal::new(false);
    let loaded = Memo::new(move |_| data.loaded.get() == Loaded::All);
    let refresh = move || {
        spawn_local(async move {
            match snapshots::list().await {
                Ok(found) => drop(all.try_set(Some(found))),
                Err(reason) => toasts.warn(reason),
            }
        });
    };
    // Also once everything is loaded: an upgrade takes one before that.
    Effect::new(move || {
        loaded.track();
        refresh();
    });
    // Going back and merging take one before.
    Effect::new(move |before: Option<bool>| {
        let working = look.busy.get().is_some();
        if before == Some(true) && !working {
            refresh();
        }
        working
    });
    let take = move |_| {
        busy.set(true);
        spawn_local(async move {
            match snapshots::take(data, Reason::Asked).await {
                Ok(Some(_)) => toasts.say(w::taken()),
                Ok(None) => toasts.say(w::nothing_changed()),
                Err(reason) => toasts.warn(w::failed(&reason)),
            }
            busy.try_set(false);
            refresh();
        });
    };
    let open = move |at: Instant| {
        spawn_local(async move {
            match file(at).await {
                Ok(file) => look.begin(data, file),
                Err(reason) => {
                    toasts.warn(reason);
                    refresh();
                }
            }
        });
    };
    let save = move |at: Instant| {
        spawn_local(async move {
            let told = file(at).await.and_then(|file| {
                rescue::download_blob(&file.name(), &file)
                    .map_err(|_| crate::words::settings::download_refused().to_owned())
            });
            if let Err(reason) = told {
                toasts.warn(reason);
            }
        });
    };
    let row = move |one: Snapshot| {
        let (at, when) = (one.at, format::date_time(one.at));
        view! {
            <tr>
                <th scope="row">{when.clone()}</th>
                <td>{w::reason(one.reason)}</td>
                <td class="num wide-only">{format::count(one.records as f64)}</td>
                <td class="num wide-only">{format::bytes(one.bytes as f64)}</td>
                <td class="row-ways">
                    <button type="button" class="button" aria-label=w::look(&when) disabled=move || look.busy.get().is_some() on:click=move |_| open(at)>{w::look_short()}</button>
                    <button type="button" class="icon-button" aria-label=w::download(&when) title=w::download(&when) on:click=move |_| save(at)><Icon name="download" /></button>
                </td>
            </tr>
        }
    };
    let table = move || {
        let all = all.get()?;
        Some(match all.is_empty() {
            true => view! { <p class="muted">{w::none()}</p> }.into_any(),
            false => view! {
                <div class="table-scroll" tabindex="0" role="region" aria-label=w::title()>
                    <table class="table">
                        <thead><tr><th scope="col">{w::when()}</th><th scope="col">{w::why()}</th><th scope="col" class="num wide-only">{w::records()}</th><th scope="col" class="num wide-only">{w::size()}</th><td></td></tr></thead>
                        <tbody>{all.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            }
            .into_any(),
        })
    };
    view! {
        <Section title=w::title() hint=w::hint()>
            {table}
            <div class="row">
                <button type="button" class="button" disabled=move || busy.get() || !loaded.get() on:click=take><Icon name="history" />{w::take()}</button>
            </div>
        </Section>
    }
    .into_any()
}

/// A snapshot as the file it is.
async fn file(at: Instant) -> Result<File, String> {
    let told = |error| crate::words::shell::storage_error(&error);
    let bytes = Snapshots::open(DATABASE).await.map_err(told)?.bytes(at).await.map_err(told)?;
    let bytes = bytes.ok_or_else(|| w::gone().to_owned())?;
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
    let when: String = format::date_time(at).chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    File::new_with_u8_array_sequence(&parts, &w::file_name(&when)).map_err(|_| w::gone().to_owned())
}
