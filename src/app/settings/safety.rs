//! What the browser says about the space it gives and whether it will keep it.

use super::controls::Section;
use crate::{format, words::settings as w};
use leptos::{prelude::*, task::spawn_local};
use storage::Estimate;

/// The browser's promise to keep the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Promise {
    Asking,
    Given,
    NotYet,
    Unknown,
}

impl Promise {
    fn of(answer: Option<bool>) -> Self {
        match answer {
            Some(true) => Promise::Given,
            Some(false) => Promise::NotYet,
            None => Promise::Unknown,
        }
    }
}

#[component]
pub fn SafetySection() -> impl IntoView {
    let promise = RwSignal::new(Promise::Asking);
    let used = RwSignal::new(None::<Option<Estimate>>);
    spawn_local(async move {
        // The page may have been left by the time the browser answers.
        used.try_set(Some(storage::estimate().await));
        promise.try_set(Promise::of(storage::persisted().await));
    });
    let ask = move |_| {
        promise.set(Promise::Asking);
        spawn_local(async move {
            promise.try_set(Promise::of(storage::persist().await));
        });
    };
    let usage = move || {
        used.get().map(|told| match told {
            Some(Estimate { used_bytes: used, quota_bytes: quota }) => view! {
                <p>{w::usage(&format::bytes(used), &format::bytes(quota))}</p>
                <progress class="settings-usage" max=quota value=used aria-label=w::usage_title()></progress>
            }
            .into_any(),
            None => view! { <p class="muted">{w::usage_unknown()}</p> }.into_any(),
        })
    };
    let told = move || match promise.get() {
        Promise::Asking => view! { <span></span> }.into_any(),
        Promise::Given => view! { <span class="chip" data-tone="good">{w::persisted()}</span> }.into_any(),
        Promise::NotYet => view! { <p>{w::not_persisted()}</p> }.into_any(),
        Promise::Unknown => view! { <p>{w::persist_unknown()}</p> }.into_any(),
    };
    view! {
        <Section title=w::usage_title()>{usage}</Section>
        <Section title=w::safe_title() hint=w::safe_hint()>
            <div role="status">{told}</div>
            <Show when=move || !matches!(promise.get(), Promise::Given | Promise::Unknown)>
                <div class="row"><button type="button" class="button" on:click=ask>{w::keep_safe()}</button></div>
            </Show>
        </Section>
    }
}
