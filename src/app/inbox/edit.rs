use crate::{
    clock,
    data::use_data,
    fields,
    ui::{FieldInput, use_toasts},
    words::{common, inbox as w, list},
};
use domain::{Act, Book, FieldSpec, Id, Kind, Label, Transaction, lead};
use leptos::{ev, prelude::*};

/// What was read, to be put right.
#[component]
pub fn EditItem(id: Id, open: RwSignal<bool>) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let problem = RwSignal::new(None::<&'static str>);
    let inputs: Vec<(FieldSpec, RwSignal<String>)> = data.read(|book| {
        let lead = book.get(Kind::Lead, id);
        let typed = |spec: &FieldSpec| lead.and_then(|lead| lead.get(spec.key)).map(fields::typed).unwrap_or_default();
        let specs = book.fields(Kind::Lead).into_iter().filter(FieldSpec::editable);
        specs.map(|spec| (spec.clone(), RwSignal::new(typed(&spec)))).collect()
    });
    let lines = inputs.iter().map(|(spec, typed)| {
        let input = format!("inbox-{id}-{}", spec.key);
        view! {
            <div class="field">
                <label class="label" for=input.clone()>{fields::name(spec)}</label>
                <FieldInput spec=spec.clone() typed=*typed id=input />
            </div>
        }
    });
    let lines = lines.collect_view();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let currency = data.read(Book::currency);
        let name = data.read(|book| book.get(Kind::Lead, id).map(|own| lead::name(own).to_owned()).unwrap_or_default());
        let mut change = Transaction::new(Label::new(Act::Edited, Kind::Lead, 1, name.clone()), clock::now());
        for (spec, typed) in &inputs {
            match fields::parse(spec, &typed.get_untracked(), currency) {
                Ok(value) => change = change.set(Kind::Lead, id, spec.key, value),
                Err(misfit) => return problem.set(Some(list::misfit(misfit))),
            }
        }
        open.set(false);
        toasts.changed(data, w::edit_named(&name), data.commit(change));
    };
    view! {
        <form on:submit=submit>
            <div class="dialog-body">
                <div class="new-fields">{lines}</div>
                {move || problem.get().map(|text| view! { <p class="error" role="alert">{text}</p> })}
            </div>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{common::cancel()}</button>
                <button type="submit" class="button" data-primary="true">{common::save()}</button>
            </div>
        </form>
    }
}
