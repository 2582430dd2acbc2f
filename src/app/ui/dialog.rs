use crate::{ui::Icon, words};
use leptos::{html, prelude::*};

/// A modal dialog. Escape and the close button set `open` to false; the content is made when it opens.
#[component]
pub fn Dialog(open: RwSignal<bool>, #[prop(into)] title: Signal<String>, children: ChildrenFn) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = element.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let heading = format!("dialog-{}", crate::clock::random());
    view! {
        <dialog class="dialog" node_ref=element aria-labelledby=heading.clone() on:close=move |_| open.set(false)>
            <header class="dialog-head">
                <h2 id=heading.clone()>{title}</h2>
                <button type="button" class="icon-button" aria-label=words::common::close() on:click=move |_| open.set(false)>
                    <Icon name="x" />
                </button>
            </header>
            <Show when=move || open.get()>{children()}</Show>
        </dialog>
    }
}
