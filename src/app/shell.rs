//! The frame around every page.

pub mod fault;

use crate::{data::Data, prefs::Prefs, ui::Toasts};
use leptos::prelude::*;

/// The whole app.
#[component]
pub fn App(prefs: Prefs) -> impl IntoView {
    let data = Data::new();
    provide_context(data);
    provide_context(Toasts::default());
    data.open();
    view! { <p>{prefs.started.to_string()}</p> }
}
