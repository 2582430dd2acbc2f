//! Whether the browser may throw the data away, and how much room there is.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub used_bytes: f64,
    pub quota_bytes: f64,
}

/// Asks the browser to keep the data. None where it knows no such promise.
pub async fn persist() -> Option<bool> {
    ask("persist").await?.as_bool()
}

pub async fn persisted() -> Option<bool> {
    ask("persisted").await?.as_bool()
}

pub async fn estimate() -> Option<Estimate> {
    let answer = ask("estimate").await?;
    let number = |name: &str| Reflect::get(&answer, &name.into()).ok()?.as_f64();
    Some(Estimate { used_bytes: number("usage")?, quota_bytes: number("quota")? })
}

/// Whether a write has probably failed for want of room.
pub(crate) async fn nearly_full() -> bool {
    estimate().await.is_some_and(|room| room.quota_bytes - room.used_bytes < 8_000_000.0)
}

async fn ask(method: &str) -> Option<JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let storage = Reflect::get(&navigator, &"storage".into()).ok().filter(JsValue::is_object)?;
    let method: Function = Reflect::get(&storage, &method.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = method.call0(&storage).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
