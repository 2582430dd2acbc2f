//! Is there a better model? And what does this one lean on?

use super::{
    Lab,
    questions::Task,
    run::{self, train},
};
use crate::{
    data::use_data,
    format,
    insights::field_name,
    ui::chart::{ChartCanvas, Numbers},
    words::insights as w,
    workers,
};
use charts::{Chart, CoefficientBar, Coefficients};
use domain::{
    Kind,
    insight::{Candidate, Challenge, FeatureSpec, Importance, ModelKind, Trained},
};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Job, Outcome};
use std::sync::Arc;

/// Up to so many rows the comparison is made without being asked for.
const AT_ONCE: usize = 5_000;

#[component]
pub fn Compare(lab: Lab, trained: Arc<Trained>) -> impl IntoView {
    let data = use_data();
    let found = RwSignal::new(None::<Arc<Challenge>>);
    let (busy, problem) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let spec = trained.model.spec.clone();
    let compare = move || {
        let spec = spec.clone();
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let outcome = match run::job(lab, data, &spec, Task::YesNo).await {
                Ok(job) => workers::run(Job::Challenge(job), None).await.map_err(|failure| workers::failure(&failure)),
                Err(problem) => Err(problem),
            };
            // The page may have moved on.
            busy.try_set(false);
            match outcome {
                Ok(Outcome::Challenged(challenge)) => drop(found.try_set(challenge.map(|one| Arc::new(*one)))),
                Ok(_) => drop(problem.try_set(Some(crate::words::import::job_broke().to_owned()))),
                Err(told) => drop(problem.try_set(Some(told))),
            }
        });
    };
    if trained.model.rows.yes + trained.model.rows.no <= AT_ONCE {
        compare();
    }
    let used = trained.model.spec.model;
    view! {
        <section class="card compare">
            <h2>{w::better_model()}</h2>
            {move || match (found.get(), busy.get(), problem.get()) {
                (Some(challenge), ..) => view! { <Candidates lab challenge used /> }.into_any(),
                (None, true, _) => view! { <p class="muted" role="status">{w::comparing()}</p> }.into_any(),
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
}

#[component]
fn Candidates(lab: Lab, challenge: Arc<Challenge>, used: ModelKind) -> impl IntoView {
    let data = use_data();
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
