//! contacts.

use leptos::prelude::*;

#[component]
pub fn ContactsPage() -> impl IntoView {
    view! { <p></p> }
}
