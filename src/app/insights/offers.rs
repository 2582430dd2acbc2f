//! Whom to offer what: pairs of products, each with the list of its customers.

use super::{
    act::{self, Navigate, people_columns},
    cards::plain,
    frame::{Finding, ready, row_button, scrolled},
    lists::{self, List},
    tasks::tasks_button,
    verdict::verdict,
};
use crate::{
    clock,
    data::{Data, use_data},
    format,
    ui::{Toasts, chart::Numbers, use_toasts},
    words::{board as w, common, insights as iw, overview as ow},
};
use domain::{
    Act, Book, Edit, FieldType, Id, Key, Kind, Label, Rule, Value, custom,
    insight::{Level, OfferPair, Overview},
    keys, model,
    rule::Test,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::NavigateOptions;
use std::{collections::HashMap, rc::Rc, sync::Arc};

/// The ready-made model whose scores are the offers.
const CODE: &str = "next_product";

fn name(pair: &OfferPair) -> String {
    w::offer(&pair.because, &pair.product)
}

pub fn offers(overview: &Arc<Overview>) -> Finding {
    let found = &overview.next_products;
    let judged = found.judged.as_ref().map(|judged| {
        let share = |value: f64| format::percent(value);
        let customers = format::count(judged.customers as f64);
        w::offers_judged(&share(judged.hits.value), &share(judged.popular.value), &customers)
    });
    let text = [w::offers_text(), common::gap(), judged.as_deref().unwrap_or_default()].concat();
    let Some(first) = found.pairs.first() else {
        return Finding { title: w::offers_none().to_owned(), text, body: ().into_any(), numbers: None };
    };
    // What is not to be used leads nowhere.
    let usable = found.verdict.as_ref().is_none_or(|judged| judged.level != Level::No);
    let better = found.judged.as_ref().is_some_and(|judged| judged.gain.low > 0.0);
    let title = match better {
        true => w::offers_title(&ow::customers(first.people.len()), &first.product, &first.because),
        false => w::offers_weak().to_owned(),
    };
    let head = view! {
        <th scope="col">{w::after_head()}</th>
        <th scope="col" class="num">{w::to_offer()}</th>
        <th scope="col" class="num">{w::took()}</th>
        <th scope="col" class="num">{ow::lift()}</th>
        <td></td>
    };
    let row = |(at, pair): (usize, &OfferPair)| {
        let band = iw::interval(&format::percent(pair.chance.low), &format::percent(pair.chance.high));
        view! {
            <tr>
                <th scope="row">{name(pair)}</th>
                <td class="num">{format::count(pair.people.len() as f64)}</td>
                <td class="num">{format::share(pair.chance.value)} " " <span class="muted wide-only">"(" {band} ")"</span></td>
                <td class="num">{format::decimals(pair.lift, 1)}</td>
                <td class="row-acts">{usable.then(|| acts(overview, at))}</td>
            </tr>
        }
    };
    let rows = found.pairs.iter().enumerate().map(row).collect_view().into_any();
    let body = view! {
        {found.verdict.as_ref().map(verdict)}
        {judged.map(|text| view! { <p class="muted">{text}</p> })}
        {scrolled(w::card_offers().to_owned(), head.into_any(), rows)}
    };
    let line = |pair: &OfferPair| {
        let figures = [pair.chance.value, pair.chance.low, pair.chance.high, pair.lift].map(plain);
        let names = [pair.because.clone(), pair.product.clone(), pair.people.len().to_string()];
        names.into_iter().chain(figures).collect()
    };
    let took = [w::took().to_owned(), format!("{} ≥", w::took()), format!("{} ≤", w::took())];
    let head = [w::bought(), w::next_product(), w::to_offer()].map(str::to_owned);
    let numbers = Numbers {
        head: head.into_iter().chain(took).chain([ow::lift().to_owned()]).collect(),
        rows: found.pairs.iter().map(line).collect(),
    };
    Finding { title, text, body: body.into_any(), numbers: ready(numbers) }
}

fn acts(overview: &Arc<Overview>, at: usize) -> impl IntoView + use<> {
    let pair = &overview.next_products.pairs[at];
    let people = pair.people.clone();
    let tasks = tasks_button(&w::offer_view(&name(pair)), people.len(), true, move || people.clone());
    view! { {list_button(overview, at)} {tasks} }
}

fn list_button(overview: &Arc<Overview>, at: usize) -> AnyView {
    let (data, toasts, navigate) = (use_data(), use_toasts(), act::navigate());
    let title = w::offer_view(&name(&overview.next_products.pairs[at]));
    let overview = Arc::clone(overview);
    row_button(ow::see_list(&title), move || show(data, toasts, Rc::clone(&navigate), Arc::clone(&overview), at))
}

/// Writes each customer's offer, makes or renews the list of a pair and shows it.
fn show(data: Data, toasts: Toasts, navigate: Navigate, overview: Arc<Overview>, at: usize) {
    spawn_local(async move {
        let Some((view, title, edits)) = data.read(|book| edits(book, &overview, at)) else { return };
        let count = overview.next_products.pairs[at].people.len();
        let receipt = data.commit_large(Label::new(Act::Scored, Kind::Contact, count, title), edits).await;
        navigate(&format!("/contacts?view={view}"), NavigateOptions::default());
        toasts.changed(data, iw::applied(count), receipt);
    });
}

fn edits(book: &Book, overview: &Overview, at: usize) -> Option<(Id, String, Vec<Edit>)> {
    let pair = overview.next_products.pairs.get(at)?;
    let known = model::find_ready_made(book, CODE);
    let id = known.unwrap_or_else(clock::new_id);
    let (key, now) = (Key::score(id), Value::Instant(clock::now()));
    let mut edit = Edit::new(Kind::Model, id).with(keys::TRAINED_AT, Some(now.clone()));
    if known.is_none() {
        edit = edit
            .with(keys::NAME, Some(Value::text(w::next_product())))
            .with(keys::ON_KIND, Some(Value::text(Kind::Contact.code())))
            .with(keys::TYPE, Some(Value::Choice(custom::type_code(&FieldType::Text).to_owned())))
            .with(keys::SPEC, Some(Value::Json(model::ready_made(CODE))))
            .with(keys::CREATED_AT, Some(now));
    }
    let mut edits = vec![edit];
    let pairs = &overview.next_products.pairs;
    let own: HashMap<Id, String> =
        pairs.iter().flat_map(|pair| pair.people.iter().map(|id| (*id, name(pair)))).collect();
    // Who has no offer any more loses the old one.
    let stale = |id: &Id| book.get(Kind::Contact, *id).is_some_and(|contact| contact.get(key).is_some());
    let people = overview.people.iter().map(|person| person.id).filter(|id| own.contains_key(id) || stale(id));
    let people = people.filter(|id| book.get(Kind::Contact, *id).is_some());
    edits.extend(people.map(|id| Edit::new(Kind::Contact, id).with(key, own.get(&id).map(Value::text))));
    let title = w::offer_view(&name(pair));
    let list = List {
        name: title.clone(),
        kind: Kind::Contact,
        rule: Rule::is(key, Test::Is, name(pair)),
        columns: people_columns(&[key]),
        sort: keys::ORDER_SUM,
    };
    let (view, edit) = lists::edit(book, &list, None);
    edits.push(edit);
    Some((view, title, edits))
}
