//! The list of tables: what will become of each, what it still has to be asked, and in the end what was done.

use super::{Session, State, Table, run};
use crate::{
    data::use_data,
    fields, format,
    import::{check, rehearse, report, source},
    ui::Icon,
    words::{common, import as w, import_many as m},
};
use domain::{Kind, import::DateOrder};
use leptos::prelude::*;
use leptos_router::components::A;

/// The tables with what will become of each, and the button for all.
#[component]
pub(in crate::import) fn Batch(session: Session) -> impl IntoView {
    let chosen =
        move || session.batch.with(|all| all.iter().filter(|table| table.wanted && table.plan().is_some()).count());
    let left = move || session.batch.with(|all| all.iter().any(|table| table.plan().is_some()));
    let unclear = move || session.batch.with(|all| all.iter().any(|table| table.wanted && table.asks()));
    let lines = move || session.batch.with(|all| all.iter().map(|table| (table.id, table.turn)).collect::<Vec<_>>());
    let line = move |(id, _)| {
        let table = session.batch.with_untracked(|all| all.iter().find(|table| table.id == id).cloned());
        table.map(|table| view! { <Line session table /> })
    };
    view! {
        <section class="import-step" aria-labelledby="import-batch">
            <h2 id="import-batch">{m::tables()}</h2>
            <ul class="import-tables"><For each=lines key=|line| *line children=line /></ul>
            <Show when=move || session.editing.get().is_none()>
                <Show when=move || unclear() && !session.busy()>
                    <p class="notice" data-tone="warn"><Icon name="triangle-alert" /><span>{m::dates_first()}</span></p>
                </Show>
                <Show when=move || session.busy()><check::Running session /></Show>
                <Show when=move || !session.busy()><Told session /></Show>
                <div class="row">
                    <Show when=move || !session.busy()><Ending session /></Show>
                    <Show when=move || left() && !session.busy()>
                        <button
                            type="button"
                            class="button"
                            data-primary="true"
                            disabled=move || session.reading.get() || chosen() == 0 || unclear()
                            on:click=move |_| run::run_all(session)
                        >
                            <Icon name="upload" />
                            {move || m::import_tables(chosen())}
                        </button>
                    </Show>
                    <Show when=move || !left() && !session.busy() && !session.reading.get()>
                        <button type="button" class="button" on:click=move |_| session.reset()>{w::import_another()}</button>
                    </Show>
                </div>
                // Below the button, which must not move when somebody is about to press it.
                <Show when=move || !session.busy()>
                    <rehearse::Ahead session again=move || session.rehearse_all() />
                </Show>
            </Show>
        </section>
    }
    .into_any()
}

/// How it ended.
#[component]
fn Told(session: Session) -> impl IntoView {
    let done = move || session.batch.with(|all| all.iter().filter(|table| table.done().is_some()).count());
    let stopped = move || {
        let all = session.batch.with(|all| all.iter().filter(|table| table.wanted).count());
        (session.stop.get() && !session.undone.get()).then(|| m::stopped(done(), all))
    };
    view! {
        {move || stopped().map(|text| view! { <p class="notice" role="status"><Icon name="circle-alert" /><span>{text}</span></p> })}
        <Show when=move || session.undone.get()><p role="status">{w::taken_back()}</p></Show>
    }
    .into_any()
}

/// What can be done with what is in: taking it back as a whole, and a look at what came in twice.
#[component]
fn Ending(session: Session) -> impl IntoView {
    let receipts = move || session.batch.with(|all| run::receipts(all).len());
    let alike = move || {
        let kind = session.batch.with(|all| run::look_alikes(all)).filter(|_| !session.undone.get())?;
        let path = format!("/duplicates?kind={}", kind.code());
        Some(view! { <A href=path attr:class="button">{m::review_alike()}</A> })
    };
    view! {
        <Show when=move || { receipts() > 0 && !session.undone.get() }>
            <button type="button" class="button" on:click=move |_| run::undo_all(session)>
                <Icon name="undo-2" />
                {move || m::undo_all(receipts())}
            </button>
        </Show>
        {alike}
    }
    .into_any()
}

#[component]
fn Line(session: Session, table: Table) -> impl IntoView {
    let data = use_data();
    let (id, name, asks) = (table.id, table.name(), table.asks());
    let chips = |all: Vec<(String, &'static str)>| {
        all.into_iter().map(|(text, tone)| view! { <span class="chip" data-tone=tone>{text}</span> }).collect_view()
    };
    let many = |kind: Kind| data.read(|book| fields::kind_many(book, kind));
    let state = match &table.state {
        State::Waiting => view! { <span class="muted">{m::waiting()}</span> }.into_any(),
        State::Reading => view! { <span class="muted" role="status">{w::reading()}</span> }.into_any(),
        State::Importing => view! { <span role="status">{w::importing()}</span> }.into_any(),
        State::Refused(reason) => view! { <span class="error">{reason.clone()}</span> }.into_any(),
        State::Ready(ready) => {
            let about = source::name(&ready.preview.source).unwrap_or_else(|| many(ready.plan.kind));
            let figures = ready.told.as_ref().map(|told| chips(rehearse::figures(told)));
            view! {
                <span class="chip">{about}</span>
                <span class="muted num">{w::found_rows(ready.preview.rows as usize)}</span>
                {figures}
                {source::left_out(&ready.preview.source).map(|text| view! { <span class="muted">{text}</span> })}
            }
            .into_any()
        }
        State::Done(done, _) => view! {
            <Icon name="circle-check" />
            <span>{many(done.kind)}</span>
            {chips(report::figures(&done.report))}
        }
        .into_any(),
    };
    let ready = table.plan().is_some();
    let editing = move || session.editing.get() == Some(id);
    let check_id = format!("import-table-{id}");
    let answer = move |event| {
        let order = match event_target_value(&event).as_str() {
            "d" => DateOrder::DayMonthYear,
            "m" => DateOrder::MonthDayYear,
            _ => return,
        };
        session.say_dates(id, order);
    };
    let label = w::date_order(&name);
    let details = table.done().map(|done| {
        view! { <report::Details report=done.report.clone() kind=done.kind headers=done.headers.clone() file=name.clone() /> }
    });
    let told = match &table.state {
        State::Ready(ready) => ready.told.clone(),
        _ => None,
    };
    let changes = told.map(|told| view! { <rehearse::Changed told=*told /> });
    view! {
        <li>
            <label class="check" for=check_id.clone()>
                {ready.then(|| view! {
                    <input
                        id=check_id.clone()
                        type="checkbox"
                        prop:checked=table.wanted
                        disabled=move || session.busy()
                        on:change=move |event| {
                            session.want(id, event_target_checked(&event));
                        }
                    />
                })}
                <strong>{name.clone()}</strong>
                <span class="muted num">{format::bytes(table.file.size())}</span>
            </label>
            <div class="row">{state}</div>
            <Show when=move || asks && !editing()>
                <div class="row">
                    <span class="chip" data-tone="warn">{m::dates_two_ways()}</span>
                    <select class="input" aria-label=label.clone() disabled=move || session.busy() on:change=answer>
                        <option value="">{w::say_date_order()}</option>
                        <option value="d">{w::day_first()}</option>
                        <option value="m">{w::month_first()}</option>
                    </select>
                </div>
            </Show>
            {ready.then(|| view! {
                <button
                    type="button"
                    class="button"
                    data-quiet="true"
                    aria-expanded=move || editing().to_string()
                    disabled=move || session.busy()
                    on:click=move |_| session.edit((!editing()).then_some(id))
                >
                    {move || if editing() { common::close() } else { m::columns() }}
                    <span class="visually-hidden">{format!(": {name}")}</span>
                </button>
            })}
            {details}
            {changes}
        </li>
    }
    .into_any()
}
