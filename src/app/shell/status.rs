use crate::{
    data::{Loaded, SaveState, use_data},
    parts, rescue,
    shell::fault,
    snapshots,
    ui::Icon,
    words::{self, shell as w, snapshots as sw},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;

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

/// A line above the page after many changes that stand in no backup outside this browser.
#[component]
pub fn BackupReminder() -> impl IntoView {
    let data = use_data();
    let put_off = RwSignal::new(0_u32);
    // Looked at again whenever something has been stored.
    let told = RwSignal::new(None);
    Effect::new(move || {
        put_off.track();
        data.taken_out.track();
        if data.loaded.get() == Loaded::All && data.save_state.get() == SaveState::Saved {
            // A part that does not arrive is told where it is needed more.
            spawn_local(async move { drop(parts::call(&parts::REMINDER, (data, told)).await) });
        }
    });
    let later = move |_| {
        snapshots::later(data);
        put_off.update(|times| *times += 1);
    };
    move || {
        let (changes, ever) = told.get()?;
        let text = if ever { sw::unsaved(changes as usize) } else { sw::never_saved(changes as usize) };
        Some(view! {
            <div class="banner banner-quiet" role="status">
                <Icon name="save" />
                <span>{text}</span>
                <A href="/settings/backup" attr:class="link">{sw::back_up()}</A>
                <button type="button" class="link" on:click=later>{sw::later()}</button>
            </div>
        })
    }
}

/// Across the top while changes are in memory only, or would be.
#[component]
pub fn NotSavedBanner() -> impl IntoView {
    let data = use_data();
    let reason = move || data.failure.get().map(|error| w::storage_error(&error)).unwrap_or_default();
    let in_part = move || data.loaded.get() == Loaded::Part;
    let text = move || if in_part() { w::not_loaded_text() } else { w::not_saved_text() };
    view! {
        <Show when=move || data.save_state.get() == SaveState::NotSaved>
            <div class="banner" role="alert">
                <Icon name="triangle-alert" />
                <span>{text} {words::common::gap()} {reason}</span>
                <div class="row">
                    <Show when=in_part>
                        <button type="button" class="button" on:click=|_| fault::reload()>{words::common::reload()}</button>
                    </Show>
                    <button type="button" class="button" on:click=move |_| rescue::download_from_memory(data)>
                        <Icon name="download" />
                        {words::common::download_my_data()}
                    </button>
                </div>
            </div>
        </Show>
    }
}
