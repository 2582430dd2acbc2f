use crate::{Kind, field::*, keys};

pub const STATUS: &[&str] = &["open", "paid", "shipped", "completed", CANCELLED, "refunded"];
/// Such an order counts in no figure.
pub const CANCELLED: &str = "cancelled";

pub const FIELDS: &[Field] = &[
    row(keys::NUMBER, Type::Text, Group::Main, IMPORTED | SHOWN | SEARCHED),
    row(keys::ORDERED_ON, Type::Date, Group::Main, IMPORTED | SHOWN),
    row(keys::CONTACT, Type::Ref(Kind::Contact), Group::Main, IMPORTED | SHOWN),
    row(keys::COMPANY, Type::Ref(Kind::Company), Group::Main, IMPORTED),
    row(keys::TOTAL, Type::Money, Group::Main, IMPORTED | SHOWN),
    row(keys::STATUS, Type::Choice(STATUS), Group::Main, IMPORTED | SHOWN),
    row(keys::LINES, Type::Lines, Group::Orders, IMPORTED | SHOWN | SEARCHED),
    row(keys::CHANNEL, Type::Text, Group::About, IMPORTED | SEARCHED),
    row(keys::DISCOUNT_CODE, Type::Text, Group::About, IMPORTED | SEARCHED),
    row(keys::NOTES, Type::LongText, Group::About, IMPORTED | SEARCHED),
    EXTERNAL_ID,
    SOURCE_IDS,
    AWAITED,
    CREATED_AT,
    CHANGED_AT,
    TRASHED_AT,
    VERSIONS,
    SAMPLE,
];
