//! All of the data as one file.

use super::controls::Section;
use crate::{
    clock,
    data::use_data,
    ui::{Icon, use_toasts},
    words::{common as c, settings as w, shell as s},
    workers::{self, Cancel, Progress},
};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Failure, Job, Outcome};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// A download under way.
#[derive(Clone, Copy, PartialEq)]
struct Running {
    cancel: Option<Cancel>,
    done: Option<(u64, u64)>,
}

#[component]
pub fn DownloadSection() -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let running = RwSignal::new(None::<Running>);
    let download = move |_| {
        running.set(Some(Running { cancel: None, done: None }));
        spawn_local(async move {
            // The worker reads what is stored.
            if !data.saved().await {
                running.try_set(None);
                return toasts.warn(s::not_saved_text());
            }
            let told = move |progress: Progress| {
                running.try_update(|running| {
                    if let Some(running) = running {
                        running.done = Some((progress.done, progress.total));
                    }
                });
            };
            let (cancel, outcome) = workers::start(Job::Dump, None, told, |_| {});
            running.try_set(Some(Running { cancel: Some(cancel), done: None }));
            match outcome.await {
                Ok(Outcome::File(bytes)) => {
                    let name = format!("solo-crm-{}.jsonl", clock::today().iso());
                    if hand_over(&name, "application/x-ndjson", &bytes.0).is_err() {
                        toasts.warn(w::download_refused());
                    }
                }
                Ok(_) | Err(Failure::Cancelled) => {}
                Err(failure) => toasts.warn(w::download_failed(&workers::failure(&failure))),
            }
            running.try_set(None);
        });
    };
    let state = move || match running.get() {
        None => view! {
            <div class="row">
                <button type="button" class="button" on:click=download><Icon name="download" />{c::download_my_data()}</button>
            </div>
        }
        .into_any(),
        Some(Running { cancel, done }) => {
            let (done, total) = done.unwrap_or_default();
            view! {
                <div class="progress">
                    <span>{w::downloading()}</span>
                    <progress max=(total > 0).then_some(total) value=(total > 0).then_some(done) aria-label=w::downloading()></progress>
                    {cancel.map(|cancel| view! {
                        <button type="button" class="button" on:click=move |_| cancel.cancel()>{c::cancel()}</button>
                    })}
                </div>
            }
            .into_any()
        }
    };
    view! { <Section title=w::download_title() hint=w::download_hint()>{state}</Section> }
}

/// Gives the user a file to save.
fn hand_over(name: &str, mime: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The browser has taken the file by then.
    set_timeout(move || drop(Url::revoke_object_url(&url)), std::time::Duration::from_secs(60));
    Ok(())
}
