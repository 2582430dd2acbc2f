//! Days that move what people buy, as marks on a series of time: codes, the app has their names.
//!
//! Holidays of the Chinese calendar move with the moon; their days are those of the Purple Mountain Observatory's tables
//! (as in the Python packages lunardate and holidays) from 2000 to 2040. Deliberately not here: days off and the working
//! weekends that make up for them, which are decreed year by year.

use domain::{Date, insight::Holiday};

const FIRST_YEAR: i32 = 2000;
/// Month and day as 100 · month + day, by year from [`FIRST_YEAR`].
type Table = [u16; 41];

const CHINESE_NEW_YEAR: Table = [
    205, 124, 212, 201, 122, 209, 129, 218, 207, 126, 214, 203, 123, 210, 131, 219, 208, 128, 216, 205, 125, 212, 201,
    122, 210, 129, 217, 206, 126, 213, 203, 123, 211, 131, 219, 208, 128, 215, 204, 124, 212,
];
const DRAGON_BOAT: Table = [
    606, 625, 615, 604, 622, 611, 531, 619, 608, 528, 616, 606, 623, 612, 602, 620, 609, 530, 618, 607, 625, 614, 603,
    622, 610, 531, 619, 609, 528, 616, 605, 624, 612, 601, 620, 610, 530, 618, 607, 527, 614,
];
const MID_AUTUMN: Table = [
    912, 1001, 921, 911, 928, 918, 1006, 925, 914, 1003, 922, 912, 930, 919, 908, 927, 915, 1004, 924, 913, 1001, 921,
    910, 929, 917, 1006, 925, 915, 1003, 922, 912, 1001, 919, 908, 927, 916, 1004, 924, 913, 1002, 920,
];

/// The holidays from a day to another, both included, by day.
pub fn between(from: Date, until: Date) -> Vec<(Date, Holiday)> {
    // Years that have dates.
    let [from, until] = [from, until].map(|day| Date(day.0.clamp(-719_162, 2_932_896)));
    let (first, last) = (from.ymd().0, until.ymd().0);
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
        let day = *table.get(at?)?;
        Some(((day / 100) as u8, (day % 100) as u8, holiday))
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
