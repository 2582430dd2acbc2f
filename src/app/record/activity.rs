use super::composer::{direction_value, type_choice};
use crate::{
    clock,
    data::{Data, use_data},
    draft, fields, format,
    ui::{Icon, use_toasts},
    words::{common, record as w},
};
use domain::{Act, Edit, Id, Key, Kind, Label, Transaction, Value, keys};
use leptos::{ev, prelude::*};

fn icon(code: &str) -> &'static str {
    match code {
        "call" => "phone",
        "email" => "mail",
        "meeting" => "users",
        "message" => "message-square",
        "visit" => "map-pin",
        _ => "file-text",
    }
}

#[derive(Clone, Default, PartialEq)]
struct Shown {
    code: String,
    direction: String,
    type_: String,
    text: String,
    when: String,
    exactly: String,
}

fn read(data: Data, id: Id) -> Shown {
    data.watch(&[Kind::Activity], |book| {
        let Some(record) = book.get(Kind::Activity, id) else { return Shown::default() };
        let at = record.instant(keys::HAPPENED_AT).or_else(|| record.instant(keys::CREATED_AT)).unwrap_or_default();
        let said = |key: Key| {
            book.field(Kind::Activity, key).map(|spec| fields::shown(book, record, &spec)).unwrap_or_default()
        };
        let (type_, way) = (said(keys::TYPE), said(keys::DIRECTION));
        Shown {
            code: record.text(keys::TYPE).to_owned(),
            direction: record.text(keys::DIRECTION).to_owned(),
            type_: if way.is_empty() { type_ } else { [type_, way].join(" · ") },
            text: record.text(keys::TEXT).to_owned(),
            when: format::moment(at),
            exactly: format::date_time(at),
        }
    })
}

/// Something that happened, in the timeline.
#[component]
pub fn Activity(id: Id) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let shown = Memo::new(move |_| read(data, id));
    let editing = RwSignal::new(draft::kept(&draft_key(id)).is_some());
    let delete = move |_| toasts.change(data, w::entry_deleted(), data.trash(Kind::Activity, vec![id]));
    view! {
        <li class="entry">
            <span class="entry-icon">{move || view! { <Icon name=icon(&shown.read().code) /> }}</span>
            <div class="entry-body">
                <div class="entry-head">
                    <strong>{move || shown.get().type_}</strong>
                    <time title=move || shown.get().exactly>{move || shown.get().when}</time>
                    <span class="entry-acts">
                        <button type="button" class="icon-button" aria-label=w::edit_entry() title=common::edit() on:click=move |_| editing.set(true)><Icon name="pencil" /></button>
                        <button type="button" class="icon-button" aria-label=w::delete_entry() title=common::delete() on:click=delete><Icon name="trash-2" /></button>
                    </span>
                </div>
                <Show when=move || editing.get() fallback=move || view! { <p class="entry-text">{move || shown.get().text}</p> }>
                    <Form id shown=shown.get_untracked() editing />
                </Show>
            </div>
        </li>
    }
    .into_any()
}

fn draft_key(id: Id) -> String {
    format!("draft entry {id}")
}

#[component]
fn Form(id: Id, shown: Shown, editing: RwSignal<bool>) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let text = draft::text(draft_key(id), shown.text);
    let (type_, direction) = (RwSignal::new(shown.code), RwSignal::new(shown.direction));
    let close = move || {
        editing.set(false);
        draft::forget(&draft_key(id));
    };
    let save = move || {
        let edit = Edit::new(Kind::Activity, id)
            .with(keys::TEXT, Some(Value::Text(text.get_untracked().trim().to_owned())))
            .with(keys::TYPE, Some(Value::Choice(type_.get_untracked())))
            .with(keys::DIRECTION, direction_value(type_, direction));
        let transaction = Transaction::new(Label::new(Act::Edited, Kind::Activity, 1, ""), clock::now()).edit(edit);
        close();
        toasts.changed(data, w::entry_changed(), data.commit(transaction));
    };
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.stop_propagation();
            event.prevent_default();
            close();
        }
        "Enter" if event.meta_key() || event.ctrl_key() => save(),
        _ => {}
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        save();
    };
    view! {
        <form class="stack" on:submit=submit on:keydown=on_key>
            <textarea
                class="input"
                rows="3"
                autofocus
                aria-label=w::note()
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
            <div class="row">
                {type_choice(type_, direction)}
                <button type="submit" class="button" data-primary="true">{common::save()}</button>
                <button type="button" class="button" on:click=move |_| close()>{common::cancel()}</button>
            </div>
        </form>
    }
}
