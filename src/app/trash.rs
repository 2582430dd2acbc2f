//! trash.

use leptos::prelude::*;

#[component]
pub fn TrashPage() -> impl IntoView {
    view! { <p></p> }
}
