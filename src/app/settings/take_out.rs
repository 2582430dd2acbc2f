//! All of the data as one archive of open formats.

use super::controls::Section;
use crate::{
    data::{Loaded, use_data},
    out,
    ui::{Icon, use_toasts},
    words::{import, out as w},
    workers::Progress,
};
use leptos::{prelude::*, task::spawn_local};

#[component]
pub fn TakeOutSection() -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let running = RwSignal::new(None::<Option<Progress>>);
    let loaded = Memo::new(move |_| data.loaded.get() == Loaded::All);
    let download = move |_| {
        running.set(Some(None));
        spawn_local(async move {
            let told = move |progress: Progress| {
                running.try_set(Some(Some(progress)));
            };
            match out::everything(data, told).await {
                Ok(()) => toasts.say(import::exported(&w::everything_file(&crate::clock::today().iso()))),
                Err(reason) => toasts.warn(reason),
            }
            running.try_set(None);
        });
    };
    let bar = move || {
        let Progress { done, total, .. } = running.get().flatten()?;
        (total > 0).then(|| (done as f64 / total as f64).min(1.0))
    };
    view! {
        <Section title=w::everything_title() hint=w::everything_hint()>
            <div class="row">
                <button
                    type="button"
                    class="button"
                    disabled=move || running.get().is_some() || !loaded.get()
                    on:click=download
                >
                    <Icon name="download" />
                    {w::everything()}
                </button>
                <Show when=move || running.get().is_some()>
                    <span role="status">{w::preparing()}</span>
                    <progress max="1" value=bar aria-label=w::preparing()></progress>
                </Show>
            </div>
        </Section>
    }
    .into_any()
}
