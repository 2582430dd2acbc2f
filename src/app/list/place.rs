//! What the address of a list says, and how it changes.

use crate::routes::{self, PageId};
use domain::{Id, Kind};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
    params::ParamsMap,
};
use std::rc::Rc;

type Navigate = Rc<dyn Fn(&str, NavigateOptions)>;

/// The address of a list: its query and the record that is open.
#[derive(Clone, Copy)]
pub struct Place {
    pub kind: Kind,
    pub query: Memo<ParamsMap>,
    /// An id that cannot be read counts as one that is not known.
    pub open: Memo<Option<Id>>,
    at_start: Memo<bool>,
    navigate: StoredValue<Navigate, LocalStorage>,
    base: StoredValue<String>,
}

/// The address of a kind's list, below the base.
pub fn list_path(kind: Kind) -> &'static str {
    PageId::ALL.into_iter().find(|page| page.kind() == Some(kind)).unwrap_or(PageId::Contacts).path()
}

/// A link's target: an address of the app with the folder the app is hosted in.
pub fn href(path: &str) -> String {
    format!("{}{path}", routes::base())
}

impl Place {
    pub fn new(kind: Kind) -> Self {
        let location = use_location();
        let base = routes::base();
        let list = format!("{base}{}", list_path(kind));
        let (pathname, query) = (location.pathname, location.query);
        let start = base.clone();
        // The start page is the list of contacts.
        let at_start = Memo::new(move |_| {
            kind == Kind::Contact
                && pathname.with(|path| {
                    path.strip_prefix(start.as_str()).is_some_and(|rest| rest.trim_matches('/').is_empty())
                })
        });
        // While the router leaves for another page, the list keeps the address it had.
        let path = Memo::new(move |before: Option<&String>| {
            if at_start.get() {
                return String::new();
            }
            let now = pathname.get();
            match (now.strip_prefix(list.as_str()), before) {
                (Some(rest), _) if rest.is_empty() || rest.starts_with('/') => rest.trim_matches('/').to_owned(),
                (_, before) => before.cloned().unwrap_or_default(),
            }
        });
        let here = format!("{base}{}", list_path(kind));
        let query = Memo::new(move |before: Option<&ParamsMap>| {
            match at_start.get() || pathname.with(|path| path.starts_with(&here)) {
                true => query.get(),
                false => before.cloned().unwrap_or_default(),
            }
        });
        let open = Memo::new(move |_| path.with(|id| (!id.is_empty()).then(|| id.parse().unwrap_or_default())));
        let navigate = use_navigate();
        let navigate: Navigate = Rc::new(move |path, options| navigate(path, options));
        Self { kind, query, open, at_start, navigate: StoredValue::new_local(navigate), base: StoredValue::new(base) }
    }

    pub fn get(self, name: &str) -> Option<String> {
        self.query.with(|query| query.get(name)).filter(|text| !text.is_empty())
    }

    /// Whether the open record has the page to itself.
    pub fn full(self) -> bool {
        self.get("full").is_some()
    }

    /// Changes parts of the query.
    pub fn change(self, replace: bool, changes: &[(&'static str, Option<String>)]) {
        self.go(self.open.get_untracked(), changes, replace);
    }

    /// Opens a record, or closes the one that is open.
    pub fn show(self, id: Option<Id>, full: bool, replace: bool) {
        self.go(id, &[("full", (full && id.is_some()).then(|| "1".to_owned()))], replace);
    }

    /// The link of a row: the record, with the list as it is around it.
    pub fn row_href(self, id: Id) -> String {
        let query = self.query.with(|query| without(query, &[("full", None)]).to_query_string());
        self.base.with_value(|base| format!("{base}{}{query}", routes::record_path(self.kind, id)))
    }

    /// The link back to the list.
    pub fn back_href(self) -> String {
        let query = self.query.with(|query| without(query, &[("full", None)]).to_query_string());
        self.base.with_value(|base| format!("{base}{}{query}", list_path(self.kind)))
    }

    fn go(self, id: Option<Id>, changes: &[(&'static str, Option<String>)], replace: bool) {
        let query = self.query.with_untracked(|query| without(query, changes).to_query_string());
        let path = match id {
            Some(id) => routes::record_path(self.kind, id),
            None if self.at_start.get_untracked() => "/".to_owned(),
            None => list_path(self.kind).to_owned(),
        };
        let options = NavigateOptions { replace, scroll: false, ..Default::default() };
        self.navigate.with_value(|navigate| navigate(&format!("{path}{query}"), options));
    }

    /// Goes to another page of the app.
    pub fn leave(self, path: &str) {
        self.navigate.with_value(|navigate| navigate(path, NavigateOptions::default()));
    }
}

fn without(query: &ParamsMap, changes: &[(&'static str, Option<String>)]) -> ParamsMap {
    let mut query = query.clone();
    for (name, value) in changes {
        query.remove(name);
        if let Some(value) = value.clone().filter(|value| !value.is_empty()) {
            query.insert(*name, value);
        }
    }
    query
}
