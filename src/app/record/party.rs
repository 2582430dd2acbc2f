//! A contact or company typed by name.

use crate::{
    clock,
    data::{Data, name_of, use_data},
};
use domain::{Book, Id, Kind, Transaction, Value, book::Query, keys, text};
use leptos::prelude::*;

/// Suggestions offered while typing.
const OFFERED: usize = 20;

/// An input for the name of a record; `typed` holds the name, not the id.
#[component]
pub fn PartyInput(
    kind: Kind,
    typed: RwSignal<String>,
    #[prop(into)] id: String,
    #[prop(optional, into)] invalid: Signal<bool>,
) -> impl IntoView {
    let data = use_data();
    let names = format!("{id}-names");
    let offered = Memo::new(move |_| {
        let query = Query::new(&typed.read());
        data.read(|book| {
            book.search(kind, &query)
                .rev()
                .take(OFFERED)
                .map(|record| name_of(book, kind, record.id))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <input
            class="input"
            id=id
            list=names.clone()
            autocomplete="off"
            prop:value=typed
            on:input=move |event| typed.set(event_target_value(&event))
            aria-invalid=move || invalid.get().then_some("true")
        />
        <datalist id=names>{move || offered.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}</datalist>
    }
}

/// The record of this name, upper and lower case alike.
pub fn find(book: &Book, kind: Kind, name: &str) -> Option<Id> {
    let wanted = text::fold(name.trim());
    let query = Query::new(&wanted);
    book.search(kind, &query)
        .find(|record| text::fold(&name_of(book, kind, record.id)) == wanted)
        .map(|record| record.id)
}

/// No contact has the typed name.
#[derive(Clone, Copy, Debug)]
pub struct UnknownName;

/// The record of this name. A company nobody has heard of is made in the same transaction; an unknown
/// contact is an error.
pub fn find_or_new(
    data: Data,
    kind: Kind,
    name: &str,
    transaction: &mut Transaction,
) -> Result<Option<Id>, UnknownName> {
    let name = name.trim();
    if name.is_empty() {
        return Ok(None);
    }
    if let Some(id) = data.read(|book| find(book, kind, name)) {
        return Ok(Some(id));
    }
    if kind != Kind::Company {
        return Err(UnknownName);
    }
    let id = clock::new_id();
    let made = std::mem::replace(transaction, Transaction::new(transaction.label.clone(), transaction.at));
    *transaction = made.create(Kind::Company, id, [(keys::NAME, Value::text(name))]);
    Ok(Some(id))
}
