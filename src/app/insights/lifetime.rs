//! Lifetime value: what the next twelve months should bring, from whom, how surely, and which model says so.
//!
//! A model that is not to be used is told with its reasons; what it says of customers is neither shown nor written.

use super::{
    act::{Selection, can_apply, money, next_on},
    cards::{act_row, plain},
    frame::{Behind, Finding, scrolled},
    verdict::verdict,
};
use crate::{
    data::{Data, name_of, use_data},
    format, routes,
    ui::chart::{ChartCanvas, Numbers},
    words::{common, insights as iw, overview as w},
};
use charts::{Chart, CoefficientBar, Coefficients};
use domain::{
    Kind,
    insight::{BuyingModel, BuyingTried, Level, Lifetime, Overview, Person, Refusal},
};
use leptos::prelude::*;
use std::sync::Arc;

/// Customers in the chart and in the table.
const TOLD: usize = 12;
/// Months of the chances.
const MONTHS: [usize; 4] = [1, 3, 6, 12];

pub fn lifetime(overview: &Arc<Overview>) -> Finding {
    match &overview.lifetime {
        Ok(found) => told(overview, found),
        Err(refusal) => {
            let text = match refusal {
                Refusal::TooFewRepeats { have, need } => w::refused_repeats(*have, &format::count(*need as f64)),
                Refusal::TooShort { months, need } => w::refused_months(*months, &format::count(*need as f64)),
                Refusal::NoBetter => w::refused_no_better().to_owned(),
                Refusal::NotSettled => w::refused_not_settled().to_owned(),
            };
            Finding { title: w::value_none().to_owned(), text, body: ().into_any(), numbers: None }
        }
    }
}

fn told(overview: &Arc<Overview>, found: &Lifetime) -> Finding {
    let count = |value: f64| format::count(value.round());
    let usable = found.judged.level != Level::No;
    let title = match usable {
        true => w::value_title(&count(found.orders), &money(overview, found.value)),
        false => w::value_not_usable().to_owned(),
    };
    let check = w::value_check(&count(found.foreseen), &count(found.came), &count(found.naive));
    let auc = found
        .auc
        .map(|auc| w::value_auc(&format::percent(auc.value), &format::percent(auc.low), &format::percent(auc.high)));
    let share = format::percent;
    let gain = w::value_gain(&share(found.gain.value), &share(found.gain.low), &share(found.gain.high));
    let body = view! {
        {verdict(&found.judged)}
        <p>{check} {common::gap()} {gain}</p>
        {auc.map(|text| view! { <p class="muted">{text}</p> })}
        {usable.then(|| view! {
            <p>{w::discounted(&money(overview, found.discounted))}</p>
            {customers(overview, found)}
        })}
        {can_apply(overview).then(|| act_row(overview, Selection::Valuable, true))}
        {models(found)}
    };
    let text = w::value_text(w::buying_model(found.model)) + w::value_interval();
    Finding { title, text, body: body.into_any(), numbers: usable.then(|| file(overview, use_data())) }
}

fn most_valuable(overview: &Overview) -> Vec<&Person> {
    let mut all: Vec<&Person> = overview.people.iter().filter(|person| person.value.is_some()).collect();
    all.sort_by(|a, b| b.value.unwrap_or(0.0).total_cmp(&a.value.unwrap_or(0.0)));
    all
}

fn customers(overview: &Arc<Overview>, found: &Lifetime) -> AnyView {
    let data = use_data();
    let top: Vec<&Person> = most_valuable(overview).into_iter().take(TOLD).collect();
    let name = |person: &Person| data.read(|book| name_of(book, Kind::Contact, person.id));
    let [low, high] = [0, 1].map(|end| move |person: &Person| person.likely_value.map_or(0.0, |ends| ends[end]));
    let bar = |person: &&Person| CoefficientBar {
        label: name(person),
        value: person.value.unwrap_or(0.0),
        low: low(person),
        high: high(person),
    };
    let chart =
        Coefficients { bars: top.iter().map(bar).collect(), x_title: w::value_axis(overview.currency.as_str()) };
    let sum: f64 = top.iter().filter_map(|person| person.value).sum();
    let part = format::percent(sum / found.value.max(f64::MIN_POSITIVE));
    let title = w::top_title(&format::count(top.len() as f64), &part);
    let band = |person: &Person| iw::interval(&money(overview, low(person)), &money(overview, high(person)));
    let told = |person: &&Person| {
        let orders = format::decimals(person.expected.unwrap_or(0.0), 1);
        let likely = person.likely_orders.map(|[low, high]| iw::interval(&count(low), &count(high)));
        let chances = person.chances.unwrap_or_default().map(format::share);
        let next = next_on(person, overview).map(format::date).unwrap_or_default();
        let value = money(overview, person.value.unwrap_or(0.0));
        let orders = format!("{orders} ({})", likely.unwrap_or_default());
        [value, band(person), orders].into_iter().chain(chances).chain([next]).collect::<Vec<_>>()
    };
    let rows: Vec<(Vec<String>, &Person)> = top.iter().map(|person| (told(person), *person)).collect();
    let read: Vec<String> =
        rows.iter().map(|(cells, person)| format!("{}: {} ({})", name(person), cells[0], cells[1])).collect();
    let behind: Vec<Vec<String>> =
        rows.iter().map(|(cells, person)| std::iter::once(name(person)).chain(cells.clone()).collect()).collect();
    let row = |(cells, person): &(Vec<String>, &Person)| {
        let href = format!("{}{}", routes::base(), routes::record_path(Kind::Contact, person.id));
        let cells = cells.iter().map(|cell| view! { <td class="num">{cell.clone()}</td> }).collect_view();
        view! { <tr><th scope="row"><a href=href>{name(person)}</a></th>{cells}</tr> }
    };
    let heads = head();
    let head = heads.iter().enumerate().map(|(at, head)| {
        view! { <th scope="col" class:num={at > 0}>{head.clone()}</th> }
    });
    let height = Coefficients::natural_height(top.len(), 12.0);
    let table = scrolled(
        w::valuable_view().to_owned(),
        head.collect_view().into_any(),
        rows.iter().map(row).collect_view().into_any(),
    );
    view! {
        <ChartCanvas saved_elsewhere=true chart=Signal::stored(Chart::Coefficients(chart)) title=Signal::stored(title) height=Signal::stored(height) read=move |at| read.get(at).cloned().unwrap_or_default() numbers=move || Numbers { head: heads.clone(), rows: behind.clone() } />
        {table}
    }
    .into_any()
}

fn count(count: u32) -> String {
    format::count(f64::from(count))
}

fn head() -> Vec<String> {
    let first = [w::customer(), w::value_head(), crate::words::board::band(), w::orders_expected()].map(str::to_owned);
    first.into_iter().chain(MONTHS.map(w::within_months)).chain([w::next_order().to_owned()]).collect()
}

/// Everybody, for a file.
fn file(overview: &Arc<Overview>, data: Data) -> Behind {
    let overview = Arc::clone(overview);
    Box::new(move || {
        let figure = |value: Option<f64>| value.map(plain).unwrap_or_default();
        let line = |person: &Person| {
            let ends = |of: Option<[f64; 2]>| [0, 1].map(|end| figure(of.map(|ends| ends[end])));
            let name = data.read(|book| name_of(book, Kind::Contact, person.id));
            let orders = ends(person.likely_orders.map(|ends| ends.map(f64::from)));
            let chances = [0, 1, 2, 3].map(|at| figure(person.chances.map(|chances| chances[at])));
            let next = next_on(person, &overview).map(|on| on.iso()).unwrap_or_default();
            let money = std::iter::once(figure(person.value)).chain(ends(person.likely_value));
            let orders = std::iter::once(figure(person.expected)).chain(orders);
            std::iter::once(name).chain(money).chain(orders).chain(chances).chain([next]).collect()
        };
        let ends = |name: &str| [name.to_owned(), format!("{name} ≥"), format!("{name} ≤")];
        let head = std::iter::once(w::customer().to_owned());
        let head = head.chain(ends(w::value_head())).chain(ends(w::orders_expected()));
        let head = head.chain(MONTHS.map(w::within_months)).chain([w::next_order().to_owned()]);
        Numbers { head: head.collect(), rows: most_valuable(&overview).into_iter().map(line).collect() }
    })
}

/// The three models side by side, and the fitted numbers in their formula.
fn models(found: &Lifetime) -> AnyView {
    let row = |tried: &BuyingTried| {
        let used = tried.model == found.model;
        let figures = [
            format::decimals(tried.log_loss, 4),
            format::decimals(tried.error, 3),
            format::count(tried.orders.round()),
            format::decimals(tried.log_likelihood, 1),
        ];
        view! {
            <tr>
                <th scope="row">{w::buying_model(tried.model)} {used.then(|| view! { " " <span class="chip" data-tone="good">{iw::in_use()}</span> })}</th>
                {figures.map(|figure| view! { <td class="num">{figure}</td> }).collect_view()}
            </tr>
        }
    };
    let head = view! {
        <th scope="col">{iw::model()}</th>
        <th scope="col" class="num">{iw::log_loss()}</th>
        <th scope="col" class="num">{w::error_each()}</th>
        <th scope="col" class="num">{w::orders_foreseen()}</th>
        <th scope="col" class="num">{w::log_likelihood()}</th>
    };
    let chosen = found.tried.iter().find(|tried| tried.model == found.model).map_or(0.0, |tried| tried.orders);
    let whole = |value: f64| format::count(value.round());
    let why = w::models_text(w::buying_model(found.model), &whole(chosen), &whole(found.came));
    let rows = found.tried.iter().map(row).collect_view().into_any();
    view! {
        <details class="insight-how insight-models">
            <summary>{w::which_model()}</summary>
            <p class="muted">{why}</p>
            {scrolled(w::which_model().to_owned(), head.into_any(), rows)}
            {equation(found)}
        </details>
    }
    .into_any()
}

/// x orders after the first, the last of them at t_x, known for T; times in weeks, m the mean of an order.
fn equation(found: &Lifetime) -> AnyView {
    let number = |letter: &str| {
        let known = found.fitted.iter().find(|(own, _)| own == letter);
        known.map_or_else(|| "–".to_owned(), |(_, value)| format::decimals(*value, 3))
    };
    let [r, alpha, a, b, s, beta] = ["r", "α", "a", "b", "s", "β"].map(number);
    let alive = |less: &str| {
        format!("P(alive) = 1 / (1 + {a} / ({b} + x{less}) · (({alpha} + T) / ({alpha} + t_x))^({r} + x))")
    };
    let within = format!("P(t) = P(alive) · [1 − (({alpha} + T) / ({alpha} + T + t))^({r} + x)]");
    let mut lines = match found.model {
        BuyingModel::BgNbd => vec![alive(" − 1"), within],
        BuyingModel::MbgNbd => vec![alive(""), within],
        BuyingModel::ParetoNbd => vec![format!(
            "E(t) = P(alive) · ({r} + x) · ({beta} + T) / (({alpha} + T) · ({s} − 1)) · [1 − (({beta} + T) / ({beta} + T + t))^({s} − 1)]"
        )],
    };
    let [p, q, v] = ["p", "q", "γ"].map(number);
    if found.fitted.iter().any(|(letter, _)| letter == "p") {
        lines.push(format!("E(M) = {p} · ({v} + x · m) / ({p} · x + {q} − 1)"));
    }
    let lines = lines.into_iter().map(|line| view! { <code>{line}</code> }).collect_view();
    view! { <div class="equation" tabindex="0" role="region" aria-label=iw::tab_equation()>{lines}</div><p class="muted">{w::value_letters()}</p> }
        .into_any()
}
