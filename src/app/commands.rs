//! Everything the user can do from anywhere. The palette, the shortcuts and the help read this one list.

use crate::{
    data::use_data,
    fields,
    prefs::{self, Theme},
    routes::PageId,
    shell,
    words::{Lang, common, shell as w},
};
use domain::{Book, Kind};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Go(PageId),
    Trash,
    Duplicates,
    Lab,
    Glossary,
    New(Kind),
    UndoLast,
    Theme(Theme),
    Language(Lang),
    Help,
}

impl Command {
    pub fn all() -> Vec<Command> {
        let mut all = vec![
            Command::New(Kind::Contact),
            Command::New(Kind::Company),
            Command::New(Kind::Deal),
            Command::New(Kind::Order),
            Command::New(Kind::Task),
        ];
        all.extend(PageId::ALL.map(Command::Go));
        all.extend([
            Command::Lab,
            Command::Glossary,
            Command::Duplicates,
            Command::Trash,
            Command::UndoLast,
            Command::Theme(Theme::Light),
            Command::Theme(Theme::Dark),
            Command::Theme(Theme::System),
            Command::Language(Lang::En),
            Command::Language(Lang::Zh),
            Command::Help,
        ]);
        all
    }

    pub fn label(self, book: &Book) -> String {
        match self {
            Command::Go(page) => w::go_to(&page.name(book)),
            Command::Trash => w::go_to(common::trash()),
            Command::Duplicates => crate::words::duplicates::find().to_owned(),
            Command::Lab => w::go_to_lab().to_owned(),
            Command::Glossary => w::go_to_glossary().to_owned(),
            Command::New(kind) => w::new_record(&fields::kind_one(book, kind)),
            Command::UndoLast => w::undo_last().to_owned(),
            Command::Theme(Theme::Light) => w::theme_light().to_owned(),
            Command::Theme(Theme::Dark) => w::theme_dark().to_owned(),
            Command::Theme(Theme::System) => w::theme_system().to_owned(),
            Command::Language(Lang::En) => w::ENGLISH.to_owned(),
            Command::Language(Lang::Zh) => w::CHINESE.to_owned(),
            Command::Help => w::shortcuts().to_owned(),
        }
    }

    /// The keys pressed one after the other.
    pub fn shortcut(self) -> Option<&'static str> {
        Some(match self {
            Command::Go(PageId::Contacts) => "g c",
            Command::Go(PageId::Companies) => "g m",
            Command::Go(PageId::Deals) => "g d",
            Command::Go(PageId::Orders) => "g o",
            Command::Go(PageId::Tasks) => "g t",
            Command::Go(PageId::Insights) => "g i",
            Command::Go(PageId::Inbox) => "g b",
            Command::Go(PageId::Import) => "g u",
            Command::Go(PageId::History) => "g h",
            Command::Go(PageId::Settings) => "g s",
            Command::New(Kind::Contact) => "c",
            Command::New(Kind::Task) => "t",
            Command::UndoLast => "z",
            Command::Help => "?",
            _ => return None,
        })
    }

    /// Where the command leads, for those that are a place.
    fn path(self) -> Option<String> {
        Some(match self {
            Command::Go(page) => page.path().to_owned(),
            Command::Trash => "/trash".to_owned(),
            Command::Duplicates => "/duplicates".to_owned(),
            Command::Lab => "/insights/lab".to_owned(),
            Command::Glossary => "/insights/glossary".to_owned(),
            Command::New(Kind::Company) => "/companies?new=1".to_owned(),
            Command::New(Kind::Deal) => "/deals?new=1".to_owned(),
            Command::New(Kind::Order) => "/orders?new=1".to_owned(),
            Command::New(Kind::Task) => "/tasks?new=1".to_owned(),
            Command::New(_) => "/contacts?new=1".to_owned(),
            _ => return None,
        })
    }
}

/// Runs commands. Made where contexts are at hand, called from event handlers.
pub fn runner() -> impl Fn(Command) + Clone + 'static {
    let navigate = leptos_router::hooks::use_navigate();
    let toasts = crate::ui::use_toasts();
    let shortcuts = leptos::prelude::expect_context::<shell::shortcuts::HelpShown>();
    let data = use_data();
    move |command| {
        if let Some(path) = command.path() {
            navigate(&path, Default::default());
            return;
        }
        match command {
            Command::UndoLast => shell::shortcuts::undo_last(data, toasts),
            Command::Theme(theme) => prefs::choose_theme(theme),
            Command::Language(lang) => {
                prefs::apply(&prefs::update(|prefs| prefs.lang = Some(lang)));
                shell::remount();
            }
            Command::Help => leptos::prelude::Set::set(&shortcuts.0, true),
            _ => {}
        }
    }
}
