use super::Estimate;
use crate::Date;
use serde::{Deserialize, Serialize};

/// What open deals come to, in minor units of one currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DealTotal {
    pub deals: usize,
    pub mean: f64,
    /// The ends between which the total lies 80 and 95 of 100 times.
    pub likely: [i64; 2],
    pub nearly_sure: [i64; 2],
    /// All of them won.
    pub most: i64,
    /// The ends are exact to the unit; else to a part in some thousands of the most.
    pub exact: bool,
}

/// A forecast as it was made, and what came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Foretold {
    pub made_on: Date,
    /// The first day of the period it is about.
    pub about: Date,
    /// With the band that was to hold 80 of 100 times.
    pub expected: Estimate,
    /// How far off repeating the past was by then, on average.
    pub scale: Option<f64>,
    pub came: Option<f64>,
}

/// How the forecasts of a diary turned out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiaryScore {
    pub judged: usize,
    pub waiting: usize,
    /// Mean absolute error in units of repeating the past: below 1 it was better.
    pub mase: Option<f64>,
    pub smape: f64,
    /// Foreseen less came, on average.
    pub bias: f64,
    /// The share that lay within the band.
    pub coverage: Estimate,
}

/// A day that moves what people buy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holiday {
    NewYear,
    ChineseNewYear,
    Valentine,
    Easter,
    LabourDay,
    MidYearSale,
    DragonBoat,
    MidAutumn,
    NationalDay,
    SinglesDay,
    Thanksgiving,
    BlackFriday,
    CyberMonday,
    DoubleTwelve,
    Christmas,
}

/// The code of the ready-made model that keeps forecasts.
pub const DIARY_CODE: &str = "forecast_diary";

/// The forecasts that were kept: the result of their model.
pub fn kept_diary(result: &str) -> Vec<Foretold> {
    serde_json::from_str(result).unwrap_or_default()
}
