//! The cards of `/insights`: each has a finding as its title, what it rests on, and a way to act.

use super::{
    act::{self, Selection, belongs, high_value, money},
    board::{Board, Card, HiddenCards},
    frame::{Finding, Place, frame, ready, row_button},
    overview::FEW,
    tasks::tasks_button,
};
use crate::{
    data::use_data,
    format,
    ui::{Icon, chart::Numbers, use_toasts},
    words::{common, overview as w},
};
use domain::insight::{Overview, Segment, SegmentFigures};
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
            {w::basis(&orders, &format::count(customers as f64), &revenue)} {common::gap()}
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
        Card::Staying => overview.staying.is_some(),
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
        Card::Lifetime => super::lifetime::lifetime(overview),
        Card::Silent => silent(overview),
        Card::Cohorts => super::cohorts::cohorts(overview),
        Card::Staying => super::staying::staying(overview),
        Card::Pairs => super::pairs::pairs(overview),
        Card::Sources => super::sources::sources(overview),
        Card::Offers => super::offers::offers(overview),
        Card::Demand => super::demand::demand(overview),
        Card::Deals => super::ahead::deals(overview),
    };
    frame(place, card, finding)
}

/// What can be done with the people of a selection: the list of them, a task for each.
pub fn act_row(overview: &Shared, selection: Selection, large: bool) -> AnyView {
    let shared = Arc::clone(overview);
    let high = high_value(overview);
    let count = overview.people.iter().filter(|person| belongs(selection, person, high)).count();
    let tasks = tasks_button(&act::title(selection), count, !large, move || act::people(&shared, selection));
    let list = list_button(overview, selection, large);
    match large {
        true => view! { <div class="row">{list}{tasks}</div> }.into_any(),
        false => view! { {list}{tasks} }.into_any(),
    }
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
                    {share_bar(part)}
                </td>
                <td class="num wide-only">{w::days_ago(figures.recency as usize)}</td>
                <td class="num wide-only">{format::decimals(figures.orders, 1)}</td>
                <td class="row-acts">{act_row(overview, Selection::Segment(figures.segment), false)}</td>
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
            <div class="row"><strong>{w::at_risk_high_value()}</strong>{act_row(overview, Selection::AtRisk, true)}</div>
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
    Finding { title, text: w::segments_text().to_owned(), body: body.into_any(), numbers: ready(numbers) }
}

/// A share of the whole as a bar and in words.
pub fn share_bar(part: f64) -> AnyView {
    view! {
        <span class="share"><span style:width=format!("{}%", 100.0 * part)></span></span>
        <span class="share-told">{format::share(part)}</span>
    }
    .into_any()
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

fn silent(overview: &Shared) -> Finding {
    let count = overview.people.iter().filter(|person| belongs(Selection::Silent, person, 0.0)).count();
    let title = match count {
        0 => w::silent_none().to_owned(),
        _ => w::silent_title(&w::customers(count)),
    };
    let body = (count > 0).then(|| act_row(overview, Selection::Silent, true));
    Finding { title, text: w::silent_text().to_owned(), body: body.into_any(), numbers: None }
}
