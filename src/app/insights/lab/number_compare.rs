//! Do trees foresee a number better than the line? All of them on the same folds.

use super::{
    Lab, Numbered,
    number::told,
    questions::Task,
    run::{self, train},
};
use crate::{
    data::{Data, use_data},
    format,
    words::{import, insights as w, lab as l},
    workers,
};
use domain::insight::{ModelKind, Regression, RegressionScores, TrainSpec};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Job, Outcome};
use std::sync::Arc;

/// Up to so many rows the comparison is made without being asked for.
const AT_ONCE: usize = 5_000;

type Scores = Vec<(ModelKind, RegressionScores)>;

fn model_name(model: ModelKind) -> &'static str {
    if model == ModelKind::Logistic { l::line() } else { w::model_kind(model) }
}

/// The line unless another model is better beyond chance: its interval lies above what the line takes away.
fn proposed(scores: &Scores) -> ModelKind {
    let line = scores.iter().find(|(model, _)| *model == ModelKind::Logistic).map_or(0.0, |(_, own)| own.gain.value);
    let better = scores.iter().filter(|(model, own)| *model != ModelKind::Logistic && own.gain.low > line);
    better.min_by(|a, b| a.1.rmse.total_cmp(&b.1.rmse)).map_or(ModelKind::Logistic, |(model, _)| *model)
}

async fn learn(lab: Lab, data: Data, spec: TrainSpec) -> Result<RegressionScores, String> {
    let job = run::job(lab, data, &spec, Task::Number).await?;
    match workers::run(Job::Number(job), None).await {
        Ok(Outcome::Lab(bytes)) => match run::answer::<Regression>(&bytes) {
            Some(Ok(found)) => Ok(found.scores),
            _ => Err(import::job_broke().to_owned()),
        },
        Ok(_) => Err(import::job_broke().to_owned()),
        Err(failure) => Err(workers::failure(&failure)),
    }
}

#[component]
pub fn NumberCompare(lab: Lab, found: Arc<Numbered>) -> impl IntoView {
    let data = use_data();
    let scores = RwSignal::new(None::<Scores>);
    let (busy, problem) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let (spec, own) = (found.spec.clone(), found.regression.scores);
    let used = spec.model;
    let compare = move || {
        let spec = spec.clone();
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let mut all = Vec::new();
            for model in ModelKind::ALL {
                let learned = match model == used {
                    true => Ok(own),
                    false => learn(lab, data, TrainSpec { model, ..spec.clone() }).await,
                };
                match learned {
                    Ok(scores) => all.push((model, scores)),
                    Err(told) => {
                        // The page may have moved on.
                        problem.try_set(Some(told));
                        busy.try_set(false);
                        return;
                    }
                }
            }
            scores.try_set(Some(all));
            busy.try_set(false);
        });
    };
    if found.regression.rows <= AT_ONCE {
        compare();
    }
    view! {
        <section class="card compare">
            <h2>{w::better_model()}</h2>
            {move || match (scores.get(), busy.get()) {
                (Some(scores), _) => candidates(lab, data, &scores, used),
                (None, true) => view! { <p class="muted" role="status">{w::comparing()}</p> }.into_any(),
                (None, false) => {
                    let compare = compare.clone();
                    view! {
                        {problem.get().map(|text| view! { <p class="notice" data-tone="bad" role="alert">{text}</p> })}
                        <p class="muted">{w::compare_text()}</p>
                        <button type="button" class="button" on:click=move |_| compare()>{w::compare()}</button>
                    }.into_any()
                }
            }}
        </section>
    }
    .into_any()
}

fn candidates(lab: Lab, data: Data, scores: &Scores, used: ModelKind) -> AnyView {
    let proposed = proposed(scores);
    let finding = match proposed {
        ModelKind::Logistic => l::line_kept().to_owned(),
        better => w::clearly_better(model_name(better)),
    };
    let line = |(model, own): &(ModelKind, RegressionScores)| {
        let model = *model;
        let choose = move |_| {
            lab.kind.set(model);
            train(lab, data);
        };
        let mark = match model == used {
            true => view! { <span class="chip" data-tone="accent">{w::in_use()}</span> }.into_any(),
            false => view! {
                <button type="button" class="button" aria-label=w::use_model(model_name(model)) data-primary=(model == proposed).then_some("true") on:click=choose>
                    {w::use_this()}
                </button>
            }
            .into_any(),
        };
        view! {
            <tr>
                <th scope="row">{model_name(model)}</th>
                <td class="num">{told(own.rmse)}</td>
                <td class="num">{told(own.mae)}</td>
                <td class="num">{format::decimals(own.r2, 3)}</td>
                <td>{mark}</td>
            </tr>
        }
    };
    let mean = scores.first().map(|(_, own)| {
        view! {
            <tr>
                <th scope="row">{l::the_mean()}</th>
                <td class="num">{told(own.naive_rmse)}</td>
                <td class="num">{told(own.naive_mae)}</td>
                <td class="num">{format::decimals(0.0, 3)}</td>
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
                        <th scope="col">{w::model()}</th><th scope="col" class="num">"RMSE"</th><th scope="col" class="num">"MAE"</th>
                        <th scope="col" class="num">{l::r2()}</th><td></td>
                    </tr>
                </thead>
                <tbody>{scores.iter().map(line).collect_view()}{mean}</tbody>
            </table>
        </div>
        <p class="hint">{l::compare_how()}</p>
    }
    .into_any()
}
