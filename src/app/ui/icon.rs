use leptos::prelude::*;

/// A symbol of the sprite that the page holds (`public/icons.svg`); decoration only.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=format!("#icon-{name}")></use>
        </svg>
    }
}
