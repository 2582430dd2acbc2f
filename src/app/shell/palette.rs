//! The command palette: go anywhere, find anyone, do anything.

use crate::{
    commands::{Command, runner},
    data::{name_of, use_data},
    parts,
    routes::record_path,
    ui::Icon,
    words::shell as w,
};
use domain::{Id, Kind, book::Query, text};
use leptos::{ev, html, prelude::*};
use std::cell::Cell;

pub const SHORTCUT: &str = "Ctrl K";
const FOUND_AT_MOST: usize = 8;

thread_local! {
    /// Event handlers have no context, so the signal that opens the palette is kept here.
    static OPEN: Cell<Option<RwSignal<bool>>> = const { Cell::new(None) };
}

pub fn open() {
    if let Some(open) = OPEN.get() {
        open.set(true);
    }
}

#[derive(Clone, PartialEq)]
enum Hit {
    Command(Command),
    Record(Kind, Id),
}

#[component]
pub fn Palette() -> impl IntoView {
    let shown = RwSignal::new(false);
    OPEN.set(Some(shown));
    let wanted = Memo::new(move |before| before == Some(&true) || shown.get());
    move || wanted.get().then(|| parts::piece(&parts::PALETTE, shown))
}

#[component]
pub(crate) fn Finder(shown: RwSignal<bool>) -> impl IntoView {
    let data = use_data();
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (shown.get(), dialog.open()) {
            (true, false) => {
                typed.set(String::new());
                drop(dialog.show_modal());
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let hits = Memo::new(move |_| if shown.get() { find(data, &typed.get()) } else { Vec::new() });
    Effect::new(move || {
        let line = document().get_element_by_id(&line_id(chosen.get()));
        let how = web_sys::ScrollIntoViewOptions::new();
        how.set_block(web_sys::ScrollLogicalPosition::Nearest);
        if let Some(line) = line {
            line.scroll_into_view_with_scroll_into_view_options(&how);
        }
    });
    let run = runner();
    let navigate = leptos_router::hooks::use_navigate();
    let choose = move |hit: Hit| {
        shown.set(false);
        match hit {
            Hit::Command(command) => run(command),
            Hit::Record(kind, id) => navigate(&record_path(kind, id), Default::default()),
        }
    };
    let by_key = {
        let choose = choose.clone();
        move |event: ev::KeyboardEvent| {
            let count = hits.read_untracked().len();
            match event.key().as_str() {
                "ArrowDown" => chosen.update(|at| *at = (*at + 1).min(count.saturating_sub(1))),
                "ArrowUp" => chosen.update(|at| *at = at.saturating_sub(1)),
                "Enter" => {
                    if let Some(hit) = hits.read_untracked().get(chosen.get_untracked()).cloned() {
                        choose(hit);
                    }
                }
                _ => return,
            }
            event.prevent_default();
        }
    };
    let line = move |(at, hit): (usize, Hit)| {
        let (icon, name, meta) = describe(data, &hit);
        let choose = choose.clone();
        view! {
            <li
                class="menu-item"
                role="option"
                id=line_id(at)
                aria-selected=move || (chosen.get() == at).to_string()
                on:click=move |_| choose(hit.clone())
            >
                <Icon name=icon />
                <span>{name}</span>
                <span>{meta}</span>
            </li>
        }
    };
    let type_in = move |event| {
        typed.set(event_target_value(&event));
        chosen.set(0);
    };
    view! {
        <dialog class="dialog palette" node_ref=dialog aria-label=w::find_or_do() on:close=move |_| shown.set(false)>
            <input
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-activedescendant=move || line_id(chosen.get())
                aria-label=w::find_or_do()
                placeholder=w::find_or_do()
                autocomplete="off"
                prop:value=typed
                on:input=type_in
                on:keydown=by_key
            />
            <ul id="palette-list" role="listbox" aria-label=w::find_or_do()>
                {move || hits.get().into_iter().enumerate().map(line.clone()).collect_view()}
            </ul>
        </dialog>
    }
}

fn line_id(at: usize) -> String {
    format!("palette-{at}")
}

fn find(data: crate::data::Data, typed: &str) -> Vec<Hit> {
    let query = Query::new(typed);
    data.read(|book| {
        let mut hits = Vec::new();
        if !query.is_empty() {
            for kind in [Kind::Contact, Kind::Company, Kind::Deal, Kind::Order, Kind::Task] {
                hits.extend(book.found(kind, &query).rev().take(FOUND_AT_MOST).map(|id| Hit::Record(kind, id)));
            }
        }
        let wanted = text::fold(typed);
        let fits = |command: &Command| {
            let label = text::fold(&command.label(book));
            let sound = text::pinyin(&label).map(|read| read.initials).unwrap_or_default();
            wanted.split_whitespace().all(|word| label.contains(word) || sound.contains(word))
        };
        hits.extend(Command::all().into_iter().filter(fits).map(Hit::Command));
        hits
    })
}

fn describe(data: crate::data::Data, hit: &Hit) -> (&'static str, String, String) {
    data.read(|book| match hit {
        Hit::Command(command) => {
            let icon = match command {
                Command::Go(page) => page.icon(),
                Command::New(_) => "plus",
                Command::UndoLast => "undo-2",
                Command::Trash => "trash-2",
                Command::Duplicates => "merge",
                Command::Lab => "chart-scatter",
                Command::Theme(_) => "sun",
                Command::Language(_) => "globe",
                Command::Help | Command::Glossary => "info",
            };
            (icon, command.label(book), command.shortcut().unwrap_or_default().to_owned())
        }
        Hit::Record(kind, id) => {
            let icon = match kind {
                Kind::Company => "building-2",
                Kind::Deal => "briefcase",
                Kind::Order => "shopping-bag",
                Kind::Task => "check-square",
                _ => "user",
            };
            (icon, name_of(book, *kind, *id), crate::fields::kind_one(book, *kind))
        }
    })
}
