use super::receive;
use crate::{
    data::use_data,
    ui::{Icon, use_toasts},
    words::{import, inbox as w},
    workers,
};
use domain::lead::Draft;
use leptos::{ev, html, prelude::*, task::spawn_local};
use protocol::{Job, Outcome};

/// The box a text is pasted into. It stays filled until something was made of it.
#[component]
pub fn Paste() -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let (text, busy, nothing) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(false));
    let input = NodeRef::<html::Textarea>::new();
    let blank = Memo::new(move |_| text.with(|text| text.trim().is_empty()));
    let put = move |drafts: Vec<Draft>| {
        receive(data, toasts, drafts, w::pasted());
        text.set(String::new());
        if let Some(input) = input.get_untracked() {
            drop(input.focus());
        }
    };
    let read = move || {
        if blank.get_untracked() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        nothing.set(false);
        spawn_local(async move {
            let outcome = workers::run(Job::ReadLeads(text.get_untracked()), None).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match outcome {
                Ok(Outcome::Leads(drafts)) if drafts.is_empty() => nothing.set(true),
                Ok(Outcome::Leads(drafts)) => put(drafts),
                Ok(_) => toasts.warn(import::job_broke()),
                Err(failure) => toasts.warn(workers::failure(&failure)),
            }
        });
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        read();
    };
    let by_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.meta_key() || event.ctrl_key()) {
            event.prevent_default();
            read();
        }
    };
    let keep = move |_| {
        nothing.set(false);
        put(vec![Draft { text: text.get_untracked().trim().chars().take(20_000).collect(), ..Draft::default() }]);
    };
    view! {
        <form class="card inbox-paste" on:submit=submit on:keydown=by_key>
            <label class="label" for="inbox-paste">{w::paste()}</label>
            <textarea
                class="input"
                id="inbox-paste"
                rows="4"
                node_ref=input
                aria-describedby="inbox-paste-hint"
                prop:value=text
                on:input=move |event| {
                    nothing.set(false);
                    text.set(event_target_value(&event));
                }
            ></textarea>
            <p class="hint" id="inbox-paste-hint">{w::paste_hint()}</p>
            <div class="row">
                <button type="submit" class="button" data-primary="true" disabled=move || blank.get() || busy.get()>
                    <Icon name="search" />
                    {move || if busy.get() { w::reading() } else { w::read() }}
                </button>
                <Show when=move || nothing.get()>
                    <span class="muted" role="status">{w::nothing_found()}</span>
                    <button type="button" class="button" on:click=keep>{w::keep_anyway()}</button>
                </Show>
            </div>
        </form>
    }
}
