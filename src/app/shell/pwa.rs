//! Offline and installed: the service worker, its updates, the install prompt.

use crate::{data::use_data, ui::use_toasts, words::shell as w};
use js_sys::{Function, Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

#[derive(Clone, Copy)]
pub struct Pwa {
    /// Every file of the build is kept: the app starts without a network.
    pub offline_ready: RwSignal<bool>,
    /// The browser's offer to install the app, if it made one.
    pub install: RwSignal<Option<JsValue>, LocalStorage>,
}

pub fn use_pwa() -> Pwa {
    expect_context::<Pwa>()
}

/// Registers the service worker and watches for what it has to say.
pub fn register() {
    let pwa = Pwa { offline_ready: RwSignal::new(false), install: RwSignal::new_local(None) };
    provide_context(pwa);
    let offered = window_event_listener_untyped("beforeinstallprompt", move |event| {
        event.prevent_default();
        pwa.install.set(Some(event.into()));
    });
    // The app lives as long as the page.
    std::mem::forget(offered);
    let Some(container) = container() else { return };
    let owner = Owner::current();
    spawn_local(async move {
        let options = js_sys::Object::new();
        let _ = Reflect::set(&options, &"updateViaCache".into(), &"none".into());
        let register: Option<Function> =
            Reflect::get(&container, &"register".into()).ok().and_then(|found| found.dyn_into().ok());
        let asked = register.and_then(|register| register.call2(&container, &"sw.js".into(), &options).ok());
        let Some(promise) = asked.and_then(|promise| promise.dyn_into::<Promise>().ok()) else { return };
        // Without a service worker (private mode, plain http) the app still works, only not offline.
        let Ok(registration) = JsFuture::from(promise).await else { return };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        if let Some(owner) = owner {
            owner.with(|| watch(&registration));
        }
        if let Ok(ready) = container.ready()
            && JsFuture::from(ready).await.is_ok()
        {
            pwa.offline_ready.set(true);
        }
    });
}

/// Asks the browser to install the app.
pub fn install(pwa: Pwa) {
    let Some(event) = pwa.install.get_untracked() else { return };
    let prompt: Option<Function> = Reflect::get(&event, &"prompt".into()).ok().and_then(|found| found.dyn_into().ok());
    if let Some(prompt) = prompt {
        drop(prompt.call0(&event));
        pwa.install.set(None);
    }
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    Reflect::has(&navigator, &"serviceWorker".into()).ok()?.then(|| navigator.service_worker())
}

/// A waiting build is offered, never forced: the page reloads only when all edits are stored.
fn watch(registration: &ServiceWorkerRegistration) {
    let offer = offer_update(registration.clone());
    if registration.waiting().is_some() {
        offer();
    }
    let found = registration.clone();
    let on_update = Closure::<dyn Fn()>::new(move || {
        let Some(installing) = found.installing() else { return };
        let (worker, offer) = (installing.clone(), offer.clone());
        let on_state = Closure::<dyn Fn()>::new(move || {
            let replaces = container().is_some_and(|container| container.controller().is_some());
            if worker.state() == ServiceWorkerState::Installed && replaces {
                offer();
            }
        });
        installing.set_onstatechange(Some(on_state.as_ref().unchecked_ref()));
        on_state.forget();
    });
    registration.set_onupdatefound(Some(on_update.as_ref().unchecked_ref()));
    on_update.forget();
}

fn offer_update(registration: ServiceWorkerRegistration) -> impl Fn() + Clone + 'static {
    let (data, toasts) = (use_data(), use_toasts());
    let registration = StoredValue::new_local(registration);
    move || {
        toasts.offer(w::update_ready(), w::update_now(), move || {
            spawn_local(async move {
                if !data.saved().await {
                    toasts.warn(w::update_after_saving());
                    return;
                }
                reload_when_replaced();
                if let Some(waiting) = registration.get_value().waiting() {
                    drop(waiting.post_message(&"SKIP_WAITING".into()));
                }
            });
        });
    }
}

fn reload_when_replaced() {
    let Some(container) = container() else { return };
    let reload = Closure::once_into_js(|| {
        if let Some(window) = web_sys::window() {
            drop(window.location().reload());
        }
    });
    container.set_oncontrollerchange(Some(reload.unchecked_ref()));
}
