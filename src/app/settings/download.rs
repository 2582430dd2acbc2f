//! All of the data as one file.

use super::controls::Section;
use crate::{
    clock,
    data::use_data,
    rescue,
    ui::{Icon, use_toasts},
    words::{common as c, settings as w},
    workers::{self, Cancel, Progress},
};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Failure, Job, Outcome};

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
            // The worker reads what is stored; what cannot be stored is taken from memory.
            if !data.saved().await {
                running.try_set(None);
                return rescue::download_from_memory(data);
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
                    if rescue::download(&name, &bytes.0, "application/jsonl").is_err() {
                        toasts.warn(w::download_refused());
                    }
                }
                Ok(_) | Err(Failure::Cancelled) => {}
                Err(failure) => toasts.warn(w::download_failed(&workers::failure(&failure))),
            }
            running.try_set(None);
        });
    };
    let state = move || {
        match running.get() {
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
    }
    };
    view! { <Section title=w::download_title() hint=w::download_hint()>{state}</Section> }
}
