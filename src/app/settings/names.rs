//! What the owner calls the records.

use super::{
    controls::{Section, TextField},
    set_profile,
};
use crate::{
    data::use_data,
    ui::use_toasts,
    words::{fields as f, settings as w},
};
use domain::{Kind, Value, keys, profile, profile::Names};
use leptos::prelude::*;

const RENAMED: [Kind; 5] = [Kind::Contact, Kind::Company, Kind::Deal, Kind::Order, Kind::Task];

#[component]
pub fn NamesSection() -> impl IntoView {
    view! {
        <Section title=w::names() hint=w::names_hint()>
            {RENAMED.into_iter().map(|kind| view! { <KindNames kind /> }).collect_view()}
        </Section>
    }
}

#[component]
fn KindNames(kind: Kind) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let own = Memo::new(move |_| {
        data.watch(&[Kind::Profile], |book| profile::renamed(book).remove(kind.code()).unwrap_or_default())
    });
    let (one, many) = (f::kind_one(kind), f::kind_many(kind));
    let keep = move |names: Names| {
        let mut renamed = data.read(profile::renamed);
        renamed.remove(kind.code());
        if !names.one.is_empty() || !names.many.is_empty() {
            renamed.insert(kind.code().to_owned(), names);
        }
        let json = serde_json::to_string(&renamed).ok().filter(|_| !renamed.is_empty());
        toasts.changed(data, w::names_saved(), set_profile(data, keys::RENAMED, json.map(Value::Json)));
    };
    let stored = |own: String, word: &str| if own.is_empty() { word.to_owned() } else { own };
    // The product's own word is no renaming.
    let typed = |text: String, word: &str| if text == word { String::new() } else { text };
    let shown_one = Signal::derive(move || stored(own.get().one, one));
    let shown_many = Signal::derive(move || stored(own.get().many, many));
    let save_one = move |text: String| {
        keep(Names { one: typed(text, one), ..own.get_untracked() });
        Ok(())
    };
    let save_many = move |text: String| {
        keep(Names { many: typed(text, many), ..own.get_untracked() });
        Ok(())
    };
    view! {
        <div class="settings-names">
            <TextField label=w::one_of(one) stored=shown_one save=save_one />
            <TextField label=w::many_of(&many.to_lowercase()) stored=shown_many save=save_many />
            <button
                type="button"
                class="button"
                aria-label=w::reset_name(many)
                disabled=move || own.get() == Names::default()
                on:click=move |_| keep(Names::default())
            >
                {w::reset()}
            </button>
        </div>
    }
}
