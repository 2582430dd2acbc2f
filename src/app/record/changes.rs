//! What was changed on this record, read from the journal when it is asked for: first the newest entries but for very
//! large ones, then, each time older ones are wanted, further back and whatever their size.

use super::Open;
use crate::{
    clock,
    data::{Data, name_of, pause, use_data},
    fields, format,
    list::place::href,
    ui::{Icon, use_toasts},
    words::{common, record as w},
};
use domain::{Act, Edit, Entry, EntryId, FieldChange, Instant, Key, Kind, Label, journal::Head, keys};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// Entries read at first and added each time; and the largest that is opened at first to look for this record in it.
const PAGE: u64 = 300;
const LARGEST: u32 = 1_000;
const PAUSE: Duration = Duration::from_millis(150);

/// One entry's change of this record.
#[derive(Clone, PartialEq)]
pub struct Change {
    pub at: Instant,
    pub text: String,
    /// The entry, with the edits of this record alone.
    entry: Entry,
    /// It changed nothing else.
    alone: bool,
}

impl Change {
    pub fn id(&self) -> EntryId {
        self.entry.id
    }

    /// A creation is undone by deleting, a merge in History.
    fn can_be_taken_back(&self) -> bool {
        let merges = [Act::Merged, Act::Unmerged, Act::MergedRecords].contains(&self.entry.label.act);
        !merges && !self.entry.edits.iter().any(Edit::creates)
    }
}

/// The changes of a record, as far back as they were asked for.
#[derive(Clone, Copy)]
pub struct Changes {
    /// Newest first.
    pub found: RwSignal<Vec<Change>>,
    /// There may be more.
    pub more: RwSignal<bool>,
    pages: RwSignal<u64>,
}

impl Changes {
    pub fn new(open: Open) -> Self {
        let data = use_data();
        let changes = Self { found: RwSignal::default(), more: RwSignal::new(false), pages: RwSignal::new(1) };
        let changed =
            Memo::new(move |_| data.record(open.kind, open.id).and_then(|record| record.instant(keys::CHANGED_AT)));
        Effect::new(move || {
            let (_, pages) = (changed.get(), changes.pages.get());
            spawn_local(async move {
                // A change that is not stored yet is not in the journal.
                data.saved().await;
                // Who walks through a list does not stay; and what is asked for later will be shown instead.
                pause(PAUSE).await;
                let wanted = || changes.pages.try_get_untracked() == Some(pages);
                if let Some((found, more)) = read(data, open, pages, wanted).await {
                    changes.found.set(found);
                    changes.more.set(more);
                }
            });
        });
        changes
    }

    pub fn older(self) {
        self.pages.update(|pages| *pages += 1);
    }
}

/// The changes in so many pages of the journal, and whether there may be more; nothing once they are not wanted any more.
async fn read(data: Data, open: Open, pages: u64, wanted: impl Fn() -> bool) -> Option<(Vec<Change>, bool)> {
    let store = data.store()?;
    let heads = store.history(None, PAGE * pages).await.ok()?;
    let mut more = heads.last().is_some_and(|(number, _)| *number > 1);
    let mut found = Vec::new();
    for (number, head) in heads {
        if pages == 1 && head.edits > LARGEST {
            more = true;
            continue;
        }
        // An entry may have been removed since; the others still count.
        let edits = store.edits_of(number, &head, open.kind, open.id).await.unwrap_or_default();
        if !wanted() {
            return None;
        }
        found.extend(change(data, open, head, edits));
    }
    wanted().then_some((found, more))
}

fn change(data: Data, open: Open, head: Head, edits: Vec<Edit>) -> Option<Change> {
    let first = edits.first()?;
    let changed = |key: Key| first.fields.iter().any(|field| field.key == key);
    let text = match head.label.act {
        _ if changed(keys::CREATED_AT) => w::was_created().to_owned(),
        _ if changed(keys::TRASHED_AT) && first.after(keys::TRASHED_AT).is_some() => w::was_trashed().to_owned(),
        _ if changed(keys::TRASHED_AT) => w::was_restored().to_owned(),
        act => {
            let fields = edits.iter().flat_map(|edit| &edit.fields).filter(|field| field.key != keys::CHANGED_AT);
            let texts: Vec<String> =
                data.read(|book| fields.filter_map(|field| told(book, open.kind, field)).collect());
            let told = texts.join(" · ");
            if act == Act::Undone { w::undone_change(&told) } else { told }
        }
    };
    let alone = head.edits as usize == edits.len();
    (!text.is_empty()).then(|| Change { at: head.at, text, entry: head.into_entry(edits), alone })
}

/// `Phone: – → 555 0100`
fn told(book: &domain::Book, kind: Kind, field: &FieldChange) -> Option<String> {
    let spec = book.field(kind, field.key)?;
    let side = |value: &Option<domain::Value>| {
        let text = value.as_ref().map(|value| fields::text(book, &spec, value)).unwrap_or_default();
        match text.char_indices().nth(60) {
            _ if text.is_empty() => "–".to_owned(),
            Some((at, _)) => format!("{}…", &text[..at]),
            None => text,
        }
    };
    Some(format!("{}: {} → {}", fields::name(&spec), side(&field.before), side(&field.after)))
}

/// One change, with its way back: of this record alone, also where the entry changed others.
#[component]
pub fn ChangeLine(open: Open, change: Change) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let possible = change.can_be_taken_back();
    let Change { at, text, entry, alone } = change;
    let undo = move |_| {
        let mut inverse = data.read(|book| book.inverse(&entry, clock::now()));
        if !alone {
            // For History the entry still stands.
            inverse.transaction.undoes = None;
            let name = data.read(|book| name_of(book, open.kind, open.id));
            inverse.transaction.label = Label::new(Act::Undone, open.kind, 1, name);
        }
        spawn_local(async move { toasts.tell_undo(Ok(data.take_back(inverse).await)) });
    };
    let way_back = possible.then(|| {
        let label = w::undo_change(&text);
        view! {
            <span class="entry-acts">
                <button type="button" class="icon-button" aria-label=label title=common::undo() on:click=undo><Icon name="undo-2" /></button>
            </span>
        }
    });
    view! {
        <li class="entry">
            <span class="entry-icon"><Icon name="pencil" /></span>
            <div class="entry-body">
                <div class="entry-head"><span>{text}</span><time title=format::date_time(at)>{format::moment(at)}</time>{way_back}</div>
            </div>
        </li>
    }
    .into_any()
}

/// The changes by themselves, with the days the record was made and last changed.
#[component]
pub fn ChangeList(open: Open, changes: Changes) -> impl IntoView {
    let data = use_data();
    let dated = |name: &'static str, key: Key| {
        let at = Memo::new(move |_| data.record(open.kind, open.id).and_then(|record| record.instant(key)));
        view! {
            <p class="muted">{name}" "{move || at.get().map(format::moment)}</p>
        }
    };
    view! {
        <section class="record-changes">
            <ol class="entries">
                <For each=move || changes.found.get() key=Change::id children=move |change| view! { <ChangeLine open change /> } />
            </ol>
            <Older changes />
            {dated(w::changed(), keys::CHANGED_AT)}
            {dated(w::created(), keys::CREATED_AT)}
            <a class="link" href=href("/history")>{w::all_history()}</a>
        </section>
    }
    .into_any()
}

/// Goes on to read, where there may be more.
#[component]
pub fn Older(changes: Changes) -> impl IntoView {
    view! {
        <Show when=move || changes.more.get()>
            <button type="button" class="button" on:click=move |_| changes.older()>{w::show_older()}</button>
        </Show>
    }
}
