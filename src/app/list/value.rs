use crate::{
    data::{Data, name_of, use_data},
    fields, format,
    words::list as w,
};
use domain::{
    Date, FieldSpec, FieldType, Kind,
    rule::{Condition, Test},
    tag,
};
use leptos::prelude::*;

/// How many names a list of suggestions offers.
const SUGGESTIONS: usize = 200;

/// What a condition compares with, in the control of the field's type.
#[component]
pub fn ConditionValue(kind: Kind, spec: FieldSpec, test: Test, value: RwSignal<String>) -> impl IntoView {
    let set = move |event| value.set(event_target_value(&event));
    let days = matches!(test, Test::InLastDays | Test::NotInLastDays);
    match spec.type_.clone() {
        FieldType::Choice(codes) | FieldType::Choices(codes) => {
            let options = codes.into_iter().map(|code| {
                let label = fields::choice(&spec, &code);
                let this = code.clone();
                view! { <option value=code selected=move || value.get() == this>{label}</option> }
            });
            view! {
                <select class="input" aria-label=w::value() on:change=set>
                    <option value="" selected=move || value.get().is_empty()>"–"</option>
                    {options.collect_view()}
                </select>
            }
            .into_any()
        }
        FieldType::Date | FieldType::Instant if !days => {
            view! { <input class="input" type="date" aria-label=w::value() prop:value=value on:input=set /> }.into_any()
        }
        FieldType::Date | FieldType::Instant => view! {
            <span class="row">
                <input class="input" type="number" min="1" aria-label=w::value() prop:value=value on:input=set />
                <span class="muted">{w::days()}</span>
            </span>
        }
        .into_any(),
        FieldType::Percent => {
            let shown = move || {
                value
                    .get()
                    .parse::<f64>()
                    .map(|share| format!("{}", (share * 1000.0).round() / 10.0))
                    .unwrap_or_default()
            };
            let set = move |event| {
                value.set(
                    fields::parse_number(&event_target_value(&event))
                        .map(|n| (n / 100.0).to_string())
                        .unwrap_or_default(),
                )
            };
            view! {
                <span class="row">
                    <input class="input" inputmode="decimal" aria-label=w::value() value=untrack(shown) on:change=set />
                    <span class="muted">"%"</span>
                </span>
            }
            .into_any()
        }
        FieldType::Number | FieldType::Money => {
            let set = move |event| {
                let typed = event_target_value(&event);
                value.set(fields::parse_number(&typed).map(|number| number.to_string()).unwrap_or(typed));
            };
            view! { <input class="input" inputmode="decimal" aria-label=w::value() value=value.get_untracked() on:change=set /> }.into_any()
        }
        FieldType::Tags | FieldType::Ref(_) => view! { <Suggested kind spec value /> }.into_any(),
        _ => view! { <input class="input" aria-label=w::value() autocomplete="off" prop:value=value on:input=set /> }
            .into_any(),
    }
}

/// A text that mostly is one of those in use.
#[component]
fn Suggested(kind: Kind, spec: FieldSpec, value: RwSignal<String>) -> impl IntoView {
    let data = use_data();
    let list = format!("values-{}", crate::clock::random());
    let names = data.read(|book| match spec.type_ {
        FieldType::Ref(target) => {
            book.iter(target).rev().take(SUGGESTIONS).map(|record| name_of(book, target, record.id)).collect()
        }
        _ => tag::in_use(book, kind).into_keys().collect::<Vec<_>>(),
    });
    let shown = value_text(data, &spec, &Condition { field: spec.key, test: Test::Is, value: value.get_untracked() });
    view! {
        <input class="input" list=list.clone() aria-label=w::value() autocomplete="off" value=shown on:input=move |event| value.set(event_target_value(&event)) />
        <datalist id=list>{names.into_iter().map(|name| view! { <option value=name></option> }).collect_view()}</datalist>
    }
}

/// A condition's value as people read it.
pub fn value_text(data: Data, spec: &FieldSpec, condition: &Condition) -> String {
    let value = condition.value.as_str();
    if !condition.test.needs_value() {
        return String::new();
    }
    if matches!(condition.test, Test::InLastDays | Test::NotInLastDays) {
        return w::so_many_days(value);
    }
    match &spec.type_ {
        FieldType::Choice(_) | FieldType::Choices(_) => fields::choice(spec, value),
        FieldType::Date | FieldType::Instant => Date::parse_iso(value).map_or_else(|| value.to_owned(), format::date),
        FieldType::Percent => value.parse().map_or_else(|_| value.to_owned(), format::percent),
        FieldType::Number | FieldType::Money => value.parse().map_or_else(|_| value.to_owned(), format::number),
        FieldType::Ref(kind) => match value.parse() {
            Ok(id) => data.read(|book| name_of(book, *kind, id)),
            Err(_) => value.to_owned(),
        },
        _ => value.to_owned(),
    }
}
