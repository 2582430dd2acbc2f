//! The writer's lock across tabs, by the Web Locks API.

use js_sys::{Function, Promise, Reflect};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// Held until dropped.
pub(crate) struct Lock {
    release: Option<Function>,
}

impl Lock {
    /// Waits for the lock. A browser without Web Locks is taken to have one tab: the sequence number that
    /// every write checks keeps even that safe.
    pub async fn acquire(name: &str) -> Self {
        let release = Rc::new(RefCell::new(None));
        let held = {
            let release = Rc::clone(&release);
            Promise::new(&mut |resolve, _| drop(release.borrow_mut().replace(resolve)))
        };
        let granted = Promise::new(&mut |resolve, _| {
            let held = held.clone();
            let on_granted = Closure::once_into_js(move || -> JsValue {
                drop(resolve.call0(&JsValue::NULL));
                held.into()
            });
            if request(name, &on_granted).is_none() {
                drop(on_granted.unchecked_ref::<Function>().call0(&JsValue::NULL));
            }
        });
        drop(JsFuture::from(granted).await);
        Self { release: release.take() }
    }
}

fn request(name: &str, on_granted: &JsValue) -> Option<JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    request.call2(&locks, &name.into(), on_granted).ok()
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            drop(release.call0(&JsValue::NULL));
        }
    }
}
