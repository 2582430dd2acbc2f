//! Revenue to come: the chart of the months, the sum of the next three, and how far such forecasts were off.

use super::{act::money, cards::card};
use crate::{
    format,
    ui::chart::{ChartCanvas, Numbers},
    words::overview as w,
};
use charts::{Chart, Expected, Series};
use domain::{
    Date,
    insight::{Estimate, Outlook, Overview},
};
use leptos::prelude::*;
use std::sync::Arc;

fn forecast(overview: &Arc<Overview>, outlook: &Outlook) -> AnyView {
    // Bands of single months do not add up: the three together have their own.
    let total = outlook.quarter;
    let title =
        w::outlook_title(&money(overview, total.value), &money(overview, total.low), &money(overview, total.high));
    let first = outlook.from.month_number();
    let all = first..first + (outlook.past.len() + outlook.expected.len()) as i32;
    let names: Vec<String> = all.map(|month| format::month(Date::first_of(month))).collect();
    let expected = |one: &Estimate| Expected { value: one.value, low: one.low, high: one.high };
    let chart = Chart::Series(Series {
        periods: names.clone(),
        past: outlook.past.clone(),
        expected: outlook.expected.iter().map(expected).collect(),
        y_title: w::revenue_in(overview.currency.as_str()),
    });
    let rows: Vec<Vec<String>> = names
        .iter()
        .enumerate()
        .map(|(at, name)| match (outlook.past.get(at), outlook.expected.get(at.wrapping_sub(outlook.past.len()))) {
            (Some(past), _) => vec![name.clone(), money(overview, *past), String::new()],
            (_, Some(one)) => {
                let band = crate::words::insights::interval(&money(overview, one.low), &money(overview, one.high));
                vec![name.clone(), money(overview, one.value), band]
            }
            _ => vec![name.clone(), String::new(), String::new()],
        })
        .collect();
    let told: Vec<String> = rows.iter().map(|row| row.join(" ").trim_end().to_owned()).collect();
    let head = vec![w::month().to_owned(), w::revenue().to_owned(), w::band().to_owned()];
    let numbers = move || Numbers { head: head.clone(), rows: rows.clone() };
    let percent = |value: f64| format::percent(value / 100.0);
    let text = w::outlook_text(
        w::method(outlook.method),
        &percent(outlook.smape),
        &percent(outlook.naive_smape),
        &format::percent(outlook.coverage),
        &format::count(outlook.origins as f64),
    );
    let caption = w::by_month().to_owned();
    let body = view! {
        <ChartCanvas chart=Signal::stored(chart) title=Signal::stored(caption) height=Signal::stored(260.0) read=move |at| told.get(at).cloned().unwrap_or_default() numbers />
    };
    card(title, text, body.into_any())
}

pub fn outlook(overview: &Arc<Overview>) -> AnyView {
    match &overview.outlook {
        Some(outlook) => forecast(overview, outlook),
        None => card(w::outlook_none().to_owned(), w::outlook_why().to_owned(), ().into_any()),
    }
}
