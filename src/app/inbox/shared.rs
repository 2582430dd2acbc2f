//! Texts and contact cards that other apps shared.
//!
//! Invariant: a shared item is let go of only when what was read from it is stored, or it cannot be read at all.

use super::receive;
use crate::{
    data::Data,
    shared::{self, Place},
    ui::Toasts,
    words::{import, inbox as w},
    workers,
};
use domain::lead::Draft;
use leptos::task::spawn_local;
use protocol::{Failure, Job, Outcome};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Characters of a text that names nobody.
const LONGEST: usize = 20_000;

pub fn take_up(data: Data, toasts: Toasts) {
    spawn_local(async move {
        if let Err(reason) = shared::each(Place::Inbox, async |file| taken(data, toasts, file).await).await {
            web_sys::console::warn_2(&"what was shared could not be read".into(), &reason);
        }
    });
}

async fn taken(data: Data, toasts: Toasts, file: File) -> bool {
    if file.size() == 0.0 {
        toasts.warn(import::not_kept(&file.name()));
        return true;
    }
    match workers::run(Job::ReadLeads(String::new()), Some(file.clone())).await {
        Ok(Outcome::Leads(mut drafts)) => {
            if drafts.is_empty() {
                let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
                drafts.push(Draft { text: text.trim().chars().take(LONGEST).collect(), ..Draft::default() });
            }
            receive(data, toasts, drafts, w::shared());
            data.saved().await
        }
        Ok(_) => {
            toasts.warn(import::job_broke());
            false
        }
        // It would not be read another time either.
        Err(failure @ Failure::Import(_)) => {
            toasts.warn(workers::failure(&failure));
            true
        }
        Err(failure) => {
            toasts.warn(workers::failure(&failure));
            false
        }
    }
}
