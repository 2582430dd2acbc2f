//! rescue.

use leptos::prelude::*;

#[component]
pub fn RescuePage() -> impl IntoView {
    view! { <p></p> }
}
