//! When things break: nobody sees a blank page, and the data can always be taken out.

use crate::{
    routes,
    ui::Empty,
    words::{common, shell as w},
};
use leptos::prelude::*;
use storage::StorageError;
use wasm_bindgen::{JsCast, closure::Closure};

/// Shows the crash page on a panic. The app's memory is lost then, what was saved is not.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        // Nothing more can be done where even this fails.
        drop(show_crash());
    }));
}

fn show_crash() -> Result<(), wasm_bindgen::JsValue> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return Ok(()) };
    if document.get_element_by_id("crash").is_some() {
        return Ok(());
    }
    let page = document.create_element("div")?;
    page.set_id("crash");
    page.set_class_name("crash");
    page.set_attribute("role", "alert")?;
    let heading = document.create_element("h1")?;
    heading.set_text_content(Some(w::crashed()));
    let text = document.create_element("p")?;
    text.set_text_content(Some(w::crashed_text()));
    let actions = document.create_element("div")?;
    actions.set_class_name("row");
    let again = document.create_element("button")?;
    again.set_text_content(Some(common::reload()));
    again
        .add_event_listener_with_callback("click", Closure::<dyn Fn()>::new(reload).into_js_value().unchecked_ref())?;
    let rescue = document.create_element("a")?;
    rescue.set_text_content(Some(common::download_my_data()));
    rescue.set_attribute("href", &format!("{}/rescue", routes::base()))?;
    for action in [again, rescue] {
        action.set_class_name("button");
        actions.append_child(&action)?;
    }
    for part in [&heading, &text, &actions] {
        page.append_child(part)?;
    }
    if let Some(body) = document.body() {
        body.append_child(&page)?;
    }
    Ok(())
}

/// Loads the page again, where it is.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        drop(window.location().reload());
    }
}

/// Takes the painted skeleton away as soon as there is something better to show.
pub fn remove_skeleton_when(ready: impl Fn() -> bool + 'static) {
    let skeleton = || web_sys::window()?.document()?.get_element_by_id("skeleton");
    if routes::is_rescue() {
        if let Some(skeleton) = skeleton() {
            skeleton.remove();
        }
        return;
    }
    Effect::new(move || {
        if ready()
            && let Some(skeleton) = skeleton()
        {
            skeleton.remove();
        }
    });
}

/// The data could not be opened: why, and what can be done.
#[component]
pub fn CannotOpen(reason: StorageError) -> impl IntoView {
    view! {
        <main class="main" role="alert">
            <Empty icon="triangle-alert" text=format!("{} {}", w::cannot_open(), w::storage_error(&reason))>
                <button type="button" class="button" data-primary="true" on:click=|_| reload()>{common::reload()}</button>
                <a class="button" href=format!("{}/rescue", routes::base()) rel="external">{common::download_my_data()}</a>
            </Empty>
        </main>
    }
}
