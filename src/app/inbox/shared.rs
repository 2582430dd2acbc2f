//! What other apps shared while this page was away: the service worker keeps it, the inbox takes it up.
//!
//! Invariant: a shared item is let go of only when what was read from it is stored.

use super::receive;
use crate::{
    data::Data,
    ui::Toasts,
    words::{import, inbox as w},
    workers,
};
use domain::lead::Draft;
use js_sys::Array;
use leptos::task::spawn_local;
use protocol::{Job, Outcome};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, Request, Response};

thread_local! {
    /// Two at a time would take the same items up twice.
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

pub fn take_up(data: Data, toasts: Toasts) {
    if BUSY.replace(true) {
        return;
    }
    spawn_local(async move {
        if let Err(reason) = all(data, toasts).await {
            web_sys::console::warn_2(&"what was shared could not be read".into(), &reason);
        }
        BUSY.set(false);
    });
}

async fn all(data: Data, toasts: Toasts) -> Result<(), JsValue> {
    let Some(window) = web_sys::window() else { return Ok(()) };
    let scope = window.document().and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default();
    // The service worker writes it under this name.
    let opened = window.caches()?.open(&format!("shared with solo-crm {scope}"));
    let cache: Cache = JsFuture::from(opened).await?.dyn_into()?;
    let requests: Array = JsFuture::from(cache.keys()).await?.dyn_into()?;
    for request in requests.iter() {
        let request: Request = request.dyn_into()?;
        let Ok(response) = JsFuture::from(cache.match_with_request(&request)).await?.dyn_into::<Response>() else {
            continue;
        };
        let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
        if !text.trim().is_empty() {
            match workers::run(Job::ReadLeads(text.clone()), None).await {
                Ok(Outcome::Leads(mut drafts)) => {
                    if drafts.is_empty() {
                        drafts.push(Draft { text, ..Draft::default() });
                    }
                    receive(data, toasts, drafts, w::shared());
                }
                Ok(_) => {
                    toasts.warn(import::job_broke());
                    return Ok(());
                }
                Err(failure) => {
                    toasts.warn(workers::failure(&failure));
                    return Ok(());
                }
            }
            if !data.saved().await {
                return Ok(());
            }
        }
        JsFuture::from(cache.delete_with_request(&request)).await?;
    }
    Ok(())
}
