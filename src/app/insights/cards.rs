//! The cards of `/insights`: each has a finding as its title, what it rests on, and a way to act.

use super::{
    act::{self, Selection, belongs, high_value, money},
    board::{Board, Card, HiddenCards},
    frame::{Finding, Place, frame, row_button},
    overview::FEW,
};
use crate::{
    data::use_data,
    format,
    ui::{Icon, chart::Numbers, use_toasts},
    words::{common, overview as w},
};
use domain::insight::{Cohort, Overview, Refusal, Segment, SegmentFigures};
use leptos::prelude::*;
use std::{rc::Rc, sync::Arc};

type Shared = Arc<Overview>;

pub fn all(overview: &Shared, board: Board) -> impl IntoView {
    let (orders, revenue) = (format::count(overview.orders as f64), money(overview, overview.revenue));
    let customers = overview.people.len();
    let compared = customers >= FEW;
    let place = Place { board, there: Card::ALL.into_iter().filter(|card| is_there(*card, overview)).collect() };
    let there = Arc::clone(&place.there);
    let shown = move || board.shown().into_iter().filter(|card| there.contains(card)).collect::<Vec<_>>();
    let shared = Arc::clone(overview);
    view! {
        <p class="muted">
            {w::basis(&orders, &format::count(customers as f64), &revenue)} " "
            {(overview.left_out > 0).then(|| w::left_out(overview.left_out))}
        </p>
        {(!compared).then(|| view! { <p class="notice">{w::too_few(customers, &format::count(FEW as f64))}</p> })}
        <div class="insight-cards">
            <For each=shown key=|card| *card children=move |card| one(card, &shared, &place) />
        </div>
        <HiddenCards board />
    }
}

/// Whether a card has something to say, be it why it says nothing.
fn is_there(card: Card, overview: &Overview) -> bool {
    let compared = overview.people.len() >= FEW;
    match card {
        Card::Outlook => !overview.people.is_empty(),
        Card::Pairs => !overview.pairs.is_empty(),
        Card::Deals => overview.deals.is_some(),
        Card::Demand => !overview.demand.is_empty(),
        Card::Diary => overview.outlook.is_some() || !overview.diary.is_empty(),
        Card::Segments
        | Card::Groups
        | Card::Lifetime
        | Card::Silent
        | Card::Sources
        | Card::Offers
        | Card::Cohorts => compared,
    }
}

fn one(card: Card, overview: &Shared, place: &Place) -> AnyView {
    let finding = match card {
        Card::Groups => {
            return view! { <super::groups::GroupsCard overview=Arc::clone(overview) place=place.clone() /> }
                .into_any();
        }
        Card::Diary => return super::diary::diary(overview, place),
        Card::Segments => segments(overview),
        Card::Outlook => super::outlook::outlook(overview),
        Card::Lifetime => lifetime(overview),
        Card::Silent => silent(overview),
        Card::Cohorts => cohorts(overview),
        Card::Pairs => pairs(overview),
        Card::Sources => super::sources::sources(overview),
        Card::Offers => super::offers::offers(overview),
        Card::Demand => super::ahead::demand(overview),
        Card::Deals => super::ahead::deals(overview),
    };
    frame(place, card, finding)
}

fn list_button(overview: &Shared, selection: Selection, primary: bool) -> AnyView {
    let (data, toasts) = (use_data(), use_toasts());
    let overview = Arc::clone(overview);
    let navigate = act::navigate();
    let name = w::see_list(&act::title(selection));
    let go = move || act::show_list(data, toasts, Rc::clone(&navigate), Arc::clone(&overview), selection);
    match primary {
        true => see_button(name, go),
        false => row_button(name, go),
    }
}

pub fn see_button(name: String, go: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="button" data-primary="true" aria-label=name on:click=move |_| go()><Icon name="users" /><span>{w::see()}</span></button>
    }
    .into_any()
}

fn segments(overview: &Shared) -> Finding {
    let high = high_value(overview);
    let risky: Vec<f64> = overview
        .people
        .iter()
        .filter(|person| belongs(Selection::AtRisk, person, high))
        .map(|person| person.spent)
        .collect();
    let share = if overview.revenue > 0.0 { risky.iter().sum::<f64>() / overview.revenue } else { 0.0 };
    let title = match risky.len() {
        0 => w::segments_fine().to_owned(),
        count => w::segments_title(&w::customers(count), &format::percent(share)),
    };
    let row = |figures: &SegmentFigures| {
        let part = if overview.revenue > 0.0 { figures.revenue / overview.revenue } else { 0.0 };
        let count = figures.customers;
        view! {
            <tr>
                <th scope="row"><span class="segment" data-segment=tone(figures.segment)>{w::segment_name(figures.segment)}</span></th>
                <td class="num">{format::count(count as f64)}</td>
                <td class="num">
                    <span class="share"><span style:width=format!("{}%", 100.0 * part)></span></span>
                    {format::percent(part)}
                </td>
                <td class="num wide-only">{w::days_ago(figures.recency as usize)}</td>
                <td class="num wide-only">{format::decimals(figures.orders, 1)}</td>
                <td>{list_button(overview, Selection::Segment(figures.segment), false)}</td>
            </tr>
        }
    };
    let body = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=w::segment()>
            <table class="table segment-table">
                <thead>
                    <tr>
                        <th scope="col">{w::segment()}</th>
                        <th scope="col" class="num">{common::count()}</th>
                        <th scope="col" class="num">{w::revenue()}</th>
                        <th scope="col" class="num wide-only">{w::last_order()}</th>
                        <th scope="col" class="num wide-only">{w::mean_orders()}</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{overview.segments.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
        {(!risky.is_empty()).then(|| view! {
            <div class="row"><strong>{w::at_risk_high_value()}</strong>{list_button(overview, Selection::AtRisk, true)}</div>
        })}
    };
    let line = |one: &SegmentFigures| {
        vec![
            w::segment_name(one.segment).to_owned(),
            one.customers.to_string(),
            plain(one.revenue),
            plain(one.recency),
            plain(one.orders),
        ]
    };
    let numbers = Numbers {
        head: [w::segment(), common::count(), w::revenue(), w::last_order(), w::mean_orders()]
            .map(str::to_owned)
            .to_vec(),
        rows: overview.segments.iter().map(line).collect(),
    };
    Finding { title, text: w::segments_text().to_owned(), body: body.into_any(), numbers: Some(numbers) }
}

/// A figure for a file: a point for decimals, no grouping.
pub fn plain(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn tone(segment: Segment) -> &'static str {
    match segment {
        Segment::Champions | Segment::Loyal | Segment::PotentialLoyalist => "good",
        Segment::New | Segment::Promising | Segment::NeedAttention => "new",
        Segment::AboutToSleep | Segment::AtRisk | Segment::CannotLose => "warn",
        Segment::Hibernating | Segment::Lost => "gone",
    }
}

/// Months shown after the first order.
const AFTER: usize = 12;
/// Cohorts shown, the newest.
const COHORTS: usize = 12;

fn cohorts(overview: &Shared) -> Finding {
    let text = w::cohorts_text().to_owned();
    // Who had three whole months to come back.
    let mature: Vec<&Cohort> = overview.cohorts.iter().filter(|cohort| cohort.active.len() > 3).collect();
    let mature_people: usize = mature.iter().map(|cohort| cohort.customers).sum();
    if mature.is_empty() || mature_people < FEW {
        return Finding { title: w::cohorts_none().to_owned(), text, body: ().into_any(), numbers: None };
    }
    let title = w::cohorts_title(&format::percent(overview.returned as f64 / mature_people as f64));
    let shown = &overview.cohorts[overview.cohorts.len().saturating_sub(COHORTS)..];
    let columns = shown.iter().map(|cohort| cohort.active.len()).max().unwrap_or(1).min(AFTER + 1);
    let cell = |cohort: &Cohort, after: usize| {
        let share = cohort.active.get(after).map(|active| *active as f64 / cohort.customers.max(1) as f64);
        let level = share.map(|share| (share * 10.0).ceil().clamp(0.0, 5.0));
        view! { <td class="num" data-level=level>{share.map(format::percent)}</td> }
    };
    let row = |cohort: &Cohort| {
        view! {
            <tr>
                <th scope="row">{format::month(cohort.month)}</th>
                <td class="num">{format::count(cohort.customers as f64)}</td>
                {(1..columns).map(|after| cell(cohort, after)).collect_view()}
            </tr>
        }
    };
    let body = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=w::first_order()>
            <table class="table heat">
                <thead>
                    <tr>
                        <th scope="col">{w::first_order()}</th>
                        <th scope="col" class="num">{common::count()}</th>
                        {(1..columns).map(|after| view! { <th scope="col" class="num">{w::month_after(after)}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{shown.iter().rev().map(row).collect_view()}</tbody>
            </table>
        </div>
    };
    let month = (1..columns).map(w::month_after);
    let line = |cohort: &Cohort| {
        let active = (1..columns).map(|after| cohort.active.get(after).map(usize::to_string).unwrap_or_default());
        [cohort.month.iso(), cohort.customers.to_string()].into_iter().chain(active).collect()
    };
    let numbers = Numbers {
        head: [w::first_order(), common::count()].into_iter().map(str::to_owned).chain(month).collect(),
        rows: shown.iter().map(line).collect(),
    };
    Finding { title, text, body: body.into_any(), numbers: Some(numbers) }
}

fn pairs(overview: &Shared) -> Finding {
    let first = &overview.pairs[0];
    let title = w::pairs_title(&first.first, &first.second);
    let row = |pair: &domain::insight::Pair| {
        view! {
            <tr>
                <th scope="row">{w::pair(&pair.first, &pair.second)}</th>
                <td class="num">{format::count(pair.together as f64)}</td>
                <td class="num">{format::percent(pair.confidence)}</td>
                <td class="num">{format::decimals(pair.lift, 1)}</td>
            </tr>
        }
    };
    let body = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=w::together()>
            <table class="table">
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col" class="num">{w::together()}</th>
                        <th scope="col" class="num">{w::confidence()}</th>
                        <th scope="col" class="num">{w::lift()}</th>
                    </tr>
                </thead>
                <tbody>{overview.pairs.iter().take(8).map(row).collect_view()}</tbody>
            </table>
        </div>
    };
    let line = |pair: &domain::insight::Pair| {
        vec![w::pair(&pair.first, &pair.second), pair.together.to_string(), plain(pair.confidence), plain(pair.lift)]
    };
    let numbers = Numbers {
        head: ["", w::together(), w::confidence(), w::lift()].map(str::to_owned).to_vec(),
        rows: overview.pairs.iter().map(line).collect(),
    };
    Finding { title, text: w::pairs_text().to_owned(), body: body.into_any(), numbers: Some(numbers) }
}

fn lifetime(overview: &Shared) -> Finding {
    let refused = |refusal: &Refusal| match refusal {
        Refusal::TooFewRepeats { have, need } => w::refused_repeats(*have, &format::count(*need as f64)),
        Refusal::TooShort { months, need } => w::refused_months(*months, &format::count(*need as f64)),
        Refusal::NoBetter => w::refused_no_better().to_owned(),
        Refusal::NotSettled => w::refused_not_settled().to_owned(),
    };
    match &overview.lifetime {
        Err(refusal) => {
            Finding { title: w::value_none().to_owned(), text: refused(refusal), body: ().into_any(), numbers: None }
        }
        Ok(found) => {
            let count = |value: f64| format::count(value.round());
            let title = w::value_title(&count(found.orders), &money(overview, found.value));
            let check = w::value_check(&count(found.foreseen), &count(found.came), &count(found.naive));
            let auc = found.auc.map(|auc| {
                w::value_auc(&format::percent(auc.value), &format::percent(auc.low), &format::percent(auc.high))
            });
            let body = view! {
                <p>{check}</p>
                {auc.map(|text| view! { <p class="muted">{text}</p> })}
                {list_button(overview, Selection::Valuable, true)}
            };
            let numbers = |(letter, value): &(String, f64)| format!("{letter} = {}", format::decimals(*value, 3));
            let fitted = found.fitted.iter().map(numbers).collect::<Vec<_>>().join(", ");
            let text = w::value_text(w::buying_model(found.model)) + &w::value_fitted(&fitted);
            Finding { title, text, body: body.into_any(), numbers: None }
        }
    }
}

fn silent(overview: &Shared) -> Finding {
    let count = overview.people.iter().filter(|person| belongs(Selection::Silent, person, 0.0)).count();
    let title = match count {
        0 => w::silent_none().to_owned(),
        _ => w::silent_title(&w::customers(count)),
    };
    let body = (count > 0).then(|| list_button(overview, Selection::Silent, true));
    Finding { title, text: w::silent_text().to_owned(), body: body.into_any(), numbers: None }
}
