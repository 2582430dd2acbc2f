//! The frame around every page: navigation, save state, palette, toasts, and what happens when things fail.

pub mod bottom_bar;
pub mod fault;
pub mod navigation;
pub mod palette;
pub mod pwa;
pub mod shortcuts;
pub mod sidebar;
pub mod status;

use crate::{
    companies::CompaniesPage,
    contacts::ContactsPage,
    data::{Data, Loaded, use_data},
    deals::DealsPage,
    orders::OrdersPage,
    parts, prefs, routes,
    tasks::TasksPage,
    ui::{Empty, Page, Toasts, toasts::ToastArea},
    words::shell as w,
};
use domain::Kind;
use leptos::prelude::*;
use leptos_router::{
    components::{A, FlatRoutes, Route, Router},
    path,
};
use std::cell::Cell;

thread_local! {
    /// Counts how often the page was mounted anew; views depend on it as a whole. Not a context, because
    /// event handlers have none.
    static MOUNTED: Cell<Option<RwSignal<u32>>> = const { Cell::new(None) };
}

/// Shows the first run until the user has chosen how to start.
#[derive(Clone, Copy)]
pub struct FirstRunShown(pub RwSignal<bool>);

/// Mounts everything anew, after the language changed. The data stays as it is.
pub fn remount() {
    if let Some(times) = MOUNTED.get() {
        times.update(|times| *times += 1);
    }
}

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let data = Data::new();
    let mounted = RwSignal::new(0);
    provide_context(data);
    MOUNTED.set(Some(mounted));
    provide_context(Toasts::default());
    provide_context(FirstRunShown(RwSignal::new(false)));
    provide_context(shortcuts::HelpShown(RwSignal::new(false)));
    crate::import::provide_session();
    pwa::register();
    fault::remove_skeleton_when(move || data.loaded.get() >= Loaded::People || data.failure.get().is_some());
    if routes::is_rescue() {
        return parts::page(&parts::RESCUE);
    }
    data.open();
    parts::load_all_when_idle(move || data.loaded.get() >= Loaded::People);
    crate::snapshots::watch(data, expect_context());
    (move || {
        mounted.track();
        view! { <Opened /> }
    })
    .into_any()
}

/// The app once its data is there, or the reason why it is not.
#[component]
fn Opened() -> impl IntoView {
    let data = use_data();
    let FirstRunShown(first_run) = expect_context();
    let open = Memo::new(move |_| data.loaded.get() >= Loaded::People);
    move || {
        if !open.get() {
            data.failure.get().map(|reason| view! { <fault::CannotOpen reason /> }.into_any())
        } else {
            // Before anything is shown, so that no list is made for a moment.
            if !prefs::load().started {
                first_run.set(data.read(|book| book.count(Kind::Contact) == 0 && book.count(Kind::Company) == 0));
            }
            Some(view! { <Shell /> }.into_any())
        }
    }
}

#[component]
fn Shell() -> impl IntoView {
    let FirstRunShown(first_run) = expect_context();
    let narrow = RwSignal::new(prefs::load().sidebar_narrow);
    view! {
        <Router base=routes::base()>
            <Show when=move || !first_run.get() fallback=|| parts::page(&parts::FIRST_RUN)>
                <a class="skip button" href="#main">{w::skip_to_content()}</a>
                <div class="frame" data-narrow=move || narrow.get().then_some("true")>
                    <sidebar::Sidebar narrow />
                    <main class="main" id="main" tabindex="-1">
                        <status::NotSavedBanner />
                        <status::BackupReminder />
                        <Pages />
                    </main>
                    <bottom_bar::BottomBar />
                </div>
                <palette::Palette />
                <shortcuts::Shortcuts />
            </Show>
            <ToastArea />
        </Router>
    }
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| view! { <NotFound /> }>
            <Route path=path!("/") view=ContactsPage />
            <Route path=path!("/contacts/:id?") view=ContactsPage />
            <Route path=path!("/companies/:id?") view=CompaniesPage />
            <Route path=path!("/deals/:id?") view=DealsPage />
            <Route path=path!("/orders/:id?") view=OrdersPage />
            <Route path=path!("/tasks/:id?") view=TasksPage />
            <Route path=path!("/insights/lab") view=|| parts::page(&parts::LAB) />
            <Route path=path!("/insights/glossary") view=|| parts::page(&parts::GLOSSARY) />
            <Route path=path!("/insights/:card?") view=|| parts::page(&parts::INSIGHTS) />
            <Route path=path!("/inbox") view=|| parts::page(&parts::INBOX) />
            <Route path=path!("/inbox/collect/:tab?") view=|| parts::page(&parts::COLLECT) />
            <Route path=path!("/import") view=|| parts::page(&parts::IMPORT) />
            <Route path=path!("/history") view=|| parts::page(&parts::HISTORY) />
            <Route path=path!("/duplicates") view=|| parts::page(&parts::DUPLICATES) />
            <Route path=path!("/trash") view=|| parts::page(&parts::TRASH) />
            <Route path=path!("/settings/:tab?") view=|| parts::page(&parts::SETTINGS) />
        </FlatRoutes>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <Page title=w::not_found()>
            <Empty icon="map-pin" text=w::not_found_text()>
                <A href="/contacts" attr:class="button">{w::to_contacts()}</A>
            </Empty>
        </Page>
    }
}
