//! One entry: what was done, when, its way back and, unfolded, its changes.

use super::{
    Row,
    chain::Place,
    changes::{ChangeLine, ChangeList, SHOWN, lines},
    undo::Undoing,
};
use crate::{
    data::{name_of, use_data},
    fields, format, routes,
    ui::Icon,
    words::{common as c, history as w},
};
use domain::{Act, Book, Entry, EntryId, Id, Kind, Label, Value, journal::Head};
use leptos::{prelude::*, task::spawn_local};
use std::collections::HashMap;

/// Entries with more edits are not read to be shown: an import is told by its sentence.
const UNFOLDED: u32 = 1_000;

fn icon(act: Act) -> &'static str {
    match act {
        Act::Created => "plus",
        Act::Trashed | Act::Purged | Act::SampleRemoved => "trash-2",
        Act::Restored | Act::Reopened | Act::WentBack => "rotate-ccw",
        Act::Tagged | Act::Untagged => "tag",
        Act::Imported | Act::Merged => "upload",
        Act::Undone | Act::Unmerged => "undo-2",
        Act::SampleAdded => "store",
        Act::Noted => "message-square",
        Act::Completed => "circle-check",
        Act::Trained | Act::Scored => "chart-scatter",
        Act::Settings => "settings",
        Act::MergedRecords => "merge",
        Act::KeptApart => "users",
        Act::Edited | Act::Other => "pencil",
    }
}

/// Stands for the record in a sentence that is to be split there.
const RECORD: &str = "\u{1}";

fn told(book: &Book, head: &Head, place: Place, root: Option<&Label>) -> String {
    let sentence =
        |label: &Label| if about_one(label) { w::sentence_about(label, RECORD) } else { w::sentence(book, label) };
    match root {
        Some(root) if place.is_undo() => w::undid(&sentence(root)),
        Some(root) => w::redid(&sentence(root)),
        None => sentence(&head.label),
    }
}

/// Whether the label is about one record of a kind that has a page.
fn about_one(label: &Label) -> bool {
    let has_page = matches!(label.kind, Kind::Contact | Kind::Company | Kind::Deal | Kind::Order);
    has_page
        && label.count == 1
        && !matches!(
            label.act,
            Act::Imported
                | Act::Scored
                | Act::SampleAdded
                | Act::SampleRemoved
                | Act::Merged
                | Act::Unmerged
                | Act::WentBack
        )
}

/// Whether the entry's sentence links to its record.
pub fn linkable(head: &Head) -> bool {
    about_one(&head.label) && head.edits <= 3
}

/// The record an entry is about: the one edited, or the one that what was added belongs to.
pub fn target(entry: &Entry) -> Option<Id> {
    let kind = entry.label.kind;
    let link = crate::record::link_key(kind);
    let edited = entry.edits.iter().find(|edit| edit.kind == kind).map(|edit| edit.id);
    edited.or_else(|| {
        entry.edits.iter().find_map(|edit| match edit.after(link) {
            Some(Value::Ref(id)) => Some(*id),
            _ => None,
        })
    })
}

#[component]
pub fn EntryLine(row: Row, undoing: Undoing, targets: RwSignal<HashMap<EntryId, Id>>) -> impl IntoView {
    let Row { head, place, root, .. } = row;
    let id = head.id;
    let open = RwSignal::new(false);
    let sentence_id = format!("entry-{}-{}", id.clock, id.device);
    let changes_id = format!("{sentence_id}-changes");
    let sentence = use_data().read(|book| told(book, &head, place, root.as_ref()));
    let unfold = (head.edits <= UNFOLDED).then(|| {
        let name = move || if open.get() { w::hide_changes() } else { w::show_changes() };
        view! {
            <button
                type="button"
                class="icon-button history-unfold"
                aria-label=name
                title=name
                aria-expanded=move || open.get().to_string()
                aria-controls=changes_id.clone()
                aria-describedby=sentence_id.clone()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon name="chevron-right" />
            </button>
        }
    });
    view! {
        <div class="history-entry" data-undone=(!place.stands).then_some("true")>
            <Icon name=icon(head.label.act) />
            <p class="history-sentence" id=sentence_id.clone()><Sentence text=sentence head=head.clone() targets /></p>
            <time class="muted" title=format::date_time(head.at)>{format::moment(head.at)}</time>
            <WayBack id place undoing described=sentence_id.clone() />
            {unfold}
        </div>
        <div id=changes_id.clone()>
            <Show when=move || open.get()><Changes id /></Show>
        </div>
    }
}

/// The sentence, with a link where it is about one record that exists.
#[component]
fn Sentence(text: String, head: Head, targets: RwSignal<HashMap<EntryId, Id>>) -> impl IntoView {
    let data = use_data();
    let kind = head.label.kind;
    let Some((before, after)) = text.split_once(RECORD).map(|(before, after)| (before.to_owned(), after.to_owned()))
    else {
        return text.into_any();
    };
    let target = Memo::new(move |_| targets.with(|targets| targets.get(&head.id).copied()));
    // A tag's name is not the record's.
    let told = if matches!(head.label.act, Act::Tagged | Act::Untagged) { String::new() } else { head.label.name };
    let name = move || {
        let known =
            target.get().map(|id| data.watch(&[kind], |book| name_of(book, kind, id))).filter(|name| !name.is_empty());
        known.unwrap_or_else(|| {
            if told.is_empty() { data.read(|book| fields::counted(book, kind, 1)) } else { told.clone() }
        })
    };
    let linked = move || {
        let existing = target.get().filter(|id| data.watch(&[kind], |book| book.get(kind, *id).is_some()));
        let name = w::apart(w::quoted(&name()));
        match existing {
            Some(id) => {
                let href = format!("{}{}", routes::base(), routes::record_path(kind, id));
                view! { <a class="link" href=href>{name}</a> }.into_any()
            }
            None => view! { <span>{name}</span> }.into_any(),
        }
    };
    view! { {before}{linked}{after} }.into_any()
}

/// The button that takes the entry back, or what became of it.
#[component]
fn WayBack(id: EntryId, place: Place, undoing: Undoing, described: String) -> impl IntoView {
    if !place.stands {
        return view! { <span class="chip">{if place.is_undo() { w::redone() } else { w::undone() }}</span> }
            .into_any();
    }
    view! {
        <button
            type="button"
            class="button"
            aria-describedby=described
            disabled=move || undoing.busy.get() == Some(id)
            on:click=move |_| undoing.start(id)
        >
            {if place.is_undo() { w::redo() } else { c::undo() }}
        </button>
    }
    .into_any()
}

#[derive(Clone, PartialEq)]
enum Read {
    Waiting,
    Failed,
    Found(Vec<ChangeLine>, usize),
}

/// The fields an entry changed; read when unfolded.
#[component]
fn Changes(id: EntryId) -> impl IntoView {
    let data = use_data();
    let read = RwSignal::new(Read::Waiting);
    if let Some(store) = data.store() {
        spawn_local(async move {
            let found = match store.entry(id).await {
                Ok(entry) => {
                    let (lines, hidden) = data.read(|book| lines(book, &entry.edits, SHOWN));
                    Read::Found(lines, hidden)
                }
                Err(_) => Read::Failed,
            };
            // It may have been folded again by now.
            read.try_set(found);
        });
    }
    move || match read.get() {
        Read::Waiting => view! { <p class="muted history-changes">{c::loading()}</p> }.into_any(),
        Read::Failed => view! { <p class="muted history-changes">{w::changes_unread()}</p> }.into_any(),
        Read::Found(lines, _) if lines.is_empty() => {
            view! { <p class="muted history-changes">{w::no_details()}</p> }.into_any()
        }
        Read::Found(lines, hidden) => view! { <ChangeList lines hidden /> }.into_any(),
    }
}
