//! Step 3: what will happen, and doing it. Invariant: the edits of all batches become one transaction, or none.

use super::Session;
use crate::{
    data::{Data, use_data},
    fields,
    ui::Icon,
    words::{common, import as w},
    workers::{self, Progress},
};
use domain::{
    Act, Edit, Kind, Label,
    book::Receipt,
    import::{DateOrder, LinePart, Plan, Report, Target},
    keys,
};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Job, Outcome, Stage};
use std::{cell::RefCell, rc::Rc};

/// Parts of the bar: reading the file, opening what is stored, then the rows.
const READ: f64 = 0.1;
const LOADED: f64 = 0.15;

#[component]
pub fn Check(session: Session) -> impl IntoView {
    let data = use_data();
    let of_plan = move |ask: fn(&Plan) -> bool| session.plan.with(|plan| plan.as_ref().is_some_and(ask));
    let label = move || {
        let rows = session.preview.with(|preview| preview.as_ref().map_or(0, |preview| preview.rows as usize));
        match session.plan.with(|plan| plan.as_ref().map_or(Kind::Contact, |plan| plan.kind)) {
            // A row of an order file is often one item of an order.
            Kind::Order => w::import_rows(rows),
            kind => w::import_button(&data.read(|book| fields::counted(book, kind, rows))),
        }
    };
    view! {
        <section class="import-step" aria-labelledby="import-check">
            <h2 id="import-check">{w::check()}</h2>
            <Show when=move || of_plan(dates_unclear)>
                <p class="notice" data-tone="warn"><Icon name="triangle-alert" /><span>{w::dates_unclear()}</span></p>
            </Show>
            <Show when=move || of_plan(lacks_order_columns)>
                <p class="notice" data-tone="warn"><Icon name="triangle-alert" /><span>{w::order_needs()}</span></p>
            </Show>
            <Show when=move || !session.busy()><super::rehearse::Told session /></Show>
            <Show when=move || session.busy() fallback=move || view! {
                <button type="button" class="button" data-primary="true" disabled=move || session.reading.get() || of_plan(dates_unclear) on:click=move |_| run(session)>
                    <Icon name="upload" />
                    {label}
                </button>
            }>
                <Running session />
            </Show>
        </section>
    }
}

/// Whether a column that is taken has dates that could be read two ways.
pub(super) fn dates_unclear(plan: &Plan) -> bool {
    let taken = plan.targets.iter().zip(&plan.date_orders).filter(|(target, _)| **target != Target::Skip);
    taken.into_iter().any(|(_, order)| *order == Some(DateOrder::Ambiguous))
}

fn lacks_order_columns(plan: &Plan) -> bool {
    let has = |wanted: &[Target]| plan.targets.iter().any(|target| wanted.contains(target));
    let amount = [Target::Field(keys::TOTAL), Target::LinePart(LinePart::Price)];
    plan.kind == Kind::Order && !(has(&[Target::Field(keys::ORDERED_ON)]) && has(&amount))
}

/// How much of the whole is done; none while nobody knows.
fn share(progress: Progress) -> Option<f64> {
    let part = (progress.total > 0).then(|| progress.done as f64 / progress.total as f64);
    match progress.stage {
        Stage::Reading => Some(part? * READ),
        Stage::Loading => None,
        Stage::Working | Stage::Writing => Some(LOADED + part? * (1.0 - LOADED)),
    }
}

/// The bar, the estimate and Cancel.
#[component]
pub(super) fn Running(session: Session) -> impl IntoView {
    let done = move || session.progress.get().and_then(share);
    let estimate = move || {
        let progress =
            session.progress.get().filter(|progress| progress.stage == Stage::Working && progress.total > 0)?;
        let part = progress.done as f64 / progress.total as f64;
        let elapsed = (js_sys::Date::now() - session.stage_began_ms.get()) / 1000.0;
        (part > 0.03 && elapsed > 0.5).then(|| w::remaining((elapsed * (1.0 - part) / part).ceil() as usize))
    };
    let cancel = move |_| {
        session.stop.set(true);
        if let Some(cancel) = session.cancel.get_untracked() {
            cancel.cancel();
        }
    };
    let text = move || match (session.stop.get(), session.applying.get()) {
        (true, _) => w::stopping(),
        (false, true) => w::applying(),
        (false, false) => w::importing(),
    };
    // What is being written is written to its end.
    let stoppable = move || !session.stop.get() && (!session.applying.get() || session.batch.with(|all| all.len() > 1));
    view! {
        <div class="progress">
            <span role="status">{text}</span>
            <progress max="1" value=done aria-label=w::importing()></progress>
            <span class="muted num">{estimate}</span>
            <Show when=stoppable>
                <button type="button" class="button" on:click=cancel>{common::cancel()}</button>
            </Show>
        </div>
    }
}

fn run(session: Session) {
    let (Some(mut plan), Some(file), Some((_, data, toasts))) =
        (session.plan.get_untracked(), session.file.get_untracked(), super::session())
    else {
        return;
    };
    if !session.begin() {
        return;
    }
    plan.at = crate::clock::now();
    let name = plan.file_name.clone();
    spawn_local(async move {
        let outcome = read_and_apply(session, data, plan, file).await;
        session.end();
        match outcome {
            Ok((report, receipt)) => {
                let count = (report.created + report.updated) as usize;
                session.receipt.set(receipt.clone());
                session.report.set(Some(report));
                toasts.changed(data, w::imported_toast(count, &name), receipt);
                // Now there is something worth keeping: the browser is asked to keep it.
                storage::persist().await;
            }
            Err(reason) => {
                if !session.seen.get_untracked() {
                    toasts.warn(reason.clone());
                }
                session.problem.set(Some(reason));
            }
        }
    });
}

/// Imports one table as one transaction.
pub(super) async fn read_and_apply(
    session: Session,
    data: Data,
    plan: Plan,
    file: web_sys::File,
) -> Result<(Report, Option<Receipt>), String> {
    session.quiet().await;
    // The worker compares with what is stored.
    if !data.saved().await {
        return Err(w::not_saved_yet().to_owned());
    }
    if let Some((_, _, toasts)) = super::session() {
        crate::snapshots::before(data, toasts, domain::snapshot::Reason::Import).await;
    }
    if session.stop.get_untracked() {
        return Err(w::cancelled().to_owned());
    }
    let edits: Rc<RefCell<Vec<Edit>>> = Rc::default();
    let collect = Rc::clone(&edits);
    let (kind, name) = (plan.kind, plan.file_name.clone());
    let told = move |progress: Progress| {
        if session.progress.get_untracked().is_none_or(|before| before.stage != progress.stage) {
            session.stage_began_ms.set(js_sys::Date::now());
        }
        session.progress.set(Some(progress));
    };
    let (cancel, outcome) =
        workers::start(Job::Import(plan), Some(file), told, move |batch| collect.borrow_mut().extend(batch.edits));
    session.cancel.set(Some(cancel));
    let outcome = outcome.await;
    session.cancel.set(None);
    let report = match outcome {
        Ok(Outcome::Imported(report)) => report,
        Ok(_) => return Err(w::job_broke().to_owned()),
        Err(failure) => return Err(workers::failure(&failure)),
    };
    session.progress.set(None);
    session.applying.set(true);
    let count = (report.created + report.updated) as usize;
    let receipt = data.commit_large(Label::new(Act::Imported, kind, count, name.as_str()), edits.take()).await;
    Ok((report, receipt))
}
