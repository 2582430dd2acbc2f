//! Which cards stand on `/insights` and in which order, as the owner wants it. Kept in this browser.

use crate::{
    prefs,
    ui::{
        Icon, Menu, MenuItem,
        save_as::{numbers_of, save_numbers},
        use_toasts,
    },
    words::{import as iw, ui as w},
};
use leptos::prelude::*;
use std::rc::Rc;

/// A card that can be moved: what it is kept by, its name while it is hidden, and how it is made.
pub struct Card {
    pub code: &'static str,
    pub name: &'static str,
    pub view: Rc<dyn Fn() -> AnyView>,
}

/// The order of the codes on the page and those that are hidden.
#[derive(Clone, Copy)]
struct Arrangement {
    order: RwSignal<Vec<&'static str>>,
    hidden: RwSignal<Vec<&'static str>>,
}

/// The place a card is made for.
#[derive(Clone, Copy)]
struct Place {
    code: &'static str,
    arrangement: Arrangement,
}

impl Arrangement {
    fn new(codes: &[&'static str]) -> Self {
        let kept = prefs::load();
        let known = |list: &[String]| -> Vec<&'static str> {
            list.iter().filter_map(|kept| codes.iter().find(|code| *code == kept).copied()).collect()
        };
        let mut order = known(&kept.cards);
        // Cards that came since stand where they stand for everybody: after the card before them.
        for (at, code) in codes.iter().enumerate() {
            if !order.contains(code) {
                let before = codes[..at].iter().rev().find_map(|code| order.iter().position(|known| known == code));
                order.insert(before.map_or(0, |before| before + 1), code);
            }
        }
        Self { order: RwSignal::new(order), hidden: RwSignal::new(known(&kept.hidden_cards)) }
    }

    fn shown(self) -> Vec<&'static str> {
        let hidden = self.hidden.get();
        self.order.get().into_iter().filter(|code| !hidden.contains(code)).collect()
    }

    fn keep(self) {
        let words = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
        prefs::update(|prefs| {
            prefs.cards = words(self.order.get_untracked());
            prefs.hidden_cards = words(self.hidden.get_untracked());
        });
    }

    /// Changes places with the card before or after it.
    fn shift(self, code: &'static str, forward: bool) {
        let shown = untrack(|| self.shown());
        let Some(at) = shown.iter().position(|known| *known == code) else { return };
        let other = if forward { shown.get(at + 1) } else { at.checked_sub(1).and_then(|at| shown.get(at)) };
        let Some(other) = other.copied() else { return };
        self.order.update(|order| {
            let place = |wanted: &str| order.iter().position(|known| *known == wanted);
            if let (Some(a), Some(b)) = (place(code), place(other)) {
                order.swap(a, b);
            }
        });
        self.keep();
        // Moving an element takes the focus from what is in it.
        focus(code);
    }

    fn hide(self, code: &'static str) {
        self.hidden.update(|hidden| hidden.push(code));
        self.keep();
    }

    fn show(self, code: &'static str) {
        self.hidden.update(|hidden| hidden.retain(|known| *known != code));
        self.keep();
        focus(code);
    }
}

fn element_id(code: &str) -> String {
    format!("card-{code}")
}

/// Puts the focus on a card's menu.
fn focus(code: &'static str) {
    request_animation_frame(move || {
        let menu = document().query_selector(&format!("#{} .card-head button", element_id(code))).ok().flatten();
        if let Some(menu) = menu.and_then(|menu| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(menu).ok()) {
            drop(menu.focus());
            menu.scroll_into_view_with_bool(false);
        }
    });
}

/// The cards in their order, then the names of those that are hidden.
#[component]
pub fn Cards(cards: Vec<Card>) -> impl IntoView {
    let codes: Vec<&'static str> = cards.iter().map(|card| card.code).collect();
    let arrangement = Arrangement::new(&codes);
    let cards = StoredValue::new_local(cards);
    let one = move |code: &'static str| {
        provide_context(Place { code, arrangement });
        cards.with_value(|cards| cards.iter().find(|card| card.code == code).map(|card| (card.view)()))
    };
    let hidden = move || {
        let codes = arrangement.hidden.get();
        let button = move |card: &Card| {
            let (code, name) = (card.code, card.name);
            view! {
                <button type="button" class="button" aria-label=w::show_card(name) on:click=move |_| arrangement.show(code)><Icon name="eye" />{name}</button>
            }
        };
        (!codes.is_empty()).then(|| {
            let buttons = cards
                .with_value(|cards| cards.iter().filter(|card| codes.contains(&card.code)).map(button).collect_view());
            view! { <div class="row"><span class="muted">{w::hidden_cards()}</span>{buttons}</div> }
        })
    };
    view! {
        <div class="insight-cards">
            <For each=move || arrangement.shown() key=|code| *code children=one />
        </div>
        {hidden}
    }
    .into_any()
}

/// A card's title with its menu, and the id it is found by.
pub fn head(title: &str) -> (Option<String>, AnyView) {
    let heading = title.to_owned();
    let Some(Place { code, arrangement }) = use_context::<Place>() else {
        return (None, view! { <h2>{heading}</h2> }.into_any());
    };
    let toasts = use_toasts();
    let name = title.to_owned();
    let save = move || {
        let table = document().query_selector(&format!("#{} table", element_id(code))).ok().flatten();
        match table.map(|table| save_numbers(&name, &numbers_of(&table))) {
            Some(Ok(file)) => toasts.say(iw::exported(&file)),
            Some(Err(_)) => toasts.warn(iw::job_broke()),
            None => {}
        }
    };
    let save = StoredValue::new_local(save);
    let label = w::card_menu(title);
    let view = view! {
        <div class="card-head">
            <h2>{heading}</h2>
            <Menu label=Signal::stored(label) icon="ellipsis" icon_only=true>
                <MenuItem label=w::move_up() icon="arrow-up" on_choose=move || arrangement.shift(code, false) />
                <MenuItem label=w::move_down() icon="arrow-down" on_choose=move || arrangement.shift(code, true) />
                <MenuItem label=w::hide_card() icon="eye-off" on_choose=move || arrangement.hide(code) />
                {has_table(code).then(|| view! { <MenuItem label=w::numbers() icon="download" on_choose=move || save.with_value(|save| save()) /> })}
            </Menu>
        </div>
    };
    (Some(element_id(code)), view.into_any())
}

fn has_table(code: &str) -> bool {
    document().query_selector(&format!("#{} table", element_id(code))).is_ok_and(|found| found.is_some())
}
