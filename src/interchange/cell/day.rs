//! Dates as people and systems write them.

use domain::{Date, import::DateOrder};

/// A day, and whether a time of day stood beside it that is not midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: Date,
    pub has_time: bool,
}

/// A cell read in every order that fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    pub year_first: Option<Date>,
    pub day_first: Option<Date>,
    pub month_first: Option<Date>,
    pub has_time: bool,
}

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MORNING: &str = "\u{4e0a}\u{5348}";
const EVENING: &str = "\u{4e0b}\u{5348}";
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day of a cell, written in this order. A month in words or a leading year fits any order.
pub fn day(cell: &str, order: Option<DateOrder>) -> Option<Day> {
    let days = days(cell).or_else(|| compact(cell))?;
    let date = match order {
        _ if days.year_first.is_some() => days.year_first,
        Some(DateOrder::DayMonthYear) => days.day_first,
        Some(DateOrder::MonthDayYear) => days.month_first,
        // Only a date that reads the same both ways, or one way only.
        Some(DateOrder::YearMonthDay | DateOrder::Ambiguous) | None => match (days.day_first, days.month_first) {
            (Some(a), Some(b)) if a != b => None,
            (a, b) => a.or(b),
        },
    }?;
    Some(Day { date, has_time: days.has_time })
}

/// Every reading of a cell as a date; nothing where it is none.
pub fn days(cell: &str) -> Option<Days> {
    let cell = cell.trim();
    // Long enough for `1/2/25`, short enough for a date with time and zone.
    if !(6..=48).contains(&cell.len()) || !cell.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let (date, has_time) = split_time(cell)?;
    let mut days = Days { has_time, ..Days::default() };
    if let Some(found) = in_words(date) {
        days.year_first = Some(found);
        return Some(days);
    }
    let parts: Vec<&str> =
        date.split(['-', '/', '.', '年', '月']).map(|part| part.trim().trim_end_matches('日')).collect();
    let [a, b, c] = parts[..] else { return None };
    let number = |part: &str, most: usize| -> Option<i32> {
        ((1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    let made =
        |year: i32, month: i32, day: i32| Date::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    if a.len() == 4 {
        days.year_first = made(number(a, 4)?, number(b, 2)?, number(c, 2)?);
    } else {
        let year = match c.len() {
            4 => number(c, 4)?,
            2 => number(c, 2).map(|year| if year < 70 { 2000 + year } else { 1900 + year })?,
            _ => return None,
        };
        let (a, b) = (number(a, 2)?, number(b, 2)?);
        days.day_first = made(year, b, a);
        days.month_first = made(year, a, b);
    }
    (days.year_first.is_some() || days.day_first.is_some() || days.month_first.is_some()).then_some(days)
}

/// `20260501`, `45678` (days since 1900 as Excel counts): dates only where the column is one.
fn compact(cell: &str) -> Option<Days> {
    let cell = cell.trim();
    if !cell.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year_first = match cell.len() {
        8 => Date::from_ymd(cell[..4].parse().ok()?, cell[4..6].parse().ok()?, cell[6..].parse().ok()?),
        5 => cell
            .parse::<i32>()
            .ok()
            .filter(|serial| (10_000..80_000).contains(serial))
            .map(|serial| Date(serial - 25_569)),
        _ => None,
    };
    year_first.map(|_| Days { year_first, ..Days::default() })
}

/// Whether it is eight digits that read as a likely day.
pub fn looks_compact(cell: &str) -> bool {
    cell.len() == 8
        && compact(cell).and_then(|days| days.year_first).is_some_and(|date| (1900..=2100).contains(&date.ymd().0))
}

/// The part before the time of day, and whether that is not midnight. Nothing where what follows is no time.
fn split_time(cell: &str) -> Option<(&str, bool)> {
    let Some(colon) = cell.find([':', '：']) else {
        return Some((cell, false));
    };
    let head = cell[..colon].trim_end();
    let hours = head.bytes().rev().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&hours) {
        return None;
    }
    let before = head[..head.len() - hours].trim_end();
    let date = before.strip_suffix(MORNING).or_else(|| before.strip_suffix(EVENING)).unwrap_or(before);
    let date = date.strip_suffix(" at").unwrap_or(date);
    let date = date.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, 'T' | ','));
    let rest = &cell[colon..];
    let time_like = |c: char| c.is_ascii_digit() || c.is_whitespace() || ":：.+-APMapmZUTC".contains(c);
    if !rest.chars().all(time_like) {
        return None;
    }
    let clock = format!("{}{}", &head[head.len() - hours..], rest.split(['+', '-', 'Z']).next().unwrap_or_default());
    let midnight = clock.bytes().all(|b| !b.is_ascii_digit() || b == b'0')
        || clock.starts_with("12:00:00 AM")
        || clock.starts_with("12:00 AM");
    Some((date, !midnight))
}

/// The time of day in a cell, in milliseconds since midnight, as it stands there: whatever zone follows is left out.
pub fn clock(cell: &str) -> Option<i64> {
    let colon = cell.find([':', '\u{ff1a}'])?;
    let head = cell[..colon].trim_end();
    let hours = head.bytes().rev().take_while(u8::is_ascii_digit).count().min(2);
    let hour: i64 = head[head.len() - hours..].parse().ok()?;
    let rest: Vec<&str> = cell[colon..].split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let minute: i64 = rest.first()?.parse().ok()?;
    let more = cell[colon..].matches([':', '\u{ff1a}']).count() > 1;
    let second: i64 = rest.get(1).filter(|_| more).and_then(|part| part.parse().ok()).unwrap_or_default();
    let upper = cell.to_ascii_uppercase();
    let hour = match hour {
        12 if upper.contains("AM") => 0,
        1..=11 if upper.contains("PM") || upper.contains(EVENING) => hour + 12,
        _ => hour,
    };
    ((0..24).contains(&hour) && (0..60).contains(&minute) && (0..61).contains(&second))
        .then_some(((hour * 60 + minute) * 60 + second) * 1_000)
}

/// `12 Mar 2025`, `March 12, 2025`, `12-Mar-25`.
fn in_words(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | ',' | '.'))
        .filter(|part| !part.is_empty())
        .collect();
    let weekday = |part: &str| WEEKDAYS.iter().any(|day| part.to_ascii_lowercase().starts_with(day));
    let parts = parts.strip_prefix(&parts[..usize::from(parts.len() == 4 && weekday(parts[0]))]).unwrap_or_default();
    let [a, b, c] = parts[..] else { return None };
    let month_of = |part: &str| {
        let part = part.to_ascii_lowercase();
        MONTHS
            .iter()
            .position(|month| part.starts_with(month) && part.bytes().all(|b| b.is_ascii_alphabetic()))
            .map(|at| at as u8 + 1)
    };
    let (day, month) = match (month_of(a), month_of(b)) {
        (None, Some(month)) => (a, month),
        (Some(month), None) => (b, month),
        _ => return None,
    };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
    let year: i32 = c.parse().ok()?;
    let year = match c.len() {
        4 => year,
        2 if year < 70 => 2000 + year,
        2 => 1900 + year,
        _ => return None,
    };
    Date::from_ymd(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, order: Option<DateOrder>, expect: Option<&str>, time: bool) {
        let got = day(cell, order);
        assert_eq!(got.map(|day| day.date.iso()).as_deref(), expect, "{cell}");
        assert_eq!(got.is_some_and(|day| day.has_time), time, "{cell}");
    }

    #[test]
    fn the_time_of_day_is_read_as_it_stands() {
        for (cell, expect) in [
            ("2026-05-01 10:01:02", Some(36_062)),
            ("2026-05-01T00:00:00.500Z", Some(0)),
            ("2026/5/1 10:00 +0200", Some(36_000)),
            ("March 12, 2025 9:15 PM", Some(76_500)),
            ("12:05 AM", Some(300)),
            ("2026/05/01 \u{4e0b}\u{5348} 3:00", Some(54_000)),
            ("25:00", None),
            ("2026-05-01", None),
        ] {
            assert_eq!(clock(cell), expect.map(|seconds: i64| seconds * 1_000), "{cell}");
        }
    }

    #[test]
    fn dates_are_read_in_many_notations() {
        let (dmy, mdy) = (Some(DateOrder::DayMonthYear), Some(DateOrder::MonthDayYear));
        check("2026-05-01", None, Some("2026-05-01"), false);
        check("2026/5/1 10:00:00 +0200", None, Some("2026-05-01"), true);
        check("2026年5月1日", None, Some("2026-05-01"), false);
        check("2026-05-01T00:00:00Z", None, Some("2026-05-01"), false);
        check("31.12.2025", dmy, Some("2025-12-31"), false);
        check("12/1/2010 13:04", mdy, Some("2010-12-01"), true);
        check("12/1/2010", dmy, Some("2010-01-12"), false);
        check("12 Mar 2025", None, Some("2025-03-12"), false);
        check("March 12, 2025 9:15 AM", None, Some("2025-03-12"), true);
        check("2026/05/01 \u{4e0b}\u{5348} 3:00", None, Some("2026-05-01"), true);
        check("Fri, 1 May 2026 10:00:00 +0000", None, Some("2026-05-01"), true);
        check("May 1, 2026 at 10:00 AM", None, Some("2026-05-01"), true);
        check("1/2/25", mdy, Some("2025-01-02"), false);
        check("5/5/2025", Some(DateOrder::Ambiguous), Some("2025-05-05"), false);
        check("5/6/2025", Some(DateOrder::Ambiguous), None, false);
        check("20260501", None, Some("2026-05-01"), false);
        check("45778", None, Some("2025-05-01"), false);
        for wrong in ["", "2026-13-01", "31/31/2020", "1.2.3", "10.0.0.1", "12:30", "3:4:5 x", "555-010-9999", "abc"] {
            check(wrong, dmy, None, false);
        }
    }
}
