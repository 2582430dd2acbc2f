//! A chart on canvas: sharp on any screen, in the page's colours, readable by pointer and as a table.

use super::save_as::SaveChart;
use crate::{format, words::insights as w};
use charts::{Chart, HitMap, Rgb, Theme};
use leptos::{ev, html, prelude::*};
use plotters_canvas::CanvasBackend;
use std::sync::Arc;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// The numbers behind a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// How far from a mark a mouse or a finger may be, in CSS pixels.
const REACH: f64 = 12.0;
const TOUCH_REACH: f64 = 24.0;
/// Rows of a table that are shown.
const ROWS: usize = 500;

/// `title` states what the chart shows; `read` says a mark in words; `numbers` is the table behind it.
#[component]
pub fn ChartCanvas(
    #[prop(into)] chart: Signal<Chart>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] height: Signal<f64>,
    read: impl Fn(usize) -> String + 'static,
    numbers: impl Fn() -> Numbers + Send + Sync + 'static,
    /// What it stands in has its own way to save it.
    #[prop(optional)]
    saved_elsewhere: bool,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let hits = StoredValue::new(HitMap::default());
    let tip = RwSignal::new(None::<(f64, f64, String)>);
    let redraw = RwSignal::new(0_u32);
    let table = RwSignal::new(false);
    watch_size_and_theme(canvas, redraw);
    Effect::new(move || {
        redraw.track();
        let (Some(canvas), Some(chart)) = (canvas.get(), Some(chart.get())) else { return };
        if let Some(found) = paint(&canvas, &chart, height.get()) {
            hits.set_value(found);
        }
    });
    let point = move |event: ev::PointerEvent| {
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let reach = if event.pointer_type() == "touch" { TOUCH_REACH } else { REACH };
        let spot = hits.with_value(|hits| hits.nearest(x, y, reach));
        tip.set(spot.map(|spot| (spot.x, spot.y, read(spot.index))));
    };
    let point = StoredValue::new_local(point);
    let point = move |event| point.with_value(|point| point(event));
    // A finger that is lifted has left: what it pointed at stays to be read.
    let leave = move |event: ev::PointerEvent| {
        if event.pointer_type() == "mouse" {
            tip.set(None);
        }
    };
    let numbers = StoredValue::new(Arc::new(numbers) as Arc<dyn Fn() -> Numbers + Send + Sync>);
    view! {
        <figure class="chart">
            <figcaption>{title}</figcaption>
            <div class="chart-area" style:height=move || format!("{}px", height.get())>
                <canvas node_ref=canvas role="img" aria-label=title on:pointerdown=point on:pointermove=point on:pointerleave=leave></canvas>
                {move || tip.get().map(|(x, y, text)| view! {
                    <div class="chart-tip" style:left=format!("{x}px") style:top=format!("{y}px")>{text}</div>
                })}
            </div>
            <div class="row chart-ways">
                <button type="button" class="link chart-table-button" aria-expanded=move || table.get().to_string() on:click=move |_| table.update(|shown| *shown = !*shown)>
                    {move || if table.get() { w::hide_table() } else { w::show_table() }}
                </button>
                {(!saved_elsewhere).then(|| view! { <SaveChart title canvas numbers /> })}
            </div>
            <Show when=move || table.get()>{move || numbers_table((numbers.get_value())())}</Show>
        </figure>
    }
}

fn numbers_table(numbers: Numbers) -> impl IntoView {
    let all = numbers.rows.len();
    let cut = (all > ROWS).then(|| {
        view! { <p class="muted">{w::first_rows(&format::count(ROWS as f64), &format::count(all as f64))}</p> }
    });
    let rows = numbers
        .rows
        .into_iter()
        .take(ROWS)
        .map(|row| view! { <tr>{row.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> });
    view! {
        <div class="table-scroll chart-table" tabindex="0" role="region" aria-label=w::show_table()>
            <table class="table">
                <thead><tr>{numbers.head.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        {cut}
    }
}

fn paint(canvas: &HtmlCanvasElement, chart: &Chart, height: f64) -> Option<HitMap> {
    let scale = web_sys::window()?.device_pixel_ratio().max(1.0);
    let width = f64::from(canvas.client_width());
    if width < 1.0 {
        return None;
    }
    canvas.set_width((width * scale).round() as u32);
    canvas.set_height((height * scale).round() as u32);
    let theme = theme(canvas, scale)?;
    charts::draw(chart, &theme, CanvasBackend::with_canvas_object(canvas.clone())?).ok()
}

/// The page's tokens as numbers. Colours are read back from a painted pixel, whatever notation they are in.
fn theme(canvas: &HtmlCanvasElement, scale: f64) -> Option<Theme> {
    let style = web_sys::window()?.get_computed_style(canvas).ok()??;
    let probe: HtmlCanvasElement = web_sys::window()?.document()?.create_element("canvas").ok()?.unchecked_into();
    probe.set_width(1);
    probe.set_height(1);
    let context: CanvasRenderingContext2d = probe.get_context("2d").ok()??.unchecked_into();
    let colour = |token: &str| -> Option<Rgb> {
        context.set_fill_style_str(&style.get_property_value(token).ok()?);
        context.fill_rect(0.0, 0.0, 1.0, 1.0);
        let data = context.get_image_data(0.0, 0.0, 1.0, 1.0).ok()?.data();
        Some((data[0], data[1], data[2]))
    };
    let series = ["--chart-1", "--chart-2", "--chart-3", "--chart-4", "--chart-5", "--chart-6"];
    let mut colours = [(0, 0, 0); 6];
    for (place, token) in colours.iter_mut().zip(series) {
        *place = colour(token)?;
    }
    let (font, font_px) = (style.get_property_value("font-family").ok()?, 12.0);
    context.set_font(&format!("{font_px}px {font}"));
    let width = |letter: char| context.measure_text(letter.encode_utf8(&mut [0; 4])).ok().map(|text| text.width());
    Some(Theme {
        background: colour("--surface")?,
        line: colour("--line")?,
        text: colour("--text")?,
        text2: colour("--text-2")?,
        accent: colour("--accent")?,
        series: colours,
        good: colour("--good")?,
        warn: colour("--warn")?,
        bad: colour("--bad")?,
        letters: (' '..='~').map_while(width).collect(),
        font,
        font_px,
        scale,
    })
}

/// Draws again when the canvas gets another width or the page another theme.
fn watch_size_and_theme(canvas: NodeRef<html::Canvas>, redraw: RwSignal<u32>) {
    Effect::new(move || {
        let Some(canvas) = canvas.get() else { return };
        let again = Closure::<dyn FnMut()>::new(move || redraw.update(|times| *times = times.wrapping_add(1)));
        let function: &js_sys::Function = again.as_ref().unchecked_ref();
        let sizes = web_sys::ResizeObserver::new(function).ok();
        if let (Some(sizes), Some(area)) = (&sizes, canvas.parent_element()) {
            sizes.observe(&area);
        }
        let root =
            web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
        let themes = web_sys::MutationObserver::new(function).ok();
        if let (Some(themes), Some(root)) = (&themes, root) {
            let options = web_sys::MutationObserverInit::new();
            options.set_attributes(true);
            // Watching an element that exists cannot fail.
            drop(themes.observe_with_options(&root, &options));
        }
        let dark =
            web_sys::window().and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten());
        if let Some(dark) = &dark {
            dark.set_onchange(Some(function));
        }
        let kept = StoredValue::new_local((again, sizes, themes, dark));
        on_cleanup(move || {
            kept.with_value(|(_, sizes, themes, dark)| {
                if let Some(sizes) = sizes {
                    sizes.disconnect();
                }
                if let Some(themes) = themes {
                    themes.disconnect();
                }
                if let Some(dark) = dark {
                    dark.set_onchange(None);
                }
            });
        });
    });
}
