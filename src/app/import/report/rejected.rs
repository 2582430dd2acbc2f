//! The rows that were not taken, to look through and to take along.

use super::SHOWN;
use crate::{
    format,
    rescue::download,
    ui::{Icon, use_toasts},
    words::{common, import as w},
    workers,
};
use domain::import::Rejected;
use leptos::{prelude::*, task::spawn_local};
use protocol::{Job, Outcome, RejectsJob};

/// `book-Sheet1.csv` for the table `book.xlsx: Sheet1`.
fn csv_name(table: &str) -> String {
    let (file, part) = table.split_once(": ").unwrap_or((table, ""));
    let (stem, _) = file.rsplit_once('.').unwrap_or((file, ""));
    let part: String = part.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    if part.is_empty() { format!("{stem}.csv") } else { format!("{stem}-{part}.csv") }
}

#[component]
pub fn RejectedRows(rows: Vec<Rejected>, total: usize, headers: Vec<String>, file: String) -> impl IntoView {
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
        let headers = headers.clone();
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
        let name = w::rejected_file(&csv_name(&file));
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
