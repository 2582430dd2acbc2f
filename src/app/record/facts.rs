use super::{Open, address::AddressFact, fact::Fact, heading};
use crate::{data::use_data, fields, words::fields as w};
use domain::{FieldSpec, FieldType, Group, Kind, keys};
use leptos::prelude::*;

/// Groups in the order they stand.
const GROUPS: [Group; 5] = [Group::Main, Group::Reach, Group::About, Group::Custom, Group::Orders];

/// What is edited elsewhere on the page.
fn elsewhere(spec: &FieldSpec) -> bool {
    spec.key == keys::TAGS || matches!(spec.type_, FieldType::Lines | FieldType::Json)
}

/// The record's fields by group, each edited where it stands.
#[component]
pub fn Facts(open: Open) -> impl IntoView {
    let data = use_data();
    let groups = Memo::new(move |_| {
        let mut specs = data.watch(&[Kind::Field, Kind::Model], |book| book.fields(open.kind));
        fields::family_first(&mut specs);
        let of = |group: Group| -> Vec<FieldSpec> {
            specs.iter().filter(|spec| spec.group == group && spec.editable() && !elsewhere(spec)).cloned().collect()
        };
        GROUPS.into_iter().map(|group| (group, of(group))).filter(|(_, specs)| !specs.is_empty()).collect::<Vec<_>>()
    });
    let fact = move |spec: FieldSpec| match spec.type_ {
        FieldType::Address => view! { <AddressFact open spec /> }.into_any(),
        _ => view! { <Fact open spec /> }.into_any(),
    };
    let group = move |(group, specs): (Group, Vec<FieldSpec>)| {
        view! {
            <section class="record-section">
                {heading(open, w::group(group))}
                <dl class="facts">{specs.into_iter().map(fact).collect_view()}</dl>
            </section>
        }
    };
    move || groups.get().into_iter().map(group).collect_view()
}
