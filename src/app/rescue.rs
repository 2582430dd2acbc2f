//! Taking the data out when the app itself may be broken, and the downloads of all other pages.

use crate::{
    clock,
    data::Data,
    ui::Empty,
    words::{self, common, import as w},
    workers,
};
use domain::{Book, Kind};
use js_sys::{Array, Uint8Array};
use leptos::{prelude::*, task::spawn_local};
use protocol::{DATABASE, Job, Outcome};
use storage::Store;
use wasm_bindgen::JsCast;

/// Offers bytes as a file download.
pub fn download(name: &str, bytes: &[u8], mime: &str) -> Result<(), wasm_bindgen::JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options)?;
    download_blob(name, &blob)
}

/// Gives the user a file the browser has made.
pub fn download_blob(name: &str, blob: &web_sys::Blob) -> Result<(), wasm_bindgen::JsValue> {
    let address = web_sys::Url::create_object_url_with_blob(blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(wasm_bindgen::JsValue::NULL)?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    set_timeout(move || drop(web_sys::Url::revoke_object_url(&address)), std::time::Duration::from_secs(60));
    Ok(())
}

/// `solo-crm-2026-11-23.jsonl`.
fn everything_name() -> String {
    format!("solo-crm-{}.jsonl", clock::today().iso())
}

const JSON_LINES: &str = "application/jsonl";

/// Writes everything that is stored into one file, through the worker. Says what went wrong.
pub async fn download_everything() -> Result<(), String> {
    match workers::run(Job::Dump, None).await {
        Ok(Outcome::File(bytes)) => {
            download(&everything_name(), &bytes.0, JSON_LINES).map_err(|_| w::job_broke().to_owned())
        }
        Ok(_) => Err(w::job_broke().to_owned()),
        Err(failure) => Err(workers::failure(&failure)),
    }
}

/// What the worker's dump writes: a line that names the format, then one line of JSON for each record.
fn lines_of(book: &Book) -> String {
    let records = Kind::ALL.into_iter().flat_map(|kind| book.iter(kind).chain(book.trashed(kind)));
    let line = |record: &domain::Record| {
        let values: serde_json::Map<_, _> = record
            .values()
            .iter()
            .filter_map(|(key, value)| Some((key.to_string(), serde_json::to_value(value).ok()?)))
            .collect();
        serde_json::json!({ "kind": record.kind, "id": record.id, "values": values }).to_string()
    };
    let head = serde_json::json!({ "format": "solo-crm", "version": 1 }).to_string();
    [head].into_iter().chain(records.map(line)).collect::<Vec<_>>().join("\n")
}

/// Writes whatever can be read where the worker cannot: a damaged part hides no other. Says what is missing.
async fn download_what_can_be_read() -> Result<&'static str, String> {
    let store = Store::open(DATABASE).await.map_err(|error| words::shell::storage_error(&error))?;
    let mut book = Book::new();
    let mut damaged = false;
    for kind in Kind::ALL {
        damaged |= store.load_kind(kind, |chunk, records| book.load_chunk(kind, chunk, records)).await.is_err();
    }
    download(&everything_name(), lines_of(&book).as_bytes(), JSON_LINES).map_err(|_| w::job_broke().to_owned())?;
    Ok(if damaged { w::rescue_in_part() } else { w::rescue_done() })
}

/// Writes what is in memory, also what could not be stored.
pub fn download_from_memory(data: Data) {
    let lines = data.read(lines_of);
    if let Err(error) = download(&everything_name(), lines.as_bytes(), JSON_LINES) {
        web_sys::console::error_1(&error);
    }
}

/// Shown instead of the app after a crash.
#[component]
pub fn RescuePage() -> impl IntoView {
    let told = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let run = move |_| {
        busy.set(true);
        spawn_local(async move {
            let outcome = match download_everything().await {
                Ok(()) => Ok(w::rescue_done()),
                Err(_) => download_what_can_be_read().await,
            };
            told.set(outcome.map_or_else(|error| error, str::to_owned));
            busy.set(false);
        });
    };
    view! {
        <main class="first-run" id="main">
            <h1>{w::rescue()}</h1>
            <Empty icon="download" text=w::rescue_text()>
                <button type="button" class="button" data-primary="true" disabled=busy on:click=run>{common::download_my_data()}</button>
                <a class="button" rel="external" href="contacts">{w::back_to_app()}</a>
            </Empty>
            <p class="muted" role="status">{told}</p>
        </main>
    }
}
