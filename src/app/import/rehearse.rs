//! What an import would do, before it is done: told beside the button, worked out anew when the plan changes.

use super::Session;
use crate::{
    data::{Data, use_data},
    fields,
    history::changes::{ChangeList, lines},
    words::{common, import as w, import_many as m},
    workers::{self, Progress},
};
use domain::{Kind, import::Plan, sorting};
use leptos::{html, leptos_dom::helpers::debounce, prelude::*, task::spawn_local};
use protocol::{Failure, Job, Outcome, Rehearsal};
use std::time::Duration;

/// A change of the plan is followed by others.
const SETTLED: Duration = Duration::from_millis(300);
/// Fields whose changes are told one by one.
const FIELDS: usize = 6;

impl Session {
    /// Stops the rehearsal that runs. A job that follows it at once might end with its worker.
    pub(super) async fn quiet(self) {
        self.looks_ahead.update_untracked(|looks| *looks += 1);
        if let Some(cancel) = self.rehearsing.get_untracked() {
            cancel.cancel();
        }
        while self.rehearsing.get_untracked().is_some() {
            crate::data::pause(Duration::from_millis(10)).await;
        }
    }

    /// Runs a job that a later one may stop.
    pub(super) async fn run_aside(self, job: Job, file: web_sys::File) -> Result<Outcome, Failure> {
        let told = move |progress: Progress| {
            self.seen_share.set((progress.total > 0).then(|| progress.done as f64 / progress.total as f64));
        };
        let (cancel, outcome) = workers::start(job, Some(file), told, |_| {});
        self.rehearsing.set(Some(cancel));
        let outcome = outcome.await;
        self.rehearsing.set(None);
        self.seen_share.set(None);
        outcome
    }

    /// Stops it because the user says so.
    fn stop_ahead(self) {
        self.ahead_stopped.set(true);
        spawn_local(self.quiet());
    }

    async fn rehearse(self, data: Data, plan: Plan) {
        // The plan that comes of a look is rehearsed after it.
        if self.reading.get_untracked() {
            return;
        }
        self.ahead_stopped.set(false);
        self.quiet().await;
        let look = self.looks_ahead.get_untracked();
        let current = || self.looks_ahead.get_untracked() == look;
        let Some(file) = self.file.get_untracked() else { return };
        if self.busy() || !data.saved().await || !current() {
            return;
        }
        let outcome = self.run_aside(Job::Rehearse(plan), file).await;
        match outcome {
            _ if !current() => {}
            Ok(Outcome::Rehearsed(found)) => self.told.set(Some(*found)),
            _ => self.ahead_stopped.set(true),
        }
    }
}

/// Watches the plan and tells what it would do.
#[component]
pub(super) fn Told(session: Session) -> impl IntoView {
    let data = use_data();
    let mut later = debounce(SETTLED, move |plan: Plan| spawn_local(session.rehearse(data, plan)));
    Effect::new(move || {
        let plan = session.plan.get();
        session.told.set(None);
        if let Some(plan) = plan.filter(|_| !session.busy()) {
            // What runs is for a plan that is no more.
            if !session.reading.get_untracked() {
                spawn_local(session.quiet());
            }
            later(plan);
        }
    });
    let again = move || {
        if let Some(plan) = session.plan.get_untracked() {
            spawn_local(session.rehearse(data, plan));
        }
    };
    let kind = move || session.plan.with(|plan| plan.as_ref().map_or(Kind::Contact, |plan| plan.kind));
    let told = move || {
        let told = session.told.get()?;
        let chips =
            figures(&told).into_iter().map(|(text, tone)| view! { <span class="chip" data-tone=tone>{text}</span> });
        let changes = changed(data, kind(), &told);
        let alike = told.alike.unwrap_or_default() as usize;
        Some(view! {
            <div class="stack" role="status">
                <p class="row"><span>{m::will_be()}</span>{chips.collect_view()}</p>
                {(!changes.is_empty()).then(|| view! { <p class="muted">{m::changed_fields(&changes)}</p> })}
                {(alike > 0).then(|| view! { <p class="muted">{m::alike(alike)}</p> })}
                <Changed told />
            </div>
        })
    };
    view! { <div class="import-ahead"><Ahead session again /> {told}</div> }.into_any()
}

/// How far the rehearsal is, and Cancel; once it is stopped, the way to have it after all.
#[component]
pub(super) fn Ahead(session: Session, again: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let running =
        move || session.rehearsing.with(Option::is_some) && !session.reading.get() && !session.ahead_stopped.get();
    let restart = NodeRef::<html::Button>::new();
    let pressed = RwSignal::new(false);
    // The button that was pressed is gone: who uses the keyboard goes on with the other.
    Effect::new(move || {
        if let Some(button) = restart.get().filter(|_| pressed.get_untracked()) {
            pressed.set(false);
            drop(button.focus());
        }
    });
    let stop = move |_| {
        pressed.set(true);
        session.stop_ahead();
    };
    view! {
        <Show when=running>
            <div class="progress" data-late="true">
                <span class="muted" role="status">{m::looking_ahead()}</span>
                <progress max="1" value=move || session.seen_share.get() aria-label=m::looking_ahead()></progress>
                <button type="button" class="button" on:click=stop>{common::cancel()}</button>
            </div>
        </Show>
        <Show when=move || session.ahead_stopped.get()>
            <div class="row">
                <span class="muted" role="status">{m::not_looked_ahead()}</span>
                <button type="button" class="button" data-quiet="true" node_ref=restart on:click=move |_| again()>
                    {m::look_ahead()}
                </button>
            </div>
        </Show>
    }
    .into_any()
}

/// The first records that would change, field by field.
#[component]
pub(super) fn Changed(told: Rehearsal) -> impl IntoView {
    let records = told.changed.edits.len();
    let (lines, hidden) = use_data().read(|book| lines(book, &told.changed.edits, usize::MAX));
    let all = told.report.updated as usize;
    (!lines.is_empty()).then(|| {
        view! {
            <details class="import-changes">
                <summary>{if records < all { m::first_changes(records) } else { m::what_changes().to_owned() }}</summary>
                <ChangeList lines hidden />
            </details>
        }
    })
}

/// `Job title (2), Email (1)`.
fn changed(data: Data, kind: Kind, told: &Rehearsal) -> String {
    let mut changes = told.report.changes.clone();
    sorting::by_key(&mut changes, |(_, count)| std::cmp::Reverse(*count));
    let named = changes.iter().filter_map(|(key, count)| {
        let spec = data.read(|book| book.field(kind, *key))?;
        Some(m::field_count(&fields::name(&spec), &crate::format::count(*count as f64)))
    });
    named.take(FIELDS).collect::<Vec<_>>().join(m::list_mark())
}

pub(super) fn figures(told: &Rehearsal) -> Vec<(String, &'static str)> {
    let report = &told.report;
    let rejected = report.rejected.len() as u64 + report.rejected_more;
    let all = [
        (report.created, m::to_create as fn(usize) -> String, "good"),
        (report.updated, m::to_update, "good"),
        (report.unchanged, w::unchanged, ""),
        (report.skipped, m::to_skip, ""),
        (rejected, m::to_reject, "warn"),
        (report.related, m::to_relate, ""),
    ];
    let shown = all.into_iter().enumerate().filter(|(at, (count, ..))| *at == 0 || *count > 0);
    shown.map(|(_, (count, words, tone))| (words(count as usize), tone)).collect()
}
