use super::{Open, composer::link_key, heading};
use crate::{
    clock,
    data::use_data,
    draft, format,
    list::{overdue, place::href, title_of, toggle_done},
    routes::record_path,
    ui::{Icon, use_toasts},
    words::{common, fields as fw, list as lw, record as w},
};
use domain::{Act, Date, Id, Kind, Label, Transaction, Value, keys, sorting};
use leptos::{ev::SubmitEvent, prelude::*};

#[derive(Clone, PartialEq)]
struct Task {
    id: Id,
    title: String,
    due: Option<Date>,
    done: bool,
    overdue: bool,
}

/// What is to be done for this record.
#[component]
pub fn Tasks(open: Open) -> impl IntoView {
    let data = use_data();
    let tasks = Memo::new(move |_| {
        let mut tasks: Vec<Task> = data.watch(&[Kind::Task], |book| {
            let task = |task: &domain::Record| Task {
                id: task.id,
                title: title_of(book, Kind::Task, task.id),
                due: task.date(keys::DUE_ON),
                done: task.get(keys::DONE_AT).is_some(),
                overdue: overdue(task),
            };
            book.linked(Kind::Task, open.id).map(task).collect()
        });
        sorting::by_key(&mut tasks, |task| (task.done, task.due.map_or(i32::MAX, |due| due.0), task.id));
        tasks
    });
    view! {
        <section class="record-section">
            {heading(open, data.read(|book| crate::fields::kind_many(book, Kind::Task)))}
            <ul class="task-list">
                <For each=move || tasks.get() key=|task| (task.id, task.done, task.due, task.title.clone()) children=|task| view! { <Line task /> } />
            </ul>
            <Add open />
        </section>
    }
    .into_any()
}

#[component]
fn Line(task: Task) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let Task { id, title, due, done, overdue } = task;
    let toggle = move |_| {
        let (text, receipt) = toggle_done(data, id);
        toasts.changed(data, text, receipt);
    };
    let when = due.map(format::day).map(|due| match overdue {
        true => view! { <span class="overdue"><Icon name="triangle-alert" /><span>{lw::overdue(&due)}</span></span> }
            .into_any(),
        false => view! { <span class="muted">{due}</span> }.into_any(),
    });
    view! {
        <li class="task-line" data-done=done.then_some("true")>
            <button
                type="button"
                class="task-check"
                role="checkbox"
                aria-checked=done.to_string()
                aria-label=if done { lw::reopen(&title) } else { lw::complete(&title) }
                on:click=toggle
            >
                <Icon name=if done { "circle-check" } else { "circle" } />
            </button>
            <a class="task-title" href=href(&record_path(Kind::Task, id))>{title.clone()}</a>
            {when}
        </li>
    }
}

#[component]
fn Add(open: Open) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let Open { kind, id, .. } = open;
    let title = draft::text(format!("draft task {id}"), String::new());
    let due = draft::text(format!("draft due {id}"), String::new());
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let name = title.get_untracked().trim().to_owned();
        if name.is_empty() {
            return;
        }
        let mut values = vec![(keys::TITLE, Value::Text(name.clone())), (link_key(kind), Value::Ref(id))];
        values.extend(Date::parse_iso(&due.get_untracked()).map(|on| (keys::DUE_ON, Value::Date(on))));
        let label = Label::new(Act::Created, Kind::Task, 1, name.clone());
        let receipt = data.commit(Transaction::new(label, clock::now()).create(Kind::Task, clock::new_id(), values));
        toasts.changed(data, lw::created(&name), receipt);
        title.set(String::new());
        due.set(String::new());
    };
    let keep_open = |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
        }
    };
    view! {
        <form class="task-add" on:submit=add on:keydown=keep_open>
            <input
                class="input"
                aria-label=w::task_title()
                placeholder=w::add_task()
                autocomplete="off"
                prop:value=title
                on:input=move |event| title.set(event_target_value(&event))
            />
            <input class="input" type="date" aria-label=fw::due_on() prop:value=due on:input=move |event| due.set(event_target_value(&event)) />
            <button type="submit" class="button" aria-label=w::add_task()>{common::add()}</button>
        </form>
    }
}
