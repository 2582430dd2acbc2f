//! What happened with a contact or company, newest first.

use super::{Open, activity::Activity, changes::Changes, composer::Composer, linked::OrderEntry};
use crate::{
    data::{Loaded, use_data},
    words::{common, fields as fw, record as w},
};
use domain::{Id, Instant, Kind, keys, sorting};
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

#[component]
pub fn Timeline(open: Open) -> impl IntoView {
    let data = use_data();
    let Open { id, .. } = open;
    let show = RwSignal::new(Part::All);
    let limit = RwSignal::new(PAGE);
    let entries = Memo::new(move |_| {
        let show = show.get();
        let mut found: Vec<(Instant, Kind, Id)> = data.watch(&[Kind::Activity, Kind::Order], |book| {
            let notes = book.linked(Kind::Activity, id).filter(|_| show != Part::Orders).map(|note| {
                (
                    note.instant(keys::HAPPENED_AT).or_else(|| note.instant(keys::CREATED_AT)).unwrap_or_default(),
                    Kind::Activity,
                    note.id,
                )
            });
            let orders = book.linked(Kind::Order, id).filter(|_| show != Part::Notes).map(|order| {
                (Instant(order.date(keys::ORDERED_ON).map_or(0, |on| i64::from(on.0) * DAY)), Kind::Order, order.id)
            });
            notes.chain(orders).collect()
        });
        sorting::by(&mut found, |a, b| b.cmp(a));
        found.into_iter().map(|(_, kind, id)| (kind, id)).collect::<Vec<_>>()
    });
    let tab = move |this: Part| {
        view! {
            <button type="button" aria-pressed=move || (show.get() == this).to_string() on:click=move |_| { show.set(this); limit.set(PAGE); }>
                {this.name()}
            </button>
        }
    };
    let shown = move || entries.get().into_iter().take(limit.get()).collect::<Vec<_>>();
    let more = move || entries.read().len() > limit.get();
    let entry = |(kind, id)| match kind {
        Kind::Order => view! { <OrderEntry id /> }.into_any(),
        _ => view! { <Activity id /> }.into_any(),
    };
    let nothing = move || (data.loaded.get() >= Loaded::All && entries.read().is_empty()).then(w::nothing_happened);
    view! {
        <section class="record-timeline" aria-label=w::timeline()>
            <Composer open />
            <div class="segments" role="group" aria-label=w::timeline()>{Part::ALL.into_iter().map(tab).collect_view()}</div>
            <Show
                when=move || show.get() != Part::Changes
                fallback=move || view! { <Changes open /> }
            >
                <ol class="entries">
                    <For
                        each=shown
                        key=|entry| *entry
                        children=entry
                    />
                </ol>
                <p class="muted">{nothing}</p>
                {move || more().then(|| view! {
                    <button type="button" class="button" on:click=move |_| limit.update(|limit| *limit += PAGE)>{w::show_more()}</button>
                })}
            </Show>
        </section>
    }
    .into_any()
}
