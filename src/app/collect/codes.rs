//! The codes of the owner's business card and of the form.

use super::{Draft, controls::Line, made, picture};
use crate::{
    rescue::download,
    routes,
    settings::controls::Section,
    ui::{Icon, save_as::save_picture},
    words::{collect as w, import, settings},
};
use domain::{
    Key, Kind, Value,
    collect::{Code, Collect, Collected, Wanted},
    keys, profile,
};
use leptos::prelude::*;

/// What a business card says.
const CARD: [Key; 8] = [
    keys::NAME,
    keys::FIRST_NAME,
    keys::LAST_NAME,
    keys::JOB_TITLE,
    keys::EMAILS,
    keys::PHONES,
    keys::WEBSITE,
    keys::ADDRESS,
];

#[component]
pub fn CodesTab(draft: Draft) -> impl IntoView {
    let (data, toasts) = (draft.data, draft.toasts);
    let values = Memo::new(move |_| {
        data.watch(&[Kind::Profile], |book| {
            let profile = book.get(Kind::Profile, profile::ID)?;
            Some(CARD.into_iter().filter_map(|key| Some((key, profile.get(key)?.clone()))).collect::<Vec<_>>())
        })
        .unwrap_or_default()
    });
    let card = made(toasts, move || Wanted::Card(values.get()));
    let address = Memo::new(move |_| draft.collect.with(|collect| collect.address.trim().to_owned()));
    let wrong = |collect: &Collect| (!is_web(&collect.address)).then(w::not_web);
    let form =
        made(toasts, move || Wanted::Link(Some(address.get()).filter(|address| is_web(address)).unwrap_or_default()));
    let nothing = move || values.with(|values: &Vec<(Key, Value)>| values.iter().all(|(key, _)| !NAMES.contains(key)));
    let business = format!("{}/settings/business", routes::base());
    view! {
        <div class="collect-codes">
            <Section title=w::card() hint=w::card_hint()>
                <CodeView made=card alt=w::card_alt() file=w::card_file() />
                <Show when=nothing><p class="muted">{w::no_card()}</p></Show>
                <a class="link" href=business>{w::edit_profile()}</a>
            </Section>
            <Section title=w::form_code() hint=w::form_code_hint()>
                <Line draft label=w::form_address() part=|collect| &mut collect.address input_mode="url" wrong />
                <CodeView made=form alt=w::form_code_alt() file=w::form_file() />
            </Section>
        </div>
    }
    .into_any()
}

/// Without one of them nobody is named.
const NAMES: [Key; 3] = [keys::NAME, keys::FIRST_NAME, keys::LAST_NAME];

/// Nothing, or an address of the web.
fn is_web(address: &str) -> bool {
    let address = address.trim();
    address.is_empty()
        || web_sys::Url::new(address).is_ok_and(|url| ["https:", "http:"].contains(&url.protocol().as_str()))
}

#[component]
fn CodeView(made: RwSignal<Option<Collected>>, alt: &'static str, file: &'static str) -> impl IntoView {
    let toasts = crate::ui::use_toasts();
    let code = Memo::new(move |_| match made.get() {
        Some(Collected::Code(code)) => Some(code),
        _ => None,
    });
    let tell = move |name: &str, saved: bool| match saved {
        true => toasts.say(import::exported(name)),
        false => toasts.warn(settings::download_refused()),
    };
    let png = move |_| {
        let name = format!("{file}.png");
        match code.get_untracked().as_ref().and_then(picture::painted) {
            Some(canvas) => save_picture(name.clone(), &canvas, move |saved| tell(&name, saved)),
            None => tell(&name, false),
        }
    };
    let svg = move |_| {
        let name = format!("{file}.svg");
        let saved =
            code.get_untracked().is_some_and(|code| download(&name, code.svg.as_bytes(), "image/svg+xml").is_ok());
        tell(&name, saved);
    };
    let address = |code: &Code| format!("data:image/svg+xml,{}", js_sys::encode_uri_component(&code.svg));
    view! {
        <Show when=move || code.with(Option::is_some)>
            <div class="collect-code">
                <img alt=alt src=move || code.with(|code| code.as_ref().map(address)) />
                <div class="stack">
                    <span class="label">{w::card_of()}</span>
                    <p class="collect-says">{move || code.with(|code| code.as_ref().map(|code| code.text.clone()))}</p>
                    <div class="row">
                        <button type="button" class="button" on:click=png><Icon name="download" />{w::as_png()}</button>
                        <button type="button" class="button" on:click=svg><Icon name="download" />{w::as_svg()}</button>
                    </div>
                </div>
            </div>
        </Show>
    }
    .into_any()
}
