//! The sample business, in and out again.

use super::controls::Section;
use crate::{
    data::{Loaded, use_data},
    fields,
    start::{
        self,
        sample::{has_sample, removal},
    },
    ui::use_toasts,
    words::{common, settings as w, start as words},
};
use domain::Kind;
use leptos::{prelude::*, task::spawn_local};

#[component]
pub fn SampleSection() -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let present = Memo::new(move |_| has_sample(data));
    let loaded = Memo::new(move |_| data.loaded.get() == Loaded::All);
    let left = Memo::new(move |_| match present.get() {
        true => data.watch(&Kind::ALL, |book| fields::left_behind(book, &removal(book))),
        false => String::new(),
    });
    let busy = RwSignal::new(None::<&'static str>);
    let add = move |_| {
        busy.set(Some(words::making_sample()));
        spawn_local(async move {
            match start::add_sample(data).await {
                Ok((count, receipt)) => toasts.changed(data, words::sample_added(count), receipt),
                Err(reason) => toasts.warn(reason),
            }
            busy.try_set(None);
        });
    };
    let remove = move |_| {
        busy.set(Some(w::removing_sample()));
        spawn_local(async move {
            let (count, receipt) = start::remove_sample(data).await;
            toasts.changed(data, words::sample_removed(count), receipt);
            busy.try_set(None);
        });
    };
    let disabled = move || busy.get().is_some() || !loaded.get();
    let action = move || {
        if present.get() {
            view! {
                <p>{w::sample_present()} {common::gap()} {move || left.with(|left| (!left.is_empty()).then(|| w::sample_leaves(left)))}</p>
                <div class="row"><button type="button" class="button" disabled=disabled on:click=remove>{w::remove_sample()}</button></div>
            }
            .into_any()
        } else {
            view! {
                <p>{w::sample_absent()}</p>
                <div class="row"><button type="button" class="button" disabled=disabled on:click=add>{w::add_sample()}</button></div>
            }
            .into_any()
        }
    };
    view! {
        <Section title=w::sample()>
            {action}
            <p class="muted" role="status">{move || busy.get()}</p>
        </Section>
    }
}
