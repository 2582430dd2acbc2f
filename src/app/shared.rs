//! What other apps shared while no page was there: the service worker keeps it (`public/sw.template.js`), the inbox or
//! the import takes it up.
//!
//! Invariant: one tab at a time takes up, and an item goes only when it was dealt with, so that none comes twice.

use js_sys::Array;
use storage::Lock;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Cache, File, FilePropertyBag, Request, Response};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Inbox,
    Import,
}

/// Gives each item that waits for a page to `taken`, which says whether it may go; where it may not, the rest waits too.
pub async fn each(place: Place, taken: impl AsyncFn(File) -> bool) -> Result<(), JsValue> {
    let Some(window) = web_sys::window() else { return Ok(()) };
    let scope = window.document().and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default();
    // The service worker writes it under this name.
    let kept = format!("shared with solo-crm {scope}");
    let _lock = Lock::acquire(&kept).await;
    let cache: Cache = JsFuture::from(window.caches()?.open(&kept)).await?.dyn_into()?;
    let requests: Array = JsFuture::from(cache.keys()).await?.dyn_into()?;
    for request in requests.iter() {
        let request: Request = request.dyn_into()?;
        if request.url().contains("/shared/import/") != (place == Place::Import) {
            continue;
        }
        let Ok(response) = JsFuture::from(cache.match_with_request(&request)).await?.dyn_into::<Response>() else {
            continue;
        };
        let header = |name: &str| response.headers().get(name).ok().flatten().unwrap_or_default();
        let name = js_sys::decode_uri_component(&header("X-Name")).map(String::from).unwrap_or_default();
        let options = FilePropertyBag::new();
        options.set_type(&header("Content-Type"));
        let blob: Blob = JsFuture::from(response.blob()?).await?.dyn_into()?;
        let file = File::new_with_blob_sequence_and_options(&Array::of1(&blob), &name, &options)?;
        if !taken(file).await {
            break;
        }
        JsFuture::from(cache.delete_with_request(&request)).await?;
    }
    Ok(())
}
