//! The folder that gets backups by itself: choose it, allow it again, see how it stands.

use super::controls::Section;
use crate::{
    data::{Loaded, use_data},
    folder::{self, Kept},
    format,
    ui::{Icon, use_toasts},
    words::folder as w,
};
use domain::snapshot::Snapshot;
use leptos::{prelude::*, task::spawn_local};
use protocol::DATABASE;
use storage::{Folder, FolderError};

/// How the chosen folder stands.
#[derive(Clone, PartialEq)]
struct Standing {
    name: String,
    last: Option<Snapshot>,
    problem: Option<FolderError>,
}

async fn standing() -> Option<Standing> {
    let Kept { folder, last } = folder::kept().await?;
    let problem = match folder.allowed(false).await {
        false => Some(FolderError::NotAllowed),
        true => folder.names().await.err(),
    };
    Some(Standing { name: folder.name(), last, problem })
}

#[component]
pub fn FolderSection() -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let found = RwSignal::new(None::<Option<Standing>>);
    let busy = RwSignal::new(false);
    let loaded = Memo::new(move |_| data.loaded.get() == Loaded::All);
    let refresh = move || {
        spawn_local(async move { drop(found.try_set(Some(standing().await))) });
    };
    refresh();
    let put = move |folder: Folder| async move {
        match folder::now(data, &folder).await {
            Ok(name) => toasts.say(w::written(&name)),
            Err(reason) => toasts.warn(reason),
        }
        busy.try_set(false);
        refresh();
    };
    let choose = move |_| {
        busy.set(true);
        spawn_local(async move {
            match Folder::choose().await {
                Ok(Some(folder)) => match folder::keep(&folder, None).await {
                    Ok(()) => return put(folder).await,
                    Err(reason) => toasts.warn(reason),
                },
                Ok(None) => {}
                Err(error) => toasts.warn(w::error(&error)),
            }
            busy.try_set(false);
        });
    };
    // The browser asks only while a button is being pressed.
    let write = move |_| {
        busy.set(true);
        spawn_local(async move {
            match folder::kept().await {
                Some(Kept { folder, .. }) if folder.allowed(true).await => return put(folder).await,
                Some(_) => toasts.warn(w::refused().to_owned()),
                None => {}
            }
            busy.try_set(false);
            refresh();
        });
    };
    let stop = move |_| {
        spawn_local(async move {
            match Folder::forget(DATABASE).await {
                Ok(()) => toasts.say(w::stopped().to_owned()),
                Err(error) => toasts.warn(crate::words::shell::storage_error(&error)),
            }
            refresh();
        });
    };
    let disabled = move || busy.get() || !loaded.get();
    let button = move |text: &'static str, icon: &'static str, act: Callback<()>| {
        view! { <button type="button" class="button" disabled=disabled on:click=move |_| act.run(())><Icon name=icon />{text}</button> }
    };
    let (choose, write, stop) = (Callback::new(choose), Callback::new(write), Callback::new(stop));
    let shown = move || match found.get()? {
        None if !storage::can_have_folder() => Some(view! { <p class="muted">{w::not_here()}</p> }.into_any()),
        None => Some(view! { <div class="row">{button(w::choose(), "file-text", choose)}</div> }.into_any()),
        Some(Standing { name, last, problem }) => {
            let told = match &last {
                Some(last) => w::last(&format::moment(last.at), &name),
                None => w::never(&name),
            };
            let first = match &problem {
                Some(FolderError::NotAllowed) => button(w::allow(), "check", write),
                Some(_) => button(w::choose_another(), "file-text", choose),
                None => button(w::now(), "save", write),
            };
            let problem = problem.map(|problem| view! { <p class="notice" data-tone="warn">{w::error(&problem)}</p> });
            Some(
                view! {
                    <p>{told}</p>
                    {problem}
                    <div class="row">
                        {first}
                        <button type="button" class="button" disabled=disabled on:click=move |_| stop.run(())>{w::stop()}</button>
                    </div>
                }
                .into_any(),
            )
        }
    };
    view! {
        <Section title=w::title() hint=w::hint()>
            {shown}
            <p class="muted" role="status">{move || busy.get().then(w::writing)}</p>
        </Section>
    }
    .into_any()
}
