//! The way to storage: one loop that writes what is pending until nothing is.

use super::{Data, Loaded};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

#[derive(Clone, Debug, PartialEq)]
pub enum SaveState {
    Saved,
    Saving,
    /// The changes are in memory only; the reason is in [`Data::failure`].
    NotSaved,
}

/// Waits between tries after a failed write, in seconds.
const RETRY_SECONDS: [u64; 5] = [1, 2, 5, 15, 30];

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
        while self.loaded.get_untracked() < Loaded::All {
            pause(Duration::from_millis(50)).await;
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

    /// Resolves once everything is stored, for jobs that read the stored data. False if it cannot be.
    pub async fn saved(self) -> bool {
        while self.read(|book| book.has_pending()) {
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
