//! The one rule type: filters of a list, saved views, and later segments and automation.
//!
//! A rule is plain data; [`Rule::matches`] reads it against a record. Conditions on fields that are gone
//! match nothing, so a view never silently shows everybody. Days are those of the owner's [`Calendar`].

use crate::{Book, Date, Instant, Key, Record, Value, number, text};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rule {
    All(Vec<Rule>),
    Any(Vec<Rule>),
    Not(Box<Rule>),
    Is(Condition),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    pub field: Key,
    pub test: Test,
    /// What it is compared with: text as typed, numbers in major units, dates as `2026-05-01`, ids as hex.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    Is,
    IsNot,
    Contains,
    NotContains,
    StartsWith,
    AtLeast,
    AtMost,
    Before,
    After,
    InLastDays,
    NotInLastDays,
    Empty,
    NotEmpty,
    Yes,
    No,
}

/// The days where the owner is.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    pub today: Date,
    /// The day that an instant lies in.
    pub day_of: fn(Instant) -> Date,
}

impl Calendar {
    fn day(self, value: &Value) -> Option<Date> {
        match value {
            Value::Date(date) => Some(*date),
            Value::Instant(at) => Some((self.day_of)(*at)),
            _ => None,
        }
    }
}

impl Default for Rule {
    fn default() -> Self {
        Rule::All(Vec::new())
    }
}

impl Test {
    /// The tests that make sense for a field type, the usual one first.
    pub fn for_type(type_: &crate::FieldType) -> &'static [Test] {
        use crate::FieldType as T;
        match type_ {
            T::Text | T::LongText | T::Link | T::Emails | T::Phones | T::Address | T::Lines | T::Json => &[
                Test::Contains,
                Test::NotContains,
                Test::Is,
                Test::IsNot,
                Test::StartsWith,
                Test::NotEmpty,
                Test::Empty,
            ],
            T::Number | T::Percent | T::Money => {
                &[Test::AtLeast, Test::AtMost, Test::Is, Test::IsNot, Test::NotEmpty, Test::Empty]
            }
            T::Date | T::Instant => &[
                Test::InLastDays,
                Test::NotInLastDays,
                Test::Before,
                Test::After,
                Test::Is,
                Test::NotEmpty,
                Test::Empty,
            ],
            T::YesNo => &[Test::Yes, Test::No, Test::NotEmpty, Test::Empty],
            T::Choice(_) | T::Choices(_) | T::Tags | T::Ref(_) => &[Test::Is, Test::IsNot, Test::NotEmpty, Test::Empty],
        }
    }
    pub fn needs_value(self) -> bool {
        !matches!(self, Test::Empty | Test::NotEmpty | Test::Yes | Test::No)
    }
}

impl Rule {
    pub fn is(field: Key, test: Test, value: impl Into<String>) -> Self {
        Rule::Is(Condition { field, test, value: value.into() })
    }
    pub fn is_empty(&self) -> bool {
        matches!(self, Rule::All(rules) | Rule::Any(rules) if rules.is_empty())
    }
    pub fn matches(&self, book: &Book, record: &Record, calendar: Calendar) -> bool {
        match self {
            Rule::All(rules) => rules.iter().all(|rule| rule.matches(book, record, calendar)),
            Rule::Any(rules) => rules.is_empty() || rules.iter().any(|rule| rule.matches(book, record, calendar)),
            Rule::Not(rule) => !rule.matches(book, record, calendar),
            Rule::Is(condition) => condition.matches(book, record, calendar),
        }
    }
    /// Every field the rule reads.
    pub fn fields(&self) -> Vec<Key> {
        match self {
            Rule::All(rules) | Rule::Any(rules) => rules.iter().flat_map(Rule::fields).collect(),
            Rule::Not(rule) => rule.fields(),
            Rule::Is(condition) => vec![condition.field],
        }
    }
}

impl Condition {
    pub fn matches(&self, book: &Book, record: &Record, calendar: Calendar) -> bool {
        let value = book.value(record, self.field);
        let value = value.as_deref();
        match self.test {
            Test::Empty => value.is_none(),
            Test::NotEmpty => value.is_some(),
            Test::Yes => value == Some(&Value::Bool(true)),
            Test::No => value == Some(&Value::Bool(false)),
            Test::IsNot => value.is_none_or(|value| !self.equals(book, value, calendar)),
            Test::NotContains => {
                value.is_none_or(|value| !self.some_text(book, value, |text, wanted| text.contains(wanted)))
            }
            _ => value.is_some_and(|value| self.holds(book, value, calendar)),
        }
    }

    fn holds(&self, book: &Book, value: &Value, calendar: Calendar) -> bool {
        let day = || Some((calendar.day(value)?, Date::parse_iso(&self.value)?));
        match self.test {
            Test::Is => self.equals(book, value, calendar),
            Test::Contains => self.some_text(book, value, |text, wanted| text.contains(wanted)),
            Test::StartsWith => self.some_text(book, value, |text, wanted| text.starts_with(wanted)),
            Test::AtLeast => {
                self.number().is_some_and(|wanted| value.as_number().is_some_and(|number| number >= wanted))
            }
            Test::AtMost => {
                self.number().is_some_and(|wanted| value.as_number().is_some_and(|number| number <= wanted))
            }
            Test::Before => day().is_some_and(|(on, wanted)| on < wanted),
            Test::After => day().is_some_and(|(on, wanted)| on > wanted),
            Test::InLastDays => self.within(value, calendar).unwrap_or(false),
            Test::NotInLastDays => !self.within(value, calendar).unwrap_or(true),
            Test::Empty | Test::NotEmpty | Test::Yes | Test::No | Test::IsNot | Test::NotContains => false,
        }
    }

    fn within(&self, value: &Value, calendar: Calendar) -> Option<bool> {
        let days = self.number()? as i32;
        let (on, today) = (calendar.day(value)?, calendar.today);
        Some(on <= today && on > today.plus_days(-days))
    }

    fn number(&self) -> Option<f64> {
        number::read(&self.value)
    }

    fn equals(&self, book: &Book, value: &Value, calendar: Calendar) -> bool {
        match value {
            Value::Number(_) | Value::Money(_) => self.number() == value.as_number(),
            Value::Date(_) | Value::Instant(_) => {
                Date::parse_iso(&self.value).is_some_and(|day| calendar.day(value) == Some(day))
            }
            Value::Choices(choices) => choices.contains(&self.value),
            Value::Choice(choice) => *choice == self.value,
            Value::Ref(id) if self.value.parse() == Ok(*id) => true,
            _ => self.some_text(book, value, |text, wanted| text == wanted),
        }
    }

    fn some_text(&self, book: &Book, value: &Value, test: impl Fn(&str, &str) -> bool) -> bool {
        let wanted = text::fold(&self.value);
        let mut found = false;
        if let Value::Ref(id) = value {
            let name = [crate::Kind::Company, crate::Kind::Contact].into_iter().find_map(|kind| book.get(kind, *id));
            return name.is_some_and(|record| match book.value(record, crate::keys::NAME).as_deref() {
                Some(Value::Text(name)) => test(&text::fold(name), &wanted),
                _ => false,
            });
        }
        if let Some(number) = value.as_number() {
            return test(&number::write(number), &wanted);
        }
        value.each_text(|text| found |= test(&text::fold(text), &wanted));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Id, Kind, Label, Money, Transaction, keys, transaction::Act};

    const DAY: i64 = 86_400_000;
    const HOUR: i64 = 3_600_000;

    fn in_utc(at: Instant) -> Date {
        Date(at.0.div_euclid(DAY) as i32)
    }

    fn in_shanghai(at: Instant) -> Date {
        in_utc(Instant(at.0 + 8 * HOUR))
    }

    fn in_new_york(at: Instant) -> Date {
        in_utc(Instant(at.0 - 5 * HOUR))
    }

    /// At two in the morning of day 100 in Shanghai the day is 99 still in London and New York.
    #[test]
    fn an_instant_lies_in_the_day_of_the_place() {
        let at = Instant(100 * DAY - 6 * HOUR);
        let mut book = Book::new();
        let label = Label::new(Act::Created, Kind::Contact, 1, "");
        book.apply(Transaction::new(label, at).create(Kind::Contact, Id(6), [(keys::FIRST_NAME, Value::text("Ada"))]));
        let record = book.get(Kind::Contact, Id(6)).unwrap();
        let here: [fn(Instant) -> Date; 3] = [in_shanghai, in_utc, in_new_york];
        // Day 99, 100 and 101 of 1970.
        for (test, value, today, expected) in [
            (Test::InLastDays, "1", 100, [true, false, false]),
            (Test::InLastDays, "1", 99, [false, true, true]),
            (Test::NotInLastDays, "1", 100, [false, true, true]),
            (Test::Is, "1970-04-11", 100, [true, false, false]),
            (Test::IsNot, "1970-04-10", 100, [true, false, false]),
            (Test::Before, "1970-04-11", 100, [false, true, true]),
            (Test::After, "1970-04-10", 100, [true, false, false]),
        ] {
            let rule = Rule::is(keys::CREATED_AT, test, value);
            let found = here.map(|day_of| rule.matches(&book, record, Calendar { today: Date(today), day_of }));
            assert_eq!(found, expected, "{rule:?} on day {today}");
        }
    }

    #[test]
    fn each_test_reads_its_field() {
        let mut book = Book::new();
        let at = Instant(0);
        let acme = Id(5);
        let contact = Id(6);
        let label = || Label::new(Act::Created, Kind::Contact, 1, "");
        book.apply(Transaction::new(label(), at).create(Kind::Company, acme, [(keys::NAME, Value::text("Acme GmbH"))]));
        let usd = crate::Currency::USD;
        book.apply(Transaction::new(label(), at).create(
            Kind::Contact,
            contact,
            [
                (keys::FIRST_NAME, Value::text("Ada")),
                (keys::COMPANY, Value::Ref(acme)),
                (keys::TAGS, Value::Choices(vec!["vip".into()])),
                (keys::BIRTHDAY, Value::Date(Date(100))),
                (Key::new("custom:x"), Value::Money(Money { minor: 1250, currency: usd })),
                (Key::new("custom:y"), Value::Bool(true)),
            ],
        ));
        let custom = |name: &str| Key::new(&format!("custom:{name}"));
        for (field, test, value, expected) in [
            (keys::NAME, Test::Contains, "AD", true),
            (keys::NAME, Test::StartsWith, "d", false),
            (keys::COMPANY, Test::Is, "acme gmbh", true),
            (keys::COMPANY, Test::Is, &acme.to_string(), true),
            (keys::COMPANY, Test::IsNot, "other", true),
            (keys::TAGS, Test::Is, "vip", true),
            (keys::TAGS, Test::IsNot, "vip", false),
            (keys::EMAILS, Test::Empty, "", true),
            (keys::EMAILS, Test::NotContains, "x", true),
            (keys::BIRTHDAY, Test::InLastDays, "7", true),
            (keys::BIRTHDAY, Test::NotInLastDays, "3", true),
            (keys::BIRTHDAY, Test::Before, "1970-04-12", true),
            (keys::BIRTHDAY, Test::After, "1970-04-11", false),
            (keys::BIRTHDAY, Test::Is, "1970-04-11", true),
            (custom("x"), Test::AtLeast, "12.5", true),
            (custom("x"), Test::AtMost, "12.4", false),
            (custom("x"), Test::AtMost, "not a number", false),
            (custom("y"), Test::Yes, "", true),
            (custom("gone"), Test::Is, "", false),
            (keys::ORDER_COUNT, Test::Is, "0", true),
        ] {
            let record = book.get(Kind::Contact, contact).unwrap();
            let rule = Rule::is(field, test, value);
            assert_eq!(
                rule.matches(&book, record, Calendar { today: Date(105), day_of: in_utc }),
                expected,
                "{rule:?}"
            );
            let stored = serde_json::to_string(&rule).unwrap();
            assert_eq!(serde_json::from_str::<Rule>(&stored).unwrap(), rule);
        }
    }
}
