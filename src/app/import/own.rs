//! An archive of our own that was given to the import: everything, or a backup. It is merged field by field.

use super::Session;
use crate::{
    data::{Data, use_data},
    format, routes, snapshots,
    ui::{Icon, use_toasts},
    words::{backup as b, import as w, import_many as m},
    workers,
};
use domain::{Edit, Kind, Label, book::Receipt, snapshot::Reason};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Job, MergeBackupJob, Outcome};
use std::{cell::RefCell, rc::Rc};

#[component]
pub(super) fn Own(session: Session) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let merge = move |_| {
        let Some(file) = session.file.get_untracked() else { return };
        session.applying.set(true);
        session.problem.set(None);
        spawn_local(async move {
            snapshots::before(data, toasts, Reason::Merge).await;
            match merged(data, file).await {
                Ok((told, receipt)) => {
                    match receipt {
                        Some(receipt) => toasts.changed(data, told, Some(receipt)),
                        None => toasts.say(told),
                    }
                    session.reset();
                }
                Err(reason) => session.problem.set(Some(reason)),
            }
            session.applying.set(false);
        });
    };
    view! {
        <section class="import-step" aria-labelledby="import-own">
            <h2 id="import-own">{m::own_title()}</h2>
            <p>{m::own_text()}</p>
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

async fn merged(data: Data, file: web_sys::File) -> Result<(String, Option<Receipt>), String> {
    if !data.saved().await {
        return Err(w::not_saved_yet().to_owned());
    }
    let name = file.name();
    let revisions = |data: Data| data.read(|book| Kind::ALL.map(|kind| book.revision(kind)));
    let before = revisions(data);
    let edits = Rc::new(RefCell::new(Vec::<Edit>::new()));
    let collect = Rc::clone(&edits);
    let job = MergeBackupJob { passphrase: None, into_nothing: false, name: name.clone(), at: crate::clock::now() };
    let take = move |batch: domain::Transaction| collect.borrow_mut().extend(batch.edits);
    let merged = match workers::start(Job::MergeBackup(job), Some(file), |_| {}, take).1.await {
        Ok(Outcome::Merged(merged)) => merged,
        Ok(_) => return Err(w::job_broke().to_owned()),
        Err(failure) => return Err(workers::failure(&failure)),
    };
    // The worker compared with what was stored when it began.
    if revisions(data) != before {
        return Err(b::changed_meanwhile().to_owned());
    }
    let edits = edits.take();
    if edits.is_empty() {
        return Ok((b::nothing_to_merge().to_owned(), None));
    }
    let label = Label::new(domain::merge::ACT, Kind::Contact, edits.len(), name);
    let receipt = data.commit_large(label, edits).await;
    let [added, changed, removed] = [merged.added, merged.changed, merged.removed].map(|n| format::count(n as f64));
    Ok((b::merged(&added, &changed, &removed), receipt))
}
