//! The charts and the equation of a line.

use super::{
    Numbered,
    looks::{HEIGHT, coefficient_name, name, round_step},
    number::told,
    tables::{factor, trees},
};
use crate::{
    data::{Data, name_of, use_data},
    format,
    ui::chart::{ChartCanvas, Numbers},
    words::{insights as w, lab as l},
};
use charts::{Chart, CoefficientBar, Coefficients, Fit};
use domain::{
    Id,
    insight::{Coefficient, Estimate, Foreseen, ModelKind, Scatter, TrainSpec},
};
use leptos::prelude::*;
use std::sync::Arc;

fn row_name(data: Data, spec: &TrainSpec, id: Id) -> String {
    match spec.target.header() {
        Some(_) => l::row(&format::count(id.0 as f64 + 1.0)),
        None => data.read(|book| name_of(book, spec.kind, id)),
    }
}

/// From here on errors of one half are told to be greater than those of the other.
const UNEVEN: f64 = 1.5;

/// Whether errors grow with what is foreseen.
fn pattern(known: &[(Foreseen, f64)]) -> String {
    let mut errors: Vec<(f64, f64)> = known.iter().map(|(one, truth)| (one.value, (truth - one.value).abs())).collect();
    errors.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (small, large) = errors.split_at(errors.len() / 2);
    let mean = |half: &[(f64, f64)]| half.iter().map(|(_, error)| error).sum::<f64>() / half.len().max(1) as f64;
    let (small, large) = (mean(small), mean(large));
    match large / small {
        ratio if ratio.is_finite() && ratio > UNEVEN => l::residuals_grow(&format::decimals(ratio, 1)),
        ratio if ratio > 0.0 && ratio < 1.0 / UNEVEN => l::residuals_shrink(&format::decimals(1.0 / ratio, 1)),
        _ => l::residuals_even().to_owned(),
    }
}

/// Foreseen against true, or against what is left.
#[component]
pub fn FitLook(found: Arc<Numbered>, target: String, residuals: bool) -> impl IntoView {
    let data = use_data();
    let regression = &found.regression;
    let known: Vec<(Foreseen, f64)> = regression.foreseen.iter().filter_map(|one| Some((*one, one.truth?))).collect();
    let every = known.len().div_ceil(Scatter::MOST).max(1);
    let drawn: Vec<(Foreseen, f64)> = known.into_iter().step_by(every).collect();
    let height = |one: &Foreseen, truth: f64| if residuals { truth - one.value } else { truth };
    let chart = Chart::Fit(Fit {
        points: drawn.iter().map(|(one, truth)| (one.value, height(one, *truth))).collect(),
        slope: if residuals { 0.0 } else { 1.0 },
        reach: 1.96 * regression.scores.rmse,
        x_title: l::foreseen_axis().to_owned(),
        y_title: if residuals { l::residual_axis() } else { l::true_axis() }.to_owned(),
    });
    let title = match residuals {
        true => pattern(&drawn),
        false => l::fitted_title(&target, &told(regression.scores.rmse)),
    };
    let rows: Vec<Vec<String>> = drawn
        .iter()
        .map(|(one, truth)| {
            let between = w::interval(&told(one.low), &told(one.high));
            vec![row_name(data, &found.spec, one.id), told(one.value), between, told(height(one, *truth))]
        })
        .collect();
    let read = {
        let rows = rows.clone();
        move |at: usize| rows.get(at).map(|row| format!("{}: {} → {}", row[0], row[1], row[3])).unwrap_or_default()
    };
    let head = ["", l::foreseen_axis(), "95%", if residuals { l::residual_axis() } else { l::true_axis() }];
    let head: Vec<String> = head.map(str::to_owned).to_vec();
    let numbers = move || Numbers { head: head.clone(), rows: rows.clone() };
    view! {
        <ChartCanvas chart=Signal::stored(chart) title=Signal::stored(title) height=HEIGHT read numbers />
        <p class="hint">{l::band_text()}</p>
    }
    .into_any()
}

/// With a sign: what is added.
fn signed(value: f64) -> String {
    if value < 0.0 { format!("−{}", told(-value)) } else { format!("+{}", told(value)) }
}

/// A coefficient in the user's units: what a round step adds.
fn sentence(data: Data, coefficient: &Coefficient, target: &str) -> String {
    let feature = name(data, coefficient.key);
    let step = if coefficient.level.is_some() { 1.0 } else { round_step(coefficient.sd) };
    let Estimate { value, low, high } = coefficient.per_unit.map(|value| value * step);
    let [change, low, high] = [value, low, high].map(signed);
    match coefficient.level.as_deref() {
        Some(level) => {
            let level = if level.is_empty() { w::rare_levels() } else { level };
            l::level_effect(&feature, level, target, &change, &low, &high)
        }
        None => l::effect(&feature, &format::number(step), target, &change, &low, &high),
    }
}

#[component]
pub fn CoefficientsLook(found: Arc<Numbered>, target: String) -> impl IntoView {
    let data = use_data();
    let mut sorted = found.regression.coefficients.clone();
    sorted.sort_by(|a, b| b.standardised.value.abs().total_cmp(&a.standardised.value.abs()));
    let bar = |coefficient: &Coefficient| {
        let Estimate { value, low, high } = coefficient.standardised;
        CoefficientBar { label: coefficient_name(data, coefficient), value, low, high }
    };
    let bars: Vec<CoefficientBar> = sorted.iter().map(bar).collect();
    let height = Coefficients::natural_height(bars.len(), 12.0);
    let sentences: Vec<String> = sorted.iter().map(|coefficient| sentence(data, coefficient, &target)).collect();
    let row =
        |bar: &CoefficientBar| vec![bar.label.clone(), told(bar.value), w::interval(&told(bar.low), &told(bar.high))];
    let rows: Vec<Vec<String>> = bars.iter().map(row).collect();
    let chart = Chart::Coefficients(Coefficients { bars, x_title: target.clone() });
    let read = {
        let sentences = sentences.clone();
        move |at: usize| sentences.get(at).cloned().unwrap_or_default()
    };
    let title = l::coefficients_title(&target);
    let numbers =
        move || Numbers { head: vec![w::feature().to_owned(), target.clone(), "95%".to_owned()], rows: rows.clone() };
    view! {
        <ChartCanvas chart=Signal::stored(chart) title=Signal::stored(title) height read numbers />
        <ul class="effects">{sentences.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
    }
    .into_any()
}

#[component]
pub fn EquationLook(found: Arc<Numbered>, target: String) -> impl IntoView {
    let data = use_data();
    let regression = &found.regression;
    if regression.model != ModelKind::Logistic {
        return trees(data, (regression.model, true), &regression.importance, &found.spec.features);
    }
    let mut sum = factor(regression.intercept.value);
    for coefficient in &regression.coefficients {
        let value = coefficient.per_unit.value;
        sum.push_str(if value < 0.0 { " − " } else { " + " });
        sum.push_str(&format!("{} × {}", factor(value.abs()), coefficient_name(data, coefficient)));
    }
    let penalty = match regression.penalty > 0.0 {
        true => l::ridge_line(&format::number(regression.penalty)),
        false => l::plain_line().to_owned(),
    };
    view! {
        <div class="equation" tabindex="0"><code>{format!("Y = {sum} ± {}", told(regression.scores.rmse))}</code></div>
        <p>{l::equation_text(&target)}</p>
        <p class="hint">{penalty}</p>
    }
    .into_any()
}
