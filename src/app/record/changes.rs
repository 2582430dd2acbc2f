//! What was changed on this record, read from the newest part of the journal when it is asked for.

use super::Open;
use crate::{
    data::{Data, use_data},
    fields, format,
    list::place::href,
    ui::Icon,
    words::record as w,
};
use domain::{Act, Entry, FieldChange, Instant, Key, Kind, keys};
use leptos::{prelude::*, task::spawn_local};

/// How far back the journal is read, and the largest entry that is opened to look for this record in it.
const RECENT: u64 = 300;
const SMALL: u32 = 50;

#[derive(Clone, PartialEq)]
struct Change {
    at: Instant,
    text: String,
}

#[component]
pub fn Changes(open: Open) -> impl IntoView {
    let data = use_data();
    let changes = RwSignal::new(None::<Vec<Change>>);
    let watched =
        Memo::new(move |_| data.record(open.kind, open.id).and_then(|record| record.instant(keys::CHANGED_AT)));
    let created =
        Memo::new(move |_| data.record(open.kind, open.id).and_then(|record| record.instant(keys::CREATED_AT)));
    Effect::new(move || {
        let _ = watched.get();
        spawn_local(async move {
            // A change that is not stored yet is not in the journal.
            data.saved().await;
            let found = recent(data, open).await;
            changes.try_set(Some(found));
        });
    });
    let line = |change: Change| {
        view! {
            <li class="entry">
                <span class="entry-icon"><Icon name="pencil" /></span>
                <div class="entry-body">
                    <div class="entry-head"><span>{change.text}</span><time title=format::date_time(change.at)>{format::moment(change.at)}</time></div>
                </div>
            </li>
        }
    };
    let dated = |name: &'static str, at: Memo<Option<Instant>>| {
        view! {
            <p class="muted">{name}" "{move || at.get().map(format::moment)}</p>
        }
    };
    view! {
        <section class="record-changes">
            <ol class="entries">{move || changes.get().unwrap_or_default().into_iter().map(line).collect_view()}</ol>
            {dated(w::changed(), watched)}
            {dated(w::created(), created)}
            <a class="link" href=href("/history")>{w::all_history()}</a>
        </section>
    }
    .into_any()
}

async fn recent(data: Data, open: Open) -> Vec<Change> {
    let Some(store) = data.store() else { return Vec::new() };
    let Ok(heads) = store.history(None, RECENT).await else { return Vec::new() };
    let mut found = Vec::new();
    for (_, head) in heads.into_iter().filter(|(_, head)| head.edits <= SMALL) {
        // An entry may have been removed since; the others still count.
        if let Ok(entry) = store.entry(head.id).await {
            found.extend(change(data, open, &entry));
        }
    }
    found
}

fn change(data: Data, open: Open, entry: &Entry) -> Option<Change> {
    let edit = entry.edits.iter().find(|edit| edit.kind == open.kind && edit.id == open.id)?;
    let changed = |key: Key| edit.fields.iter().any(|field| field.key == key);
    let text = match entry.label.act {
        _ if changed(keys::CREATED_AT) => w::was_created().to_owned(),
        _ if changed(keys::TRASHED_AT) && edit.after(keys::TRASHED_AT).is_some() => w::was_trashed().to_owned(),
        _ if changed(keys::TRASHED_AT) => w::was_restored().to_owned(),
        act => {
            let fields = edit.fields.iter().filter(|field| field.key != keys::CHANGED_AT);
            let texts: Vec<String> =
                data.read(|book| fields.filter_map(|field| told(book, open.kind, field)).collect());
            let told = texts.join(" · ");
            if act == Act::Undone { w::undone_change(&told) } else { told }
        }
    };
    (!text.is_empty()).then_some(Change { at: entry.at, text })
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
