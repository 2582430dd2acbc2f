//! A quiet hint that what is being entered looks like a record that is there. It never stands in the way of saving.

use super::place::Place;
use crate::{
    clock,
    data::{Data, name_of, use_data},
    words::list as w,
    workers,
};
use domain::{Id, Key, Kind, Value};
use leptos::{leptos_dom::helpers::debounce, prelude::*, task::spawn_local};
use protocol::{DuplicatesJob, Entered, Job, Outcome};
use std::time::Duration;

/// Asked once the typing pauses.
const PAUSE: Duration = Duration::from_millis(600);
/// Less sure ones would be noise.
const SURE: f64 = 0.5;
const SHOWN: usize = 3;
/// Any; the same each time.
const SEED: u64 = 7;

#[component]
pub fn Alike(
    kind: Kind,
    /// What stands in the form.
    #[prop(into)]
    entered: Signal<Vec<(Key, Value)>>,
    /// Those that are named already.
    #[prop(into)]
    named: Signal<Vec<Id>>,
    place: Place,
    open: RwSignal<bool>,
) -> impl IntoView {
    let data = use_data();
    let found = RwSignal::new(Vec::<Id>::new());
    let asked = StoredValue::new(0_u32);
    let mut later = debounce(PAUSE, move |values: Vec<(Key, Value)>| {
        asked.try_update_value(|asked| *asked += 1);
        let Some(ask) = asked.try_get_value() else { return };
        spawn_local(async move {
            let alike = look(data, kind, values).await;
            if asked.try_get_value() == Some(ask) {
                found.try_set(alike);
            }
        });
    });
    Effect::new(move || later(entered.get()));
    let shown = Memo::new(move |_| {
        let named = named.get();
        found.get().into_iter().filter(|id| !named.contains(id)).take(SHOWN).collect::<Vec<_>>()
    });
    let lines = move || {
        let line = |id: Id| {
            let name = data.read(|book| name_of(book, kind, id));
            view! { <a class="link" href=place.row_href(id) data-noscroll="true" on:click=move |_| open.set(false)>{name}</a> }
        };
        shown.get().into_iter().map(line).collect_view()
    };
    view! {
        <Show when=move || !shown.read().is_empty()>
            <p class="hint duplicates" role="status">{w::looks_like()} " " {lines}</p>
        </Show>
    }
    .into_any()
}

async fn look(data: Data, kind: Kind, values: Vec<(Key, Value)>) -> Vec<Id> {
    if values.is_empty() || !data.saved().await {
        return Vec::new();
    }
    let of = Some(Entered { id: clock::new_id(), values });
    match workers::run(Job::Duplicates(DuplicatesJob { kind, seed: SEED, of }), None).await {
        Ok(Outcome::Duplicates(found)) => {
            let sure = found.into_iter().filter(|pair| pair.probability >= SURE);
            // One of the two is the record in the form, which is not stored.
            sure.flat_map(|pair| [pair.a, pair.b])
                .filter(|id| data.read(|book| book.get(kind, *id).is_some_and(|record| !record.trashed())))
                .collect()
        }
        // A hint that cannot be given is not missed.
        _ => Vec::new(),
    }
}
