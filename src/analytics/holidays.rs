//! Days that move what people buy, as marks on a series of time: codes, the app has their names.
//!
//! Holidays of the Chinese calendar move with the moon; their days are those of the Purple Mountain Observatory's tables
//! (as in the Python packages lunardate and holidays) from 2000 to 2040. Deliberately not here: days off and the working
//! weekends that make up for them, which are decreed year by year.

use domain::{Date, insight::Holiday};

const FIRST_YEAR: i32 = 2000;
/// (month, day) by year from [`FIRST_YEAR`].
type Table = [(u8, u8); 41];

const CHINESE_NEW_YEAR: Table = [
    (2, 5),
    (1, 24),
    (2, 12),
    (2, 1),
    (1, 22),
    (2, 9),
    (1, 29),
    (2, 18),
    (2, 7),
    (1, 26),
    (2, 14),
    (2, 3),
    (1, 23),
    (2, 10),
    (1, 31),
    (2, 19),
    (2, 8),
    (1, 28),
    (2, 16),
    (2, 5),
    (1, 25),
    (2, 12),
    (2, 1),
    (1, 22),
    (2, 10),
    (1, 29),
    (2, 17),
    (2, 6),
    (1, 26),
    (2, 13),
    (2, 3),
    (1, 23),
    (2, 11),
    (1, 31),
    (2, 19),
    (2, 8),
    (1, 28),
    (2, 15),
    (2, 4),
    (1, 24),
    (2, 12),
];
const DRAGON_BOAT: Table = [
    (6, 6),
    (6, 25),
    (6, 15),
    (6, 4),
    (6, 22),
    (6, 11),
    (5, 31),
    (6, 19),
    (6, 8),
    (5, 28),
    (6, 16),
    (6, 6),
    (6, 23),
    (6, 12),
    (6, 2),
    (6, 20),
    (6, 9),
    (5, 30),
    (6, 18),
    (6, 7),
    (6, 25),
    (6, 14),
    (6, 3),
    (6, 22),
    (6, 10),
    (5, 31),
    (6, 19),
    (6, 9),
    (5, 28),
    (6, 16),
    (6, 5),
    (6, 24),
    (6, 12),
    (6, 1),
    (6, 20),
    (6, 10),
    (5, 30),
    (6, 18),
    (6, 7),
    (5, 27),
    (6, 14),
];
const MID_AUTUMN: Table = [
    (9, 12),
    (10, 1),
    (9, 21),
    (9, 11),
    (9, 28),
    (9, 18),
    (10, 6),
    (9, 25),
    (9, 14),
    (10, 3),
    (9, 22),
    (9, 12),
    (9, 30),
    (9, 19),
    (9, 8),
    (9, 27),
    (9, 15),
    (10, 4),
    (9, 24),
    (9, 13),
    (10, 1),
    (9, 21),
    (9, 10),
    (9, 29),
    (9, 17),
    (10, 6),
    (9, 25),
    (9, 15),
    (10, 3),
    (9, 22),
    (9, 12),
    (10, 1),
    (9, 19),
    (9, 8),
    (9, 27),
    (9, 16),
    (10, 4),
    (9, 24),
    (9, 13),
    (10, 2),
    (9, 20),
];

/// The holidays from a day to another, both included, by day.
pub fn between(from: Date, until: Date) -> Vec<(Date, Holiday)> {
    let (first, last) = (from.ymd().0.max(1), until.ymd().0.min(9_999));
    let mut found: Vec<(Date, Holiday)> = (first..=last).flat_map(of_year).collect();
    found.retain(|(day, _)| (from..=until).contains(day));
    found.sort_unstable();
    found
}

fn of_year(year: i32) -> Vec<(Date, Holiday)> {
    let fixed = [
        (1, 1, Holiday::NewYear),
        (2, 14, Holiday::Valentine),
        (5, 1, Holiday::LabourDay),
        (6, 18, Holiday::MidYearSale),
        (10, 1, Holiday::NationalDay),
        (11, 11, Holiday::SinglesDay),
        (12, 12, Holiday::DoubleTwelve),
        (12, 25, Holiday::Christmas),
    ];
    let moving = [
        (CHINESE_NEW_YEAR, Holiday::ChineseNewYear),
        (DRAGON_BOAT, Holiday::DragonBoat),
        (MID_AUTUMN, Holiday::MidAutumn),
    ];
    let at = usize::try_from(year - FIRST_YEAR).ok();
    let in_table = moving.into_iter().filter_map(|(table, holiday)| {
        let (month, day) = *table.get(at?)?;
        Some((month, day, holiday))
    });
    let day = |(month, day, holiday)| Some((Date::from_ymd(year, month, day)?, holiday));
    let mut found: Vec<(Date, Holiday)> = fixed.into_iter().chain(in_table).filter_map(day).collect();
    found.extend(easter(year).map(|day| (day, Holiday::Easter)));
    if let Some(thanksgiving) = fourth_thursday_of_november(year) {
        found.push((thanksgiving, Holiday::Thanksgiving));
        found.push((thanksgiving.plus_days(1), Holiday::BlackFriday));
        found.push((thanksgiving.plus_days(4), Holiday::CyberMonday));
    }
    found
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of Nature, 1876).
fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    Date::from_ymd(year, month as u8, ((h + l - 7 * m + 114) % 31 + 1) as u8)
}

fn fourth_thursday_of_november(year: i32) -> Option<Date> {
    let first = Date::from_ymd(year, 11, 1)?;
    // 1970-01-01 was a Thursday.
    Some(first.plus_days((-first.0).rem_euclid(7) + 21))
}
