use crate::{
    data::{SaveState, use_data},
    rescue,
    ui::Icon,
    words::{self, shell as w},
};
use leptos::prelude::*;

/// `Saved`, `Saving…` or `Not saved`, and whether the app works offline.
#[component]
pub fn Status() -> impl IntoView {
    let data = use_data();
    let pwa = super::pwa::use_pwa();
    let state = move || match data.save_state.get() {
        SaveState::Saved => ("saved", w::saved()),
        SaveState::Saving => ("saving", w::saving()),
        SaveState::NotSaved => ("not-saved", w::not_saved()),
    };
    view! {
        <div class="save-state" role="status" data-state=move || state().0 title=move || state().1>
            <span>{move || state().1}</span>
        </div>
        <Show when=move || pwa.offline_ready.get()>
            <div class="save-state" data-state="offline"><span>{w::ready_offline()}</span></div>
        </Show>
    }
}

/// Across the top while changes are in memory only.
#[component]
pub fn NotSavedBanner() -> impl IntoView {
    let data = use_data();
    let reason = move || data.failure.get().map(|error| words::shell::storage_error(&error)).unwrap_or_default();
    view! {
        <Show when=move || data.save_state.get() == SaveState::NotSaved>
            <div class="banner" role="alert">
                <Icon name="triangle-alert" />
                <span>{w::not_saved_text()} " " {reason}</span>
                <button type="button" class="button" on:click=move |_| rescue::download_from_memory(data)>
                    <Icon name="download" />
                    {words::common::download_my_data()}
                </button>
            </div>
        </Show>
    }
}
