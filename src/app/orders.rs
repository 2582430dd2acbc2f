use crate::list::ListPage;
use domain::Kind;
use leptos::prelude::*;

#[component]
pub fn OrdersPage() -> impl IntoView {
    view! { <ListPage kind=Kind::Order /> }
}
