//! Time and randomness, which the rest of the app takes as values.

use domain::{Date, Id, Instant, rule::Calendar};

pub fn now() -> Instant {
    Instant(js_sys::Date::now() as i64)
}

/// The calendar day where the user is.
pub fn today() -> Date {
    day_of(now())
}

/// The calendar day of an instant where the user is.
pub fn day_of(at: Instant) -> Date {
    let local = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at.0 as f64));
    let (year, month, day) = (local.get_full_year() as i32, local.get_month() as u8 + 1, local.get_date() as u8);
    Date::from_ymd(year, month, day).unwrap_or(Date(0))
}

/// The days where the user is.
pub fn calendar() -> Calendar {
    Calendar { today: today(), day_of }
}

pub fn new_id() -> Id {
    Id::v7(now().0.max(0) as u64, (u128::from(random()) << 64) | u128::from(random()))
}

/// 53 random bits. Seeds made from it are stored with what they seeded.
pub fn random() -> u64 {
    let high = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
    let low = (js_sys::Math::random() * 4_294_967_296.0) as u64;
    (high << 11) ^ low
}
