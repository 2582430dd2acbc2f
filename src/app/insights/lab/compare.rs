//! Is there a better model? And what does this one lean on?

use super::{
    Lab,
    questions::Task,
    run::{self, train},
    watch::{Watch, bar},
};
use crate::{
    data::{Data, use_data},
    format,
    insights::field_name,
    ui::chart::{ChartCanvas, Numbers},
    words::{import, insights as w, lab as l},
};
use charts::{Chart, CoefficientBar, Coefficients};
use domain::{
    Kind,
    insight::{Candidate, Challenge, FeatureSpec, Importance, ModelKind, Penalty, TrainSpec, Trained},
};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Job, Outcome, TrainJob};
use std::sync::Arc;

/// Up to so many rows the comparison is made without being asked for.
const AT_ONCE: usize = 5_000;

/// Whether another model is better: compared at once where that is quick, else on demand. Whoever trains anew does not
/// wait for it.
pub(super) fn comparison<T: Clone + Send + Sync + 'static>(
    lab: Lab,
    (rows, spec, task): (usize, TrainSpec, Task),
    job: fn(TrainJob) -> Job,
    read: fn(Outcome) -> Option<T>,
    shown: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView {
    let data = use_data();
    let found = RwSignal::new(None::<T>);
    let (watch, problem) = (Watch::new(), RwSignal::new(None::<String>));
    let compare = move || {
        let spec = spec.clone();
        problem.set(None);
        spawn_local(async move {
            let asked = async { run::job(lab, data, &spec, task).await.map(job) };
            match watch.run(asked).await {
                Some(Ok(outcome)) => match read(outcome) {
                    None => problem.set(Some(import::job_broke().to_owned())),
                    challenge => found.set(challenge),
                },
                Some(Err(told)) => problem.set(Some(told)),
                None => {}
            }
        });
    };
    if rows <= AT_ONCE {
        compare();
    }
    Effect::new(move || {
        if lab.watch.busy.get() {
            watch.stop();
        }
    });
    view! {
        <section class="card compare">
            <h2>{w::better_model()}</h2>
            {move || match (found.get(), watch.busy.get(), problem.get()) {
                (Some(challenge), ..) => shown(challenge),
                (None, true, _) => bar(w::comparing(), watch),
                (None, false, problem) => {
                    let compare = compare.clone();
                    view! {
                        {problem.map(|text| view! { <p class="notice" data-tone="bad" role="alert">{text}</p> })}
                        <p class="muted">{w::compare_text()}</p>
                        <button type="button" class="button" on:click=move |_| compare()>{w::compare()}</button>
                    }.into_any()
                }
            }}
        </section>
    }
    .into_any()
}

#[component]
pub fn Compare(lab: Lab, trained: Arc<Trained>) -> impl IntoView {
    let (rows, spec) = (trained.model.rows, trained.model.spec.clone());
    let used = (spec.model, spec.c);
    let read = |outcome| match outcome {
        Outcome::Challenged(found) => found.map(|one| Arc::new(*one)),
        _ => None,
    };
    let shown = move |challenge| view! { <Candidates lab challenge used /> }.into_any();
    comparison(lab, (rows.yes + rows.no, spec, Task::YesNo), Job::Challenge, read, shown)
}

#[component]
fn Candidates(lab: Lab, challenge: Arc<Challenge>, used: (ModelKind, f64)) -> impl IntoView {
    let data = use_data();
    let (used, c) = used;
    let finding = match challenge.proposed {
        ModelKind::Logistic => w::simple_kept().to_owned(),
        better => w::clearly_better(w::model_kind(better)),
    };
    let three = |value: f64| format::decimals(value, 3);
    let line = |own: &Candidate| {
        let model = own.model;
        let mark = match model {
            model if model == used => view! { <span class="chip" data-tone="accent">{w::in_use()}</span> }.into_any(),
            model => view! {
                <button
                    type="button"
                    class="button"
                    aria-label=w::use_model(w::model_kind(model))
                    data-primary=(model == challenge.proposed).then_some("true")
                    on:click=move |_| {
                        lab.kind.set(model);
                        train(lab, data);
                    }
                >
                    {w::use_this()}
                </button>
            }
            .into_any(),
        };
        view! {
            <tr>
                <th scope="row">{w::model_kind(model)}</th>
                <td class="num">{three(own.scores.log_loss)}</td>
                <td class="num">{own.scores.auc.map(|auc| three(auc.value))}</td>
                <td class="num">{format::percent(own.scores.accuracy.value)}</td>
                <td>{mark}</td>
            </tr>
        }
    };
    let naive = challenge.candidates.first().map(|own| {
        view! {
            <tr>
                <th scope="row">{w::naive_rule()}</th>
                <td class="num">{three(own.scores.naive_log_loss)}</td>
                <td class="num">{three(0.5)}</td>
                <td class="num">{format::percent(own.scores.naive_accuracy)}</td>
                <td></td>
            </tr>
        }
    });
    view! {
        <p>{finding}</p>
        <div class="table-scroll">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{w::model()}</th><th scope="col" class="num">{w::log_loss()}</th><th scope="col" class="num">{w::auc()}</th>
                        <th scope="col" class="num">{w::accuracy()}</th><td></td>
                    </tr>
                </thead>
                <tbody>{challenge.candidates.iter().map(line).collect_view()}{naive}</tbody>
            </table>
        </div>
        <p class="hint">{w::compare_how()}</p>
        {(used == ModelKind::Logistic).then(|| penalties(lab, data, &challenge, c))}
    }
}

/// The simple model under several penalties.
fn penalties(lab: Lab, data: Data, challenge: &Challenge, used: f64) -> impl IntoView + use<> {
    let proposed = challenge.proposed_c;
    let line = |penalty: &Penalty| {
        let c = penalty.c;
        let choose = move |_| {
            lab.c.set(c);
            train(lab, data);
        };
        let label = l::penalty(&format::number(c));
        let mark = match c == used {
            true => view! { <span class="chip" data-tone="accent">{w::in_use()}</span> }.into_any(),
            false => view! {
                <button type="button" class="button" aria-label=w::use_model(&label) data-primary=(c == proposed).then_some("true") on:click=choose>
                    {w::use_this()}
                </button>
            }
            .into_any(),
        };
        view! { <tr><th scope="row">{label.clone()}</th><td class="num">{format::decimals(penalty.log_loss, 4)}</td><td>{mark}</td></tr> }
    };
    let finding = match proposed == used {
        true => l::penalty_kept(&format::number(used)),
        false => l::penalty_better(&format::number(proposed)),
    };
    view! {
        <details class="insight-how" open=proposed != used>
            <summary>{finding}</summary>
            <div class="table-scroll">
                <table class="table">
                    <thead><tr><th scope="col">{l::penalty_head()}</th><th scope="col" class="num">{w::log_loss()}</th><td></td></tr></thead>
                    <tbody>{challenge.penalties.iter().map(line).collect_view()}</tbody>
                </table>
            </div>
            <p class="hint">{l::penalty_text()}</p>
        </details>
    }
}

/// What the model leans on; `axis` says what it loses without.
#[component]
pub fn ImportanceLook(importance: Vec<Importance>, features: Vec<FeatureSpec>, axis: &'static str) -> impl IntoView {
    let data = use_data();
    let bar = |one: &Importance| {
        let key = features.get(one.feature)?.key;
        let label = data.read(|book| field_name(book, Kind::Contact, key));
        Some(CoefficientBar { label, value: one.rise.value, low: one.rise.low, high: one.rise.high })
    };
    let bars: Vec<CoefficientBar> = importance.iter().filter_map(bar).collect();
    let told = |value: f64| if value.abs() >= 10.0 { format::decimals(value, 1) } else { format::decimals(value, 4) };
    let rows: Vec<Vec<String>> = bars
        .iter()
        .map(|bar| vec![bar.label.clone(), told(bar.value), w::interval(&told(bar.low), &told(bar.high))])
        .collect();
    let title = bars.first().map_or_else(String::new, |bar| w::importance_title(&bar.label));
    let height = Coefficients::natural_height(bars.len(), 12.0);
    let read = {
        let rows = rows.clone();
        move |at: usize| rows.get(at).map(|row| format!("{}: {}", row[0], row[1])).unwrap_or_default()
    };
    let chart = Chart::Coefficients(Coefficients { bars, x_title: axis.to_owned() });
    let numbers =
        move || Numbers { head: vec![w::feature().to_owned(), axis.to_owned(), String::new()], rows: rows.clone() };
    view! {
        <ChartCanvas chart=Signal::stored(chart) title=Signal::stored(title) height read numbers />
        <p class="hint">{w::importance_text()}</p>
    }
}

/// That of a yes or no.
pub fn importance_of(trained: &Trained) -> AnyView {
    let model = &trained.model;
    let (importance, features) = (model.importance.clone(), model.spec.features.clone());
    view! { <ImportanceLook importance features axis=w::importance_axis() /> }.into_any()
}
