//! Field keys, interned so that a record compares and stores them as four bytes.
//!
//! Built-in keys are constants in [`keys`]; custom fields and scores make theirs at run time. The names are
//! what is stored: an index never leaves the process.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{
    fmt,
    sync::{LazyLock, RwLock},
};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u32);

struct Interner {
    names: Vec<&'static str>,
    index: FxHashMap<&'static str, u32>,
}

static INTERNER: LazyLock<RwLock<Interner>> = LazyLock::new(|| {
    let names = keys::ALL.to_vec();
    let index = names.iter().enumerate().map(|(i, name)| (*name, i as u32)).collect();
    RwLock::new(Interner { names, index })
});

impl Key {
    /// The key of this name. A name seen for the first time is kept for the life of the process.
    pub fn new(name: &str) -> Self {
        let read = INTERNER.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(&i) = read.index.get(name) {
            return Self(i);
        }
        drop(read);
        let mut write = INTERNER.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(&i) = write.index.get(name) {
            return Self(i);
        }
        let name: &'static str = Box::leak(name.into());
        let i = write.names.len() as u32;
        write.names.push(name);
        write.index.insert(name, i);
        Self(i)
    }

    pub fn as_str(self) -> &'static str {
        let read = INTERNER.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        read.names[self.0 as usize]
    }

    pub fn custom(field: crate::Id) -> Self {
        Self::new(&format!("custom:{field}"))
    }
    pub fn score(model: crate::Id) -> Self {
        Self::new(&format!("score:{model}"))
    }
    /// Where the reasons behind a score are kept.
    pub fn why(model: crate::Id) -> Self {
        Self::new(&format!("why:{model}"))
    }
    /// A column of a file that is analysed: no field of any record.
    pub fn column(header: &str) -> Self {
        Self::new(&format!("column:{header}"))
    }
    /// The header of a column of a file.
    pub fn header(self) -> Option<&'static str> {
        self.as_str().strip_prefix("column:")
    }
    /// The custom field definition this key belongs to.
    pub fn custom_field(self) -> Option<crate::Id> {
        self.as_str().strip_prefix("custom:")?.parse().ok()
    }
    pub fn score_model(self) -> Option<crate::Id> {
        self.as_str().strip_prefix("score:")?.parse().ok()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Key;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field key")
            }
            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Key, E> {
                Ok(Key::new(name))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

macro_rules! keys {
    ($($constant:ident $name:literal,)*) => {
        /// The built-in keys.
        pub mod keys {
            use super::Key;
            #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "counts the constants")]
            #[repr(u32)]
            enum Index { $($constant,)* }
            $(pub const $constant: Key = Key(Index::$constant as u32);)*
            pub const ALL: &[&str] = &[$($name,)*];
        }
    };
}

keys! {
    CREATED_AT "created_at",
    CHANGED_AT "changed_at",
    TRASHED_AT "trashed_at",
    VERSIONS "versions",
    DELETED "deleted",
    EXTERNAL_ID "external_id",
    IMPORTED_BY "imported_by",
    NAME "name",
    FIRST_NAME "first_name",
    LAST_NAME "last_name",
    EMAILS "emails",
    PHONES "phones",
    COMPANY "company",
    JOB_TITLE "job_title",
    LIFECYCLE "lifecycle",
    SOURCE "source",
    TAGS "tags",
    BIRTHDAY "birthday",
    ADDRESS "address",
    WEBSITE "website",
    LANGUAGE "language",
    NOTES "notes",
    DOMAIN "domain",
    INDUSTRY "industry",
    SIZE "size",
    TAX_ID "tax_id",
    NUMBER "number",
    ORDERED_ON "ordered_on",
    CONTACT "contact",
    TOTAL "total",
    LINES "lines",
    STATUS "status",
    CHANNEL "channel",
    DISCOUNT_CODE "discount_code",
    TYPE "type",
    TEXT "text",
    HAPPENED_AT "happened_at",
    TITLE "title",
    DUE_ON "due_on",
    PRIORITY "priority",
    DONE_AT "done_at",
    COLOUR "colour",
    LABEL "label",
    ON_KIND "on_kind",
    CHOICES "choices",
    POSITION "position",
    DECIMALS "decimals",
    RETIRED_AT "retired_at",
    RULE "rule",
    COLUMNS "columns",
    SORT "sort",
    SPEC "spec",
    RESULT "result",
    TRAINED_AT "trained_at",
    BUSINESS_KIND "business_kind",
    HIDDEN_PAGES "hidden_pages",
    RENAMED "renamed",
    CURRENCY "currency",
    SAMPLE "sample",
    ORDER_COUNT "order_count",
    ORDER_SUM "order_sum",
    ORDER_AVERAGE "order_average",
    FIRST_ORDER_ON "first_order_on",
    LAST_ORDER_ON "last_order_on",
    CONTACT_COUNT "contact_count",
    OPEN_TASKS "open_tasks",
    DEAL "deal",
    PIPELINE "pipeline",
    STAGE "stage",
    VALUE "value",
    EXPECTED_CLOSE "expected_close",
    CLOSED_ON "closed_on",
    DAYS_TO_CLOSE "days_to_close",
    WON "won",
    ORDERS_AGAIN "orders_again",
    LEAVES "leaves",
    CONVERTS "converts",
    PROBABILITY "probability",
    LOST_REASON "lost_reason",
    SOURCE_IDS "source_ids",
    AWAITED "awaited",
    MERGED_INTO "merged_into",
    MERGE_UNDO "merge_undo",
    DISTINCT_FROM "distinct_from",
    COLLECT "collect",
    LEADS "leads",
    DIRECTION "direction",
    REPLIES "replies",
    SENT_BEFORE "sent_before",
    RECEIVED_BEFORE "received_before",
    SILENT_BEFORE "silent_before",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_and_names_agree() {
        assert_eq!(keys::CREATED_AT.as_str(), "created_at");
        assert_eq!(keys::OPEN_TASKS.as_str(), "open_tasks");
        for name in keys::ALL {
            assert_eq!(Key::new(name).as_str(), *name);
        }
        let id = crate::Id(7);
        assert_eq!(Key::custom(id).custom_field(), Some(id));
        assert_eq!(Key::custom(id), Key::custom(id));
        assert_eq!(keys::NAME.custom_field(), None);
    }
}
