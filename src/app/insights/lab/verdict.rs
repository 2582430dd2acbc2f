//! The verdict above every answer: how far to trust it, in a sentence, and what that rests on.

use crate::{insights::tone, ui::Icon};
use domain::insight::Level;
use leptos::prelude::*;

pub(super) fn verdict(level: Level, title: String, about: impl IntoView) -> AnyView {
    let icon = match level {
        Level::Use => "circle-check",
        Level::Care => "triangle-alert",
        Level::No => "circle-alert",
    };
    view! {
        <section class="verdict notice" data-tone=tone(level)>
            <Icon name=icon />
            <div class="stack">
                <h2>{title}</h2>
                {about.into_any()}
            </div>
        </section>
    }
    .into_any()
}

pub(super) fn reasons(told: impl IntoIterator<Item = String>) -> AnyView {
    let told = told.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    view! { <ul class="verdict-reasons">{told}</ul> }.into_any()
}
