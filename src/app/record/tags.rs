use super::Open;
use crate::{
    clock,
    data::{name_of, use_data},
    ui::{Icon, use_toasts},
    words::record as w,
};
use domain::{Act, Label, Transaction, Value, keys, tag};
use leptos::{ev::SubmitEvent, prelude::*};

/// The record's tags, each with its way off, and an input for one more.
#[component]
pub fn Tags(open: Open) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let Open { kind, id, .. } = open;
    let tags =
        Memo::new(move |_| data.record(kind, id).map(|record| record.choices(keys::TAGS).to_vec()).unwrap_or_default());
    let adding = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let write = move |act: Act, tag: &str, tags: Vec<String>| {
        let label = Label::new(act, kind, 1, tag);
        let transaction = Transaction::new(label, clock::now()).set(kind, id, keys::TAGS, Some(Value::Choices(tags)));
        let name = data.read(|book| name_of(book, kind, id));
        let text = if act == Act::Tagged { w::tag_added(tag, &name) } else { w::tag_removed(tag, &name) };
        toasts.changed(data, text, data.commit(transaction));
    };
    let add = move || {
        let name = typed.get_untracked().trim().to_owned();
        typed.set(String::new());
        let mut now = tags.get_untracked();
        if !name.is_empty() && !now.contains(&name) {
            now.push(name.clone());
            write(Act::Tagged, &name, now);
        }
    };
    let remove = move |name: String| {
        let mut now = tags.get_untracked();
        now.retain(|tag| *tag != name);
        write(Act::Untagged, &name, now);
    };
    let chip = move |name: String| {
        let label = w::remove_tag(&name);
        view! {
            <span class="chip">
                {name.clone()}
                <button type="button" class="chip-remove" aria-label=label on:click=move |_| remove(name.clone())><Icon name="x" /></button>
            </span>
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        add();
    };
    let known = move || {
        data.read(|book| tag::in_use(book, kind))
            .into_keys()
            .map(|name| view! { <option value=name></option> })
            .collect_view()
    };
    view! {
        <div class="record-tags">
            <For each=move || tags.get() key=|name| name.clone() children=chip />
            <Show
                when=move || adding.get()
                fallback=move || view! {
                    <button type="button" class="chip-add" on:click=move |_| adding.set(true)><Icon name="plus" /><span>{w::add_tag()}</span></button>
                }
            >
                <form on:submit=submit>
                    <input
                        class="input"
                        list="record-tags"
                        aria-label=w::add_tag()
                        autofocus
                        autocomplete="off"
                        prop:value=typed
                        on:input=move |event| typed.set(event_target_value(&event))
                        on:blur=move |_| { add(); adding.set(false); }
                        on:keydown=move |event| if event.key() == "Escape" {
                            event.stop_propagation();
                            event.prevent_default();
                            typed.set(String::new());
                            adding.set(false);
                        }
                    />
                    <datalist id="record-tags">{known}</datalist>
                </form>
            </Show>
        </div>
    }
}
