//! A task for each of the people a finding is about: one press, one change with Undo.

use crate::{
    clock,
    data::{name_of, use_data},
    ui::{Icon, use_toasts},
    words::{board as w, list as lw},
};
use domain::{Act, Edit, Id, Kind, Label, Value, keys};
use leptos::{prelude::*, task::spawn_local};
use std::rc::Rc;

/// Nobody works through more in one go; the list beside it has all.
pub const MOST: usize = 50;
/// Days until they are due.
const DUE_IN: i32 = 7;

/// `people` come with those first who matter most; `name` is what they are called together.
pub fn tasks_button(name: &str, count: usize, small: bool, people: impl Fn() -> Vec<Id> + 'static) -> AnyView {
    let (data, toasts) = (use_data(), use_toasts());
    let (shown, title) = (w::make_tasks(count.min(MOST)), w::make_tasks_for(count.min(MOST), name));
    let people = Rc::new(people);
    let make = move |_| {
        let people = Rc::clone(&people);
        spawn_local(async move {
            let now = clock::now();
            let edits: Vec<Edit> = data.read(|book| {
                let task = |id: Id| {
                    let title = lw::task_about(lw::get_in_touch(), &name_of(book, Kind::Contact, id));
                    Edit::new(Kind::Task, clock::new_id())
                        .with(keys::TITLE, Some(Value::text(title)))
                        .with(keys::DUE_ON, Some(Value::Date(clock::today().plus_days(DUE_IN))))
                        .with(keys::CONTACT, Some(Value::Ref(id)))
                        .with(keys::CREATED_AT, Some(Value::Instant(now)))
                };
                let there = people().into_iter().filter(|id| book.get(Kind::Contact, *id).is_some());
                there.take(MOST).map(task).collect()
            });
            let made = edits.len();
            let label = Label::new(Act::Created, Kind::Task, made, lw::get_in_touch());
            let receipt = data.commit_large(label, edits).await;
            toasts.changed(data, lw::tasks_made(made), receipt);
        });
    };
    match small {
        true => view! { <button type="button" class="icon-button" aria-label=title.clone() title=title on:click=make><Icon name="check-square" /></button> }.into_any(),
        false => view! { <button type="button" class="button" aria-label=title on:click=make><Icon name="check-square" /><span>{shown}</span></button> }.into_any(),
    }
}
