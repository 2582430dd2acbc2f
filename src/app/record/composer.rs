use super::Open;
use crate::{
    clock,
    data::{name_of, use_data},
    draft, fields,
    ui::use_toasts,
    words::{common, fields as fw, record as w},
};
use domain::{Act, Key, Kind, Label, Transaction, Value, activity, keys};
use leptos::{ev, prelude::*};

/// The field that ties activities and tasks to this record.
pub fn link_key(kind: Kind) -> Key {
    match kind {
        Kind::Company => keys::COMPANY,
        Kind::Deal => keys::DEAL,
        _ => keys::CONTACT,
    }
}

/// What an activity is and, where it goes one way, which.
pub fn type_choice(type_: RwSignal<String>, direction: RwSignal<String>) -> impl IntoView {
    let select = |key: Key, codes: &'static [&'static str], label: &'static str, chosen: RwSignal<String>| {
        let spec = use_data().read(|book| book.field(Kind::Activity, key));
        let option = move |code: &'static str| {
            let text = match &spec {
                Some(spec) if !code.is_empty() => fields::choice(spec, code),
                _ => label.to_owned(),
            };
            view! { <option value=code selected=move || chosen.read().as_str() == code>{text}</option> }
        };
        let options = codes.iter().copied().map(option).collect_view();
        view! { <select class="input" aria-label=label on:change=move |event| chosen.set(event_target_value(&event))>{options}</select> }
    };
    let one_way = Memo::new(move |_| activity::has_direction(&type_.read()));
    view! {
        {select(keys::TYPE, activity::TYPES, w::activity_type(), type_)}
        {move || one_way.get().then(|| select(keys::DIRECTION, &["", activity::SENT, activity::RECEIVED], fw::direction(), direction))}
    }
}

/// The direction as it is stored.
pub fn direction_value(type_: RwSignal<String>, direction: RwSignal<String>) -> Option<Value> {
    let said = direction.get_untracked();
    (activity::has_direction(&type_.read_untracked()) && !said.is_empty()).then_some(Value::Choice(said))
}

/// Writes down what happened: a note, a call, an email. What was typed survives a reload.
#[component]
pub fn Composer(open: Open) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let Open { kind, id, .. } = open;
    let text = draft::text(format!("draft note {id}"), String::new());
    let type_ = RwSignal::new(activity::NOTE.to_owned());
    let direction = RwSignal::new(String::new());
    let blank = Memo::new(move |_| text.read().trim().is_empty());
    let save = move || {
        let typed = text.get_untracked().trim().to_owned();
        if typed.is_empty() {
            return;
        }
        let now = clock::now();
        let name = data.read(|book| name_of(book, kind, id));
        let values = [
            (keys::TYPE, Value::Choice(type_.get_untracked())),
            (keys::TEXT, Value::Text(typed)),
            (keys::HAPPENED_AT, Value::Instant(now)),
            (link_key(kind), Value::Ref(id)),
        ];
        let way = direction_value(type_, direction).map(|value| (keys::DIRECTION, value));
        let transaction = Transaction::new(Label::new(Act::Noted, kind, 1, name.clone()), now).create(
            Kind::Activity,
            clock::new_id(),
            values.into_iter().chain(way),
        );
        toasts.changed(data, w::noted(&name), data.commit(transaction));
        text.set(String::new());
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        save();
    };
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" if event.meta_key() || event.ctrl_key() => {
            event.prevent_default();
            save();
        }
        "Escape" => event.stop_propagation(),
        _ => {}
    };
    view! {
        <form class="composer" on:submit=submit on:keydown=on_key>
            <label class="visually-hidden" for=format!("note-{id}")>{w::note()}</label>
            <textarea
                class="input"
                id=format!("note-{id}")
                rows="2"
                placeholder=w::note_hint()
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
            <div class="row">
                {type_choice(type_, direction)}
                <button type="submit" class="button" data-primary="true" title=w::save_keys() disabled=move || blank.get()>{common::add()}</button>
            </div>
        </form>
    }
}
