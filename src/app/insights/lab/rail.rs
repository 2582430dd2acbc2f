//! The five steps: Data, Prepare, Features, Train, Apply.

use super::{
    Found, Lab, apply, apply_groups, dated,
    prepare::Prepare,
    questions::{self, Question, Task},
    run::train,
    save, source,
    watch::bar,
};
use crate::{
    data::use_data,
    format,
    insights::field_name,
    ui::Icon,
    words::{dated as d, insights as w, lab as l},
};
use domain::{
    Key, Kind,
    insight::{FeatureSpec, Suspect},
    keys,
};
use leptos::prelude::*;

#[component]
pub fn Rail(lab: Lab) -> impl IntoView {
    let prepare = RwSignal::new(false);
    view! {
        <div class="lab-rail">
            <Step number=1 title=w::step_data()><source::Source lab /><Target lab /></Step>
            <Step number=2 title=w::step_features()><Columns lab /></Step>
            <Step number=3 title=w::step_prepare() opened=prepare><Prepared lab opened=prepare /></Step>
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
fn Prepared(lab: Lab, opened: RwSignal<bool>) -> impl IntoView {
    move || match lab.task.get().is_dated() {
        true => view! { <p class="hint">{dated::prepared(lab.task.get())}</p> }.into_any(),
        false => view! { <Prepare lab opened /> }.into_any(),
    }
}

#[component]
fn Step(
    number: u32,
    title: &'static str,
    #[prop(optional)] opened: Option<RwSignal<bool>>,
    children: Children,
) -> impl IntoView {
    let told = move |event| {
        let open = event_target::<web_sys::Element>(&event).has_attribute("open");
        opened.into_iter().for_each(|opened| opened.set(open));
    };
    view! {
        <details class="lab-step" open=number != 3 on:toggle=told>
            <summary><span class="lab-number">{number}</span>{title}</summary>
            <div class="lab-step-body">{children()}</div>
        </details>
    }
}

/// What can be done with what was found.
#[component]
fn Use(lab: Lab) -> impl IntoView {
    move || match (lab.of_file.get(), lab.task.get()) {
        (true, Task::Series | Task::Staying) => view! { <p class="hint">{d::save_series()}</p> }.into_any(),
        (true, _) => view! { <save::SaveStep lab /> }.into_any(),
        (false, Task::YesNo) => view! { <apply::ApplyStep lab /> }.into_any(),
        (false, Task::Number) => view! { <apply::ApplyNumber lab /> }.into_any(),
        (false, _) => view! { <apply_groups::ApplyGroups lab /> }.into_any(),
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
        {move || {
            let text = match lab.target.get()? {
                keys::ORDERS_AGAIN | keys::LEAVES => l::orders_again_text(),
                keys::CONVERTS => l::converts_text(),
                keys::REPLIES => l::replies_text(),
                _ => return None,
            };
            Some(view! { <p class="hint">{text}</p> })
        }}
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
        <LeftOut lab />
    }
}

/// Features that were left out because they may know the answer: the owner may know better.
#[component]
fn LeftOut(lab: Lab) -> impl IntoView {
    let data = use_data();
    let found = Memo::new(move |_| {
        let of = |suspects: &[Suspect]| -> Vec<Key> {
            suspects.iter().filter(|one| one.leak.is_certain()).map(|one| one.key).collect()
        };
        lab.found.with(|found| match found {
            Some(Found::YesNo(trained)) => of(&trained.model.suspects),
            Some(Found::Number(found)) => of(&found.regression.suspects),
            Some(Found::Nothing(_, keys)) => keys.clone(),
            _ => Vec::new(),
        })
    });
    let choice = move |key: Key| {
        let name = data.read(|book| field_name(book, Kind::Contact, key));
        let of = move |features: &[FeatureSpec]| features.iter().position(|feature| feature.key == key);
        let anyway = move || lab.features.with(|all| of(all).is_some_and(|at| all[at].anyway));
        let set = move |event| {
            let on = event_target_checked(&event);
            lab.features.update(|all| of(all).into_iter().for_each(|at| all[at].anyway = on));
        };
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=anyway on:change=set />
                <span>{l::use_anyway(&name)}</span>
            </label>
        }
    };
    move || found.get().into_iter().map(choice).collect_view()
}

/// How the model is held back and judged: good as it is for most.
#[component]
fn Expert(lab: Lab) -> impl IntoView {
    const FOLDS: [usize; 3] = [3, 5, 10];
    const SHARES: [f64; 4] = [0.1, 0.2, 0.3, 0.4];
    const PENALTIES: [f64; 5] = [0.01, 0.1, 1.0, 10.0, 100.0];
    let select = |label: &'static str, names: Vec<String>, at: Signal<Option<usize>>, set: Box<dyn Fn(usize)>| {
        let options = names.into_iter().enumerate().map(move |(place, name)| {
            view! { <option value=place.to_string() selected=move || at.get() == Some(place)>{name}</option> }
        });
        let change = move |event| event_target_value(&event).parse().into_iter().for_each(&set);
        view! {
            <label class="field">
                <span class="label">{label}</span>
                <select class="input" on:change=change>{options.collect_view()}</select>
            </label>
        }
    };
    let folds = Signal::derive(move || FOLDS.iter().position(|folds| *folds == lab.folds.get()));
    let share = Signal::derive(move || SHARES.iter().position(|share| *share == lab.test_share.get()));
    let penalty = Signal::derive(move || PENALTIES.iter().position(|c| *c == lab.c.get()));
    let yes_no = move || lab.task.get() == Task::YesNo;
    view! {
        <Show when=move || matches!(lab.task.get(), Task::YesNo | Task::Number)>
            <details class="insight-how">
                <summary>{l::expert()}</summary>
                <div class="lab-expert">
                    {select(l::folds(), FOLDS.map(|folds| folds.to_string()).to_vec(), folds, Box::new(move |at| lab.folds.set(FOLDS[at])))}
                    {move || yes_no().then(|| view! {
                        {select(l::test_share(), SHARES.map(format::percent).to_vec(), share, Box::new(move |at| lab.test_share.set(SHARES[at])))}
                        {select(l::penalty_head(), PENALTIES.map(|c| l::penalty(&format::number(c))).to_vec(), penalty, Box::new(move |at| lab.c.set(PENALTIES[at])))}
                    })}
                </div>
            </details>
        </Show>
    }
}

#[component]
fn TrainStep(lab: Lab) -> impl IntoView {
    let data = use_data();
    let ready = move || {
        let asked = !lab.task.get().has_target() || lab.target.get().is_some();
        asked && !lab.features.read().is_empty() && (!lab.of_file.get() || lab.look.read().is_some())
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
        <Expert lab />
        <Show
            when=move || lab.watch.busy.get()
            fallback=move || view! {
                <button type="button" class="button" data-primary="true" disabled=move || !ready() on:click=move |_| train(lab, data)>
                    <Icon name="play" />
                    {w::train()}
                </button>
            }
        >
            {bar(w::training(), lab.watch)}
        </Show>
    }
}
