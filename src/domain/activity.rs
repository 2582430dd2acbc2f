use crate::{Kind, field::*, keys};

pub const TYPES: &[&str] = &[NOTE, "call", "email", "meeting", "message", "visit"];
pub const NOTE: &str = "note";

pub const FIELDS: &[Field] = &[
    row(keys::TYPE, Type::Choice(TYPES), Group::Main, SHOWN),
    row(keys::TEXT, Type::LongText, Group::Main, SHOWN | SEARCHED),
    row(keys::HAPPENED_AT, Type::Instant, Group::Main, SHOWN),
    row(keys::CONTACT, Type::Ref(Kind::Contact), Group::Main, SHOWN),
    row(keys::COMPANY, Type::Ref(Kind::Company), Group::Main, 0),
    row(keys::DEAL, Type::Ref(Kind::Deal), Group::Main, 0),
    SOURCE_IDS,
    AWAITED,
    CREATED_AT,
    CHANGED_AT,
    TRASHED_AT,
    VERSIONS,
    SAMPLE,
];
