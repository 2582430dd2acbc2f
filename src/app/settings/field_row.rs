//! One field of the owner: rename, move, change its choices, retire and bring back.

use super::{
    controls::TextField,
    fields::{choices_of, name_fault, reorder},
};
use crate::{
    clock,
    data::use_data,
    fields,
    ui::{Icon, use_toasts},
    words::{fields as f, settings as w},
};
use domain::{Id, Key, Kind, Value, keys};
use leptos::{ev, html, prelude::*};

fn text_of(id: Id, key: Key) -> Memo<String> {
    let data = use_data();
    Memo::new(move |_| {
        data.watch(&[Kind::Field], |book| {
            book.get(Kind::Field, id).and_then(|field| field.get(key)).map(fields::typed).unwrap_or_default()
        })
    })
}

#[component]
pub fn FieldRow(kind: Kind, id: Id, order: Memo<Vec<Id>>) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let (label, type_code, choices) = (text_of(id, keys::LABEL), text_of(id, keys::TYPE), text_of(id, keys::CHOICES));
    let rename = move |name: String| {
        if let Some(fault) = data.read(|book| name_fault(book, kind, Some(id), &name)) {
            return Err(fault);
        }
        let receipt = data.set(Kind::Field, id, keys::LABEL, Some(Value::text(name.as_str())));
        toasts.changed(data, w::field_renamed(&name), receipt);
        Ok(())
    };
    let set_choices = move |typed: String| {
        let choices = choices_of(&typed);
        if choices.is_empty() {
            return Err(w::choices_missing());
        }
        let receipt = data.set(Kind::Field, id, keys::CHOICES, Some(Value::Choices(choices)));
        toasts.changed(data, w::saved(&label.get_untracked()), receipt);
        Ok(())
    };
    let retire = move |_| {
        let receipt = data.set(Kind::Field, id, keys::RETIRED_AT, Some(Value::Instant(clock::now())));
        toasts.changed(data, w::field_retired(&label.get_untracked()), receipt);
    };
    let has_choices = Memo::new(move |_| matches!(type_code.get().as_str(), "choice" | "choices"));
    let worded = move |word: fn(&str) -> String| Signal::derive(move || word(&label.get()));
    view! {
        <li class="own-field">
            <TextField label=worded(w::name_of_field) label_hidden=true stored=label save=rename />
            <span class="muted own-field-type">{move || f::type_name(&type_code.get())}</span>
            <MoveButtons id label order />
            <button type="button" class="button" aria-label=worded(w::retire_name) on:click=retire>{w::retire()}</button>
            {move || has_choices.get().then(|| view! {
                <div class="own-field-choices">
                    <TextField label=worded(w::choices_of) stored=choices save=set_choices />
                    <span class="hint">{w::choices_hint()}</span>
                </div>
            })}
        </li>
    }
}

/// Up and down, by button or with Alt and the arrow keys while one of the buttons has the focus.
#[component]
fn MoveButtons(id: Id, label: Memo<String>, order: Memo<Vec<Id>>) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let (up, down) = (NodeRef::<html::Button>::new(), NodeRef::<html::Button>::new());
    let place = Memo::new(move |_| order.with(|order| order.iter().position(|one| *one == id).unwrap_or(0)));
    let last = Memo::new(move |_| order.with(Vec::len).saturating_sub(1));
    let shift = move |later: bool| {
        let (from, to) = (
            place.get_untracked(),
            if later { place.get_untracked() + 1 } else { place.get_untracked().wrapping_sub(1) },
        );
        let mut ids = order.get_untracked();
        if to >= ids.len() {
            return;
        }
        ids.swap(from, to);
        toasts.changed(data, w::field_moved(&label.get_untracked()), reorder(data, id, &ids));
        // Moving the row in the page takes its focus away.
        request_animation_frame(move || {
            let (wanted, other) = if later { (down, up) } else { (up, down) };
            let enabled = |button: &NodeRef<html::Button>| button.get_untracked().filter(|button| !button.disabled());
            if let Some(button) = enabled(&wanted).or_else(|| enabled(&other)) {
                drop(button.focus());
            }
        });
    };
    let by_key = move |event: ev::KeyboardEvent| {
        let later = match event.key().as_str() {
            "ArrowUp" => false,
            "ArrowDown" => true,
            _ => return,
        };
        if event.alt_key() {
            event.prevent_default();
            shift(later);
        }
    };
    view! {
        <div class="own-field-move" on:keydown=by_key>
            <button
                type="button" class="icon-button" node_ref=up
                aria-label=move || w::move_up(&label.get())
                disabled=move || place.get() == 0
                on:click=move |_| shift(false)
            >
                <Icon name="arrow-up" />
            </button>
            <button
                type="button" class="icon-button" node_ref=down
                aria-label=move || w::move_down(&label.get())
                disabled=move || place.get() == last.get()
                on:click=move |_| shift(true)
            >
                <Icon name="arrow-down" />
            </button>
        </div>
    }
}

#[component]
pub fn RetiredRow(kind: Kind, id: Id) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let (label, type_code) = (text_of(id, keys::LABEL), text_of(id, keys::TYPE));
    let kept = data.read(|book| book.iter(kind).filter(|record| record.get(Key::custom(id)).is_some()).count());
    let bring_back = move |_| {
        let receipt = data.set(Kind::Field, id, keys::RETIRED_AT, None);
        toasts.changed(data, w::field_back(&label.get_untracked()), receipt);
    };
    view! {
        <li class="own-field retired-field">
            <span>{label}</span>
            <span class="muted own-field-type">{move || f::type_name(&type_code.get())} " · " {w::values_kept(kept)}</span>
            <button type="button" class="button" aria-label=w::bring_back_name(&label.get_untracked()) on:click=bring_back>
                {w::bring_back()}
            </button>
        </li>
    }
}
