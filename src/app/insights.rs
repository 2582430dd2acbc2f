//! insights.

pub mod lab;

use leptos::prelude::*;

#[component]
pub fn InsightsPage() -> impl IntoView {
    view! { <p></p> }
}
