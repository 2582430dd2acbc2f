//! Files that the system opens with the installed app, or that other apps share with it.

use super::Session;
use crate::{
    parts,
    shared::{self, Place},
    ui::Toasts,
    words::{import, shell as w},
};
use js_sys::{Array, Function, Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Takes the files of each launch. Browsers that open no files with apps have no queue of launches.
pub(super) fn listen() {
    let queue = Reflect::get(&js_sys::global(), &"launchQueue".into()).unwrap_or(JsValue::UNDEFINED);
    let Some(set) = function(&queue, "setConsumer") else { return };
    let launched = Closure::<dyn FnMut(JsValue)>::new(|launch: JsValue| {
        let handles = Reflect::get(&launch, &"files".into()).ok().and_then(|files| files.dyn_into::<Array>().ok());
        let asked: Vec<Promise> = handles.iter().flat_map(|handles| handles.iter()).filter_map(ask).collect();
        if asked.is_empty() {
            return;
        }
        spawn_local(async move {
            let mut files = Vec::new();
            for file in asked {
                // A file that is gone by now is as good as not chosen.
                files.extend(JsFuture::from(file).await.ok().and_then(|file| file.dyn_into::<File>().ok()));
            }
            if parts::call(&parts::OPENED, files).await.is_err()
                && let Some((.., toasts)) = super::session()
            {
                toasts.warn(w::part_missing().to_owned());
            }
        });
    });
    drop(set.call1(&queue, launched.as_ref().unchecked_ref()));
    // Launches come as long as the page lives.
    launched.forget();
}

/// Takes up tables that other apps shared, unless an import is under way: then they wait.
pub(super) fn take_shared(session: Session, toasts: Toasts) {
    if session.running.get_untracked() {
        return;
    }
    spawn_local(async move {
        let files = RefCell::new(Vec::new());
        let taken = async |file: File| {
            match file.size() {
                0.0 => toasts.warn(import::not_kept(&file.name())),
                _ => files.borrow_mut().push(file),
            }
            true
        };
        if let Err(reason) = shared::each(Place::Import, taken).await {
            web_sys::console::warn_2(&"what was shared could not be read".into(), &reason);
        }
        let files = files.into_inner();
        if !files.is_empty() {
            super::take(files);
        }
    });
}

fn ask(handle: JsValue) -> Option<Promise> {
    function(&handle, "getFile")?.call0(&handle).ok()?.dyn_into().ok()
}

fn function(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}
