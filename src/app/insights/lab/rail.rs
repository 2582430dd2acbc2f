//! The five steps: Data, Prepare, Features, Train, Apply.

use super::{
    Lab, apply, dated,
    questions::{self, Question, Task},
    run::train,
    save, source,
};
use crate::{
    data::use_data,
    insights::field_name,
    ui::Icon,
    words::{common, dated as d, insights as w, lab as l},
};
use domain::{
    Key, Kind,
    insight::{FeatureSpec, Missing, Outliers},
    keys,
};
use leptos::prelude::*;

#[component]
pub fn Rail(lab: Lab) -> impl IntoView {
    view! {
        <div class="lab-rail">
            <Step number=1 title=w::step_data()><source::Source lab /><Target lab /></Step>
            <Step number=2 title=w::step_features()><Columns lab /></Step>
            <Step number=3 title=w::step_prepare()><Prepared lab /></Step>
            <Step number=4 title=w::step_train()><TrainStep lab /></Step>
            <Step number=5 title=w::step_apply()><Use lab /></Step>
        </div>
    }
}

#[component]
fn Columns(lab: Lab) -> impl IntoView {
    move || match lab.task.get().is_dated() {
        true => view! { <dated::Parts lab /> }.into_any(),
        false => view! { <Features lab /> }.into_any(),
    }
}

#[component]
fn Prepared(lab: Lab) -> impl IntoView {
    move || match lab.task.get().is_dated() {
        true => view! { <p class="hint">{dated::prepared(lab.task.get())}</p> }.into_any(),
        false => view! { <Prepare lab /> }.into_any(),
    }
}

#[component]
fn Step(number: u32, title: &'static str, children: Children) -> impl IntoView {
    view! {
        <details class="lab-step" open=number != 3>
            <summary><span class="lab-number">{number}</span>{title}</summary>
            <div class="lab-step-body">{children()}</div>
        </details>
    }
}

/// What can be done with what was found.
#[component]
fn Use(lab: Lab) -> impl IntoView {
    move || {
        match (lab.of_file.get(), lab.task.get()) {
        (true, Task::Series) => view! { <p class="hint">{d::save_series()}</p> }.into_any(),
        (true, _) => view! { <save::SaveStep lab /> }.into_any(),
        (false, Task::YesNo) => view! { <apply::ApplyStep lab /> }.into_any(),
        (false, Task::Number) => view! { <apply::ApplyNumber lab /> }.into_any(),
        (false, _) => view! {
            <p class="hint">{l::groups_elsewhere()}</p>
            <leptos_router::components::A href="/insights" attr:class="button">{common::insights()}</leptos_router::components::A>
        }
        .into_any(),
    }
    }
}

#[component]
fn Target(lab: Lab) -> impl IntoView {
    let data = use_data();
    let all = Memo::new(move |_| questions::questions(lab, data));
    let is_chosen = move |question: &Question| {
        let asked = !question.task.has_target() || lab.target.get().is_some();
        asked
            && question.task == lab.task.get()
            && question.target == lab.target.get()
            && question.answer == lab.answer.get()
    };
    let choose = move |event| {
        let picked = event_target_value(&event).parse().ok().and_then(|at: usize| all.get_untracked().get(at).cloned());
        untrack(|| lab.ask(data, picked.as_ref()));
    };
    let options = move |task: Task| {
        let of_task = all.get().into_iter().enumerate().filter(move |(_, question)| question.task == task);
        let made: Vec<_> = of_task
            .map(|(at, question)| {
                let label = question.label.clone();
                view! { <option value=at.to_string() selected=move || is_chosen(&question)>{label}</option> }
            })
            .collect();
        (!made.is_empty()).then(|| view! { <optgroup label=task.name()>{made}</optgroup> })
    };
    view! {
        <label class="field">
            <span class="label">{w::predict()}</span>
            <select class="input" on:change=choose disabled=move || all.read().is_empty()>
                <option value="">{l::choose_question()}</option>
                {move || Task::ALL.map(options).into_iter().collect_view()}
            </select>
        </label>
        {move || (lab.target.get() == Some(keys::ORDERS_AGAIN)).then(|| view! { <p class="hint">{l::orders_again_text()}</p> })}
    }
}

#[component]
fn Features(lab: Lab) -> impl IntoView {
    let data = use_data();
    let toggle = move |key: Key, on: bool| {
        lab.features.update(|features| {
            features.retain(|feature| feature.key != key);
            if on {
                features.push(FeatureSpec::new(key));
            }
        });
    };
    let boxes = move || {
        questions::features(lab, data).into_iter().map(|(key, name)| {
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || lab.features.with(|features| features.iter().any(|feature| feature.key == key))
                        on:change=move |event| toggle(key, event_target_checked(&event))
                    />
                    <span>{name}</span>
                </label>
            }
        }).collect_view()
    };
    view! {
        <p class="hint">{w::features_text()}</p>
        <div class="lab-features">{boxes}</div>
        <p class="hint">{move || w::chosen(lab.features.read().len())}</p>
    }
}

#[component]
fn Prepare(lab: Lab) -> impl IntoView {
    let data = use_data();
    let change = move |key: Key, change: &dyn Fn(&mut FeatureSpec)| {
        lab.features.update(|features| features.iter_mut().filter(|feature| feature.key == key).for_each(change));
    };
    let rows = move || {
        lab.features.get().into_iter().map(|feature| {
            let key = feature.key;
            let name = data.read(|book| field_name(book, Kind::Contact, key));
            const MISSING: [Missing; 4] = [Missing::Median, Missing::Mean, Missing::MostFrequent, Missing::Drop];
            const OUTLIERS: [Outliers; 3] = [Outliers::Keep, Outliers::Clip, Outliers::Drop];
            let set_missing = move |event| {
                let at: usize = event_target_value(&event).parse().unwrap_or(0);
                change(key, &|feature| feature.missing = MISSING[at.min(3)]);
            };
            let set_outliers = move |event| {
                let at: usize = event_target_value(&event).parse().unwrap_or(0);
                change(key, &|feature| feature.outliers = OUTLIERS[at.min(2)]);
            };
            view! {
                <div class="lab-prepare">
                    <span>{name.clone()}</span>
                    <select class="input" aria-label=w::missing_values(&name) on:change=set_missing>
                        {MISSING.iter().enumerate().map(|(at, choice)| view! { <option value=at.to_string() selected=feature.missing == *choice>{w::missing(*choice)}</option> }).collect_view()}
                    </select>
                    <select class="input" aria-label=w::outlier_values(&name) on:change=set_outliers>
                        {OUTLIERS.iter().enumerate().map(|(at, choice)| view! { <option value=at.to_string() selected=feature.outliers == *choice>{w::outliers(*choice)}</option> }).collect_view()}
                    </select>
                </div>
            }
        }).collect_view()
    };
    view! {
        <div class="lab-prepare hint" aria-hidden="true"><span></span><span>{w::missing_head()}</span><span>{w::outliers_head()}</span></div>
        {rows}
    }
}

#[component]
fn TrainStep(lab: Lab) -> impl IntoView {
    let data = use_data();
    let ready = move || {
        let asked = !lab.task.get().has_target() || lab.target.get().is_some();
        asked && !lab.features.read().is_empty() && (!lab.of_file.get() || lab.look.read().is_some())
    };
    let share = move || {
        lab.progress
            .get()
            .filter(|progress| progress.total > 0)
            .map_or(0.0, |progress| progress.done as f64 / progress.total as f64)
    };
    let cancel = move |_| {
        match lab.cancel.get_untracked() {
            Some(cancel) => cancel.cancel(),
            // The rows are still on their way.
            None => {
                lab.asked.update(|asked| *asked += 1);
                lab.progress.set(None);
            }
        }
    };
    let seed = move |event| {
        if let Ok(seed) = event_target_value(&event).trim().parse() {
            lab.seed.set(seed);
        }
    };
    view! {
        <label class="field">
            <span class="label">{w::seed()}</span>
            <input class="input" inputmode="numeric" prop:value=move || lab.seed.get().to_string() on:change=seed />
            <span class="hint">{w::seed_text()}</span>
        </label>
        <Show
            when=move || lab.progress.get().is_some()
            fallback=move || view! {
                <button type="button" class="button" data-primary="true" disabled=move || !ready() on:click=move |_| train(lab, data)>
                    <Icon name="play" />
                    {w::train()}
                </button>
            }
        >
            <div class="progress" role="status">
                <span>{w::training()}</span>
                <progress max="1" prop:value=share aria-label=w::training()></progress>
                <button type="button" class="button" on:click=cancel>{common::cancel()}</button>
            </div>
        </Show>
    }
}
