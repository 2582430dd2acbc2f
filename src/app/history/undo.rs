//! Taking an entry back. Where fields were changed since, or records of the owner's point at what goes, the user first
//! hears what stays as it is.

use super::changes::{field_name, record_name};
use crate::{
    clock,
    data::{Data, Undone},
    fields,
    ui::{Dialog, Toasts, use_toasts},
    words::{common as c, history as w, shell::storage_error},
};
use domain::{Book, Entry, EntryId, book::Inverse};
use leptos::{prelude::*, task::spawn_local};

const LISTED: usize = 20;

/// What stands in the way of an undo.
#[derive(Clone, Debug, PartialEq)]
struct Obstacle {
    entry: EntryId,
    /// Records that can still be taken back.
    rest: usize,
    /// The fields changed since, in words; the first of them.
    fields: Vec<String>,
    count: usize,
    /// What points at something that goes, in words; empty if nothing does.
    left: String,
}

#[derive(Clone, Copy)]
pub struct Undoing {
    data: Data,
    toasts: Toasts,
    open: RwSignal<bool>,
    obstacle: RwSignal<Option<Obstacle>>,
    /// The entry being taken back.
    pub busy: RwSignal<Option<EntryId>>,
}

impl Undoing {
    pub fn new(data: Data) -> Self {
        Self {
            data,
            toasts: use_toasts(),
            open: RwSignal::new(false),
            obstacle: RwSignal::new(None),
            busy: RwSignal::new(None),
        }
    }

    /// Takes an entry back, or asks where only a part of it still can be.
    pub fn start(self, id: EntryId) {
        let Some(store) = self.data.store() else { return };
        self.busy.set(Some(id));
        spawn_local(async move {
            match store.entry(id).await {
                Ok(entry) => self.consider(&entry).await,
                Err(error) => self.toasts.warn(storage_error(&error)),
            }
            self.busy.set(None);
        });
    }

    async fn consider(self, entry: &Entry) {
        let inverse = self.data.read(|book| book.inverse(entry, clock::now()));
        let left = self.data.read(|book| fields::left_behind(book, &inverse.transaction));
        if inverse.skipped.is_empty() && left.is_empty() {
            match self.data.take_back(inverse).await {
                Undone::Done { receipt, .. } => self.toasts.changed(self.data, c::undone(), Some(receipt)),
                Undone::Nothing => self.toasts.tell_undo(Ok(Undone::Nothing)),
            }
        } else {
            self.obstacle.set(Some(self.data.read(|book| obstacle(book, entry, &inverse, left))));
            self.open.set(true);
        }
    }

    fn take_back_the_rest(self, id: EntryId) {
        self.open.set(false);
        spawn_local(async move {
            self.toasts.tell_undo(self.data.undo_entry(id).await.map_err(|error| storage_error(&error)));
        });
    }
}

fn obstacle(book: &Book, entry: &Entry, inverse: &Inverse, left: String) -> Obstacle {
    let fields = inverse
        .skipped
        .iter()
        .take(LISTED)
        .map(|skipped| {
            let edit = entry.edits.iter().find(|edit| edit.kind == skipped.kind && edit.id == skipped.id);
            let record = record_name(book, skipped.kind, skipped.id, edit);
            w::field_of(&record, &field_name(book, skipped.kind, skipped.key))
        })
        .collect();
    Obstacle { entry: entry.id, rest: inverse.transaction.edits.len(), fields, count: inverse.skipped.len(), left }
}

#[component]
pub fn UndoDialog(undoing: Undoing) -> impl IntoView {
    let close = move |_| undoing.open.set(false);
    let content = move |obstacle: Obstacle| {
        let hidden = obstacle.count - obstacle.fields.len();
        let id = obstacle.entry;
        let rest = (obstacle.rest > 0).then(|| {
            view! {
                <button type="button" class="button" data-primary="true" on:click=move |_| undoing.take_back_the_rest(id)>
                    {if obstacle.count > 0 { w::undo_the_rest() } else { c::undo() }}
                </button>
            }
        });
        view! {
            <div class="dialog-body">
                {(obstacle.count > 0).then(|| view! {
                    <p>{w::partly(obstacle.count)}</p>
                    <ul class="history-obstacles">
                        {obstacle.fields.into_iter().map(|field| view! { <li>{field}</li> }).collect_view()}
                        {(hidden > 0).then(|| view! { <li class="muted">{w::and_more(hidden)}</li> })}
                    </ul>
                    <p>{if obstacle.rest > 0 { w::rest(obstacle.rest) } else { w::nothing_left().to_owned() }}</p>
                })}
                {(!obstacle.left.is_empty()).then(|| view! { <p>{w::left_behind(&obstacle.left)}</p> })}
            </div>
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=close>
                    {if obstacle.rest > 0 { c::cancel() } else { c::close() }}
                </button>
                {rest}
            </footer>
        }
    };
    let title = Signal::derive(move || {
        let title = undoing.obstacle.with(|obstacle| match obstacle {
            Some(Obstacle { rest: 0, .. }) => w::nothing_title(),
            Some(Obstacle { count: 0, .. }) => w::left_title(),
            _ => w::partly_title(),
        });
        title.to_owned()
    });
    view! {
        <Dialog open=undoing.open title>
            {move || undoing.obstacle.get().map(content)}
        </Dialog>
    }
}
