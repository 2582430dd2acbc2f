//! Revenue to come: the chart of the months, the sum of the next three, and how far such forecasts were off.

use super::{act::money, cards::plain, frame::Finding};
use crate::{
    format,
    ui::chart::{ChartCanvas, Numbers},
    words::{Lang, board as bw, lang, overview as w},
};
use charts::{Chart, Expected, Series};
use domain::{
    Date,
    insight::{Estimate, Holiday, Outlook, Overview},
};
use leptos::prelude::*;
use std::sync::Arc;

fn forecast(overview: &Arc<Overview>, outlook: &Outlook) -> Finding {
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
        marks: marks(overview, outlook, first),
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
        <ChartCanvas saved_elsewhere=true chart=Signal::stored(chart) title=Signal::stored(caption) height=Signal::stored(260.0) read=move |at| told.get(at).cloned().unwrap_or_default() numbers />
    };
    let all = outlook.past.iter().map(|past| (*past, None));
    let all = all.chain(outlook.expected.iter().map(|one| (one.value, Some(one))));
    let line = |(after, (value, band)): (i32, (f64, Option<&Estimate>))| {
        let month = first + after;
        let days = outlook.holidays.iter().filter(|(on, _)| on.month_number() == month);
        let days: Vec<&str> = days.filter_map(|(_, holiday)| bw::moving_holiday(*holiday)).collect();
        let end = |of: fn(&Estimate) -> f64| band.map(|one| plain(of(one))).unwrap_or_default();
        let month = Date::first_of(month).iso();
        vec![month, plain(value), end(|one| one.low), end(|one| one.high), days.join(" ")]
    };
    let (low, high) = (format!("{} ≥", w::band()), format!("{} ≤", w::band()));
    let file = Numbers {
        head: vec![w::month().to_owned(), w::revenue().to_owned(), low, high, bw::holidays().to_owned()],
        rows: (0..).zip(all).map(line).collect(),
    };
    let text = format!("{text} {}", bw::holidays_marked());
    Finding { title, text, body: body.into_any(), numbers: Some(file) }
}

/// The moving holidays that the business's customers keep, by currency and language.
fn marks(overview: &Overview, outlook: &Outlook, first: i32) -> Vec<(usize, String)> {
    let east = ["CNY", "HKD", "TWD", "SGD", "MYR", "VND"].contains(&overview.currency.as_str()) || lang() == Lang::Zh;
    let kept = |holiday: Holiday| match holiday {
        Holiday::Easter => !east,
        _ => east,
    };
    let mark = |(on, holiday): &(Date, Holiday)| {
        let name = bw::moving_holiday(*holiday).filter(|_| kept(*holiday))?;
        Some((usize::try_from(on.month_number() - first).ok()?, name.to_owned()))
    };
    outlook.holidays.iter().filter_map(mark).collect()
}

pub fn outlook(overview: &Arc<Overview>) -> Finding {
    match &overview.outlook {
        Some(outlook) => forecast(overview, outlook),
        None => Finding {
            title: w::outlook_none().to_owned(),
            text: w::outlook_why().to_owned(),
            body: ().into_any(),
            numbers: None,
        },
    }
}
