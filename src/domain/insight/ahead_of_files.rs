//! What the lab foresees of a file with dates: a series carried on, and what customers are worth.

use super::{Estimate, Level, Lifetime, Method};
use crate::Date;
use serde::{Deserialize, Serialize};

/// What a value of a series is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    Day,
    /// Monday to Friday.
    Workday,
    Week,
    Month,
    Quarter,
    Year,
    /// There are no dates.
    Row,
}

impl Period {
    /// Those that rows can be summed by.
    pub const SUMS: [Period; 5] = [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year];

    pub fn code(self) -> &'static str {
        match self {
            Period::Day => "day",
            Period::Workday => "workday",
            Period::Week => "week",
            Period::Month => "month",
            Period::Quarter => "quarter",
            Period::Year => "year",
            Period::Row => "row",
        }
    }

    /// The first day of the period so many after the one that begins on `from`.
    pub fn start(self, from: Date, after: usize) -> Date {
        let after = after as i32;
        let month = |months: i32| Date::first_of(from.month_number() + months);
        match self {
            Period::Day | Period::Row => from.plus_days(after),
            Period::Workday => {
                // Counted from the Monday of the first week; 1970 began on a Thursday.
                let days = (from.0 + 3).rem_euclid(7) + after;
                from.plus_days(after + (days / 5) * 2)
            }
            Period::Week => from.plus_days(7 * after),
            Period::Month => month(after),
            Period::Quarter => month(3 * after),
            Period::Year => month(12 * after),
        }
    }
}

/// What is asked of a series; without it what its dates suggest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeriesWish {
    /// Periods to foresee, and to hold back for judging.
    pub horizon: Option<usize>,
    /// Periods after which it comes round again; 1 for none.
    pub season: Option<usize>,
    pub period: Option<Period>,
}

/// A series, how it goes on, and how that did on its newest part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CarriedOn {
    pub period: Period,
    pub season: usize,
    /// The first day of the first period.
    pub from: Option<Date>,
    pub past: Vec<f64>,
    /// Several rows became one value.
    pub summed: bool,
    /// Rows without a date or a number; values between their neighbours where a period had none.
    pub left_out: usize,
    pub filled: usize,
    /// With bands for 80 of 100 cases; the ends of those for 95.
    pub expected: Vec<Estimate>,
    pub nearly_sure: Vec<[f64; 2]>,
    pub method: Method,
    /// Mean symmetric error in percent of forecasts from so many points of the past; that of repeating the past.
    pub smape: f64,
    pub naive_smape: f64,
    pub coverage: f64,
    pub origins: usize,
    pub held: Held,
    pub level: Level,
}

/// The newest periods, foreseen from those before them alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    pub method: Method,
    pub expected: Vec<Estimate>,
    pub errors: SeriesErrors,
    /// Of repeating the past.
    pub naive: SeriesErrors,
    /// The share of what came within the band for 80 of 100 cases.
    pub coverage: f64,
    /// By how much the mean error is below that of repeating the past, in shares of it. None for too few periods.
    pub gain: Option<Estimate>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SeriesErrors {
    pub smape: f64,
    pub mae: f64,
    pub rmse: f64,
    /// In steps of repeating the past within the known part (Hyndman & Koehler 2006). None where it never was off.
    pub mase: Option<f64>,
}

/// What the customers of a file of orders will bring.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderLog {
    pub orders: usize,
    /// Who ordered on more than one day.
    pub repeats: usize,
    /// Rows without a customer, a date or an amount, with an amount below zero, or later than `until`.
    pub left_out: usize,
    pub until: Date,
    pub lifetime: Lifetime,
    pub customers: Vec<Buyer>,
    /// For each row of the file the position of its customer, if it has one.
    pub of_row: Vec<Option<u32>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Buyer {
    /// As the file has it.
    pub name: String,
    /// Days with an order, and what they brought.
    pub orders: usize,
    pub spent: f64,
    /// At least one order within 1, 3, 6, 12 months.
    pub chances: [f64; 4],
    /// Orders and money within twelve months; the ends between which 80 of 100 like this customer lie.
    pub expected: f64,
    pub value: f64,
    pub likely_value: [f64; 2],
}
