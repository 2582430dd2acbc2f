//! What comes next: pieces of each product, and what open deals bring.

use super::{
    act::{self, money},
    cards::{plain, see_button},
    frame::{Finding, scrolled},
    lists::List,
};
use crate::{
    clock,
    data::use_data,
    format,
    ui::{
        Icon,
        chart::{ChartCanvas, Numbers},
        use_toasts,
    },
    words::{board as w, insights as iw, overview as ow},
};
use charts::{Chart, CoefficientBar, Coefficients};
use domain::{
    Act, Edit, Kind, Label, Money, Rule, Transaction, Value,
    insight::{DealTotal, OpenDeals, Overview, ProductDemand},
    keys,
    rule::Test,
};
use leptos::prelude::*;
use std::{rc::Rc, sync::Arc};

/// Days until stock should be ordered.
const DUE_IN: i32 = 7;

pub fn demand(overview: &Arc<Overview>) -> Finding {
    let all = &overview.demand;
    let count = |value: f64| format::count(value.round());
    let title = all.first().map_or_else(String::new, |first| {
        let band = first.expected;
        w::demand_title(&first.product, &count(band.value), &count(band.low), &count(band.high))
    });
    let bar = |one: &ProductDemand| CoefficientBar {
        label: one.product.clone(),
        value: one.expected.value,
        low: one.expected.low,
        high: one.expected.high,
    };
    let chart = Coefficients { bars: all.iter().map(bar).collect(), x_title: w::demand_axis().to_owned() };
    let told = |one: &ProductDemand| {
        let band = iw::interval(&count(one.expected.low), &count(one.expected.high));
        vec![one.product.clone(), count(one.sold), count(one.expected.value), band]
    };
    let rows: Vec<Vec<String>> = all.iter().map(told).collect();
    let read: Vec<String> = rows.iter().map(|row| format!("{}: {} ({})", row[0], row[2], row[3])).collect();
    let head = [w::product(), w::sold(), w::expected(), w::band()].map(str::to_owned).to_vec();
    let behind = Numbers { head, rows: rows.clone() };
    let row = |(cells, one): (Vec<String>, &ProductDemand)| {
        let cells: Vec<_> = cells.into_iter().skip(1).map(|cell| view! { <td class="num">{cell}</td> }).collect();
        view! { <tr><th scope="row">{one.product.clone()}</th>{cells}<td>{task_button(one)}</td></tr> }
    };
    let heads = view! {
        <th scope="col">{w::product()}</th>
        <th scope="col" class="num">{w::sold()}</th>
        <th scope="col" class="num">{w::expected()}</th>
        <th scope="col" class="num">{w::band()}</th>
        <td></td>
    };
    let height = Coefficients::natural_height(all.len(), 12.0);
    let body = view! {
        <ChartCanvas saved_elsewhere=true chart=Signal::stored(Chart::Coefficients(chart)) title=Signal::stored(w::demand_axis().to_owned()) height=Signal::stored(height) read=move |at| read.get(at).cloned().unwrap_or_default() numbers=move || behind.clone() />
        {scrolled(w::card_demand().to_owned(), heads.into_any(), rows.into_iter().zip(all).map(row).collect_view().into_any())}
    };
    let line = |one: &ProductDemand| {
        let figures = [one.sold, one.expected.value, one.expected.low, one.expected.high].map(plain);
        std::iter::once(one.product.clone()).chain(figures).collect()
    };
    let ends = [format!("{} ≥", w::band()), format!("{} ≤", w::band())];
    let head = [w::product(), w::sold(), w::expected()].map(str::to_owned);
    let numbers = Numbers { head: head.into_iter().chain(ends).collect(), rows: all.iter().map(line).collect() };
    Finding { title, text: w::demand_text().to_owned(), body: body.into_any(), numbers: Some(numbers) }
}

fn task_button(one: &ProductDemand) -> AnyView {
    let (data, toasts) = (use_data(), use_toasts());
    let title = w::order_task(&one.product, &format::count(one.expected.value.round()));
    let name = w::make_order_task(&one.product);
    let make = move |_| {
        let due = clock::today().plus_days(DUE_IN);
        let edit = Edit::new(Kind::Task, clock::new_id())
            .with(keys::TITLE, Some(Value::text(title.clone())))
            .with(keys::DUE_ON, Some(Value::Date(due)))
            .with(keys::CREATED_AT, Some(Value::Instant(clock::now())));
        let label = Label::new(Act::Created, Kind::Task, 1, title.clone());
        let receipt = data.commit(Transaction { edits: vec![edit], ..Transaction::new(label, clock::now()) });
        toasts.changed(data, w::order_task_made(), receipt);
    };
    view! { <button type="button" class="icon-button" aria-label=name.clone() title=name on:click=make><Icon name="check-square" /></button> }
        .into_any()
}

pub fn deals(overview: &Arc<Overview>) -> Finding {
    let text = w::deals_text().to_owned();
    let Some(found) = &overview.deals else {
        return Finding { title: w::deals_none().to_owned(), text, body: ().into_any(), numbers: None };
    };
    let minor = |minor: f64| format::whole_money(Money { minor: minor.round() as i64, currency: overview.currency });
    let band = |total: &DealTotal| [total.mean, total.likely[0] as f64, total.likely[1] as f64].map(minor);
    let [sum, low, high] = band(&found.total);
    let title = match found.total.deals {
        0 => w::deals_none().to_owned(),
        count => w::deals_title(&format::count(count as f64), &sum, &low, &high),
    };
    let [sum, low, high] = band(&found.soon);
    let soon = (found.soon.deals > 0).then(|| w::deals_soon(&sum, &low, &high));
    let together = together(overview, found).filter(|_| found.soon.deals > 0);
    let ended = found.won + found.lost;
    let share = |value: f64| format::percent(value);
    let won = (ended > 0).then(|| {
        let (won, ended) = (format::count(found.won as f64), format::count(ended as f64));
        w::deals_won(&won, &ended, &share(found.win.value), &share(found.win.low), &share(found.win.high))
    });
    let body = view! {
        {soon.map(|text| view! { <p>{text}</p> })}
        {together.map(|text| view! { <p>{text}</p> })}
        <p class="muted">
            {won} " " {(found.assumed > 0).then(|| w::deals_assumed(found.assumed))} " "
            {(found.left_out > 0).then(|| w::deals_left_out(found.left_out))}
        </p>
        {(found.total.deals > 0).then(list_button)}
    };
    let row = |name: &str, total: &DealTotal| {
        let major = |minor: f64| plain(Money { minor: minor.round() as i64, currency: overview.currency }.major());
        let ends = [total.likely[0], total.likely[1], total.most].map(|end| major(end as f64));
        [name.to_owned(), total.deals.to_string(), major(total.mean)].into_iter().chain(ends).collect()
    };
    let ends = [format!("{} ≥", w::band()), format!("{} ≤", w::band()), w::most().to_owned()];
    let head = [String::new(), crate::words::common::deals().to_owned(), w::expected().to_owned()];
    let numbers = Numbers {
        head: head.into_iter().chain(ends).collect(),
        rows: vec![row(w::all_open(), &found.total), row(w::due_soon(), &found.soon)],
    };
    Finding { title, text, body: body.into_any(), numbers: Some(numbers) }
}

/// Orders and deals of the next three months: independent of each other, their bands add by squares.
fn together(overview: &Overview, found: &OpenDeals) -> Option<String> {
    let orders = overview.outlook.as_ref()?.quarter;
    let major = |minor: f64| Money { minor: minor.round() as i64, currency: overview.currency }.major();
    let mean = major(found.soon.mean);
    let [low, high] = found.soon.likely.map(|end| major(end as f64));
    let sum = orders.value + mean;
    let below = (orders.value - orders.low).hypot(mean - low);
    let above = (orders.high - orders.value).hypot(high - mean);
    Some(w::deals_together(&money(overview, sum), &money(overview, sum - below), &money(overview, sum + above)))
}

fn list_button() -> AnyView {
    let (data, toasts, navigate) = (use_data(), use_toasts(), act::navigate());
    let go = move || {
        let empty = |key| Rule::is(key, Test::Empty, "");
        let list = List {
            name: w::open_deals().to_owned(),
            kind: Kind::Deal,
            rule: Rule::All(vec![empty(keys::CLOSED_ON), empty(keys::LOST_REASON)]),
            columns: vec![
                keys::TITLE,
                keys::CONTACT,
                keys::STAGE,
                keys::VALUE,
                keys::PROBABILITY,
                keys::EXPECTED_CLOSE,
            ],
            sort: keys::VALUE,
        };
        act::save_list(data, toasts, Rc::clone(&navigate), list);
    };
    see_button(ow::see_list(w::open_deals()), go)
}
