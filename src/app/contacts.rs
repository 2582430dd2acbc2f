use crate::list::ListPage;
use domain::Kind;
use leptos::prelude::*;

#[component]
pub fn ContactsPage() -> impl IntoView {
    view! { <ListPage kind=Kind::Contact /> }
}
