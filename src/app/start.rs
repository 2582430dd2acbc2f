//! The first run: three doors, then what kind of business it is.

pub mod business;
pub mod sample;

pub use sample::{add_sample, remove_sample};

use crate::{
    data::use_data,
    prefs,
    shell::{FirstRunShown, sidebar::LanguageSelect},
    ui::{Icon, use_toasts},
    words::start as w,
};
use leptos::{html, prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    Bring,
    Empty,
    Sample,
}

/// Shown instead of the frame until the user has chosen.
#[component]
pub fn FirstRun() -> impl IntoView {
    let door = RwSignal::new(None::<Door>);
    view! {
        <main class="first-run" id="main">
            <div class="first-run-head">
                <img src="icons/icon.svg" alt="" width="40" height="40" />
                <LanguageSelect />
            </div>
            {move || match door.get() {
                None => view! { <Doors door /> }.into_any(),
                Some(chosen) => view! { <Business chosen door /> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn Doors(door: RwSignal<Option<Door>>) -> impl IntoView {
    let doors = [
        (Door::Bring, "upload", w::bring(), w::bring_text()),
        (Door::Empty, "user-plus", w::empty(), w::empty_text()),
        (Door::Sample, "store", w::sample(), w::sample_text()),
    ];
    let button = |(chosen, icon, name, text): (Door, &'static str, &'static str, &'static str)| {
        view! {
            <div class="door card">
                <Icon name=icon />
                <button type="button" on:click=move |_| door.set(Some(chosen))>{name}</button>
                <span class="muted">{text}</span>
            </div>
        }
    };
    view! {
        <h1>{w::welcome()}</h1>
        <p class="first-run-text">{w::promise()}</p>
        <div class="doors">{doors.map(button).collect_view()}</div>
    }
}

#[component]
fn Business(chosen: Door, door: RwSignal<Option<Door>>) -> impl IntoView {
    let (data, toasts, navigate) = (use_data(), use_toasts(), use_navigate());
    let FirstRunShown(shown) = expect_context();
    let kind = RwSignal::new(if chosen == Door::Sample { "shop" } else { "other" });
    let busy = RwSignal::new(None::<&'static str>);
    let share = RwSignal::new(0.0);
    let go = move |_| {
        let (navigate, kind) = (navigate.clone(), kind.get_untracked());
        busy.set(Some(if chosen == Door::Sample { w::making_sample() } else { w::setting_up() }));
        spawn_local(async move {
            business::set_up(data, kind);
            if chosen == Door::Sample {
                // The user may change the language meanwhile, which makes the page anew without these signals.
                let tell = move |done| {
                    share.try_set(done);
                };
                match sample::add_sample_telling(data, tell).await {
                    Ok((count, receipt)) => toasts.changed(data, w::sample_added(count), receipt),
                    Err(reason) => toasts.warn(reason),
                }
            }
            prefs::update(|prefs| prefs.started = true);
            navigate(if chosen == Door::Bring { "/import" } else { "/contacts" }, Default::default());
            shown.set(false);
        });
    };
    let option = |code: &'static str| {
        let (name, text) = w::business(code);
        let icon = match code {
            "consultant" => "briefcase",
            "shop" => "store",
            "electronics" => "cpu",
            "restaurant" => "utensils",
            _ => "sparkles",
        };
        view! {
            <label class="choice card">
                <input type="radio" name="business" value=code prop:checked=move || kind.get() == code on:change=move |_| kind.set(code) />
                <Icon name=icon />
                <span><strong>{name}</strong> <span class="muted">{text}</span></span>
            </label>
        }
    };
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move || {
        // The button that was pressed is gone: the keyboard goes on from here.
        if let Some(heading) = heading.get() {
            drop(heading.focus());
        }
    });
    view! {
        <h1 tabindex="-1" node_ref=heading>{w::what_kind()}</h1>
        <p class="first-run-text">{w::what_kind_text()}</p>
        <fieldset class="choices">
            <legend class="visually-hidden">{w::what_kind()}</legend>
            {domain::profile::BUSINESS_KINDS.iter().map(|code| option(code)).collect_view()}
        </fieldset>
        <div class="row">
            <button type="button" class="button" disabled=move || busy.get().is_some() on:click=move |_| door.set(None)>{crate::words::common::back()}</button>
            <button type="button" class="button" data-primary="true" disabled=move || busy.get().is_some() on:click=go>{w::continue_()}</button>
        </div>
        <div class="progress" role="status">
            <span class="muted">{move || busy.get()}</span>
            <Show when=move || busy.get().is_some() && chosen == Door::Sample>
                <progress max="1" prop:value=share aria-label=w::making_sample()></progress>
            </Show>
        </div>
    }
}
