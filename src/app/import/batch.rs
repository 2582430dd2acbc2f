//! Several tables at once: each looked into and rehearsed, then imported one after another.
//!
//! Invariants: each table is one transaction; a table that was refused stays in the list with its reason; what one
//! table brings is stored before the next is read, so that relations join whatever the order. Not here: matching the
//! columns of one table (`matching`).

use super::{Session, check, source};
use crate::{
    data::{Data, use_data},
    fields, format,
    ui::Icon,
    words::{common, import as w, import_many as m},
    workers,
};
use domain::{
    Kind,
    book::Receipt,
    import::{Plan, Preview, PreviewOptions, Report, Target},
    sorting,
};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Job, Outcome, Rehearsal};

/// More tables than this are not looked into at once.
const TABLES: usize = 60;

/// One table of the files that were chosen together.
#[derive(Clone)]
pub(super) struct Table {
    pub id: usize,
    pub file: web_sys::File,
    pub part: String,
    pub wanted: bool,
    pub state: State,
}

#[derive(Clone)]
pub(super) enum State {
    Waiting,
    Reading,
    Ready { preview: Box<Preview>, plan: Box<Plan>, told: Option<Box<Rehearsal>> },
    Refused(String),
    Importing,
    Done { report: Box<Report>, kind: Kind, receipt: Option<Receipt> },
}

impl Table {
    fn name(&self) -> String {
        if self.part.is_empty() { self.file.name() } else { format!("{}: {}", self.file.name(), self.part) }
    }
    fn plan(&self) -> Option<&Plan> {
        match &self.state {
            State::Ready { plan, .. } => Some(plan),
            _ => None,
        }
    }
}

/// Something in it was recognised; else it may be a sheet of remarks.
fn is_known(preview: &Preview) -> bool {
    let known = |target: &Target| !matches!(target, Target::Skip | Target::NewField(..));
    preview.rows > 0 && (!preview.source.is_empty() || preview.columns.iter().any(|column| known(&column.suggestion)))
}

/// Records that others refer to come first; what comes out of order is joined all the same.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Company => 0,
        Kind::Contact => 1,
        Kind::Deal => 2,
        Kind::Order => 3,
        _ => 4,
    }
}

impl Session {
    fn change(self, id: usize, change: impl FnOnce(&mut Table)) {
        self.batch.update(|all| {
            if let Some(table) = all.iter_mut().find(|table| table.id == id) {
                change(table);
            }
        });
    }

    /// Looks into several files, one after another.
    pub(super) fn take_batch(self, files: Vec<web_sys::File>) {
        let waiting = |(id, file)| Table { id, file, part: String::new(), wanted: true, state: State::Waiting };
        self.batch.set(files.into_iter().enumerate().map(waiting).collect());
        self.look_on();
    }

    /// The file that is open has several tables: each gets a line of its own.
    pub(super) fn unfold(
        self,
        file: web_sys::File,
        parts: &[String],
        refused: &[(String, domain::import::ImportError)],
    ) {
        let table = |part: &String, state| Table { id: 0, file: file.clone(), part: part.clone(), wanted: true, state };
        let mut all: Vec<Table> = parts.iter().map(|part| table(part, State::Waiting)).collect();
        all.extend(refused.iter().map(|(part, error)| table(part, State::Refused(w::import_error(error)))));
        all.iter_mut().enumerate().for_each(|(id, table)| table.id = id);
        self.batch.set(all);
        self.look_on();
    }

    fn look_on(self) {
        let Some((_, data, _)) = super::session() else { return };
        self.looks.update(|looks| *looks += 1);
        let look = self.looks.get_untracked();
        self.reading.set(true);
        spawn_local(async move {
            self.quiet().await;
            let mut at = 0;
            while self.looks.get_untracked() == look
                && let Some(table) = self.batch.with_untracked(|all| all.get(at).cloned())
            {
                at += 1;
                if matches!(table.state, State::Waiting) {
                    self.look_into(data, table, look).await;
                }
            }
            if self.looks.get_untracked() == look {
                self.reading.set(false);
            }
        });
    }

    async fn look_into(self, data: Data, table: Table, look: u32) {
        let refused = |other: &Table| matches!(other.state, State::Refused(_));
        let before = self.batch.with_untracked(|all| all.iter().take(table.id).filter(|own| !refused(own)).count());
        if before >= TABLES {
            return self.change(table.id, |table| table.state = State::Refused(m::too_many(TABLES)));
        }
        self.change(table.id, |table| table.state = State::Reading);
        let options = super::options(data, PreviewOptions { part: table.part.clone(), ..Default::default() });
        let outcome = self.run_aside(Job::Preview(options), table.file.clone()).await;
        if self.looks.get_untracked() != look {
            return;
        }
        let refused = |text: String| self.change(table.id, |table| table.state = State::Refused(text));
        let preview = match outcome {
            Ok(Outcome::Preview(preview)) => preview,
            Ok(_) => return refused(w::job_broke().to_owned()),
            Err(failure) => return refused(workers::failure(&failure)),
        };
        if table.part.is_empty() && !preview.parts.is_empty() {
            return self.spread(table, &preview);
        }
        let plan = super::suggested(data, &preview, &table.name());
        let (wanted, told) = (is_known(&preview), None);
        self.change(table.id, |table| {
            table.wanted = wanted;
            table.state = State::Ready { preview: Box::new(preview), plan: Box::new(plan.clone()), told };
        });
        self.rehearse_table(data, table.id, table.file, plan, look).await;
    }

    /// A file among several has several tables itself.
    fn spread(self, table: Table, preview: &Preview) {
        self.batch.update(|all| {
            let Some(at) = all.iter().position(|own| own.id == table.id) else { return };
            let own = |part: &String, state| Table { id: 0, part: part.clone(), state, ..table.clone() };
            let mut parts: Vec<Table> = preview.parts.iter().map(|part| own(part, State::Waiting)).collect();
            let refused = preview.refused.iter();
            parts.extend(refused.map(|(part, error)| own(part, State::Refused(w::import_error(error)))));
            all.splice(at..=at, parts);
            all.iter_mut().enumerate().for_each(|(id, table)| table.id = id);
        });
        self.look_on();
    }

    async fn rehearse_table(self, data: Data, id: usize, file: web_sys::File, plan: Plan, look: u32) {
        if !data.saved().await {
            return;
        }
        let outcome = workers::run(Job::Rehearse(plan), Some(file)).await;
        if let Ok(Outcome::Rehearsed(found)) = outcome
            && self.looks.get_untracked() == look
        {
            self.change(id, |table| {
                if let State::Ready { told, .. } = &mut table.state {
                    *told = Some(found);
                }
            });
        }
    }

    /// Opens the columns of one table, or closes them again and keeps what was said.
    fn edit(self, id: Option<usize>) {
        let Some((_, data, _)) = super::session() else { return };
        if let (Some(before), Some(changed)) = (self.editing.get_untracked(), self.plan.get_untracked()) {
            let preview = self.preview.get_untracked();
            self.change(before, |table| {
                if let State::Ready { preview: own, plan, told } = &mut table.state {
                    **plan = changed.clone();
                    *told = None;
                    if let Some(preview) = preview {
                        **own = preview;
                    }
                }
            });
            let file = self
                .batch
                .with_untracked(|all| all.iter().find(|table| table.id == before).map(|table| table.file.clone()));
            let look = self.looks.get_untracked();
            if let Some(file) = file {
                spawn_local(self.rehearse_table(data, before, file, changed, look));
            }
        }
        self.plan.set(None);
        self.preview.set(None);
        self.editing.set(id);
        let table = self.batch.with_untracked(|all| all.iter().find(|table| Some(table.id) == id).cloned());
        if let Some(Table { file, part, state: State::Ready { preview, plan, .. }, .. }) = table {
            self.file.set(Some(file));
            self.said.set(PreviewOptions { part, ..Default::default() });
            self.preview.set(Some(*preview));
            self.plan.set(Some(*plan));
        }
    }
}

/// The tables with what will become of each, and the button for all.
#[component]
pub(super) fn Batch(session: Session) -> impl IntoView {
    let chosen =
        move || session.batch.with(|all| all.iter().filter(|table| table.wanted && table.plan().is_some()).count());
    let left = move || session.batch.with(|all| all.iter().any(|table| table.plan().is_some()));
    let receipts = move || {
        session
            .batch
            .with(|all| all.iter().filter(|table| matches!(&table.state, State::Done { receipt: Some(_), .. })).count())
    };
    let lines = move || session.batch.get().into_iter().map(|table| view! { <Line session table /> }).collect_view();
    view! {
        <section class="import-step" aria-labelledby="import-batch">
            <h2 id="import-batch">{m::tables()}</h2>
            <ul class="import-tables">{lines}</ul>
            <Show when=move || session.editing.get().is_none()>
                <Show when=move || left() && !session.busy()>
                    <button
                        type="button"
                        class="button"
                        data-primary="true"
                        disabled=move || session.reading.get() || chosen() == 0
                        on:click=move |_| run_all(session)
                    >
                        <Icon name="upload" />
                        {move || m::import_tables(chosen())}
                    </button>
                </Show>
                <Show when=move || session.busy()><check::Running session /></Show>
                <Show when=move || !left() && !session.busy() && !session.reading.get()>
                    <div class="row">
                        {move || (receipts() > 0).then(|| view! { <p class="muted">{m::undo_in_history(receipts())}</p> })}
                        <button type="button" class="button" on:click=move |_| session.reset()>{w::import_another()}</button>
                    </div>
                </Show>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn Line(session: Session, table: Table) -> impl IntoView {
    let data = use_data();
    let (id, name) = (table.id, table.name());
    let chips = |all: Vec<(String, &'static str)>| {
        all.into_iter().map(|(text, tone)| view! { <span class="chip" data-tone=tone>{text}</span> }).collect_view()
    };
    let many = |kind: Kind| data.read(|book| fields::kind_many(book, kind));
    let state = match &table.state {
        State::Waiting => view! { <span class="muted">{m::waiting()}</span> }.into_any(),
        State::Reading => view! { <span class="muted" role="status">{w::reading()}</span> }.into_any(),
        State::Importing => view! { <span role="status">{w::importing()}</span> }.into_any(),
        State::Refused(reason) => view! { <span class="error">{reason.clone()}</span> }.into_any(),
        State::Ready { preview, plan, told } => {
            let about = source::name(&preview.source).unwrap_or_else(|| many(plan.kind));
            let figures = told.as_ref().map(|told| chips(super::rehearse::figures(told)));
            view! {
                <span class="chip">{about}</span>
                <span class="muted num">{w::found_rows(preview.rows as usize)}</span>
                {figures}
            }
            .into_any()
        }
        State::Done { report, kind, .. } => view! {
            <Icon name="circle-check" />
            <span>{many(*kind)}</span>
            {chips(super::report::figures(report))}
        }
        .into_any(),
    };
    let ready = table.plan().is_some();
    let editing = move || session.editing.get() == Some(id);
    let check_id = format!("import-table-{id}");
    view! {
        <li>
            <label class="check" for=check_id.clone()>
                {ready.then(|| view! {
                    <input
                        id=check_id.clone()
                        type="checkbox"
                        prop:checked=table.wanted
                        disabled=move || session.busy()
                        on:change=move |event| {
                            let wanted = event_target_checked(&event);
                            session.change(id, |table| table.wanted = wanted);
                        }
                    />
                })}
                <strong>{name.clone()}</strong>
                <span class="muted num">{format::bytes(table.file.size())}</span>
            </label>
            <div class="row">{state}</div>
            {ready.then(|| view! {
                <button
                    type="button"
                    class="button"
                    data-quiet="true"
                    aria-expanded=move || editing().to_string()
                    disabled=move || session.busy()
                    on:click=move |_| session.edit((!editing()).then_some(id))
                >
                    {move || if editing() { common::close() } else { m::columns() }}
                    <span class="visually-hidden">{format!(": {name}")}</span>
                </button>
            })}
        </li>
    }
    .into_any()
}

fn run_all(session: Session) {
    let Some((_, data, toasts)) = super::session() else { return };
    let mut all = session.batch.get_untracked();
    all.retain(|table| table.wanted && table.plan().is_some());
    sorting::by_key(&mut all, |table| table.plan().map_or(u8::MAX, |plan| rank(plan.kind)));
    spawn_local(async move {
        let mut total = 0;
        for table in all {
            let Some(mut plan) = table.plan().cloned() else { continue };
            plan.at = crate::clock::now();
            plan.seed = crate::clock::random();
            let kind = plan.kind;
            session.change(table.id, |table| table.state = State::Importing);
            let state = match check::read_and_apply(session, data, plan, table.file.clone()).await {
                Ok((report, receipt)) => {
                    total += (report.created + report.updated) as usize;
                    State::Done { report: Box::new(report), kind, receipt }
                }
                Err(reason) => State::Refused(reason),
            };
            session.progress.set(None);
            session.applying.set(false);
            session.change(table.id, |table| table.state = state);
        }
        toasts.say(m::imported_all(total));
        storage::persist().await;
    });
}
