//! The way to storage: one loop that writes what is pending until nothing is.

use super::{Data, Loaded};
use domain::Kind;
use leptos::{ev, prelude::*, task::spawn_local};
use std::{cell::Cell, time::Duration};

#[derive(Clone, Debug, PartialEq)]
pub enum SaveState {
    Saved,
    Saving,
    /// Changes are in memory only; the reason is in [`Data::failure`].
    NotSaved,
}

/// Waits between tries after a failed write, in seconds.
const RETRY_SECONDS: [u64; 5] = [1, 2, 5, 15, 30];

const BY_HAND: [Kind; 4] = [Kind::Contact, Kind::Company, Kind::Deal, Kind::Order];
const WORTH_KEEPING: usize = 3;

thread_local! {
    /// Once in the life of a page is enough.
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

impl Data {
    /// Starts writing unless that is under way.
    pub(crate) fn save_soon(self) {
        if self.save_state.get_untracked() == SaveState::Saved {
            self.save_state.set(SaveState::Saving);
        }
        if !self.saving.get_untracked() {
            self.saving.set(true);
            spawn_local(self.save_all());
        }
    }

    async fn save_all(self) {
        // A chunk that is not loaded yet must not be written.
        while self.loaded.get_untracked() < Loaded::Part {
            pause(Duration::from_millis(50)).await;
        }
        if self.loaded.get_untracked() == Loaded::Part {
            self.saving.set(false);
            return;
        }
        let mut failures = 0;
        while self.read(|book| book.has_pending()) {
            let Some(store) = self.store() else { break };
            self.slices_done().await;
            match store.commit(&self.inner().book).await {
                Ok(_) => {
                    failures = 0;
                    self.failure.set(None);
                    self.announce();
                }
                Err(error) => {
                    self.failure.set(Some(error));
                    self.save_state.set(SaveState::NotSaved);
                    let seconds = RETRY_SECONDS[failures.min(RETRY_SECONDS.len() - 1)];
                    failures += 1;
                    pause(Duration::from_secs(seconds)).await;
                }
            }
        }
        self.saving.set(false);
        if !self.read(|book| book.has_pending()) {
            self.save_state.set(SaveState::Saved);
        }
    }

    /// Told of each record that is made by hand: after the first few there is something to lose, and the browser is asked
    /// to keep it.
    pub fn made_by_hand(self) {
        let made = self.read(|book| BY_HAND.into_iter().map(|kind| book.count(kind)).sum::<usize>());
        if made >= WORTH_KEEPING && !ASKED.replace(true) {
            spawn_local(async {
                storage::persist().await;
            });
        }
    }

    /// Whether something is in memory only.
    fn unsaved(self) -> bool {
        self.slicing.get_untracked() || self.read(|book| book.has_pending())
    }

    /// The browser asks before the page is left with something that is not stored.
    pub(super) fn ask_before_leaving(self) {
        let asks = window_event_listener(ev::beforeunload, move |event| {
            if self.unsaved() {
                event.prevent_default();
                // Older browsers look at this instead.
                event.set_return_value("unsaved");
            }
        });
        // As long as the page lives.
        std::mem::forget(asks);
    }

    /// Resolves once everything is stored, for jobs that read the stored data. False if it cannot be.
    pub async fn saved(self) -> bool {
        while self.unsaved() {
            if self.save_state.get_untracked() == SaveState::NotSaved {
                return false;
            }
            pause(Duration::from_millis(20)).await;
        }
        true
    }
}

/// Lets the page breathe for this long.
pub async fn pause(duration: Duration) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(move || drop(resolve.call0(&wasm_bindgen::JsValue::NULL)), duration);
    });
    // A timer's promise never rejects.
    drop(wasm_bindgen_futures::JsFuture::from(promise).await);
}
