//! The answer to a series: the verdict beside repeating the past, then what comes with its band.

use super::{Lab, answer::figure, number::told, verdict};
use crate::{
    format,
    ui::chart::{ChartCanvas, Numbers},
    words::{dated as d, insights as w, overview as o},
};
use charts::{Chart, Expected, Series};
use domain::insight::{CarriedOn, Estimate, Level, Method, Period};
use leptos::prelude::*;
use std::sync::Arc;

/// Values that are drawn before what is foreseen.
const DRAWN: usize = 120;
const HEIGHT: f64 = 280.0;

fn period_name(found: &CarriedOn, at: usize) -> String {
    let Some(from) = found.from else { return format::count(at as f64 + 1.0) };
    let start = found.period.start(from, at);
    match found.period {
        Period::Month => format::month(start),
        Period::Year => start.ymd().0.to_string(),
        Period::Quarter => d::quarter(&start.ymd().0.to_string(), &(start.ymd().1.div_ceil(3)).to_string()),
        _ => format::date(start),
    }
}

fn reasons(found: &CarriedOn) -> Vec<String> {
    let mut told = Vec::new();
    let naive = found.held.method == Method::Naive || found.method == Method::Naive;
    if naive {
        told.push(d::only_the_past().to_owned());
    } else if found.level == Level::No {
        told.push(d::worse_than_the_past().to_owned());
    } else if found.level == Level::Care {
        told.push(d::unsure().to_owned());
    }
    if found.summed {
        told.push(d::summed(d::period(found.period)));
    }
    if found.filled > 0 {
        told.push(d::filled(found.filled));
    }
    if found.left_out > 0 {
        told.push(d::left_out(found.left_out));
    }
    told
}

#[component]
pub fn SeriesAnswer(lab: Lab, found: Arc<CarriedOn>) -> impl IntoView {
    let name = lab.features.with_untracked(|features| {
        features.get(1).and_then(|feature| feature.key.header()).map_or(d::rows().to_owned(), str::to_owned)
    });
    let held = &found.held;
    let periods = held.expected.len();
    let percent = |value: f64| format::percent(value / 100.0);
    let gain = held.gain.filter(|gain| gain.value > 0.0).map(|Estimate { value, low, high }| {
        d::gain(periods, &format::percent(value), &format::percent(low), &format::percent(high))
    });
    let about = view! { {gain.map(|text| view! { <p>{text}</p> })} {verdict::reasons(reasons(&found))} };
    let errors = (held.errors, held.naive);
    view! {
        {verdict::verdict(found.level, w::verdict(found.level).to_owned(), about)}
        <section class="figures">
            {figure(d::error(), percent(errors.0.smape), vec![d::of_the_past(&percent(errors.1.smape))])}
            {figure(d::mean_error(), told(errors.0.mae), vec![d::of_the_past(&told(errors.1.mae))])}
            {figure(d::in_band(), format::percent(held.coverage), vec![d::in_band_text(&format::percent(found.coverage), &format::count(found.origins as f64))])}
        </section>
        <p class="hint">{d::held_back(periods)}</p>
        <section class="card stack">
            {chart(&found, &name)}
            <p class="muted">{d::how(o::method(found.method), &percent(found.smape), &percent(found.naive_smape), &format::count(found.origins as f64))}</p>
        </section>
    }
    .into_any()
}

/// The newest values and what comes; behind it all of them, with what was foreseen of those held back.
fn chart(found: &CarriedOn, name: &str) -> AnyView {
    let all = found.past.len();
    let first = all.saturating_sub(DRAWN);
    let ahead = found.expected.len();
    let drawn = Chart::Series(Series {
        periods: (first..all + ahead).map(|at| period_name(found, at)).collect(),
        past: found.past[first..].to_vec(),
        expected: found
            .expected
            .iter()
            .map(|one| Expected { value: one.value, low: one.low, high: one.high, wide: None })
            .collect(),
        marks: Vec::new(),
        y_title: name.to_owned(),
    });
    let known = all - found.held.expected.len();
    let row = |at: usize| {
        let foreseen = match at.checked_sub(all) {
            Some(ahead) => found.expected.get(ahead),
            None => at.checked_sub(known).and_then(|held| found.held.expected.get(held)),
        };
        let value = found.past.get(at).map(|value| told(*value)).unwrap_or_default();
        let one = foreseen.map(|one| told(one.value)).unwrap_or_default();
        let band = foreseen.map(|one| w::interval(&told(one.low), &told(one.high))).unwrap_or_default();
        vec![period_name(found, at), value, one, band]
    };
    // The newest first: that is what is asked for.
    let rows: Vec<Vec<String>> = (0..all + ahead).rev().map(row).collect();
    let read: Vec<String> = (first..all + ahead)
        .map(|at| row(at).into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · "))
        .collect();
    let head =
        vec![d::period(found.period).to_owned(), name.to_owned(), d::foreseen().to_owned(), o::band().to_owned()];
    let end = found.expected.last().copied().unwrap_or_default();
    let title = d::title(name, &period_name(found, all + ahead - 1), &told(end.value), &told(end.low), &told(end.high));
    view! {
        <ChartCanvas
            chart=Signal::stored(drawn)
            title=Signal::stored(title)
            height=Signal::stored(HEIGHT)
            read=move |at| read.get(at).cloned().unwrap_or_default()
            numbers=move || Numbers { head: head.clone(), rows: rows.clone() }
        />
    }
    .into_any()
}
