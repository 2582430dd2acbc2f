//! One row: cells on a wide screen, a card on a phone.

use super::{screen::Screen, state::ListState};
use crate::{
    clock,
    data::{Data, Loaded, name_of, use_data},
    fields,
    ui::{Avatar, Icon, use_toasts},
    words::{common::between, list as w},
};
use domain::{Act, Book, FieldSpec, FieldType, Group, Id, Kind, Label, Record, Transaction, Value, keys};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// What a cell may show of other records.
const READ: [Kind; 6] = [Kind::Contact, Kind::Company, Kind::Deal, Kind::Order, Kind::Task, Kind::Activity];

/// A text of so many bytes is never cut off.
const SHORT: usize = 7;

/// Chips shown in a cell; the rest is counted.
const CHIPS: usize = 2;

#[derive(Clone, PartialEq)]
struct Cell {
    text: String,
    money: bool,
    chips: Vec<String>,
    /// The code of a choice, which gives its chip a tone.
    tone: Option<String>,
    numeric: bool,
    overdue: bool,
}

#[derive(Clone, PartialEq, Default)]
struct Shown {
    name: String,
    done: Option<bool>,
    cells: Vec<Cell>,
}

/// The row at a place of the list. Which record stands there changes with every letter that is searched for: the row
/// stays and its cells get other words, which is far less work for the browser than new rows.
#[component]
pub fn Row(list: ListState, screen: Screen, index: usize) -> impl IntoView {
    let data = use_data();
    let kind = list.kind;
    let record = Memo::new(move |_| list.rows.read().get(index).copied().unwrap_or_default());
    let shown = Memo::new(move |_| {
        let (id, loaded) = (record.get(), data.loaded.get());
        list.columns.with(|columns| {
            data.watch(&READ, |book| {
                book.get(kind, id).map(|record| show(book, record, columns, loaded)).unwrap_or_default()
            })
        })
    });
    let open = Memo::new(move |_| list.place.open.get() == Some(record.get()));
    let selected = Memo::new(move |_| list.selected.read().contains(&record.get()));
    let on_click = move |event: ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let on_control =
            target.is_some_and(|target| target.closest("a, button, input, label").is_ok_and(|found| found.is_some()));
        let plain = !event.meta_key() && !event.ctrl_key() && !event.shift_key();
        if !on_control && plain {
            list.place.show(Some(record.get_untracked()), false, list.place.open.get_untracked().is_some());
        }
    };
    view! {
        <div
            class="list-row"
            role="row"
            data-row=index.to_string()
            data-open=move || open.get().then_some("true")
            data-done=move || shown.read().done.and_then(|done| done.then_some("true"))
            aria-rowindex=(index + 2).to_string()
            aria-selected=move || selected.get().to_string()
            style:top=move || format!("{}px", (index as f64 * screen.row_height()) as u64)
            on:click=on_click
        >
            <div class="list-pick" role="gridcell">
                <input
                    type="checkbox"
                    aria-label=move || w::select(&shown.read().name)
                    prop:checked=move || selected.get()
                    on:click=move |event| pick(list, index, record.get_untracked(), event.shift_key())
                />
            </div>
            {move || {
                let (id, shown) = (record.get(), shown.read());
                if screen.phone.get() { card(list, id, &shown).into_any() } else { cells(list, id, &shown).into_any() }
            }}
        </div>
    }
}

fn show(book: &Book, record: &Record, columns: &[FieldSpec], loaded: Loaded) -> Shown {
    let cell = |spec: &FieldSpec| {
        let value = book.value(record, spec.key);
        let waits = loaded < Loaded::All && spec.group == Group::Orders && spec.key != keys::CONTACT_COUNT;
        let mut cell = Cell {
            text: String::new(),
            money: spec.type_ == FieldType::Money,
            chips: Vec::new(),
            tone: None,
            numeric: fields::numeric(spec),
            overdue: false,
        };
        match value.as_deref() {
            _ if waits && !matches!(record.kind, Kind::Order) => cell.text = "…".to_owned(),
            Some(Value::Choices(choices)) => {
                cell.chips = choices.iter().map(|code| fields::choice(spec, code)).collect()
            }
            Some(Value::Choice(code)) => {
                cell.tone = Some(code.clone());
                cell.chips = vec![fields::choice(spec, code)];
            }
            Some(value) => cell.text = fields::text(book, spec, value),
            None => {}
        }
        cell.overdue = spec.key == keys::DUE_ON && overdue(record);
        cell
    };
    Shown {
        name: title(book, record),
        done: (record.kind == Kind::Task).then(|| record.get(keys::DONE_AT).is_some()),
        cells: columns.iter().skip(1).map(cell).collect(),
    }
}

pub fn overdue(task: &Record) -> bool {
    task.get(keys::DONE_AT).is_none() && task.date(keys::DUE_ON).is_some_and(|due| due < clock::today())
}

/// What a record is called, or that it has no name.
pub fn title(book: &Book, record: &Record) -> String {
    let name = name_of(book, record.kind, record.id);
    if name.is_empty() { w::nameless().to_owned() } else { name }
}

fn name_link(list: ListState, id: Id, shown: &Shown) -> impl IntoView + use<> {
    let kind = list.kind;
    let data = use_data();
    let toasts = use_toasts();
    let mark = match shown.done {
        Some(done) => {
            let label = if done { w::reopen(&shown.name) } else { w::complete(&shown.name) };
            view! {
                <button
                    type="button"
                    class="task-check"
                    role="checkbox"
                    aria-checked=done.to_string()
                    aria-label=label
                    on:click=move |_| {
                        let (text, receipt) = toggle_done(data, id);
                        toasts.changed(data, text, receipt);
                    }
                >
                    <Icon name=if done { "circle-check" } else { "circle" } />
                </button>
            }
            .into_any()
        }
        None if matches!(kind, Kind::Contact | Kind::Company) => {
            view! { <Avatar name=shown.name.clone() /> }.into_any()
        }
        None => ().into_any(),
    };
    view! {
        {mark}
        <a class="list-name" href=move || list.place.row_href(id) data-noscroll="true">{shown.name.clone()}</a>
    }
}

fn cells(list: ListState, id: Id, shown: &Shown) -> impl IntoView + use<> {
    let cells = shown.cells.iter().map(|cell| {
        let num = cell.numeric.then_some("true");
        // Most cells are plain text, which needs no more than one box.
        if cell.chips.is_empty() && !cell.overdue {
            let title = (cell.text.len() > SHORT).then(|| cell.text.clone());
            view! { <div class="list-plain" role="gridcell" data-num=num title=title>{cell.text.clone()}</div> }
                .into_any()
        } else {
            view! { <div class="list-cell" role="gridcell" data-num=num>{content(cell)}</div> }.into_any()
        }
    });
    view! {
        <div class="list-cell" role="gridcell" data-lead="true">{name_link(list, id, shown)}</div>
        {cells.collect_view()}
    }
}

fn content(cell: &Cell) -> AnyView {
    if cell.overdue {
        return view! {
            <span class="overdue" title=w::overdue(&cell.text)>
                <Icon name="triangle-alert" />
                <span class="visually-hidden">{w::overdue("")}</span>
                <span>{cell.text.clone()}</span>
            </span>
        }
        .into_any();
    }
    if cell.chips.is_empty() {
        return view! { <span class="list-text" title=cell.text.clone()>{cell.text.clone()}</span> }.into_any();
    }
    let tone = cell.tone.as_deref().and_then(tone);
    let chip = |chip: &String| view! { <span class="chip" data-tone=tone>{chip.clone()}</span> };
    let more = cell.chips.len().saturating_sub(CHIPS);
    view! {
        {cell.chips.iter().take(CHIPS).map(chip).collect_view()}
        {(more > 0).then(|| view! { <span class="muted" title=cell.chips.join(between())>{format!("+{more}")}</span> })}
    }
    .into_any()
}

fn card(list: ListState, id: Id, shown: &Shown) -> impl IntoView + use<> {
    let told = shown.cells.iter().filter(|cell| cell.chips.is_empty() && !cell.text.is_empty());
    // Money stands at the edge of the card; the parts of the second line are set apart by points.
    let second = told.clone().filter(|cell| !cell.money).take(2).enumerate().map(|(at, cell)| {
        view! {
            {(at > 0).then_some(" · ")}
            {if cell.overdue { content(cell) } else { cell.text.clone().into_any() }}
        }
    });
    let money = told.clone().find(|cell| cell.money).map(content);
    let chip = shown.cells.iter().find(|cell| cell.tone.is_some()).map(content);
    view! {
        <div class="list-card" role="gridcell">
            {name_link(list, id, shown)}
            <span class="list-second">{second.collect_view()}</span>
            <span class="list-card-side">{money}{chip}</span>
        </div>
    }
}

/// The colour of a choice's chip; the word says the same.
pub fn tone(code: &str) -> Option<&'static str> {
    match code {
        "customer" | "paid" | "completed" => Some("good"),
        "lead" | "qualified" | "shipped" => Some("accent"),
        "open" | "high" => Some("warn"),
        "refunded" => Some("bad"),
        _ => None,
    }
}

/// Selects a row, or with Shift all rows from the last one on.
fn pick(list: ListState, index: usize, id: Id, range: bool) {
    let add = !list.selected.read_untracked().contains(&id);
    let from = list.anchor.get_untracked().filter(|_| range).unwrap_or(index);
    let rows = list.rows.get_untracked();
    let (first, last) = (from.min(index), from.max(index));
    list.selected.update(|selected| {
        for row in rows.iter().take(last + 1).skip(first) {
            if add {
                selected.insert(*row)
            } else {
                selected.remove(row)
            };
        }
    });
    list.anchor.set(Some(index));
}

/// Ticks a task off, or opens it again; what to say of it comes back too.
pub fn toggle_done(data: Data, id: Id) -> (String, Option<domain::book::Receipt>) {
    let (name, done) = data.read(|book| {
        let done = book.get(Kind::Task, id).is_some_and(|task| task.get(keys::DONE_AT).is_some());
        (name_of(book, Kind::Task, id), done)
    });
    let now = clock::now();
    let (act, after, text) = match done {
        true => (Act::Reopened, None, w::reopened(&name)),
        false => (Act::Completed, Some(Value::Instant(now)), w::completed(&name)),
    };
    let label = Label::new(act, Kind::Task, 1, name);
    (text, data.commit(Transaction::new(label, now).set(Kind::Task, id, keys::DONE_AT, after)))
}

/// Whether one control can hold the field.
pub fn typeable(spec: &FieldSpec) -> bool {
    spec.editable()
        && !matches!(spec.type_, FieldType::Address | FieldType::Lines | FieldType::Json | FieldType::Instant)
}
