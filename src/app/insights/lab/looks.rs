//! The charts of a model.

use crate::{
    data::{Data, use_data},
    format,
    insights::field_name,
    ui::chart::{ChartCanvas, Numbers},
    words::{insights as w, lab as l},
};
use charts::{
    Boundary, Calibration, CalibrationPoint, Chart, CoefficientBar, Coefficients, Roc, Scatter, ScatterPoint,
};
use domain::{
    Key, Kind,
    insight::{Coefficient, Estimate, Trained, as_it_was},
};
use leptos::prelude::*;
use std::sync::Arc;

pub(super) const HEIGHT: f64 = 360.0;

pub(super) fn name(data: Data, key: Key) -> String {
    data.read(|book| field_name(book, Kind::Contact, key))
}

/// A coefficient's name: the feature, and the level where it is about one.
pub(super) fn coefficient_name(data: Data, coefficient: &Coefficient) -> String {
    let feature = name(data, coefficient.key);
    match coefficient.level.as_deref() {
        None => feature,
        Some("") => format!("{feature}: {}", w::rare_levels()),
        Some(level) => format!("{feature}: {level}"),
    }
}

/// Of the known answers, those on the right side of one half by a model that had not seen them.
fn called_right(trained: &Trained) -> String {
    let known = trained.predictions.iter().filter_map(|one| Some((one.chance >= 0.5, one.truth?)));
    let (right, all) = known.fold((0, 0), |(right, all), (said, truth)| (right + usize::from(said == truth), all + 1));
    format::percent(right as f64 / all.max(1) as f64)
}

/// Whether there are two columns of numbers to set against each other.
pub fn scatters(trained: &Trained) -> bool {
    trained.scatter.as_ref().is_some_and(|scatter| scatter.columns.len() >= 2)
}

#[component]
pub fn ScatterLook(trained: Arc<Trained>) -> impl IntoView {
    let data = use_data();
    let Some(scatter) = trained.scatter.clone() else { return ().into_any() };
    let names: Vec<String> = scatter.columns.iter().map(|(key, _)| name(data, *key)).collect();
    // The two columns that matter most, then those that come first.
    let important = trained.model.importance.iter().filter_map(|one| trained.model.spec.features.get(one.feature));
    let placed = important.filter_map(|feature| scatter.columns.iter().position(|(key, _)| *key == feature.key));
    let mut axes: Vec<usize> = placed.take(2).collect();
    axes.extend((0..scatter.columns.len()).filter(|at| !axes.contains(at)).take(2).collect::<Vec<_>>());
    let (x, y) = (RwSignal::new(axes[0]), RwSignal::new(axes[1]));
    let scatter = Arc::new(scatter);
    let target = name(data, trained.model.spec.target);
    let chart = {
        let (scatter, trained, names) = (scatter.clone(), trained.clone(), names.clone());
        Signal::derive(move || {
            let (x, y) = (x.get(), y.get());
            let points = scatter.rows.iter().enumerate().filter_map(|(at, row)| {
                let prediction = trained.predictions.get(*row)?;
                let value = |column: usize| scatter.columns[column].1.get(at).copied();
                Some(ScatterPoint {
                    x: value(x)?,
                    y: value(y)?,
                    predicted: prediction.chance >= 0.5,
                    truth: prediction.truth,
                })
            });
            let boundary = trained
                .model
                .boundary(scatter.columns[x].0, scatter.columns[y].0, 0.5)
                .map(|(a, b, c)| Boundary { a, b, c });
            Chart::Scatter(Scatter {
                points: points.collect(),
                x_title: names[x].clone(),
                y_title: names[y].clone(),
                boundary,
                legend: Some((w::predicted_yes().to_owned(), w::predicted_no().to_owned())),
            })
        })
    };
    let title = {
        let names = names.clone();
        let line = !trained.model.coefficients.is_empty();
        let right = called_right(&trained);
        Signal::derive(move || match line {
            true => w::scatter_title(&target, &names[x.get()], &names[y.get()], &right),
            false => w::scatter_plain(&target, &names[x.get()], &names[y.get()], &right),
        })
    };
    let line = {
        let (scatter, trained) = (scatter.clone(), trained.clone());
        move |at: usize| -> Vec<String> {
            let Some(prediction) = scatter.rows.get(at).and_then(|row| trained.predictions.get(*row)) else {
                return Vec::new();
            };
            let value = |column: usize| format::number(scatter.columns[column].1.get(at).copied().unwrap_or(f64::NAN));
            let truth = match prediction.truth {
                Some(true) => w::known_yes(),
                Some(false) => w::known_no(),
                None => w::unknown(),
            };
            let who = match trained.model.spec.target.header() {
                Some(_) => l::row(&format::count(prediction.id.0 as f64 + 1.0)),
                None => data.read(|book| {
                    let known = book.get(trained.model.spec.kind, prediction.id).is_some();
                    let id = if known { prediction.id } else { as_it_was(prediction.id) };
                    crate::data::name_of(book, trained.model.spec.kind, id)
                }),
            };
            vec![
                who,
                format::percent(prediction.chance),
                value(x.get_untracked()),
                value(y.get_untracked()),
                truth.to_owned(),
            ]
        }
    };
    let read = {
        let line = line.clone();
        move |at: usize| line(at).join(" · ")
    };
    let numbers = {
        let names = names.clone();
        let rows = scatter.rows.len();
        move || Numbers {
            head: vec![
                String::new(),
                w::promised().to_owned(),
                names[x.get()].clone(),
                names[y.get()].clone(),
                String::new(),
            ],
            rows: (0..rows).map(&line).collect(),
        }
    };
    let select = |label: &'static str, chosen: RwSignal<usize>| {
        let options = names.iter().enumerate().map(|(at, name)| view! { <option value=at.to_string() selected=move || chosen.get() == at>{name.clone()}</option> });
        let set = move |event| {
            if let Ok(at) = event_target_value(&event).parse() {
                chosen.set(at);
            }
        };
        view! { <label class="field"><span class="label">{label}</span><select class="input" on:change=set>{options.collect_view()}</select></label> }
    };
    view! {
        <div class="row look-controls">{select(w::across(), x)} {select(w::up(), y)}</div>
        <ChartCanvas chart title height=HEIGHT read numbers />
    }
    .into_any()
}

#[component]
pub fn RocLook(trained: Arc<Trained>) -> impl IntoView {
    let Some(evaluation) = trained.model.evaluation.clone() else { return ().into_any() };
    let points = evaluation.roc.clone();
    let auc = evaluation.folds.auc.map(|auc| format::decimals(auc.value, 3)).unwrap_or_default();
    let chart = Chart::Roc(Roc {
        points: points.clone(),
        chosen: None,
        x_title: w::false_alarms().to_owned(),
        y_title: w::found().to_owned(),
        caption: format!("{} {auc}", w::auc()),
    });
    let line = {
        let points = points.clone();
        move |at: usize| points.get(at).map_or_else(Vec::new, |(x, y)| vec![format::percent(*x), format::percent(*y)])
    };
    let read = {
        let line = line.clone();
        move |at: usize| match line(at).as_slice() {
            [x, y] => format!("{} {x} · {} {y}", w::false_alarms(), w::found()),
            _ => String::new(),
        }
    };
    let numbers = move || Numbers {
        head: vec![w::false_alarms().to_owned(), w::found().to_owned()],
        rows: (0..points.len()).map(&line).collect(),
    };
    view! { <ChartCanvas chart=Signal::stored(chart) title=Signal::stored(w::roc_title(&auc)) height=HEIGHT read numbers /> }.into_any()
}

#[component]
pub fn CalibrationLook(trained: Arc<Trained>) -> impl IntoView {
    let Some(evaluation) = trained.model.evaluation.clone() else { return ().into_any() };
    let bins = evaluation.calibration.bins.clone();
    let slope = evaluation.calibration.slope.map_or_else(|| "–".to_owned(), |slope| format::decimals(slope.value, 2));
    let point = |bin: &domain::insight::Bin| CalibrationPoint {
        chance: bin.mean_chance,
        share: bin.share.value,
        low: bin.share.low,
        high: bin.share.high,
    };
    let chart = Chart::Calibration(Calibration {
        points: bins.iter().map(point).collect(),
        x_title: w::promised().to_owned(),
        y_title: w::observed().to_owned(),
    });
    let line = {
        let bins = bins.clone();
        move |at: usize| {
            bins.get(at).map_or_else(Vec::new, |bin| {
                vec![format::percent(bin.mean_chance), format::percent(bin.share.value), w::people(bin.rows)]
            })
        }
    };
    let read = {
        let line = line.clone();
        move |at: usize| line(at).join(" → ")
    };
    let numbers = move || Numbers {
        head: vec![w::promised().to_owned(), w::observed().to_owned(), w::rows_used().to_owned()],
        rows: (0..bins.len()).map(&line).collect(),
    };
    view! { <ChartCanvas chart=Signal::stored(chart) title=Signal::stored(w::calibration_title(&slope)) height=HEIGHT read numbers /> }.into_any()
}

#[component]
pub fn CoefficientsLook(trained: Arc<Trained>) -> impl IntoView {
    let data = use_data();
    let mut sorted = trained.model.coefficients.clone();
    sorted.sort_by(|a, b| b.standardised.value.abs().total_cmp(&a.standardised.value.abs()));
    let bar = |coefficient: &Coefficient| {
        let effect = coefficient.standardised;
        CoefficientBar {
            label: coefficient_name(data, coefficient),
            value: effect.value,
            low: effect.low,
            high: effect.high,
        }
    };
    let bars: Vec<CoefficientBar> = sorted.iter().map(bar).collect();
    let height = Coefficients::natural_height(bars.len(), 12.0);
    let sentences: Vec<String> = sorted.iter().map(|coefficient| sentence(data, coefficient)).collect();
    let rows: Vec<Vec<String>> = bars
        .iter()
        .zip(&sorted)
        .map(|(bar, coefficient)| {
            let [factor, low, high] = told(coefficient.odds_ratio_per_sd());
            vec![
                bar.label.clone(),
                format::decimals(bar.value, 3),
                w::interval(&format::decimals(bar.low, 3), &format::decimals(bar.high, 3)),
                factor,
                w::interval(&low, &high),
            ]
        })
        .collect();
    let chart = Chart::Coefficients(Coefficients { bars, x_title: w::log_odds().to_owned() });
    let read = {
        let sentences = sentences.clone();
        move |at: usize| sentences.get(at).cloned().unwrap_or_default()
    };
    let numbers = move || Numbers {
        head: [w::feature(), w::log_odds(), "95%", w::odds_ratio(), "95%"].map(str::to_owned).to_vec(),
        rows: rows.clone(),
    };
    view! {
        <ChartCanvas chart=Signal::stored(chart) title=Signal::stored(w::coefficients_title().to_owned()) height read numbers />
        <ul class="effects">{sentences.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
    }
    .into_any()
}

/// Odds ratios reach from nothing to the sky.
fn ratio(value: f64) -> String {
    match value {
        value if value >= 100.0 => format::decimals(value, 0),
        value if value >= 0.01 => format::decimals(value, 2),
        value => format!("{value:.1e}"),
    }
}

fn told(ratios: Estimate) -> [String; 3] {
    [ratios.value, ratios.low, ratios.high].map(ratio)
}

/// A coefficient in the user's units: by what factor a round step changes the odds.
fn sentence(data: Data, coefficient: &Coefficient) -> String {
    let feature = name(data, coefficient.key);
    match coefficient.level.as_deref() {
        Some(level) => {
            let level = if level.is_empty() { w::rare_levels() } else { level };
            let [factor, low, high] = told(coefficient.odds_ratio_for(1.0));
            w::level_effect(&feature, level, &factor, &low, &high)
        }
        None => {
            let step = round_step(coefficient.sd);
            let [factor, low, high] = told(coefficient.odds_ratio_for(step));
            w::effect(&feature, &format::number(step), &factor, &low, &high)
        }
    }
}

/// A round number near one standard deviation: 1, 2 or 5 times a power of ten.
pub(super) fn round_step(sd: f64) -> f64 {
    if !sd.is_finite() || sd <= 0.0 {
        return 1.0;
    }
    let power = 10f64.powf(sd.log10().floor());
    match sd / power {
        share if share < 1.5 => power,
        share if share < 3.5 => 2.0 * power,
        share if share < 7.5 => 5.0 * power,
        _ => 10.0 * power,
    }
}
