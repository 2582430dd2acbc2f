use leptos::prelude::*;

/// A page's frame: its heading, what stands beside it, and the content.
#[component]
pub fn Page(
    #[prop(into)] title: String,
    /// Beside the heading, small: usually a count.
    #[prop(optional, into)]
    meta: Option<ViewFn>,
    /// At the right: the page's actions.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let document_title = format!("{title} · {}", crate::words::common::product());
    Effect::new(move || {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(&document_title);
        }
    });
    view! {
        <header class="page-head">
            <h1>{title}</h1>
            <span class="page-meta">{meta.map(|meta| meta.run())}</span>
            <div class="page-actions">{actions.map(|actions| actions.run())}</div>
        </header>
        <div class="page-body">{children()}</div>
    }
}
