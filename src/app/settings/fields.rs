//! The owner's own fields, kind by kind, with the built-in ones for reference.

use super::{
    controls::Section,
    field_row::{FieldRow, RetiredRow},
    new_field::NewField,
};
use crate::{
    clock,
    data::{Data, use_data},
    fields,
    words::{fields as f, settings as w},
};
use domain::{
    Act, Book, FieldSpec, FieldType, Id, Kind, Label, Record, Transaction, Value, book::Receipt, custom, keys,
};
use leptos::prelude::*;

const KINDS: [Kind; 4] = [Kind::Contact, Kind::Company, Kind::Deal, Kind::Order];

#[component]
pub fn FieldsTab() -> impl IntoView {
    view! {
        <p class="hint">{w::fields_hint()}</p>
        {KINDS.into_iter().map(|kind| view! { <KindFields kind /> }).collect_view()}
    }
}

fn retired(definition: &Record) -> bool {
    definition.get(keys::RETIRED_AT).is_some()
}

#[component]
fn KindFields(kind: Kind) -> impl IntoView {
    let data = use_data();
    let ids = move |wanted: bool| {
        Memo::new(move |_| {
            data.watch(&[Kind::Field], |book| {
                let found = custom::definitions(book, kind).into_iter().filter(|field| retired(field) == wanted);
                found.map(|field| field.id).collect::<Vec<_>>()
            })
        })
    };
    let (used, retired) = (ids(false), ids(true));
    let title = data.read(|book| fields::kind_many(book, kind));
    view! {
        <Section title=title.clone()>
            <ol class="own-fields" aria-label=w::your_fields_of(&title)>
                <For each=move || used.get() key=|id| *id children=move |id| view! { <FieldRow kind id order=used /> } />
            </ol>
            <Show when=move || used.with(Vec::is_empty)>
                <p class="hint">{w::no_own_fields()}</p>
            </Show>
            <NewField kind />
            <Show when=move || !retired.with(Vec::is_empty)>
                <h3>{w::retired()}</h3>
                <p class="hint">{w::retired_hint()}</p>
                <ul class="own-fields">
                    <For each=move || retired.get() key=|id| *id children=move |id| view! { <RetiredRow kind id /> } />
                </ul>
            </Show>
            <BuiltIn kind />
        </Section>
    }
}

#[component]
fn BuiltIn(kind: Kind) -> impl IntoView {
    let specs: Vec<_> = FieldSpec::built_in(kind).into_iter().filter(FieldSpec::listed).collect();
    let rows = specs.iter().map(|spec| {
        let type_ = if spec.derived() { w::computed() } else { f::type_name(type_code(&spec.type_)) };
        view! { <li><span>{fields::name(spec)}</span><span class="muted">{type_}</span></li> }
    });
    view! {
        <details class="built-in-fields">
            <summary>{w::built_in_fields(specs.len())}</summary>
            <ul>{rows.collect_view()}</ul>
        </details>
    }
}

fn type_code(type_: &FieldType) -> &'static str {
    match type_ {
        FieldType::Ref(_) => "link",
        other => custom::type_code(other),
    }
}

/// What is wrong with a field's name, if anything: it must be there and be the only one of its kind.
pub fn name_fault(book: &Book, kind: Kind, own: Option<Id>, name: &str) -> Option<&'static str> {
    if name.is_empty() {
        return Some(w::name_missing());
    }
    let folded = domain::text::fold(name);
    let built_in = FieldSpec::built_in(kind)
        .iter()
        .filter(|spec| spec.listed())
        .any(|spec| domain::text::fold(&fields::name(spec)) == folded);
    let taken = custom::definitions(book, kind)
        .into_iter()
        .any(|field| Some(field.id) != own && domain::text::fold(field.text(keys::LABEL)) == folded);
    (built_in || taken).then(w::name_taken)
}

/// The choices of a typed list.
pub fn choices_of(typed: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for choice in typed.split([',', ';', '\n', '\u{ff0c}', '\u{ff1b}', '\u{3001}']).map(str::trim) {
        if !choice.is_empty() && !found.iter().any(|known| known == choice) {
            found.push(choice.to_owned());
        }
    }
    found
}

/// Puts the fields in this order.
pub fn reorder(data: Data, moved: Id, order: &[Id]) -> Option<Receipt> {
    let name = data.read(|book| crate::data::name_of(book, Kind::Field, moved));
    let mut transaction = Transaction::new(Label::new(Act::Edited, Kind::Field, 1, name), clock::now());
    for (position, id) in order.iter().enumerate() {
        transaction = transaction.set(Kind::Field, *id, keys::POSITION, Some(Value::Number(position as f64)));
    }
    data.commit(transaction)
}
