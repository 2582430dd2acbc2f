use crate::{Currency, Kind, Line, Money, Record, field::*, keys};

pub const STATUS: &[&str] = &["open", "paid", "shipped", "completed", "cancelled", "refunded"];

/// Whether an order counts in figures: not one that was cancelled or paid back whole. One paid back in part keeps
/// another status and has the smaller total.
pub fn sold(order: &Record) -> bool {
    !["cancelled", "refunded"].contains(&order.text(keys::STATUS))
}

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

/// The total of an order whose items change. What lay between the items and the total before (shipping, a
/// discount) stays, never below zero. A total that stood without items, or is left without them, is kept; an
/// order without a total gets the sum of its items.
pub fn total_after(total: Option<Money>, before: &[Line], after: &[Line], currency: Currency) -> Option<Money> {
    let sum = |lines: &[Line]| lines.iter().fold(0i64, |sum, line| sum.saturating_add(line.amount_minor()));
    match total {
        Some(total) if before.is_empty() || after.is_empty() => Some(total),
        Some(total) => {
            let minor = total.minor.saturating_sub(sum(before)).saturating_add(sum(after));
            Some(Money { minor: minor.max(total.minor.min(0)), ..total })
        }
        None => (!after.is_empty()).then(|| Money { minor: sum(after), currency }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(quantity: f64, price_minor: i64) -> Line {
        Line { product: "Tea".into(), sku: String::new(), quantity, price_minor }
    }

    #[test]
    fn shipping_and_discounts_survive_a_change_of_items() {
        let euro = |minor| Money { minor, currency: Currency::new("EUR").expect("a currency") };
        let before = [line(2.0, 1_000)];
        type Case<'c> = (Option<Money>, &'c [Line], &'c [Line], Option<i64>);
        let cases: [Case; 8] = [
            (Some(euro(2_000)), &before, &[line(3.0, 1_000)], Some(3_000)),
            (Some(euro(2_490)), &before, &[line(3.0, 1_000)], Some(3_490)),
            (Some(euro(1_800)), &before, &[line(1.0, 1_000)], Some(800)),
            (Some(euro(1_800)), &before, &[line(1.0, 100)], Some(0)),
            (Some(euro(1_800)), &before, &[], Some(1_800)),
            (None, &[], &[line(1.5, 333)], Some(500)),
            (None, &[], &[], None),
            (Some(euro(5_000)), &[], &before, Some(5_000)),
        ];
        for (total, before, after, wanted) in cases {
            let got = total_after(total, before, after, Currency::USD);
            assert_eq!(got.map(|money| money.minor), wanted, "{total:?} {before:?} {after:?}");
        }
        assert_eq!(total_after(None, &[], &before, Currency::CNY).map(|money| money.currency), Some(Currency::CNY));
    }
}
