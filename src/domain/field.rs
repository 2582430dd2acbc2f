//! What fields a record kind has. One row in a `FIELDS` table gives a field its place in forms, columns,
//! search, filters, import and export; all of them read [`FieldSpec`]s.

use crate::{
    Id, Key, Kind, activity, company, contact, custom, deal, deletion, lead, model, order, profile, tag, task, view,
};
use serde::{Deserialize, Serialize};

/// A row of a noun's `FIELDS` table.
pub struct Field {
    pub key: Key,
    pub type_: Type,
    pub group: Group,
    pub uses: u8,
}

/// Shown as a column unless the user chooses otherwise.
pub const SHOWN: u8 = 1;
/// Found by the search box.
pub const SEARCHED: u8 = 2;
/// May be the target of an imported column.
pub const IMPORTED: u8 = 4;
/// Computed, not stored: no form field.
pub const DERIVED: u8 = 8;
/// Kept by the product itself: neither form nor filter shows it.
pub const INTERNAL: u8 = 16;

/// [`FieldType`] as a constant.
#[derive(Clone, Copy)]
pub enum Type {
    Text,
    LongText,
    Number,
    Percent,
    Money,
    Date,
    Instant,
    YesNo,
    Choice(&'static [&'static str]),
    Tags,
    Emails,
    Phones,
    Link,
    Address,
    Ref(Kind),
    Lines,
    Json,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldType {
    Text,
    LongText,
    Number,
    /// A chance between 0 and 1, shown as per cent.
    Percent,
    Money,
    Date,
    Instant,
    YesNo,
    /// One of a list; codes for built-in fields, the owner's words for custom ones.
    Choice(Vec<String>),
    Choices(Vec<String>),
    /// Any words; suggestions come from the records.
    Tags,
    Emails,
    Phones,
    Link,
    Address,
    Ref(Kind),
    Lines,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Group {
    Main,
    Reach,
    About,
    Orders,
    Custom,
    Scores,
    System,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldName {
    /// The app's catalogue has the word for it.
    BuiltIn(Key),
    /// The owner's own word.
    Own(String),
    /// The chance that a model gives: the model's name.
    Score(Id, String),
}

/// A field of a kind, built in or made by the owner.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldSpec {
    pub key: Key,
    pub type_: FieldType,
    pub name: FieldName,
    pub group: Group,
    uses: u8,
}

impl FieldSpec {
    pub fn new(key: Key, type_: FieldType, name: FieldName, group: Group, uses: u8) -> Self {
        Self { key, type_, name, group, uses }
    }
    pub fn built_in(kind: Kind) -> Vec<FieldSpec> {
        table(kind)
            .iter()
            .map(|row| FieldSpec::new(row.key, row.type_.into(), FieldName::BuiltIn(row.key), row.group, row.uses))
            .collect()
    }
    pub fn searched(kind: Kind, key: Key) -> bool {
        match table(kind).iter().find(|row| row.key == key) {
            Some(row) => row.uses & SEARCHED != 0,
            None => key.custom_field().is_some(),
        }
    }
    pub fn shown(&self) -> bool {
        self.uses & SHOWN != 0
    }
    pub fn imported(&self) -> bool {
        self.uses & IMPORTED != 0
    }
    pub fn derived(&self) -> bool {
        self.uses & DERIVED != 0
    }
    /// Whether the user may type into it.
    pub fn editable(&self) -> bool {
        self.uses & (DERIVED | INTERNAL) == 0 && self.group != Group::Scores && self.group != Group::System
    }
    /// Whether lists offer it as a column and filters as a condition.
    pub fn listed(&self) -> bool {
        self.uses & INTERNAL == 0 && self.type_ != FieldType::Json
    }
}

/// The `FIELDS` of a kind.
pub fn table(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Contact => contact::FIELDS,
        Kind::Company => company::FIELDS,
        Kind::Order => order::FIELDS,
        Kind::Activity => activity::FIELDS,
        Kind::Task => task::FIELDS,
        Kind::Tag => tag::FIELDS,
        Kind::Field => custom::FIELDS,
        Kind::View => view::FIELDS,
        Kind::Model => model::FIELDS,
        Kind::Profile => profile::FIELDS,
        Kind::Deal => deal::FIELDS,
        Kind::Deletion => deletion::FIELDS,
        Kind::Lead => lead::FIELDS,
    }
}

impl From<Type> for FieldType {
    fn from(type_: Type) -> Self {
        match type_ {
            Type::Text => FieldType::Text,
            Type::LongText => FieldType::LongText,
            Type::Number => FieldType::Number,
            Type::Percent => FieldType::Percent,
            Type::Money => FieldType::Money,
            Type::Date => FieldType::Date,
            Type::Instant => FieldType::Instant,
            Type::YesNo => FieldType::YesNo,
            Type::Choice(codes) => FieldType::Choice(codes.iter().map(|code| (*code).to_owned()).collect()),
            Type::Tags => FieldType::Tags,
            Type::Emails => FieldType::Emails,
            Type::Phones => FieldType::Phones,
            Type::Link => FieldType::Link,
            Type::Address => FieldType::Address,
            Type::Ref(kind) => FieldType::Ref(kind),
            Type::Lines => FieldType::Lines,
            Type::Json => FieldType::Json,
        }
    }
}

/// A row of a `FIELDS` table.
pub const fn row(key: Key, type_: Type, group: Group, uses: u8) -> Field {
    Field { key, type_, group, uses }
}

/// What every record has; each table ends with these.
pub const CREATED_AT: Field = row(crate::keys::CREATED_AT, Type::Instant, Group::System, DERIVED);
pub const CHANGED_AT: Field = row(crate::keys::CHANGED_AT, Type::Instant, Group::System, DERIVED);
pub const TRASHED_AT: Field = row(crate::keys::TRASHED_AT, Type::Instant, Group::System, INTERNAL);
/// Which device changed a field last: see [`crate::version`].
pub const VERSIONS: Field = row(crate::keys::VERSIONS, Type::Text, Group::System, INTERNAL);
/// The number or code a record has elsewhere, as a file told it.
pub const EXTERNAL_ID: Field = row(crate::keys::EXTERNAL_ID, Type::Text, Group::System, IMPORTED | SEARCHED);
/// `system:id` of each system the record came from (`hubspot:501`), or `row:hash` where a file names no ids: makes
/// imports repeatable.
pub const SOURCE_IDS: Field = row(crate::keys::SOURCE_IDS, Type::Tags, Group::System, INTERNAL);
/// `field system:id` of records that have not been imported yet (`company hubspot:77`); joined when they come.
pub const AWAITED: Field = row(crate::keys::AWAITED, Type::Tags, Group::System, INTERNAL);
/// Marks records of the sample business, so that they can leave in one act.
pub const SAMPLE: Field = row(crate::keys::SAMPLE, Type::Text, Group::System, INTERNAL);

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn tables_are_sound() {
        for kind in Kind::ALL {
            let keys: Vec<_> = table(kind).iter().map(|row| row.key).collect();
            assert_eq!(keys.len(), keys.iter().collect::<HashSet<_>>().len(), "{kind:?} names a field twice");
            for needed in
                [crate::keys::CREATED_AT, crate::keys::CHANGED_AT, crate::keys::TRASHED_AT, crate::keys::VERSIONS]
            {
                assert!(keys.contains(&needed), "{kind:?} lacks {needed}");
            }
        }
    }

    /// Fields may be added; a field that was ever stored keeps its name and type for ever.
    #[test]
    fn schema_is_additive_only() {
        let now: Vec<String> = Kind::ALL
            .into_iter()
            .flat_map(|kind| table(kind).iter().map(move |row| (kind, row)))
            .filter(|(_, row)| {
                row.key == crate::keys::CREATED_AT || row.key == crate::keys::CHANGED_AT || row.uses & DERIVED == 0
            })
            .map(|(kind, row)| format!("{}.{} {}", kind.code(), row.key, type_code(row.type_)))
            .collect();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema.txt");
        let known = std::fs::read_to_string(path).unwrap_or_default();
        for line in known.lines() {
            assert!(now.iter().any(|field| field == line), "`{line}` was stored once and must stay as it is");
        }
        let added: Vec<_> = now.iter().filter(|field| !known.lines().any(|line| line == field.as_str())).collect();
        assert!(added.is_empty(), "new stored fields: append them to src/domain/schema.txt: {added:#?}");
    }

    fn type_code(type_: Type) -> String {
        match type_ {
            Type::Choice(_) => "choice".to_owned(),
            Type::Ref(kind) => format!("ref:{}", kind.code()),
            other => format!("{:?}", FieldType::from(other)).to_lowercase(),
        }
    }
}
