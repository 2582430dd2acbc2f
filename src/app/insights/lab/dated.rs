//! Questions of a file with dates or years: which column plays which part, and how far to look ahead.

use super::{Lab, questions::Task};
use crate::words::{dated as d, insights as w, staying as s};
use domain::{
    Key,
    insight::{FeatureSpec, FileColumn, FileLook, FileShape, Period, SeriesWish},
};
use leptos::prelude::*;

/// What is asked of a series at first.
pub const WISH: SeriesWish = SeriesWish { horizon: None, season: None, period: None };
/// A longer table counts no years.
const MOST_YEARS: usize = 200;
/// Periods that can be looked ahead.
const FARTHEST: usize = 366;

fn is_day(column: &FileColumn) -> bool {
    column.shape == FileShape::Day
}

fn is_number(column: &FileColumn) -> bool {
    column.shape == FileShape::Number && !column.identifier
}

/// Whether a file has dates.
pub fn possible(look: &FileLook) -> bool {
    look.columns.iter().any(is_day)
}

fn is_count(column: &FileColumn) -> bool {
    column.shape == FileShape::Number
}

fn is_year(column: &FileColumn) -> bool {
    is_day(column) || is_count(column)
}

/// Whether a file may count the customers of a year, year after year.
pub fn countable(look: &FileLook) -> bool {
    look.rows <= MOST_YEARS && look.columns.iter().any(is_count)
}

/// The counts, in a column that names customers or else the last one of numbers; and the years, if a column has them.
fn counts(look: &FileLook) -> Vec<Key> {
    let year = look.columns.iter().find(|column| is_day(column) || is_count(column) && column.names_years());
    let others = || look.columns.iter().filter(|column| is_count(column) && year.is_none_or(|year| year != *column));
    let count = others().find(|column| column.names_customers()).or_else(|| others().next_back());
    // "Customers per year" are no years.
    let (count, year) = if count.is_some() { (count, year) } else { (year.filter(|year| is_count(year)), None) };
    count.into_iter().chain(year).map(|column| Key::column(&column.header)).collect()
}

/// The columns that likely play the parts: date and number, or customer, date and amount.
pub fn sensible(look: &FileLook, task: Task) -> Vec<Key> {
    if task == Task::Staying {
        return counts(look);
    }
    let all = &look.columns;
    let date = all.iter().find(|column| is_day(column));
    let number = all.iter().rev().find(|column| is_number(column) && !column.names_customers());
    let named = all.iter().find(|column| column.names_customers() && !is_day(column));
    let customer = named.or_else(|| all.iter().find(|column| column.shape == FileShape::Word));
    let customer = customer.or_else(|| all.iter().find(|column| !is_day(column))).filter(|_| task == Task::Worth);
    customer.into_iter().chain(date).chain(number).map(|column| Key::column(&column.header)).collect()
}

pub fn prepared(task: Task) -> &'static str {
    match task {
        Task::Series => d::prepared_series(),
        Task::Staying => s::prepared(),
        _ => d::prepared_worth(),
    }
}

/// Gives a part to a column, or takes it away.
fn give(lab: Lab, at: usize, header: String) {
    lab.features.update(|features| {
        let chosen = (!header.is_empty()).then(|| FeatureSpec::new(Key::column(&header)));
        match (chosen, features.get_mut(at)) {
            (Some(chosen), Some(place)) => *place = chosen,
            (Some(chosen), None) => features.push(chosen),
            (None, _) => features.truncate(at),
        }
    });
}

/// A select of the columns that fit, and of none where that is possible.
fn part(
    lab: Lab,
    at: usize,
    label: &'static str,
    none: Option<&'static str>,
    fits: fn(&FileColumn) -> bool,
) -> AnyView {
    let options = move || {
        let look = lab.look.get();
        let chosen = lab.features.with(|features| features.get(at).and_then(|feature| feature.key.header()));
        let columns = look.iter().flat_map(|look| look.columns.iter().filter(|column| fits(column)));
        columns
            .map(|column| {
                let (header, selected) = (column.header.clone(), chosen == Some(column.header.as_str()));
                view! { <option value=header.clone() selected=selected>{header.clone()}</option> }
            })
            .collect_view()
    };
    let none = none.map(|text| {
        let selected = move || lab.features.with(|features| features.len() <= at);
        view! { <option value="" selected=selected>{text}</option> }
    });
    view! {
        <label class="field">
            <span class="label">{label}</span>
            <select class="input" on:change=move |event| give(lab, at, event_target_value(&event))>{none}{options}</select>
        </label>
    }
    .into_any()
}

#[component]
pub fn Parts(lab: Lab) -> impl IntoView {
    match lab.task.get_untracked() {
        Task::Worth => view! {
            {part(lab, 0, d::customer(), None, |column| !is_day(column))}
            {part(lab, 1, d::order_date(), None, is_day)}
            {part(lab, 2, d::amount(), Some(d::no_amount()), is_number)}
        }
        .into_any(),
        Task::Staying => view! {
            {part(lab, 0, s::counts(), None, is_count)}
            {part(lab, 1, s::years(), Some(s::in_order()), is_year)}
        }
        .into_any(),
        _ => view! {
            {part(lab, 0, d::date(), None, is_day)}
            {part(lab, 1, d::number(), Some(d::count_rows()), is_number)}
            <Ahead lab />
        }
        .into_any(),
    }
}

/// How far ahead, in which steps, and after how many it comes round again.
#[component]
fn Ahead(lab: Lab) -> impl IntoView {
    let number = move |text: String| text.trim().parse().ok().map(|number: usize| number.clamp(1, FARTHEST));
    let field = move |label: &'static str, hint: &'static str, of: fn(&mut SeriesWish) -> &mut Option<usize>| {
        let shown = move || lab.wish.get();
        let value = move || of(&mut shown()).map(|number| number.to_string()).unwrap_or_default();
        let set = move |event| lab.wish.update(|wish| *of(wish) = number(event_target_value(&event)));
        view! {
            <label class="field">
                <span class="label">{label}</span>
                <input class="input" inputmode="numeric" placeholder=d::by_itself() prop:value=value on:change=set />
                <span class="hint">{hint}</span>
            </label>
        }
    };
    let option = move |period: Period| {
        let selected = move || lab.wish.get().period == Some(period);
        view! { <option value=period.code() selected=selected>{d::period(period)}</option> }
    };
    let choose = move |event| {
        let code = event_target_value(&event);
        let period = Period::SUMS.into_iter().find(|period| period.code() == code);
        lab.wish.update(|wish| wish.period = period);
    };
    view! {
        <label class="field">
            <span class="label">{d::step()}</span>
            <select class="input" on:change=choose>
                <option value="" selected=move || lab.wish.get().period.is_none()>{d::by_itself()}</option>
                {Period::SUMS.map(option).into_iter().collect_view()}
            </select>
        </label>
        {field(d::horizon(), d::horizon_hint(), |wish| &mut wish.horizon)}
        {field(d::season(), d::season_hint(), |wish| &mut wish.season)}
        <p class="hint">{w::unseen()}</p>
    }
    .into_any()
}
