//! Long work in slices, so that the page keeps answering.

use js_sys::{Date, Function, Promise, Reflect};
use std::{cell::Cell, future::poll_fn, pin::pin, task::Poll};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

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
            turn().await;
            self.since.set(Date::now());
        }
    }
}

/// Gives the event loop one turn. A message, because browsers hold timers back: by 4 ms when they nest, by
/// seconds in a tab that is not shown.
async fn turn() {
    let Ok(channel) = MessageChannel::new() else { return pause(0).await };
    let promise = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        if channel.port2().post_message(&JsValue::NULL).is_err() {
            drop(resolve.call0(&JsValue::NULL));
        }
    });
    drop(JsFuture::from(promise).await);
    channel.port1().close();
}

/// What the future gives, or nothing once this many milliseconds have passed.
pub(crate) async fn within<T>(milliseconds: u32, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut limit = pin!(pause(milliseconds));
    poll_fn(|context| {
        if let Poll::Ready(done) = future.as_mut().poll(context) {
            return Poll::Ready(Some(done));
        }
        limit.as_mut().poll(context).map(|()| None)
    })
    .await
}

/// Resolves after this many milliseconds, in a page and in a worker alike.
pub(crate) async fn pause(milliseconds: u32) {
    let promise = Promise::new(&mut |resolve, _| {
        let global = js_sys::global();
        let timer =
            Reflect::get(&global, &"setTimeout".into()).ok().and_then(|timer| timer.dyn_into::<Function>().ok());
        let set = timer.and_then(|timer| timer.call2(&global, &resolve, &milliseconds.into()).ok());
        if set.is_none() {
            // No timers: go on at once.
            drop(resolve.call0(&JsValue::NULL));
        }
    });
    drop(JsFuture::from(promise).await);
}
