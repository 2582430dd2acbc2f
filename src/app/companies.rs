use crate::list::ListPage;
use domain::Kind;
use leptos::prelude::*;

#[component]
pub fn CompaniesPage() -> impl IntoView {
    view! { <ListPage kind=Kind::Company /> }
}
