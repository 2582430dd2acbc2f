//! Bands around a forecast, from what forecasts made in the past were off by (split conformal: Vovk, Gammerman & Shafer
//! 2005), widened until they hold as often as they promise on past points in time that had no part in them.
//!
//! Errors of neighbouring points are alike, and methods are chosen by these very errors: without the widening a band
//! that says 80 of 100 holds about 72.

use domain::insight::Estimate;
use statrs::function::erf::erf_inv;

/// How often a band holds, by position.
const PROMISES: [f64; 2] = [0.8, 0.95];
pub const LIKELY: usize = 0;
pub const NEARLY_SURE: usize = 1;
/// No band is widened further to keep its promise.
const WIDEST: f64 = 2.5;
/// Errors of as many steps ahead before those of other steps are taken in.
const ENOUGH: usize = 8;

/// What a forecast was off by: made at this origin, for so many steps ahead less one.
#[derive(Clone, Copy, Debug)]
struct Off {
    origin: usize,
    step: usize,
    error: f64,
}

/// The errors of one kind of figure.
pub struct Bands {
    all: Vec<Off>,
    in_proportion: bool,
    floor: f64,
    /// Points in time so near to another that they saw much the same come.
    gap: usize,
    /// How far the band without an error and its neighbours would have to be widened to hold it, for [`LIKELY`] and
    /// for [`NEARLY_SURE`].
    needed: [Vec<f64>; 2],
    widths: [f64; 2],
}

impl Bands {
    /// From rows of (foreseen, came), one row for each past point in time and in it one pair for each step ahead. Errors
    /// count in proportion or in amounts; nothing falls below `floor`.
    pub fn new(rows: &[Vec<(f64, f64)>], in_proportion: bool, floor: f64) -> Self {
        let mut all = Vec::new();
        for (origin, row) in rows.iter().enumerate() {
            for (step, &(foreseen, came)) in row.iter().enumerate() {
                let error = if in_proportion { (came / foreseen).ln() } else { came - foreseen };
                if error.is_finite() {
                    all.push(Off { origin, step, error });
                }
            }
        }
        let longest = rows.iter().map(Vec::len).max().unwrap_or(0);
        let gap = (longest / 2).min(rows.len() / 4);
        let mut bands = Self { all, in_proportion, floor, gap, needed: [vec![], vec![]], widths: [1.0; 2] };
        bands.needed = PROMISES.map(|promise| bands.all.iter().map(|off| bands.needed(off, promise)).collect());
        bands.widths = [0, 1].map(|at| bands.width(at, |_| true));
        bands.widths[1] = bands.widths[1].max(bands.widths[0]);
        bands
    }

    /// The band of a figure `step` + 1 periods ahead that keeps this one of the [`PROMISES`].
    ///
    /// Forecasts that were mostly too low may be so again or not: the band holds their errors as they were, and as they
    /// would have been around their middle. Else the estimate would be the end of its band.
    pub fn around(&self, step: usize, value: f64, promise: usize) -> Estimate {
        let (errors, width) = (self.near(step, None), self.widths[promise]);
        let (low, high) = ends(&errors, PROMISES[promise]);
        let (tail, middle) = ((1.0 - PROMISES[promise]) / 2.0, rank(&errors, 0.5));
        let (low, high) =
            ((width * low).min(rank(&errors, tail) - middle), (width * high).max(rank(&errors, 1.0 - tail) - middle));
        let shifted = |error: f64| if self.in_proportion { value * error.exp() } else { value + error };
        let value = value.max(self.floor);
        let most = |end: f64| if end.is_finite() { end } else { f64::MAX };
        Estimate { value, low: shifted(low).min(value).max(self.floor), high: most(shifted(high)).max(value) }
    }

    /// The share of what came that lay within the bands which the other points would have promised: the widening of
    /// either half of the points is that of the other half.
    pub fn coverage(&self, promise: usize) -> f64 {
        let middle = self.all.iter().map(|off| off.origin + 1).max().unwrap_or(0) / 2;
        let (older, newer) = (|off: &Off| off.origin < middle, |off: &Off| off.origin >= middle);
        let (of_older, of_newer) = (self.width(promise, older), self.width(promise, newer));
        let kept = self.all.iter().zip(&self.needed[promise]).filter(|(off, needed)| {
            let width = if older(off) { of_newer } else { of_older };
            **needed <= width
        });
        kept.count() as f64 / self.all.len().max(1) as f64
    }

    /// The least widening with which the promise is kept for the chosen errors.
    fn width(&self, promise: usize, chosen: impl Fn(&Off) -> bool) -> f64 {
        let own = self.all.iter().zip(&self.needed[promise]).filter(|(off, _)| chosen(off));
        let mut needed: Vec<f64> = own.map(|(_, needed)| *needed).collect();
        needed.sort_by(f64::total_cmp);
        let at = (needed.len() as f64 * PROMISES[promise]).ceil() as usize;
        needed.get(at.saturating_sub(1)).map_or(1.0, |width| width.clamp(1.0, WIDEST))
    }

    /// How far the band made without this error and its neighbours would have to be widened to hold it.
    fn needed(&self, off: &Off, promise: f64) -> f64 {
        let (low, high) = ends(&self.near(off.step, Some(off.origin)), promise);
        let end = if off.error < 0.0 { low } else { high };
        match off.error / end {
            _ if off.error == 0.0 => 0.0,
            ratio if ratio.is_finite() => ratio,
            _ => f64::MAX,
        }
    }

    /// The errors of as many steps ahead, or about as many, in order; with those around one origin left out.
    fn near(&self, step: usize, without: Option<usize>) -> Vec<f64> {
        let near = |reach: usize| -> Vec<f64> {
            let apart = |off: &Off| without.is_none_or(|origin| off.origin.abs_diff(origin) > self.gap);
            let close = |off: &&Off| off.step.abs_diff(step) <= reach && apart(off);
            self.all.iter().filter(close).map(|off| off.error).collect()
        };
        let mut errors = near(0);
        for reach in [1, 3, usize::MAX] {
            if errors.len() >= ENOUGH {
                break;
            }
            errors = near(reach);
        }
        errors.sort_by(f64::total_cmp);
        errors
    }
}

/// The error that this share of them, in order, lies below. Zero for none.
fn rank(errors: &[f64], share: f64) -> f64 {
    let Some(last) = errors.len().checked_sub(1) else { return 0.0 };
    let rank = (share * (errors.len() as f64 + 1.0) - 1.0).clamp(0.0, last as f64);
    let (below, part) = (rank.floor() as usize, rank.fract());
    errors[below] * (1.0 - part) + errors[(below + 1).min(last)] * part
}

/// The ends of an error, below and above nothing.
fn ends(errors: &[f64], promise: f64) -> (f64, f64) {
    let tail = (1.0 - promise) / 2.0;
    let further = beyond(tail, errors.len());
    (rank(errors, tail).min(0.0) * further, rank(errors, 1.0 - tail).max(0.0) * further)
}

/// How much further out than the outermost of a few errors the end of a band lies, as for normal errors.
fn beyond(tail: f64, count: usize) -> f64 {
    if tail * (count as f64 + 1.0) >= 1.0 {
        return 1.0;
    }
    let normal = |tail: f64| erf_inv(1.0 - 2.0 * tail);
    (normal(tail) / normal(1.0 / (count as f64 + 2.0))).max(1.0)
}
