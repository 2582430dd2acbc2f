//! Charts and tables of the page as files: a picture, or the numbers as CSV.

use super::{Menu, MenuItem, chart::Numbers, use_toasts};
use crate::{rescue::download, words::ui as w};
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, HtmlCanvasElement};

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

/// The rows of a table that is on the page.
pub fn numbers_of(table: &Element) -> Numbers {
    let all = |parent: &Element, selector: &str| -> Vec<Element> {
        let found = parent.query_selector_all(selector).ok();
        let nodes = found.into_iter().flat_map(|nodes| (0..nodes.length()).filter_map(move |at| nodes.item(at)));
        nodes.filter_map(|node| node.dyn_into().ok()).collect()
    };
    let text = |cell: Element| cell.text_content().unwrap_or_default().trim().to_owned();
    let mut rows = all(table, "tr").into_iter().map(|row| all(&row, "th, td").into_iter().map(text).collect());
    Numbers { head: rows.next().unwrap_or_default(), rows: rows.collect() }
}

/// Downloads numbers as CSV. The error is the browser's.
pub fn save_numbers(title: &str, numbers: &Numbers) -> Result<String, JsValue> {
    let name = file_name(title, "csv");
    download(&name, csv(numbers).as_bytes(), CSV)?;
    Ok(name)
}

/// Downloads a canvas as it is painted; `done` gets the file's name, or none where the browser refuses.
fn save_picture(title: &str, canvas: &HtmlCanvasElement, done: impl FnOnce(Option<String>) + 'static) {
    let name = file_name(title, "png");
    let painted = Closure::once_into_js(move |blob: Option<web_sys::Blob>| {
        let told = blob.and_then(|blob| crate::rescue::download_blob(&name, &blob).ok()).map(|()| name);
        done(told);
    });
    if canvas.to_blob_with_type(painted.unchecked_ref(), PNG).is_err() {
        web_sys::console::warn_1(&"the chart could not be painted into a file".into());
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
    let tell = move |name: Option<String>| match name {
        Some(name) => toasts.say(crate::words::import::exported(&name)),
        None => toasts.warn(crate::words::import::job_broke()),
    };
    let picture = move || {
        if let Some(canvas) = canvas.get_untracked() {
            save_picture(&title.get_untracked(), &canvas, tell);
        }
    };
    let table = move || tell(save_numbers(&title.get_untracked(), &(numbers.get_value())()).ok());
    view! {
        <Menu label=Signal::derive(move || w::save_chart(&title.get())) icon="download" icon_only=true>
            <MenuItem label=w::picture() icon="download" on_choose=picture />
            <MenuItem label=w::numbers() icon="download" on_choose=table />
        </Menu>
    }
    .into_any()
}
