use crate::list::ListPage;
use domain::Kind;
use leptos::prelude::*;

#[component]
pub fn TasksPage() -> impl IntoView {
    view! { <ListPage kind=Kind::Task /> }
}
