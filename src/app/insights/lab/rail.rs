//! The five steps: Data, Prepare, Features, Train, Apply.

use super::{Lab, apply, feature_fields, targets, train};
use crate::{
    data::use_data,
    fields, format,
    insights::field_name,
    ui::Icon,
    words::{common, insights as w},
};
use domain::{
    Book, FieldSpec, Key, Kind, Value,
    insight::{FeatureSpec, Missing, Outliers},
};
use leptos::prelude::*;

#[component]
pub fn Rail(lab: Lab) -> impl IntoView {
    view! {
        <div class="lab-rail">
            <Step number=1 title=w::step_data()><Target lab /></Step>
            <Step number=2 title=w::step_features()><Features lab /></Step>
            <Step number=3 title=w::step_prepare()><Prepare lab /></Step>
            <Step number=4 title=w::step_train()><TrainStep lab /></Step>
            <Step number=5 title=w::step_apply()><apply::ApplyStep lab /></Step>
        </div>
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

/// Yes, no and unknown answers.
fn counts(book: &Book, field: &FieldSpec, answer: Option<&str>) -> [usize; 3] {
    let mut counts = [0; 3];
    for record in book.iter(Kind::Contact) {
        let side = match (record.get(field.key), answer) {
            (Some(Value::Bool(true)), _) => 0,
            (Some(Value::Bool(false)), _) => 1,
            (Some(Value::Choice(choice)), Some(answer)) => usize::from(choice != answer),
            _ => 2,
        };
        counts[side] += 1;
    }
    counts
}

#[component]
fn Target(lab: Lab) -> impl IntoView {
    let data = use_data();
    let all = data.read(targets);
    let labels: Vec<String> = data.read(|book| {
        let label = |(field, answer): &(FieldSpec, Option<String>)| {
            let name = fields::name(field);
            let name =
                answer.as_ref().map_or(name.clone(), |answer| format!("{name}: {}", fields::choice(field, answer)));
            let [yes, no, unknown] = counts(book, field, answer.as_deref()).map(|count| format::count(count as f64));
            w::predict_option(&name, &yes, &no, &unknown)
        };
        all.iter().map(label).collect()
    });
    let chosen = {
        let all = all.clone();
        move || {
            lab.target.with(|target| {
                lab.answer
                    .with(|answer| all.iter().position(|(field, level)| Some(field.key) == *target && level == answer))
            })
        }
    };
    let choose = move |event| {
        let picked = event_target_value(&event).parse().ok().and_then(|at: usize| all.get(at).cloned());
        lab.ask(data, picked.as_ref().map(|(field, _)| field.key), picked.and_then(|(_, answer)| answer));
    };
    view! {
        <label class="field">
            <span class="label">{w::predict()}</span>
            <select class="input" on:change=choose>
                <option value="">{w::choose_answer()}</option>
                {labels.into_iter().enumerate().map(|(at, label)| {
                    let chosen = chosen.clone();
                    view! { <option value=at.to_string() selected=move || chosen() == Some(at)>{label}</option> }
                }).collect_view()}
            </select>
        </label>
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
        let target = lab.target.get();
        let all = data.read(|book| feature_fields(book, target));
        all.into_iter().map(|field| {
            let key = field.key;
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || lab.features.with(|features| features.iter().any(|feature| feature.key == key))
                        on:change=move |event| toggle(key, event_target_checked(&event))
                    />
                    <span>{fields::name(&field)}</span>
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
    let ready = move || lab.target.get().is_some() && !lab.features.read().is_empty();
    let share = move || {
        lab.progress
            .get()
            .filter(|progress| progress.total > 0)
            .map_or(0.0, |progress| progress.done as f64 / progress.total as f64)
    };
    let cancel = move |_| {
        if let Some(cancel) = lab.cancel.get_untracked() {
            cancel.cancel();
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
