//! The addresses of the app, below its base.

use crate::words;
use domain::Kind;

/// The pages of the main navigation, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageId {
    Contacts,
    Companies,
    Deals,
    Orders,
    Tasks,
    Insights,
    Inbox,
    Import,
    History,
    Settings,
}

impl PageId {
    pub const ALL: [PageId; 10] = [
        PageId::Contacts,
        PageId::Companies,
        PageId::Deals,
        PageId::Orders,
        PageId::Tasks,
        PageId::Insights,
        PageId::Inbox,
        PageId::Import,
        PageId::History,
        PageId::Settings,
    ];
    pub fn path(self) -> &'static str {
        match self {
            PageId::Contacts => "/contacts",
            PageId::Companies => "/companies",
            PageId::Deals => "/deals",
            PageId::Orders => "/orders",
            PageId::Tasks => "/tasks",
            PageId::Insights => "/insights",
            PageId::Inbox => "/inbox",
            PageId::Import => "/import",
            PageId::History => "/history",
            PageId::Settings => "/settings",
        }
    }
    /// What hidden pages are stored by.
    pub fn code(self) -> &'static str {
        &self.path()[1..]
    }
    pub fn icon(self) -> &'static str {
        match self {
            PageId::Contacts => "users",
            PageId::Companies => "building-2",
            PageId::Deals => "briefcase",
            PageId::Orders => "shopping-bag",
            PageId::Tasks => "check-square",
            PageId::Insights => "chart-scatter",
            PageId::Inbox => "mail",
            PageId::Import => "upload",
            PageId::History => "history",
            PageId::Settings => "settings",
        }
    }
    /// The record kind the page lists; its name follows the owner's word.
    pub fn kind(self) -> Option<Kind> {
        match self {
            PageId::Contacts => Some(Kind::Contact),
            PageId::Companies => Some(Kind::Company),
            PageId::Deals => Some(Kind::Deal),
            PageId::Orders => Some(Kind::Order),
            PageId::Tasks => Some(Kind::Task),
            _ => None,
        }
    }
    pub fn name(self, book: &domain::Book) -> String {
        match self {
            PageId::Insights => words::common::insights().to_owned(),
            PageId::Inbox => words::inbox::title().to_owned(),
            PageId::Import => words::common::import().to_owned(),
            PageId::History => words::common::history().to_owned(),
            PageId::Settings => words::common::settings().to_owned(),
            PageId::Contacts | PageId::Companies | PageId::Deals | PageId::Orders | PageId::Tasks => {
                self.kind().map(|kind| crate::fields::kind_many(book, kind)).unwrap_or_default()
            }
        }
    }
}

/// The page of a record.
pub fn record_path(kind: Kind, id: domain::Id) -> String {
    let list = match kind {
        Kind::Company => "/companies",
        Kind::Deal => "/deals",
        Kind::Order => "/orders",
        Kind::Task => "/tasks",
        _ => "/contacts",
    };
    format!("{list}/{id}")
}

/// The folder the app is hosted in, as the router wants it: empty or `/folder`.
pub fn base() -> String {
    let uri =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.base_uri().ok().flatten());
    let path = uri.and_then(|uri| web_sys::Url::new(&uri).ok()).map(|url| url.pathname()).unwrap_or_default();
    path.trim_end_matches('/').to_owned()
}

/// Whether the page was opened to take the data out after a crash.
pub fn is_rescue() -> bool {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    path.strip_prefix(&base()) == Some("/rescue")
}
