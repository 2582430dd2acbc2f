//! A card's frame: the finding as its title, its menu (place, hiding, files), and how it was found behind a fold.

use super::{
    board::{Board, Card},
    glossary::address,
};
use crate::{
    clock, format,
    ui::{
        Icon, Menu, MenuItem,
        chart::Numbers,
        save_as::{save_numbers, save_picture},
        use_toasts,
    },
    words::{board as w, common, glossary},
};
use leptos::{ev, html, prelude::*};
use leptos_router::components::A;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlElement};

/// What a card says.
pub struct Finding {
    pub title: String,
    /// How it was found.
    pub text: String,
    pub body: AnyView,
    /// The figures behind it, for a file: made when they are wanted.
    pub numbers: Option<Behind>,
}

pub type Behind = Box<dyn Fn() -> Numbers>;

/// Figures that are there already.
pub fn ready(numbers: Numbers) -> Option<Behind> {
    Some(Box::new(move || numbers.clone()))
}

/// Where the cards are: their arrangement, and those that have something to say.
#[derive(Clone)]
pub struct Place {
    pub board: Board,
    pub there: Arc<[Card]>,
}

pub fn frame(place: &Place, card: Card, finding: Finding) -> AnyView {
    let Finding { title, text, body, numbers } = finding;
    let section = NodeRef::<html::Section>::new();
    let (board, there, toasts) = (place.board, Arc::clone(&place.there), use_toasts());
    let shift = StoredValue::new(move |down: bool| {
        let Some((at, all)) = board.shift(card, down, &there) else { return };
        toasts.say(w::moved(card.name(), &format::count(at as f64), &format::count(all as f64)));
        // The element was moved in the document, which takes the focus from it.
        request_animation_frame(move || focus_menu(section));
    });
    let by_key = move |event: ev::KeyboardEvent| {
        let down = match event.key().as_str() {
            "ArrowDown" if event.alt_key() => true,
            "ArrowUp" if event.alt_key() => false,
            _ => return,
        };
        event.prevent_default();
        shift.with_value(|shift| shift(down));
    };
    let hide = move || {
        board.set_hidden(card, true);
        toasts.offer(w::card_hidden(card.name()), common::undo(), move || board.set_hidden(card, false));
    };
    let numbers = StoredValue::new_local(numbers);
    let tell = move |saved: bool| {
        if !saved {
            toasts.warn(crate::words::settings::download_refused());
        }
    };
    let table = move || {
        let saved =
            numbers.with_value(|numbers| numbers.as_ref().map(|all| save_numbers(&file(card, "csv"), &all()).is_ok()));
        tell(saved == Some(true));
    };
    let picture = move || match canvas(section) {
        Some(canvas) => save_picture(file(card, "png"), &canvas, tell),
        None => toasts.warn(w::no_picture()),
    };
    let has_picture = move || canvas(section).is_some();
    view! {
        <section class="card insight-card" node_ref=section data-card=card.code() on:keydown=by_key>
            <div class="insight-head">
                <h2>{title}</h2>
                <Menu label=w::card_menu(card.name()) icon="ellipsis" icon_only=true>
                    <MenuItem icon="arrow-up" label=w::move_up() on_choose=move || shift.with_value(|shift| shift(false)) />
                    <MenuItem icon="arrow-down" label=w::move_down() on_choose=move || shift.with_value(|shift| shift(true)) />
                    <MenuItem icon="eye-off" label=w::hide() on_choose=hide />
                    {numbers.with_value(Option::is_some).then(|| view! { <MenuItem icon="download" label=w::table() on_choose=table /> })}
                    {has_picture().then(|| view! { <MenuItem icon="download" label=w::picture() on_choose=picture /> })}
                </Menu>
            </div>
            {body}
            <details class="insight-how"><summary>{common::how()}</summary><p class="muted">{text} " " <A href=address(card.topic())>{glossary::title()}</A></p></details>
        </section>
    }
    .into_any()
}

fn focus_menu(section: NodeRef<html::Section>) {
    let button = section.get_untracked().and_then(|section| section.query_selector(".menu > button").ok().flatten());
    if let Some(button) = button {
        drop(button.unchecked_into::<HtmlElement>().focus());
    }
}

fn file(card: Card, ending: &str) -> String {
    format!("{}-{}.{ending}", card.code(), clock::today().iso())
}

/// The card's chart, once it was drawn.
fn canvas(section: NodeRef<html::Section>) -> Option<HtmlCanvasElement> {
    let found = section.get_untracked()?.query_selector("canvas").ok()??;
    let canvas: HtmlCanvasElement = found.unchecked_into();
    (canvas.client_width() > 0).then_some(canvas)
}

/// A small button of a table's row that leads to the list of its people.
pub fn row_button(name: String, go: impl Fn() + 'static) -> AnyView {
    view! { <button type="button" class="icon-button" aria-label=name.clone() title=name on:click=move |_| go()><Icon name="arrow-right" /></button> }
        .into_any()
}

/// A plain table that scrolls by itself.
pub fn scrolled(name: String, head: AnyView, rows: AnyView) -> AnyView {
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=name>
            <table class="table">
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
