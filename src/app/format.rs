//! Numbers, money, dates and names as the user's language writes them, through the browser's `Intl`.

use crate::{clock, words};
use domain::{Currency, Date, Instant, Money};
use js_sys::{Array, Function, Intl, JsString, Object, Reflect};
use std::{cell::RefCell, collections::HashMap};
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static FORMATTERS: RefCell<HashMap<String, Function>> = RefCell::default();
}

fn options(entries: &[(&str, JsValue)]) -> Object {
    let options = Object::new();
    for (name, value) in entries {
        // Setting a plain object's property cannot fail.
        let _ = Reflect::set(&options, &(*name).into(), value);
    }
    options
}

fn locales() -> Array {
    Array::of1(&words::lang().tag().into())
}

/// Formats through a function that is made once per language and name.
fn formatted(name: &str, value: &JsValue, make: impl FnOnce() -> Function) -> String {
    let key = format!("{} {name}", words::lang().tag());
    FORMATTERS
        .with_borrow_mut(|formatters| formatters.entry(key).or_insert_with(make).clone())
        .call1(&JsValue::NULL, value)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

fn number_format(name: &str, value: f64, entries: &[(&str, JsValue)]) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    formatted(name, &value.into(), || Intl::NumberFormat::new(&locales(), &options(entries)).format())
}

fn date_format(name: &str, milliseconds: f64, entries: &[(&str, JsValue)]) -> String {
    let date = js_sys::Date::new(&milliseconds.into());
    formatted(name, &date, || Intl::DateTimeFormat::new(&locales(), &options(entries)).format())
}

/// A whole number with thousands separators.
pub fn count(value: f64) -> String {
    number_format("count", value, &[("maximumFractionDigits", 0.into())])
}

/// Up to four decimals, none that are not needed.
pub fn number(value: f64) -> String {
    number_format("number", value, &[("maximumFractionDigits", 4.into())])
}

pub fn decimals(value: f64, digits: u32) -> String {
    let digits_value = JsValue::from(digits);
    number_format(
        &format!("decimals{digits}"),
        value,
        &[("minimumFractionDigits", digits_value.clone()), ("maximumFractionDigits", digits_value)],
    )
}

/// 0.1234 as `12.3%`. What is nearly all or nothing does not read as if it were: a chance of 99.98 % is no certainty.
pub fn percent(share: f64) -> String {
    let text =
        |share| number_format("percent", share, &[("style", "percent".into()), ("maximumFractionDigits", 1.into())]);
    match share {
        0.9995..1.0 => format!(">{}", text(0.999)),
        f64::MIN_POSITIVE..0.0005 => format!("<{}", text(0.001)),
        _ => text(share),
    }
}

/// The same with its decimal in any case, so that a column of them lines up.
pub fn share(share: f64) -> String {
    let digits = JsValue::from(1);
    let entries =
        [("style", "percent".into()), ("minimumFractionDigits", digits.clone()), ("maximumFractionDigits", digits)];
    number_format("share", share, &entries)
}

pub fn money(amount: Money) -> String {
    let code = amount.currency.as_str();
    number_format(&format!("money {code}"), amount.major(), &currency_style(code))
}

/// An amount without its cents, where they would only pretend to be known.
pub fn whole_money(amount: Money) -> String {
    let code = amount.currency.as_str();
    let [style, currency, display] = currency_style(code);
    let entries = [style, currency, display, ("maximumFractionDigits", 0.into())];
    number_format(&format!("whole {code}"), amount.major(), &entries)
}

fn currency_style(code: &str) -> [(&'static str, JsValue); 3] {
    [("style", "currency".into()), ("currency", code.into()), ("currencyDisplay", "narrowSymbol".into())]
}

/// The sign of a currency, for labels beside inputs.
pub fn currency_name(currency: Currency) -> String {
    currency.as_str().to_owned()
}

/// `1 May 2026`.
pub fn date(date: Date) -> String {
    date_format(
        "date",
        f64::from(date.0) * 86_400_000.0,
        &[("year", "numeric".into()), ("month", "short".into()), ("day", "numeric".into()), ("timeZone", "UTC".into())],
    )
}

/// Relative within a week, then the date.
pub fn day(on: Date) -> String {
    let days = on.0 - clock::today().0;
    if days.abs() > 7 {
        return date(on);
    }
    relative(f64::from(days), "day")
}

fn relative(amount: f64, unit: &str) -> String {
    let key = format!("{} relative", words::lang().tag());
    let entries = [("numeric", JsValue::from("auto"))];
    let make = || -> Function {
        let format = Intl::RelativeTimeFormat::new(&locales(), &options(&entries));
        let format_function: Function = Reflect::get(&format, &"format".into()).unwrap_or_default().unchecked_into();
        format_function.bind0(&format)
    };
    FORMATTERS
        .with_borrow_mut(|formatters| formatters.entry(key).or_insert_with(make).clone())
        .call2(&JsValue::NULL, &amount.into(), &unit.into())
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// Relative within a week, then date and time.
pub fn moment(at: Instant) -> String {
    let minutes = (at.0 - clock::now().0) as f64 / 60_000.0;
    if minutes.abs() < 60.0 {
        relative(minutes.round(), "minute")
    } else if minutes.abs() < 24.0 * 60.0 {
        relative((minutes / 60.0).round(), "hour")
    } else if minutes.abs() < 7.0 * 24.0 * 60.0 {
        relative((minutes / 1440.0).round(), "day")
    } else {
        date_time(at)
    }
}

pub fn date_time(at: Instant) -> String {
    date_format("date time", at.0 as f64, &[("dateStyle", "medium".into()), ("timeStyle", "short".into())])
}

/// A month as charts and lists head it: `May 2026`.
pub fn month(on: Date) -> String {
    let entries = [("year", "numeric".into()), ("month", "short".into()), ("timeZone", "UTC".into())];
    date_format("month", f64::from(on.0) * 86_400_000.0, &entries)
}

/// The name of a month from 1 to 12.
pub fn month_name(month: u8) -> String {
    let entries = [("month", "long".into()), ("timeZone", "UTC".into())];
    // 1970 began on day 0; the middle of a month lies in it whatever its length.
    date_format("month name", (f64::from(month) - 0.5) * 30.4 * 86_400_000.0, &entries)
}

/// A size in kB, MB or GB.
pub fn bytes(size: f64) -> String {
    let (value, unit) = match size {
        size if size < 1e6 => (size / 1e3, "kilobyte"),
        size if size < 1e9 => (size / 1e6, "megabyte"),
        size => (size / 1e9, "gigabyte"),
    };
    let entries = [("style", "unit".into()), ("unit", unit.into()), ("maximumFractionDigits", 1.into())];
    number_format(unit, value, &entries)
}

/// One or two letters for an avatar.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    match first {
        Some(first) if domain::text::is_cjk(first) => name.chars().last().into_iter().collect(),
        Some(first) => {
            let letters: String = [Some(first), last].into_iter().flatten().collect();
            // The browser has the table of capitals.
            if letters.is_ascii() {
                letters.to_ascii_uppercase()
            } else {
                JsString::from(letters).to_upper_case().into()
            }
        }
        None => String::new(),
    }
}
