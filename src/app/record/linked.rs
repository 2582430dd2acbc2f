//! Records that point at this one: orders, and the people of a company.

use super::{Open, heading};
use crate::{
    data::{Loaded, name_of, use_data},
    fields, format,
    list::{place::href, row_tone, title_of},
    routes::record_path,
    ui::{Avatar, Icon},
    words::{fields as fw, record as w},
};
use domain::{Id, Kind, keys, sorting};
use leptos::prelude::*;

/// People of a company shown before "more".
const SHOWN: usize = 20;

/// The orders in figures.
#[component]
pub fn Orders(open: Open) -> impl IntoView {
    let data = use_data();
    let figures = Memo::new(move |_| {
        let figures = data.watch(&[Kind::Order, Kind::Profile], |book| book.order_figures(open.id));
        (data.loaded.get() >= Loaded::All).then_some(figures)
    });
    let figure = |name: &'static str, value: Memo<String>| {
        view! {
            <div class="figure"><dt>{name}</dt><dd class="num">{move || value.get()}</dd></div>
        }
    };
    let waiting = || "…".to_owned();
    let count =
        Memo::new(move |_| figures.get().map_or_else(waiting, |figures| format::count(f64::from(figures.count))));
    let sum = Memo::new(move |_| {
        figures.get().map_or_else(waiting, |figures| {
            if figures.count == 0 { "–".to_owned() } else { format::money(figures.sum) }
        })
    });
    let last = Memo::new(move |_| {
        figures.get().map_or_else(waiting, |figures| figures.last_on.map_or_else(|| "–".to_owned(), format::day))
    });
    view! {
        <section class="record-section">
            {heading(open, fw::group_orders())}
            <dl class="figures">
                {figure(fw::order_count(), count)}
                {figure(fw::order_sum(), sum)}
                {figure(fw::last_order_on(), last)}
            </dl>
        </section>
    }
    .into_any()
}

/// The contacts of a company.
#[component]
pub fn People(open: Open) -> impl IntoView {
    let data = use_data();
    let every = RwSignal::new(false);
    let people = Memo::new(move |_| {
        let mut people: Vec<(Id, String, String)> = data.watch(&[Kind::Contact], |book| {
            let linked = book.linked(Kind::Contact, open.id);
            linked
                .map(|person| {
                    (person.id, title_of(book, Kind::Contact, person.id), person.text(keys::JOB_TITLE).to_owned())
                })
                .collect()
        });
        sorting::by_key(&mut people, |(_, name, _)| domain::text::sort_key(name));
        people
    });
    let shown = move || people.get().into_iter().take(if every.get() { usize::MAX } else { SHOWN }).collect::<Vec<_>>();
    let line = |(id, name, job): (Id, String, String)| {
        view! {
            <li class="person">
                <Avatar name=name.clone() />
                <a class="link" href=href(&record_path(Kind::Contact, id))>{name}</a>
                <span class="muted">{job}</span>
            </li>
        }
    };
    let more = move || people.read().len() > SHOWN && !every.get();
    view! {
        <section class="record-section">
            {heading(open, data.read(|book| fields::kind_many(book, Kind::Contact)))}
            <ul class="people">
                <For
                    each=shown
                    key=|person| person.clone()
                    children=line
                />
            </ul>
            {move || people.read().is_empty().then(|| view! { <p class="muted">{w::no_people()}</p> })}
            {move || more().then(|| view! {
                <button type="button" class="button" on:click=move |_| every.set(true)>{w::show_more()}</button>
            })}
        </section>
    }
    .into_any()
}

#[derive(Clone, Default, PartialEq)]
struct Order {
    number: String,
    on: String,
    items: String,
    total: String,
    status: String,
    tone: Option<&'static str>,
}

/// An order in the timeline.
#[component]
pub fn OrderEntry(id: Id) -> impl IntoView {
    let data = use_data();
    let order = Memo::new(move |_| {
        data.watch(&[Kind::Order], |book| {
            let Some(record) = book.get(Kind::Order, id) else { return Order::default() };
            let shown =
                |key| book.field(Kind::Order, key).map(|spec| fields::shown(book, record, &spec)).unwrap_or_default();
            Order {
                number: name_of(book, Kind::Order, id),
                on: record.date(keys::ORDERED_ON).map(format::day).unwrap_or_default(),
                items: shown(keys::LINES),
                total: shown(keys::TOTAL),
                status: shown(keys::STATUS),
                tone: row_tone(record.text(keys::STATUS)),
            }
        })
    });
    let content = move || {
        let Order { number, on, items, total, status, tone } = order.get();
        view! {
            <div class="entry-head">
                <a class="link" href=href(&record_path(Kind::Order, id))>{w::order_number(&number)}</a>
                <time>{on}</time>
                {(!status.is_empty()).then(|| view! { <span class="chip" data-tone=tone>{status}</span> })}
                <span class="entry-sum num">{total}</span>
            </div>
            {(!items.is_empty()).then(|| view! { <p class="entry-text">{items}</p> })}
        }
    };
    view! {
        <li class="entry">
            <span class="entry-icon"><Icon name="shopping-bag" /></span>
            <div class="entry-body">{content}</div>
        </li>
    }
    .into_any()
}
