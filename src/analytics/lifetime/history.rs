use std::collections::BTreeMap;

/// A customer's past: orders after the first (on different days), when the last came and how long the customer is
/// known, both counted from the first order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct History {
    pub repeats: u32,
    pub last: f64,
    pub known: f64,
}

impl History {
    /// Within what can be: times in [0, [`LONGEST`]], no order beyond what is known, none at all without repeats.
    pub(crate) fn sound(&self) -> Self {
        let known = span(self.known);
        let last = if self.repeats == 0 { 0.0 } else { span(self.last).min(known) };
        Self { repeats: self.repeats, last, known }
    }
}

/// No time is longer.
const LONGEST: f64 = 1e9;

/// A time that can be computed with.
pub(crate) fn span(time: f64) -> f64 {
    if time > 0.0 { time.min(LONGEST) } else { 0.0 }
}

/// Equal histories with their number, by ascending repeats, and what their times were divided by: the longest is 40.
#[derive(Debug)]
pub(crate) struct Groups {
    pub of: Vec<(History, f64)>,
    pub scale: f64,
}

impl Groups {
    /// Equal histories are computed once: many customers bought once on the same day. None without customers or time.
    pub fn new(histories: &[History]) -> Option<Self> {
        let told = |own: &&History| own.last.is_finite() && own.known.is_finite();
        let sound: Vec<History> = histories.iter().filter(told).map(History::sound).collect();
        let scale = sound.iter().map(|own| own.known).fold(0.0, f64::max) / 40.0;
        if scale <= 0.0 {
            return None;
        }
        let mut counts: BTreeMap<(u32, u64, u64), f64> = BTreeMap::new();
        for own in &sound {
            *counts.entry((own.repeats, own.last.to_bits(), own.known.to_bits())).or_default() += 1.0;
        }
        let scaled = |((repeats, last, known), count): ((u32, u64, u64), f64)| {
            (History { repeats, last: f64::from_bits(last) / scale, known: f64::from_bits(known) / scale }, count)
        };
        Some(Self { of: counts.into_iter().map(scaled).collect(), scale })
    }

    /// At most about `most` of them, evenly from all: enough to begin with.
    pub fn thinned(&self, most: usize) -> Self {
        let step = (self.of.len() / most.max(1)).max(1);
        Self { of: self.of.iter().copied().step_by(step).collect(), scale: self.scale }
    }

    /// What turns the likelihood back into the unit that was asked in: each order's density carries one unit of time.
    pub fn unit(&self) -> f64 {
        -self.of.iter().map(|(own, count)| f64::from(own.repeats) * count).sum::<f64>() * self.scale.ln()
    }

    /// The sum over all of what `each` gives a history, with its slope. `common` is what all with as many repeats
    /// share, computed once for each number.
    pub fn sum<C: Copy>(
        &self,
        common: impl Fn(u32) -> C,
        each: impl Fn(&History, C) -> (f64, [f64; 4]),
    ) -> (f64, [f64; 4]) {
        let (mut total, mut slope) = (0.0, [0.0; 4]);
        let mut kept: Option<(u32, C)> = None;
        for (own, count) in &self.of {
            let shared = match kept {
                Some((repeats, shared)) if repeats == own.repeats => shared,
                _ => common(own.repeats),
            };
            kept = Some((own.repeats, shared));
            let (value, lean) = each(own, shared);
            total += count * value;
            slope.iter_mut().zip(lean).for_each(|(sum, one)| *sum += count * one);
        }
        (total, slope)
    }
}
