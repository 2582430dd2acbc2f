//! Do trees foresee a number better than the line? All of them on the same folds.

use super::{
    Lab, Numbered,
    compare::comparison,
    number::told,
    questions::Task,
    run::{self, train},
};
use crate::{
    data::{Data, use_data},
    format,
    words::{insights as w, lab as l},
};
use domain::insight::{ModelKind, NumberCandidate, NumberChallenge};
use leptos::prelude::*;
use protocol::{Job, Outcome};
use std::sync::Arc;

fn model_name(model: ModelKind) -> &'static str {
    if model == ModelKind::Logistic { l::line() } else { w::model_kind(model) }
}

#[component]
pub fn NumberCompare(lab: Lab, found: Arc<Numbered>) -> impl IntoView {
    let data = use_data();
    let used = found.spec.model;
    let read = |outcome| match outcome {
        Outcome::Lab(bytes) => run::answer::<NumberChallenge>(&bytes)?.ok(),
        _ => None,
    };
    let asked = (found.regression.rows, found.spec.clone(), Task::Number);
    comparison(lab, asked, Job::ChallengeNumber, read, move |challenge| candidates(lab, data, &challenge, used))
}

fn candidates(lab: Lab, data: Data, challenge: &NumberChallenge, used: ModelKind) -> AnyView {
    let proposed = challenge.proposed;
    let finding = match proposed {
        ModelKind::Logistic => l::line_kept().to_owned(),
        better => w::clearly_better(model_name(better)),
    };
    let line = |candidate: &NumberCandidate| {
        let (model, own) = (candidate.model, candidate.scores);
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
    let mean = challenge.candidates.first().map(|line| line.scores).map(|own| {
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
                <tbody>{challenge.candidates.iter().map(line).collect_view()}{mean}</tbody>
            </table>
        </div>
        <p class="hint">{l::compare_how()}</p>
    }
    .into_any()
}
