use super::{Open, tags::Tags};
use crate::{
    data::{name_of, use_data},
    fields,
    list::{place::href, row_tone, title_of, toggle_done},
    out,
    routes::record_path,
    ui::{Avatar, Icon, Menu, MenuItem, use_toasts},
    words::{common, list as lw, out as out_words, record as w},
};
use domain::{Id, Kind, keys};
use leptos::prelude::*;

#[derive(Clone, Default, PartialEq)]
struct Shown {
    title: String,
    /// Company and customer, each with its page.
    links: Vec<(Kind, Id, String)>,
    job: String,
    chip: Option<(String, Option<&'static str>)>,
    done: Option<bool>,
}

/// What the record is called, whom it belongs to, and what can be done with it as a whole.
#[component]
pub fn Head(open: Open) -> impl IntoView {
    let data = use_data();
    let Open { kind, id, place, full } = open;
    let shown = Memo::new(move |_| {
        data.watch(&[kind, Kind::Company, Kind::Contact], |book| read(book, kind, id)).unwrap_or_default()
    });
    let title = Memo::new(move |_| shown.read().title.clone());
    if full {
        Effect::new(move || document().set_title(&format!("{} · {}", title.read(), common::product())));
    }
    let heading = move || {
        let name = title.get();
        if full { view! { <h1>{name}</h1> }.into_any() } else { view! { <h2>{name}</h2> }.into_any() }
    };
    let about = move || {
        let Shown { links, job, chip, .. } = shown.get();
        let links = links
            .into_iter()
            .map(|(kind, id, name)| view! { <a class="link" href=href(&record_path(kind, id))>{name}</a> });
        view! {
            {(!job.is_empty()).then(|| view! { <span>{job}</span> })}
            {links.collect_view()}
            {chip.map(|(text, tone)| view! { <span class="chip" data-tone=tone>{text}</span> })}
        }
    };
    let tagged = matches!(kind, Kind::Contact | Kind::Company | Kind::Deal);
    view! {
        <header class="record-head">
            {full.then(|| view! {
                <a class="icon-button" href=move || place.back_href() data-noscroll="true" aria-label=w::back_to_list()><Icon name="arrow-left" /></a>
            })}
            {tagged.then(|| view! { <span class="record-avatar"><Avatar name=title /></span> })}
            <div class="record-title">
                {heading}
                <div class="record-about">{about}</div>
                {tagged.then(|| view! { <Tags open /> })}
            </div>
            <Acts open done=Memo::new(move |_| shown.read().done) />
        </header>
    }
}

#[component]
fn Acts(open: Open, done: Memo<Option<bool>>) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let Open { kind, id, place, full } = open;
    let delete = move |_| {
        let what = data.read(|book| title_of(book, kind, id));
        place.show(None, false, true);
        toasts.change(data, lw::moved_to_trash(&what), data.trash(kind, vec![id]));
    };
    let erasing = RwSignal::new(false);
    let toggle = move |_| {
        let (text, receipt) = toggle_done(data, id);
        toasts.changed(data, text, receipt);
    };
    view! {
        <div class="record-acts">
            {move || done.get().map(|done| view! {
                <button type="button" class="button" aria-pressed=done.to_string() on:click=toggle>
                    <Icon name=if done { "circle-check" } else { "circle" } />
                    <span>{if done { w::is_done() } else { w::mark_done() }}</span>
                </button>
            })}
            {(kind == Kind::Contact).then(|| view! {
                <Menu label=common::more() icon="ellipsis" icon_only=true>
                    <MenuItem label=out_words::about_person() icon="download" on_choose=move || out::person(data, toasts, id) />
                    <MenuItem label=out_words::erase_menu() icon="trash-2" danger=true on_choose=move || erasing.set(true) />
                </Menu>
                <out::EraseDialog contact=id open=erasing on_done=move || place.show(None, false, true) />
            })}
            <button type="button" class="icon-button" aria-label=common::delete() title=common::delete() on:click=delete>
                <Icon name="trash-2" />
            </button>
            {(!full).then(|| view! {
                <button type="button" class="icon-button" aria-label=w::full_page() title=w::full_page() on:click=move |_| place.show(Some(id), true, false)>
                    <Icon name="external-link" />
                </button>
                <button type="button" class="icon-button" aria-label=common::close() title=common::close() on:click=move |_| place.show(None, false, false)>
                    <Icon name="x" />
                </button>
            })}
        </div>
    }
}

fn read(book: &domain::Book, kind: Kind, id: Id) -> Option<Shown> {
    let record = book.get(kind, id)?;
    let link = |(key, target)| {
        let id = record.reference(key)?;
        let name = name_of(book, target, id);
        (!name.is_empty()).then_some((target, id, name))
    };
    let choice = [keys::LIFECYCLE, keys::STATUS].into_iter().find(|key| !record.text(*key).is_empty());
    let chip = choice.and_then(|key| {
        let spec = book.field(kind, key)?;
        Some((fields::shown(book, record, &spec), row_tone(record.text(key))))
    });
    Some(Shown {
        title: title_of(book, kind, id),
        links: [(keys::CONTACT, Kind::Contact), (keys::COMPANY, Kind::Company)].into_iter().filter_map(link).collect(),
        job: record.text(keys::JOB_TITLE).to_owned(),
        chip,
        done: (kind == Kind::Task).then(|| record.get(keys::DONE_AT).is_some()),
    })
}
