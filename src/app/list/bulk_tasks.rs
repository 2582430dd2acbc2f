//! A task for each selected person or company: one transaction with Undo.

use super::state::ListState;
use crate::{
    clock,
    data::name_of,
    ui::use_toasts,
    words::{common, list as w},
};
use domain::{Act, Date, Edit, Kind, Label, Value, keys};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

/// Days until a task is due, unless another day is chosen.
const DUE_IN: i32 = 7;

#[component]
pub fn TaskForm(list: ListState, open: RwSignal<bool>) -> impl IntoView {
    let (data, kind) = (list.data, list.kind);
    let toasts = use_toasts();
    let title = RwSignal::new(w::get_in_touch().to_owned());
    let due = RwSignal::new(clock::today().plus_days(DUE_IN).iso());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let what = title.get_untracked().trim().to_owned();
        if what.is_empty() {
            return;
        }
        let due_on = Date::parse_iso(&due.get_untracked());
        let party = if kind == Kind::Company { keys::COMPANY } else { keys::CONTACT };
        let ids = list.chosen();
        let now = clock::now();
        let edits: Vec<Edit> = data.read(|book| {
            let task = |id| {
                Edit::new(Kind::Task, clock::new_id())
                    .with(keys::TITLE, Some(Value::text(w::task_about(&what, &name_of(book, kind, id)))))
                    .with(keys::DUE_ON, due_on.map(Value::Date))
                    .with(party, Some(Value::Ref(id)))
                    .with(keys::CREATED_AT, Some(Value::Instant(now)))
            };
            ids.iter().map(|id| task(*id)).collect()
        });
        let made = edits.len();
        open.set(false);
        spawn_local(async move {
            let receipt = data.commit_large(Label::new(Act::Created, Kind::Task, made, what), edits).await;
            toasts.changed(data, w::tasks_made(made), receipt);
        });
    };
    view! {
        <form on:submit=submit>
            <div class="dialog-body">
                <div class="field">
                    <label class="label" for="bulk-task">{w::task_what()}</label>
                    <input class="input" id="bulk-task" required prop:value=title on:input=move |event| title.set(event_target_value(&event)) />
                    <p class="hint">{w::task_hint()}</p>
                </div>
                <div class="field">
                    <label class="label" for="bulk-due">{w::task_due()}</label>
                    <input class="input" id="bulk-due" type="date" prop:value=due on:input=move |event| due.set(event_target_value(&event)) />
                </div>
            </div>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{common::cancel()}</button>
                <button type="submit" class="button" data-primary="true">{w::make_tasks()}</button>
            </div>
        </form>
    }
}
