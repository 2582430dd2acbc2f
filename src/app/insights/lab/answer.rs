//! The result: the verdict in a sentence, the figures, then ways to look at it.

use super::{
    Lab,
    compare::{Compare, importance_of},
    looks::{CalibrationLook, CoefficientsLook, RocLook, ScatterLook, scatters},
    tables::{ConfusionLook, EquationLook, report},
    verdict::{reasons, verdict},
};
use crate::{
    data::{Data, use_data},
    format,
    insights::field_name,
    ui::{Icon, Tabs},
    words::{common, insights as w, lab as l},
};
use domain::{
    Date, Kind,
    insight::{Estimate, Evaluation, Leak, ModelKind, Reason, Suspect, Temporal, Trained},
};
use leptos::prelude::*;
use std::sync::Arc;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Scatter,
    Importance,
    Roc,
    Calibration,
    Coefficients,
    Confusion,
    Equation,
    Report,
}

type Name = fn() -> &'static str;

impl Look {
    const ALL: [(Look, Name); 8] = [
        (Look::Scatter, w::tab_scatter),
        (Look::Importance, w::tab_importance),
        (Look::Coefficients, w::tab_coefficients),
        (Look::Roc, w::tab_roc),
        (Look::Calibration, w::tab_calibration),
        (Look::Confusion, w::tab_confusion),
        (Look::Equation, w::tab_equation),
        (Look::Report, w::tab_report),
    ];

    /// Trees have no factors.
    fn fits(self, trained: &Trained) -> bool {
        match self {
            Look::Scatter => scatters(trained),
            Look::Coefficients => trained.model.spec.model == ModelKind::Logistic,
            _ => true,
        }
    }
}

/// A reason in words.
pub(super) fn reason(data: Data, reason: &Reason) -> String {
    let name = |key| data.read(|book| field_name(book, Kind::Contact, key));
    let word = match reason {
        Reason::NoAnswers => w::reason_no_answers(),
        Reason::OneAnswer { .. } => w::reason_one_answer(),
        Reason::TooFewAnswers { have, need, .. } => return w::reason_too_few(*have, &format::count(*need as f64)),
        Reason::NoColumns => w::reason_no_columns(),
        Reason::GainIncludesZero { .. } => w::reason_gain_zero(),
        Reason::NoBetterThanChance { .. } => w::reason_no_better(),
        Reason::WorseThanShare { .. } => w::reason_worse_share(),
        Reason::Separable => w::reason_separable(),
        Reason::NewestNoGain { .. } => l::newest_no_gain(),
        Reason::UsedAnyway { key } => return l::used_anyway(&name(*key)),
        Reason::Telltale { key, .. } => return w::reason_telltale(&name(*key)),
        Reason::Miscalibrated { .. } => w::reason_miscalibrated(),
        Reason::ManyColumns { .. } => w::reason_many_columns(),
        Reason::MostlyMissing { key, .. } => return w::reason_mostly_missing(&name(*key)),
        Reason::AllMissing { key } => return w::reason_all_missing(&name(*key)),
        Reason::Constant { key } => return w::reason_constant(&name(*key)),
        Reason::Duplicate { key, .. } => return w::reason_duplicate(&name(*key)),
        Reason::Identifier { key } => return w::reason_identifier(&name(*key)),
        Reason::NotConverged => w::reason_not_converged(),
    };
    word.to_owned()
}

/// Features that may know the answer because they came after it: left out where that is certain.
pub(super) fn suspects(data: Data, suspects: &[Suspect]) -> Option<AnyView> {
    let share = |value: f64| format::percent(value);
    let told = suspects.iter().map(|suspect| {
        let name = data.read(|book| field_name(book, Kind::Contact, suspect.key));
        let why = match suspect.leak {
            Leak::FilledLater { known, unknown } => w::leak_later(&share(known), &share(unknown)),
            Leak::FilledByAnswer { yes, no } => w::leak_by_answer(&share(yes), &share(no)),
            Leak::Telltale { auc } => w::leak_telltale(&format::decimals(auc, 2)),
            Leak::Identifier | Leak::Serial => w::leak_identifier().to_owned(),
            Leak::LateName => w::leak_late().to_owned(),
            Leak::LateAndTelling { auc } => l::leak_late_telling(&format::decimals(auc, 2)),
        };
        let text = match suspect.is_left_out() {
            true => w::left_out_feature(&name, &why),
            false if suspect.leak.is_certain() => l::kept_feature(&name, &why),
            false => w::suspect_feature(&name, &why),
        };
        view! { <li>{text}</li> }
    });
    let told = told.collect_view();
    (!suspects.is_empty()).then(|| {
        view! {
            <section class="notice" data-tone="warn">
                <Icon name="triangle-alert" />
                <div class="stack"><h3>{w::leaks()}</h3><ul class="verdict-reasons">{told}</ul></div>
            </section>
        }
        .into_any()
    })
}

#[component]
pub fn Answer(lab: Lab, trained: Arc<Trained>) -> impl IntoView {
    let data = use_data();
    let found = trained.model.verdict.clone();
    let evaluation = trained.model.evaluation.clone();
    let evaluated = evaluation.is_some();
    let gain = evaluation.as_ref().map(|evaluation| {
        let Estimate { value, low, high } = evaluation.folds.gain;
        w::beats_naive(&format::percent(value), &format::percent(low), &format::percent(high))
    });
    let before = lab
        .before
        .get_untracked()
        .zip(evaluation.as_ref())
        .map(|(before, now)| w::before_now(&format::percent(before), &format::percent(now.folds.accuracy.value)));
    let about = view! {
        {gain.map(|text| view! { <p>{text}</p> })}
        {reasons(found.reasons.iter().map(|told| reason(data, told)))}
        {before.map(|text| view! { <p class="muted">{text}</p> })}
    };
    view! {
        {verdict(found.level, w::verdict(found.level).to_owned(), about)}
        {suspects(data, &trained.model.suspects)}
        {evaluation.map(|evaluation| view! { <Figures trained=trained.clone() evaluation /> })}
        {evaluated.then(|| view! { <Compare lab trained=trained.clone() /> })}
        {if evaluated {
            view! { <Looks trained=trained.clone() /> }.into_any()
        } else {
            report(&trained)
        }}
    }
}

/// A figure with what it is compared with.
pub(super) fn figure(name: &'static str, value: String, lines: Vec<String>) -> AnyView {
    view! {
        <div class="card figure-card">
            <span class="label">{name}</span>
            <strong class="figure-value">{value}</strong>
            {lines.into_iter().map(|line| view! { <span class="hint">{line}</span> }).collect_view()}
        </div>
    }
    .into_any()
}

#[component]
fn Figures(trained: Arc<Trained>, evaluation: Evaluation) -> impl IntoView {
    let scores = evaluation.folds.clone();
    let range = |estimate: &Estimate, say: fn(f64) -> String| w::interval(&say(estimate.low), &say(estimate.high));
    let three = |value: f64| format::decimals(value, 3);
    let rows = trained.model.rows;
    let auc = scores.auc.map(|auc| (three(auc.value), range(&auc, |value| format::decimals(value, 3))));
    let test = evaluation.test.map(|test| {
        w::test_part(
            &format::percent(trained.model.spec.test_share),
            &format::count(test.correct as f64),
            &format::count(test.rows as f64),
            &format::percent(test.accuracy.value),
        )
    });
    let newest = trained.model.temporal.as_ref().map(newest);
    view! {
        <section class="figures">
            {figure(w::accuracy(), format::percent(scores.accuracy.value), vec![range(&scores.accuracy, format::percent), w::accuracy_text(&format::percent(scores.naive_accuracy))])}
            {auc.map(|(value, interval)| figure(w::auc(), value, vec![interval, w::auc_text().to_owned()]))}
            {figure(w::brier(), three(scores.brier), vec![w::brier_text(&three(scores.naive_brier))])}
            {figure(w::rows_used(), format::count(scores.rows as f64), vec![w::rows_text(&format::count(rows.yes as f64), &format::count(rows.no as f64))])}
        </section>
        <p class="hint">{w::unseen()} {common::gap()} {test}</p>
        {newest}
    }
}

/// How it went on the newest rows, beside those at random.
fn newest(temporal: &Temporal) -> impl IntoView + use<> {
    let scores = &temporal.newest;
    let [own, naive] = [scores.brier, scores.naive_brier].map(|value| format::decimals(value, 3));
    let [right, plain] = [scores.accuracy.value, scores.naive_accuracy].map(format::percent);
    let day = format::date(Date(temporal.from));
    let differs = temporal.differs().then(l::newest_differs);
    view! { <p class="hint lab-newest">{l::newest(&day, &right, &plain, &own, &naive)} {common::gap()} {differs}</p> }
}

#[component]
fn Looks(trained: Arc<Trained>) -> impl IntoView {
    let look = RwSignal::new(if scatters(&trained) { Look::Scatter } else { Look::Importance });
    let looks = Look::ALL.into_iter().filter(|(look, _)| look.fits(&trained)).map(|(look, name)| (look, name()));
    let looks = looks.collect();
    view! {
        <section class="looks">
            <Tabs tabs=looks chosen=look>
                {move || {
                    let trained = trained.clone();
                    match look.get() {
                        Look::Scatter => view! { <ScatterLook trained /> }.into_any(),
                        Look::Importance => importance_of(&trained),
                        Look::Roc => view! { <RocLook trained /> }.into_any(),
                        Look::Calibration => view! { <CalibrationLook trained /> }.into_any(),
                        Look::Coefficients => view! { <CoefficientsLook trained /> }.into_any(),
                        Look::Confusion => view! { <ConfusionLook trained /> }.into_any(),
                        Look::Equation => view! { <EquationLook trained /> }.into_any(),
                        Look::Report => report(&trained),
                    }
                }}
            </Tabs>
        </section>
    }
}
