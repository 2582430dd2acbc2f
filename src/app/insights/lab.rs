//! The lab.

use leptos::prelude::*;

#[component]
pub fn LabPage() -> impl IntoView {
    view! { <p></p> }
}
