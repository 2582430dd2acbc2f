//! What a field can hold. Variants are stored under one-letter names: add, never rename.

use crate::text::is_cjk;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::fmt;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    #[serde(rename = "t")]
    Text(String),
    #[serde(rename = "n", deserialize_with = "exact")]
    Number(f64),
    #[serde(rename = "m")]
    Money(Money),
    #[serde(rename = "d")]
    Date(Date),
    #[serde(rename = "i")]
    Instant(Instant),
    #[serde(rename = "b")]
    Bool(bool),
    /// One of a list of codes or, for a custom field, of the owner's own words.
    #[serde(rename = "c")]
    Choice(String),
    #[serde(rename = "cs")]
    Choices(Vec<String>),
    /// Several typed emails or phones.
    #[serde(rename = "l")]
    Labelled(Vec<Labelled>),
    /// Boxed, for it is the largest by far and every value takes the room of the largest.
    #[serde(rename = "a")]
    Address(Box<Address>),
    #[serde(rename = "r")]
    Ref(crate::Id),
    #[serde(rename = "ls")]
    Lines(Vec<Line>),
    #[serde(rename = "j")]
    Json(String),
}

/// An amount in minor units (cents, 分) of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    #[serde(rename = "m")]
    pub minor: i64,
    #[serde(rename = "c")]
    pub currency: Currency,
}

/// An ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    pub const USD: Currency = Currency(*b"USD");
    pub const CNY: Currency = Currency(*b"CNY");

    pub fn new(code: &str) -> Option<Self> {
        let bytes = <[u8; 3]>::try_from(code.as_bytes()).ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Self(bytes.map(|b| b.to_ascii_uppercase())))
    }
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
    /// Digits after the point (ISO 4217): 2 for most, 0 for JPY and its like, 3 for dinars.
    pub fn digits(&self) -> u32 {
        match &self.0 {
            b"JPY" | b"KRW" | b"VND" | b"CLP" | b"ISK" | b"PYG" | b"UGX" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Currency::new(&code).ok_or_else(|| serde::de::Error::custom("not a currency code"))
    }
}

impl Money {
    pub fn from_major(amount: f64, currency: Currency) -> Self {
        Self { minor: (amount * 10f64.powi(currency.digits() as i32)).round() as i64, currency }
    }
    pub fn major(&self) -> f64 {
        self.minor as f64 / 10f64.powi(self.currency.digits() as i32)
    }
}

/// A calendar day: days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Date(pub i32);

impl Date {
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(1..=9999).contains(&year)
            || !(1..=12).contains(&month)
            || day == 0
            || day > datealgo::days_in_month(year, month)
        {
            return None;
        }
        Some(Self(datealgo::date_to_rd((year, month, day))))
    }
    pub fn ymd(self) -> (i32, u8, u8) {
        datealgo::rd_to_date(self.0)
    }
    /// `2026-05-01`.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        Self::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }
    pub fn iso(self) -> String {
        let (year, month, day) = self.ymd();
        format!("{year:04}-{month:02}-{day:02}")
    }
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0 + days)
    }
    /// Months since the year 0, for counting with months.
    pub fn month_number(self) -> i32 {
        let (year, month, _) = self.ymd();
        year * 12 + i32::from(month) - 1
    }
    /// The first day of a month by its [`Date::month_number`].
    pub fn first_of(month_number: i32) -> Self {
        Self(datealgo::date_to_rd((month_number.div_euclid(12), month_number.rem_euclid(12) as u8 + 1, 1)))
    }
}

/// A point in time: milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelled {
    /// A code such as `work`, `home`, `mobile`, or empty.
    #[serde(rename = "l", default)]
    pub label: String,
    #[serde(rename = "v")]
    pub value: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    #[serde(rename = "s", default, skip_serializing_if = "String::is_empty")]
    pub street: String,
    #[serde(rename = "c", default, skip_serializing_if = "String::is_empty")]
    pub city: String,
    #[serde(rename = "r", default, skip_serializing_if = "String::is_empty")]
    pub region: String,
    #[serde(rename = "p", default, skip_serializing_if = "String::is_empty")]
    pub postal_code: String,
    #[serde(rename = "n", default, skip_serializing_if = "String::is_empty")]
    pub country: String,
}

impl Address {
    pub fn parts(&self) -> [&str; 5] {
        [&self.street, &self.city, &self.region, &self.postal_code, &self.country]
    }
    pub fn is_empty(&self) -> bool {
        self.parts().iter().all(|part| part.is_empty())
    }
    /// In one line, as its own script orders it: from the street outwards, in Chinese from the country inwards.
    pub fn line(&self) -> String {
        if !self.parts().concat().chars().any(is_cjk) {
            return self.parts().into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        }
        // Of a city that is a region of its own, once is enough.
        let city = if self.city == self.region { "" } else { self.city.as_str() };
        let place = [&self.country, &self.region, city, &self.street].concat();
        format!("{place} {}", self.postal_code).trim().to_owned()
    }
}

/// A number to its last bit. In that bit serde_json may be wrong, or brings large tables of its own so as not to be.
fn exact<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    if !deserializer.is_human_readable() {
        return f64::deserialize(deserializer);
    }
    let number = <&RawValue>::deserialize(deserializer)?;
    let number = number.get().parse().ok().filter(|number: &f64| number.is_finite());
    number.ok_or_else(|| serde::de::Error::custom("not a number"))
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    #[serde(rename = "n")]
    pub product: String,
    #[serde(rename = "s", default, skip_serializing_if = "String::is_empty")]
    pub sku: String,
    #[serde(rename = "q", deserialize_with = "exact")]
    pub quantity: f64,
    /// Price of one unit, in minor units of the order's currency.
    #[serde(rename = "p")]
    pub price_minor: i64,
}

impl Line {
    /// Quantity times price, in minor units.
    pub fn amount_minor(&self) -> i64 {
        (self.quantity * self.price_minor as f64).round() as i64
    }
}

impl Value {
    pub fn text(text: impl Into<String>) -> Self {
        Value::Text(text.into())
    }
    /// Nothing worth storing: such a value is kept as an absent field.
    pub fn is_blank(&self) -> bool {
        match self {
            Value::Text(text) | Value::Choice(text) | Value::Json(text) => text.is_empty(),
            Value::Choices(choices) => choices.is_empty(),
            Value::Labelled(list) => list.is_empty(),
            Value::Address(address) => address.is_empty(),
            Value::Lines(lines) => lines.is_empty(),
            Value::Number(number) => !number.is_finite(),
            Value::Money(_) | Value::Date(_) | Value::Instant(_) | Value::Bool(_) | Value::Ref(_) => false,
        }
    }
    /// The number a sort, a rule or a model reads: days for dates, major units for money, 0/1 for yes/no.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Value::Number(number) => Some(*number),
            Value::Money(money) => Some(money.major()),
            Value::Date(date) => Some(f64::from(date.0)),
            Value::Instant(at) => Some(at.0 as f64 / 86_400_000.0),
            Value::Bool(yes) => Some(f64::from(u8::from(*yes))),
            _ => None,
        }
    }
    /// Calls `f` with every piece of text the value holds.
    pub fn each_text<'a>(&'a self, mut f: impl FnMut(&'a str)) {
        match self {
            Value::Text(text) | Value::Choice(text) => f(text),
            Value::Choices(choices) => choices.iter().for_each(|text| f(text)),
            Value::Labelled(list) => list.iter().for_each(|item| f(&item.value)),
            Value::Address(address) => address.parts().into_iter().filter(|part| !part.is_empty()).for_each(f),
            Value::Lines(lines) => lines.iter().for_each(|line| f(&line.product)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_to_the_calendar() {
        assert_eq!(Date::from_ymd(1970, 1, 1), Some(Date(0)));
        assert_eq!(Date::parse_iso("2024-02-29").map(Date::iso).as_deref(), Some("2024-02-29"));
        assert_eq!(Date::parse_iso("2023-02-29"), None);
        assert_eq!(Date::parse_iso("2023-13-01"), None);
    }

    proptest::proptest! {
        #[test]
        fn numbers_come_back_from_json_to_the_last_bit(bits: u64) {
            let number = f64::from_bits(bits);
            proptest::prop_assume!(number.is_finite());
            for value in [Value::Number(number), Value::Lines(vec![Line { product: String::new(), sku: String::new(), quantity: number, price_minor: 1 }])] {
                let text = serde_json::to_string(&value).unwrap();
                proptest::prop_assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value, "{}", text);
            }
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        assert_eq!(serde_json::from_str::<Value>("{\"n\": -1.5e2 }").unwrap(), Value::Number(-150.0));
        for text in ["1e999", "null", "\"1\"", "\"inf\"", "[1]", "true", "1.2.3", "inf"] {
            assert!(serde_json::from_str::<Value>(&format!("{{\"n\":{text}}}")).is_err(), "{text}");
        }
    }

    #[test]
    fn money_counts_minor_units() {
        let currency = Currency::new("cny").unwrap();
        assert_eq!(Money::from_major(19.99, currency).minor, 1999);
        assert_eq!(Money::from_major(500.0, Currency::new("JPY").unwrap()).minor, 500);
        assert_eq!(Currency::new("¥"), None);
    }

    #[test]
    fn an_address_is_read_in_the_order_of_its_script() {
        let address = |parts: [&str; 5]| {
            let [street, city, region, postal_code, country] = parts.map(str::to_owned);
            Address { street, city, region, postal_code, country }.line()
        };
        assert_eq!(address(["22 Second Street", "Seattle", "WA", "98101", ""]), "22 Second Street, Seattle, WA, 98101");
        assert_eq!(address(["解放路25号", "上海", "上海", "200001", "中国"]), "中国上海解放路25号 200001");
        assert_eq!(address(["", "杭州", "浙江", "", ""]), "浙江杭州");
    }
}
