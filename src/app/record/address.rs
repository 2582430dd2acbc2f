use super::{Open, fact::focus_soon};
use crate::{
    data::use_data,
    draft, fields,
    ui::use_toasts,
    words::{common, fields as fw, record as w},
};
use domain::{Address, FieldSpec, Value};
use leptos::{ev, prelude::*};

/// An address, edited as its five parts.
#[component]
pub fn AddressFact(open: Open, spec: FieldSpec) -> impl IntoView {
    let data = use_data();
    let Open { kind, id, .. } = open;
    let key = spec.key;
    let restored = (0..PARTS).any(|part| draft::kept(&draft_key(open, &spec, part)).is_some());
    let editing = RwSignal::new(restored);
    let address = Memo::new(move |_| match data.record(kind, id).and_then(|record| record.get(key).cloned()) {
        Some(Value::Address(address)) => *address,
        _ => Address::default(),
    });
    let name = fields::name(&spec);
    let label_id = format!("fact-{id}-{key}-name");
    let value_id = format!("fact-{id}-{key}-value");
    let labelled = format!("{label_id} {value_id}");
    let text = move || {
        let text = address.read().line();
        match text.is_empty() {
            true => view! { <span class="fact-none">{w::empty()}</span> }.into_any(),
            false => view! { <span>{text}</span> }.into_any(),
        }
    };
    view! {
        <div class="fact" data-long="true">
            <dt id=label_id>{name.clone()}</dt>
            <dd>
                <Show
                    when=move || editing.get()
                    fallback=move || view! {
                        <button type="button" class="fact-value" id=value_id.clone() aria-labelledby=labelled.clone() on:click=move |_| editing.set(true)>
                            {text}
                        </button>
                    }
                >
                    <AddressForm open spec=spec.clone() before=address.get_untracked() editing />
                </Show>
            </dd>
        </div>
    }
    .into_any()
}

/// Street, city, region, postal code and country.
const PARTS: usize = 5;

fn draft_key(open: Open, spec: &FieldSpec, part: usize) -> String {
    format!("draft fact {} {} {part}", open.id, spec.key)
}

#[component]
fn AddressForm(open: Open, spec: FieldSpec, before: Address, editing: RwSignal<bool>) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let Open { kind, id, .. } = open;
    let names = [fw::street(), fw::city(), fw::region(), fw::postal_code(), fw::country()];
    let keys: [String; PARTS] = std::array::from_fn(|part| draft_key(open, &spec, part));
    let restored = keys.iter().any(|key| draft::kept(key).is_some());
    let starts = before.parts();
    let parts: [RwSignal<String>; PARTS] =
        std::array::from_fn(|part| draft::text(keys[part].clone(), starts[part].to_owned()));
    let keys = StoredValue::new(keys);
    let close = move || {
        editing.set(false);
        keys.with_value(|keys| keys.iter().for_each(|key| draft::forget(key)));
    };
    let name = StoredValue::new(fields::name(&spec));
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let [street, city, region, postal_code, country] = parts.map(|part| part.get_untracked().trim().to_owned());
        let address = Value::Address(Address { street, city, region, postal_code, country }.into());
        close();
        toasts.changed(data, w::field_changed(&name.get_value()), data.set(kind, id, spec.key, Some(address)));
    };
    let line = move |index: usize| {
        let input_id = format!("address-{id}-{index}");
        let part = parts[index];
        view! {
            <div class="field">
                <label class="label" for=input_id.clone()>{names[index]}</label>
                <input class="input" id=input_id autocomplete="off" prop:value=part on:input=move |event| part.set(event_target_value(&event)) />
            </div>
        }
    };
    if !restored {
        focus_soon(format!("address-{id}-0"));
    }
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            event.prevent_default();
            close();
        }
    };
    view! {
        <form class="stack" on:submit=save on:keydown=on_key>
            {(0..PARTS).map(line).collect_view()}
            <div class="row">
                <button type="submit" class="button" data-primary="true">{common::save()}</button>
                <button type="button" class="button" on:click=move |_| close()>{common::cancel()}</button>
            </div>
        </form>
    }
}
