//! `/insights/glossary`: the words of analysis in plain language, by topic; `?of=` names one to begin with.

use crate::{
    ui::{Empty, Icon, Page},
    words::glossary::{self as w, TERMS, Term, Topic},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Where a topic is explained.
pub fn address(topic: Topic) -> String {
    format!("/insights/glossary?of={}", topic.code())
}

fn matches(term: &Term, sought: &str) -> bool {
    [term.name(), term.text(), term.formula].iter().any(|text| text.to_lowercase().contains(sought))
}

#[component]
pub fn GlossaryPage() -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let sought = Memo::new(move |_| typed.read().trim().to_lowercase());
    let found = Memo::new(move |_| TERMS.iter().filter(|term| matches(term, &sought.read())).count());
    if let Some(code) = use_query_map().read_untracked().get("of") {
        request_animation_frame(move || {
            // Only a topic's own code is an element here.
            if let Some(topic) = Topic::ALL.into_iter().find(|topic| topic.code() == code)
                && let Some(section) = document().get_element_by_id(topic.code())
            {
                section.scroll_into_view();
            }
        });
    }
    view! {
        <Page
            title=w::title()
            meta=move || view! { <span role="status">{move || w::found(found.get())}</span> }
            actions=move || view! {
                <leptos_router::components::A href="/insights?tour=1" attr:class="button"><Icon name="play" /><span>{w::tour()}</span></leptos_router::components::A>
            }
        >
            <div class="glossary">
                <label class="glossary-find">
                    <Icon name="search" />
                    <input type="search" class="input" placeholder=w::find() aria-label=w::find() prop:value=typed on:input=move |event| typed.set(event_target_value(&event)) />
                </label>
                <Show when=move || found.get() == 0>
                    <Empty icon="search" text=w::nothing(&typed.get()) />
                </Show>
                {Topic::ALL.map(|topic| view! { <Words topic sought /> }).collect_view()}
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn Words(topic: Topic, sought: Memo<String>) -> impl IntoView {
    let shown = move || TERMS.iter().filter(move |term| term.topic == topic && matches(term, &sought.read()));
    let any = Memo::new(move |_| shown().next().is_some());
    view! {
        <section id=topic.code() class="card stack" hidden=move || !any.get()>
            <h2>{topic.name()}</h2>
            <dl class="glossary-words">
                {move || shown().map(word).collect_view()}
            </dl>
        </section>
    }
    .into_any()
}

fn word(term: &'static Term) -> AnyView {
    let formula = (!term.formula.is_empty()).then(|| {
        view! { <code class="glossary-formula" aria-label=w::formula()>{term.formula}</code> }
    });
    view! { <div><dt>{term.name()}</dt><dd>{term.text()} {formula}</dd></div> }.into_any()
}
