//! What an entry changed, field by field.

use crate::{data::name_of, fields, routes::PageId, ui::Icon, words};
use domain::{Book, Edit, FieldName, FieldSpec, FieldType, Group, Id, Key, Kind, Record, Value, contact, custom, keys};
use leptos::prelude::*;
use words::history as w;

/// Changes shown of one entry.
pub const SHOWN: usize = 50;

/// One field's change in words.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeLine {
    pub record: String,
    pub field: String,
    /// None where the record was created with it.
    pub before: Option<String>,
    pub after: String,
}

/// The first of these changes, and how many more there are.
pub fn lines(book: &Book, edits: &[Edit], most: usize) -> (Vec<ChangeLine>, usize) {
    let worth_showing = |edit: &Edit, key: Key| {
        let technical = edit.kind == Kind::Deletion
            || key == keys::CHANGED_AT
            || key == keys::VERSIONS
            || key == keys::CREATED_AT
            || key == keys::SAMPLE
            || key == keys::SOURCE_IDS
            || key == keys::MERGE_UNDO
            || key == keys::DISTINCT_FROM
            || key.as_str().starts_with("why:");
        let purges = edit.deletes();
        !(technical
            || purges && key == keys::TRASHED_AT
            || edit.kind == Kind::Field && matches!(key, keys::ON_KIND | keys::POSITION) && edit.creates())
    };
    let all = edits.iter().flat_map(|edit| {
        edit.fields.iter().filter(move |field| worth_showing(edit, field.key)).map(move |field| (edit, field))
    });
    let count = all.clone().count();
    let lines: Vec<_> = all
        .take(most)
        .map(|(edit, field)| ChangeLine {
            record: record_name(book, edit.kind, edit.id, Some(edit)),
            field: field_name(book, edit.kind, field.key),
            before: (!edit.creates()).then(|| value_text(book, edit.kind, field.key, field.before.as_ref())),
            after: value_text(book, edit.kind, field.key, field.after.as_ref()),
        })
        .collect();
    let hidden = count - lines.len();
    (lines, hidden)
}

/// A record's name, also of one that is gone: then as the change tells it.
pub fn record_name(book: &Book, kind: Kind, id: Id, edit: Option<&Edit>) -> String {
    let known = name_of(book, kind, id);
    if !known.is_empty() {
        return known;
    }
    let told = edit.map(|edit| {
        let values = edit
            .fields
            .iter()
            .filter_map(|field| Some((field.key, field.after.clone().or_else(|| field.before.clone())?)));
        Record::from_values(kind, id, values.collect())
    });
    let name = told.map(|record| match kind {
        Kind::Contact => contact::name(&record).into_owned(),
        Kind::Order => record.text(keys::NUMBER).to_owned(),
        Kind::Task | Kind::Deal => record.text(keys::TITLE).to_owned(),
        Kind::Activity => record.text(keys::TEXT).to_owned(),
        Kind::Field => record.text(keys::LABEL).to_owned(),
        _ => record.text(keys::NAME).to_owned(),
    });
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| fields::kind_one(book, kind))
}

/// A field's name, also of a retired or deleted custom field.
pub fn field_name(book: &Book, kind: Kind, key: Key) -> String {
    match spec(book, kind, key) {
        Some(FieldSpec { name: FieldName::BuiltIn(_), .. }) => w::field(kind, key).to_owned(),
        Some(spec) => fields::name(&spec),
        None if key.custom_field().is_some() || key.score_model().is_some() => w::deleted_field().to_owned(),
        None => w::field(kind, key).to_owned(),
    }
}

fn spec(book: &Book, kind: Kind, key: Key) -> Option<FieldSpec> {
    book.field(kind, key).or_else(|| {
        let definition = book.get(Kind::Field, key.custom_field()?)?;
        let name = FieldName::Own(definition.text(keys::LABEL).to_owned());
        Some(FieldSpec::new(key, custom::type_of(definition), name, Group::Custom, 0))
    })
}

fn value_text(book: &Book, kind: Kind, key: Key, value: Option<&Value>) -> String {
    let Some(value) = value else { return w::empty_value().to_owned() };
    let text = match (kind, key, value) {
        (_, _, Value::Json(_)) => w::settings_value().to_owned(),
        (Kind::Field, keys::TYPE, Value::Choice(code)) => words::fields::type_name(code).to_owned(),
        (Kind::Profile, keys::BUSINESS_KIND, Value::Choice(code)) => words::start::business(code).0.to_owned(),
        (_, keys::ON_KIND, Value::Text(code)) => {
            Kind::from_code(code).map(|kind| fields::kind_many(book, kind)).unwrap_or_default()
        }
        (_, keys::HIDDEN_PAGES, Value::Choices(codes)) => {
            let hidden = PageId::ALL.into_iter().filter(|page| codes.iter().any(|code| code == page.code()));
            hidden.map(|page| page.name(book)).collect::<Vec<_>>().join(words::common::between())
        }
        _ => {
            let plain = || FieldSpec::new(key, FieldType::Text, FieldName::BuiltIn(key), Group::System, 0);
            fields::text(book, &spec(book, kind, key).unwrap_or_else(plain), value)
        }
    };
    if text.is_empty() { w::empty_value().to_owned() } else { text }
}

/// Changes by record, old and new side by side.
#[component]
pub fn ChangeList(lines: Vec<ChangeLine>, hidden: usize) -> impl IntoView {
    let mut last = None;
    let lines = lines
        .into_iter()
        .map(|line| {
            let first = last.replace(line.record.clone()).as_ref() != Some(&line.record);
            view! {
                {first.then(|| view! { <dt class="history-record">{line.record}</dt> })}
                <dd>
                    <span class="muted">{line.field}</span>
                    <span class="history-values">
                        {line.before.map(|before| view! { <del>{before}</del><Icon name="arrow-right" /> })}
                        <ins>{line.after}</ins>
                    </span>
                </dd>
            }
        })
        .collect_view();
    view! {
        <dl class="history-changes">{lines}</dl>
        {(hidden > 0).then(|| view! { <p class="muted history-changes">{w::more_changes(hidden)}</p> })}
    }
}
