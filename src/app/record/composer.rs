use super::Open;
use crate::{
    clock,
    data::{name_of, use_data},
    draft, fields,
    ui::use_toasts,
    words::{common, record as w},
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

/// The kinds of activity as options of a select.
pub fn type_options(chosen: RwSignal<String>) -> impl IntoView {
    let spec = use_data().read(|book| book.field(Kind::Activity, keys::TYPE));
    let option = move |code: &'static str| {
        let label = spec.as_ref().map_or_else(|| code.to_owned(), |spec| fields::choice(spec, code));
        view! { <option value=code selected=move || chosen.read().as_str() == code>{label}</option> }
    };
    activity::TYPES.iter().copied().map(option).collect_view()
}

/// Writes down what happened: a note, a call, an email. What was typed survives a reload.
#[component]
pub fn Composer(open: Open) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let Open { kind, id, .. } = open;
    let text = draft::text(format!("draft note {id}"), String::new());
    let type_ = RwSignal::new(activity::NOTE.to_owned());
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
        let transaction = Transaction::new(Label::new(Act::Noted, kind, 1, name.clone()), now).create(
            Kind::Activity,
            clock::new_id(),
            values,
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
                <select class="input" aria-label=w::activity_type() on:change=move |event| type_.set(event_target_value(&event))>
                    {type_options(type_)}
                </select>
                <button type="submit" class="button" data-primary="true" title=w::save_keys() disabled=move || blank.get()>{common::add()}</button>
            </div>
        </form>
    }
}
