//! One item: what was read, the text it came from, who it may be, and the decisions.

use super::{decide, edit::EditItem};
use crate::{
    data::use_data,
    fields,
    record::party::{self, PartyInput},
    routes::{self, record_path},
    ui::{Dialog, Icon, use_toasts},
    words::{common, inbox as w},
};
use domain::{Id, Kind, Record, keys, lead};
use leptos::{ev, prelude::*};

#[component]
pub fn Item(id: Id) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let lead = Memo::new(move |_| data.record(Kind::Lead, id));
    let name =
        Memo::new(move |_| lead.with(|lead| lead.as_ref().map(|lead| lead::name(lead).to_owned()).unwrap_or_default()));
    let alike = Memo::new(move |_| {
        let Some(lead) = lead.get() else { return Vec::new() };
        data.watch(&[Kind::Contact], |book| decide::alike(book, &lead))
    });
    let (task, editing, choosing) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let facts = move || {
        let Some(lead) = lead.get() else { return Vec::new() };
        data.read(|book| {
            let specs = book.fields(Kind::Lead).into_iter().filter(|spec| spec.editable() && spec.key != keys::NAME);
            let fact = |spec: domain::FieldSpec| {
                let text = fields::shown(book, &lead, &spec);
                (!text.is_empty()).then(|| view! { <div><dt>{fields::name(&spec)}</dt><dd>{text}</dd></div> })
            };
            specs.filter_map(fact).collect()
        })
    };
    let stored = move || data.read(|book| book.get(Kind::Lead, id).cloned());
    let to = move |contact: Id| {
        let Some((name, change)) = stored().and_then(|lead| decide::add_to(data, &lead, contact, task.get_untracked()))
        else {
            return;
        };
        toasts.changed(data, w::added_to(&name), data.commit(change));
    };
    let add = move |_| match stored().and_then(|lead: Record| decide::add(data, &lead, task.get_untracked())) {
        Some((name, change)) => toasts.changed(data, w::contact_added(&name), data.commit(change)),
        None => toasts.warn(w::too_little()),
    };
    let discard = move |_| toasts.change(data, w::discarded(), data.trash(Kind::Lead, vec![id]));
    let known = move || {
        let line = |(contact, name): (Id, String)| {
            let href = format!("{}{}", routes::base(), record_path(Kind::Contact, contact));
            view! {
                <span class="row">
                    <a class="link" href=href>{name.clone()}</a>
                    <button type="button" class="button" on:click=move |_| to(contact)>{w::add_to(&name)}</button>
                </span>
            }
        };
        let found = alike.get();
        (!found.is_empty()).then(|| {
            let lines = found.into_iter().map(line).collect_view();
            view! {
                <div class="notice" data-tone="warn">
                    <Icon name="triangle-alert" />
                    <div class="inbox-known"><span>{w::may_be()}</span>{lines}</div>
                </div>
            }
        })
    };
    let heading = format!("inbox-{id}");
    view! {
        <article class="card inbox-item" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{name}</h2>
            <dl class="inbox-facts">{facts}</dl>
            {known}
            <details>
                <summary>{w::came_text()}</summary>
                <p class="inbox-text">{move || lead.with(|lead| lead.as_ref().map(|lead| lead.text(keys::TEXT).to_owned()))}</p>
            </details>
            <label class="check">
                <input type="checkbox" prop:checked=task on:change=move |event| task.set(event_target_checked(&event)) />
                {w::with_task()}
            </label>
            <div class="row inbox-actions">
                <button type="button" class="button" data-primary="true" aria-label=move || w::add_named(&name.get()) on:click=add>
                    <Icon name="user-plus" />{w::add()}
                </button>
                <button type="button" class="button" on:click=move |_| choosing.set(true)>{w::to_existing()}</button>
                <button type="button" class="button" aria-label=move || w::edit_named(&name.get()) on:click=move |_| editing.set(true)>{w::edit()}</button>
                <button type="button" class="button" aria-label=move || w::discard_named(&name.get()) on:click=discard>{w::discard()}</button>
            </div>
            <Dialog open=choosing title=Signal::stored(w::to_existing().to_owned())>
                <Choose id open=choosing chosen=Callback::new(to) />
            </Dialog>
            <Dialog open=editing title=Signal::derive(move || w::edit_named(&name.get()))>
                <EditItem id open=editing />
            </Dialog>
        </article>
    }
}

/// Chooses the contact by name.
#[component]
fn Choose(id: Id, open: RwSignal<bool>, chosen: Callback<Id>) -> impl IntoView {
    let data = use_data();
    let (typed, unknown) = (RwSignal::new(String::new()), RwSignal::new(false));
    let input = format!("inbox-contact-{id}");
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        match data.read(|book| party::find(book, Kind::Contact, &typed.read_untracked())) {
            Some(contact) => {
                open.set(false);
                chosen.run(contact);
            }
            None => unknown.set(true),
        }
    };
    view! {
        <form on:submit=submit>
            <div class="dialog-body">
                <div class="field">
                    <label class="label" for=input.clone()>{w::existing()}</label>
                    <PartyInput kind=Kind::Contact typed id=input.clone() invalid=unknown />
                    {move || unknown.get().then(|| view! { <span class="error" role="alert">{w::choose_contact()}</span> })}
                </div>
            </div>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{common::cancel()}</button>
                <button type="submit" class="button" data-primary="true">{common::add()}</button>
            </div>
        </form>
    }
}
