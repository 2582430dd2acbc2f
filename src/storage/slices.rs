//! Long work in slices, so that the page keeps answering.

use js_sys::{Date, Function, Promise, Reflect};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

const SLICE_MS: f64 = 12.0;

/// Says when it is time to let others run.
pub(crate) struct Slices {
    since: Cell<f64>,
}

impl Slices {
    pub fn new() -> Self {
        Self { since: Cell::new(Date::now()) }
    }
    /// Gives the event loop a turn if this slice is used up.
    pub async fn breathe(&self) {
        if Date::now() - self.since.get() >= SLICE_MS {
            pause(0).await;
            self.since.set(Date::now());
        }
    }
}

/// Resolves after this many milliseconds, in a page and in a worker alike.
pub(crate) async fn pause(milliseconds: u32) {
    let promise = Promise::new(&mut |resolve, _| {
        let global = js_sys::global();
        let timer = Reflect::get(&global, &"setTimeout".into()).ok().and_then(|timer| timer.dyn_into::<Function>().ok());
        let set = timer.and_then(|timer| timer.call2(&global, &resolve, &milliseconds.into()).ok());
        if set.is_none() {
            // No timers: go on at once.
            drop(resolve.call0(&JsValue::NULL));
        }
    });
    drop(JsFuture::from(promise).await);
}
