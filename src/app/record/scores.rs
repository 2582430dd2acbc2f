//! What the models say of this record, and why.

use super::{Open, heading};
use crate::{
    data::use_data,
    fields, format,
    ui::Icon,
    words::{fields as fw, record as w},
};
use domain::{
    Book, FieldSpec, FieldType, Group, Key, Kind, Record, Value,
    insight::{Contribution, Reasons},
    model,
};
use leptos::prelude::*;

/// Below this a reason moves nothing worth telling.
const LEAST: f64 = 0.005;
/// Standard errors within which 95 of 100 lie.
const SURE: f64 = 1.96;

#[derive(Clone, PartialEq)]
struct Score {
    name: String,
    /// As it reads.
    text: String,
    /// Of a chance.
    chance: Option<f64>,
    /// Where a number should lie.
    range: Option<String>,
    reasons: Vec<Reason>,
}

#[derive(Clone, PartialEq)]
struct Reason {
    text: String,
    raises: bool,
}

#[component]
pub fn Scores(open: Open) -> impl IntoView {
    let data = use_data();
    let Open { kind, id, .. } = open;
    let scores = Memo::new(move |_| {
        data.watch(&[kind, Kind::Model, Kind::Order], |book| {
            let Some(record) = book.get(kind, id) else { return Vec::new() };
            let specs = book.fields(kind);
            let score = |spec: &FieldSpec| {
                let value = record.get(spec.key)?;
                let chance = record.number(spec.key).filter(|_| spec.type_ == FieldType::Percent);
                let (name, mut text) = (fields::name(spec), fields::text(book, spec, value));
                if is_value(book, spec) {
                    text = with_ends(book, record, text);
                }
                let (range, reasons) = reasons(book, record, &specs, spec);
                Some(Score { name, text, chance, range, reasons })
            };
            specs
                .iter()
                .filter(|spec| spec.group == Group::Scores && spec.shown())
                .filter_map(score)
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !scores.read().is_empty()>
            <section class="record-section">
                {heading(open, fw::group_scores())}
                {move || scores.get().into_iter().map(line).collect_view()}
            </section>
        </Show>
    }
    .into_any()
}

/// Whether this is what the customer should bring.
fn is_value(book: &Book, spec: &FieldSpec) -> bool {
    spec.type_ == FieldType::Money && spec.key.score_model() == model::find_ready_made(book, model::VALUE)
}

/// With the ends between which 80 of 100 like this customer lie.
fn with_ends(book: &Book, record: &Record, text: String) -> String {
    let end = |code: &str| {
        let id = model::find_ready_made(book, code)?;
        record.money(Key::score(id)).map(format::whole_money)
    };
    match (end(model::VALUE_LOW), end(model::VALUE_HIGH)) {
        (Some(low), Some(high)) => w::with_interval(&text, &low, &high),
        _ => text,
    }
}

fn line(score: Score) -> impl IntoView {
    let Score { name, text, chance, range, reasons } = score;
    let reason = |reason: Reason| {
        view! {
            <li><Icon name=if reason.raises { "arrow-up" } else { "arrow-down" } /><span>{reason.text}</span></li>
        }
    };
    view! {
        <div class="score">
            <div class="score-head"><span>{name}</span><strong class="num">{text}</strong></div>
            {chance.map(|chance| view! {
                <div class="score-bar" aria-hidden="true"><span style:width=format!("{}%", chance * 100.0)></span></div>
            })}
            {range.map(|text| view! { <p class="hint">{text}</p> })}
            <ul class="score-why">{reasons.into_iter().map(reason).collect_view()}</ul>
        </div>
    }
}

/// Where a number should lie, and the features that move the score most: what each one is here, and from where to
/// where it moves it.
fn reasons(book: &Book, record: &Record, specs: &[FieldSpec], score: &FieldSpec) -> (Option<String>, Vec<Reason>) {
    let Some(id) = score.key.score_model() else { return (None, Vec::new()) };
    let Some(spec) = book.get(Kind::Model, id).and_then(model::spec) else { return (None, Vec::new()) };
    let Reasons { why, range, .. } = Reasons::read(record.text(Key::why(id)));
    let told = |value: f64| fields::text(book, score, &Value::Number(value));
    let least = |part: &Contribution| if score.type_ == FieldType::Percent { LEAST } else { LEAST * part.to.abs() };
    let reason = |part: Contribution| {
        let key = spec.features.get(part.feature)?.key;
        let field = specs.iter().find(|field| field.key == key)?;
        if (part.to - part.from).abs() < least(&part) {
            return None;
        }
        let raises = part.to > part.from;
        let value = match fields::shown(book, record, field) {
            value if value.is_empty() => "–".to_owned(),
            value => value,
        };
        let (name, from, to) = (fields::name(field), told(part.from), told(part.to));
        let text = if raises { w::raises(&name, &value, &from, &to) } else { w::lowers(&name, &value, &from, &to) };
        // A step in log-odds moves a chance by as much times p(1 - p).
        let margin = SURE * part.error * part.from * (1.0 - part.from);
        let text = if margin > 0.0 { text + &w::sampled(&format::percent(margin)) } else { text };
        Some(Reason { text, raises })
    };
    let range = range.map(|(low, high)| w::range(&told(low), &told(high)));
    (range, why.into_iter().filter_map(reason).take(3).collect())
}
