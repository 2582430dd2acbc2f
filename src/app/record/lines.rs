use super::{Open, heading};
use crate::{
    data::use_data,
    format,
    words::{fields as fw, record as w},
};
use domain::{Kind, Line, Money, Value, keys};
use leptos::prelude::*;

/// What was ordered.
#[component]
pub fn Lines(open: Open) -> impl IntoView {
    let data = use_data();
    let lines = Memo::new(move |_| {
        data.watch(&[Kind::Order, Kind::Profile], |book| {
            let record = book.get(Kind::Order, open.id);
            let lines = match record.and_then(|record| record.get(keys::LINES)) {
                Some(Value::Lines(lines)) => lines.clone(),
                _ => Vec::new(),
            };
            let currency = record
                .and_then(|record| record.money(keys::TOTAL))
                .map_or_else(|| book.currency(), |total| total.currency);
            (lines, currency)
        })
    });
    let rows = move || {
        let (lines, currency) = lines.get();
        let row = move |line: Line| {
            let money = move |minor: i64| format::money(Money { minor, currency });
            view! {
                <tr>
                    <td>{line.product}{(!line.sku.is_empty()).then(|| view! { <span class="muted">" "{line.sku}</span> })}</td>
                    <td class="num">{format::number(line.quantity)}</td>
                    <td class="num">{money(line.price_minor)}</td>
                    <td class="num">{money((line.price_minor as f64 * line.quantity).round() as i64)}</td>
                </tr>
            }
        };
        lines.into_iter().map(row).collect_view()
    };
    let empty = move || lines.read().0.is_empty();
    view! {
        <section class="record-section">
            {heading(open, fw::lines())}
            <Show when=move || !empty() fallback=|| view! { <p class="muted">{w::no_lines()}</p> }>
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
            </Show>
        </section>
    }
    .into_any()
}
