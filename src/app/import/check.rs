//! Step 3: what will happen, and doing it.

use super::Session;
use crate::{
    data::use_data,
    fields,
    ui::Icon,
    words::{common, import as w},
    workers,
};
use domain::{Act, Edit, Label, import::DateOrder};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Job, Outcome};
use std::{cell::RefCell, rc::Rc};

#[component]
pub fn Check(session: Session) -> impl IntoView {
    let data = use_data();
    let plan = move || session.plan.get();
    let unclear = move || plan().is_some_and(|plan| plan.date_orders.contains(&Some(DateOrder::Ambiguous)));
    let label = move || {
        let rows = session.preview.with(|preview| preview.as_ref().map_or(0, |preview| preview.rows as usize));
        let what = plan().map(|plan| data.read(|book| fields::kind_many(book, plan.kind))).unwrap_or_default();
        w::import_button(rows, &what)
    };
    let busy = move || session.progress.get().is_some() || session.applying.get();
    view! {
        <section class="import-step" aria-labelledby="import-check">
            <h2 id="import-check">{w::check()}</h2>
            <Show when=unclear>
                <p class="notice" data-tone="warn"><Icon name="triangle-alert" /><span>{w::dates_unclear()}</span></p>
            </Show>
            <Show when=busy fallback=move || view! {
                <button type="button" class="button" data-primary="true" on:click=move |_| run(session)>
                    <Icon name="upload" />
                    {label}
                </button>
            }>
                <Running session />
            </Show>
        </section>
    }
}

/// The bar, the estimate and Cancel.
#[component]
fn Running(session: Session) -> impl IntoView {
    let share = move || {
        session.progress.get().filter(|progress| progress.total > 0).map(|progress| progress.done as f64 / progress.total as f64)
    };
    let estimate = move || {
        let share = share().filter(|share| *share > 0.03)?;
        let elapsed = (js_sys::Date::now() - session.started_ms.get()) / 1000.0;
        Some(w::remaining((elapsed * (1.0 - share) / share).ceil() as usize))
    };
    let cancel = move |_| {
        if let Some(cancel) = session.cancel.get_untracked() {
            cancel.cancel();
        }
    };
    view! {
        <div class="progress" role="status">
            <span>{move || if session.applying.get() { w::applying() } else { w::importing() }}</span>
            <progress max="1" prop:value=move || share().unwrap_or(0.0) aria-label=w::importing()></progress>
            <span class="muted">{estimate}</span>
            <Show when=move || !session.applying.get()>
                <button type="button" class="button" on:click=cancel>{common::cancel()}</button>
            </Show>
        </div>
    }
}

fn run(session: Session) {
    let (Some(mut plan), Some(file), Some((_, data, toasts))) = (session.plan.get_untracked(), session.file.get_untracked(), super::session())
    else {
        return;
    };
    plan.at = crate::clock::now();
    session.problem.set(None);
    session.progress.set(Some(workers::Progress { done: 0, total: 0, stage: protocol::Stage::Loading }));
    session.started_ms.set(js_sys::Date::now());
    spawn_local(async move {
        if !data.saved().await {
            session.progress.set(None);
            session.problem.set(Some(w::not_saved_yet().to_owned()));
            return;
        }
        let edits: Rc<RefCell<Vec<Edit>>> = Rc::default();
        let collect = Rc::clone(&edits);
        let (kind, name) = (plan.kind, plan.file_name.clone());
        let (cancel, outcome) = workers::start(
            Job::Import(plan),
            Some(file),
            move |progress| session.progress.set(Some(progress)),
            move |batch| collect.borrow_mut().extend(batch.edits),
        );
        session.cancel.set(Some(cancel));
        let outcome = outcome.await;
        session.progress.set(None);
        session.cancel.set(None);
        match outcome {
            Ok(Outcome::Imported(report)) => {
                session.applying.set(true);
                let count = (report.created + report.updated) as usize;
                let receipt = data.commit_large(Label::new(Act::Imported, kind, count, name.as_str()), edits.take()).await;
                session.applying.set(false);
                session.receipt.set(receipt.clone());
                session.report.set(Some(report));
                toasts.changed(data, w::imported_toast(count, &name), receipt);
                // Now there is something worth keeping: the browser is asked to keep it.
                storage::persist().await;
            }
            Ok(_) => session.problem.set(Some(w::job_broke().to_owned())),
            Err(failure) => session.problem.set(Some(workers::failure(&failure))),
        }
    });
}
