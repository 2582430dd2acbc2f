//! What open deals bring, and that together with the orders foreseen.

use super::{
    act::{self, money},
    cards::{plain, see_button},
    frame::{Finding, ready},
    lists::List,
};
use crate::{
    data::use_data,
    format,
    ui::{chart::Numbers, use_toasts},
    words::{board as w, common, overview as ow},
};
use domain::{
    Kind, Money, Rule,
    insight::{DealTotal, OpenDeals, Overview},
    keys,
    rule::Test,
};
use leptos::prelude::*;
use std::{rc::Rc, sync::Arc};

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
            {won} {common::gap()} {(found.trained > 0).then(|| w::deals_trained(found.trained))} {common::gap()}
            {(found.assumed > 0).then(|| w::deals_assumed(found.assumed))} {common::gap()}
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
    Finding { title, text, body: body.into_any(), numbers: ready(numbers) }
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
