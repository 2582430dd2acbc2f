//! companies.

use leptos::prelude::*;

#[component]
pub fn CompaniesPage() -> impl IntoView {
    view! { <p></p> }
}
