//! Controls of a [`Draft`]: the preview follows while one types, what was typed is kept when the field is left.

use super::Draft;
use crate::{settings::controls::Section, words::collect as w};
use domain::collect::Collect;
use leptos::prelude::*;

/// A text among what the owner chooses.
pub type Part = fn(&mut Collect) -> &mut String;

#[component]
pub fn Line(
    draft: Draft,
    label: &'static str,
    part: Part,
    #[prop(optional)] input_mode: &'static str,
    /// What is wrong with what was typed.
    #[prop(optional)]
    wrong: Option<fn(&Collect) -> Option<&'static str>>,
) -> impl IntoView {
    let id = format!("collect-{}", crate::clock::random());
    let error = format!("{id}-error");
    let typed = Memo::new(move |_| draft.collect.with(|collect| part(&mut collect.clone()).clone()));
    let left = RwSignal::new(true);
    let wrong = move || wrong.filter(|_| left.get()).and_then(|wrong| draft.collect.with(wrong));
    view! {
        <div class="field">
            <label class="label" for=id.clone()>{label}</label>
            <input
                class="input"
                type="text"
                autocomplete="off"
                id=id.clone()
                inputmode=(!input_mode.is_empty()).then_some(input_mode)
                prop:value=typed
                aria-invalid=move || wrong().map(|_| "true")
                aria-describedby=error.clone()
                on:input=move |event| {
                    left.set(false);
                    draft.collect.update(|collect| *part(collect) = event_target_value(&event));
                }
                on:change=move |_| draft.keep()
                on:blur=move |_| left.set(true)
            />
            <span class="error" id=error.clone() role="alert">{wrong}</span>
        </div>
    }
    .into_any()
}

/// Where the answers go.
#[component]
pub fn Ways(draft: Draft) -> impl IntoView {
    let number =
        |collect: &Collect| (!collect.whatsapp.is_empty() && collect.whatsapp_digits().is_none()).then(w::wrong_number);
    view! {
        <Section title=w::ways() hint=w::ways_hint()>
            <div class="settings-grid">
                <Line draft label=w::mail() part=|collect| &mut collect.mail input_mode="email" />
                <Line draft label=w::whatsapp() part=|collect| &mut collect.whatsapp input_mode="tel" wrong=number />
                <Line draft label=w::wechat() part=|collect| &mut collect.wechat />
            </div>
        </Section>
    }
    .into_any()
}

/// The language that visitors read, and the colour of buttons.
#[component]
pub fn Looks(draft: Draft, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    use domain::collect::FormLang;
    let colour = format!("collect-{}", crate::clock::random());
    let code = |lang| if lang == FormLang::Chinese { "zh" } else { "en" };
    let chosen = Signal::derive(move || code(draft.collect.with(Collect::lang)).to_owned());
    let options = [("en", w::english()), ("zh", w::chinese())].map(|(code, word)| (code.to_owned(), word.to_owned()));
    let choose = move |code: String| {
        let lang = if code == "zh" { FormLang::Chinese } else { FormLang::English };
        draft.change(|collect| collect.lang = Some(lang));
    };
    view! {
        <Section title=w::looks()>
            <div class="settings-grid">
                <crate::settings::controls::ChoiceField label=w::language() chosen options=options.to_vec() save=choose />
                <div class="field">
                    <label class="label" for=colour.clone()>{w::colour()}</label>
                    <input
                        class="collect-colour"
                        type="color"
                        id=colour.clone()
                        prop:value=move || draft.collect.with(|collect| collect.colour.clone())
                        on:input=move |event| draft.collect.update(|collect| collect.colour = event_target_value(&event))
                        on:change=move |_| draft.keep()
                    />
                </div>
                {children.map(|children| children())}
            </div>
        </Section>
    }
    .into_any()
}
