//! The owner's arrangement of the cards: their order and which are hidden, kept in this browser.
//!
//! Invariant: every card has one place, also those that came with a newer version. Deliberately not here: what a
//! card shows.

use crate::{
    prefs,
    ui::use_toasts,
    words::{board as w, glossary::Topic},
};
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Card {
    Segments,
    Groups,
    Outlook,
    Deals,
    Demand,
    Lifetime,
    Silent,
    Sources,
    Offers,
    Cohorts,
    Staying,
    Pairs,
    Diary,
}

impl Card {
    pub const ALL: [Card; 13] = [
        Card::Segments,
        Card::Groups,
        Card::Outlook,
        Card::Deals,
        Card::Lifetime,
        Card::Silent,
        Card::Offers,
        Card::Demand,
        Card::Sources,
        Card::Cohorts,
        Card::Staying,
        Card::Pairs,
        Card::Diary,
    ];

    /// In preferences and file names.
    pub fn code(self) -> &'static str {
        match self {
            Card::Segments => "segments",
            Card::Groups => "groups",
            Card::Outlook => "forecast",
            Card::Deals => "deals",
            Card::Demand => "demand",
            Card::Lifetime => "lifetime-value",
            Card::Silent => "silence",
            Card::Sources => "sources",
            Card::Offers => "next-product",
            Card::Cohorts => "cohorts",
            Card::Staying => "staying",
            Card::Pairs => "pairs",
            Card::Diary => "forecast-diary",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Card::Segments => w::card_segments(),
            Card::Groups => w::card_groups(),
            Card::Outlook => w::card_outlook(),
            Card::Deals => w::card_deals(),
            Card::Demand => w::card_demand(),
            Card::Lifetime => w::card_lifetime(),
            Card::Silent => w::card_silent(),
            Card::Sources => w::card_sources(),
            Card::Offers => w::card_offers(),
            Card::Cohorts => w::card_cohorts(),
            Card::Staying => w::card_staying(),
            Card::Pairs => w::card_pairs(),
            Card::Diary => w::card_diary(),
        }
    }

    /// Where its words are explained.
    pub fn topic(self) -> Topic {
        match self {
            Card::Segments | Card::Lifetime | Card::Silent | Card::Staying => Topic::Customers,
            Card::Groups => Topic::Groups,
            Card::Outlook | Card::Deals | Card::Demand | Card::Diary => Topic::Future,
            Card::Sources | Card::Offers | Card::Cohorts | Card::Pairs => Topic::Baskets,
        }
    }

    /// The card at an address below `/insights`: by its code, or by what others call it.
    pub fn at_address(name: &str) -> Option<Self> {
        match name {
            "rfm" => Some(Card::Segments),
            "clusters" => Some(Card::Groups),
            "churn" => Some(Card::Silent),
            code => Self::from_code(code),
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|card| card.code() == code)
    }
}

/// Brings a card into view.
pub fn show(card: Card) {
    let selector = format!("[data-card={}]", card.code());
    if let Ok(Some(section)) = document().query_selector(&selector) {
        section.scroll_into_view();
    }
}

/// The cards in order, each with whether it is hidden.
#[derive(Clone, Copy)]
pub struct Board(RwSignal<Vec<(Card, bool)>>);

impl Board {
    pub fn load() -> Self {
        let prefs = prefs::load();
        let mut order: Vec<Card> = Vec::with_capacity(Card::ALL.len());
        for card in prefs.cards.iter().filter_map(|code| Card::from_code(code)).chain(Card::ALL) {
            if !order.contains(&card) {
                order.push(card);
            }
        }
        let hidden = |card: Card| prefs.cards_hidden.iter().any(|code| code == card.code());
        Self(RwSignal::new(order.into_iter().map(|card| (card, hidden(card))).collect()))
    }

    pub fn shown(self) -> Vec<Card> {
        self.0.with(|all| all.iter().filter(|(_, hidden)| !hidden).map(|(card, _)| *card).collect())
    }

    pub fn hidden(self) -> Vec<Card> {
        self.0.with(|all| all.iter().filter(|(_, hidden)| *hidden).map(|(card, _)| *card).collect())
    }

    pub fn set_hidden(self, card: Card, hide: bool) {
        self.0.update(|all| all.iter_mut().filter(|(own, _)| *own == card).for_each(|(_, hidden)| *hidden = hide));
        self.keep();
    }

    /// Changes places with the next card shown among `there`, those that have something to say. None at the end.
    pub fn shift(self, card: Card, down: bool, there: &[Card]) -> Option<(usize, usize)> {
        let mut now = self.0.get_untracked();
        let seen = |(card, hidden): &(Card, bool)| !hidden && there.contains(card);
        let from = now.iter().position(|(own, _)| *own == card)?;
        let to = match down {
            true => now.iter().skip(from + 1).position(seen).map(|after| from + 1 + after),
            false => now[..from].iter().rposition(seen),
        }?;
        let moved = now.remove(from);
        now.insert(to, moved);
        let all = now.iter().filter(|one| seen(one)).count();
        let place = now[..=to].iter().filter(|one| seen(one)).count();
        self.0.set(now);
        self.keep();
        Some((place, all))
    }

    fn reset(self) {
        self.0.set(Card::ALL.map(|card| (card, false)).to_vec());
        self.keep();
    }

    fn is_usual(self) -> bool {
        self.0.with(|all| all.iter().map(|(card, _)| *card).eq(Card::ALL) && all.iter().all(|(_, hidden)| !hidden))
    }

    fn keep(self) {
        let codes = |cards: Vec<Card>| cards.into_iter().map(|card| card.code().to_owned()).collect();
        let all: Vec<Card> = self.0.with_untracked(|all| all.iter().map(|(card, _)| *card).collect());
        let hidden = untrack(|| self.hidden());
        prefs::update(|prefs| (prefs.cards, prefs.cards_hidden) = (codes(all), codes(hidden)));
    }
}

/// Cards that were hidden, to be shown again.
#[component]
pub fn HiddenCards(board: Board) -> impl IntoView {
    let toasts = use_toasts();
    let show = move |card: Card| {
        let back = move |_| {
            board.set_hidden(card, false);
            toasts.say(w::show_card(card.name()));
        };
        view! { <button type="button" class="button" on:click=back>{w::show_card(card.name())}</button> }
    };
    view! {
        <div class="row insight-hidden">
            {move || board.hidden().into_iter().map(show).collect_view()}
            <Show when=move || !board.is_usual()>
                <button type="button" class="link" on:click=move |_| board.reset()>{w::usual_order()}</button>
            </Show>
        </div>
    }
    .into_any()
}
