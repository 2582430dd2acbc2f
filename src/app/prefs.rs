//! Small preferences of this browser: language, theme, sidebar, columns. Kept in local storage.

use crate::words::{Lang, set_lang};
use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::{ArcRwSignal, GetUntracked, Set};
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

thread_local! {
    static THEME: ArcRwSignal<Theme> = ArcRwSignal::new(load().theme);
}

/// The chosen theme, for whatever shows it.
pub fn theme() -> ArcRwSignal<Theme> {
    THEME.with(Clone::clone)
}

pub fn choose_theme(theme: Theme) {
    apply(&update(|prefs| prefs.theme = theme));
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
    if theme().get_untracked() != prefs.theme {
        theme().set(prefs.theme);
    }
    if let Some(document) = web_sys::window().and_then(|window| window.document())
        && dress(&document, lang, prefs.theme).is_err()
    {
        web_sys::console::warn_1(&"the theme could not be set".into());
    }
}

fn dress(document: &web_sys::Document, lang: Lang, theme: Theme) -> Result<(), wasm_bindgen::JsValue> {
    let chosen = match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
        Theme::System => "system",
    };
    if let Some(root) = document.document_element() {
        root.set_attribute("lang", lang.tag())?;
        root.set_attribute("data-theme", chosen)?;
    }
    // The browser's own frame: of its two colours the one that fits. boot.js does the same before the first paint.
    for scheme in ["light", "dark"] {
        let media = match theme {
            Theme::System => format!("(prefers-color-scheme: {scheme})"),
            _ if scheme == chosen => "all".to_owned(),
            _ => "not all".to_owned(),
        };
        if let Some(colour) = document.query_selector(&format!("meta[data-scheme={scheme}]"))? {
            colour.set_attribute("media", &media)?;
        }
    }
    Ok(())
}

fn guess() -> Lang {
    let tag = web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default();
    if tag.starts_with("zh") { Lang::Zh } else { Lang::En }
}
