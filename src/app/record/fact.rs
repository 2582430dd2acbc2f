//! One field of a record, edited where it stands: click or Enter opens it, Enter or leaving saves, Esc
//! leaves it as it was. What a reload interrupts is open again afterwards.

use super::{
    Open,
    party::{PartyInput, find_or_new},
};
use crate::{
    clock,
    data::{Data, name_of, use_data},
    draft, fields,
    list::{SameReach, duplicates, place::href, row_tone},
    routes::record_path,
    ui::{FieldInput, Icon, use_toasts},
    words::{common, list as lw, record as w},
};
use domain::{Act, FieldSpec, FieldType, Id, Key, Kind, Label, Transaction, Value, keys};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

#[derive(Clone, Default, PartialEq)]
struct Shown {
    text: String,
    tone: Option<&'static str>,
    is_choice: bool,
    /// Where its parts lead: mail, phone, web, another record.
    links: Vec<(String, String)>,
}

#[component]
pub fn Fact(open: Open, spec: FieldSpec) -> impl IntoView {
    let data = use_data();
    let editing = RwSignal::new(draft::kept(&draft_key(open, &spec)).is_some());
    let field = StoredValue::new(spec.clone());
    let shown = Memo::new(move |_| {
        let watched = match field.with_value(|spec| spec.type_.clone()) {
            FieldType::Ref(kind) => vec![open.kind, kind],
            _ => vec![open.kind],
        };
        data.watch(&watched, |book| field.with_value(|spec| read(book, open, spec)))
    });
    let name = fields::name(&spec);
    let id = format!("fact-{}-{}", open.id, spec.key).replace(':', "-");
    let ids = StoredValue::new(id.clone());
    let long = spec.type_ == FieldType::LongText;
    let label_id = format!("{id}-name");
    let value_id = format!("{id}-value");
    let labelled = format!("{label_id} {value_id}");
    let value = move || {
        let Shown { text, tone, is_choice, .. } = shown.get();
        match (text.is_empty(), is_choice) {
            (true, _) => view! { <span class="fact-none">{w::empty()}</span> }.into_any(),
            (false, true) => view! { <span class="chip" data-tone=tone>{text}</span> }.into_any(),
            (false, false) => view! { <span>{text}</span> }.into_any(),
        }
    };
    let name_for_label = name.clone();
    view! {
        <div class="fact" data-long=long.then_some("true")>
            <dt id=label_id>
                {move || match editing.get() {
                    true => view! { <label for=ids.get_value()>{name_for_label.clone()}</label> }.into_any(),
                    false => name_for_label.clone().into_any(),
                }}
            </dt>
            <dd>
                <Show
                    when=move || editing.get()
                    fallback=move || view! {
                        <button
                            type="button"
                            class="fact-value"
                            id=value_id.clone()
                            aria-labelledby=labelled.clone()
                            on:click=move |_| editing.set(true)
                        >
                            {value}
                        </button>
                        {move || shown.get().links.into_iter().map(|(to, label)| link(&to, &label)).collect_view()}
                    }
                >
                    <Editor open spec=field.get_value() id=ids.get_value() editing />
                </Show>
            </dd>
        </div>
    }
    .into_any()
}

fn link(to: &str, label: &str) -> AnyView {
    let outside = to.starts_with("http");
    let icon = match to {
        to if to.starts_with("mailto:") => "mail",
        to if to.starts_with("tel:") => "phone",
        _ if outside => "external-link",
        _ => "arrow-right",
    };
    let target = outside.then_some("_blank");
    view! {
        <a class="fact-link" href=to.to_owned() target=target rel=outside.then_some("noreferrer") aria-label=w::follow(label) title=label.to_owned()>
            <Icon name=icon />
        </a>
    }
    .into_any()
}

fn read(book: &domain::Book, open: Open, spec: &FieldSpec) -> Shown {
    let Some((record, value)) = book.get(open.kind, open.id).and_then(|record| Some((record, record.get(spec.key)?)))
    else {
        return Shown::default();
    };
    let links = match value {
        Value::Labelled(list) => {
            list.iter().filter_map(|item| Some((fields::href(spec, &item.value)?, item.value.clone()))).collect()
        }
        Value::Text(text) => fields::href(spec, text).map(|to| (to, text.clone())).into_iter().collect(),
        Value::Ref(id) => {
            let name = fields::text(book, spec, value);
            match spec.type_ {
                FieldType::Ref(kind) if !name.is_empty() => vec![(href(&record_path(kind, *id)), name)],
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    };
    let is_choice = matches!(spec.type_, FieldType::Choice(_));
    Shown { text: fields::shown(book, record, spec), tone: row_tone(record.text(spec.key)), is_choice, links }
}

/// The text an input starts with.
fn start(data: Data, open: Open, spec: &FieldSpec) -> String {
    data.read(|book| {
        let value = book.get(open.kind, open.id).and_then(|record| record.get(spec.key));
        match (value, &spec.type_) {
            (Some(Value::Ref(id)), FieldType::Ref(kind)) => name_of(book, *kind, *id),
            (Some(value), _) => fields::typed(value),
            (None, _) => String::new(),
        }
    })
}

fn draft_key(open: Open, spec: &FieldSpec) -> String {
    format!("draft fact {} {}", open.id, spec.key)
}

/// Others that have the typed email or phone.
fn others(data: Data, open: Open, key: Key, typed: &str) -> Vec<(Id, String)> {
    let (emails, phones) = match (open.kind, key) {
        (Kind::Contact | Kind::Company, keys::EMAILS) => (typed, ""),
        (Kind::Contact | Kind::Company, keys::PHONES) => ("", typed),
        _ => return Vec::new(),
    };
    data.read(|book| duplicates(book, open.kind, emails, phones, Some(open.id)))
}

#[component]
fn Editor(open: Open, spec: FieldSpec, id: String, editing: RwSignal<bool>) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let key = spec.key;
    let kept = StoredValue::new(draft_key(open, &spec));
    let restored = kept.with_value(|kept| draft::kept(kept)).is_some();
    let typed = draft::text(kept.get_value(), start(data, open, &spec));
    let found = Memo::new(move |_| others(data, open, key, &typed.read()));
    let error = RwSignal::new(None::<String>);
    let invalid = Signal::derive(move || error.get().is_some());
    let field = StoredValue::new(spec.clone());
    let control = id.clone();
    let back_to = StoredValue::new(format!("{id}-value"));
    // The focus of a page that was loaded anew is not its fields' to take.
    if !restored {
        focus_soon(id.clone());
    }
    let close = move |by_key: bool| {
        editing.set(false);
        kept.with_value(|kept| draft::forget(kept));
        if by_key {
            focus_soon(back_to.get_value());
        }
    };
    let save = move |by_key: bool| {
        // Closing takes the focus away, which must not save once more.
        if editing.try_get_untracked() != Some(true) {
            return;
        }
        let outcome = field.with_value(|spec| {
            transaction(data, open, spec, &typed.get_untracked()).map(|transaction| (fields::name(spec), transaction))
        });
        match outcome {
            Err(text) => error.set(Some(text)),
            Ok((name, transaction)) => {
                let text = match found.get_untracked() {
                    found if found.is_empty() => w::field_changed(&name),
                    found => w::field_changed_duplicate(
                        &name,
                        &found.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(common::between()),
                    ),
                };
                close(by_key);
                toasts.changed(data, text, data.commit(transaction));
            }
        }
    };
    let long = spec.type_ == FieldType::LongText;
    let at_once = matches!(spec.type_, FieldType::Choice(_) | FieldType::YesNo);
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.stop_propagation();
            event.prevent_default();
            close(true);
        }
        "Enter" if !event.is_composing() && (!long || event.meta_key() || event.ctrl_key()) => {
            event.stop_propagation();
            event.prevent_default();
            save(true);
        }
        _ => {}
    };
    let input = match spec.type_ {
        FieldType::Ref(kind) => view! { <PartyInput kind typed id=control invalid /> }.into_any(),
        _ => view! { <FieldInput spec typed id=control invalid /> }.into_any(),
    };
    view! {
        <div class="fact-editor" on:keydown=on_key on:focusout=move |event| if !stays_within(&event) { save(false) } on:change=move |_| if at_once { save(true) }>
            {input}
            {move || error.get().map(|text| view! { <span class="error" role="alert">{text}</span> })}
            <SameReach found place=open.place on_follow=|| {} />
        </div>
    }
}

/// Whether the focus goes to another part of the same editor.
fn stays_within(event: &ev::FocusEvent) -> bool {
    let (from, to) = (event.target(), event.related_target());
    let editor = from.and_then(|from| from.dyn_into::<web_sys::Element>().ok()?.closest(".fact-editor").ok()?);
    editor.zip(to).is_some_and(|(editor, to)| editor.contains(to.dyn_ref::<web_sys::Node>()))
}

/// Puts the focus on an element that is about to be shown.
pub fn focus_soon(id: String) {
    request_animation_frame(move || {
        let element = document().get_element_by_id(&id);
        if let Some(input) = element.as_ref().and_then(|element| element.dyn_ref::<web_sys::HtmlInputElement>()) {
            input.select();
        }
        if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            drop(element.focus());
        }
    });
}

/// What saving the typed text would do.
fn transaction(data: Data, open: Open, spec: &FieldSpec, typed: &str) -> Result<Transaction, String> {
    let Open { kind, id, .. } = open;
    let name = data.read(|book| name_of(book, kind, id));
    let mut transaction = Transaction::new(Label::new(Act::Edited, kind, 1, name), clock::now());
    let value = match spec.type_ {
        FieldType::Ref(target) => find_or_new(data, target, typed, &mut transaction)
            .map_err(|_| lw::unknown_contact().to_owned())?
            .map(Value::Ref),
        _ => data.read(|book| {
            let before = book.get(kind, id).and_then(|record| record.get(spec.key));
            let currency = match before {
                Some(Value::Money(money)) => money.currency,
                _ => book.currency(),
            };
            let value = fields::parse(spec, typed, currency).map_err(|misfit| lw::misfit(misfit).to_owned())?;
            Ok::<_, String>(value.map(|value| keep_labels(value, before)))
        })?,
    };
    Ok(transaction.set(kind, id, spec.key, value))
}

/// Emails and phones that stay keep what they were labelled.
fn keep_labels(mut value: Value, before: Option<&Value>) -> Value {
    if let (Value::Labelled(list), Some(Value::Labelled(old))) = (&mut value, before) {
        for item in list {
            if let Some(known) = old.iter().find(|known| known.value == item.value) {
                item.label.clone_from(&known.label);
            }
        }
    }
    value
}
