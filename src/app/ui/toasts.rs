//! Short messages at the bottom left, with Undo where something was changed.

use crate::{
    data::{Data, Undone},
    ui::Icon,
    words::common as w,
};
use domain::book::Receipt;
use leptos::{prelude::*, task::spawn_local};
use std::{cell::RefCell, collections::HashMap, rc::Rc, time::Duration};

const SECONDS: u64 = 8;
const MOST: usize = 3;

#[derive(Clone)]
struct Toast {
    id: u64,
    text: String,
    bad: bool,
    /// Goes by itself; the others stay until they are used or closed.
    fades: bool,
    /// The label of its button; what the button does is in [`ACTIONS`].
    action: Option<String>,
}

thread_local! {
    /// By toast. Neither signals nor callbacks of Leptos: a toast outlives the component it came from.
    static ACTIONS: RefCell<HashMap<u64, Rc<dyn Fn()>>> = RefCell::default();
}

fn act(id: u64) {
    let action = ACTIONS.with_borrow_mut(|actions| actions.remove(&id));
    if let Some(action) = action {
        action();
    }
}

/// The toasts of the page, as a context.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>, LocalStorage>,
    next: RwSignal<u64>,
    held: RwSignal<bool>,
}

pub fn use_toasts() -> Toasts {
    expect_context::<Toasts>()
}

impl Default for Toasts {
    fn default() -> Self {
        Self { shown: RwSignal::new_local(Vec::new()), next: RwSignal::new(0), held: RwSignal::new(false) }
    }
}

impl Toasts {
    pub fn say(self, text: impl Into<String>) {
        self.push(text.into(), false, None, true);
    }
    /// An error; it stays until it is closed.
    pub fn warn(self, text: impl Into<String>) {
        self.push(text.into(), true, None, false);
    }
    /// A message with a button; stays until used or closed.
    pub fn offer(self, text: impl Into<String>, action: impl Into<String>, run: impl Fn() + 'static) {
        self.push(text.into(), false, Some((action.into(), Rc::new(run))), false);
    }
    /// Tells of a change and offers Undo. Nothing is said where nothing changed.
    pub fn changed(self, data: Data, text: impl Into<String>, receipt: Option<Receipt>) {
        let Some(receipt) = receipt else { return };
        let undo = move || {
            let receipt = receipt.clone();
            spawn_local(async move {
                self.tell_undo(data.undo(&receipt).await.map_err(|error| crate::words::shell::storage_error(&error)))
            });
        };
        self.push(text.into(), false, Some((w::undo().to_owned(), Rc::new(undo))), true);
    }
    /// Makes a change that may be a large one, and tells of it.
    pub fn change(self, data: Data, text: impl Into<String>, made: impl Future<Output = Option<Receipt>> + 'static) {
        let text = text.into();
        spawn_local(async move { self.changed(data, text, made.await) });
    }
    /// Says how an undo went.
    pub fn tell_undo(self, outcome: Result<Undone, String>) {
        match outcome {
            Ok(Undone::Done { skipped: 0, .. }) => self.say(w::undone()),
            Ok(Undone::Done { skipped, .. }) => self.say(w::not_saved_undo(skipped)),
            Ok(Undone::Nothing) => self.say(w::nothing_to_undo()),
            Err(reason) => self.warn(reason),
        }
    }
    /// Undo of the newest toast that offers it, for the keyboard.
    pub fn run_newest_action(self) {
        let undoes = |toast: &&Toast| toast.fades && toast.action.is_some();
        let newest = self.shown.read_untracked().iter().rev().find(undoes).map(|toast| toast.id);
        if let Some(id) = newest {
            act(id);
            self.close(id);
        }
    }

    fn push(self, text: String, bad: bool, action: Option<(String, Rc<dyn Fn()>)>, fades: bool) {
        let id = self.next.get_untracked();
        self.next.set(id + 1);
        let (label, run) = action.unzip();
        if let Some(run) = run {
            ACTIONS.with_borrow_mut(|actions| actions.insert(id, run));
        }
        if let Some(before) = self.makes_room(&text) {
            self.close(before);
        }
        self.shown.update(|toasts| toasts.push(Toast { id, text, bad, fades, action: label }));
        if fades {
            self.fade(id);
        }
    }
    /// The toast that goes for a new one: what stays goes only for the same once more.
    fn makes_room(self, text: &str) -> Option<u64> {
        let toasts = self.shown.read_untracked();
        let same = toasts.iter().find(|toast| !toast.fades && toast.text == text);
        let oldest = || toasts.iter().find(|toast| toast.fades).filter(|_| toasts.len() >= MOST);
        same.or_else(oldest).map(|toast| toast.id)
    }
    fn fade(self, id: u64) {
        let look = move || if self.held.get_untracked() || has_focus() { self.fade(id) } else { self.close(id) };
        set_timeout(look, Duration::from_secs(SECONDS));
    }
    fn close(self, id: u64) {
        ACTIONS.with_borrow_mut(|actions| actions.remove(&id));
        self.shown.update(|toasts| toasts.retain(|toast| toast.id != id));
    }
}

/// Whether the keyboard is at a toast. Asked when it matters: an element that goes tells nobody of its focus.
fn has_focus() -> bool {
    document().query_selector(".toasts:focus-within").is_ok_and(|found| found.is_some())
}

/// Where the toasts stand. It is there before them, so that what comes into it is read out.
#[component]
pub fn ToastArea() -> impl IntoView {
    let toasts = use_toasts();
    let line = move |toast: Toast| {
        let id = toast.id;
        let action = toast.action.map(|label| {
            let run = move |_| {
                act(id);
                toasts.close(id);
            };
            view! { <button type="button" class="toast-action" on:click=run>{label}</button> }
        });
        view! {
            <div class="toast" data-bad=toast.bad.then_some("true") role=toast.bad.then_some("alert")>
                <span>{toast.text}</span>
                {action}
                <button type="button" class="icon-button" aria-label=w::close() on:click=move |_| toasts.close(id)>
                    <Icon name="x" />
                </button>
            </div>
        }
    };
    view! {
        <div
            class="toasts"
            aria-live="polite"
            on:pointerenter=move |event| toasts.held.set(event.pointer_type() == "mouse")
            on:pointerleave=move |_| toasts.held.set(false)
        >
            <For each=move || toasts.shown.get() key=|toast| toast.id children=line />
        </div>
    }
}
