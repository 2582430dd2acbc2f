use super::{navigation, palette, remount, status::Status};
use crate::{
    prefs::{self, Theme},
    routes::PageId,
    ui::Icon,
    words::{self, Lang, shell as w},
};
use leptos::prelude::*;
use leptos_router::components::A;

/// The navigation of wide screens.
#[component]
pub fn Sidebar(narrow: RwSignal<bool>) -> impl IntoView {
    let toggle = move |_| {
        narrow.update(|narrow| *narrow = !*narrow);
        prefs::update(|prefs| prefs.sidebar_narrow = narrow.get_untracked());
    };
    let links = move |wanted: &[PageId]| {
        let chosen = navigation::pages().into_iter().filter(|(page, _)| wanted.contains(page));
        chosen.map(|(page, name)| view! { <NavLink page name /> }).collect_view()
    };
    view! {
        <div class="sidebar">
            <div class="brand">
                <img src="icons/icon.svg" alt="" />
                <span>{words::common::product()}</span>
                <button type="button" class="icon-button" aria-label=w::toggle_sidebar() title=w::toggle_sidebar() on:click=toggle>
                    <Icon name="panel-left" />
                </button>
            </div>
            <button type="button" class="nav-link" on:click=move |_| palette::open()>
                <Icon name="search" />
                <span>{w::find_or_do()}</span>
                <span class="nav-count"><kbd>{palette::SHORTCUT}</kbd></span>
            </button>
            <nav aria-label=w::main_navigation()>
                {move || links(&[PageId::Contacts, PageId::Companies])}
                <div class="nav-group">{w::sell()}</div>
                {move || links(&[PageId::Deals, PageId::Orders, PageId::Tasks])}
                <div class="nav-group">{w::understand()}</div>
                {move || links(&[PageId::Insights])}
                <div class="nav-group">{w::data()}</div>
                {move || links(&[PageId::Inbox, PageId::Import, PageId::History, PageId::Settings])}
            </nav>
            <div class="sidebar-foot">
                <A href="/trash" attr:class="nav-link"><Icon name="trash-2" /><span>{words::common::trash()}</span></A>
                <Status />
                <div class="sidebar-tools">
                    <LanguageSelect />
                    <ThemeButton />
                </div>
            </div>
        </div>
    }
}

#[component]
pub fn NavLink(page: PageId, #[prop(into)] name: String) -> impl IntoView {
    let title = name.clone();
    view! {
        <A href=page.path() attr:class="nav-link" attr:title=title>
            <Icon name=page.icon() />
            <span>{name}</span>
        </A>
    }
}

/// English or Chinese, as a whole.
#[component]
pub fn LanguageSelect() -> impl IntoView {
    let choose = move |event| {
        let lang = if event_target_value(&event) == Lang::Zh.tag() { Lang::Zh } else { Lang::En };
        prefs::apply(&prefs::update(|prefs| prefs.lang = Some(lang)));
        remount();
    };
    let option = |lang: Lang, name: &'static str| {
        view! { <option value=lang.tag() lang=lang.tag() selected=words::lang() == lang>{name}</option> }
    };
    view! {
        <select class="input" aria-label=w::language() on:change=choose>
            {option(Lang::En, w::ENGLISH)}
            {option(Lang::Zh, w::CHINESE)}
        </select>
    }
}

/// Goes from one theme to the next.
#[component]
pub fn ThemeButton() -> impl IntoView {
    let theme = prefs::theme();
    let shown = Memo::new({
        let theme = theme.clone();
        move |_| match theme.get() {
            Theme::System => ("monitor", w::theme_system()),
            Theme::Light => ("sun", w::theme_light()),
            Theme::Dark => ("moon", w::theme_dark()),
        }
    });
    let next = move |_| {
        prefs::choose_theme(match theme.get_untracked() {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        });
    };
    view! {
        <button type="button" class="icon-button" aria-label=move || shown.get().1 title=move || shown.get().1 on:click=next>
            {move || view! { <Icon name=shown.get().0 /> }}
        </button>
    }
}
