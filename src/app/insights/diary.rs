//! The forecast diary: the first forecast of each month, kept by itself or by the owner, beside what came. Read from the
//! records, so that an entry is there at once and can be undone; one that was taken back is not written again by itself.

use super::{
    act::money,
    board::Card,
    cards::plain,
    frame::{Finding, Place, frame, ready, scrolled},
};
use crate::{
    clock,
    data::{Data, use_data},
    format, prefs,
    ui::{Icon, chart::Numbers, use_toasts},
    words::{board as w, common, insights as iw, overview as ow},
};
use domain::{
    Act, Book, Date, Edit, Kind, Label, Transaction, Value,
    insight::{DIARY_CODE, Foretold, Overview, kept_diary},
    keys, model,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Months ahead that an entry keeps.
const MONTHS: usize = 3;
/// Entries that are kept, the newest.
const MOST: usize = 360;

fn kept(book: &Book) -> Vec<Foretold> {
    let record = model::find_ready_made(book, DIARY_CODE).and_then(|id| book.get(Kind::Model, id));
    record.map(|record| kept_diary(record.text(keys::RESULT))).unwrap_or_default()
}

pub fn diary(overview: &Arc<Overview>, place: &Place) -> AnyView {
    let data = use_data();
    let entries = Memo::new(move |_| data.watch(&[Kind::Model], kept));
    let (overview, place) = (Arc::clone(overview), place.clone());
    (move || frame(&place, Card::Diary, finding(&overview, data, entries.get()))).into_any()
}

/// Keeps the month's first forecast, without a word: it is in the diary and in History.
pub fn keep_by_itself(data: Data, overview: &Overview) {
    let month = overview.today.month_number();
    if prefs::load().forecast_kept == Some(month) || data.read(|book| has_month(&kept(book), month)) {
        return;
    }
    if let Some(transaction) = data.read(|book| entry(book, overview)) {
        data.commit(transaction);
        prefs::update(|prefs| prefs.forecast_kept = Some(month));
    }
}

fn has_month(entries: &[Foretold], month: i32) -> bool {
    entries.iter().any(|entry| entry.made_on.month_number() == month)
}

/// How the forecasts did: their error beside repeating the past, and whether they lean to one side.
fn scored(overview: &Overview) -> Option<String> {
    let score = overview.diary_score.as_ref()?;
    let error = w::diary_text(&format::percent(score.smape / 100.0));
    let mase = score.mase.map(|mase| match mase < 1.0 {
        true => w::diary_better(&format::decimals(mase, 2)),
        false => w::diary_worse(&format::decimals(mase, 2)),
    });
    let by = money(overview, score.bias.abs());
    let bias = if score.bias > 0.0 { w::diary_above(&by) } else { w::diary_below(&by) };
    let [held, low, high] = [score.coverage.value, score.coverage.low, score.coverage.high].map(format::percent);
    let held = w::diary_held(&held, &low, &high);
    Some([Some(error), mase, Some(bias), Some(held)].into_iter().flatten().collect::<Vec<_>>().join(common::gap()))
}

fn finding(overview: &Arc<Overview>, data: Data, mut entries: Vec<Foretold>) -> Finding {
    if let Some(outlook) = &overview.outlook {
        for entry in &mut entries {
            let at = usize::try_from(entry.about.month_number() - outlook.from.month_number()).ok();
            entry.came = at.and_then(|at| outlook.past.get(at).copied());
        }
    }
    let held =
        |entry: &&Foretold| entry.came.is_some_and(|came| (entry.expected.low..=entry.expected.high).contains(&came));
    let judged = entries.iter().filter(|entry| entry.came.is_some()).count();
    let count = |count: usize| format::count(count as f64);
    let title = match (entries.len(), judged) {
        (0, _) => w::diary_none().to_owned(),
        (waiting, 0) => w::diary_waiting(waiting),
        _ => w::diary_title(&count(entries.iter().filter(held).count()), &count(judged)),
    };
    let text = w::diary_text_plain().to_owned();
    let score = scored(overview).map(|text| view! { <p>{text}</p> });
    let row = |entry: &Foretold| {
        let band = iw::interval(&money(overview, entry.expected.low), &money(overview, entry.expected.high));
        view! {
            <tr>
                <th scope="row">{format::month(entry.about)}</th>
                <td>{format::date(entry.made_on)}</td>
                <td class="num">{money(overview, entry.expected.value)}</td>
                <td class="num">{band}</td>
                <td class="num">{entry.came.map(|came| money(overview, came))}</td>
            </tr>
        }
    };
    let head = view! {
        <th scope="col">{ow::month()}</th>
        <th scope="col">{w::made_on()}</th>
        <th scope="col" class="num">{w::expected()}</th>
        <th scope="col" class="num">{w::band()}</th>
        <th scope="col" class="num">{w::came()}</th>
    };
    let any = !entries.is_empty();
    let rows = entries.iter().rev().take(24).map(row).collect_view().into_any();
    let table = any.then(|| scrolled(w::card_diary().to_owned(), head.into_any(), rows));
    let body = view! { {score} {table} {keep(overview, data, &entries)} };
    let line = |entry: &Foretold| {
        let figures = [entry.expected.value, entry.expected.low, entry.expected.high].map(plain);
        let came = entry.came.map(plain).unwrap_or_default();
        [entry.about.iso(), entry.made_on.iso()].into_iter().chain(figures).chain([came]).collect()
    };
    let ends = [format!("{} ≥", w::band()), format!("{} ≤", w::band()), w::came().to_owned()];
    let head = [ow::month(), w::made_on(), w::expected()].map(str::to_owned);
    let numbers = Numbers { head: head.into_iter().chain(ends).collect(), rows: entries.iter().map(line).collect() };
    Finding { title, text, body: body.into_any(), numbers: ready(numbers).filter(|_| any) }
}

/// The button that keeps today's forecast, once a month.
fn keep(overview: &Arc<Overview>, data: Data, entries: &[Foretold]) -> AnyView {
    if has_month(entries, overview.today.month_number()) {
        return view! { <p class="muted">{w::kept_this_month()}</p> }.into_any();
    }
    if overview.outlook.is_none() {
        return view! { <p class="muted">{w::diary_no_forecast()}</p> }.into_any();
    }
    let toasts = use_toasts();
    let overview = Arc::clone(overview);
    let write = move |_| {
        if let Some(transaction) = data.read(|book| entry(book, &overview)) {
            let receipt = data.commit(transaction);
            toasts.changed(data, w::forecast_kept(), receipt);
        }
    };
    view! { <button type="button" class="button" data-primary="true" on:click=write><Icon name="bookmark" /><span>{w::keep_forecast()}</span></button> }
        .into_any()
}

fn entry(book: &Book, overview: &Overview) -> Option<Transaction> {
    let outlook = overview.outlook.as_ref()?;
    let mut entries = kept(book);
    let first = outlook.from.month_number() + outlook.past.len() as i32;
    entries.extend((first..).zip(&outlook.expected).take(MONTHS).map(|(month, expected)| Foretold {
        made_on: overview.today,
        about: Date::first_of(month),
        expected: *expected,
        scale: outlook.scale,
        came: None,
    }));
    entries.drain(..entries.len().saturating_sub(MOST));
    let known = model::find_ready_made(book, DIARY_CODE);
    let (id, now) = (known.unwrap_or_else(clock::new_id), clock::now());
    let result = serde_json::to_string(&entries).ok()?;
    let mut edit = Edit::new(Kind::Model, id).with(keys::RESULT, Some(Value::Json(result)));
    if known.is_none() {
        edit = edit
            .with(keys::NAME, Some(Value::text(w::card_diary())))
            .with(keys::SPEC, Some(Value::Json(model::ready_made(DIARY_CODE))))
            .with(keys::CREATED_AT, Some(Value::Instant(now)));
    }
    let label = Label::new(Act::Noted, Kind::Model, 1, w::card_diary());
    Some(Transaction { edits: vec![edit], ..Transaction::new(label, now) })
}
