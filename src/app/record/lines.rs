mod editor;

use super::{Open, fact::focus_soon, heading};
use crate::{
    data::use_data,
    format,
    words::{fields as fw, record as w},
};
use domain::{Book, Currency, Kind, Line, Money, Value, keys};
use leptos::prelude::*;

/// What was ordered, and in which currency.
fn read(book: &Book, open: Open) -> (Vec<Line>, Currency) {
    let record = book.get(Kind::Order, open.id);
    let lines = match record.and_then(|record| record.get(keys::LINES)) {
        Some(Value::Lines(lines)) => lines.clone(),
        _ => Vec::new(),
    };
    let total = record.and_then(|record| record.money(keys::TOTAL));
    (lines, total.map_or_else(|| book.currency(), |total| total.currency))
}

/// What was ordered: a table, edited as a whole.
#[component]
pub fn Lines(open: Open) -> impl IntoView {
    let data = use_data();
    let editing = RwSignal::new(false);
    let edit_id = StoredValue::new(format!("edit-lines-{}", open.id));
    let lines = Memo::new(move |_| data.watch(&[Kind::Order, Kind::Profile], |book| read(book, open)));
    let rows = move || {
        let (lines, currency) = lines.get();
        let row = move |line: Line| {
            let money = move |minor: i64| format::money(Money { minor, currency });
            let amount = money(line.amount_minor());
            view! {
                <tr>
                    <td>{line.product}{(!line.sku.is_empty()).then(|| view! { <span class="muted">" "{line.sku}</span> })}</td>
                    <td class="num">{format::number(line.quantity)}</td>
                    <td class="num">{money(line.price_minor)}</td>
                    <td class="num">{amount}</td>
                </tr>
            }
        };
        lines.into_iter().map(row).collect_view()
    };
    let table = move || match lines.read().0.is_empty() {
        true => view! { <p class="muted">{w::no_lines()}</p> }.into_any(),
        false => view! {
            <div class="table-scroll">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{fw::product()}</th>
                            <th scope="col" class="num">{fw::quantity()}</th>
                            <th scope="col" class="num">{fw::price()}</th>
                            <th scope="col" class="num">{fw::total()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any(),
    };
    let done = move || {
        editing.set(false);
        focus_soon(edit_id.get_value());
    };
    let content = move || {
        match editing.get() {
        true => view! { <editor::LinesEditor open before=lines.get_untracked() done=Callback::new(move |()| done()) /> }.into_any(),
        false => view! {
            {table}
            <button type="button" class="button line-edit" id=edit_id.get_value() on:click=move |_| editing.set(true)>{w::edit_lines()}</button>
        }
        .into_any(),
    }
    };
    view! { <section class="record-section stack">{heading(open, fw::lines())}{content}</section> }.into_any()
}
