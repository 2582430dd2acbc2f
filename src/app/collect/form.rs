//! The web form: what it asks, how it looks, and the file.

use super::{
    Draft,
    controls::{Line, Looks, Ways},
    made, make,
    preview::Preview,
};
use crate::{
    rescue::download,
    settings::controls::{ChoiceField, Section},
    ui::Icon,
    words::{collect as w, fields as f, settings},
};
use domain::collect::{Asked, Collect, Collected, MOST_QUESTIONS, Question, Wanted};
use leptos::{html, prelude::*, task::spawn_local};

const FILE: &str = "contact.html";

#[component]
pub fn FormTab(draft: Draft) -> impl IntoView {
    let toasts = draft.toasts;
    let sheet = made(toasts, move || Wanted::Form(Box::new(draft.collect.get())));
    let ready = Memo::new(move |_| draft.collect.with(Collect::leads_somewhere));
    let save = move |_| {
        draft.keep();
        let wanted = Wanted::Form(Box::new(draft.collect.get_untracked()));
        spawn_local(async move {
            if let Some(Collected::Sheet(sheet)) = make(toasts, wanted).await {
                match download(FILE, sheet.html.as_bytes(), "text/html") {
                    Ok(()) => toasts.say(w::downloaded_form()),
                    Err(_) => toasts.warn(settings::download_refused()),
                }
            }
        });
    };
    view! {
        <div class="collect">
            <div class="collect-choices">
                <Ways draft />
                <Section title=w::asked()>
                    <div class="settings-grid">
                        <AskedField draft label=f::name() part=|collect| &mut collect.name />
                        <AskedField draft label=f::email() part=|collect| &mut collect.email />
                        <AskedField draft label=f::phone() part=|collect| &mut collect.phone />
                        <AskedField draft label=f::company() part=|collect| &mut collect.company />
                        <AskedField draft label=w::message() part=|collect| &mut collect.message />
                    </div>
                    <Questions draft />
                </Section>
                <Looks draft>
                    <Line draft label=w::heading() part=|collect| &mut collect.heading />
                    <Line draft label=w::text_below() part=|collect| &mut collect.intro />
                </Looks>
            </div>
            <section class="collect-preview" aria-labelledby="collect-preview">
                <h2 id="collect-preview">{w::preview()}</h2>
                <Preview made=sheet label=w::preview_form() />
                <p class="hint">{move || if ready.get() { w::form_hint() } else { w::no_way() }}</p>
                <button type="button" class="button" data-primary="true" disabled=move || !ready.get() on:click=save>
                    <Icon name="download" />{w::download_form()}
                </button>
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn AskedField(draft: Draft, label: &'static str, part: fn(&mut Collect) -> &mut Asked) -> impl IntoView {
    let code = |asked: Asked| match asked {
        Asked::Required => ("required", w::required()),
        Asked::Optional => ("optional", w::optional()),
        Asked::No => ("no", w::not_asked()),
    };
    let chosen = Signal::derive(move || code(draft.collect.with(|collect| *part(&mut collect.clone()))).0.to_owned());
    let options = Asked::ALL.map(|asked| (code(asked).0.to_owned(), code(asked).1.to_owned()));
    let choose = move |chosen: String| {
        if let Some(asked) = Asked::ALL.into_iter().find(|asked| code(*asked).0 == chosen) {
            draft.change(|collect| *part(collect) = asked);
        }
    };
    view! { <ChoiceField label chosen options=options.to_vec() save=choose /> }.into_any()
}

#[component]
fn Questions(draft: Draft) -> impl IntoView {
    let count = Memo::new(move |_| draft.collect.with(|collect| collect.questions.len()));
    view! {
        <h3>{w::questions()}</h3>
        <For each=move || 0..count.get() key=|at| *at children=move |at| view! { <QuestionLine draft at /> } />
        <Show when=move || count.get() < MOST_QUESTIONS fallback=|| view! { <p class="hint">{w::most_questions(MOST_QUESTIONS)}</p> }>
            <button
                type="button"
                class="button collect-add"
                on:click=move |_| draft.collect.update(|collect| collect.questions.push(Question::default()))
            >
                <Icon name="plus" />{w::add_question()}
            </button>
        </Show>
    }
    .into_any()
}

#[component]
fn QuestionLine(draft: Draft, at: usize) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let id = format!("collect-question-{at}");
    let question = move || draft.collect.with(|collect| collect.questions.get(at).cloned()).unwrap_or_default();
    let change = move |change: fn(&mut Question, String, bool), text: String, yes: bool| {
        draft.collect.update(|collect| {
            if let Some(question) = collect.questions.get_mut(at) {
                change(question, text, yes);
            }
        });
    };
    // One that was just added is to be written.
    Effect::new(move || {
        if let Some(input) = input.get()
            && draft.collect.with_untracked(|collect| collect.questions.get(at).is_some_and(|new| new.text.is_empty()))
        {
            drop(input.focus());
        }
    });
    let remove = move |_| {
        draft.change(|collect| {
            if at < collect.questions.len() {
                collect.questions.remove(at);
            }
        });
    };
    view! {
        <div class="collect-question">
            <div class="field">
                <label class="label" for=id.clone()>{w::question(at + 1)}</label>
                <input
                    class="input"
                    type="text"
                    autocomplete="off"
                    id=id
                    node_ref=input
                    prop:value=move || question().text
                    on:input=move |event| change(|question, text, _| question.text = text, event_target_value(&event), false)
                    on:change=move |_| draft.keep()
                />
            </div>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || question().required
                    on:change=move |event| {
                        change(|question, _, yes| question.required = yes, String::new(), event_target_checked(&event));
                        draft.keep();
                    }
                />
                {w::answer_required()}
            </label>
            <button type="button" class="icon-button" aria-label=w::remove_question(at + 1) title=w::remove_question(at + 1) on:click=remove>
                <Icon name="trash-2" />
            </button>
        </div>
    }
    .into_any()
}
