//! The tour of `/insights`: a few steps, each beside the thing it speaks of. Offered once, there again from the
//! page's head and the glossary.

use crate::{prefs, ui::Icon, words::glossary as w};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// A step: what it points at, its title and text.
type Step = (&'static str, fn() -> &'static str, fn() -> &'static str);

const STEPS: [Step; 6] = [
    (".insight-card", w::tour_card, w::tour_card_text),
    (".insight-card .insight-how", w::tour_how, w::tour_how_text),
    (".insight-card .menu", w::tour_numbers, w::tour_numbers_text),
    (".insight-card .icon-button[title], .insight-card .button", w::tour_act, w::tour_act_text),
    (".insight-lead", w::tour_lab, w::tour_lab_text),
    (".insight-words", w::tour_words, w::tour_words_text),
];

/// Between the thing and what is said of it, and from the window's edges.
const GAP: f64 = 12.0;
const PANEL: f64 = 340.0;
/// What the panel needs above or below the thing; with less it stands in the window's lower corner.
const ROOM: f64 = 240.0;
/// On a narrower window the panel stands at the bottom.
const NARROW: f64 = 720.0;

fn target(step: usize) -> Option<HtmlElement> {
    document().query_selector(STEPS[step].0).ok().flatten()?.dyn_into().ok()
}

/// Steps whose thing is not on the page are passed over.
fn next(from: usize, down: bool) -> Option<usize> {
    let mut steps: Box<dyn Iterator<Item = usize>> =
        if down { Box::new(from + 1..STEPS.len()) } else { Box::new((0..from).rev()) };
    steps.find(|step| target(*step).is_some())
}

/// Top, bottom, left, width, height: empty where the style sheet decides.
type Edges = [String; 5];

/// Where the hole and the panel stand.
#[derive(Clone, Default, PartialEq)]
struct Look {
    hole: Edges,
    panel: Edges,
}

fn look(step: usize) -> Look {
    let Some(thing) = target(step) else { return Look::default() };
    let (width, height) = size();
    let how = ScrollIntoViewOptions::new();
    how.set_block(if width < NARROW { ScrollLogicalPosition::Start } else { ScrollLogicalPosition::Center });
    thing.scroll_into_view_with_scroll_into_view_options(&how);
    let at = thing.get_bounding_client_rect();
    let pixels = |value: f64| format!("{value:.0}px");
    let hole = [
        pixels(at.top() - 4.0),
        String::new(),
        pixels(at.left() - 4.0),
        pixels(at.width() + 8.0),
        pixels(at.height() + 8.0),
    ];
    let mut panel = Edges::default();
    if width >= NARROW {
        let (below, corner) = (height - at.bottom(), (width - PANEL - GAP).max(GAP));
        if below.max(at.top()) < ROOM {
            (panel[1], panel[2]) = (pixels(GAP), pixels(corner - GAP));
        } else {
            if below > at.top() {
                panel[0] = pixels(at.bottom() + GAP);
            } else {
                panel[1] = pixels(height - at.top() + GAP);
            }
            panel[2] = pixels(at.left().clamp(GAP, corner));
        }
        panel[3] = pixels(PANEL);
    }
    Look { hole, panel }
}

fn size() -> (f64, f64) {
    let number = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64()).unwrap_or(800.0);
    (number(window().inner_width()), number(window().inner_height()))
}

#[component]
pub fn Tour(open: RwSignal<bool>) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let forward = NodeRef::<html::Button>::new();
    let step = RwSignal::new(0);
    let shown = RwSignal::new(Look::default());
    Effect::new(move || {
        let Some(dialog) = element.get() else { return };
        if !open.get() {
            return dialog.close();
        }
        if !dialog.open() {
            step.set(next(0, true).filter(|_| target(0).is_none()).unwrap_or_default());
            drop(dialog.show_modal());
        }
        shown.set(look(step.get()));
        if let Some(button) = forward.get() {
            drop(button.focus());
        }
    });
    let resized = window_event_listener(ev::resize, move |_| {
        if open.get_untracked() {
            shown.set(look(step.get_untracked()));
        }
    });
    on_cleanup(move || resized.remove());
    let go = move |down: bool| match next(step.get_untracked(), down) {
        Some(other) => step.set(other),
        None if down => open.set(false),
        None => {}
    };
    let by_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "ArrowRight" => go(true),
        "ArrowLeft" => go(false),
        _ => {}
    };
    let last = move || next(step.get(), true).is_none();
    view! {
        <dialog class="tour" node_ref=element aria-labelledby="tour-title" aria-describedby="tour-text" on:close=move |_| open.set(false) on:keydown=by_key>
            <Show when=move || open.get()>
                <div
                    class="tour-hole"
                    style:top=move || shown.get().hole[0].clone()
                    style:left=move || shown.get().hole[2].clone()
                    style:width=move || shown.get().hole[3].clone()
                    style:height=move || shown.get().hole[4].clone()
                ></div>
                <div
                    class="tour-panel card stack"
                    style:top=move || shown.get().panel[0].clone()
                    style:bottom=move || shown.get().panel[1].clone()
                    style:left=move || shown.get().panel[2].clone()
                    style:width=move || shown.get().panel[3].clone()
                >
                    <p class="muted" role="status">{move || w::tour_step(&(step.get() + 1).to_string(), &STEPS.len().to_string())}</p>
                    <h2 id="tour-title">{move || STEPS[step.get()].1()}</h2>
                    <p id="tour-text">{move || STEPS[step.get()].2()}</p>
                    <div class="row">
                        <button type="button" class="button" on:click=move |_| open.set(false)>{w::tour_skip()}</button>
                        <span class="tour-ways">
                            <Show when=move || next(step.get(), false).is_some()>
                                <button type="button" class="button" on:click=move |_| go(false)>{w::tour_back()}</button>
                            </Show>
                            <button type="button" class="button" data-primary="true" node_ref=forward on:click=move |_| go(true)>
                                {move || if last() { w::tour_end() } else { w::tour_next() }}
                            </button>
                        </span>
                    </div>
                </div>
            </Show>
        </dialog>
    }
    .into_any()
}

/// Offered until it was taken or declined, once there is something to show.
#[component]
pub fn Offer(open: RwSignal<bool>, there: Signal<bool>) -> impl IntoView {
    let offered = RwSignal::new(!prefs::load().toured);
    let done = move || {
        prefs::update(|prefs| prefs.toured = true);
        offered.set(false);
    };
    let take = move |_| {
        done();
        open.set(true);
    };
    view! {
        <Show when=move || offered.get() && there.get()>
            <section class="notice tour-offer">
                <Icon name="play" />
                <p>{w::tour_offer()}</p>
                <button type="button" class="button" on:click=take>{w::tour_start()}</button>
                <button type="button" class="icon-button" aria-label=w::tour_skip() title=w::tour_skip() on:click=move |_| done()><Icon name="x" /></button>
            </section>
        </Show>
    }
    .into_any()
}
