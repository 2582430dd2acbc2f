//! The answer to a number: the verdict, the figures beside always giving the mean, then ways to look at it.

use super::{
    Lab, Numbered,
    answer::{figure, suspects},
    compare::ImportanceLook,
    looks::name,
    number_compare::NumberCompare,
    number_looks::{CoefficientsLook, EquationLook, FitLook},
    tables::ReportLook,
    verdict,
};
use crate::{
    data::use_data,
    format,
    ui::Tabs,
    words::{insights as w, lab as l},
};
use domain::{
    Key,
    insight::{Estimate, Level, ModelKind, Regression},
    keys,
};
use leptos::prelude::*;
use std::sync::Arc;

/// From so many rows on a line may be used without care, as the worker judges.
const ENOUGH_ROWS: usize = 40;
/// Below this share of the mean's squared error a line is hardly of use, as the worker judges.
const LITTLE: f64 = 0.1;
/// From here on a line is too good to be true.
const TOO_GOOD: f64 = 0.995;

/// A number of the size it has: no more digits than help.
pub(in crate::insights) fn told(value: f64) -> String {
    // What is left of a difference of equals is none.
    let value = if value.abs() < 1e-9 { 0.0 } else { value };
    match value.abs() {
        size if size >= 1_000.0 => format::decimals(value, 0),
        size if size >= 10.0 => format::decimals(value, 1),
        size if size >= 0.1 || size == 0.0 => format::decimals(value, 2),
        _ => format::decimals(value, 4),
    }
}

fn reasons(found: &Regression, target: Key) -> Vec<String> {
    let gain = found.scores.gain;
    let mut told = Vec::new();
    if gain.value <= 0.0 {
        told.push(l::adds_error().to_owned());
    } else if gain.low <= 0.0 {
        told.push(l::may_be_mean().to_owned());
    } else if gain.value < LITTLE {
        told.push(l::explains_little().to_owned());
    }
    if found.rows < ENOUGH_ROWS {
        told.push(l::few_rows(found.rows, &ENOUGH_ROWS.to_string()));
    }
    if found.scores.r2 > TOO_GOOD {
        told.push(l::too_good().to_owned());
    }
    told.push(l::interval_held(&format::percent(found.covered)));
    if target == keys::DAYS_TO_CLOSE {
        told.push(l::closed_only().to_owned());
    }
    told
}

#[component]
pub fn NumberAnswer(lab: Lab, found: Arc<Numbered>) -> impl IntoView {
    let data = use_data();
    let regression = &found.regression;
    let (scores, level) = (regression.scores, regression.level);
    let Estimate { value, low, high } = scores.gain;
    let gain = l::takes_away(&format::percent(value), &format::percent(low), &format::percent(high));
    let three = |value: f64| format::decimals(value, 3);
    let about = view! {
        {(level != Level::No || value > 0.0).then(|| view! { <p>{gain}</p> })}
        {verdict::reasons(reasons(regression, found.spec.target))}
    };
    let dropped = (regression.dropped > 0).then(|| l::dropped_text(&format::count(regression.dropped as f64)));
    view! {
        {verdict::verdict(level, w::verdict(level).to_owned(), about)}
        {suspects(data, &regression.suspects)}
        <section class="figures">
            {figure(l::r2(), three(scores.r2), vec![l::r2_text().to_owned()])}
            {figure(l::rmse(), told(scores.rmse), vec![l::of_mean(&told(scores.naive_rmse))])}
            {figure(l::mae(), told(scores.mae), vec![l::of_mean(&told(scores.naive_mae))])}
            {figure(w::rows_used(), format::count(regression.rows as f64), dropped.into_iter().collect())}
        </section>
        <p class="hint">{w::unseen()}</p>
        <NumberCompare lab found=found.clone() />
        <Looks found=found.clone() />
    }
    .into_any()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Fitted,
    Residuals,
    Importance,
    Coefficients,
    Equation,
    Report,
}

type Name = fn() -> &'static str;

impl Look {
    const ALL: [(Look, Name); 6] = [
        (Look::Fitted, l::tab_fitted),
        (Look::Residuals, l::tab_residuals),
        (Look::Importance, w::tab_importance),
        (Look::Coefficients, w::tab_coefficients),
        (Look::Equation, w::tab_equation),
        (Look::Report, w::tab_report),
    ];

    /// Trees have no factors.
    fn fits(self, model: ModelKind) -> bool {
        model == ModelKind::Logistic || self != Look::Coefficients
    }
}

#[component]
fn Looks(found: Arc<Numbered>) -> impl IntoView {
    let data = use_data();
    let look = RwSignal::new(Look::Fitted);
    let (target, model) = (name(data, found.spec.target), found.spec.model);
    let looks = Look::ALL.into_iter().filter(move |(look, _)| look.fits(model)).map(|(look, name)| (look, name()));
    let shown = move || {
        let (found, target, regression) = (found.clone(), target.clone(), &found.regression);
        match look.get() {
            Look::Fitted => view! { <FitLook found target residuals=false /> }.into_any(),
            Look::Residuals => view! { <FitLook found target residuals=true /> }.into_any(),
            Look::Importance => {
                let (importance, features) = (regression.importance.clone(), found.spec.features.clone());
                view! { <ImportanceLook importance features axis=l::importance_axis() /> }.into_any()
            }
            Look::Coefficients => view! { <CoefficientsLook found target /> }.into_any(),
            Look::Equation => view! { <EquationLook found target /> }.into_any(),
            Look::Report => {
                view! { <ReportLook columns=regression.columns.clone() dropped=regression.dropped /> }.into_any()
            }
        }
    };
    view! {
        <section class="looks">
            <Tabs tabs=looks.collect() chosen=look>{shown}</Tabs>
        </section>
    }
    .into_any()
}
