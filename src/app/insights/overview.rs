//! What the orders say without being asked: asked of the worker when they changed, kept while they have not.

use super::{asking::Asking, board::Board, cards, diary};
use crate::{
    clock,
    data::{Data, Loaded, use_data},
    ui::{Empty, Icon},
    words::{board as bw, common, overview as w},
};
use domain::{Book, Date, Kind, insight::Overview};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use protocol::{Job, Outcome};
use std::{cell::RefCell, sync::Arc};

/// What an overview was made of.
#[derive(Clone, Copy, PartialEq)]
pub struct Stamp {
    orders: u64,
    deals: u64,
    contacts: u64,
    today: Date,
}

/// The data as they are now, once all of them are there.
pub fn stamp(data: Data) -> Option<Stamp> {
    of_contacts(data, |book| book.revision(Kind::Contact))
}

/// The same for what reads of the contacts only that they are there.
pub fn orders_stamp(data: Data) -> Option<Stamp> {
    of_contacts(data, |book| book.count(Kind::Contact) as u64)
}

fn of_contacts(data: Data, contacts: impl Fn(&Book) -> u64) -> Option<Stamp> {
    (data.loaded.get() == Loaded::All).then(|| {
        data.watch(&[Kind::Order, Kind::Contact, Kind::Deal], |book| Stamp {
            orders: book.revision(Kind::Order),
            deals: book.revision(Kind::Deal),
            contacts: contacts(book),
            today: clock::today(),
        })
    })
}

thread_local! {
    static KEPT: RefCell<Option<(Stamp, Arc<Overview>)>> = const { RefCell::new(None) };
}

/// With this few customers figures are told, comparisons are not.
pub const FEW: usize = 20;

#[component]
pub fn OverviewCards(
    /// Told when there are cards.
    there: RwSignal<bool>,
) -> impl IntoView {
    let data = use_data();
    let board = Board::load();
    let stamp = Memo::new(move |_| stamp(data));
    let shown = RwSignal::new(KEPT.with_borrow(|kept| kept.as_ref().map(|(_, overview)| Arc::clone(overview))));
    let asking = Asking::new();
    Effect::new(move || {
        asking.track();
        let Some(stamp) = stamp.get() else { return };
        let known = KEPT.with_borrow(|kept| kept.as_ref().is_some_and(|(of, _)| *of == stamp));
        if !known {
            spawn_local(ask(data, stamp, shown, asking));
        }
    });
    move || match (asking.problem.get(), shown.get()) {
        (Some(text), _) => {
            view! { <div class="notice row" data-tone="bad" role="alert"><span>{text}</span>{asking.again()}</div> }
                .into_any()
        }
        (None, None) => asking.bar(bw::reading_orders()),
        (None, Some(overview)) if overview.people.is_empty() && overview.deals.is_none() => nothing().into_any(),
        (None, Some(overview)) => {
            request_animation_frame(move || {
                there.try_set(true);
            });
            cards::all(&overview, board).into_any()
        }
    }
}

fn nothing() -> impl IntoView {
    view! {
        <Empty icon="chart-line" text=w::no_orders()>
            <A href="/import" attr:class="button" attr:data-primary="true"><Icon name="upload" /><span>{common::import()}</span></A>
        </Empty>
    }
}

async fn ask(data: Data, stamp: Stamp, shown: RwSignal<Option<Arc<Overview>>>, asking: Asking) {
    match asking.run(data, Job::Overview(stamp.today)).await {
        Some(Outcome::Overview(overview)) => {
            let overview: Arc<Overview> = Arc::from(overview);
            KEPT.with_borrow_mut(|kept| *kept = Some((stamp, Arc::clone(&overview))));
            diary::keep_by_itself(data, &overview);
            // A change that says nothing new leaves the cards, and whoever is at one of them, alone.
            let same = shown.try_with_untracked(|known| known.as_deref() == Some(overview.as_ref()));
            if same == Some(false) {
                shown.try_set(Some(overview));
            }
        }
        Some(_) => asking.broke(),
        None => {}
    }
}
