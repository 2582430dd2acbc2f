//! Offline and installed: the service worker, its updates, the install prompt.

use super::fault;
use crate::{
    data::{Data, use_data},
    ui::{Toasts, use_toasts},
    words::shell as w,
};
use js_sys::{Function, Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use std::{cell::Cell, rc::Rc, time::Duration};
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
            owner.with(|| watch(&registration, &container));
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

/// A new build is offered, never forced: the page is loaded anew when the owner says so and all edits are stored.
#[derive(Clone)]
struct Updates {
    data: Data,
    toasts: Toasts,
    registration: ServiceWorkerRegistration,
    /// The owner has said so in this tab.
    wanted: Rc<Cell<bool>>,
}

impl Updates {
    fn offer(&self) {
        let this = self.clone();
        self.toasts.offer(w::update_ready(), w::update_now(), move || spawn_local(this.clone().update()));
    }

    async fn update(self) {
        if !self.data.saved().await {
            self.toasts.warn(w::update_after_saving());
            return self.offer();
        }
        self.wanted.set(true);
        match self.registration.waiting() {
            Some(waiting) => drop(waiting.post_message(&"SKIP_WAITING".into())),
            // It is in place already, by another tab.
            None => fault::reload(),
        }
    }
}

fn watch(registration: &ServiceWorkerRegistration, container: &ServiceWorkerContainer) {
    let updates =
        Updates { data: use_data(), toasts: use_toasts(), registration: registration.clone(), wanted: Rc::default() };
    if registration.waiting().is_some() {
        updates.offer();
    }
    let controlled = Rc::new(Cell::new(container.controller().is_some()));
    let (found, offers, replaces) = (registration.clone(), updates.clone(), controlled.clone());
    let follow = move || {
        let Some(installing) = found.installing() else { return };
        let (worker, offers, replaces) = (installing.clone(), offers.clone(), replaces.clone());
        let on_state = Closure::<dyn Fn()>::new(move || {
            if worker.state() == ServiceWorkerState::Installed && replaces.get() {
                offers.offer();
            }
        });
        installing.set_onstatechange(Some(on_state.as_ref().unchecked_ref()));
        on_state.forget();
    };
    // It may have been found before anybody listened.
    follow();
    let on_update = Closure::<dyn Fn()>::new(follow);
    registration.set_onupdatefound(Some(on_update.as_ref().unchecked_ref()));
    on_update.forget();
    // The first worker takes over a page of its own build; each later one was let in by some tab.
    let on_change = Closure::<dyn Fn()>::new(move || match (controlled.replace(true), updates.wanted.get()) {
        (true, true) => fault::reload(),
        (true, false) => updates.offer(),
        (false, _) => {}
    });
    container.set_oncontrollerchange(Some(on_change.as_ref().unchecked_ref()));
    on_change.forget();
    look_for_updates(registration.clone());
}

/// The browser itself looks only when a page is opened; this one may stay open for weeks.
fn look_for_updates(registration: ServiceWorkerRegistration) {
    let look = move || {
        if let Ok(asked) = registration.update() {
            // Without a network there is no news.
            spawn_local(async move { drop(JsFuture::from(asked).await) });
        }
    };
    set_interval(look.clone(), Duration::from_secs(60 * 60));
    let shown = window_event_listener_untyped("visibilitychange", move |_| {
        if !document().hidden() {
            look();
        }
    });
    std::mem::forget(shown);
}
