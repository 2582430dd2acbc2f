//! What the orders say without being asked: asked of the worker when they changed, kept while they have not.

use super::{board::Board, cards};
use crate::{
    clock,
    data::{Data, Loaded, use_data},
    ui::{Empty, Icon},
    words::{common, overview as w},
    workers,
};
use domain::{Date, Kind, insight::Overview};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use protocol::{Job, Outcome};
use std::{cell::RefCell, sync::Arc};

/// What an overview was made of.
#[derive(Clone, Copy, PartialEq)]
pub struct Stamp {
    orders: u64,
    deals: u64,
    contacts: usize,
    today: Date,
}

/// The data as they are now, once all of them are there.
pub fn stamp(data: Data) -> Option<Stamp> {
    (data.loaded.get() == Loaded::All).then(|| {
        data.watch(&[Kind::Order, Kind::Contact, Kind::Deal], |book| Stamp {
            orders: book.revision(Kind::Order),
            deals: book.revision(Kind::Deal),
            contacts: book.count(Kind::Contact),
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
    let problem = RwSignal::new(None::<String>);
    Effect::new(move || {
        let Some(stamp) = stamp.get() else { return };
        let known = KEPT.with_borrow(|kept| kept.as_ref().is_some_and(|(of, _)| *of == stamp));
        if !known {
            spawn_local(ask(data, stamp, shown, problem));
        }
    });
    move || match (problem.get(), shown.get()) {
        (Some(text), _) => view! { <p class="notice" data-tone="bad" role="alert">{text}</p> }.into_any(),
        (None, None) => view! { <p class="muted" role="status">{common::loading()}</p> }.into_any(),
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

async fn ask(data: Data, stamp: Stamp, shown: RwSignal<Option<Arc<Overview>>>, problem: RwSignal<Option<String>>) {
    if !data.saved().await {
        return problem.set(Some(crate::words::insights::not_saved_yet().to_owned()));
    }
    match workers::run(Job::Overview(stamp.today), None).await {
        Ok(Outcome::Overview(overview)) => {
            let overview: Arc<Overview> = Arc::from(overview);
            KEPT.with_borrow_mut(|kept| *kept = Some((stamp, Arc::clone(&overview))));
            problem.try_set(None);
            shown.try_set(Some(overview));
        }
        Ok(_) => drop(problem.try_set(Some(crate::words::import::job_broke().to_owned()))),
        Err(failure) => drop(problem.try_set(Some(workers::failure(&failure)))),
    }
}
