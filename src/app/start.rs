//! start.

use leptos::prelude::*;

#[component]
pub fn FirstRun() -> impl IntoView {
    view! { <p></p> }
}
