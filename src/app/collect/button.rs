//! The contact button: links for the owner's site.

use super::{
    Draft,
    controls::{Line, Looks, Ways},
    made, picture,
    preview::Preview,
};
use crate::{settings::controls::Section, ui::Icon, words::collect as w};
use domain::collect::{Collect, Collected, Wanted};
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

#[component]
pub fn ButtonTab(draft: Draft) -> impl IntoView {
    let toasts = draft.toasts;
    let sheet = made(toasts, move || Wanted::Button(Box::new(draft.collect.get())));
    let ready = Memo::new(move |_| {
        draft.collect.with(|collect| collect.leads_somewhere() || !collect.wechat_picture.is_empty())
    });
    let html = Memo::new(move |_| match sheet.get() {
        Some(Collected::Sheet(sheet)) => sheet.html,
        _ => String::new(),
    });
    let copy = move |_| {
        spawn_local(async move {
            let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
            // Without a secure origin there is none.
            let written = match clipboard.filter(|clipboard| !clipboard.is_undefined()) {
                Some(clipboard) => JsFuture::from(clipboard.write_text(&html.get_untracked())).await.is_ok(),
                None => false,
            };
            match written {
                true => toasts.say(w::button_copied()),
                false => toasts.warn(w::copy_refused()),
            }
        });
    };
    view! {
        <div class="collect">
            <div class="collect-choices">
                <Ways draft />
                <Picture draft />
                <Looks draft>
                    <Line draft label=w::greeting() part=|collect| &mut collect.greeting />
                </Looks>
            </div>
            <section class="collect-preview" aria-labelledby="collect-preview">
                <h2 id="collect-preview">{w::preview()}</h2>
                <Preview made=sheet label=w::preview_button() part=true />
                <p class="hint">{move || if ready.get() { w::button_hint() } else { w::no_way() }}</p>
                <button type="button" class="button" data-primary="true" disabled=move || !ready.get() on:click=copy>
                    <Icon name="copy" />{w::copy_button()}
                </button>
                <div class="field">
                    <label class="label" for="collect-html">{w::code()}</label>
                    <textarea class="input collect-html" id="collect-html" rows="5" readonly=true prop:value=html></textarea>
                </div>
            </section>
        </div>
    }
    .into_any()
}

/// The code picture that WeChat makes; nobody else can.
#[component]
fn Picture(draft: Draft) -> impl IntoView {
    let toasts = draft.toasts;
    let input = NodeRef::<html::Input>::new();
    let there = Memo::new(move |_| draft.collect.with(|collect| !collect.wechat_picture.is_empty()));
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        input.set_value("");
        let Some(file) = file else { return };
        spawn_local(async move {
            let kept = picture::small(&file).await.filter(|data| {
                let tried = Collect { wechat_picture: data.clone(), ..Collect::default() };
                !tried.bounded().wechat_picture.is_empty()
            });
            match kept {
                Some(data) => draft.change(|collect| collect.wechat_picture = data),
                None => toasts.warn(w::picture_broke()),
            }
        });
    };
    view! {
        <Section title=w::picture() hint=w::picture_hint()>
            <div class="row">
                <label class="button file-button">
                    <Icon name="upload" />{w::choose_picture()}
                    <input class="visually-hidden" type="file" accept="image/png,image/jpeg,image/webp" node_ref=input on:change=chosen />
                </label>
                <Show when=move || there.get()>
                    <button type="button" class="button" on:click=move |_| draft.change(|collect| collect.wechat_picture.clear())>
                        <Icon name="trash-2" />{w::remove_picture()}
                    </button>
                </Show>
            </div>
        </Section>
    }
    .into_any()
}
