use super::{
    navigation, palette,
    sidebar::{LanguageSelect, NavLink, ThemeButton},
    status::Status,
};
use crate::{
    routes::PageId,
    ui::{Dialog, Icon},
    words,
};
use leptos::prelude::*;
use leptos_router::components::A;

/// The navigation of phones and tablets: four pages and the rest behind More.
#[component]
pub fn BottomBar() -> impl IntoView {
    let more = RwSignal::new(false);
    const FRONT: [PageId; 4] = [PageId::Contacts, PageId::Companies, PageId::Tasks, PageId::Insights];
    let front = || navigation::pages().into_iter().filter(|(page, _)| FRONT.contains(page));
    let rest = || navigation::pages().into_iter().filter(|(page, _)| !FRONT.contains(page));
    view! {
        <nav class="bottom-bar" aria-label=words::shell::main_navigation()>
            {move || front().map(|(page, name)| view! { <A href=page.path()><Icon name=page.icon() /><span>{name}</span></A> }).collect_view()}
            <button type="button" aria-haspopup="dialog" on:click=move |_| more.set(true)>
                <Icon name="ellipsis" />
                <span>{words::common::more()}</span>
            </button>
        </nav>
        <Dialog open=more title=Signal::stored(words::common::more().to_owned())>
            <div class="sheet-panel" on:click=move |event| {
                let target = event.target().and_then(|target| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(target).ok());
                if target.is_some_and(|element| element.closest("a").ok().flatten().is_some()) {
                    more.set(false);
                }
            }>
                <button type="button" class="nav-link" on:click=move |_| { more.set(false); palette::open(); }>
                    <Icon name="search" />
                    <span>{words::shell::find_or_do()}</span>
                </button>
                {move || rest().map(|(page, name)| view! { <NavLink page name /> }).collect_view()}
                <A href="/trash" attr:class="nav-link"><Icon name="trash-2" /><span>{words::common::trash()}</span></A>
                <div class="sheet-tools"><LanguageSelect /><ThemeButton /></div>
                <Status />
            </div>
        </Dialog>
    }
}
