//! What a card is worth, in words: use it, use it with care, do not use it yet; why, and what data would help.

use super::tone;
use crate::words::{insights as iw, judged as w};
use domain::insight::Judged;
use leptos::prelude::*;

pub fn verdict(judged: &Judged) -> AnyView {
    let level = judged.level;
    let doubts = judged.doubts.iter().map(|doubt| view! { <li>{w::doubt(doubt)}</li> }).collect_view();
    let fine = judged.doubts.is_empty().then(|| view! { <li>{w::nothing_against()}</li> });
    view! {
        <div class="insight-verdict" data-level=tone(level)>
            <span class="chip" data-tone=tone(level)>{iw::verdict(level)}</span>
            <ul class="verdict-reasons">{fine}{doubts}</ul>
        </div>
    }
    .into_any()
}
