//! The trash: records taken out of sight, to be restored or deleted for ever.
//!
//! Deleting is one change like any other, so History can take it back; nobody is asked twice. One change
//! is about one kind of record, hence acting on several kinds makes several. A record that was merged into another
//! comes back by undoing the merge (`back`).

pub(crate) mod back;

use crate::{
    data::{Data, Loaded, name_of, use_data},
    fields, format, parts,
    ui::{Empty, Icon, Page, Toasts, use_toasts},
    words::{common as c, duplicates as d, history::apart, settings as w},
};
use domain::{Book, Id, Instant, Kind, keys};
use leptos::{prelude::*, task::spawn_local};
use std::collections::HashSet;

/// Lines shown of a kind at first, and added by each "Show more".
const LINES: usize = 500;

/// Kinds in the order they are shown. The business profile never gets here.
const KINDS: [Kind; 11] = [
    Kind::Contact,
    Kind::Company,
    Kind::Deal,
    Kind::Order,
    Kind::Task,
    Kind::Activity,
    Kind::Lead,
    Kind::View,
    Kind::Model,
    Kind::Field,
    Kind::Tag,
];

type Selection = RwSignal<HashSet<(Kind, Id)>>;

#[derive(Clone, Copy)]
enum Act {
    Restore,
    Purge,
}

fn ids_of(data: Data, kind: Kind) -> Vec<Id> {
    data.read(|book| book.trashed(kind).map(|record| record.id).collect())
}

/// Acts on these records, kind by kind, and tells of it with Undo.
fn act(data: Data, toasts: Toasts, act: Act, ids: impl Fn(Kind) -> Vec<Id>) {
    for kind in KINDS {
        let ids = ids(kind);
        if ids.is_empty() {
            continue;
        }
        match act {
            Act::Restore => restore(data, toasts, kind, ids),
            Act::Purge => {
                let what = told(data, kind, &ids);
                let transaction = data.purging(kind, &ids);
                let (merges, left) = data.read(|book| {
                    let merges = ids.iter().filter(|id| merged_into(book, kind, **id).is_some()).count();
                    (merges, fields::left_behind(book, &transaction))
                });
                let text = match (merges, left.is_empty()) {
                    (0, true) => w::purged(&what),
                    (0, false) => w::purged_but(&what, &left),
                    _ => d::purged_merges(&what, merges),
                };
                toasts.change(data, text, data.commit_any(transaction));
            }
        }
    }
}

/// Brings records of one kind back, and tells of it with Undo.
pub fn restore(data: Data, toasts: Toasts, kind: Kind, ids: Vec<Id>) {
    spawn_local(async move {
        if parts::call(&parts::BRING_BACK, (data, toasts, kind, ids)).await.is_err() {
            toasts.warn(crate::words::shell::part_missing());
        }
    });
}

/// One record's name, or how many they are.
fn told(data: Data, kind: Kind, ids: &[Id]) -> String {
    let name = match ids {
        [only] => data.read(|book| Some(name_of(book, kind, *only)).filter(|name| !name.is_empty())),
        _ => None,
    };
    apart(name.unwrap_or_else(|| data.read(|book| fields::counted(book, kind, ids.len()))))
}

/// The record that this one was merged into.
fn merged_into(book: &Book, kind: Kind, id: Id) -> Option<Id> {
    book.get(kind, id)?.reference(keys::MERGED_INTO)
}

#[component]
pub fn TrashPage() -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let selection: Selection = RwSignal::default();
    let counts = Memo::new(move |_| data.watch(&KINDS, |book| KINDS.map(|kind| book.trashed(kind).count())));
    let total = Memo::new(move |_| counts.with(|counts| counts.iter().sum::<usize>()));
    let on_selected = move |what: Act| {
        let chosen = selection.get_untracked();
        act(data, toasts, what, |kind| chosen.iter().filter(|(of, _)| *of == kind).map(|(_, id)| *id).collect());
        selection.update(HashSet::clear);
    };
    let empty_trash = move |_| {
        act(data, toasts, Act::Purge, |kind| ids_of(data, kind));
        selection.update(HashSet::clear);
    };
    let any = Memo::new(move |_| total.get() > 0);
    let actions = move || {
        view! {
            <Show when=move || any.get()>
                <button type="button" class="button" data-danger="true" on:click=empty_trash>
                    <Icon name="trash-2" />
                    {w::empty_trash()}
                </button>
            </Show>
        }
    };
    let selected = Memo::new(move |_| selection.with(HashSet::len));
    let content = move |any: bool, loaded: bool| {
        if any {
            let groups = KINDS.into_iter().enumerate().map(|(i, kind)| {
                let any = Memo::new(move |_| counts.with(|counts| counts[i] > 0));
                view! { <Show when=move || any.get()><Group kind selection /></Show> }
            });
            groups.collect_view().into_any()
        } else if loaded {
            view! { <Empty icon="trash-2" text=w::trash_empty() /> }.into_any()
        } else {
            view! { <p class="muted" role="status">{c::loading()}</p> }.into_any()
        }
    };
    let loaded = Memo::new(move |_| data.loaded.get() >= Loaded::Part);
    let some_selected = Memo::new(move |_| selected.get() > 0);
    view! {
        <Page title=c::trash() actions=actions>
            <Show when=move || any.get()><p class="muted">{w::trash_hint(storage::KEEP_DAYS)}</p></Show>
            {move || content(any.get(), loaded.get())}
            <Show when=move || some_selected.get()>
                <div class="trash-bar" role="region" aria-label=move || w::selected(selected.get())>
                    <span>{move || w::selected(selected.get())}</span>
                    <button type="button" class="button" on:click=move |_| on_selected(Act::Restore)>
                        <Icon name="rotate-ccw" />
                        {w::restore()}
                    </button>
                    <button type="button" class="button" data-danger="true" on:click=move |_| on_selected(Act::Purge)>
                        <Icon name="trash-2" />
                        {w::delete_for_ever()}
                    </button>
                </div>
            </Show>
        </Page>
    }
    .into_any()
}

/// A trashed record as it is listed.
#[derive(Clone, PartialEq)]
struct Line {
    id: Id,
    name: String,
    at: Option<Instant>,
    /// What the record is called that this one was merged into.
    into: Option<String>,
}

/// The newest of a kind's trashed records.
fn lines(data: Data, kind: Kind, shown: usize) -> Vec<Line> {
    data.watch(&[kind], |book| {
        let mut found: Vec<_> =
            book.trashed(kind).map(|record| (record.instant(keys::TRASHED_AT), record.id)).collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.truncate(shown);
        let into = |id| merged_into(book, kind, id).map(|into| name_of(book, kind, into));
        found.into_iter().map(|(at, id)| Line { id, name: name_of(book, kind, id), at, into: into(id) }).collect()
    })
}

#[component]
fn Group(kind: Kind, selection: Selection) -> impl IntoView {
    let data = use_data();
    let shown = RwSignal::new(LINES);
    let lines = Memo::new(move |_| lines(data, kind, shown.get()));
    let count = Memo::new(move |_| data.watch(&[kind], |book| book.trashed(kind).count()));
    let title = data.read(|book| fields::kind_many(book, kind));
    let chosen = Memo::new(move |_| selection.with(|chosen| chosen.iter().filter(|(of, _)| *of == kind).count()));
    let all = move |event| {
        let wanted = event_target_checked(&event);
        selection.update(|chosen| {
            chosen.retain(|(of, _)| *of != kind);
            if wanted {
                chosen.extend(ids_of(data, kind).into_iter().map(|id| (kind, id)));
            }
        });
    };
    let more = Memo::new(move |_| count.get() > shown.get());
    let merges = Memo::new(move |_| lines.with(|lines| lines.iter().any(|line| line.into.is_some())));
    let heading = format!("trash-{}", kind.code());
    view! {
        <section class="trash-group" aria-labelledby=heading.clone()>
            <header class="row">
                <input
                    type="checkbox"
                    aria-label=w::select_all_of(&title)
                    prop:checked=move || chosen.get() == count.get()
                    prop:indeterminate=move || (1..count.get()).contains(&chosen.get())
                    on:change=all
                />
                <h2 id=heading.clone()>{title}</h2>
                <span class="muted num">{move || format::count(count.get() as f64)}</span>
            </header>
            {move || merges.get().then(|| view! { <p class="hint">{d::merges_kept()}</p> })}
            <ul class="trash-list">
                <For
                    each=move || lines.get()
                    key=|line| (line.id, line.at, line.into.clone())
                    children=move |line| view! { <TrashLine kind line selection /> }
                />
            </ul>
            <Show when=move || more.get()>
                <button type="button" class="button" on:click=move |_| shown.update(|shown| *shown += LINES)>
                    {crate::words::history::show_more()}
                </button>
            </Show>
        </section>
    }
}

#[component]
fn TrashLine(kind: Kind, line: Line, selection: Selection) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let id = line.id;
    let name = if line.name.is_empty() { w::unnamed().to_owned() } else { line.name };
    let name_id = format!("trashed-{id}");
    let way_back = if line.into.is_some() { d::undo_merge() } else { w::restore() };
    let into = line.into.map(|into| if into.is_empty() { d::another().to_owned() } else { into });
    let choose = move |event| {
        let wanted = event_target_checked(&event);
        selection.update(|chosen| {
            if wanted {
                chosen.insert((kind, id))
            } else {
                chosen.remove(&(kind, id))
            };
        });
    };
    let one = move |what: Act| {
        act(data, toasts, what, |of| if of == kind { vec![id] } else { Vec::new() });
        selection.update(|chosen| {
            chosen.remove(&(kind, id));
        });
    };
    view! {
        <li class="trash-line">
            <label class="check">
                <input type="checkbox" prop:checked=move || selection.with(|chosen| chosen.contains(&(kind, id))) on:change=choose />
                <span class="trash-text">
                    <span class="trash-name" id=name_id.clone()>{name}</span>
                    {into.map(|into| view! { <span class="muted">{d::merged(&apart(into))}</span> })}
                    {line.at.map(|at| view! {
                        <time class="muted" title=format::date_time(at)>{w::trashed_when(&format::moment(at))}</time>
                    })}
                </span>
            </label>
            <button type="button" class="button" aria-describedby=name_id.clone() on:click=move |_| one(Act::Restore)>{way_back}</button>
            <button
                type="button"
                class="icon-button"
                aria-label=w::delete_for_ever()
                title=w::delete_for_ever()
                aria-describedby=name_id.clone()
                on:click=move |_| one(Act::Purge)
            >
                <Icon name="trash-2" />
            </button>
        </li>
    }
}
