//! The answer to who stays: the verdict on the newest year, the fitted numbers, and the years as the card has them.

use super::{answer::figure, verdict};
use crate::{
    format,
    insights::staying::{foreseen, years},
    words::{insights as w, judged, staying as s},
};
use domain::insight::Counted;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn StayingAnswer(found: Arc<Counted>) -> impl IntoView {
    let own = &found.staying;
    let (percent, three) = (format::percent, |value: f64| format::decimals(value, 3));
    let all = || own.years.iter().zip(1..);
    let title = own
        .years
        .first()
        .zip(all().last())
        .map(|(first, (last, count))| s::counted_title(&percent(first.share.value), count, &percent(last.left)));
    let doubts: Vec<String> = own.judged.doubts.iter().map(judged::doubt).collect();
    let fine = doubts.is_empty().then(|| judged::nothing_against().to_owned());
    let shares = found.shares.then(|| s::of_a_hundred().to_owned());
    let level = own.judged.level;
    let about = view! {
        <p>{title}</p>
        {foreseen(own)}
        {verdict::reasons(doubts.into_iter().chain(fine).chain(shares))}
    };
    let renewed = |at: usize| own.years.get(at).map(|year| percent(year.share.value)).unwrap_or_default();
    let newest = own.years.len().saturating_sub(1);
    let begun = s::begun(&format::count(own.customers as f64));
    view! {
        {verdict::verdict(level, w::verdict(level).to_owned(), about)}
        <section class="figures">
            {figure("α", three(own.alpha), vec![s::alpha().to_owned()])}
            {figure("β", three(own.beta), vec![s::beta().to_owned()])}
            {figure(s::retention(), renewed(newest), vec![s::in_first_year(&renewed(0)), begun])}
        </section>
        <section class="card stack">
            {years(own, false)}
            <p class="muted">{s::how()}</p>
        </section>
    }
    .into_any()
}
