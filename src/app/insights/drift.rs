//! Kept models on the answers that came since: still good, too early to say, or no better than guessing.
//!
//! Invariant: asked of the worker when answers or models changed, never in the way of anything else on the page.

use crate::{
    clock,
    data::{Data, Loaded, use_data},
    format,
    ui::Icon,
    words::{insights as w, lab as l},
    workers,
};
use domain::{
    Id, Kind, Record,
    insight::{Drift, DriftState, Model, TrainSpec},
    keys,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use protocol::{Job, Outcome};
use std::collections::BTreeMap;

pub type Drifts = BTreeMap<Id, Drift>;

/// What is known of each model, as soon as it is.
pub fn asked(data: Data) -> RwSignal<Drifts> {
    let drifts = RwSignal::new(Drifts::new());
    let stamp = Memo::new(move |_| {
        let kinds = [Kind::Contact, Kind::Deal, Kind::Model];
        (data.loaded.get() == Loaded::All).then(|| data.watch(&kinds, |book| kinds.map(|kind| book.revision(kind))))
    });
    Effect::new(move || {
        if stamp.get().is_none() {
            return;
        }
        let models = data.read(|book| book.iter(Kind::Model).filter_map(kept).collect::<Vec<_>>());
        if models.is_empty() {
            return drifts.set(Drifts::new());
        }
        spawn_local(async move {
            if !data.saved().await {
                return;
            }
            // A failure leaves the models as they are told: this is a second look at them.
            if let Ok(Outcome::Lab(bytes)) = workers::run(Job::Drift(models, clock::today()), None).await
                && let Ok(found) = protocol::decode::<Vec<(Id, Drift)>>(&bytes.0)
            {
                drifts.try_set(found.into_iter().collect());
            }
        });
    });
    drifts
}

/// A model, what it was asked, and the share of yes it learned from.
fn kept(record: &Record) -> Option<(Id, TrainSpec, f64)> {
    let Model { spec, rows, .. } = super::result(record)?;
    Some((record.id, spec, rows.yes as f64 / (rows.yes + rows.no).max(1) as f64))
}

fn is_bad(drift: &Drift) -> bool {
    matches!(drift.state, DriftState::Unsure | DriftState::Worse)
}

pub fn speaks_against(id: Id, drifts: RwSignal<Drifts>) -> bool {
    drifts.with(|all| all.get(&id).is_some_and(is_bad))
}

/// What new answers say of a model.
pub fn told(id: Id, drifts: RwSignal<Drifts>) -> impl IntoView {
    move || {
        let drift = drifts.with(|all| all.get(&id).cloned())?;
        let text = words(&drift);
        let tone = match drift.state {
            DriftState::Holds => "good",
            DriftState::TooFew { .. } => "plain",
            DriftState::Unsure => "warn",
            DriftState::Worse => "bad",
        };
        Some(view! { <p class="drift" data-tone=tone>{text}</p> })
    }
}

fn words(drift: &Drift) -> String {
    let (ours, naive) = (format::decimals(drift.brier, 3), format::decimals(drift.naive_brier, 3));
    match drift.state {
        DriftState::TooFew { need } => l::drift_few(drift.rows, &format::count(need as f64)),
        DriftState::Holds => l::drift_holds(drift.rows, &ours, &naive),
        DriftState::Unsure => l::drift_unsure(drift.rows, &ours, &naive),
        DriftState::Worse => l::drift_worse(drift.rows, &ours, &naive),
    }
}

/// Models that no longer beat the naive rule, above everything else.
#[component]
pub fn Warnings(drifts: RwSignal<Drifts>) -> impl IntoView {
    let data = use_data();
    let bad = Memo::new(move |_| {
        drifts.with(|all| all.iter().filter(|(_, drift)| is_bad(drift)).map(|(id, _)| *id).collect::<Vec<_>>())
    });
    let warning = move |id: Id| {
        let name = data.record(Kind::Model, id)?.text(keys::NAME).to_owned();
        let text = drifts.with(|all| all.get(&id).map(words))?;
        Some(view! {
            <section class="notice drift-notice" data-tone="warn" role="status">
                <Icon name="triangle-alert" />
                <div class="stack"><h2>{l::drift_title(&name)}</h2><p>{text}</p></div>
                <A href=format!("/insights/lab?model={id}") attr:class="button">{w::train_again()}</A>
            </section>
        })
    };
    move || bad.get().into_iter().map(warning).collect_view()
}
