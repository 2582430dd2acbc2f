//! What is read rather than seen: confusion matrix, equation, preparation.

use super::looks::{coefficient_name, name};
use crate::{
    data::{Data, use_data},
    format,
    insights::field_name,
    words::{insights as w, lab as l},
};
use domain::{
    Kind,
    insight::{ColumnReport, ColumnUse, FeatureSpec, Fill, Importance, ModelKind, Trained},
};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn ConfusionLook(trained: Arc<Trained>) -> impl IntoView {
    let Some(evaluation) = trained.model.evaluation.clone() else { return ().into_any() };
    let percent = RwSignal::new(50_u32);
    let now = Memo::new(move |_| evaluation.confusion(f64::from(percent.get()) / 100.0));
    let count = |value: u32| format::count(f64::from(value));
    let slide = move |event| {
        if let Ok(value) = event_target_value(&event).parse() {
            percent.set(value);
        }
    };
    let sentence = move || {
        let now = now.get();
        w::at_threshold(
            &format::percent(now.accuracy()),
            &format::percent(now.precision()),
            &format::percent(now.recall()),
        )
    };
    view! {
        <label class="field threshold">
            <span class="label">{w::threshold()} " " {move || format::percent(f64::from(percent.get()) / 100.0)}</span>
            <input type="range" min="0" max="100" prop:value=move || percent.get().to_string() on:input=slide />
        </label>
        <div class="table-scroll">
            <table class="table confusion">
                <thead><tr><td></td><th scope="col" class="num">{w::called_yes()}</th><th scope="col" class="num">{w::called_no()}</th></tr></thead>
                <tbody>
                    <tr><th scope="row">{w::truly_yes()}</th><td class="num" data-right="true">{move || count(now.get().true_yes)}</td><td class="num">{move || count(now.get().false_no)}</td></tr>
                    <tr><th scope="row">{w::truly_no()}</th><td class="num">{move || count(now.get().false_yes)}</td><td class="num" data-right="true">{move || count(now.get().true_no)}</td></tr>
                </tbody>
            </table>
        </div>
        <p role="status">{sentence}</p>
    }
    .into_any()
}

/// A factor with as many digits as tell it apart from zero.
pub(super) fn factor(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format::decimals(value, 1),
        size if size >= 0.01 || size == 0.0 => format::decimals(value, 3),
        _ => format!("{value:.3e}"),
    }
}

/// Features that are named as what drives trees.
const DRIVING: usize = 3;

/// What trees do and what drives them, in words, where a line has its equation.
pub(super) fn trees(
    data: Data,
    (model, number): (ModelKind, bool),
    importance: &[Importance],
    features: &[FeatureSpec],
) -> AnyView {
    let (formula, text) = match (model, number) {
        (ModelKind::Boosting, false) => ("P = 1 / (1 + e^−z), z = z₀ + 0.1 × (t₁ + t₂ + …)", l::boosting_text()),
        (ModelKind::Boosting, true) => ("Y = y₀ + 0.1 × (t₁ + t₂ + …)", l::boosting_text()),
        (_, false) => ("P = 1 / (1 + e^−z), z = a + b × logit((t₁ + … + t₂₀₀) / 200)", l::forest_text()),
        (_, true) => ("Y = (t₁ + … + t₂₀₀) / 200", l::forest_number_text()),
    };
    let leading = importance.iter().filter(|one| one.rise.low > 0.0).take(DRIVING);
    let names: Vec<String> = leading.filter_map(|one| Some(name(data, features.get(one.feature)?.key))).collect();
    let drives = (!names.is_empty()).then(|| view! { <p>{l::drives(&names.join(l::joint()))}</p> });
    view! {
        <div class="equation" tabindex="0"><code>{formula}</code></div>
        <p>{text}</p>
        {drives}
    }
    .into_any()
}

#[component]
pub fn EquationLook(trained: Arc<Trained>) -> impl IntoView {
    let data = use_data();
    let model = &trained.model;
    if model.spec.model != ModelKind::Logistic {
        return trees(data, (model.spec.model, false), &model.importance, &model.spec.features);
    }
    let mut sum = factor(model.intercept.value);
    for coefficient in &model.coefficients {
        let value = coefficient.per_unit.value;
        sum.push_str(if value < 0.0 { " − " } else { " + " });
        sum.push_str(&format!("{} × {}", factor(value.abs()), coefficient_name(data, coefficient)));
    }
    view! {
        <div class="equation" tabindex="0"><code>"P = 1 / (1 + e" <sup>"−z"</sup> ")"</code><code>{format!("z = {sum}")}</code></div>
        <p>{w::equation_text()}</p>
        <p class="hint">{w::equation_caution()}</p>
    }
    .into_any()
}

pub fn report(trained: &Trained) -> AnyView {
    view! { <ReportLook columns=trained.model.columns.clone() dropped=trained.model.rows.dropped /> }.into_any()
}

/// What was found in the columns and what was done about it.
#[component]
pub fn ReportLook(columns: Vec<ColumnReport>, dropped: usize) -> impl IntoView {
    let data = use_data();
    let name = move |key| data.read(|book| field_name(book, Kind::Contact, key));
    let line = move |column: &ColumnReport| {
        let title = match &column.level {
            Some(level) => format!("{}: {level}", name(column.key)),
            None => name(column.key),
        };
        let filled = match &column.fill {
            Fill::Nothing => "–".to_owned(),
            Fill::Number(number) => format::number(*number),
            Fill::Level(level) => level.clone(),
            Fill::Dropped => w::drop_row().to_owned(),
        };
        let used = match column.use_ {
            ColumnUse::Used => w::use_used().to_owned(),
            ColumnUse::AllMissing => w::use_all_missing().to_owned(),
            ColumnUse::Constant => w::use_constant().to_owned(),
            ColumnUse::Duplicate { of } => w::use_duplicate(&name(of)),
            ColumnUse::Identifier => w::use_identifier().to_owned(),
        };
        let limits = column
            .limits
            .map(|(low, high)| w::interval(&format::number(low), &format::number(high)))
            .unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{title}</th>
                <td class="num">{format::count(column.missing as f64)}</td>
                <td>{filled}</td>
                <td class="num">{format::count(column.outliers as f64)}</td>
                <td>{limits}</td>
                <td>{used}</td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{w::column()}</th><th scope="col" class="num">{w::missing_head()}</th><th scope="col">{w::filled_with()}</th>
                        <th scope="col" class="num">{w::outliers_head()}</th><th scope="col">{w::limits()}</th><th scope="col">{w::used()}</th>
                    </tr>
                </thead>
                <tbody>{columns.iter().map(line).collect_view()}</tbody>
            </table>
        </div>
        <p class="hint">{w::rows_dropped()} ": " {format::count(dropped as f64)}</p>
    }
}
