//! What an import did, row by row where it did not. Invariant: every row that was not taken can be had as a file.

use super::Session;
use crate::{
    data::use_data,
    fields, format,
    rescue::download,
    ui::{Icon, use_toasts},
    words::{common, import as w, import_many as m},
    workers,
};
use domain::import::{Rejected, Report};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use protocol::{Job, Outcome, RejectsJob};

/// Rejected rows shown on the page; the download has them all.
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
    let rejected = report.rejected.len() + report.rejected_more as usize;
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
            {(rejected > 0).then(|| view! { <RejectedRows session rows=report.rejected.clone() total=rejected /> })}
            {(!report.warnings.is_empty()).then(|| view! { <Warnings report=report.clone() /> })}
        </section>
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
fn RejectedRows(session: Session, rows: Vec<Rejected>, total: usize) -> impl IntoView {
    let toasts = use_toasts();
    let filter = RwSignal::new(String::new());
    let text = |row: &Rejected| {
        let words =
            [row.row.to_string(), row.column.clone().unwrap_or_default(), w::reason(&row.reason), row.cells.join("\n")];
        words.join("\n").to_lowercase()
    };
    let listed = rows.len();
    let texts = StoredValue::new(rows.iter().map(text).collect::<Vec<String>>());
    let rows = StoredValue::new(rows);
    let save = move |_| {
        let headers = session
            .preview
            .with_untracked(|preview| {
                preview.as_ref().map(|preview| preview.columns.iter().map(|column| column.header.clone()).collect())
            })
            .unwrap_or_default();
        let told = rows
            .get_value()
            .into_iter()
            .map(|row| {
                let reason = w::reason(&row.reason);
                (row, reason)
            })
            .collect();
        let job =
            RejectsJob { headers, row_header: w::row().to_owned(), reason_header: w::why().to_owned(), rows: told };
        let name = session.file.get_untracked().map(|file| w::rejected_file(&file.name())).unwrap_or_default();
        spawn_local(async move {
            match workers::run(Job::Rejects(job), None).await {
                Ok(Outcome::File(bytes)) if download(&name, &bytes.0, "text/csv").is_ok() => {
                    toasts.say(w::exported(&name))
                }
                Ok(_) => toasts.warn(w::job_broke()),
                Err(failure) => toasts.warn(workers::failure(&failure)),
            }
        });
    };
    let lines = move || {
        let wanted = filter.get().trim().to_lowercase();
        let fits: Vec<usize> =
            texts.with_value(|texts| (0..texts.len()).filter(|at| texts[*at].contains(&wanted)).take(SHOWN).collect());
        rows.with_value(|rows| {
            fits.into_iter()
                .filter_map(|at| rows.get(at))
                .map(|row| view! { <RejectedRow row=row.clone() /> })
                .collect_view()
        })
    };
    view! {
        <div class="stack">
            <div class="row">
                <h3>{w::rejected(total)}</h3>
                <input class="input import-filter" type="search" aria-label=common::search() placeholder=common::search() prop:value=filter on:input=move |event| filter.set(event_target_value(&event)) />
                <button type="button" class="button" on:click=save><Icon name="download" />{w::download_rejected()}</button>
            </div>
            <div class="table-scroll">
                <table class="table">
                    <thead><tr><th scope="col" class="num">{w::row()}</th><th scope="col">{w::why()}</th><th scope="col">{w::in_the_file()}</th></tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            {(total > listed).then(|| view! { <p class="muted">{w::rejected_kept(listed)}</p> })}
            {(total > SHOWN).then(|| view! { <p class="muted">{w::and_more(total - SHOWN)}</p> })}
        </div>
    }
}

#[component]
fn RejectedRow(row: Rejected) -> impl IntoView {
    view! {
        <tr>
            <td class="num">{format::count(row.row as f64)}</td>
            <td>{row.column.map(|column| view! { <strong>{column}</strong> ": " })}{w::reason(&row.reason)}</td>
            <td class="muted">{row.cells.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ")}</td>
        </tr>
    }
}

#[component]
fn Warnings(report: Report) -> impl IntoView {
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
