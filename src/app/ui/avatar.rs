use crate::format;
use leptos::prelude::*;

/// Initials on a colour that stays with the name.
#[component]
pub fn Avatar(#[prop(into)] name: Signal<String>) -> impl IntoView {
    let hue = move || name.read().bytes().fold(5381_u32, |hash, byte| hash.wrapping_mul(33) ^ u32::from(byte)) % 6 + 1;
    view! { <span class="avatar" data-hue=hue aria-hidden="true">{move || format::initials(&name.read())}</span> }
}
