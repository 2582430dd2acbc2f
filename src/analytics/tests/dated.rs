//! Rows with dates as series and order logs, as the lab and the tool read them.

use crate::study::{
    Ears, orders,
    series::{Series, SeriesError, carry_on, series},
};
use domain::{
    Date,
    insight::{CarriedOn, Level, Method, Period, Refusal, SeriesWish, Values},
};

fn day(iso: &str) -> f64 {
    f64::from(Date::parse_iso(iso).unwrap().0)
}

fn read(days: &[f64], amounts: Option<&[f64]>) -> Series {
    series(days.len(), Some(days), amounts, None)
}

fn judged(series: Series, wish: SeriesWish) -> Result<CarriedOn, SeriesError> {
    carry_on(series, wish, Ears { progress: &mut |_| {}, cancelled: &|| false })
}

#[test]
fn even_dates_are_told_by_their_distance() {
    let from = day("2021-01-04") as i32;
    let months = |step: i32| (0..24).map(|at| f64::from(Date::first_of(2021 * 12 + at * step).0)).collect::<Vec<_>>();
    let days = |keep: &dyn Fn(i32) -> bool| (0..70).filter(|day| keep(*day)).map(|day| f64::from(from + day)).collect();
    let weekdays: Vec<f64> = days(&|day| day % 7 < 5);
    for (period, season, days) in [
        (Period::Month, 12, months(1)),
        (Period::Quarter, 4, months(3)),
        (Period::Year, 1, months(12)),
        (Period::Week, 52, (0..40).map(|week| f64::from(from + 7 * week)).collect()),
        (Period::Day, 7, days(&|_| true)),
        (Period::Workday, 5, weekdays),
    ] {
        let amounts: Vec<f64> = (0..days.len()).map(|at| at as f64).collect();
        let found = read(&days, Some(&amounts));
        assert_eq!((found.period, found.season(), found.summed), (period, season, false));
        assert_eq!(found.values, amounts, "{period:?}");
        let from = found.from.unwrap();
        for (at, day) in days.iter().enumerate() {
            let start = period.start(from, at);
            assert!(start.0 <= *day as i32 && (*day as i32) < period.start(from, at + 1).0, "{period:?} {at}");
        }
    }
}

#[test]
fn a_missing_period_is_filled_and_rows_are_sorted() {
    let mut rows: Vec<(f64, f64)> =
        (0..30).map(|at| (f64::from(Date::first_of(24_000 + at).0), f64::from(at))).collect();
    rows.remove(10);
    rows.reverse();
    rows.push((f64::NAN, 3.0));
    rows.push((day("2003-01-01"), f64::INFINITY));
    let (days, amounts): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
    let found = read(&days, Some(&amounts));
    assert_eq!((found.values.len(), found.filled, found.left_out), (30, 1, 2));
    assert!(found.values.iter().enumerate().all(|(at, value)| *value == at as f64), "{found:?}");
}

/// The days between a few rows are no sales of nothing.
#[test]
fn a_few_rows_are_no_series() {
    let days = ["2024-01-01", "2024-02-01", "2024-03-01"].map(day);
    for (amounts, wished) in
        [(Some(&[5.0, 6.0, 9.0][..]), None), (Some(&[5.0, 6.0, 9.0]), Some(Period::Month)), (None, None)]
    {
        let found = series(3, Some(&days), amounts, wished);
        assert_eq!(judged(found, SeriesWish::default()).unwrap_err(), SeriesError::TooFew { have: 3, need: 9 });
    }
}

#[test]
fn orders_become_sums_of_whole_periods() {
    // Two orders a week from the middle of January to the end of the following year's November.
    let (from, to) = (day("2022-01-20"), day("2023-11-30"));
    let days: Vec<f64> = (0..).map(|at| from + f64::from(at * 7 / 2)).take_while(|day| *day <= to).collect();
    let amounts = vec![10.0; days.len()];
    let found = read(&days, Some(&amounts));
    assert_eq!((found.period, found.summed, found.values.len()), (Period::Month, true, 22));
    assert_eq!(found.from.unwrap().iso(), "2022-02-01");
    assert!(found.values.iter().all(|sum| (80.0..=100.0).contains(sum)), "{found:?}");
    let counted = series(days.len(), Some(&days), None, Some(Period::Week));
    assert!(counted.values.iter().all(|count| *count == 2.0), "{counted:?}");
    let few = read(&days[..12], Some(&amounts[..12]));
    assert_eq!(few.period, Period::Day);
    assert!(read(&[f64::NAN; 9], Some(&[1.0; 9])).values.is_empty());
    assert_eq!(series(5, None, Some(&[1.0, f64::NAN, 2.0, 3.0, 4.0]), None).values, [1.0, 2.0, 3.0, 4.0]);
}

#[test]
fn one_date_far_away_takes_no_forever() {
    let mut days: Vec<f64> = (0..400).map(|at| 18_000.0 + f64::from(at / 2)).collect();
    days.push(day("9999-12-31"));
    let found = read(&days, None);
    assert!(found.values.len() <= 2_000, "{}", found.values.len());
    let wished = series(days.len(), Some(&days), None, Some(Period::Day));
    assert!(wished.values.len() <= 2_000);
    assert!(judged(wished, SeriesWish::default()).is_ok_and(|found| found.level != Level::Use));
}

#[test]
fn what_was_held_back_judges() {
    // Growth and season in proportion.
    let values: Vec<f64> = (0..72).map(|at| 100.0 * 1.01_f64.powi(at) * (1.0 + 0.04 * f64::from(at % 12))).collect();
    let series = |values: Vec<f64>| Series {
        period: Period::Month,
        from: Some(Date::first_of(24_000)),
        values,
        summed: false,
        left_out: 0,
        filled: 0,
    };
    let found = judged(series(values.clone()), SeriesWish::default()).unwrap();
    assert_eq!((found.season, found.expected.len(), found.held.expected.len()), (12, 12, 12));
    assert!(found.held.gain.unwrap().low > 0.5 && found.level == Level::Use, "{:?}", found.held);
    // Repeating the past is off by a year's growth.
    let growth = 1.01_f64.powi(12);
    assert!((found.held.naive.smape - 200.0 * (growth - 1.0) / (growth + 1.0)).abs() < 1e-9, "{:?}", found.held.naive);
    assert!(found.held.errors.mae < found.held.naive.mae && found.held.naive.mase.unwrap() > 1.0);
    // What came has no part in what it judges.
    let mut other = values.clone();
    other[65..].fill(9e9);
    let again = judged(series(other), SeriesWish::default()).unwrap();
    assert_eq!(again.held.expected, found.held.expected);
    let flat = judged(series(vec![7.0; 40]), SeriesWish::default()).unwrap();
    assert_eq!((flat.method, flat.level, flat.held.gain), (Method::Naive, Level::Care, None));
    let wish = SeriesWish { horizon: Some(30), ..SeriesWish::default() };
    assert_eq!(judged(series(vec![1.0; 20]), wish).unwrap_err(), SeriesError::TooFew { have: 20, need: 38 });
    assert!(judged(series(vec![]), SeriesWish::default()).is_err());
    let stopped = carry_on(series(values), SeriesWish::default(), Ears { progress: &mut |_| {}, cancelled: &|| true });
    assert_eq!(stopped.unwrap_err(), SeriesError::Cancelled);
}

#[test]
fn an_order_log_knows_its_customers_by_row() {
    let codes = vec![0, 1, 0, Values::NO_LEVEL, 1];
    let names = Values::Levels { codes, levels: vec!["Ann".into(), "Bo".into()] };
    let days = [18_000.0, 18_010.0, 18_000.0, 18_020.0, 18_400.0];
    let found = orders::log(&names, &days, Some(&[5.0, 1.0, 2.0, 9.0, 4.0]), Some(18_200));
    assert_eq!(found.names, ["Ann", "Bo"]);
    assert_eq!(found.of_row, [Some(0), Some(1), Some(0), None, None]);
    assert_eq!((found.incomplete, found.later, found.until), (1, 1, Some(18_200)));
    // Two orders of one day are one.
    assert_eq!(found.customers[0], [(18_000, 7.0)]);
    assert_eq!(orders::worth(found).unwrap_err(), Refusal::TooFewRepeats { have: 0, need: 20 });
    let nothing = orders::log(&names, &[f64::NAN; 5], None, None);
    assert!(nothing.until.is_none() && orders::worth(nothing).is_err());
}
