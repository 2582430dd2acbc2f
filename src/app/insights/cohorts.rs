//! Who comes back: a heat map by the month of the first order, and what to do with the people of each month.

use super::{
    act::{self, Navigate, people_columns},
    frame::{Finding, ready, row_button, scrolled},
    lists::List,
    overview::FEW,
    tasks::tasks_button,
};
use crate::{
    data::{Data, use_data},
    format,
    ui::{
        Toasts,
        chart::{ChartCanvas, Numbers},
        use_toasts,
    },
    words::{board as bw, common, overview as w},
};
use charts::{Chart, Heat};
use domain::{
    Date, Id, Kind, Rule,
    insight::{Cohort, Overview},
    keys,
    rule::Test,
};
use leptos::prelude::*;
use std::{collections::BTreeMap, rc::Rc, sync::Arc};

/// Months shown after the first order, and cohorts shown, the newest.
const AFTER: usize = 12;
const COHORTS: usize = 12;

fn share(cohort: &Cohort, after: usize) -> Option<f64> {
    cohort.active.get(after).map(|active| *active as f64 / cohort.customers.max(1) as f64)
}

pub fn cohorts(overview: &Arc<Overview>) -> Finding {
    let text = w::cohorts_text().to_owned();
    // Who had three whole months to come back.
    let mature: Vec<&Cohort> = overview.cohorts.iter().filter(|cohort| cohort.active.len() > 3).collect();
    let mature_people: usize = mature.iter().map(|cohort| cohort.customers).sum();
    if mature.is_empty() || mature_people < FEW {
        return Finding { title: w::cohorts_none().to_owned(), text, body: ().into_any(), numbers: None };
    }
    let title = w::cohorts_title(&format::percent(overview.returned as f64 / mature_people as f64));
    let shown: Vec<&Cohort> = overview.cohorts.iter().rev().take(COHORTS).collect();
    let columns = shown.iter().map(|cohort| cohort.active.len()).max().unwrap_or(1).min(AFTER + 1);
    let months: Vec<String> = (1..columns).map(w::month_after).collect();
    let chart = Heat {
        rows: shown.iter().map(|cohort| format::month(cohort.month)).collect(),
        columns: months.clone(),
        cells: shown.iter().map(|cohort| (1..columns).map(|after| share(cohort, after)).collect()).collect(),
        x_title: w::months_after().to_owned(),
    };
    let place = chart.clone();
    let read = move |at: usize| {
        let (row, column) = place.place(at);
        let share = place.cells.get(row).and_then(|cells| *cells.get(column)?);
        let (row, column) = (place.rows.get(row).cloned(), place.columns.get(column).cloned());
        let share = share.map(format::percent).unwrap_or_default();
        format!("{} {}: {share}", row.unwrap_or_default(), column.unwrap_or_default())
    };
    let told = |cohort: &&Cohort| {
        let shares = (1..columns).map(|after| share(cohort, after).map(format::percent).unwrap_or_default());
        let first = [format::month(cohort.month), format::count(cohort.customers as f64)];
        first.into_iter().chain(shares).collect::<Vec<_>>()
    };
    let head: Vec<String> =
        [w::first_order(), common::count()].into_iter().map(str::to_owned).chain(months.clone()).collect();
    let behind = Numbers { head: head.clone(), rows: shown.iter().map(told).collect() };
    let height = Heat::natural_height(shown.len(), 12.0);
    let caption = best(&shown).unwrap_or_else(|| w::by_first_month().to_owned());
    let body = view! {
        <ChartCanvas saved_elsewhere=true chart=Signal::stored(Chart::Heat(chart)) title=Signal::stored(caption) height=Signal::stored(height) read numbers=move || behind.clone() />
        {acts(overview, &shown)}
    };
    let line = |cohort: &Cohort| {
        let active = (1..columns).map(|after| cohort.active.get(after).map(usize::to_string).unwrap_or_default());
        [cohort.month.iso(), cohort.customers.to_string()].into_iter().chain(active).collect()
    };
    let numbers = Numbers { head, rows: overview.cohorts.iter().map(line).collect() };
    Finding { title, text, body: body.into_any(), numbers: ready(numbers) }
}

/// The month whose customers came back most in the month after, of those with enough customers.
fn best(shown: &[&Cohort]) -> Option<String> {
    let known = shown.iter().filter(|cohort| cohort.customers >= FEW / 2 && cohort.active.len() > 1);
    let best = known.max_by(|a, b| share(a, 1).unwrap_or(0.0).total_cmp(&share(b, 1).unwrap_or(0.0)))?;
    Some(w::best_month(&format::month(best.month), &format::percent(share(best, 1)?)))
}

/// A row for each month: the list of its customers, a task for each who ordered once only.
fn acts(overview: &Arc<Overview>, shown: &[&Cohort]) -> AnyView {
    let (data, toasts, navigate) = (use_data(), use_toasts(), act::navigate());
    let once = once(data, overview);
    let row = |cohort: &&Cohort| {
        let name = w::first_order_view(&format::month(cohort.month));
        let list = list_button(data, toasts, Rc::clone(&navigate), cohort.month, &name);
        let once = once.get(&cohort.month.month_number()).cloned().unwrap_or_default();
        let back = 1.0 - once.len() as f64 / cohort.customers.max(1) as f64;
        let tasks =
            (!once.is_empty()).then(|| tasks_button(&w::not_back(&name), once.len(), true, move || once.clone()));
        view! {
            <tr>
                <th scope="row">{format::month(cohort.month)}</th>
                <td class="num">{format::count(cohort.customers as f64)}</td>
                <td class="num">{format::share(back.max(0.0))}</td>
                <td class="row-acts">{list}{tasks}</td>
            </tr>
        }
    };
    let head = view! {
        <th scope="col">{w::first_order()}</th>
        <th scope="col" class="num">{common::count()}</th>
        <th scope="col" class="num">{w::ordered_again()}</th>
        <td></td>
    };
    scrolled(bw::card_cohorts().to_owned(), head.into_any(), shown.iter().map(row).collect_view().into_any())
}

/// Who ordered once, by the month of that, most money first.
fn once(data: Data, overview: &Overview) -> BTreeMap<i32, Vec<Id>> {
    let mut people: Vec<_> = overview.people.iter().filter(|person| person.orders == 1).collect();
    people.sort_by(|a, b| b.spent.total_cmp(&a.spent));
    let mut found: BTreeMap<i32, Vec<Id>> = BTreeMap::new();
    for person in people {
        let on = overview.today.plus_days(-i32::try_from(person.recency).unwrap_or(i32::MAX));
        if data.read(|book| book.get(Kind::Contact, person.id).is_some()) {
            found.entry(on.month_number()).or_default().push(person.id);
        }
    }
    found
}

fn list_button(data: Data, toasts: Toasts, navigate: Navigate, month: Date, name: &str) -> AnyView {
    let title = name.to_owned();
    let go = move || {
        let next = Date::first_of(month.month_number() + 1);
        let before = month.plus_days(-1);
        let rule = Rule::All(vec![
            Rule::is(keys::FIRST_ORDER_ON, Test::After, before.iso()),
            Rule::is(keys::FIRST_ORDER_ON, Test::Before, next.iso()),
        ]);
        let columns = people_columns(&[keys::FIRST_ORDER_ON]);
        let list = List { name: title.clone(), kind: Kind::Contact, rule, columns, sort: keys::ORDER_SUM };
        act::save_list(data, toasts, Rc::clone(&navigate), list);
    };
    row_button(w::see_list(name), go)
}
