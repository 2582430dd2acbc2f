//! The writer's lock across tabs, by the Web Locks API.

use js_sys::{Function, Promise, Reflect};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// Held until dropped.
pub struct Lock {
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
            let granted = resolve.clone();
            let on_granted = Closure::once_into_js(move || -> JsValue {
                drop(granted.call0(&JsValue::NULL));
                held.into()
            });
            let go_on = on_granted.unchecked_ref::<Function>();
            match request(name, &on_granted) {
                // A refusal (a page without an origin) must not wait for ever. Resolving twice does nothing.
                Some(promise) => drop(
                    Reflect::get(&promise, &"catch".into())
                        .map(|catch| catch.dyn_ref::<Function>().map(|catch| catch.call1(&promise, &resolve))),
                ),
                None => drop(go_on.call0(&JsValue::NULL)),
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
