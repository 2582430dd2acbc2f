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
    duplicates::DuplicatesPage,
    history::HistoryPage,
    import::ImportPage,
    inbox::InboxPage,
    insights::{InsightsPage, lab::LabPage},
    orders::OrdersPage,
    prefs,
    rescue::RescuePage,
    routes,
    settings::SettingsPage,
    start::FirstRun,
    tasks::TasksPage,
    trash::TrashPage,
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
        return view! { <RescuePage /> }.into_any();
    }
    data.open();
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
    Effect::new(move || {
        if open.get() && !prefs::load().started {
            first_run.set(data.read(|book| book.count(Kind::Contact) == 0 && book.count(Kind::Company) == 0));
        }
    });
    move || {
        if !open.get() {
            data.failure.get().map(|reason| view! { <fault::CannotOpen reason /> }.into_any())
        } else {
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
            <Show when=move || !first_run.get() fallback=|| view! { <FirstRun /> }>
                <a class="skip button" href="#main">{w::skip_to_content()}</a>
                <div class="frame" data-narrow=move || narrow.get().then_some("true")>
                    <sidebar::Sidebar narrow />
                    <main class="main" id="main" tabindex="-1">
                        <status::NotSavedBanner />
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
            <Route path=path!("/insights") view=InsightsPage />
            <Route path=path!("/insights/lab") view=LabPage />
            <Route path=path!("/inbox") view=InboxPage />
            <Route path=path!("/import") view=ImportPage />
            <Route path=path!("/history") view=HistoryPage />
            <Route path=path!("/duplicates") view=DuplicatesPage />
            <Route path=path!("/trash") view=TrashPage />
            <Route path=path!("/settings/:tab?") view=SettingsPage />
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
