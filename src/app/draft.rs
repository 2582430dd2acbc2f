//! What was typed and is not saved yet: it survives a reload of the tab.

use domain::Id;
use gloo_storage::{SessionStorage, Storage};
use leptos::prelude::*;

/// What a reload interrupted, if anything.
pub fn kept(key: &str) -> Option<String> {
    SessionStorage::get(key).ok()
}

/// A text that starts with what a reload interrupted, otherwise with `start`. It is kept while it says something else.
pub fn text(key: String, start: String) -> RwSignal<String> {
    let text = RwSignal::new(kept(&key).unwrap_or_else(|| start.clone()));
    Effect::new(move || {
        let typed = text.get();
        if typed == start {
            forget(&key);
        } else if SessionStorage::set(&key, typed).is_err() {
            web_sys::console::warn_1(&"the draft could not be kept".into());
        }
    });
    text
}

/// It was saved or given up.
pub fn forget(key: &str) {
    SessionStorage::delete(key);
}

/// Lets go of all that was typed on the pages of these records.
pub fn forget_all_of(ids: &[Id]) {
    let kept = SessionStorage::raw();
    let keys = (0..SessionStorage::length()).filter_map(|at| kept.key(at).ok()?);
    let of_one = |key: &String| ids.iter().any(|id| key.contains(&id.to_string()));
    // A key that goes moves the others.
    let keys: Vec<String> = keys.filter(of_one).collect();
    keys.iter().for_each(|key| forget(key));
}
