//! Staying from year to year: counted, and carried on by the shifted beta-geometric model.

use super::{
    cards::plain,
    frame::{Finding, ready, scrolled},
    verdict::verdict,
};
use crate::{
    format,
    ui::chart::{ChartCanvas, Numbers},
    words::{insights as iw, staying as w},
};
use charts::{Chart, Expected, Series};
use domain::insight::{Level, Overview, Staying};
use leptos::prelude::*;
use std::sync::Arc;

pub fn staying(overview: &Arc<Overview>) -> Finding {
    let Some(found) = &overview.staying else {
        return Finding { title: String::new(), text: String::new(), body: ().into_any(), numbers: None };
    };
    let share = format::percent;
    let count = |count: usize| format::count(count as f64);
    let (first, last) = (found.years.first(), found.years.last());
    let title = match (first, last) {
        (Some(first), Some(last)) => w::title(&share(first.share.value), &count(found.years.len()), &share(last.left)),
        _ => String::new(),
    };
    let body = view! {
        {verdict(&found.judged)}
        {foreseen(found)}
        {years(found, true)}
    };
    let line = |(year, stayed): (usize, &domain::insight::Stayed)| {
        let figures = [stayed.share.value, stayed.share.low, stayed.share.high, stayed.left].map(plain);
        let expected = found.expected.get(year + 1).map(|left| plain(*left)).unwrap_or_default();
        let counts = [year + 1, stayed.could, stayed.did].map(|count| count.to_string());
        counts.into_iter().chain(figures).chain([expected]).collect()
    };
    let ends = [w::retention().to_owned(), format!("{} ≥", w::retention()), format!("{} ≤", w::retention())];
    let head = [w::year(), w::could(), w::did()].map(str::to_owned).into_iter().chain(ends);
    let numbers = Numbers {
        head: head.chain([w::left(), w::model()].map(str::to_owned)).collect(),
        rows: found.years.iter().enumerate().map(line).collect(),
    };
    let text = w::text(&found.from.to_string(), &found.to.to_string(), &count(found.customers));
    Finding { title, text, body: body.into_any(), numbers: ready(numbers) }
}

/// How the newest year was foreseen from those before, and how it came.
pub(super) fn foreseen(found: &Staying) -> Option<AnyView> {
    let [foreseen, plain, came] = found.tried?.map(|sums| format::count(sums.round()));
    Some(view! { <p>{w::tried(&foreseen, &came, &plain)}</p> }.into_any())
}

/// The chart, the years in figures, and the model with its numbers.
pub(super) fn years(found: &Staying, saved_elsewhere: bool) -> AnyView {
    let share = format::percent;
    let count = |count: usize| format::count(count as f64);
    let (chart, caption) = chart(found, found.judged.level != Level::No);
    let row = |(year, stayed): (usize, &domain::insight::Stayed)| {
        let band = iw::interval(&share(stayed.share.low), &share(stayed.share.high));
        view! {
            <tr>
                <th scope="row">{w::after_years(year + 1)}</th>
                <td class="num">{count(stayed.could)}</td>
                <td class="num">{count(stayed.did)}</td>
                <td class="num">{share(stayed.share.value)} " " <span class="muted wide-only">"(" {band} ")"</span></td>
                <td class="num">{share(stayed.left)}</td>
                <td class="num">{found.expected.get(year + 1).map(|left| share(*left))}</td>
            </tr>
        }
    };
    let head = view! {
        <th scope="col">{w::year()}</th>
        <th scope="col" class="num">{w::could()}</th>
        <th scope="col" class="num">{w::did()}</th>
        <th scope="col" class="num">{w::retention()}</th>
        <th scope="col" class="num">{w::left()}</th>
        <th scope="col" class="num">{w::model()}</th>
    };
    let all = found.expected.iter().enumerate().map(|(year, left)| {
        let counted = year.checked_sub(1).and_then(|at| found.years.get(at));
        vec![w::after_years(year), counted.map(|year| share(year.left)).unwrap_or_default(), share(*left)]
    });
    let behind = Numbers { head: [w::year(), w::left(), w::model()].map(str::to_owned).to_vec(), rows: all.collect() };
    let read: Vec<String> =
        behind.rows.iter().map(|row| format!("{}: {} · {} {}", row[0], row[1], w::model(), row[2])).collect();
    let three = |value: f64| format::decimals(value, 3);
    let (alpha, beta) = (three(found.alpha), three(found.beta));
    let rows = found.years.iter().enumerate().map(row).collect_view().into_any();
    view! {
        <ChartCanvas saved_elsewhere chart=Signal::stored(chart) title=Signal::stored(caption) height=Signal::stored(220.0) read=move |at| read.get(at).cloned().unwrap_or_default() numbers=move || behind.clone() />
        {scrolled(w::retention().to_owned(), head.into_any(), rows)}
        <details class="insight-how insight-models">
            <summary>{iw::tab_equation()}</summary>
            <div class="equation" tabindex="0" role="region" aria-label=iw::tab_equation()>
                <code>{format!("r(k) = ({beta} + k − 1) / ({alpha} + {beta} + k − 1)")}</code>
                <code>"S(n) = r(1) · r(2) · … · r(n)"</code>
            </div>
            <p class="muted">{w::letters(&format::decimals(found.log_likelihood, 1))}</p>
        </details>
    }
    .into_any()
}

/// What was counted, then what the model says of the years after.
fn chart(found: &Staying, usable: bool) -> (Chart, String) {
    let counted: Vec<f64> = std::iter::once(100.0).chain(found.years.iter().map(|year| 100.0 * year.left)).collect();
    let last = counted.last().copied().unwrap_or(0.0);
    // From where the counted ones stand now.
    let base = found.expected.get(found.years.len()).copied().unwrap_or(1.0).max(f64::MIN_POSITIVE);
    let later = found.expected.iter().skip(counted.len()).filter(|_| usable);
    let expected: Vec<Expected> = later
        .map(|left| last * left / base)
        .map(|value| Expected { value, low: value, high: value, wide: None })
        .collect();
    let caption = match expected.last() {
        Some(end) => w::chart_title(found.years.len() + expected.len(), &format::percent(end.value / 100.0)),
        None => w::left().to_owned(),
    };
    let periods = (0..counted.len() + expected.len()).map(|year| year.to_string()).collect();
    let series = Series { periods, past: counted, expected, marks: Vec::new(), y_title: w::axis().to_owned() };
    (Chart::Series(series), caption)
}
