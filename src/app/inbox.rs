//! `/inbox`: what came from outside, for review before it becomes a contact.
//!
//! Invariant: an item keeps the text it came from until somebody decides, and every decision is one change that can be
//! taken back. Deliberately not here: how a text is read (`interchange::lead`, in the worker).

mod decide;
mod edit;
mod item;
mod paste;
mod shared;

use crate::{
    clock,
    data::{Data, Loaded, use_data},
    routes,
    ui::{Empty, Icon, Page, Toasts, use_toasts},
    words::{self, common, inbox as w},
};
use domain::{Act, Id, Kind, Label, Transaction, lead::Draft};
use leptos::prelude::*;

/// Items shown at a time.
const SHOWN: usize = 50;

#[component]
pub fn InboxPage() -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let loaded = Memo::new(move |_| data.loaded.get() == Loaded::All);
    Effect::new(move || {
        if loaded.get() {
            shared::take_up(data, toasts);
        }
    });
    let items = Memo::new(move |_| {
        data.watch(&[Kind::Lead], |book| {
            // The newest first: ids are made in the order of time.
            let mut ids: Vec<Id> = book.iter(Kind::Lead).map(|lead| lead.id).collect();
            ids.sort_unstable_by(|a, b| b.cmp(a));
            ids
        })
    });
    let count = Memo::new(move |_| items.with(Vec::len));
    let shown = move || items.with(|items| items.iter().take(SHOWN).copied().collect::<Vec<_>>());
    let state = move || match (loaded.get(), count.get()) {
        (false, _) => view! { <p class="muted" role="status">{common::loading()}</p> }.into_any(),
        (true, 0) => view! { <Empty icon="mail" text=w::empty() /> }.into_any(),
        (true, count) => view! { <p class="muted" role="status">{w::waiting(count)}</p> }.into_any(),
    };
    let collect = move || {
        let href = format!("{}/inbox/collect", routes::base());
        view! { <a class="button" href=href><Icon name="globe" />{words::collect::title()}</a> }
    };
    view! {
        <Page title=w::title() actions=collect>
            <div class="inbox">
                <p class="muted">{w::intro()}</p>
                <paste::Paste />
                {state}
                <For each=shown key=|id| *id children=move |id| view! { <item::Item id /> } />
                <p class="muted">{move || (count.get() > SHOWN).then(|| w::more(count.get() - SHOWN))}</p>
            </div>
        </Page>
    }
    .into_any()
}

/// Puts what was read into the inbox, as one change.
fn receive(data: Data, toasts: Toasts, drafts: Vec<Draft>, source: &str) {
    let count = drafts.len();
    let name = match drafts.as_slice() {
        [only] => only.name.clone(),
        _ => String::new(),
    };
    let mut transaction = Transaction::new(Label::new(Act::Created, Kind::Lead, count, name), clock::now());
    for mut draft in drafts {
        if draft.source.is_empty() {
            draft.source = source.to_owned();
        }
        transaction = transaction.create(Kind::Lead, clock::new_id(), draft.values());
    }
    toasts.changed(data, w::added(count), data.commit(transaction));
}
