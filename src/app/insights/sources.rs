use super::{
    act::{self, money, people_columns},
    cards::plain,
    frame::{Finding, ready, row_button, scrolled},
    lists::List,
    tasks::tasks_button,
};
use crate::{
    data::use_data,
    format,
    ui::{
        chart::{ChartCanvas, Numbers},
        use_toasts,
    },
    words::{board as w, common, insights as iw, overview as ow},
};
use charts::{Chart, CoefficientBar, Coefficients};
use domain::{
    Kind, Rule,
    insight::{Journey, Overview},
    keys,
    rule::Test,
};
use leptos::prelude::*;
use std::{rc::Rc, sync::Arc};

/// Sources with fewer customers are told, not compared.
const COMPARED: usize = 10;
/// Sources shown.
const MOST: usize = 12;

fn name(journey: &Journey) -> String {
    if journey.source.is_empty() { w::unknown_source().to_owned() } else { journey.source.clone() }
}

/// What became of the people of each source.
pub fn sources(overview: &Arc<Overview>) -> Finding {
    let text = w::sources_text().to_owned();
    let all = &overview.journeys[..overview.journeys.len().min(MOST)];
    let mut compared: Vec<&Journey> =
        all.iter().filter(|journey| journey.customers >= COMPARED && !journey.source.is_empty()).collect();
    if compared.len() < 2 {
        let known = overview.journeys.iter().any(|journey| !journey.source.is_empty());
        let title = if known { w::sources_few() } else { w::sources_none() };
        return Finding { title: title.to_owned(), text, body: ().into_any(), numbers: None };
    }
    compared.sort_by(|a, b| b.came_back.value.total_cmp(&a.came_back.value));
    // Clearly: above every other interval's end.
    let clear = compared[1..].iter().all(|other| other.came_back.high < compared[0].came_back.low);
    let title = match clear {
        true => w::sources_title(&name(compared[0]), &format::percent(compared[0].came_back.value)),
        false => w::sources_equal().to_owned(),
    };
    let bar = |journey: &&Journey| CoefficientBar {
        label: name(journey),
        value: 100.0 * journey.came_back.value,
        low: 100.0 * journey.came_back.low,
        high: 100.0 * journey.came_back.high,
    };
    let chart = Coefficients { bars: compared.iter().map(bar).collect(), x_title: w::came_back_axis().to_owned() };
    let band = |journey: &Journey| {
        let band = iw::interval(&format::percent(journey.came_back.low), &format::percent(journey.came_back.high));
        format!("{} ({band})", format::percent(journey.came_back.value))
    };
    let told: Vec<(String, String)> = compared.iter().map(|journey| (name(journey), band(journey))).collect();
    let read: Vec<String> = told.iter().map(|(name, band)| format!("{name}: {band}")).collect();
    let behind = Numbers {
        head: vec![w::source().to_owned(), w::came_back().to_owned()],
        rows: told.into_iter().map(|(name, band)| vec![name, band]).collect(),
    };
    let height = Coefficients::natural_height(compared.len(), 12.0);
    let head = view! {
        <th scope="col">{w::source()}</th>
        <th scope="col" class="num">{common::contacts()}</th>
        <th scope="col" class="num">{w::bought()}</th>
        <th scope="col" class="num">{w::came_back()}</th>
        <th scope="col" class="num">{ow::revenue()}</th>
        <th scope="col" class="num wide-only">{w::each()}</th>
        <td></td>
    };
    let each = |journey: &Journey| journey.revenue / journey.contacts.max(1) as f64;
    let row = |journey: &Journey| {
        view! {
            <tr>
                <th scope="row">{name(journey)}</th>
                <td class="num">{format::count(journey.contacts as f64)}</td>
                <td class="num">{format::share(journey.bought.value)}</td>
                <td class="num">{format::share(journey.came_back.value)}</td>
                <td class="num">{money(overview, journey.revenue)}</td>
                <td class="num wide-only">{money(overview, each(journey))}</td>
                <td class="row-acts">{list_button(journey)} {source_tasks(journey)}</td>
            </tr>
        }
    };
    let body = view! {
        <ChartCanvas saved_elsewhere=true chart=Signal::stored(Chart::Coefficients(chart)) title=Signal::stored(w::came_back().to_owned()) height=Signal::stored(height) read=move |at| read.get(at).cloned().unwrap_or_default() numbers=move || behind.clone() />
        {scrolled(w::card_sources().to_owned(), head.into_any(), all.iter().map(row).collect_view().into_any())}
    };
    let line = |journey: &Journey| {
        let shares = [&journey.bought, &journey.came_back].map(|share| [share.value, share.low, share.high].map(plain));
        let counts = [journey.contacts, journey.customers, journey.orders].map(|count| count.to_string());
        let shares = shares.into_iter().flatten();
        std::iter::once(name(journey)).chain(counts).chain([plain(journey.revenue)]).chain(shares).collect()
    };
    let ends = |name: &str| [name.to_owned(), format!("{name} ≥"), format!("{name} ≤")];
    let head = [w::source(), common::contacts(), w::to_offer(), common::orders(), ow::revenue()].map(str::to_owned);
    let numbers = Numbers {
        head: head.into_iter().chain(ends(w::bought())).chain(ends(w::came_back())).collect(),
        rows: overview.journeys.iter().map(line).collect(),
    };
    Finding { title, text, body: body.into_any(), numbers: ready(numbers) }
}

/// A task for each person of a source who has not ordered.
fn source_tasks(journey: &Journey) -> Option<AnyView> {
    let (data, source) = (use_data(), journey.source.clone());
    let waiting = journey.contacts.saturating_sub(journey.customers);
    let people = move || {
        data.read(|book| {
            let own = book.iter(Kind::Contact).filter(|contact| contact.text(keys::SOURCE).trim() == source);
            own.filter(|contact| book.linked(Kind::Order, contact.id).next().is_none()).map(|one| one.id).collect()
        })
    };
    (waiting > 0).then(|| tasks_button(&w::not_bought(&w::source_view(&name(journey))), waiting, true, people))
}

fn list_button(journey: &Journey) -> AnyView {
    let (data, toasts, navigate) = (use_data(), use_toasts(), act::navigate());
    let (title, source) = (w::source_view(&name(journey)), journey.source.clone());
    let go = {
        let title = title.clone();
        move || {
            let rule = match source.as_str() {
                "" => Rule::is(keys::SOURCE, Test::Empty, ""),
                known => Rule::is(keys::SOURCE, Test::Is, known),
            };
            let columns = people_columns(&[keys::SOURCE]);
            let list = List { name: title.clone(), kind: Kind::Contact, rule, columns, sort: keys::ORDER_SUM };
            act::save_list(data, toasts, Rc::clone(&navigate), list);
        }
    };
    row_button(ow::see_list(&title), go)
}
