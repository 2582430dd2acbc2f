//! What is shown later: in a release each part is a file of its own, which is loaded when something of it is first
//! shown, or beforehand while the browser is idle.
//!
//! Invariant: whatever the rest of the app names is in the first file with all that it calls; hence the views below
//! are named here and nowhere else. A part that does not arrive is told and can be asked for again. Deliberately
//! not here: taking the program apart (`public/split.mjs`); other builds stay in one piece.

use crate::{
    data::Data,
    list::{place::Place, state::ListState},
    record::Open,
    shell::fault,
    ui::{Empty, Page, Toasts},
    words::{common, shell as w},
};
use domain::{Id, Kind};
use futures::{channel::oneshot::Sender, future::LocalBoxFuture};
use leptos::{prelude::*, task::spawn_local};
use std::{rc::Rc, sync::Arc, time::Duration};
use storage::Store;

/// The file of a part did not arrive.
#[derive(Debug)]
pub struct NotLoaded;

type Load = fn() -> LocalBoxFuture<'static, Result<(), NotLoaded>>;

/// A view that may have to be loaded first, made of what it is given.
pub struct Later<G: 'static> {
    load: Load,
    /// Nothing while it is not loaded.
    open: fn(G) -> Option<AnyView>,
}

/// `part { NAME name: what it is given = |it| view; … }`
macro_rules! parts {
    ($($part:ident { $($view:ident $name:ident : $type:ty = |$given:pat_param| $content:expr;)+ })+) => {
        $($(
            #[cfg(not(split))]
            pub static $view: Later<$type> = Later {
                load: || Box::pin(async { Ok(()) }),
                open: |$given| Some($content.into_any()),
            };
            #[cfg(split)]
            pub static $view: Later<$type> = {
                mod $name {
                    use super::*;
                    use leptos::wasm_split::{SplitLoaderError, wasm_split};
                    use std::sync::atomic::AtomicBool;

                    pub static LOADED: AtomicBool = AtomicBool::new(false);

                    // Both sides of the cut are of one build.
                    #[allow(unsafe_code)]
                    #[wasm_split($part, wasm_split_path = leptos::wasm_split, preload(load), fallible)]
                    pub fn $name($given: $type) -> Result<AnyView, SplitLoaderError> {
                        Ok($content.into_any())
                    }
                }
                use futures::FutureExt;
                use std::sync::atomic::Ordering;
                Later {
                    load: || Box::pin(async {
                        $name::load().await.map_err(|_| NotLoaded)?;
                        $name::LOADED.store(true, Ordering::Relaxed);
                        Ok(())
                    }),
                    // What is loaded answers at once.
                    open: |given| {
                        $name::LOADED.load(Ordering::Relaxed).then(|| $name::$name(given).now_or_never())??.ok()
                    },
                }
            };
        )+)+
        static ALL: &[Load] = &[$($(|| ($view.load)()),+),+];
    };
}

parts! {
    sounds {
        SOUNDS sounds: () = |_nothing| domain::text::learn_sounds();
    }
    work {
        RECORD record: Open = |open| view! { <crate::record::Parts open /> };
        NEW_RECORD new_record: (Kind, RwSignal<bool>, Place) = |(kind, open, place)| view! { <crate::list::new::Form kind open place /> };
        FILTER filter: ListState = |list| view! { <crate::list::filter::Builder list /> };
        COLUMNS columns: ListState = |list| view! { <crate::list::columns::ColumnList list /> };
        CHIPS chips: ListState = |list| view! { <crate::list::filter::ChipLine list /> };
        VIEW_NAME view_name: (ListState, RwSignal<bool>, RwSignal<Option<Id>>) = |(list, naming, renamed)| view! { <crate::list::views::NameForm list naming renamed /> };
        FORMATS formats: (ListState, bool, RwSignal<bool>) = |(rows, selected, shown_only)| view! { <crate::out::Formats rows selected shown_only /> };
        UPGRADE upgrade: (Rc<Store>, Sender<()>) = |given| crate::snapshots::upgrade(given);
        BRING_BACK bring_back: (Data, Toasts, Kind, Vec<Id>) = |given| crate::trash::back::bring(given);
        TIDY tidy: Data = |data| crate::data::tidy::tidy(data);
        SNAPSHOT snapshot: (Data, Toasts) = |told| crate::snapshots::look(told);
        REMINDER reminder: (Data, RwSignal<Option<(u64, bool)>>) = |given| crate::snapshots::remind(given);
        PALETTE palette: RwSignal<bool> = |shown| view! { <crate::shell::palette::Finder shown /> };
        SELECTION selection: ListState = |list| view! { <crate::list::bulk::Acts list /> };
    }
    insights {
        INSIGHTS insights: () = |_page| view! { <crate::insights::InsightsPage /> };
        LAB lab: () = |_page| view! { <crate::insights::lab::LabPage /> };
        GLOSSARY glossary: () = |_page| view! { <crate::insights::glossary::GlossaryPage /> };
    }
    data {
        IMPORT import: () = |_page| view! { <crate::import::ImportPage /> };
        OPENED opened: Vec<web_sys::File> = |files| crate::import::take(files);
        SETTINGS settings: () = |_page| view! { <crate::settings::SettingsPage /> };
        INBOX inbox: () = |_page| view! { <crate::inbox::InboxPage /> };
        COLLECT collect: () = |_page| view! { <crate::collect::CollectPage /> };
        HISTORY history: () = |_page| view! { <crate::history::HistoryPage /> };
        DUPLICATES duplicates: () = |_page| view! { <crate::duplicates::DuplicatesPage /> };
        TRASH trash: () = |_page| view! { <crate::trash::TrashPage /> };
    }
    start {
        FIRST_RUN first_run: () = |_page| view! { <crate::start::FirstRun /> };
        RESCUE rescue: () = |_page| view! { <crate::rescue::RescuePage /> };
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Arrival {
    Waiting,
    Arrived,
    Failed,
}

/// A page, at once if it is here.
pub fn page(later: &'static Later<()>) -> AnyView {
    let missing = |again: AnyView| view! { <Page title=w::crashed()>{again}</Page> }.into_any();
    shown(later.load, Arc::new(|| (later.open)(())), missing)
}

/// Does what is no view.
pub async fn call<G>(later: &'static Later<G>, given: G) -> Result<(), NotLoaded> {
    (later.load)().await?;
    (later.open)(given);
    Ok(())
}

/// A piece of a page, at once if it is here.
pub fn piece<G: Copy + Send + Sync>(later: &'static Later<G>, given: G) -> AnyView {
    shown(later.load, Arc::new(move || (later.open)(given)), |again| again)
}

fn shown(load: Load, open: Arc<dyn Fn() -> Option<AnyView> + Send + Sync>, missing: fn(AnyView) -> AnyView) -> AnyView {
    if let Some(view) = open() {
        return view;
    }
    let arrival = RwSignal::new(Arrival::Waiting);
    let fetch = move || {
        arrival.set(Arrival::Waiting);
        spawn_local(async move {
            // The user may have gone elsewhere meanwhile.
            arrival.try_set(if load().await.is_ok() { Arrival::Arrived } else { Arrival::Failed });
        });
    };
    fetch();
    (move || match arrival.get() {
        Arrival::Waiting => ().into_any(),
        Arrival::Arrived => open().into_any(),
        Arrival::Failed => missing(
            view! {
                <Empty icon="triangle-alert" text=w::part_missing()>
                    <button type="button" class="button" data-primary="true" on:click=move |_| fetch()>{common::retry()}</button>
                    <button type="button" class="button" on:click=|_| fault::reload()>{common::reload()}</button>
                </Empty>
            }
            .into_any(),
        ),
    })
    .into_any()
}

/// Loads everything once the app is there and the browser has nothing better to do: it then opens at once.
pub fn load_all_when_idle(there: impl Fn() -> bool + 'static) {
    let load_all = || {
        spawn_local(async {
            for load in ALL {
                // What fails is asked for again when it is needed.
                drop(load().await);
            }
        });
    };
    Effect::new(move || {
        // Not every browser tells when it is idle.
        if there() && request_idle_callback_with_handle(load_all).is_err() {
            set_timeout(load_all, Duration::from_secs(2));
        }
    });
}
