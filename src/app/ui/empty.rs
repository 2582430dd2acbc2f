use crate::ui::Icon;
use leptos::prelude::*;

/// A list with nothing in it: one sentence, and the next step as its children.
#[component]
pub fn Empty(
    icon: &'static str,
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon />
            <p>{text}</p>
            <div class="empty-actions">{children.map(|children| children())}</div>
        </div>
    }
}
