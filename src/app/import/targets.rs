use crate::{
    fields,
    words::{fields as f, import as w},
};
use domain::{
    Book, FieldSpec, FieldType, Kind, custom,
    import::{AddressPart, Column, LinePart, Target},
    keys,
};

/// Targets that stand together in the list.
pub(super) struct Group {
    /// Empty where they stand outside any group.
    pub name: String,
    pub choices: Vec<Choice>,
}

pub(super) struct Choice {
    pub code: String,
    pub target: Target,
    pub name: String,
}

/// Whether both mean the same place; a new field stays the same when its type changes.
pub(super) fn same(a: &Target, b: &Target) -> bool {
    matches!((a, b), (Target::NewField(..), Target::NewField(..))) || a == b
}

/// Everything a column of this kind may become.
pub(super) fn groups(book: &Book, kind: Kind, column: &Column) -> Vec<Group> {
    let mut all: Vec<(String, Vec<(Target, String)>)> = vec![(String::new(), first(column))];
    for spec in book.fields(kind).into_iter().filter(FieldSpec::imported) {
        for (group, target, name) in of_field(kind, &spec) {
            match all.iter_mut().find(|(known, _)| *known == group) {
                Some((_, targets)) => targets.push((target, name)),
                None => all.push((group, vec![(target, name)])),
            }
        }
    }
    if kind == Kind::Order {
        let amounts = [(Target::Currency, f::currency()), (Target::Refunded, w::refunded_amount())];
        all.push((w::amounts().to_owned(), amounts.map(|(target, name)| (target, name.to_owned())).into()));
    }
    let parts = [
        (AddressPart::Street, f::street()),
        (AddressPart::City, f::city()),
        (AddressPart::Region, f::region()),
        (AddressPart::PostalCode, f::postal_code()),
        (AddressPart::Country, f::country()),
    ];
    all.push((
        w::address_parts().to_owned(),
        parts.map(|(part, name)| (Target::AddressPart(part), name.to_owned())).into(),
    ));
    let group = |(group, (name, targets)): (usize, (String, Vec<(Target, String)>))| {
        let choice = |(at, (target, name))| Choice { code: format!("{group}.{at}"), target, name };
        Group { name, choices: targets.into_iter().enumerate().map(choice).collect() }
    };
    all.into_iter().enumerate().map(group).collect()
}

/// What stands outside the groups: leave it out, make a new field, or what only this column can be.
fn first(column: &Column) -> Vec<(Target, String)> {
    let new = match &column.suggestion {
        Target::NewField(label, type_) => (Target::NewField(label.clone(), type_.clone()), w::new_field(label)),
        _ => {
            let type_ = match &column.type_ {
                FieldType::Choice(_) | FieldType::Choices(_) => column.type_.clone(),
                other => custom::type_from(custom::type_code(other), &[]),
            };
            (Target::NewField(column.header.clone(), type_), w::new_field(&column.header))
        }
    };
    let label = match &column.suggestion {
        Target::LabelOf(key) => Some((column.suggestion.clone(), w::label_of(f::built_in(*key)))),
        Target::SourceId | Target::OtherId => Some((column.suggestion.clone(), w::source_id().to_owned())),
        Target::Related(kind) => {
            let of = kind.map_or(w::any_record(), f::kind_one);
            Some((column.suggestion.clone(), w::related_id(of)))
        }
        _ => None,
    };
    [(Target::Skip, w::skip_column().to_owned()), new].into_iter().chain(label).collect()
}

/// The ways a column can fill a field, each with its group.
fn of_field(kind: Kind, spec: &FieldSpec) -> Vec<(String, Target, String)> {
    let group = f::group(spec.group).to_owned();
    match (&spec.type_, spec.key) {
        (FieldType::Address, _) => Vec::new(),
        (FieldType::Lines, _) => {
            let parts = [
                (LinePart::Product, f::product()),
                (LinePart::Sku, f::sku()),
                (LinePart::Quantity, f::quantity()),
                (LinePart::Price, f::price()),
            ];
            parts.map(|(part, name)| (w::items().to_owned(), Target::LinePart(part), w::item(name))).into()
        }
        (_, keys::NAME) if kind == Kind::Contact => vec![(group, Target::FullName, w::full_name().to_owned())],
        (_, keys::CONTACT) => {
            let ways = [
                (keys::NAME, w::customer_name()),
                (keys::EMAILS, w::customer_email()),
                (keys::PHONES, w::customer_phone()),
                (keys::TAGS, w::customer_tags()),
                (keys::EXTERNAL_ID, w::customer_id()),
            ];
            ways.map(|(key, name)| (w::customer().to_owned(), Target::Customer(key), name.to_owned())).into()
        }
        _ => vec![(group, Target::Field(spec.key), fields::name(spec))],
    }
}
