//! The answer to what customers will bring: the verdict on the newest orders, the sums, and the most valuable.

use super::{
    Found,
    answer::figure,
    number::told,
    verdict::{reasons, verdict},
};
use crate::{
    format,
    ui::chart::{ChartCanvas, Numbers},
    words::{dated as d, insights as w, judged, overview as o},
};
use charts::{Chart, CoefficientBar, Coefficients};
use domain::insight::{Buyer, Level, OrderLog, Refusal, Values};
use leptos::prelude::*;
use protocol::Bytes;
use std::sync::Arc;

/// Customers that are drawn.
const DRAWN: usize = 12;

/// Nothing where the message cannot be read.
pub fn found(bytes: &Bytes) -> Option<Found> {
    let told: Result<OrderLog, Refusal> = protocol::decode(&bytes.0).ok()?;
    Some(match told {
        Ok(found) => Found::Worth(Arc::new(found)),
        Err(why) => Found::Nothing(refusal(&why), Vec::new()),
    })
}

fn refusal(why: &Refusal) -> String {
    match why {
        Refusal::TooFewRepeats { have, need } => o::refused_repeats(*have, &format::count(*need as f64)),
        Refusal::TooShort { months, need } => o::refused_months(*months, &format::count(*need as f64)),
        Refusal::NoBetter => o::refused_no_better().to_owned(),
        Refusal::NotSettled => o::refused_not_settled().to_owned(),
    }
}

/// What is known of each row's customer, as columns of the file.
pub fn columns(found: &OrderLog) -> Vec<(String, Values)> {
    let of = |figure: fn(&Buyer) -> f64| {
        let buyer = |place: &Option<u32>| place.and_then(|place| found.customers.get(place as usize));
        Values::Numbers(found.of_row.iter().map(|place| buyer(place).map_or(f64::NAN, figure)).collect())
    };
    vec![
        (o::order_soon().to_owned(), of(|own| own.chances[1])),
        (d::orders_ahead().to_owned(), of(|own| own.expected)),
        (o::value_soon().to_owned(), of(|own| own.value)),
    ]
}

#[component]
pub fn WorthAnswer(found: Arc<OrderLog>) -> impl IntoView {
    let lifetime = &found.lifetime;
    let (gain, level) = (lifetime.gain, lifetime.judged.level);
    let count = |value: f64| format::count(value.round());
    let percent = format::percent;
    let title = match level {
        Level::No => o::value_not_usable().to_owned(),
        _ => o::value_title(&count(lifetime.orders), &told(lifetime.value)),
    };
    let gain = d::worth_gain(&percent(gain.value), &percent(gain.low), &percent(gain.high));
    let gain = (level != Level::No).then_some(gain);
    let doubts = lifetime.judged.doubts.iter().map(judged::doubt);
    let check = o::value_check(&count(lifetime.foreseen), &count(lifetime.came), &count(lifetime.naive));
    let auc = lifetime.auc.map(|auc| o::value_auc(&percent(auc.value), &percent(auc.low), &percent(auc.high)));
    let left_out = (found.left_out > 0).then(|| d::left_out(found.left_out));
    let told_of_it = doubts.chain([gain, Some(check), auc, left_out].into_iter().flatten());
    let repeats = d::came_back(&count(found.repeats as f64));
    let numbers = |(letter, value): &(String, f64)| format!("{letter} = {}", format::decimals(*value, 3));
    let fitted = lifetime.fitted.iter().map(numbers).collect::<Vec<_>>().join(", ");
    let how = o::value_text(o::buying_model(lifetime.model)) + &o::value_fitted(&fitted);
    view! {
        {verdict(level, w::verdict(level).to_owned(), view! { <p>{title}</p> {reasons(told_of_it)} })}
        <section class="figures">
            {figure(d::customers(), count(found.customers.len() as f64), vec![repeats])}
            {figure(d::orders_ahead(), count(lifetime.orders), vec![d::so_far(&count(found.orders as f64))])}
            {figure(o::value_soon(), told(lifetime.value), vec![d::as_of_today(&told(lifetime.discounted))])}
        </section>
        <section class="card stack">
            {chart(&found)}
            <p class="muted">{how}</p>
        </section>
    }
    .into_any()
}

/// The most valuable customers with their bands; behind it all customers.
fn chart(found: &OrderLog) -> AnyView {
    let mut sorted: Vec<&Buyer> = found.customers.iter().collect();
    let paid = found.lifetime.value > 0.0;
    let weight = |own: &Buyer| if paid { own.value } else { own.expected };
    sorted.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    let bar = |own: &&Buyer| {
        let (low, high) = if paid { (own.likely_value[0], own.likely_value[1]) } else { (own.expected, own.expected) };
        CoefficientBar { label: own.name.clone(), value: weight(own), low, high }
    };
    let bars: Vec<CoefficientBar> = sorted.iter().take(DRAWN).map(bar).collect();
    let height = Coefficients::natural_height(bars.len(), 12.0);
    let tenth = sorted.len().div_ceil(10);
    let all: f64 = sorted.iter().map(|own| weight(own)).sum();
    let share = sorted.iter().take(tenth).map(|own| weight(own)).sum::<f64>() / all.max(f64::MIN_POSITIVE);
    let title = d::top_title(tenth, &format::percent(share));
    let row = |own: &&Buyer| {
        let [low, high] = own.likely_value.map(told);
        let chance = format::percent(own.chances[1]);
        let spent = told(own.spent);
        let orders = format::count(own.orders as f64);
        let band = w::interval(&low, &high);
        vec![own.name.clone(), orders, spent, chance, format::decimals(own.expected, 1), told(own.value), band]
    };
    let rows: Vec<Vec<String>> = sorted.iter().map(row).collect();
    let read: Vec<String> = rows.iter().take(DRAWN).map(|row| format!("{}: {} ({})", row[0], row[5], row[6])).collect();
    let head = [d::customer(), d::orders(), d::spent(), o::order_soon(), d::orders_ahead(), o::value_soon(), o::band()];
    let head: Vec<String> = head.map(str::to_owned).to_vec();
    let x_title = if paid { o::value_soon() } else { d::orders_ahead() };
    let drawn = Chart::Coefficients(Coefficients { bars, x_title: x_title.to_owned() });
    view! {
        <ChartCanvas
            chart=Signal::stored(drawn)
            title=Signal::stored(title)
            height
            read=move |at| read.get(at).cloned().unwrap_or_default()
            numbers=move || Numbers { head: head.clone(), rows: rows.clone() }
        />
    }
    .into_any()
}
