//! What became of each row that was taken, with its record.

use super::SHOWN;
use crate::{
    data::{name_of, use_data},
    fields, format,
    history::changes,
    routes::record_path,
    words::{import as w, import_many as m},
};
use domain::{
    Kind,
    import::{Report, RowDone, RowOutcome},
};
use leptos::prelude::*;
use leptos_router::components::A;
use std::sync::Arc;

const ALL: [RowDone; 4] = [RowDone::Created, RowDone::Updated, RowDone::Skipped, RowDone::Unchanged];

fn told(done: RowDone) -> (&'static str, &'static str) {
    match done {
        RowDone::Created => (m::row_created(), "good"),
        RowDone::Updated => (m::row_updated(), "good"),
        RowDone::Skipped => (m::row_skipped(), ""),
        RowDone::Unchanged => (m::row_unchanged(), ""),
    }
}

#[component]
pub fn Outcomes(report: Arc<Report>, kind: Kind) -> impl IntoView {
    let (open, only) = (RwSignal::new(false), RwSignal::new(None::<RowDone>));
    let total = report.outcomes.len();
    let counts = ALL.map(|done| report.outcomes.iter().filter(|outcome| outcome.done == done).count());
    let choices = move || {
        let there = ALL.iter().zip(counts).enumerate().filter(|(_, (_, count))| *count > 0);
        there
            .map(|(at, (done, count))| {
                let name = m::field_count(told(*done).0, &format::count(count as f64));
                view! { <option value=at.to_string()>{name}</option> }
            })
            .collect_view()
    };
    let report = StoredValue::new(report);
    let choose =
        move |event| only.set(event_target_value(&event).parse().ok().and_then(|at: usize| ALL.get(at).copied()));
    let lines = move || {
        report.with_value(|report| {
            let only = only.get();
            let fits = report.outcomes.iter().filter(|outcome| only.is_none_or(|only| outcome.done == only));
            let more = fits.clone().count().saturating_sub(SHOWN);
            let lines = fits.take(SHOWN).cloned().map(|outcome| view! { <Outcome outcome kind /> }).collect_view();
            view! {
                <div class="table-scroll">
                    <table class="table">
                        <thead><tr>
                            <th scope="col" class="num">{w::row()}</th>
                            <th scope="col">{m::what_became()}</th>
                            <th scope="col">{m::record()}</th>
                            <th scope="col">{m::fields_changed()}</th>
                        </tr></thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                {(more > 0).then(|| view! { <p class="muted">{w::and_more(more)}</p> })}
            }
        })
    };
    view! {
        <details on:toggle=move |event| open.set(event_target::<web_sys::Element>(&event).has_attribute("open"))>
            <summary>{m::each_row(total)}</summary>
            <Show when=move || open.get()>
                <select class="input import-filter" aria-label=m::what_became() on:change=choose>
                    <option value="">{m::all_rows()}</option>
                    {choices}
                </select>
                {lines}
            </Show>
        </details>
    }
    .into_any()
}

#[component]
fn Outcome(outcome: RowOutcome, kind: Kind) -> impl IntoView {
    let data = use_data();
    let RowOutcome { row, done, id, fields } = outcome;
    let (text, tone) = told(done);
    let (name, changed) = data.read(|book| {
        let name = book.get(kind, id).map(|_| name_of(book, kind, id));
        // A record without a name of its own is still to be clicked at.
        let name = name.map(|name| if name.is_empty() { fields::kind_one(book, kind) } else { name });
        let changed = fields.iter().map(|key| changes::field_name(book, kind, *key)).collect::<Vec<_>>();
        (name, changed.join(m::list_mark()))
    });
    let has_page = matches!(kind, Kind::Contact | Kind::Company | Kind::Deal | Kind::Order | Kind::Task);
    let record = match name {
        Some(name) if has_page => view! { <A href=record_path(kind, id) attr:class="link">{name}</A> }.into_any(),
        Some(name) => name.into_any(),
        // It was taken back or deleted meanwhile.
        None => view! { <span class="muted">"–"</span> }.into_any(),
    };
    view! {
        <tr>
            <td class="num">{format::count(row as f64)}</td>
            <td><span class="chip" data-tone=tone>{text}</span></td>
            <td>{record}</td>
            <td class="muted">{changed}</td>
        </tr>
    }
}
