//! The form that adds a field.

use super::fields::{choices_of, name_fault};
use crate::{
    clock,
    data::use_data,
    fields,
    ui::{Icon, use_toasts},
    words::{fields as f, settings as w},
};
use domain::{Act, Kind, Label, Transaction, custom, keys};
use leptos::{ev, prelude::*};

#[component]
pub fn NewField(kind: Kind) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let (name, code, choices) =
        (RwSignal::new(String::new()), RwSignal::new("text".to_owned()), RwSignal::new(String::new()));
    let wrong = RwSignal::new(None::<&'static str>);
    let needs_choices = Memo::new(move |_| matches!(code.get().as_str(), "choice" | "choices"));
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let label = name.get_untracked().trim().to_owned();
        let listed = choices_of(&choices.get_untracked());
        let fault = data.read(|book| name_fault(book, kind, None, &label));
        let fault = fault.or_else(|| (needs_choices.get_untracked() && listed.is_empty()).then(w::choices_missing));
        wrong.set(fault);
        if fault.is_some() {
            return;
        }
        let position = data.read(|book| {
            let last = custom::definitions(book, kind).last().and_then(|field| field.number(keys::POSITION));
            last.map_or(0, |last| last as usize + 1)
        });
        let values = custom::definition(kind, &label, &custom::type_from(&code.get_untracked(), &listed), position);
        let transaction = Transaction::new(Label::new(Act::Created, Kind::Field, 1, label.as_str()), clock::now());
        let receipt = data.commit(transaction.create(Kind::Field, clock::new_id(), values));
        toasts.changed(data, w::field_added(&label), receipt);
        name.set(String::new());
        choices.set(String::new());
        code.set("text".to_owned());
    };
    let id = format!("new-field-{}", kind.code());
    let (type_id, choices_id, error_id) = (format!("{id}-type"), format!("{id}-choices"), format!("{id}-error"));
    let types = custom::TYPES.iter().map(|type_| {
        view! { <option value=*type_ prop:selected=move || code.get() == *type_>{f::type_name(type_)}</option> }
    });
    view! {
        <form class="new-field" aria-label=format!("{}: {}", w::add_field(), data.read(|book| fields::kind_many(book, kind))) on:submit=add>
            <div class="field">
                <label class="label" for=id.clone()>{w::field_name()}</label>
                <input
                    class="input" id=id.clone() type="text" autocomplete="off"
                    prop:value=name
                    aria-invalid=move || wrong.get().map(|_| "true")
                    aria-describedby=error_id.clone()
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </div>
            <div class="field">
                <label class="label" for=type_id.clone()>{w::field_type()}</label>
                <select class="input" id=type_id.clone() on:change=move |event| code.set(event_target_value(&event))>{types.collect_view()}</select>
            </div>
            <Show when=move || needs_choices.get()>
                <div class="field">
                    <label class="label" for=choices_id.clone()>{w::choices()}</label>
                    <input
                        class="input" id=choices_id.clone() type="text" autocomplete="off" title=w::choices_hint()
                        prop:value=choices
                        on:input=move |event| choices.set(event_target_value(&event))
                    />
                </div>
            </Show>
            <button type="submit" class="button"><Icon name="plus" />{w::add_field()}</button>
            <p class="error" id=error_id.clone() role="alert">{move || wrong.get()}</p>
        </form>
    }
}
