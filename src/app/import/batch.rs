//! Several tables at once: each looked into and rehearsed, then imported one after another.
//!
//! Invariants: each table is one transaction; a table that was refused stays in the list with its reason; what one
//! table brings is stored before the next is read, so that relations join whatever the order. Not here: matching the
//! columns of one table (`matching`).

mod lines;
mod run;

pub(super) use lines::Batch;

use super::{Session, check};
use crate::{
    data::Data,
    words::{import as w, import_many as m},
    workers,
};
use domain::{
    Kind,
    book::Receipt,
    import::{DateOrder, Plan, Preview, PreviewOptions, Report, Target},
};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Job, Outcome, Rehearsal};
use std::{sync::Arc, time::Duration};

/// More tables than this are not looked into at once.
const TABLES: usize = 60;
/// How often it is seen whether the files are looked into.
const LOOKING: Duration = Duration::from_millis(50);

/// One table of the files that were chosen together.
#[derive(Clone)]
pub(super) struct Table {
    pub id: usize,
    pub file: web_sys::File,
    pub part: String,
    pub wanted: bool,
    pub state: State,
    /// Rises with each change of what its line shows, so that the others are left alone.
    pub turn: u32,
}

#[derive(Clone)]
pub(super) enum State {
    Waiting,
    Reading,
    Ready(Arc<Ready>),
    Refused(String),
    Importing,
    Done(Arc<Done>, Option<Receipt>),
}

/// What is known of a table before it is imported.
#[derive(Clone)]
pub(super) struct Ready {
    pub preview: Preview,
    pub plan: Plan,
    pub told: Option<Box<Rehearsal>>,
}

/// What became of a table.
pub(super) struct Done {
    pub report: Arc<Report>,
    pub kind: Kind,
    pub headers: Vec<String>,
    /// How many of its new records look like ones that were there.
    pub alike: u64,
    /// The how manieth it was.
    pub turn: usize,
}

impl Table {
    fn name(&self) -> String {
        if self.part.is_empty() { self.file.name() } else { format!("{}: {}", self.file.name(), self.part) }
    }
    fn plan(&self) -> Option<&Plan> {
        match &self.state {
            State::Ready(ready) => Some(&ready.plan),
            _ => None,
        }
    }
    fn done(&self) -> Option<&Done> {
        match &self.state {
            State::Done(done, _) => Some(done),
            _ => None,
        }
    }
    /// Whether the user has to say how it writes dates.
    fn asks(&self) -> bool {
        self.plan().is_some_and(check::dates_unclear)
    }
    /// Changes what is known of it while it is ready.
    fn ready(&mut self, change: impl FnOnce(&mut Ready)) {
        if let State::Ready(ready) = &mut self.state {
            change(Arc::make_mut(ready));
        }
    }
}

/// It says whom or what it is about; else it may be a sheet of remarks, or a list of the system's own.
fn is_known(preview: &Preview) -> bool {
    use domain::keys::{COMPANY, EMAILS, FIRST_NAME, LAST_NAME, NAME, NUMBER, ORDERED_ON, PHONES, TITLE};
    let known = |target: &Target| match target {
        Target::Field(key) => {
            [NAME, FIRST_NAME, LAST_NAME, EMAILS, PHONES, COMPANY, TITLE, NUMBER, ORDERED_ON].contains(key)
        }
        other => matches!(other, Target::FullName | Target::Customer(_)),
    };
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
                table.turn += 1;
            }
        });
    }

    /// Says whether a table is to be imported. Its line shows that by itself.
    fn want(self, id: usize, wanted: bool) {
        self.batch.update(|all| all.iter_mut().filter(|table| table.id == id).for_each(|table| table.wanted = wanted));
    }

    /// Looks into several files, one after another.
    pub(super) fn take_batch(self, files: Vec<web_sys::File>) {
        let waiting =
            |(id, file)| Table { id, file, part: String::new(), wanted: true, state: State::Waiting, turn: 0 };
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
        let table = |part: &String, state| Table {
            id: 0,
            file: file.clone(),
            part: part.clone(),
            wanted: true,
            state,
            turn: 0,
        };
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
                self.rehearse_all();
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
        let wanted = is_known(&preview);
        self.change(table.id, |table| {
            table.wanted = wanted;
            table.state = State::Ready(Arc::new(Ready { preview, plan, told: None }));
        });
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
            let turn = all.iter().map(|table| table.turn).max().unwrap_or_default() + 1;
            all.iter_mut().enumerate().for_each(|(id, table)| (table.id, table.turn) = (id, turn));
        });
        self.look_on();
    }

    /// Works out what each table would do that is not told yet, one after another. What runs is stopped first: it may be
    /// of a plan that is no more.
    pub(super) fn rehearse_all(self) {
        let Some((_, data, _)) = super::session() else { return };
        self.ahead_stopped.set(false);
        spawn_local(async move {
            while self.reading.get_untracked() {
                crate::data::pause(LOOKING).await;
            }
            self.quiet().await;
            let look = self.looks_ahead.get_untracked();
            let current = || self.looks_ahead.get_untracked() == look && !self.running.get_untracked();
            let mut tried = Vec::new();
            while let Some((id, file, plan)) = self.untold(&tried) {
                if !current() {
                    return;
                }
                tried.push(id);
                let outcome = match data.saved().await {
                    true if current() => self.run_aside(Job::Rehearse(plan), file).await.ok(),
                    _ => None,
                };
                if let (Some(Outcome::Rehearsed(found)), true) = (outcome, current()) {
                    self.change(id, |table| table.ready(|ready| ready.told = Some(found)));
                }
            }
            if current() {
                self.ahead_stopped.set(self.untold(&[]).is_some());
            }
        });
    }

    /// The first table that is not told, but for these and those that still ask something.
    fn untold(self, tried: &[usize]) -> Option<(usize, web_sys::File, Plan)> {
        let of = |table: &Table| match &table.state {
            State::Ready(ready) if ready.told.is_none() && !table.asks() && !tried.contains(&table.id) => {
                Some((table.id, table.file.clone(), ready.plan.clone()))
            }
            _ => None,
        };
        self.batch.with_untracked(|all| all.iter().find_map(of))
    }

    /// Opens the columns of one table, or closes them again and keeps what was said.
    fn edit(self, id: Option<usize>) {
        let same = |id: usize, plan: &Plan| {
            self.batch.with_untracked(|all| all.iter().any(|table| table.id == id && table.plan() == Some(plan)))
        };
        if let (Some(before), Some(changed)) = (self.editing.get_untracked(), self.plan.get_untracked())
            && !same(before, &changed)
        {
            let preview = self.preview.get_untracked();
            self.rehearse_anew(before, |ready| {
                ready.plan = changed;
                if let Some(preview) = preview {
                    ready.preview = preview;
                }
            });
        }
        self.plan.set(None);
        self.preview.set(None);
        self.editing.set(id);
        let table = self.batch.with_untracked(|all| all.iter().find(|table| Some(table.id) == id).cloned());
        if let Some(Table { file, part, state: State::Ready(ready), .. }) = table {
            self.file.set(Some(file));
            self.said.set(PreviewOptions { part, ..Default::default() });
            self.preview.set(Some(ready.preview.clone()));
            self.plan.set(Some(ready.plan.clone()));
        }
    }

    /// Says how a table writes the dates that could be read two ways.
    fn say_dates(self, id: usize, order: DateOrder) {
        self.rehearse_anew(id, |ready| {
            let asked = ready.plan.date_orders.iter_mut().filter(|known| **known == Some(DateOrder::Ambiguous));
            asked.for_each(|known| *known = Some(order));
        });
    }

    /// Changes what is known of a table, and works out once more what it would do.
    fn rehearse_anew(self, id: usize, change: impl FnOnce(&mut Ready)) {
        self.change(id, |table| {
            table.ready(|ready| {
                ready.told = None;
                change(ready);
            });
        });
        self.rehearse_all();
    }
}
