//! What happened with a contact, company or deal, newest first: what was noted, ordered and changed.

use super::{
    Open,
    activity::Activity,
    changes::{ChangeLine, ChangeList, Changes, Older},
    composer::Composer,
    linked::OrderEntry,
};
use crate::{
    data::{Loaded, use_data},
    words::{common, fields as fw, record as w},
};
use domain::{EntryId, Id, Instant, Kind, keys, sorting};
use leptos::prelude::*;

/// Entries shown at first, and again with each "more".
const PAGE: usize = 30;
const DAY: i64 = 86_400_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    All,
    Notes,
    Orders,
    Changes,
}

impl Part {
    const ALL: [Part; 4] = [Part::All, Part::Notes, Part::Orders, Part::Changes];
    fn name(self) -> &'static str {
        match self {
            Part::All => common::all(),
            Part::Notes => w::notes(),
            Part::Orders => fw::group_orders(),
            Part::Changes => w::changes(),
        }
    }
}

/// In the order they stand at the same instant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Happened {
    Changed(EntryId),
    Ordered(Id),
    Noted(Id),
}

#[component]
pub fn Timeline(open: Open) -> impl IntoView {
    let data = use_data();
    let Open { id, .. } = open;
    let show = RwSignal::new(Part::All);
    let limit = RwSignal::new(PAGE);
    let changes = Changes::new(open);
    let entries = Memo::new(move |_| {
        let show = show.get();
        let wanted = |part: Part| [Part::All, part].contains(&show);
        let mut found: Vec<(Instant, Happened)> = data.watch(&[Kind::Activity, Kind::Order], |book| {
            let notes = book.linked(Kind::Activity, id).filter(|_| wanted(Part::Notes)).map(|note| {
                let at = note.instant(keys::HAPPENED_AT).or_else(|| note.instant(keys::CREATED_AT)).unwrap_or_default();
                (at, Happened::Noted(note.id))
            });
            let orders = book.linked(Kind::Order, id).filter(|_| wanted(Part::Orders)).map(|order| {
                let at = order.date(keys::ORDERED_ON).map_or(0, |on| i64::from(on.0) * DAY);
                (Instant(at), Happened::Ordered(order.id))
            });
            notes.chain(orders).collect()
        });
        if show == Part::All {
            changes.found.with(|changes| {
                found.extend(changes.iter().map(|change| (change.at, Happened::Changed(change.id()))));
            });
        }
        sorting::by(&mut found, |a, b| b.cmp(a));
        found.into_iter().map(|(_, happened)| happened).collect::<Vec<_>>()
    });
    let tab = move |this: Part| {
        view! {
            <button type="button" aria-pressed=move || (show.get() == this).to_string() on:click=move |_| { show.set(this); limit.set(PAGE); }>
                {this.name()}
            </button>
        }
    };
    let shown = move || entries.get().into_iter().take(limit.get()).collect::<Vec<_>>();
    let more = Memo::new(move |_| entries.read().len() > limit.get());
    let entry = move |happened| match happened {
        Happened::Ordered(id) => view! { <OrderEntry id /> }.into_any(),
        Happened::Noted(id) => view! { <Activity id /> }.into_any(),
        Happened::Changed(id) => {
            let change = changes.found.read_untracked().iter().find(|change| change.id() == id).cloned();
            change.map(|change| view! { <ChangeLine open change /> }).into_any()
        }
    };
    let nothing = move || (data.loaded.get() >= Loaded::All && entries.read().is_empty()).then(w::nothing_happened);
    view! {
        <section class="record-timeline" aria-label=w::timeline()>
            <Composer open />
            <div class="segments" role="group" aria-label=w::timeline()>{Part::ALL.into_iter().map(tab).collect_view()}</div>
            <Show
                when=move || show.get() != Part::Changes
                fallback=move || view! { <ChangeList open changes /> }
            >
                <ol class="entries">
                    <For
                        each=shown
                        key=|entry| *entry
                        children=entry
                    />
                </ol>
                <p class="muted">{nothing}</p>
                {move || match (more.get(), show.get()) {
                    (true, _) => view! {
                        <button type="button" class="button" on:click=move |_| limit.update(|limit| *limit += PAGE)>{w::show_more()}</button>
                    }
                    .into_any(),
                    (false, Part::All) => view! { <Older changes /> }.into_any(),
                    _ => ().into_any(),
                }}
            </Show>
        </section>
    }
    .into_any()
}
