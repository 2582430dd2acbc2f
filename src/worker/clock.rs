use domain::Instant;

pub fn now() -> Instant {
    Instant(js_sys::Date::now() as i64)
}
