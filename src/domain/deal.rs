//! A chance to sell: who, how much, how far, by when.
//!
//! Pipelines and stages are the owner's words and stored as they stand. How a deal ended is not a field of its own:
//! [`outcome`] reads it from the closing day and the probability. Not here: the pipelines of a business and their order.

use crate::{Key, Kind, Record, Value, field::*, keys};

pub const FIELDS: &[Field] = &[
    row(keys::TITLE, Type::Text, Group::Main, IMPORTED | SHOWN | SEARCHED),
    row(keys::CONTACT, Type::Ref(Kind::Contact), Group::Main, IMPORTED | SHOWN),
    row(keys::COMPANY, Type::Ref(Kind::Company), Group::Main, IMPORTED | SHOWN),
    row(keys::PIPELINE, Type::Text, Group::Main, IMPORTED | SEARCHED),
    row(keys::STAGE, Type::Text, Group::Main, IMPORTED | SHOWN | SEARCHED),
    row(keys::VALUE, Type::Money, Group::Main, IMPORTED | SHOWN),
    row(keys::PROBABILITY, Type::Percent, Group::Main, IMPORTED | SHOWN),
    row(keys::EXPECTED_CLOSE, Type::Date, Group::Main, IMPORTED | SHOWN),
    row(keys::CLOSED_ON, Type::Date, Group::About, IMPORTED),
    row(keys::DAYS_TO_CLOSE, Type::Number, Group::About, DERIVED),
    row(keys::WON, Type::YesNo, Group::About, DERIVED),
    row(keys::LOST_REASON, Type::Text, Group::About, IMPORTED | SEARCHED),
    row(keys::SOURCE, Type::Text, Group::About, IMPORTED | SEARCHED),
    row(keys::TAGS, Type::Tags, Group::About, IMPORTED | SEARCHED),
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Open,
    Won,
    Lost,
}

/// Days from when it was entered to its closing day; none while it is open, or where it was entered afterwards.
pub(crate) fn days_to_close(deal: &Record) -> Option<i32> {
    let Some(Value::Instant(entered)) = deal.get(keys::CREATED_AT) else { return None };
    let days = deal.date(keys::CLOSED_ON)?.0 - i32::try_from(entered.0.div_euclid(86_400_000)).ok()?;
    (days >= 0).then_some(days)
}

/// How a deal ended. A reason for losing it, or a probability of 0, with a closing day means lost; one of 1 with a
/// closing day means won.
pub fn outcome(deal: &Record) -> Outcome {
    let closed = deal.date(keys::CLOSED_ON).is_some();
    match deal.number(keys::PROBABILITY) {
        _ if !deal.text(keys::LOST_REASON).is_empty() => Outcome::Lost,
        Some(chance) if closed && chance >= 1.0 => Outcome::Won,
        Some(chance) if closed && chance <= 0.0 => Outcome::Lost,
        _ => Outcome::Open,
    }
}

/// Whether it was won; none while it is open.
pub(crate) fn won(deal: &Record) -> Option<bool> {
    match outcome(deal) {
        Outcome::Open => None,
        ended => Some(ended == Outcome::Won),
    }
}

/// Whether a field is written down as a deal ends: it knows whether the deal was won, and how long that took.
pub fn known_at_the_end(target: Key, key: Key) -> bool {
    let ends = [keys::WON, keys::CLOSED_ON, keys::DAYS_TO_CLOSE, keys::LOST_REASON, keys::PROBABILITY];
    [keys::WON, keys::DAYS_TO_CLOSE].contains(&target) && ends.contains(&key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Date, Id, Instant};

    #[test]
    fn the_end_of_a_deal_is_read_from_its_fields() {
        let closed = (keys::CLOSED_ON, Value::Date(Date(20_000)));
        let chance = |number: f64| (keys::PROBABILITY, Value::Number(number));
        for (values, expect) in [
            (vec![], Outcome::Open),
            (vec![closed.clone()], Outcome::Open),
            (vec![chance(1.0)], Outcome::Open),
            (vec![closed.clone(), chance(1.0)], Outcome::Won),
            (vec![closed.clone(), chance(0.0)], Outcome::Lost),
            (vec![(keys::LOST_REASON, Value::text("price"))], Outcome::Lost),
        ] {
            let deal = Record::from_values(Kind::Deal, Id(1), values.clone());
            let ended = (expect != Outcome::Open).then_some(expect == Outcome::Won);
            assert_eq!((outcome(&deal), won(&deal)), (expect, ended), "{values:?}");
        }
    }

    #[test]
    fn what_ends_with_a_deal_does_not_foresee_its_end() {
        for target in [keys::WON, keys::DAYS_TO_CLOSE] {
            assert!(known_at_the_end(target, keys::LOST_REASON) && known_at_the_end(target, keys::WON));
            assert!(!known_at_the_end(target, keys::SOURCE));
        }
        assert!(!known_at_the_end(keys::VALUE, keys::WON));
    }

    #[test]
    fn a_deal_takes_the_days_from_its_entry_to_its_end() {
        let deal = |closed: i32| {
            let entered = (keys::CREATED_AT, Value::Instant(Instant(20_000 * 86_400_000 + 5)));
            let values = vec![entered, (keys::CLOSED_ON, Value::Date(Date(closed)))];
            days_to_close(&Record::from_values(Kind::Deal, Id(1), values))
        };
        assert_eq!([deal(20_012), deal(20_000), deal(19_999)], [Some(12), Some(0), None]);
        assert_eq!(days_to_close(&Record::from_values(Kind::Deal, Id(1), vec![])), None);
    }
}
