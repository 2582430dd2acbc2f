//! The items of an order as a form. Saving changes the items and the order's total in one transaction.

use super::super::{Open, fact::focus_soon};
use crate::{
    clock,
    data::{name_of, use_data},
    fields::parse_number,
    format,
    ui::{Icon, use_toasts},
    words::{common, fields as fw, record as w},
};
use domain::{Act, Book, Currency, Kind, Label, Line, Money, Transaction, Value, keys, order::total_after};
use leptos::{ev, prelude::*};
use std::collections::BTreeMap;

/// Orders looked through for products to offer, newest first, and products offered.
const ORDERS_READ: usize = 2_000;
const OFFERED: usize = 100;

/// One item as it is typed.
#[derive(Clone, Copy)]
struct Row {
    /// Stays with the row while others come and go.
    key: usize,
    product: RwSignal<String>,
    sku: StoredValue<String>,
    quantity: RwSignal<String>,
    price: RwSignal<String>,
}

impl Row {
    fn new(key: usize, line: Option<&Line>, currency: Currency) -> Self {
        let (product, sku, quantity, price) = match line {
            Some(line) => (
                line.product.clone(),
                line.sku.clone(),
                line.quantity.to_string(),
                Money { minor: line.price_minor, currency }.major().to_string(),
            ),
            None => (String::new(), String::new(), "1".to_owned(), String::new()),
        };
        Self {
            key,
            product: RwSignal::new(product),
            sku: StoredValue::new(sku),
            quantity: RwSignal::new(quantity),
            price: RwSignal::new(price),
        }
    }

    /// The item, or what is wrong with it. A row that was added and left empty is no item.
    fn line(self, number: usize, currency: Currency) -> Result<Option<Line>, String> {
        let product = self.product.get().trim().to_owned();
        let price = self.price.get();
        if product.is_empty() && price.trim().is_empty() {
            return Ok(None);
        }
        if product.is_empty() {
            return Err(w::line_unnamed(number));
        }
        let read = |typed: &str, name: &str| match typed.trim() {
            "" => Ok(0.0),
            typed => parse_number(typed).ok_or_else(|| w::line_number(name, number)),
        };
        let quantity = read(&self.quantity.get(), fw::quantity())?;
        let price_minor = Money::from_major(read(&price, fw::price())?, currency).minor;
        Ok(Some(Line { product, sku: self.sku.get_value(), quantity, price_minor }))
    }
}

/// Products of the latest orders with their price and article number.
fn known_products(book: &Book) -> BTreeMap<String, Line> {
    let mut found = BTreeMap::new();
    for order in book.iter(Kind::Order).rev().take(ORDERS_READ) {
        if let Some(Value::Lines(lines)) = order.get(keys::LINES) {
            for line in lines {
                if found.len() < OFFERED && !found.contains_key(&line.product) {
                    found.insert(line.product.clone(), line.clone());
                }
            }
        }
    }
    found
}

#[component]
pub fn LinesEditor(open: Open, before: (Vec<Line>, Currency), done: Callback<()>) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let (before, currency) = before;
    let known = StoredValue::new(data.read(known_products));
    let mut first: Vec<Row> =
        before.iter().enumerate().map(|(key, line)| Row::new(key, Some(line), currency)).collect();
    if first.is_empty() {
        first.push(Row::new(0, None, currency));
    }
    let next_key = StoredValue::new(first.len());
    let rows = RwSignal::new(first);
    let before = StoredValue::new(before);
    let id = open.id;
    let input_id = move |part: &str, key: usize| format!("line-{id}-{part}-{key}");
    let lines = move || -> Result<Vec<Line>, String> {
        let rows = rows.get();
        let read = rows.iter().enumerate().map(|(at, row)| row.line(at + 1, currency));
        Ok(read.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    };
    let total_now = move || data.read(|book| book.get(Kind::Order, id).and_then(|order| order.money(keys::TOTAL)));
    let new_total = move |after: &[Line]| before.with_value(|before| total_after(total_now(), before, after, currency));
    let error = RwSignal::new(None::<String>);
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let after = match untrack(lines) {
            Ok(after) => after,
            Err(text) => return error.set(Some(text)),
        };
        let name = data.read(|book| name_of(book, Kind::Order, id));
        let total = new_total(&after).map(Value::Money);
        let transaction = Transaction::new(Label::new(Act::Edited, Kind::Order, 1, name), clock::now())
            .set(Kind::Order, id, keys::LINES, (!after.is_empty()).then_some(Value::Lines(after)))
            .set(Kind::Order, id, keys::TOTAL, total);
        toasts.changed(data, w::lines_changed(), data.commit(transaction));
        done.run(());
    };
    let add = move |_| {
        let key = next_key.get_value();
        next_key.set_value(key + 1);
        rows.update(|rows| rows.push(Row::new(key, None, currency)));
        focus_soon(input_id("product", key));
    };
    let remove = move |key: usize| {
        rows.update(|rows| rows.retain(|row| row.key != key));
        focus_soon(format!("line-{id}-add"));
    };
    // A product that is known brings its price and article number.
    let named = move |row: Row, typed: String| {
        known.with_value(|known| {
            if let Some(line) = known.get(&typed) {
                row.sku.set_value(line.sku.clone());
                if row.price.get_untracked().trim().is_empty() {
                    row.price.set(Money { minor: line.price_minor, currency }.major().to_string());
                }
            }
        });
        row.product.set(typed);
    };
    let names = format!("line-{id}-products");
    let number_of = move |key: usize| rows.read().iter().position(|row| row.key == key).map_or(0, |at| at + 1);
    let offered = names.clone();
    let row_view = move |row: Row| {
        let amount = move || match row.line(number_of(row.key), currency) {
            Ok(Some(line)) => format::money(Money { minor: line.amount_minor(), currency }),
            _ => String::new(),
        };
        let label = move |field: &'static str| move || w::line_field(field, number_of(row.key));
        view! {
            <li class="line">
                <input class="input" id=input_id("product", row.key) list=offered.clone() autocomplete="off" placeholder=fw::product() aria-label=label(fw::product())
                    prop:value=row.product on:input=move |event| named(row, event_target_value(&event)) />
                <input class="input num" inputmode="decimal" autocomplete="off" placeholder=fw::quantity() aria-label=label(fw::quantity())
                    prop:value=row.quantity on:input=move |event| row.quantity.set(event_target_value(&event)) />
                <input class="input num" inputmode="decimal" autocomplete="off" placeholder=fw::price() aria-label=label(fw::price())
                    prop:value=row.price on:input=move |event| row.price.set(event_target_value(&event)) />
                <span class="num">{amount}</span>
                <button type="button" class="icon-button" aria-label=move || w::remove_line(number_of(row.key)) on:click=move |_| remove(row.key)>
                    <Icon name="x" />
                </button>
            </li>
        }
    };
    let total = move || {
        let after = lines().ok()?;
        let total = new_total(&after).filter(|total| Some(*total) != total_now())?;
        Some(view! { <p class="muted" role="status">{w::total_becomes(&format::money(total))}</p> })
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            event.prevent_default();
            done.run(());
        }
    };
    focus_soon(input_id("product", 0));
    view! {
        <form class="stack" on:submit=save on:keydown=on_key on:input=move |_| error.set(None)>
            <ul class="lines"><For each=move || rows.get() key=|row| row.key children=row_view /></ul>
            <datalist id=names>
                {known.with_value(|known| known.keys().map(|name| view! { <option value=name.clone()></option> }).collect_view())}
            </datalist>
            <button type="button" class="button" id=format!("line-{id}-add") on:click=add><Icon name="plus" />{w::add_line()}</button>
            {total}
            {move || error.get().map(|text| view! { <p class="error" role="alert">{text}</p> })}
            <div class="row">
                <button type="submit" class="button" data-primary="true">{common::save()}</button>
                <button type="button" class="button" on:click=move |_| done.run(())>{common::cancel()}</button>
            </div>
        </form>
    }
    .into_any()
}
