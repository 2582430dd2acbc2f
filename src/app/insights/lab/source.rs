//! Where the rows come from: the contacts, or a file that is only analysed.

use super::{Lab, questions};
use crate::{
    data::{Data, use_data},
    format,
    ui::Icon,
    words::{import as i, lab as l},
    workers,
};
use domain::{
    Kind,
    insight::{FileColumn, FileLook},
};
use leptos::{html, prelude::*, task::spawn_local};
use protocol::{Job, Outcome};
use std::sync::Arc;
use web_sys::{DragEvent, File};

/// A file that was dropped anywhere on the page.
pub fn dropped(lab: Lab, data: Data, event: &DragEvent) {
    event.prevent_default();
    let files = event.data_transfer().and_then(|data| data.files());
    if let Some(file) = files.and_then(|files| files.get(0)) {
        take(lab, data, file);
    }
}

fn take(lab: Lab, data: Data, file: File) {
    lab.of_file.set(true);
    lab.records.set(Kind::Contact);
    lab.file.set(Some(file));
    look(lab, data, String::new());
}

/// Looks into the table of this name; the first one where there is none.
fn look(lab: Lab, data: Data, part: String) {
    let Some(file) = lab.file.get_untracked() else { return };
    lab.look.set(None);
    lab.ask(data, None);
    lab.reading.set(true);
    let wanted = lab.watch.current();
    spawn_local(async move {
        let outcome = workers::run(Job::Look(part), Some(file)).await;
        // Another file was chosen meanwhile, or the page was left.
        if !wanted() {
            return;
        }
        lab.reading.set(false);
        match outcome {
            Ok(Outcome::Lab(bytes)) => {
                let Ok(found) = protocol::decode::<FileLook>(&bytes.0) else {
                    return lab.problem.set(Some(i::job_broke().to_owned()));
                };
                lab.look.set(Some(Arc::new(found)));
                let first = untrack(|| questions::first(lab, data));
                untrack(|| lab.ask(data, first.as_ref()));
            }
            Ok(_) => lab.problem.set(Some(i::job_broke().to_owned())),
            Err(failure) => lab.problem.set(Some(workers::failure(&failure))),
        }
    });
}

#[component]
pub fn Source(lab: Lab) -> impl IntoView {
    let data = use_data();
    let choose = move |records: Option<Kind>| {
        lab.of_file.set(records.is_none());
        lab.records.set(records.unwrap_or(Kind::Contact));
        lab.reading.set(false);
        untrack(|| lab.ask(data, questions::first(lab, data).as_ref()));
    };
    let chosen = move |records: Option<Kind>| match records {
        Some(kind) => !lab.of_file.get() && lab.records.get() == kind,
        None => lab.of_file.get(),
    };
    let option = move |records: Option<Kind>, label: &'static str| {
        view! {
            <label class="check">
                <input type="radio" name="lab-source" prop:checked=move || chosen(records) on:change=move |_| choose(records) />
                <span>{label}</span>
            </label>
        }
    };
    let deals = data.read(|book| book.count(Kind::Deal) > 0);
    view! {
        <fieldset class="lab-source">
            <legend class="label">{l::source()}</legend>
            {option(Some(Kind::Contact), l::contacts_here())}
            {deals.then(|| option(Some(Kind::Deal), l::deals_here()))}
            {option(None, l::a_file())}
        </fieldset>
        <Show when=move || lab.of_file.get()><Picker lab /></Show>
    }
}

#[component]
fn Picker(lab: Lab) -> impl IntoView {
    let data = use_data();
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // Choosing the same file once more, after it was changed, counts too.
        input.set_value("");
        if let Some(file) = file {
            take(lab, data, file);
        }
    };
    let name = move || lab.file.get().map(|file| format!("{} · {}", file.name(), format::bytes(file.size())));
    let parts = move || lab.look.get().filter(|look| look.parts.len() > 1);
    view! {
        <label class="drop-zone" data-small="true">
            <Icon name="upload" />
            <span class="lab-file">
                <strong>{move || name().unwrap_or_else(|| l::choose_file().to_owned())}</strong>
                <span class="muted hint">{move || if lab.file.with(Option::is_some) { i::other_file() } else { l::file_kinds() }}</span>
            </span>
            <input
                class="visually-hidden"
                type="file"
                accept=".csv,.tsv,.txt,.xlsx,.xls,.ods,.zip,text/csv,text/plain,text/tab-separated-values"
                aria-label=l::choose_file()
                node_ref=input
                on:change=chosen
            />
        </label>
        <Show when=move || lab.reading.get()><p class="muted" role="status">{i::reading()}</p></Show>
        {move || parts().map(|found| view! {
            <label class="field">
                <span class="label">{l::sheet()}</span>
                <select class="input" on:change=move |event| look(lab, data, event_target_value(&event))>
                    {found.parts.iter().map(|part| view! { <option value=part.clone() selected=*part == found.part>{part.clone()}</option> }).collect_view()}
                </select>
            </label>
        })}
        <p class="hint">{l::stays_here()}</p>
    }
    .into_any()
}

/// The first rows with what each column is.
pub fn preview(look: &FileLook) -> AnyView {
    let head = |column: &FileColumn| {
        let missing = column.blank + column.strange;
        let blank = (missing > 0).then(|| l::blanks(missing));
        view! {
            <th scope="col">
                {column.header.clone()}
                <span class="lab-shape">{l::shape(column.shape)}{blank.map(|text| view! { <br />{text} })}</span>
            </th>
        }
    };
    let row = |cells: &Vec<String>| {
        view! { <tr>{cells.iter().map(|cell| view! { <td>{cell.clone()}</td> }).collect_view()}</tr> }
    };
    let title = l::rows_and_columns(look.rows, &format::count(look.columns.len() as f64));
    view! {
        <section class="card stack">
            <h2>{title.clone()}</h2>
            <p class="muted">{l::file_text()}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=title>
                <table class="table lab-preview">
                    <thead><tr>{look.columns.iter().map(head).collect_view()}</tr></thead>
                    <tbody>{look.sample.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
