//! The form control of a field, by its type.

use crate::{data::use_data, fields, words};
use domain::{FieldSpec, FieldType, Kind};
use leptos::prelude::*;

/// Edits `typed`, the text form of the field's value (see [`fields::parse`]). `id` ties the label to it.
#[component]
pub fn FieldInput(
    spec: FieldSpec,
    typed: RwSignal<String>,
    #[prop(into)] id: String,
    /// Shown as wrong.
    #[prop(optional, into)]
    invalid: Signal<bool>,
) -> impl IntoView {
    let set = move |event| typed.set(event_target_value(&event));
    let aria_invalid = move || invalid.get().then_some("true");
    match spec.type_.clone() {
        FieldType::LongText => view! {
            <textarea class="input" id=id rows="4" prop:value=typed on:input=set aria-invalid=aria_invalid></textarea>
        }
        .into_any(),
        FieldType::Choice(codes) => {
            let options = codes.into_iter().map(|code| (code.clone(), fields::choice(&spec, &code))).collect();
            select(id, typed, options).into_any()
        }
        FieldType::YesNo => {
            let options = vec![
                ("true".to_owned(), words::common::yes().to_owned()),
                ("false".to_owned(), words::common::no().to_owned()),
            ];
            select(id, typed, options).into_any()
        }
        FieldType::Ref(kind) => view! { <RefInput kind typed id /> }.into_any(),
        type_ => {
            let (kind, mode) = match type_ {
                FieldType::Date => ("date", "text"),
                FieldType::Number | FieldType::Money | FieldType::Percent => ("text", "decimal"),
                FieldType::Emails => ("text", "email"),
                FieldType::Phones => ("text", "tel"),
                FieldType::Link => ("text", "url"),
                _ => ("text", "text"),
            };
            view! {
                <input class="input" type=kind inputmode=mode id=id autocomplete="off" prop:value=typed on:input=set aria-invalid=aria_invalid />
            }
            .into_any()
        }
    }
}

fn select(id: String, typed: RwSignal<String>, options: Vec<(String, String)>) -> impl IntoView {
    let chosen = typed;
    let options = options
        .into_iter()
        .map(|(value, label)| {
            let this = value.clone();
            view! { <option value=value selected=move || chosen.get() == this>{label}</option> }
        })
        .collect_view();
    view! {
        <select class="input" id=id on:change=move |event| typed.set(event_target_value(&event))>
            <option value="" selected=move || typed.get().is_empty()>"–"</option>
            {options}
        </select>
    }
}

/// Chooses a record by name; `typed` holds its id.
#[component]
fn RefInput(kind: Kind, typed: RwSignal<String>, id: String) -> impl IntoView {
    let data = use_data();
    let name_of_chosen = move || {
        let chosen = typed.get().parse().ok();
        chosen.map(|id| data.read(|book| crate::data::name_of(book, kind, id))).unwrap_or_default()
    };
    let text = RwSignal::new(name_of_chosen());
    let names = format!("{id}-names");
    let suggestions = move || {
        let query = domain::book::Query::new(&text.get());
        data.read(|book| {
            book.search(kind, &query)
                .rev()
                .take(20)
                .map(|record| (record.id, crate::data::name_of(book, kind, record.id)))
                .collect::<Vec<_>>()
        })
    };
    let choose = move |event| {
        let wanted = event_target_value(&event);
        text.set(wanted.clone());
        let found = suggestions().into_iter().find(|(_, name)| *name == wanted);
        typed.set(found.map(|(id, _)| id.to_string()).unwrap_or_default());
    };
    view! {
        <input class="input" id=id list=names.clone() autocomplete="off" prop:value=text on:input=choose />
        <datalist id=names>
            {move || suggestions().into_iter().map(|(_, name)| view! { <option value=name></option> }).collect_view()}
        </datalist>
    }
}
