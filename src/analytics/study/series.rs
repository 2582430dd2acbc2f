//! A series of a table, carried on, and judged by its newest periods.
//!
//! Invariant: what the newest periods are judged by was made from those before them alone. Deliberately not here: the
//! methods (`forecast`), and reading dates.

use super::Ears;
use crate::forecast::{self, Forecast, LEAST, methods};
use domain::{
    Date,
    insight::{CarriedOn, Estimate, Held, LabRefusal, Level, Method, Period, SeriesErrors, SeriesWish},
};
use statrs::distribution::{ContinuousCDF, StudentsT};
use std::collections::{BTreeMap, BTreeSet};

/// Values that are carried on, the newest: what is older tells little and takes long.
const LONGEST: usize = 2_000;
/// Periods foreseen where nothing is wished.
const AHEAD: usize = 12;
/// Periods with a row in so many of a hundred make a series that needs no sums.
const REGULAR: usize = 80;
/// Of so many periods rows are summed at least.
const SUMS: i32 = 12;
/// Values that a gain is told from.
const ENOUGH: usize = 4;
/// Days that can be: four digits of a year.
const DAYS: f64 = 2_900_000.0;

/// Values at even distances.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub period: Period,
    /// The first day of the first period.
    pub from: Option<Date>,
    pub values: Vec<f64>,
    pub summed: bool,
    pub left_out: usize,
    /// Periods without a row, which got a value between their neighbours.
    pub filled: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SeriesError {
    #[error("the work was cancelled")]
    Cancelled,
    #[error("{have} periods are too few: {need} are needed to learn from some and be judged by the others")]
    TooFew { have: usize, need: usize },
}

impl SeriesError {
    /// Why nothing was foreseen; none where the user stopped it.
    pub fn refusal(&self) -> Option<LabRefusal> {
        match *self {
            SeriesError::Cancelled => None,
            SeriesError::TooFew { have, need } => Some(LabRefusal::TooFewPeriods { have, need }),
        }
    }
}

/// Reads rows as a series. Without days they stand in their order; without amounts they are counted.
pub fn series(rows: usize, days: Option<&[f64]>, amounts: Option<&[f64]>, wished: Option<Period>) -> Series {
    let value = |row: usize| amounts.map_or(Some(1.0), |all| all.get(row).copied().filter(|value| value.is_finite()));
    let Some(days) = days else {
        let values: Vec<f64> = (0..rows).filter_map(value).collect();
        let left_out = rows - values.len();
        return Series { period: Period::Row, from: None, values, summed: false, left_out, filled: 0 }.newest();
    };
    let known = |row: usize| {
        let day = days.get(row).copied().filter(|day| day.abs() < DAYS)?;
        Some((day.floor() as i32, value(row)?))
    };
    let mut dated: Vec<(i32, f64)> = (0..rows).filter_map(known).collect();
    dated.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let left_out = rows - dated.len();
    let evenly = match (amounts, wished) {
        (None, _) => None,
        (_, Some(period)) => regular(&dated, period),
        _ => {
            use Period::{Day, Month, Quarter, Week, Workday, Year};
            [Year, Quarter, Month, Week, Workday, Day].into_iter().find_map(|period| regular(&dated, period))
        }
    };
    // So few rows leave gaps, and what lies in a gap is not nothing.
    let few = dated.len() < LEAST;
    let found = evenly.unwrap_or_else(|| if few { as_they_are(&dated) } else { sums(&dated, wished) });
    Series { left_out, ..found }.newest()
}

/// The number of the period of this length that a day is in; weeks and workdays are counted from `origin`.
fn number(period: Period, day: i32, origin: i32) -> i32 {
    let month = || Date(day).month_number();
    match period {
        Period::Day | Period::Row => day,
        Period::Workday => (day + 3).div_euclid(7) * 5 + (day + 3).rem_euclid(7).min(4),
        Period::Week => (day - origin).div_euclid(7),
        Period::Month => month(),
        Period::Quarter => month().div_euclid(3),
        Period::Year => month().div_euclid(12),
    }
}

/// The first day of a period by its number.
fn first_day(period: Period, number: i32, origin: i32) -> Date {
    match period {
        Period::Day | Period::Row => Date(number),
        Period::Workday => Date(number.div_euclid(5) * 7 + number.rem_euclid(5) - 3),
        Period::Week => Date(origin + number * 7),
        Period::Month => Date::first_of(number),
        Period::Quarter => Date::first_of(number * 3),
        Period::Year => Date::first_of(number * 12),
    }
}

/// One row for each period, or nearly so.
fn regular(dated: &[(i32, f64)], period: Period) -> Option<Series> {
    let origin = dated.first()?.0;
    let weekend = |day: i32| (day + 3).rem_euclid(7) > 4;
    if period == Period::Workday && dated.iter().any(|(day, _)| weekend(*day)) {
        return None;
    }
    let places: Vec<i32> = dated.iter().map(|(day, _)| number(period, *day, origin)).collect();
    let (first, last) = (*places.first()?, *places.last()?);
    let all = (i64::from(last) - i64::from(first) + 1) as usize;
    let different = places.windows(2).all(|pair| pair[0] < pair[1]);
    if !different || places.len() * 100 < all * REGULAR || places.len() < ENOUGH {
        return None;
    }
    let mut values = Vec::with_capacity(all);
    for (at, (place, (_, value))) in places.iter().zip(dated).enumerate() {
        let before = at.checked_sub(1).map(|before| (places[before], dated[before].1));
        if let Some((from, known)) = before {
            let gap = f64::from(place - from);
            values.extend((1..place - from).map(|step| known + (value - known) * f64::from(step) / gap));
        }
        values.push(*value);
    }
    let from = Some(first_day(period, first, origin));
    Some(Series { period, from, filled: values.len() - places.len(), values, summed: false, left_out: 0 })
}

/// Each row a value, whatever lies between them: too few to be carried on.
fn as_they_are(dated: &[(i32, f64)]) -> Series {
    let values = dated.iter().map(|(_, value)| *value).collect();
    Series { period: Period::Row, from: None, values, summed: false, left_out: 0, filled: 0 }
}

/// Sums of whole periods, by months where there are a dozen of them.
fn sums(dated: &[(i32, f64)], wished: Option<Period>) -> Series {
    let nothing = Series { period: Period::Month, from: None, values: vec![], summed: true, left_out: 0, filled: 0 };
    let (Some((oldest, _)), Some((newest, _))) = (dated.first().copied(), dated.last().copied()) else {
        return nothing;
    };
    let span = newest - oldest + 1;
    let period = wished.filter(|period| Period::SUMS.contains(period)).unwrap_or(match span {
        _ if span >= SUMS * 30 => Period::Month,
        _ if span >= SUMS * 7 => Period::Week,
        _ => Period::Day,
    });
    // Weeks end with the newest day.
    let origin = newest - 6;
    let of = |day: i32| number(period, day, origin);
    let mut found: BTreeMap<i32, f64> = BTreeMap::new();
    dated.iter().for_each(|(day, value)| *found.entry(of(*day)).or_default() += value);
    let (mut first, mut last) = (of(oldest), of(newest));
    let begins = |number: i32| first_day(period, number, origin).0;
    let length = begins(first + 1) - begins(first);
    // A part of a period is no sum of it.
    if (oldest - begins(first)) * 6 > length && first < last {
        first += 1;
    }
    if (begins(last + 1) - 1 - newest) * 10 > length && first < last {
        last -= 1;
    }
    let first = first.max(last - LONGEST as i32 + 1);
    let values = (first..=last).map(|number| found.get(&number).copied().unwrap_or(0.0)).collect();
    Series { period, from: Some(first_day(period, first, origin)), values, ..nothing }
}

impl Series {
    fn newest(mut self) -> Self {
        let old = self.values.len().saturating_sub(LONGEST);
        self.from = self.from.map(|from| self.period.start(from, old));
        self.left_out += old;
        self.values.drain(..old);
        self
    }

    /// After how many values a series of such periods comes round again; 1 for none.
    pub fn season(&self) -> usize {
        match self.period {
            Period::Day => 7,
            Period::Workday => 5,
            Period::Week => 52,
            Period::Month => 12,
            Period::Quarter => 4,
            Period::Year => 1,
            Period::Row => {
                [12, 7, 4, 24, 52].into_iter().find(|season| comes_round(&self.values, *season)).unwrap_or(1)
            }
        }
    }
}

/// Whether steps from value to value are like those one season before: their correlation is beyond one half.
fn comes_round(values: &[f64], season: usize) -> bool {
    if values.len() < 3 * season + 1 {
        return false;
    }
    let steps: Vec<f64> = values.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let mean = steps.iter().sum::<f64>() / steps.len() as f64;
    let spread: f64 = steps.iter().map(|step| (step - mean).powi(2)).sum();
    let common: f64 = steps.iter().zip(&steps[season..]).map(|(a, b)| (a - mean) * (b - mean)).sum();
    let all_alike = steps.iter().map(|step| step.to_bits()).collect::<BTreeSet<_>>().len() < 2;
    !all_alike && common > 0.5 * spread
}

/// Carries a series on and judges that by its newest values.
pub fn carry_on(series: Series, wish: SeriesWish, ears: Ears<'_>) -> Result<CarriedOn, SeriesError> {
    let have = series.values.len();
    let season = wish.season.unwrap_or_else(|| series.season()).max(1);
    let few = |horizon: usize| SeriesError::TooFew { have, need: LEAST + horizon };
    let horizon = match wish.horizon {
        Some(horizon) => horizon.max(1),
        None => AHEAD.min(have / 4).min(have.saturating_sub(LEAST)).max(1),
    };
    let kept = have.checked_sub(horizon).filter(|kept| *kept >= LEAST).ok_or_else(|| few(horizon))?;
    let (past, came) = series.values.split_at(kept);
    let before = forecast::forecast(past, season, horizon).ok_or_else(|| few(horizon))?;
    (ears.progress)(0.5);
    if (ears.cancelled)() {
        return Err(SeriesError::Cancelled);
    }
    let held = held(past, came, season, before);
    let found = forecast::forecast(&series.values, season, horizon).ok_or_else(|| few(horizon))?;
    (ears.progress)(1.0);
    let level = level(&held, &found);
    // As the forecast has it: a season that was not seen twice is none.
    let season = if have < season.saturating_mul(2).saturating_add(forecast::JUDGED) { 1 } else { season };
    Ok(CarriedOn {
        period: series.period,
        season,
        from: series.from,
        past: series.values,
        summed: series.summed,
        left_out: series.left_out,
        filled: series.filled,
        nearly_sure: found.wide.iter().map(|band| [band.low, band.high]).collect(),
        expected: found.expected,
        method: found.method,
        smape: found.smape,
        naive_smape: found.naive_smape,
        coverage: found.coverage,
        origins: found.origins,
        held,
        level,
    })
}

fn held(past: &[f64], came: &[f64], season: usize, made: Forecast) -> Held {
    let lag = if past.len() >= season.saturating_mul(2) { season } else { 1 };
    let steps: Vec<f64> = past.windows(lag + 1).map(|pair| (pair[lag] - pair[0]).abs()).collect();
    let scale = steps.iter().sum::<f64>() / steps.len().max(1) as f64;
    let off = |made: &[f64]| -> Vec<f64> { made.iter().zip(came).map(|(made, came)| (made - came).abs()).collect() };
    let errors = |made: &[f64]| {
        let off = off(made);
        let count = off.len().max(1) as f64;
        let mae = off.iter().sum::<f64>() / count;
        SeriesErrors {
            smape: forecast::smape(came.iter().copied().zip(made.iter().copied())),
            mae,
            rmse: (off.iter().map(|off| off * off).sum::<f64>() / count).sqrt(),
            mase: (scale > 0.0).then(|| mae / scale),
        }
    };
    let own: Vec<f64> = made.expected.iter().map(|one| one.value).collect();
    let naive = methods::carry_on(Method::Naive, past, lag, came.len());
    let better: Vec<f64> = off(&naive).iter().zip(off(&own)).map(|(naive, own)| naive - own).collect();
    let within = made.expected.iter().zip(came).filter(|(band, came)| band.low <= **came && **came <= band.high);
    let naive_errors = errors(&naive);
    Held {
        method: made.method,
        coverage: within.count() as f64 / came.len().max(1) as f64,
        errors: errors(&own),
        gain: mean(&better)
            .filter(|_| naive_errors.mae > 0.0)
            .map(|gain| gain.map(|one| (one / naive_errors.mae).min(1.0))),
        naive: naive_errors,
        expected: made.expected,
    }
}

/// The mean of values one after the other, which are alike (Diebold & Mariano 1995, with the weights of Newey & West
/// 1987), within Student's interval.
fn mean(values: &[f64]) -> Option<Estimate> {
    let count = values.len();
    if count < ENOUGH {
        return None;
    }
    let value = values.iter().sum::<f64>() / count as f64;
    let apart: Vec<f64> = values.iter().map(|one| one - value).collect();
    let common = |lag: usize| apart.iter().zip(&apart[lag..]).map(|(a, b)| a * b).sum::<f64>() / (count - 1) as f64;
    let most = (count as f64).cbrt() as usize;
    let neighbours: f64 = (1..=most).map(|lag| (1.0 - lag as f64 / (most + 1) as f64) * common(lag)).sum();
    // Values that turn to and fro are not surer than independent ones.
    let variance = common(0) + 2.0 * neighbours.max(0.0);
    let student = StudentsT::new(0.0, 1.0, (count - 1) as f64).map(|student| student.inverse_cdf(0.975)).ok()?;
    let reach = student * (variance / count as f64).sqrt();
    Some(Estimate { value, low: value - reach, high: value + reach })
}

fn level(held: &Held, found: &Forecast) -> Level {
    if held.method == Method::Naive || found.method == Method::Naive {
        return Level::Care;
    }
    match held.gain {
        Some(gain) if gain.low > 0.0 => Level::Use,
        Some(gain) if gain.value <= 0.0 => Level::No,
        None if held.errors.mae >= held.naive.mae => Level::No,
        _ => Level::Care,
    }
}
