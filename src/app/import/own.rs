//! An archive of our own that was given to the import: everything, or a backup, also a sealed one. It is merged field by
//! field.

use super::Session;
use crate::{
    clock,
    data::use_data,
    routes,
    settings::{
        backup::{self, Secret},
        brought::{Refused, brought},
    },
    ui::{Icon, use_toasts},
    words::{backup as b, import_many as m},
};
use leptos::{prelude::*, task::spawn_local};
use protocol::MergeBackupJob;

#[component]
pub(super) fn Own(session: Session) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let (asks, passphrase) = (RwSignal::new(false), RwSignal::new(String::new()));
    let merge = move |_| {
        let Some(file) = session.file.get_untracked() else { return };
        let secret = backup::secret(&passphrase.get_untracked());
        session.applying.set(true);
        session.problem.set(None);
        spawn_local(async move {
            let name = file.name();
            let job = MergeBackupJob { passphrase: secret, into_nothing: false, name, at: clock::now() };
            match brought(data, toasts, job, file).await {
                Ok(()) => session.reset(),
                Err(Refused::NeedsPassphrase) if !asks.get_untracked() => asks.set(true),
                Err(refused) => session.problem.set(Some(refused.told())),
            }
            session.applying.set(false);
        });
    };
    view! {
        <section class="import-step" aria-labelledby="import-own">
            <h2 id="import-own">{m::own_title()}</h2>
            <p>{m::own_text()}</p>
            <Show when=move || asks.get()><Secret label=b::its_passphrase() value=passphrase /></Show>
            <div class="row">
                <button type="button" class="button" data-primary="true" disabled=session.applying on:click=merge>
                    <Icon name="merge" />
                    {b::merge()}
                </button>
                <a class="button" href=format!("{}/settings/backup", routes::base())>{m::own_settings()}</a>
            </div>
            <p class="hint">{b::merge_hint()}</p>
        </section>
    }
    .into_any()
}
