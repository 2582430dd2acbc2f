//! Groups of customers that k-means found: what makes each different in words, names by the owner, lists.
//!
//! Asked of the worker once the cards are there, and kept while the data are the same. Names live in the records: they
//! follow their group by its code, and an Undo takes them back. Deliberately not here: the grouping.

pub(super) mod lists;

use super::{
    act::{self, money},
    asking::Asking,
    board::Card,
    cards::{plain, share_bar},
    frame::{Finding, Place, frame, ready, row_button, scrolled},
    overview::{Stamp, orders_stamp},
    tasks::tasks_button,
};
use crate::{
    data::{Data, use_data},
    format,
    ui::{
        Icon, Toasts,
        chart::{ChartCanvas, Numbers},
        use_toasts,
    },
    words::{board as w, common, overview as ow},
};
use charts::{Chart, Series};
use domain::{
    Book, Date, Kind,
    insight::{CustomerGroup, CustomerGroups, GROUPS_CODE, GroupsRefusal, Habit, KeptGroup, Overview, kept_groups},
    keys, model,
};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Job, Outcome};
use std::{cell::RefCell, rc::Rc, sync::Arc};
use web_sys::HtmlInputElement;

type Found = Result<Arc<CustomerGroups>, GroupsRefusal>;

thread_local! {
    static KEPT: RefCell<Option<(Stamp, Found)>> = const { RefCell::new(None) };
}

/// From here on a group differs from everybody in a habit, in standard deviations.
const DIFFERENT: f64 = 0.5;
/// Habits that a description names.
const NAMED: usize = 3;
/// Below this silhouette groups run into each other (Kaufman & Rousseeuw 1990).
const WEAK: f64 = 0.25;

#[component]
pub fn GroupsCard(overview: Arc<Overview>, place: Place) -> impl IntoView {
    let (data, today) = (use_data(), overview.today);
    let stamp = Memo::new(move |_| orders_stamp(data));
    let found = RwSignal::new(KEPT.with_borrow(|kept| kept.as_ref().map(|(_, found)| found.clone())));
    let asking = Asking::new();
    Effect::new(move || {
        asking.track();
        let Some(stamp) = stamp.get() else { return };
        if !KEPT.with_borrow(|kept| kept.as_ref().is_some_and(|(of, _)| *of == stamp)) {
            spawn_local(ask(data, stamp, today, found, asking));
        }
    });
    let kept = Memo::new(move |_| data.watch(&[Kind::Model], kept));
    move || {
        let plain = |title: String, text: String| Finding { title, text, body: ().into_any(), numbers: None };
        let finding = match (asking.problem.get(), found.get()) {
            (Some(text), _) => Finding { body: asking.again(), ..plain(w::groups_none().to_owned(), text) },
            (None, None) => {
                let body = asking.bar(w::groups_seeking());
                Finding { body, ..plain(w::groups_seeking().to_owned(), String::new()) }
            }
            (None, Some(Err(GroupsRefusal::TooFew { have, need }))) => {
                plain(w::groups_none().to_owned(), w::groups_few(have, &format::count(need as f64)))
            }
            (None, Some(Err(GroupsRefusal::TooAlike))) => {
                plain(w::groups_none().to_owned(), w::groups_alike().to_owned())
            }
            (None, Some(Ok(groups))) => told(&overview, data, &groups, &kept.get()),
        };
        frame(&place, Card::Groups, finding)
    }
}

async fn ask(data: Data, stamp: Stamp, today: Date, found: RwSignal<Option<Found>>, asking: Asking) {
    match asking.run(data, Job::Groups(today)).await {
        Some(Outcome::Groups(groups)) => {
            let groups: Found = groups.map(Arc::from);
            KEPT.with_borrow_mut(|kept| *kept = Some((stamp, groups.clone())));
            found.try_set(Some(groups));
        }
        Some(_) => asking.broke(),
        None => {}
    }
}

/// The groups that the owner keeps.
fn kept(book: &Book) -> Vec<KeptGroup> {
    let record = model::find_ready_made(book, GROUPS_CODE).and_then(|id| book.get(Kind::Model, id));
    record.map(|record| kept_groups(record.text(keys::RESULT))).unwrap_or_default()
}

/// What makes a group different, in words.
fn described(group: &CustomerGroup, season: u8) -> String {
    let (first, last) = (format::month_name(season), format::month_name((season + 1) % 12 + 1));
    let word = |(habit, by): &(Habit, f64)| match (habit, *by > 0.0) {
        (Habit::Recency, true) => w::long_ago().to_owned(),
        (Habit::Recency, false) => w::lately().to_owned(),
        (Habit::Orders, true) => w::often().to_owned(),
        (Habit::Orders, false) => w::rarely().to_owned(),
        (Habit::Basket, true) => w::much().to_owned(),
        (Habit::Basket, false) => w::little().to_owned(),
        (Habit::Season, true) => w::mostly_in(&first, &last),
        (Habit::Season, false) => w::hardly_in(&first, &last),
    };
    let strong = group.marks.iter().filter(|(_, by)| by.abs() >= DIFFERENT).take(NAMED);
    let words: Vec<String> = strong.map(word).collect();
    if words.is_empty() { w::like_most().to_owned() } else { words.join(w::comma()) }
}

/// Each group's name: the owner's, or what makes it different. No two are the same.
fn names(groups: &CustomerGroups, kept: &[KeptGroup]) -> Vec<String> {
    let name = |group: &CustomerGroup| {
        let own = kept.iter().find(|own| own.code == group.code).map(|own| own.name.clone());
        own.unwrap_or_else(|| sentence(&described(group, groups.season)))
    };
    lists::distinct(groups.groups.iter().map(name))
}

/// With a capital at its beginning.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn told(overview: &Arc<Overview>, data: Data, groups: &Arc<CustomerGroups>, kept: &[KeptGroup]) -> Finding {
    let names = names(groups, kept);
    let (all, revenue) =
        (groups.people.len().max(1) as f64, groups.groups.iter().map(|group| group.revenue).sum::<f64>());
    let part = |group: &CustomerGroup| if revenue > 0.0 { group.revenue / revenue } else { 0.0 };
    let best =
        (0..names.len()).max_by(|a, b| groups.groups[*a].revenue.total_cmp(&groups.groups[*b].revenue)).unwrap_or(0);
    let top = &groups.groups[best];
    let count = format::count(names.len() as f64);
    let share = format::percent(top.customers as f64 / all);
    let title = w::groups_title(&count, &share, &names[best], &format::percent(part(top)));
    let chosen = groups.tried.iter().find(|tried| tried.k == names.len());
    let quality = chosen.map_or(0.0, |chosen| chosen.silhouette);
    let stability = chosen.and_then(|chosen| chosen.stability).unwrap_or(0.0);
    let inertia = chosen.map_or(0.0, |chosen| chosen.inertia);
    let formula =
        w::groups_formula(&format::decimals(inertia, 1), &format::count(all), &format::decimals(inertia / all, 3));
    let text = w::groups_text(&format::decimals(quality, 2), &format::decimals(stability, 2)) + &formula;
    let (first, last) = (format::month_name(groups.season), format::month_name((groups.season + 1) % 12 + 1));
    let season = w::in_season(&first, &last);
    let saved = kept.iter().any(|own| own.view.is_some());
    let toasts = use_toasts();
    let row = |(at, group): (usize, &CustomerGroup)| {
        let told = sentence(&described(group, groups.season));
        let told = (told != names[at]).then(|| view! { <span class="muted group-words">{told}</span> });
        view! {
            <tr>
                <th scope="row">
                    {name_input(data, toasts, groups, &names, at, saved)}
                    {told}
                </th>
                <td class="num">{format::count(group.customers as f64)}</td>
                <td class="num">
                    {share_bar(part(group))}
                </td>
                <td class="num wide-only">{ow::days_ago(group.recency as usize)}</td>
                <td class="num wide-only">{format::decimals(group.orders, 1)}</td>
                <td class="num wide-only">{money(overview, group.basket)}</td>
                <td class="num wide-only">{format::share(group.in_season)}</td>
                <td class="row-acts">{list_button(data, toasts, groups, &names, at)} {group_tasks(groups, &names, at)}</td>
            </tr>
        }
    };
    let head = view! {
        <th scope="col">{w::group()}</th>
        <th scope="col" class="num">{common::count()}</th>
        <th scope="col" class="num">{ow::revenue()}</th>
        <th scope="col" class="num wide-only">{ow::last_order()}</th>
        <th scope="col" class="num wide-only">{ow::mean_orders()}</th>
        <th scope="col" class="num wide-only">{w::each_order()}</th>
        <th scope="col" class="num wide-only">{season.clone()}</th>
        <td></td>
    };
    let rows = groups.groups.iter().enumerate().map(row).collect_view().into_any();
    let save = {
        let (groups, names) = (Arc::clone(groups), names.clone());
        move |_| lists::save(data, toasts, Arc::clone(&groups), names.clone(), None)
    };
    let body = view! {
        {(quality < WEAK).then(|| view! { <p class="notice">{w::groups_weak()}</p> })}
        {scrolled(w::card_groups().to_owned(), head.into_any(), rows)}
        <button type="button" class="button" data-primary="true" on:click=save>
            <Icon name="save" /><span>{if saved { w::save_groups_again() } else { w::save_groups() }}</span>
        </button>
        {elbow(groups, &count)}
    };
    let line = |(name, group): (&String, &CustomerGroup)| {
        let figures = [group.revenue, group.recency, group.orders, group.basket, group.in_season].map(plain);
        let head = [name.clone(), described(group, groups.season), group.customers.to_string()];
        head.into_iter().chain(figures).collect()
    };
    let head = [w::group(), "", common::count(), ow::revenue(), ow::last_order(), ow::mean_orders(), w::each_order()];
    let numbers = Numbers {
        head: head.into_iter().map(str::to_owned).chain([season]).collect(),
        rows: names.iter().zip(&groups.groups).map(line).collect(),
    };
    Finding { title, text, body: body.into_any(), numbers: ready(numbers) }
}

fn name_input(
    data: Data,
    toasts: Toasts,
    groups: &Arc<CustomerGroups>,
    names: &[String],
    at: usize,
    saved: bool,
) -> AnyView {
    let (groups, names) = (Arc::clone(groups), names.to_vec());
    let value = names[at].clone();
    let rename = move |event| {
        let mut name = event_target_value(&event).trim().to_owned();
        if name.is_empty() {
            name = sentence(&described(&groups.groups[at], groups.season));
            event_target::<HtmlInputElement>(&event).set_value(&name);
        }
        if name == names[at] {
            return;
        }
        let mut names = names.clone();
        names[at] = name;
        match saved {
            true => lists::save(data, toasts, Arc::clone(&groups), names, None),
            false => lists::rename(data, toasts, &groups, &names),
        }
    };
    let label = w::group_name(&format::count(at as f64 + 1.0));
    view! { <input class="input group-name" maxlength="80" aria-label=label prop:value=value on:change=rename /> }
        .into_any()
}

fn list_button(data: Data, toasts: Toasts, groups: &Arc<CustomerGroups>, names: &[String], at: usize) -> AnyView {
    let (groups, names, navigate) = (Arc::clone(groups), names.to_vec(), act::navigate());
    let name = ow::see_list(&w::group_view(&names[at]));
    row_button(name, move || {
        lists::save(data, toasts, Arc::clone(&groups), names.clone(), Some((at, Rc::clone(&navigate))));
    })
}

fn group_tasks(groups: &Arc<CustomerGroups>, names: &[String], at: usize) -> AnyView {
    let (groups, name) = (Arc::clone(groups), w::group_view(&names[at]));
    let count = groups.groups[at].customers;
    let own = move || groups.people.iter().filter(|(_, group)| *group as usize == at).map(|(id, _)| *id).collect();
    tasks_button(&name, count, true, own)
}

/// J and what else was found for each number of groups.
fn elbow(groups: &CustomerGroups, count: &str) -> AnyView {
    let mean = |inertia: f64| inertia / groups.people.len().max(1) as f64;
    let chart = Chart::Series(Series {
        periods: groups.tried.iter().map(|tried| tried.k.to_string()).collect(),
        past: groups.tried.iter().map(|tried| mean(tried.inertia)).collect(),
        y_title: w::inertia().to_owned(),
        ..Series::default()
    });
    let told = |tried: &domain::insight::ClusterCount| {
        let stability = tried.stability.map(|value| format::decimals(value, 2)).unwrap_or_default();
        let [inertia, silhouette] = [mean(tried.inertia), tried.silhouette].map(|value| format::decimals(value, 2));
        vec![format::count(tried.k as f64), inertia, silhouette, stability]
    };
    let rows: Vec<Vec<String>> = groups.tried.iter().map(told).collect();
    let read: Vec<String> =
        rows.iter().map(|row| format!("{}: J {}, {} {}", row[0], row[1], w::silhouette(), row[2])).collect();
    let head = [w::group_count(), w::inertia(), w::silhouette(), w::stability()].map(str::to_owned).to_vec();
    let behind = Numbers { head, rows };
    // What the group after the chosen number would bring, of what is left.
    let j = |k: usize| groups.tried.iter().find(|tried| tried.k == k).map(|tried| tried.inertia);
    let chosen = groups.groups.len();
    let saved =
        |from: Option<f64>, to: Option<f64>| Some(format::percent(1.0 - to? / from.filter(|from| *from > 0.0)?));
    let title = match (saved(j(chosen - 1), j(chosen)), saved(j(chosen), j(chosen + 1))) {
        (Some(last), Some(next)) => w::elbow_title(count, &last, &next),
        _ => w::elbow().to_owned(),
    };
    view! {
        <details class="insight-how insight-elbow">
            <summary>{w::why_count(count)}</summary>
            <ChartCanvas saved_elsewhere=true chart=Signal::stored(chart) title=Signal::stored(title) height=Signal::stored(200.0) read=move |at| read.get(at).cloned().unwrap_or_default() numbers=move || behind.clone() />
        </details>
    }
    .into_any()
}
