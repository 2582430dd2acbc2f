//! The filter builder: conditions over any field, all or any of them.
//!
//! The address holds the rule; the builder works on its own lines and writes the complete ones. A rule it
//! cannot show as lines (nested, from a later version) is shown as one chip and left as it is.

use super::{
    state::{ListState, lead},
    value::{ConditionValue, value_text},
};
use crate::{
    fields, parts,
    ui::{Icon, Menu},
    words::{common, list as w},
};
use domain::{
    FieldSpec, Key, Rule,
    rule::{Condition, Test},
};
use leptos::{leptos_dom::helpers::debounce, prelude::*};
use std::time::Duration;

const WRITE_AFTER: Duration = Duration::from_millis(200);

/// A rule as a list of conditions, of which all or any must hold.
fn flat(rule: &Rule) -> Option<(bool, Vec<Condition>)> {
    let (any, rules) = match rule {
        Rule::All(rules) => (false, rules),
        Rule::Any(rules) => (true, rules),
        Rule::Is(condition) => return Some((false, vec![condition.clone()])),
        Rule::Not(_) => return None,
    };
    let conditions: Option<Vec<_>> = rules
        .iter()
        .map(|rule| match rule {
            Rule::Is(condition) => Some(condition.clone()),
            _ => None,
        })
        .collect();
    Some((any, conditions?))
}

fn rule_of(any: bool, conditions: Vec<Condition>) -> Rule {
    let rules = conditions.into_iter().map(Rule::Is).collect();
    if any { Rule::Any(rules) } else { Rule::All(rules) }
}

#[derive(Clone, Copy, PartialEq)]
struct Draft {
    id: u64,
    field: RwSignal<Key>,
    test: RwSignal<Test>,
    value: RwSignal<String>,
}

impl Draft {
    fn new(id: u64, condition: Condition) -> Self {
        Self {
            id,
            field: RwSignal::new(condition.field),
            test: RwSignal::new(condition.test),
            value: RwSignal::new(condition.value),
        }
    }
    /// What the line says, once it says something.
    fn condition(self) -> Option<Condition> {
        let test = self.test.get();
        let value = if test.needs_value() { self.value.get().trim().to_owned() } else { String::new() };
        (!test.needs_value() || !value.is_empty()).then(|| Condition { field: self.field.get(), test, value })
    }
}

#[component]
pub fn Filter(list: ListState) -> impl IntoView {
    let label = move || match list.rule.with(|rule| rule.fields().len()) {
        0 => w::filter().to_owned(),
        count => w::filters(count),
    };
    view! {
        <Menu label=Signal::derive(label) icon="filter" stay_open=true>
            {parts::piece(&parts::FILTER, list)}
        </Menu>
    }
}

#[component]
pub(crate) fn Builder(list: ListState) -> impl IntoView {
    let (any, conditions) = list.rule.with_untracked(flat).unwrap_or_default();
    let any = RwSignal::new(any);
    let next = StoredValue::new(0_u64);
    let number = move || {
        next.update_value(|next| *next += 1);
        next.get_value()
    };
    let blank = move || {
        let specs = list.specs.read_untracked();
        let first = specs.iter().find(|spec| spec.key == lead(list.kind)).or_else(|| specs.first());
        first.map(|spec| Condition { field: spec.key, test: Test::for_type(&spec.type_)[0], value: String::new() })
    };
    let drafts: Vec<Draft> = conditions
        .into_iter()
        .chain(list.rule.with_untracked(Rule::is_empty).then(blank).flatten())
        .map(|c| Draft::new(number(), c))
        .collect();
    let drafts = RwSignal::new(drafts);
    let mut write = debounce(WRITE_AFTER, move |rule: Rule| {
        if list.rule.with_untracked(|now| *now != rule) {
            list.set_rule(&rule);
        }
    });
    Effect::new(move |before: Option<()>| {
        let rule = rule_of(any.get(), drafts.get().into_iter().filter_map(Draft::condition).collect());
        if before.is_some() {
            write(rule);
        }
    });
    let add = move |_| {
        if let Some(condition) = blank() {
            drafts.update(|drafts| drafts.push(Draft::new(number(), condition)));
        }
    };
    view! {
        <div class="filter-panel">
            <Show when=move || { drafts.read().len() > 1 }>
                <label class="row">
                    <span class="muted">{w::records_match()}</span>
                    <select class="input" on:change=move |event| any.set(event_target_value(&event) == "any")>
                        <option value="all" selected=move || !any.get()>{w::all_of()}</option>
                        <option value="any" selected=move || any.get()>{w::any_of()}</option>
                    </select>
                </label>
            </Show>
            <For each=move || drafts.get() key=|draft| draft.id children=move |draft| view! { <ConditionLine list draft drafts /> } />
            <div class="row">
                <button type="button" class="button" on:click=add><Icon name="plus" /><span>{w::add_condition()}</span></button>
                <button type="button" class="button" data-quiet="true" on:click=move |_| drafts.set(Vec::new())>{w::clear()}</button>
            </div>
        </div>
    }
}

#[component]
fn ConditionLine(list: ListState, draft: Draft, drafts: RwSignal<Vec<Draft>>) -> impl IntoView {
    let spec =
        Memo::new(move |_| list.specs.with(|specs| specs.iter().find(|spec| spec.key == draft.field.get()).cloned()));
    let choose_field = move |event| {
        let wanted = Key::new(&event_target_value(&event));
        let tests = list.specs.with_untracked(|specs| {
            specs.iter().find(|spec| spec.key == wanted).map(|spec| Test::for_type(&spec.type_))
        });
        draft.field.set(wanted);
        draft.value.set(String::new());
        draft.test.set(tests.map_or(Test::Is, |tests| tests[0]));
    };
    let field_options = move || {
        let option = |spec: FieldSpec| {
            let key = spec.key;
            view! { <option value=key.as_str() selected=move || draft.field.get() == key>{fields::name(&spec)}</option> }
        };
        list.specs.get().into_iter().map(option).collect_view()
    };
    let tests = move || spec.with(|spec| spec.as_ref().map_or(&[][..], |spec| Test::for_type(&spec.type_)));
    let choose_test = move |event| {
        let wanted = event_target_value(&event);
        if let Some(test) = tests().iter().find(|test| test_code(**test) == wanted) {
            draft.test.set(*test);
        }
    };
    let test_options = move || {
        let option = |test: &Test| {
            let test = *test;
            view! { <option value=test_code(test) selected=move || draft.test.get() == test>{test_word(test, spec.read().as_ref())}</option> }
        };
        tests().iter().map(option).collect_view()
    };
    view! {
        <div class="filter-line" role="group" aria-label=w::condition()>
            <select class="input" aria-label=w::field() on:change=choose_field>{field_options}</select>
            <select class="input" aria-label=w::test() on:change=choose_test>{test_options}</select>
            {move || {
                let (spec, test) = (spec.get(), draft.test.get());
                spec.filter(|_| test.needs_value()).map(|spec| view! { <ConditionValue kind=list.kind spec test value=draft.value /> })
            }}
            <button
                type="button"
                class="icon-button"
                aria-label=w::remove_condition()
                on:click=move |_| drafts.update(|drafts| drafts.retain(|known| known.id != draft.id))
            >
                <Icon name="x" />
            </button>
        </div>
    }
}

#[component]
pub fn Chips(list: ListState) -> impl IntoView {
    let wanted = Memo::new(move |_| !list.rule.with(Rule::is_empty));
    move || wanted.get().then(|| parts::piece(&parts::CHIPS, list))
}

/// The filters that are on, each with its way out.
#[component]
pub(crate) fn ChipLine(list: ListState) -> impl IntoView {
    let chip = move |text: String, remove: Option<Rule>| {
        let label = w::remove_filter(&text);
        view! {
            <span class="chip" data-tone="accent">
                {text}
                <button type="button" class="chip-remove" aria-label=label on:click=move |_| list.set_rule(&remove.clone().unwrap_or_default())>
                    <Icon name="x" />
                </button>
            </span>
        }
    };
    let chips = move || {
        let rule = list.rule.get();
        let Some((any, conditions)) = flat(&rule) else {
            return vec![chip(w::custom_rule().to_owned(), None).into_any()];
        };
        let mut shown = Vec::new();
        for (index, condition) in conditions.iter().enumerate() {
            if any && index > 0 {
                shown.push(view! { <span class="muted">{w::or()}</span> }.into_any());
            }
            let mut rest = conditions.clone();
            rest.remove(index);
            shown.push(chip(condition_text(list, condition), Some(rule_of(any, rest))).into_any());
        }
        shown
    };
    view! {
        <div class="list-chips">
            {chips}
            <button type="button" class="link" on:click=move |_| list.set_rule(&Rule::default())>{w::clear()}</button>
        </div>
    }
}

fn condition_text(list: ListState, condition: &Condition) -> String {
    let spec = list.specs.with(|specs| specs.iter().find(|spec| spec.key == condition.field).cloned());
    let Some(spec) = spec else { return w::gone_field().to_owned() };
    let value = value_text(list.data, &spec, condition);
    [fields::name(&spec).as_str(), test_word(condition.test, Some(&spec)), value.as_str()]
        .join(" ")
        .trim_end()
        .to_owned()
}

fn test_code(test: Test) -> &'static str {
    match test {
        Test::Is => "is",
        Test::IsNot => "is_not",
        Test::Contains => "contains",
        Test::NotContains => "not_contains",
        Test::StartsWith => "starts_with",
        Test::AtLeast => "at_least",
        Test::AtMost => "at_most",
        Test::Before => "before",
        Test::After => "after",
        Test::InLastDays => "in_last_days",
        Test::NotInLastDays => "not_in_last_days",
        Test::Empty => "empty",
        Test::NotEmpty => "not_empty",
        Test::Yes => "yes",
        Test::No => "no",
    }
}

fn test_word(test: Test, spec: Option<&FieldSpec>) -> &'static str {
    let tags = spec.is_some_and(|spec| matches!(spec.type_, domain::FieldType::Tags | domain::FieldType::Choices(_)));
    match test {
        Test::Is if tags => w::test_has(),
        Test::IsNot if tags => w::test_has_not(),
        Test::Is => w::test_is(),
        Test::IsNot => w::test_is_not(),
        Test::Contains => w::test_contains(),
        Test::NotContains => w::test_not_contains(),
        Test::StartsWith => w::test_starts_with(),
        Test::AtLeast => w::test_at_least(),
        Test::AtMost => w::test_at_most(),
        Test::Before => w::test_before(),
        Test::After => w::test_after(),
        Test::InLastDays => w::test_in_last_days(),
        Test::NotInLastDays => w::test_not_in_last_days(),
        Test::Empty => w::test_empty(),
        Test::NotEmpty => w::test_not_empty(),
        Test::Yes => common::yes(),
        Test::No => common::no(),
    }
}
