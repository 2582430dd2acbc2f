//! Products bought together, and who has one of them and not yet the other.

use super::{
    act::{self, Navigate, people_columns},
    cards::plain,
    frame::{Finding, ready, row_button, scrolled},
    lists::{self, List},
    tasks::tasks_button,
};
use crate::{
    clock,
    data::{Data, use_data},
    format,
    ui::{Toasts, chart::Numbers, use_toasts},
    words::{board as bw, insights as iw, overview as w},
};
use domain::{
    Act, Book, Edit, FieldType, Id, Key, Kind, Label, Rule, Value, custom,
    insight::{Overview, Pair},
    keys, model,
    rule::Test,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::NavigateOptions;
use std::{
    collections::{BTreeMap, HashSet},
    rc::Rc,
    sync::Arc,
};

/// The ready-made model whose scores are the pairs that a customer has one product of.
const CODE: &str = "other_of_pair";
/// Pairs shown.
const SHOWN: usize = 8;

fn offer(pair: &Pair) -> String {
    bw::offer(&pair.first, &pair.second)
}

pub fn pairs(overview: &Arc<Overview>) -> Finding {
    let (data, toasts, navigate) = (use_data(), use_toasts(), act::navigate());
    let first = &overview.pairs[0];
    let title = w::pairs_title(&first.first, &first.second);
    let row = |(at, pair): (usize, &Pair)| {
        let name = w::lacks_view(&pair.first, &pair.second);
        let lacking = pair.people.len();
        let go = {
            let (overview, navigate) = (Arc::clone(overview), Rc::clone(&navigate));
            move || show(data, toasts, Rc::clone(&navigate), Arc::clone(&overview), at)
        };
        let people = pair.people.clone();
        let acts = (lacking > 0).then(|| {
            view! { {row_button(w::see_list(&name), go)} {tasks_button(&name, lacking, true, move || people.clone())} }
        });
        view! {
            <tr>
                <th scope="row">{w::pair(&pair.first, &pair.second)}</th>
                <td class="num">{format::count(pair.together as f64)}</td>
                <td class="num">{format::share(pair.confidence)}</td>
                <td class="num wide-only">{format::decimals(pair.lift, 1)}</td>
                <td class="num">{format::count(lacking as f64)}</td>
                <td class="row-acts">{acts}</td>
            </tr>
        }
    };
    let head = view! {
        <td></td>
        <th scope="col" class="num">{w::together()}</th>
        <th scope="col" class="num">{w::confidence()}</th>
        <th scope="col" class="num wide-only">{w::lift()}</th>
        <th scope="col" class="num">{w::lacking()}</th>
        <td></td>
    };
    let rows = overview.pairs.iter().take(SHOWN).enumerate().map(row).collect_view().into_any();
    let body = scrolled(w::together().to_owned(), head.into_any(), rows);
    let line = |pair: &Pair| {
        let figures = [plain(pair.confidence), plain(pair.lift), pair.people.len().to_string()];
        [w::pair(&pair.first, &pair.second), pair.together.to_string()].into_iter().chain(figures).collect()
    };
    let numbers = Numbers {
        head: ["", w::together(), w::confidence(), w::lift(), w::lacking()].map(str::to_owned).to_vec(),
        rows: overview.pairs.iter().map(line).collect(),
    };
    Finding { title, text: w::pairs_text().to_owned(), body, numbers: ready(numbers) }
}

/// Writes which other products of pairs each customer lacks, makes or renews the list of one pair and shows it.
fn show(data: Data, toasts: Toasts, navigate: Navigate, overview: Arc<Overview>, at: usize) {
    spawn_local(async move {
        let (view, title, edits) = data.read(|book| edits(book, &overview, at));
        let count = overview.pairs[at].people.len();
        let receipt = data.commit_large(Label::new(Act::Scored, Kind::Contact, count, title), edits).await;
        navigate(&format!("/contacts?view={view}"), NavigateOptions::default());
        toasts.changed(data, iw::applied(count), receipt);
    });
}

fn edits(book: &Book, overview: &Overview, at: usize) -> (Id, String, Vec<Edit>) {
    let known = model::find_ready_made(book, CODE);
    let id = known.unwrap_or_else(clock::new_id);
    let (key, now) = (Key::score(id), Value::Instant(clock::now()));
    let codes: Vec<String> = overview.pairs.iter().map(offer).collect();
    let choices = custom::type_code(&FieldType::Choices(Vec::new())).to_owned();
    let mut edit = Edit::new(Kind::Model, id)
        .with(keys::TRAINED_AT, Some(now.clone()))
        .with(keys::CHOICES, Some(Value::Choices(codes)));
    if known.is_none() {
        edit = edit
            .with(keys::NAME, Some(Value::text(w::lacking_field())))
            .with(keys::ON_KIND, Some(Value::text(Kind::Contact.code())))
            .with(keys::TYPE, Some(Value::Choice(choices)))
            .with(keys::SPEC, Some(Value::Json(model::ready_made(CODE))))
            .with(keys::CREATED_AT, Some(now));
    }
    let mut own: BTreeMap<Id, Vec<String>> = BTreeMap::new();
    for pair in &overview.pairs {
        pair.people.iter().for_each(|id| own.entry(*id).or_default().push(offer(pair)));
    }
    // Who lacks nothing any more loses what was written.
    let stale = book.iter(Kind::Contact).filter(|contact| contact.get(key).is_some()).map(|contact| contact.id);
    let people: HashSet<Id> = own.keys().copied().chain(stale).collect();
    let mut people: Vec<Id> = people.into_iter().filter(|id| book.get(Kind::Contact, *id).is_some()).collect();
    people.sort();
    let mut edits = vec![edit];
    edits.extend(people.iter().map(|id| Edit::new(Kind::Contact, *id).with(key, own.remove(id).map(Value::Choices))));
    let pair = &overview.pairs[at];
    let title = w::lacks_view(&pair.first, &pair.second);
    let list = List {
        name: title.clone(),
        kind: Kind::Contact,
        rule: Rule::is(key, Test::Is, offer(pair)),
        columns: people_columns(&[key]),
        sort: keys::ORDER_SUM,
    };
    let (view, edit) = lists::edit(book, &list, None);
    edits.push(edit);
    (view, title, edits)
}
