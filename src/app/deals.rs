use crate::list::ListPage;
use domain::Kind;
use leptos::prelude::*;

#[component]
pub fn DealsPage() -> impl IntoView {
    view! { <ListPage kind=Kind::Deal /> }
}
