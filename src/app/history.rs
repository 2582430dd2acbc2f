//! History: every change, newest first, each with its way back.
//!
//! Reads the heads of journal entries page by page and again after every save, so an entry of this or
//! another tab shows up by itself. Not here: what taking back means (`domain::book`) and its dialog
//! ([`undo`]).

mod chain;
pub(crate) mod changes;
mod line;
mod undo;

pub use crate::words::history::sentence;

use crate::{
    clock,
    data::{Data, Loaded, SaveState, use_data},
    format,
    ui::{Empty, Page},
    words::{common as c, history as w},
};
use chain::{Place, places};
use domain::{Date, EntryId, Id, Kind, Label, journal::Head};
use leptos::{prelude::*, task::spawn_local};
use line::EntryLine;
use std::collections::HashMap;
use storage::Store;
use undo::{UndoDialog, Undoing};

const PAGE: u64 = 50;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Loading,
    Ready,
    Failed,
}

/// The entries read so far.
#[derive(Clone, Copy)]
struct Log {
    data: Data,
    /// Newest first, with their numbers in the journal.
    heads: RwSignal<Vec<(u64, Head)>>,
    /// The record that an entry about one record is about.
    targets: RwSignal<HashMap<EntryId, Id>>,
    phase: RwSignal<Phase>,
    /// Older entries may follow.
    more: RwSignal<bool>,
    /// Grows with every read; a slower older one is dropped.
    turn: RwSignal<u64>,
}

impl Log {
    fn new(data: Data) -> Self {
        Self {
            data,
            heads: RwSignal::default(),
            targets: RwSignal::default(),
            phase: RwSignal::new(Phase::Loading),
            more: RwSignal::new(false),
            turn: RwSignal::new(0),
        }
    }

    /// Reads the newest entries again, as many as are shown.
    fn refresh(self) {
        let shown = self.heads.with_untracked(Vec::len) as u64;
        self.read(None, shown.max(PAGE));
    }

    fn older(self) {
        let last = self.heads.with_untracked(|heads| heads.last().map(|(number, _)| *number));
        self.read(last, PAGE);
    }

    fn read(self, before: Option<u64>, wanted: u64) {
        let Some(store) = self.data.store() else { return };
        let turn = self.turn.get_untracked() + 1;
        self.turn.set(turn);
        spawn_local(async move {
            let found = store.history(before, wanted).await;
            if self.turn.try_get_untracked() != Some(turn) {
                return;
            }
            match found {
                Ok(found) => {
                    self.more.set(found.len() as u64 == wanted && found.last().is_some_and(|(number, _)| *number > 1));
                    if before.is_some() {
                        self.heads.update(|heads| heads.extend(found));
                    } else if self.heads.with_untracked(|heads| *heads != found) {
                        self.heads.set(found);
                    }
                    self.phase.set(Phase::Ready);
                    self.find_targets(&store).await;
                }
                Err(_) => self.phase.set(Phase::Failed),
            }
        });
    }

    /// Finds the records that entries about one record link to, one by one behind the list.
    async fn find_targets(self, store: &Store) {
        let wanted: Vec<EntryId> = self.heads.with_untracked(|heads| {
            let linkable = heads.iter().map(|(_, head)| head).filter(|head| line::linkable(head));
            linkable.map(|head| head.id).collect()
        });
        for id in wanted {
            match self.targets.try_with_untracked(|targets| targets.contains_key(&id)) {
                None => return,
                Some(true) => continue,
                Some(false) => {}
            }
            let Ok(entry) = store.entry(id).await else { continue };
            if let Some(target) = line::target(&entry) {
                self.targets.try_update(|targets| targets.insert(id, target));
            }
        }
    }
}

/// One line of the list.
#[derive(Clone, PartialEq)]
struct Row {
    head: Head,
    place: Place,
    /// What was done at first, where this entry takes something back.
    root: Option<Label>,
    /// The day, on its first line.
    day: Option<Date>,
}

fn rows(heads: &[(u64, Head)]) -> Vec<Row> {
    let mut last = None;
    let heads: Vec<_> = heads.iter().map(|(_, head)| head).collect();
    heads
        .iter()
        .zip(places(&heads))
        .map(|(head, (place, root))| {
            let day = clock::day_of(head.at);
            let first = last.replace(day) != Some(day);
            Row { head: (*head).clone(), place, root, day: first.then_some(day) }
        })
        .collect()
}

#[component]
pub fn HistoryPage() -> impl IntoView {
    let data = use_data();
    let log = Log::new(data);
    let undoing = Undoing::new(data);
    Effect::new(move || {
        data.watch(&Kind::ALL, |_| ());
        let open = data.loaded.get() >= Loaded::People;
        if open && data.save_state.get() != SaveState::Saving {
            log.refresh();
        }
    });
    Effect::new(move || {
        if data.failure.with(Option::is_some) && data.loaded.get() == Loaded::Nothing {
            log.phase.set(Phase::Failed);
        }
    });
    let content = move || match log.phase.get() {
        Phase::Loading => view! { <Waiting /> }.into_any(),
        Phase::Failed => view! {
            <Empty icon="circle-alert" text=w::failed()>
                <button type="button" class="button" on:click=move |_| log.refresh()>{c::retry()}</button>
            </Empty>
        }
        .into_any(),
        Phase::Ready => view! { <Entries log undoing /> }.into_any(),
    };
    view! {
        <Page title=c::history()>
            <p class="muted history-bounds">{w::bounds(storage::KEEP_DAYS, &format::bytes(storage::KEEP_BYTES as f64))}</p>
            {content}
        </Page>
        <UndoDialog undoing />
    }
    .into_any()
}

#[component]
fn Entries(log: Log, undoing: Undoing) -> impl IntoView {
    let rows = Memo::new(move |_| log.heads.with(|heads| rows(heads)));
    let line = move |row: Row| {
        let day = row.day.map(|day| view! { <h2 class="history-day" title=format::date(day)>{format::day(day)}</h2> });
        view! {
            <li>
                {day}
                <EntryLine row undoing targets=log.targets />
            </li>
        }
    };
    let list = move || {
        view! {
            <ul class="history-list" aria-label=c::history()>
                <For each=move || rows.get() key=|row| (row.head.id, row.place, row.day) children=line />
            </ul>
            <Show when=move || log.more.get()>
                <button type="button" class="button history-more" on:click=move |_| log.older()>{w::show_more()}</button>
            </Show>
        }
    };
    let nothing = Memo::new(move |_| rows.with(Vec::is_empty));
    move || {
        if nothing.get() { view! { <Empty icon="history" text=w::empty() /> }.into_any() } else { list().into_any() }
    }
}

/// The list's layout while it is read.
#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="history-waiting" role="status" aria-label=c::loading()>
            {(0..8).map(|_| view! { <i></i> }).collect_view()}
        </div>
    }
}
