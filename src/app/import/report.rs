//! What an import did, row by row where it did not. Invariant: every row that was not taken can be had as a file.

mod outcomes;
mod rejected;

use super::Session;
use crate::{
    data::use_data,
    fields, format,
    ui::{Icon, use_toasts},
    words::{common, import as w, import_many as m},
};
use domain::{Kind, import::Report};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use std::sync::Arc;

/// Rows shown on the page; the download of those that were not taken has them all.
const SHOWN: usize = 200;

#[component]
pub fn ReportView(session: Session) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let Some(report) = session.report.get_untracked() else { return ().into_any() };
    let kind = session.plan.with_untracked(|plan| plan.as_ref().map_or(domain::Kind::Contact, |plan| plan.kind));
    let what = data.read(|book| fields::kind_many(book, kind)).to_lowercase();
    let section = NodeRef::new();
    super::show_step(section);
    let undoable = move || session.receipt.with(Option::is_some) && !session.undone.get();
    let undo = move |_| {
        let Some(receipt) = session.receipt.get_untracked() else { return };
        session.undone.set(true);
        spawn_local(async move {
            let undone = data.undo(&receipt).await.map_err(|error| crate::words::shell::storage_error(&error));
            if undone.is_err() {
                session.undone.set(false);
            }
            toasts.tell_undo(undone);
        });
    };
    let headers = session.preview.with_untracked(|preview| {
        let columns = preview.as_ref().map(|preview| preview.columns.iter());
        columns.into_iter().flatten().map(|column| column.header.clone()).collect()
    });
    let file = session.file.get_untracked().map(|file| file.name()).unwrap_or_default();
    let review = session.told.with_untracked(|told| told.as_ref().is_some_and(|told| told.alike.unwrap_or(0) > 0));
    view! {
        <section class="import-step" aria-labelledby="import-done" node_ref=section>
            <h2 id="import-done">{move || if session.undone.get() { w::taken_back() } else { w::done() }}</h2>
            <p class="row" role="status">{figures(&report).into_iter().map(|(text, tone)| view! { <span class="chip" data-tone=tone>{text}</span> }).collect_view()}</p>
            <div class="row">
                <A href=super::list_path(kind) attr:class="button" attr:data-primary="true">{w::see(&what)}</A>
                <Show when=undoable>
                    <button type="button" class="button" on:click=undo><Icon name="undo-2" />{common::undo()}</button>
                </Show>
                {(review && report.created > 0).then(|| view! {
                    <A href=format!("/duplicates?kind={}", kind.code()) attr:class="button">{m::review_alike()}</A>
                })}
                <button type="button" class="button" data-quiet="true" on:click=move |_| session.reset()>{w::import_another()}</button>
            </div>
            <Rows report=Arc::new(report) kind headers file />
        </section>
    }
    .into_any()
}

/// What became of the rows of one table among several, when asked for.
#[component]
pub(super) fn Details(report: Arc<Report>, kind: Kind, headers: Vec<String>, file: String) -> impl IntoView {
    let open = RwSignal::new(false);
    let told = file.clone();
    let word = move || if open.get() { common::close() } else { m::details() };
    view! {
        <button
            type="button"
            class="button"
            data-quiet="true"
            aria-label=move || m::of_file(word(), &told)
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {word}
        </button>
        <Show when=move || open.get()>
            <div class="import-details stack">
                <Rows report=report.clone() kind headers=headers.clone() file=file.clone() />
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn Rows(report: Arc<Report>, kind: Kind, headers: Vec<String>, file: String) -> impl IntoView {
    let rejected = report.rejected.len() + report.rejected_more as usize;
    let rows = report.clone();
    view! {
        {(rejected > 0).then(|| view! { <rejected::RejectedRows rows=report.rejected.clone() total=rejected headers file /> })}
        {(!report.warnings.is_empty()).then(|| view! { <Warnings report=rows /> })}
        {(!report.outcomes.is_empty()).then(|| view! { <outcomes::Outcomes report=report.clone() kind /> })}
    }
    .into_any()
}

pub(super) fn figures(report: &Report) -> Vec<(String, &'static str)> {
    let count = |n: u64| n as usize;
    let rejected = report.rejected.len() + count(report.rejected_more);
    [
        (count(report.created), w::created as fn(usize) -> String, "good"),
        (count(report.updated), w::updated, "good"),
        (count(report.unchanged), w::unchanged, ""),
        (count(report.skipped), w::skipped, ""),
        (rejected, w::rejected, "warn"),
        (count(report.related), w::related, ""),
        (count(report.fields), w::new_fields, ""),
    ]
    .into_iter()
    .enumerate()
    .filter(|(at, (n, ..))| *at == 0 || *n > 0)
    .map(|(_, (n, words, tone))| (words(n), tone))
    .collect()
}

#[component]
fn Warnings(report: Arc<Report>) -> impl IntoView {
    let total = report.warnings.len() + report.warnings_more as usize;
    let lines = report.warnings.iter().take(SHOWN).map(|warning| {
        let (cell, reason) = (warning.cell.clone(), w::reason(&warning.reason));
        view! { <tr><td class="num">{format::count(warning.row as f64)}</td><td>{warning.column.clone()}</td><td>{cell}</td><td class="muted">{reason}</td></tr> }
    });
    view! {
        <details>
            <summary>{w::warnings(total)}</summary>
            <div class="table-scroll"><table class="table"><tbody>{lines.collect_view()}</tbody></table></div>
        </details>
    }
}
