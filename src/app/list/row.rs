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
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// What a cell may show of other records.
const READ: [Kind; 6] = [Kind::Contact, Kind::Company, Kind::Deal, Kind::Order, Kind::Task, Kind::Activity];

/// A text of so many bytes is never cut off.
const SHORT: usize = 7;

/// Chips shown in a cell; the rest is counted.
const CHIPS: usize = 2;

#[derive(Clone, PartialEq, Default)]
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
    id: Id,
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
    let columns = StoredValue::new(list.columns.get_untracked());
    let record = Memo::new(move |_| list.rows.read().get(index).copied().unwrap_or_default());
    let shown = Memo::new(move |_| {
        let (id, loaded) = (record.get(), data.loaded.get());
        columns.with_value(|columns| {
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
    let content = match screen.phone.get_untracked() {
        true => card(list, shown).into_any(),
        false => columns.with_value(|columns| cells(list, columns, shown)).into_any(),
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
            {content}
        </div>
    }
}

fn show(book: &Book, record: &Record, columns: &[FieldSpec], loaded: Loaded) -> Shown {
    let cell = |spec: &FieldSpec| {
        let value = book.value(record, spec.key);
        let waits = loaded < Loaded::All && spec.group == Group::Orders && spec.key != keys::CONTACT_COUNT;
        let mut cell =
            Cell { money: spec.type_ == FieldType::Money, numeric: fields::numeric(spec), ..Cell::default() };
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
        id: record.id,
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

fn name_link(list: ListState, shown: Memo<Shown>) -> impl IntoView {
    let name = Memo::new(move |_| shown.read().name.clone());
    let mark = match list.kind {
        Kind::Task => view! { <Check list shown /> }.into_any(),
        Kind::Contact | Kind::Company => view! { <Avatar name /> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        {mark}
        <a class="list-name" href=move || list.place.row_href(shown.read().id) data-noscroll="true">{name}</a>
    }
}

/// Ticks the task of a row off.
#[component]
fn Check(list: ListState, shown: Memo<Shown>) -> impl IntoView {
    let toasts = use_toasts();
    let done = Memo::new(move |_| shown.read().done == Some(true));
    let label = move || {
        let name = &shown.read().name;
        if done.get() { w::reopen(name) } else { w::complete(name) }
    };
    let toggle = move |_| {
        let (text, receipt) = toggle_done(list.data, shown.read_untracked().id);
        toasts.changed(list.data, text, receipt);
    };
    view! {
        <button
            type="button"
            class="task-check"
            role="checkbox"
            aria-checked=move || done.get().to_string()
            aria-label=label
            on:click=toggle
        >
            {move || view! { <Icon name=if done.get() { "circle-check" } else { "circle" } /> }}
        </button>
    }
}

/// Whether a column can hold more than a plain text.
fn rich(spec: &FieldSpec) -> bool {
    matches!(spec.type_, FieldType::Choice(_) | FieldType::Choices(_) | FieldType::Tags) || spec.key == keys::DUE_ON
}

fn cells(list: ListState, columns: &[FieldSpec], shown: Memo<Shown>) -> impl IntoView + use<> {
    let lead = NodeRef::<html::Div>::new();
    let others = columns.iter().skip(1);
    write_plain(lead, others.clone().map(rich).collect(), shown);
    let cells = others.enumerate().map(|(at, spec)| {
        let num = fields::numeric(spec).then_some("true");
        if !rich(spec) {
            return view! { <div class="list-plain" role="gridcell" data-num=num></div> }.into_any();
        }
        let content = move || shown.read().cells.get(at).map(content);
        view! { <div class="list-cell" role="gridcell" data-num=num>{content}</div> }.into_any()
    });
    view! {
        <div class="list-cell" role="gridcell" data-lead="true" node_ref=lead>{name_link(list, shown)}</div>
        {cells.collect_view()}
    }
}

/// Keeps the words of the plain cells after the first one, of each only where they change. Most of a list is such
/// cells: as views they would be taken up anew as a whole, and the browser would style and lay out all of them.
fn write_plain(lead: NodeRef<html::Div>, rich: Vec<bool>, shown: Memo<Shown>) {
    Effect::new(move |before: Option<Shown>| {
        let now = shown.get();
        let Some(lead) = lead.get() else { return Shown::default() };
        let mut element = lead.next_element_sibling();
        for (at, (cell, rich)) in now.cells.iter().zip(&rich).enumerate() {
            let Some(this) = element else { break };
            let same = before.as_ref().and_then(|before| before.cells.get(at)).map(|cell| &cell.text);
            if !rich && same != Some(&cell.text) {
                this.set_text_content(Some(&cell.text));
                // Nothing but a pointer asks for it, and only where the text may be cut off.
                let _ = match cell.text.len() > SHORT {
                    true => this.set_attribute("title", &cell.text),
                    false => this.remove_attribute("title"),
                };
            }
            element = this.next_element_sibling();
        }
        now
    });
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

fn card(list: ListState, shown: Memo<Shown>) -> impl IntoView {
    view! {
        <div class="list-card" role="gridcell">
            {name_link(list, shown)}
            <span class="list-second">{move || second_line(&shown.read())}</span>
            <span class="list-card-side">{move || side(&shown.read())}</span>
        </div>
    }
}

/// What a card tells in words; none of something is no news there.
fn told(shown: &Shown) -> impl Iterator<Item = &Cell> {
    shown
        .cells
        .iter()
        .filter(|cell| cell.chips.is_empty() && !cell.text.is_empty() && !(cell.numeric && cell.text == "0"))
}

/// Money stands at the edge of the card; the parts of the second line are set apart by points.
fn second_line(shown: &Shown) -> AnyView {
    told(shown)
        .filter(|cell| !cell.money)
        .take(2)
        .enumerate()
        .map(|(at, cell)| {
            view! {
                {(at > 0).then_some(" · ")}
                {if cell.overdue { content(cell) } else { cell.text.clone().into_any() }}
            }
        })
        .collect_view()
        .into_any()
}

fn side(shown: &Shown) -> AnyView {
    let money = told(shown).find(|cell| cell.money).map(content);
    let chip = shown.cells.iter().find(|cell| cell.tone.is_some()).map(content);
    view! { {money} {chip} }.into_any()
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
