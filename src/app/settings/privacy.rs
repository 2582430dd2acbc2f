//! Where the data is, how safe it is there, and the way out with all of it.

use super::{controls::Section, download::DownloadSection, safety::SafetySection};
use crate::{
    format, routes,
    shell::pwa::{install, use_pwa},
    ui::Icon,
    words::{settings as w, shell as s},
};
use leptos::prelude::*;

#[component]
pub fn PrivacyTab() -> impl IntoView {
    let link = |path: &str| format!("{}{path}", routes::base());
    view! {
        <Section title=w::where_title()><p>{w::where_text()}</p></Section>
        <SafetySection />
        <DownloadSection />
        <OfflineSection />
        <Section title=w::history_title()>
            <p>{w::history_text(storage::KEEP_DAYS, &format::bytes(storage::KEEP_BYTES as f64))}</p>
            <div class="row">
                <a class="button" href=link("/history")><Icon name="history" />{w::open_history()}</a>
                <a class="button" href=link("/trash")><Icon name="trash-2" />{w::open_trash()}</a>
            </div>
        </Section>
    }
}

#[component]
fn OfflineSection() -> impl IntoView {
    let pwa = use_pwa();
    let state = move || {
        let ready = pwa.offline_ready.get();
        view! {
            <p class="settings-status">
                <Icon name=if ready { "circle-check" } else { "wifi-off" } />
                {if ready { s::ready_offline() } else { w::offline_not_ready() }}
            </p>
        }
    };
    view! {
        <Section title=w::offline_title()>
            {state}
            <Show when=move || pwa.install.with(Option::is_some)>
                <p class="hint">{w::install_hint()}</p>
                <div class="row">
                    <button type="button" class="button" on:click=move |_| install(pwa)><Icon name="download" />{w::install()}</button>
                </div>
            </Show>
        </Section>
    }
}
