use super::palette;
use crate::{
    commands::{Command, runner},
    data::{Data, use_data},
    ui::{Dialog, Toasts},
    words::{self, shell as w},
};
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

/// Whether the list of shortcuts is open.
#[derive(Clone, Copy)]
pub struct HelpShown(pub RwSignal<bool>);

/// Listens for shortcuts and shows their list.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let HelpShown(help) = expect_context();
    let run = runner();
    let typed = StoredValue::new(String::new());
    let on_key = window_event_listener(ev::keydown, move |event| {
        if (event.meta_key() || event.ctrl_key()) && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            palette::open();
            return;
        }
        if event.meta_key() || event.ctrl_key() || event.alt_key() || is_typing(&event) {
            return;
        }
        let sequence =
            typed.with_value(|before| if before == "g" { format!("g {}", event.key()) } else { event.key() });
        typed.set_value(if sequence == "g" { sequence.clone() } else { String::new() });
        if let Some(command) = Command::all().into_iter().find(|command| command.shortcut() == Some(sequence.as_str()))
        {
            event.prevent_default();
            run(command);
        }
    });
    on_cleanup(move || on_key.remove());
    view! {
        <Dialog open=help title=Signal::stored(w::shortcuts().to_owned())>
            <div class="dialog-body">
                <div class="shortcuts">{list()}</div>
            </div>
        </Dialog>
    }
}

fn list() -> impl IntoView {
    let data = use_data();
    let lines =
        [(palette::SHORTCUT, w::find_or_do().to_owned()), ("/", words::common::search().to_owned())].into_iter().chain(
            Command::all()
                .into_iter()
                .filter_map(|command| Some((command.shortcut()?, data.read(|book| command.label(book))))),
        );
    lines.map(|(keys, label)| view! { <kbd>{keys}</kbd> <span>{label}</span> }).collect_view()
}

/// Letters typed into a field or a dialog are not shortcuts.
fn is_typing(event: &ev::KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| {
        element.closest("input, textarea, select, dialog, [contenteditable]").ok().flatten().is_some()
    })
}

/// Takes back the newest change that is not an undo itself and has not been undone.
pub fn undo_last(data: Data, toasts: Toasts) {
    spawn_local(async move {
        if !data.saved().await {
            toasts.run_newest_action();
            return;
        }
        let Some(store) = data.store() else { return };
        let newest = match store.history(None, 50).await {
            Ok(heads) => heads,
            Err(error) => return toasts.warn(w::storage_error(&error)),
        };
        let undone: Vec<_> = newest.iter().filter_map(|(_, head)| head.undoes).collect();
        let last = newest.iter().find(|(_, head)| head.undoes.is_none() && !undone.contains(&head.id));
        match last {
            Some((_, head)) => {
                toasts.tell_undo(data.undo_entry(head.id).await.map_err(|error| w::storage_error(&error)))
            }
            None => toasts.say(words::common::nothing_to_undo()),
        }
    });
}
