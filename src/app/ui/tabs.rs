use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// One thing looked at in several ways: a row of tabs and the panel of the chosen one. The arrow keys, Home and End go
/// from tab to tab, the Tab key goes on to the panel.
#[component]
pub fn Tabs<T: Copy + PartialEq + Send + Sync + 'static>(
    tabs: Vec<(T, &'static str)>,
    chosen: RwSignal<T>,
    children: Children,
) -> impl IntoView {
    let name = StoredValue::new(format!("tabs-{}", crate::clock::random()));
    let id = move |at: usize| format!("{}-{at}", name.get_value());
    let all = StoredValue::new(tabs.iter().map(|(tab, _)| *tab).collect::<Vec<T>>());
    let place = move || all.with_value(|all| all.iter().position(|tab| *tab == chosen.get()).unwrap_or_default());
    let by_key = move |event: ev::KeyboardEvent| {
        let (at, last) = (untrack(place), all.with_value(Vec::len) - 1);
        let next = match event.key().as_str() {
            "ArrowRight" if at < last => at + 1,
            "ArrowRight" | "Home" => 0,
            "ArrowLeft" if at > 0 => at - 1,
            "ArrowLeft" | "End" => last,
            _ => return,
        };
        event.prevent_default();
        chosen.set(all.with_value(|all| all[next]));
        let tab = document().get_element_by_id(&id(next)).and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok());
        drop(tab.map(|tab| tab.focus()));
    };
    let tab = move |(at, (this, title)): (usize, (T, &'static str))| {
        view! {
            <button
                type="button"
                role="tab"
                id=id(at)
                aria-controls=name.get_value()
                aria-selected=move || (chosen.get() == this).to_string()
                tabindex=move || if chosen.get() == this { "0" } else { "-1" }
                on:click=move |_| chosen.set(this)
            >
                {title}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" on:keydown=by_key>{tabs.into_iter().enumerate().map(tab).collect_view()}</div>
        <div class="look" role="tabpanel" id=name.get_value() aria-labelledby=move || id(place()) tabindex="0">{children()}</div>
    }
}
