use crate::{Kind, field::*, keys};

pub const PRIORITIES: &[&str] = &["low", "normal", "high"];

pub const FIELDS: &[Field] = &[
    row(keys::TITLE, Type::Text, Group::Main, SHOWN | SEARCHED),
    row(keys::DUE_ON, Type::Date, Group::Main, SHOWN),
    row(keys::PRIORITY, Type::Choice(PRIORITIES), Group::Main, SHOWN),
    row(keys::CONTACT, Type::Ref(Kind::Contact), Group::Main, SHOWN),
    row(keys::COMPANY, Type::Ref(Kind::Company), Group::Main, 0),
    row(keys::DEAL, Type::Ref(Kind::Deal), Group::Main, 0),
    row(keys::NOTES, Type::LongText, Group::About, SEARCHED),
    row(keys::DONE_AT, Type::Instant, Group::System, SHOWN | DERIVED),
    CREATED_AT,
    CHANGED_AT,
    TRASHED_AT,
    VERSIONS,
    SOURCE_IDS,
    SAMPLE,
];
