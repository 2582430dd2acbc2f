//! How our own tables say which record each row is, and how several values stand in one of their cells, so that what
//! went out comes back as it was.

use crate::export::content_line::urn;
use domain::{Currency, Id, Key, Kind, Line, Money, keys};

/// The system of our own ids.
pub const SYSTEM: &str = "solo";

/// The header of a row's own id; its kind stands in brackets.
pub fn header(kind: Kind) -> String {
    format!("Solo CRM ID ({})", kind.code())
}

/// The header of the ids of records that a field refers to.
pub fn reference(key: Key) -> Option<&'static str> {
    match key {
        keys::CONTACT => Some("Solo CRM contact ID"),
        keys::COMPANY => Some("Solo CRM company ID"),
        _ => None,
    }
}

/// The kind of our own table that has these headers.
pub(crate) fn kind(headers: &[&str]) -> Option<Kind> {
    let told = |header: &&str| crate::mapping::KINDS.into_iter().find(|kind| self::header(*kind) == **header);
    headers.iter().find_map(told)
}

/// `0190a1b2-…`: no spreadsheet takes it for a number.
pub(crate) fn written(id: Id) -> String {
    urn(id).trim_start_matches("urn:uuid:").to_owned()
}

/// The id of a record of ours in `solo:0190a1b2-…` or, as contact cards and calendars have it, `vcard:urn:uuid:0190…`.
pub(crate) fn id(origin: &str) -> Option<Id> {
    let (system, id) = origin.split_once(':')?;
    let id = if system == SYSTEM { Some(id) } else { id.strip_prefix("urn:uuid:") };
    id?.replace('-', "").parse().ok()
}

/// The items of a list, set apart by `; `; one that has a mark of it in it stands in quotes.
pub(crate) fn list<'i>(items: impl Iterator<Item = &'i str>) -> String {
    let quoted = |item: &str| match item.contains([';', '"']) {
        true => format!("\"{}\"", item.replace('"', "\"\"")),
        false => item.to_owned(),
    };
    items.map(quoted).collect::<Vec<_>>().join("; ")
}

pub(crate) fn items(text: &str) -> Vec<String> {
    let (mut items, mut item, mut quoted) = (Vec::new(), String::new(), false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                item.push('"');
            }
            '"' => quoted = !quoted,
            ';' if !quoted => items.push(std::mem::take(&mut item)),
            c => item.push(c),
        }
    }
    items.push(item);
    let items = items.into_iter().map(|item| item.trim().to_owned());
    items.filter(|item| !item.is_empty()).collect()
}

/// An order's lines, one below the other: `2 × Tea | T1 | 10.00`, without what stands for nothing.
pub(crate) fn lines(lines: &[Line], amount: impl Fn(i64) -> String) -> String {
    let line = |line: &Line| {
        let sku = if line.sku.is_empty() { String::new() } else { format!(" | {}", escaped(&line.sku)) };
        format!("{} × {}{sku} | {}", line.quantity, escaped(&line.product), amount(line.price_minor))
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\p").replace('\n', "\\n").replace('\r', "\\r")
}

fn plain(text: &str) -> String {
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text.chars());
    while let Some(c) = rest.next() {
        plain.push(match c {
            '\\' => match rest.next() {
                Some('p') => '|',
                Some('n') => '\n',
                Some('r') => '\r',
                other => other.unwrap_or('\\'),
            },
            c => c,
        });
    }
    plain
}

/// The lines that [`lines`] wrote, and the currency of their prices; nothing where a cell is not of that form.
pub(crate) fn read_lines(cell: &str, own: Currency) -> Option<Vec<(Line, Currency)>> {
    cell.split('\n')
        .map(|text| {
            let (quantity, rest) = text.split_once(" × ")?;
            let mut parts = rest.split(" | ");
            let (product, second, third) = (parts.next()?, parts.next()?, parts.next());
            let (sku, price) = third.map_or(("", second), |price| (second, price));
            let amount = crate::cell::amount(price, false).filter(|_| parts.next().is_none())?;
            let price = Money::from_major(amount.number, amount.mark.currency(own));
            let quantity = quantity.parse().ok()?;
            Some((
                Line { product: plain(product), sku: plain(sku), quantity, price_minor: price.minor },
                price.currency,
            ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lists_come_back(given in prop::collection::vec("[a-z;\", \u{4e2d}|]{0,6}", 0..5)) {
            let given: Vec<String> = given.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect();
            prop_assert_eq!(items(&list(given.iter().map(String::as_str))), given);
        }

        #[test]
        fn lines_come_back(
            given in prop::collection::vec(("[a-z|\\\\\n;×\u{8336} ]{0,8}", "[A-Z|\\\\0-9]{0,4}", -9.5..99.0f64, -5_000..90_000i64), 1..5),
        ) {
            let given: Vec<Line> = given
                .into_iter()
                .map(|(product, sku, quantity, price_minor)| Line { product, sku, quantity, price_minor })
                .collect();
            let cell = lines(&given, |minor| format!("{:.2} EUR", minor as f64 / 100.0));
            let found = read_lines(&cell, Currency::CNY).unwrap();
            let euro = Currency::new("EUR").unwrap();
            prop_assert!(found.iter().all(|(_, currency)| *currency == euro));
            prop_assert_eq!(found.into_iter().map(|(line, _)| line).collect::<Vec<_>>(), given);
        }
    }

    #[test]
    fn lines_of_others_are_none_of_ours() {
        for cell in ["Tea", "2× Tea, 1× Cup", "2 × Tea", "2 × Tea | T1 | cheap", "a × Tea | 2", ""] {
            assert!(read_lines(cell, Currency::CNY).is_none(), "{cell}");
        }
    }
}
