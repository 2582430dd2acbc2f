//! `/inbox/collect`: a web form, a contact button and codes by which leads come without a server.
//!
//! Invariant: what the owner chose is one field of the business profile, and each change of it can be taken back. The
//! worker makes the HTML and the codes; deliberately not here: how (`interchange::collect`).

mod button;
mod codes;
mod controls;
mod form;
mod picture;
mod preview;

use crate::{
    data::{Data, use_data},
    routes,
    settings::set_profile,
    ui::{Page, Toasts, use_toasts},
    words::{self, collect as w, import},
    workers,
};
use domain::{
    Kind,
    collect::{Collect, Collected, FormLang, Wanted},
    keys,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use protocol::{Job, Outcome};

/// What the owner chooses, as it is typed; kept when a field is left.
#[derive(Clone, Copy)]
struct Draft {
    data: Data,
    toasts: Toasts,
    collect: RwSignal<Collect>,
}

impl Draft {
    fn new(data: Data, toasts: Toasts) -> Self {
        let stored = Memo::new(move |_| data.watch(&[Kind::Profile], Collect::of));
        let collect = RwSignal::new(Collect::default());
        // What is kept may differ from what was typed, and Undo changes it.
        Effect::new(move || {
            let mut kept = stored.get();
            kept.lang.get_or_insert(page_lang());
            collect.set(kept);
        });
        Self { data, toasts, collect }
    }

    fn keep(self) {
        let draft = self.collect.get_untracked();
        let mut before = self.data.read(Collect::of);
        before.lang.get_or_insert(page_lang());
        if draft.clone().bounded() != before {
            let receipt = set_profile(self.data, keys::COLLECT, draft.value());
            self.toasts.changed(self.data, w::saved(), receipt);
        }
    }

    fn change(self, change: impl FnOnce(&mut Collect)) {
        self.collect.update(change);
        self.keep();
    }
}

fn page_lang() -> FormLang {
    match words::lang() {
        words::Lang::En => FormLang::English,
        words::Lang::Zh => FormLang::Chinese,
    }
}

async fn make(toasts: Toasts, wanted: Wanted) -> Option<Collected> {
    match workers::run(Job::Collect(wanted), None).await {
        Ok(Outcome::Collected(made)) => return Some(*made),
        Ok(_) => toasts.warn(import::job_broke()),
        Err(failure) => toasts.warn(workers::failure(&failure)),
    }
    None
}

/// Made anew whenever something else is wanted; only the last counts.
fn made(toasts: Toasts, wanted: impl Fn() -> Wanted + 'static) -> RwSignal<Option<Collected>> {
    let (made, turn) = (RwSignal::new(None), StoredValue::new(0_u32));
    Effect::new(move || {
        let wanted = wanted();
        turn.update_value(|turn| *turn += 1);
        let this = turn.get_value();
        spawn_local(async move {
            let answer = make(toasts, wanted).await;
            if turn.try_get_value() == Some(this) {
                made.try_set(answer);
            }
        });
    });
    made
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Form,
    Button,
    Codes,
}

impl Tab {
    const ALL: [Tab; 3] = [Tab::Form, Tab::Button, Tab::Codes];

    fn code(self) -> &'static str {
        match self {
            Tab::Form => "form",
            Tab::Button => "button",
            Tab::Codes => "codes",
        }
    }
    fn name(self) -> &'static str {
        match self {
            Tab::Form => w::form(),
            Tab::Button => w::button(),
            Tab::Codes => w::codes(),
        }
    }
}

#[component]
pub fn CollectPage() -> impl IntoView {
    let draft = Draft::new(use_data(), use_toasts());
    let params = use_params_map();
    let tab = Memo::new(move |_| {
        let code = params.with(|params| params.get("tab")).unwrap_or_default();
        Tab::ALL.into_iter().find(|tab| tab.code() == code).unwrap_or(Tab::Form)
    });
    let links = Tab::ALL.map(|this| {
        let href = format!("{}/inbox/collect/{}", routes::base(), this.code());
        view! { <a href=href aria-current=move || (tab.get() == this).then_some("page")>{this.name()}</a> }
    });
    view! {
        <Page title=w::title()>
            <p class="muted collect-intro">{w::intro()}</p>
            <nav class="tabs" aria-label=w::ways_to_collect()>{links.into_iter().collect_view()}</nav>
            {move || match tab.get() {
                Tab::Form => view! { <form::FormTab draft /> }.into_any(),
                Tab::Button => view! { <button::ButtonTab draft /> }.into_any(),
                Tab::Codes => view! { <codes::CodesTab draft /> }.into_any(),
            }}
        </Page>
    }
    .into_any()
}
