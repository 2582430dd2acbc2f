//! The form controls of the settings: a section, a text field that saves when left, a choice.

use leptos::prelude::*;

/// A titled part of a settings page.
#[component]
pub fn Section(#[prop(into)] title: String, #[prop(optional, into)] hint: String, children: Children) -> impl IntoView {
    let heading = format!("section-{}", crate::clock::random());
    view! {
        <section class="card settings-section" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{title}</h2>
            {(!hint.is_empty()).then(|| view! { <p class="hint">{hint}</p> })}
            {children()}
        </section>
    }
}

/// A line of text that follows `stored` and is given to `save` when it was changed and left. `save` answers
/// with what is wrong.
#[component]
pub fn TextField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] stored: Signal<String>,
    #[prop(optional)] input_mode: &'static str,
    /// The label is for assistive technology only.
    #[prop(optional)]
    label_hidden: bool,
    save: impl Fn(String) -> Result<(), &'static str> + 'static,
) -> impl IntoView {
    let id = format!("setting-{}", crate::clock::random());
    let error_id = format!("{id}-error");
    let typed = RwSignal::new(stored.get_untracked());
    let wrong = RwSignal::new(None::<&'static str>);
    Effect::new(move || typed.set(stored.get()));
    let change = move |_| {
        if typed.get_untracked().trim() != stored.get_untracked() {
            let outcome = save(typed.get_untracked().trim().to_owned());
            if outcome.is_ok() {
                // What is kept may differ from what was typed.
                typed.set(stored.get_untracked());
            }
            wrong.set(outcome.err());
        } else {
            wrong.set(None);
        }
    };
    view! {
        <div class="field">
            <label class=if label_hidden { "visually-hidden" } else { "label" } for=id.clone()>{label}</label>
            <input
                class="input"
                type="text"
                autocomplete="off"
                id=id.clone()
                inputmode=(!input_mode.is_empty()).then_some(input_mode)
                prop:value=typed
                aria-invalid=move || wrong.get().map(|_| "true")
                aria-describedby=error_id.clone()
                on:input=move |event| typed.set(event_target_value(&event))
                on:change=change
            />
            <span class="error" id=error_id.clone() role="alert">{move || wrong.get()}</span>
        </div>
    }
}

/// A choice of one, saved at once. Options are codes with their words.
#[component]
pub fn ChoiceField(
    #[prop(into)] label: String,
    #[prop(into)] chosen: Signal<String>,
    options: Vec<(String, String)>,
    save: impl Fn(String) + 'static,
) -> impl IntoView {
    let id = format!("setting-{}", crate::clock::random());
    let options = options
        .into_iter()
        .map(|(code, word)| {
            let this = code.clone();
            view! { <option value=code prop:selected=move || chosen.get() == this>{word}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label class="label" for=id.clone()>{label}</label>
            <select class="input" id=id.clone() on:change=move |event| save(event_target_value(&event))>{options}</select>
        </div>
    }
}
