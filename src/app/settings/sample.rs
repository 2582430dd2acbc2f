use leptos::prelude::*;

#[component]
pub fn SampleSection() -> impl IntoView {}
