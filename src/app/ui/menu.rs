use crate::ui::Icon;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// A button that opens a small panel below it. A click outside, Escape or choosing an item closes it.
#[component]
pub fn Menu(
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] icon: Option<&'static str>,
    /// Only the icon is shown; the label is the button's name.
    #[prop(optional)]
    icon_only: bool,
    /// Stays open when something in it is clicked (filters, columns).
    #[prop(optional)]
    stay_open: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let element = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let outside = window_event_listener(ev::pointerdown, move |event| {
        let inside = element.get_untracked().zip(event.target()).is_some_and(|(element, target)| {
            target.dyn_ref::<web_sys::Node>().is_some_and(|target| element.contains(Some(target)))
        });
        if !inside && open.get_untracked() {
            open.set(false);
        }
    });
    on_cleanup(move || outside.remove());
    let close_by_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
            if let Some(button) = button.get_untracked() {
                drop(button.focus());
            }
        }
    };
    view! {
        <div class="menu" node_ref=element on:keydown=close_by_key>
            <button
                type="button"
                class=if icon_only { "icon-button" } else { "button" }
                node_ref=button
                aria-haspopup="true"
                aria-expanded=move || open.get().to_string()
                aria-label=move || icon_only.then(|| label.get())
                title=move || icon_only.then(|| label.get())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {icon.map(|name| view! { <Icon name /> })}
                {(!icon_only).then(|| view! { <span>{move || label.get()}</span> })}
            </button>
            <Show when=move || open.get()>
                <div class="menu-panel" on:click=move |_| if !stay_open { open.set(false) }>{children()}</div>
            </Show>
        </div>
    }
}

/// One line of a menu.
#[component]
pub fn MenuItem(
    #[prop(into)] label: String,
    #[prop(optional)] icon: Option<&'static str>,
    #[prop(optional)] danger: bool,
    on_choose: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class="menu-item" data-danger=danger.then_some("true") on:click=move |_| on_choose()>
            {icon.map(|name| view! { <Icon name /> })}
            <span>{label}</span>
        </button>
    }
}
