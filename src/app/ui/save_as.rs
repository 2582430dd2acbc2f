//! Charts and tables of the page as files: a picture, or the numbers as CSV.

use super::{Menu, MenuItem, chart::Numbers, use_toasts};
use crate::{
    rescue::{download, download_blob},
    words::ui as w,
};
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::HtmlCanvasElement;

const CSV: &str = "text/csv";
const PNG: &str = "image/png";

/// RFC 4180 with a mark for Excel. A cell that a spreadsheet would run as a formula gets a `'`; plain negative numbers
/// stay numbers.
fn csv(numbers: &Numbers) -> String {
    let cell = |text: &String| {
        let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
        let text = if formula { format!("'{text}") } else { text.clone() };
        match text.contains(['"', ',', '\n', '\r']) {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text,
        }
    };
    let line = |cells: &Vec<String>| cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n";
    "\u{feff}".to_owned() + &std::iter::once(&numbers.head).chain(&numbers.rows).map(line).collect::<String>()
}

/// A file's name from a title: without what file systems refuse.
fn file_name(title: &str, ending: &str) -> String {
    let plain: String =
        title.chars().map(|c| if c.is_control() || r#"\/:*?"<>|"#.contains(c) { ' ' } else { c }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}.{ending}", plain.chars().take(80).collect::<String>())
}

/// Downloads numbers as CSV. The error is the browser's.
pub fn save_numbers(name: &str, numbers: &Numbers) -> Result<(), JsValue> {
    download(name, csv(numbers).as_bytes(), CSV)
}

/// Downloads a canvas as it is painted; `done` gets whether the browser made a file of it.
pub fn save_picture(name: String, canvas: &HtmlCanvasElement, done: impl Fn(bool) + Clone + 'static) {
    let told = done.clone();
    let painted = Closure::once_into_js(move |blob: Option<web_sys::Blob>| {
        told(blob.is_some_and(|blob| download_blob(&name, &blob).is_ok()));
    });
    if canvas.to_blob_with_type(painted.unchecked_ref(), PNG).is_err() {
        done(false);
    }
}

/// The ways to keep a chart.
#[component]
pub fn SaveChart(
    title: Signal<String>,
    canvas: NodeRef<html::Canvas>,
    numbers: StoredValue<std::sync::Arc<dyn Fn() -> Numbers + Send + Sync>>,
) -> impl IntoView {
    let toasts = use_toasts();
    let tell = move |name: &str, saved: bool| match saved {
        true => toasts.say(crate::words::import::exported(name)),
        false => toasts.warn(crate::words::settings::download_refused()),
    };
    let picture = move || {
        let name = file_name(&title.get_untracked(), "png");
        if let Some(canvas) = canvas.get_untracked() {
            save_picture(name.clone(), &canvas, move |saved| tell(&name, saved));
        }
    };
    let table = move || {
        let name = file_name(&title.get_untracked(), "csv");
        tell(&name, save_numbers(&name, &(numbers.get_value())()).is_ok());
    };
    view! {
        <Menu label=Signal::derive(move || w::save_chart(&title.get())) icon="download" icon_only=true>
            <MenuItem label=w::picture() icon="download" on_choose=picture />
            <MenuItem label=w::numbers() icon="download" on_choose=table />
        </Menu>
    }
    .into_any()
}
