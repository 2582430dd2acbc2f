//! `/import`: a file in three steps on one page. Files → Match → Check; then the report. Several files, or a file of
//! several tables, stand in a list that is imported at once.
//!
//! The worker reads the files; this page shows, asks and commits. Invariant: the import of a table is one transaction.

mod batch;
mod check;
mod files;
mod matching;
mod opened;
mod own;
mod rehearse;
mod report;
mod source;
mod targets;

pub use files::take;

use crate::{
    data::{Data, use_data},
    ui::{Page, use_toasts},
    words::{common, fields as f, import as w},
    workers::{self, Cancel, Progress},
};
use domain::{
    FieldSpec, Kind,
    import::{
        AddressPart, DateOrder, ImportError, Plan, Preview, PreviewOptions, Report, Target, custom_fields, own_target,
    },
};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Failure, Job, Outcome, Rehearsal};

/// Where the import stands. Kept while the app lives, so that leaving the page stops nothing.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    pub file: RwSignal<Option<web_sys::File>, LocalStorage>,
    /// What the user has said about the file; the rest is guessed.
    said: RwSignal<PreviewOptions>,
    /// How often a file was looked into: only the last look counts.
    looks: RwSignal<u32>,
    pub preview: RwSignal<Option<Preview>>,
    pub plan: RwSignal<Option<Plan>>,
    /// What the import would do.
    told: RwSignal<Option<Rehearsal>>,
    /// The look or the rehearsal that runs.
    rehearsing: RwSignal<Option<Cancel>, LocalStorage>,
    /// How far it is, from 0 to 1.
    seen_share: RwSignal<Option<f64>>,
    looks_ahead: RwSignal<u32>,
    /// The user has stopped the rehearsal, or it failed.
    ahead_stopped: RwSignal<bool>,
    /// Several tables; empty where there is one.
    batch: RwSignal<Vec<batch::Table>, LocalStorage>,
    /// The file is an archive of our own.
    own: RwSignal<bool>,
    /// The table among them whose columns are open.
    editing: RwSignal<Option<usize>>,
    pub problem: RwSignal<Option<String>>,
    pub reading: RwSignal<bool>,
    /// From the click on Import until all that was chosen is done, waiting included: no second one begins meanwhile.
    running: RwSignal<bool>,
    /// The user has asked to stop; it stands until the next import begins.
    stop: RwSignal<bool>,
    pub progress: RwSignal<Option<Progress>>,
    pub cancel: RwSignal<Option<Cancel>, LocalStorage>,
    /// When the stage that `progress` tells of began.
    pub stage_began_ms: RwSignal<f64>,
    pub applying: RwSignal<bool>,
    pub report: RwSignal<Option<Report>>,
    pub receipt: RwSignal<Option<domain::book::Receipt>, LocalStorage>,
    pub undone: RwSignal<bool>,
    /// Whether the page is shown; what happens behind it is told in a toast.
    pub seen: RwSignal<bool>,
}

impl Session {
    pub fn new() -> Self {
        Self {
            file: RwSignal::new_local(None),
            said: RwSignal::new(PreviewOptions::default()),
            looks: RwSignal::new(0),
            preview: RwSignal::new(None),
            plan: RwSignal::new(None),
            told: RwSignal::new(None),
            rehearsing: RwSignal::new_local(None),
            seen_share: RwSignal::new(None),
            looks_ahead: RwSignal::new(0),
            ahead_stopped: RwSignal::new(false),
            batch: RwSignal::new_local(Vec::new()),
            own: RwSignal::new(false),
            editing: RwSignal::new(None),
            problem: RwSignal::new(None),
            reading: RwSignal::new(false),
            running: RwSignal::new(false),
            stop: RwSignal::new(false),
            progress: RwSignal::new(None),
            cancel: RwSignal::new_local(None),
            stage_began_ms: RwSignal::new(0.0),
            applying: RwSignal::new(false),
            report: RwSignal::new(None),
            receipt: RwSignal::new_local(None),
            undone: RwSignal::new(false),
            seen: RwSignal::new(false),
        }
    }

    /// Whether an import is under way.
    pub fn busy(self) -> bool {
        self.running.get()
    }

    /// Begins an import. False where one is under way.
    fn begin(self) -> bool {
        if self.running.get_untracked() {
            return false;
        }
        self.running.set(true);
        self.stop.set(false);
        self.problem.set(None);
        true
    }

    fn end(self) {
        self.progress.set(None);
        self.applying.set(false);
        self.running.set(false);
    }

    pub fn reset(self) {
        self.looks.update(|looks| *looks += 1);
        self.reading.set(false);
        self.file.set(None);
        self.said.set(PreviewOptions::default());
        self.preview.set(None);
        self.plan.set(None);
        self.told.set(None);
        self.ahead_stopped.set(false);
        self.batch.set(Vec::new());
        self.own.set(false);
        self.editing.set(None);
        self.problem.set(None);
        self.report.set(None);
        self.receipt.set(None);
        self.undone.set(false);
        self.stop.set(false);
    }

    /// Looks into the file, with what the user has said about it so far.
    pub fn look(self, change: impl FnOnce(&mut PreviewOptions)) {
        let (Some((_, data, _)), Some(file)) = (session(), self.file.get_untracked()) else { return };
        self.said.update(change);
        self.looks.update(|looks| *looks += 1);
        let look = self.looks.get_untracked();
        let options = options(data, self.said.get_untracked());
        let before = self.plan.get_untracked();
        self.reading.set(true);
        self.problem.set(None);
        spawn_local(async move {
            let name = file.name();
            self.quiet().await;
            if self.looks.get_untracked() != look {
                return;
            }
            let outcome = self.run_aside(Job::Preview(options), file.clone()).await;
            if self.looks.get_untracked() != look {
                return;
            }
            self.reading.set(false);
            match outcome {
                Ok(Outcome::Preview(preview))
                    if !preview.parts.is_empty() && self.editing.get_untracked().is_none() =>
                {
                    self.unfold(file, &preview.parts, &preview.refused);
                }
                Ok(Outcome::Preview(preview)) => {
                    let mut plan = suggested(data, &preview, &name);
                    if let Some(before) = before {
                        keep_answers(&mut plan, &before);
                    }
                    self.preview.set(Some(preview));
                    self.plan.set(Some(plan));
                }
                Err(Failure::Import(ImportError::Backup)) => self.own.set(true),
                Ok(_) => self.problem.set(Some(w::job_broke().to_owned())),
                Err(failure) => self.problem.set(Some(workers::failure(&failure))),
            }
        });
    }
}

/// What the owner's fields add to what was said about a file.
fn options(data: Data, said: PreviewOptions) -> PreviewOptions {
    let (custom, computed, labels) = data.read(|book| (custom_fields(book), computed_fields(book), own_labels(book)));
    PreviewOptions { custom, computed, labels, ..said }
}

fn suggested(data: Data, preview: &Preview, name: &str) -> Plan {
    let currency = data.read(domain::Book::currency);
    let (at, today, seed) = (crate::clock::now(), crate::clock::today(), crate::clock::random());
    Plan::suggested(preview, name, currency, at, today, seed)
}

/// What the columns of our own tables are called, and where they go.
fn own_labels(book: &domain::Book) -> Vec<(Kind, String, Target)> {
    use AddressPart::{City, Country, PostalCode, Region, Street};
    let parts = [
        (Street, f::street()),
        (City, f::city()),
        (Region, f::region()),
        (PostalCode, f::postal_code()),
        (Country, f::country()),
    ];
    let of_kind = |kind| {
        let own = book.fields(kind).into_iter().filter(FieldSpec::listed);
        let own = own.map(move |spec| (kind, crate::fields::name(&spec), own_target(kind, &spec)));
        own.chain(parts.map(|(part, name)| (kind, name.to_owned(), Target::AddressPart(part)))).collect::<Vec<_>>()
    };
    [Kind::Contact, Kind::Company, Kind::Deal, Kind::Order].into_iter().flat_map(of_kind).collect()
}

/// The names of fields that follow from others, as our own exports write them.
fn computed_fields(book: &domain::Book) -> Vec<(Kind, String)> {
    let of_kind = |kind| {
        let derived = book.fields(kind).into_iter().filter(domain::FieldSpec::derived);
        derived.map(move |spec| (kind, crate::fields::name(&spec)))
    };
    [Kind::Contact, Kind::Company, Kind::Deal, Kind::Order].into_iter().flat_map(of_kind).collect()
}

/// What the user has answered stays when the file is looked into again.
fn keep_answers(plan: &mut Plan, before: &Plan) {
    plan.on_known = before.on_known;
    if plan.date_orders.len() == before.date_orders.len() {
        for (order, before) in plan.date_orders.iter_mut().zip(&before.date_orders) {
            if *order == Some(DateOrder::Ambiguous) && before.is_some() {
                *order = *before;
            }
        }
    }
}

thread_local! {
    /// Made once: an import goes on when the user looks at another page.
    static SESSION: std::cell::Cell<Option<(Session, crate::data::Data, crate::ui::Toasts)>> = const { std::cell::Cell::new(None) };
}

/// Makes the session, outside of any page. Called once by the shell's root.
pub fn provide_session() {
    SESSION.set(Some((Session::new(), use_data(), use_toasts())));
    opened::listen();
}

fn session() -> Option<(Session, crate::data::Data, crate::ui::Toasts)> {
    SESSION.get()
}

#[component]
pub fn ImportPage() -> impl IntoView {
    let Some((session, _, toasts)) = session() else { return ().into_any() };
    session.seen.set(true);
    opened::take_shared(session, toasts);
    on_cleanup(move || session.seen.set(false));
    view! {
        <Page title=common::import()>
            <div class="import">
                <files::Files session />
                <Show when=move || session.problem.get().is_some()>
                    <div class="notice" data-tone="bad" role="alert">
                        <crate::ui::Icon name="circle-alert" />
                        <span>{move || session.problem.get()}</span>
                    </div>
                </Show>
                <Show when=move || session.own.get()><own::Own session /></Show>
                <Show when=move || session.batch.with(|batch| !batch.is_empty())>
                    <batch::Batch session />
                </Show>
                <Show when=move || session.plan.with(Option::is_some) && session.report.with(Option::is_none)>
                    <matching::Match session />
                    <Show when=move || session.editing.get().is_none()>
                        <check::Check session />
                    </Show>
                </Show>
                <Show when=move || session.report.get().is_some()>
                    <report::ReportView session />
                </Show>
            </div>
        </Page>
    }
    .into_any()
}

/// Brings a step into view when it appears.
pub(crate) fn show_step(section: NodeRef<leptos::html::Section>) {
    Effect::new(move || {
        if let Some(section) = section.get() {
            request_animation_frame(move || section.scroll_into_view());
        }
    });
}

/// Where the list of a kind is.
pub(crate) fn list_path(kind: Kind) -> &'static str {
    match kind {
        Kind::Company => "/companies",
        Kind::Deal => "/deals",
        Kind::Order => "/orders",
        Kind::Task => "/tasks",
        _ => "/contacts",
    }
}
