use super::Open;
use crate::{data::use_data, fields, format, words::fields as fw};
use domain::{FieldSpec, Group, Kind};
use leptos::prelude::*;

/// What the models say of this record.
#[component]
pub fn Scores(open: Open) -> impl IntoView {
    let data = use_data();
    let Open { kind, id, .. } = open;
    let scores = Memo::new(move |_| {
        data.watch(&[kind, Kind::Model], |book| {
            let Some(record) = book.get(kind, id) else { return Vec::new() };
            let score = |spec: FieldSpec| Some((fields::name(&spec), record.number(spec.key)?));
            book.fields(kind).into_iter().filter(|spec| spec.group == Group::Scores).filter_map(score).collect::<Vec<_>>()
        })
    });
    let line = |(name, chance): (String, f64)| view! {
        <div class="score">
            <div class="score-head"><span>{name}</span><strong class="num">{format::percent(chance)}</strong></div>
            <div class="score-bar" aria-hidden="true"><span style:width=format!("{}%", chance * 100.0)></span></div>
        </div>
    };
    view! {
        <Show when=move || !scores.read().is_empty()>
            <section class="record-section">
                <h3>{fw::group_scores()}</h3>
                {move || scores.get().into_iter().map(line).collect_view()}
            </section>
        </Show>
    }
    .into_any()
}
