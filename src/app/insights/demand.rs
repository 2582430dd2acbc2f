//! Pieces of each product: the next three months together, and by month for the product that is looked at.

use super::{
    cards::plain,
    frame::{Finding, ready, scrolled},
    verdict::verdict,
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
use charts::{Chart, CoefficientBar, Coefficients, Expected, Series};
use domain::{
    Act, Date, Edit, Kind, Label, Transaction, Value,
    insight::{Estimate, Level, Overview, ProductDemand},
    keys,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Days until stock should be ordered.
const DUE_IN: i32 = 7;

fn count(value: f64) -> String {
    format::count(value.round())
}

fn band(of: Estimate) -> String {
    iw::interval(&count(of.low), &count(of.high))
}

pub fn demand(overview: &Arc<Overview>) -> Finding {
    let all = &overview.demand;
    let usable = overview.demand_judged.as_ref().is_none_or(|judged| judged.level != Level::No);
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
        let errors = format!("{} / {}", format::decimals(one.error, 1), format::decimals(one.naive_error, 1));
        vec![one.product.clone(), count(one.sold), count(one.expected.value), band(one.expected), errors]
    };
    let rows: Vec<Vec<String>> = all.iter().map(told).collect();
    let read: Vec<String> = rows.iter().map(|row| format!("{}: {} ({})", row[0], row[2], row[3])).collect();
    let head = [w::product(), w::sold(), w::expected(), w::band(), w::demand_error()].map(str::to_owned).to_vec();
    let behind = Numbers { head, rows: rows.clone() };
    let row = |(cells, one): (Vec<String>, &ProductDemand)| {
        let class = |at: usize| if at == 3 { "num wide-only" } else { "num" };
        let cells = cells.into_iter().skip(1).enumerate().map(|(at, cell)| view! { <td class=class(at)>{cell}</td> });
        view! { <tr><th scope="row">{one.product.clone()}</th>{cells.collect_view()}<td>{usable.then(|| task_button(one))}</td></tr> }
    };
    let heads = view! {
        <th scope="col">{w::product()}</th>
        <th scope="col" class="num">{w::sold()}</th>
        <th scope="col" class="num">{w::expected()}</th>
        <th scope="col" class="num">{w::band()}</th>
        <th scope="col" class="num wide-only">{w::demand_error()}</th>
        <td></td>
    };
    let height = Coefficients::natural_height(all.len(), 12.0);
    let body = view! {
        {overview.demand_judged.as_ref().map(verdict)}
        <ChartCanvas saved_elsewhere=true chart=Signal::stored(Chart::Coefficients(chart)) title=Signal::stored(w::demand_axis().to_owned()) height=Signal::stored(height) read=move |at| read.get(at).cloned().unwrap_or_default() numbers=move || behind.clone() />
        {scrolled(w::card_demand().to_owned(), heads.into_any(), rows.into_iter().zip(all).map(row).collect_view().into_any())}
        {by_month(overview)}
    };
    Finding { title, text: w::demand_text().to_owned(), body: body.into_any(), numbers: ready(file(all)) }
}

/// The sums, then each month of each product.
fn file(all: &[ProductDemand]) -> Numbers {
    let ends = [format!("{} ≥", w::band()), format!("{} ≤", w::band())];
    let head = [w::product(), ow::month(), w::sold(), w::expected()].map(str::to_owned);
    let figures = |of: Estimate| [of.value, of.low, of.high].map(plain);
    let lines = |one: &ProductDemand| {
        let sum = [one.product.clone(), String::new(), plain(one.sold)].into_iter().chain(figures(one.expected));
        let first = one.from.month_number() + one.past.len() as i32;
        let month = |(month, of): (i32, &Estimate)| -> Vec<String> {
            let name = [one.product.clone(), Date::first_of(month).iso(), String::new()];
            name.into_iter().chain(figures(*of)).collect()
        };
        std::iter::once(sum.collect()).chain((first..).zip(&one.months).map(month)).collect::<Vec<Vec<String>>>()
    };
    Numbers { head: head.into_iter().chain(ends).collect(), rows: all.iter().flat_map(lines).collect() }
}

/// One product's months, past and foreseen.
fn by_month(overview: &Arc<Overview>) -> AnyView {
    let chosen = RwSignal::new(0_usize);
    let overview = Arc::clone(overview);
    let options = overview.demand.iter().enumerate();
    let options = options.map(|(at, one)| view! { <option value=at.to_string()>{one.product.clone()}</option> });
    let options = options.collect_view();
    let rows = {
        let overview = Arc::clone(&overview);
        Memo::new(move |_| overview.demand.get(chosen.get()).map(months).unwrap_or_default())
    };
    let title = {
        let overview = Arc::clone(&overview);
        Signal::derive(move || {
            let next = overview.demand.get(chosen.get()).and_then(|one| Some((one, one.months.first()?)));
            next.map_or_else(String::new, |(one, next)| {
                w::demand_month(&one.product, &count(next.value), &count(next.low), &count(next.high))
            })
        })
    };
    let chart =
        Signal::derive(move || Chart::Series(overview.demand.get(chosen.get()).map(series).unwrap_or_default()));
    let read = move |at: usize| rows.with_untracked(|rows| rows.get(at).map(|row| row.join(" ")).unwrap_or_default());
    let head = [ow::month(), w::pieces(), w::band()].map(str::to_owned).to_vec();
    let choose = move |event| chosen.set(event_target_value(&event).parse().unwrap_or_default());
    view! {
        <label class="field insight-choice">
            <span class="label">{w::product_shown()}</span>
            <select class="input" on:change=choose>{options}</select>
        </label>
        <ChartCanvas saved_elsewhere=true chart title height=Signal::stored(220.0) read numbers=move || Numbers { head: head.clone(), rows: rows.get() } />
    }
    .into_any()
}

fn names(one: &ProductDemand) -> Vec<String> {
    let first = one.from.month_number();
    let all = first..first + (one.past.len() + one.months.len()) as i32;
    all.map(|month| format::month(Date::first_of(month))).collect()
}

fn series(one: &ProductDemand) -> Series {
    let expected = |of: &Estimate| Expected { value: of.value, low: of.low, high: of.high, wide: None };
    Series {
        periods: names(one),
        past: one.past.clone(),
        expected: one.months.iter().map(expected).collect(),
        marks: Vec::new(),
        y_title: w::pieces().to_owned(),
    }
}

fn months(one: &ProductDemand) -> Vec<Vec<String>> {
    let past = one.past.iter().map(|pieces| [count(*pieces), String::new()]);
    let all = past.chain(one.months.iter().map(|of| [format::decimals(of.value, 1), band(*of)]));
    names(one).into_iter().zip(all).map(|(name, [pieces, band])| vec![name, pieces, band]).collect()
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
