use crate::{Kind, field::*, keys};

pub const TYPES: &[&str] = &[NOTE, "call", "email", "meeting", "message", "visit"];
pub const NOTE: &str = "note";
/// Of what passes between two: who it came from. A note has none.
pub const DIRECTIONS: &[&str] = &[RECEIVED, SENT];
pub const RECEIVED: &str = "received";
pub const SENT: &str = "sent";

/// Whether an activity of this type goes one way.
pub fn has_direction(type_: &str) -> bool {
    ["call", "email", "message"].contains(&type_)
}

pub const FIELDS: &[Field] = &[
    row(keys::TYPE, Type::Choice(TYPES), Group::Main, SHOWN),
    row(keys::TEXT, Type::LongText, Group::Main, SHOWN | SEARCHED),
    row(keys::HAPPENED_AT, Type::Instant, Group::Main, SHOWN),
    row(keys::CONTACT, Type::Ref(Kind::Contact), Group::Main, SHOWN),
    row(keys::COMPANY, Type::Ref(Kind::Company), Group::Main, 0),
    row(keys::DEAL, Type::Ref(Kind::Deal), Group::Main, 0),
    row(keys::DIRECTION, Type::Choice(DIRECTIONS), Group::Main, SHOWN),
    SOURCE_IDS,
    AWAITED,
    CREATED_AT,
    CHANGED_AT,
    TRASHED_AT,
    VERSIONS,
    SAMPLE,
];
