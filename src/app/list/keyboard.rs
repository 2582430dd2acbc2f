//! Keys of the list: `/` searches, ↑ ↓ walk, ⏎ opens the full page, Esc closes.

use super::{screen::Screen, state::ListState, table};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

pub fn listen(list: ListState, screen: Screen) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let modified = event.meta_key() || event.ctrl_key() || event.alt_key();
        if event.default_prevented() || modified || dialog_is_open() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let within = |selector: &str| {
            target.as_ref().is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()))
        };
        let in_search = within(".list-search");
        let typing = within("input:not([type=checkbox]), textarea, select, .menu, [contenteditable]");
        let handled = match event.key().as_str() {
            "/" if !typing => focus(".list-search input"),
            "Escape" if !typing || in_search => escape(list, in_search),
            "ArrowDown" if !typing || in_search => walk(list, screen, 1),
            "ArrowUp" if !typing => walk(list, screen, -1),
            "Enter" if in_search => list.row(0).is_some_and(|id| open(list, id, false)),
            "Enter" if !typing && !within("button, summary, .record a") => enter(list, target.as_ref()),
            _ => false,
        };
        if handled {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

fn dialog_is_open() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|found| found.is_some())
}

fn focus(selector: &str) -> bool {
    let found = document()
        .query_selector(selector)
        .ok()
        .flatten()
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    found.is_some_and(|element| element.focus().is_ok())
}

fn escape(list: ListState, in_search: bool) -> bool {
    if in_search && !list.search.with_untracked(String::is_empty) {
        list.search.set(String::new());
    } else if let Some(id) = list.place.open.get_untracked() {
        list.place.show(None, false, false);
        focus_row(list, id);
    } else if !list.selected.read_untracked().is_empty() {
        list.selected.update(|selected| selected.clear());
    } else {
        return false;
    }
    true
}

fn focus_row(list: ListState, id: domain::Id) {
    if let Some(index) = list.position(id) {
        request_animation_frame(move || {
            focus(&format!(".list-row[data-row='{index}'] a"));
        });
    }
}

/// To the next row: opens it where one is open, otherwise moves the focus.
fn walk(list: ListState, screen: Screen, by: isize) -> bool {
    let open_now = list.place.open.get_untracked();
    if open_now.is_some() && (list.place.full() || !screen.wide.get_untracked()) {
        return false;
    }
    let from = open_now.and_then(|id| list.position(id)).or_else(focused_row);
    let next = match from {
        Some(index) => index.checked_add_signed(by),
        None => Some(0),
    };
    let Some((index, id)) = next.and_then(|index| Some((index, list.row(index)?))) else { return false };
    table::reveal(list, screen, index);
    if open_now.is_some() {
        list.place.show(Some(id), false, true);
    }
    // The row may only just have been made.
    request_animation_frame(move || {
        focus(&format!(".list-row[data-row='{index}'] a"));
    });
    true
}

fn focused_row() -> Option<usize> {
    let row = document().active_element()?.closest(".list-row[data-row]").ok().flatten()?;
    row.get_attribute("data-row")?.parse().ok()
}

/// ⏎ on a row opens it beside the list; on the one that is open already, as a full page.
fn enter(list: ListState, target: Option<&web_sys::Element>) -> bool {
    let row = target.and_then(|target| target.closest(".list-row[data-row]").ok().flatten());
    let id = row.and_then(|row| row.get_attribute("data-row")?.parse().ok()).and_then(|index| list.row(index));
    match (id, list.place.open.get_untracked()) {
        (Some(id), Some(open_now)) if id == open_now => open(list, id, true),
        (Some(id), _) => open(list, id, false),
        (None, Some(open_now)) if !list.place.full() => open(list, open_now, true),
        (None, _) => false,
    }
}

fn open(list: ListState, id: domain::Id, full: bool) -> bool {
    list.place.show(Some(id), full, false);
    true
}
