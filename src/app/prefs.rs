//! Small preferences of this browser: language, theme, sidebar, columns. Kept in local storage.

use crate::words::{Lang, set_lang};
use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const KEY: &str = "prefs";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    Light,
    Dark,
    #[default]
    System,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// None: guessed from the browser.
    pub lang: Option<Lang>,
    pub theme: Theme,
    pub sidebar_narrow: bool,
    /// The columns of each list, by kind code.
    pub columns: BTreeMap<String, Vec<String>>,
    /// The cards of `/insights` in the owner's order, by code, and those that are hidden.
    pub cards: Vec<String>,
    pub cards_hidden: Vec<String>,
    /// The month, counted from year 0, whose forecast was last put into the diary by itself: taken back, it stays out.
    pub forecast_kept: Option<i32>,
    /// The version of the app that was last opened.
    pub version: String,
    /// The newest journal entry when everything was last taken out, and when the owner put the reminder off.
    pub backed_up: Option<u64>,
    pub reminded: Option<u64>,
    /// The first run has been gone through.
    pub started: bool,
    /// The tour of `/insights` was taken or declined.
    pub toured: bool,
}

pub fn load() -> Prefs {
    LocalStorage::get(KEY).unwrap_or_default()
}

/// Changes and keeps the preferences. A browser that refuses local storage just forgets them.
pub fn update(change: impl FnOnce(&mut Prefs)) -> Prefs {
    let mut prefs = load();
    change(&mut prefs);
    if LocalStorage::set(KEY, &prefs).is_err() {
        web_sys::console::warn_1(&"preferences could not be kept".into());
    }
    prefs
}

/// Sets language and theme of the document.
pub fn apply(prefs: &Prefs) {
    let lang = prefs.lang.unwrap_or_else(guess);
    set_lang(lang);
    let Some(root) =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element())
    else {
        return;
    };
    let theme = match prefs.theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
        Theme::System => "system",
    };
    for (name, value) in [("lang", lang.tag()), ("data-theme", theme)] {
        if root.set_attribute(name, value).is_err() {
            web_sys::console::warn_1(&name.into());
        }
    }
}

fn guess() -> Lang {
    let tag = web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default();
    if tag.starts_with("zh") { Lang::Zh } else { Lang::En }
}
