//! Preferences of this browser: language and theme.

use super::controls::{ChoiceField, Section};
use crate::{
    prefs::{self, Theme},
    shell,
    words::{Lang, settings as w, shell as s},
};
use leptos::prelude::*;

#[component]
pub fn PreferencesTab() -> impl IntoView {
    let lang = prefs::load().lang;
    let langs = [(None, w::language_auto()), (Some(Lang::En), s::ENGLISH), (Some(Lang::Zh), s::CHINESE)];
    let code = |lang: Option<Lang>| lang.map(Lang::tag).unwrap_or_default().to_owned();
    let options = langs.iter().map(|(lang, name)| (code(*lang), (*name).to_owned())).collect();
    let choose = move |chosen: String| {
        let lang = langs.iter().find(|(lang, _)| code(*lang) == chosen).and_then(|(lang, _)| *lang);
        prefs::apply(&prefs::update(|prefs| prefs.lang = lang));
        shell::remount();
    };
    view! {
        <Section title=w::preferences()>
            <ChoiceField label=w::language() chosen=code(lang) options save=choose />
            <ThemeChoice />
        </Section>
    }
}

#[component]
fn ThemeChoice() -> impl IntoView {
    let current = prefs::theme();
    let themes = [(Theme::Light, w::light()), (Theme::Dark, w::dark()), (Theme::System, w::system())];
    let radios = themes.map(|(theme, name)| {
        let current = current.clone();
        view! {
            <label class="check">
                <input type="radio" name="theme" prop:checked=move || current.get() == theme on:change=move |_| prefs::choose_theme(theme) />
                {name}
            </label>
        }
    });
    view! {
        <fieldset class="settings-group">
            <legend class="label">{w::theme()}</legend>
            <div class="settings-checks">{radios.into_iter().collect_view()}</div>
        </fieldset>
    }
}
