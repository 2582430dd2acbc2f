/// One direction of a plot: which values it shows and which of them are written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Axis {
    pub least: f64,
    pub most: f64,
    pub ticks: Vec<f64>,
    percent: bool,
    step: f64,
}

impl Axis {
    /// Shows all finite `values` with a little room, written at about `wanted` round numbers.
    pub fn around(values: impl Iterator<Item = f64>, wanted: usize) -> Self {
        let finite = values.filter(|value| value.is_finite());
        let (mut least, mut most) =
            finite.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        if least > most {
            (least, most) = (0.0, 1.0);
        }
        let mut room = (most - least) * 0.04;
        if room <= least.abs().max(most.abs()) * 1e-9 {
            room = least.abs().max(1.0) * 0.5;
        }
        // Amounts and ages do not go below zero just to make room.
        let floor = if least >= 0.0 && least < room { 0.0 } else { least - room };
        Self::between(floor, most + room, wanted)
    }

    pub fn between(least: f64, most: f64, wanted: usize) -> Self {
        let rough = (most - least) / wanted.max(1) as f64;
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|factor| factor * power)
            .find(|step| *step >= rough * 0.999)
            .unwrap_or(rough);
        let first = (least / step - 1e-9).ceil();
        let last = (most / step + 1e-9).floor();
        let count = (last - first).clamp(0.0, 50.0) as usize;
        // Adding nothing turns the zero of a negative step into a plain zero.
        let ticks = (0..=count).map(|i| (first + i as f64) * step + 0.0).collect();
        Self { least, most, ticks, percent: false, step }
    }

    pub fn percent() -> Self {
        Self { percent: true, ..Self::between(0.0, 1.0, 5) }
    }

    pub fn label(&self, value: f64) -> String {
        if self.percent {
            format!("{:.0}%", value * 100.0)
        } else {
            short_beside(value, self.step, self.least.abs().max(self.most.abs()))
        }
    }

    /// Where a value lies: 0 at the least, 1 at the most.
    pub fn share(&self, value: f64) -> f64 {
        (value - self.least) / (self.most - self.least)
    }
}

/// A number as short as neighbours `step` apart allow: 0.5, 12, 12k, 1.5M.
pub fn short(value: f64, step: f64) -> String {
    short_beside(value, step, value.abs().max(step))
}

/// In the unit of the greatest number beside it.
fn short_beside(value: f64, step: f64, greatest: f64) -> String {
    let (unit, name) = match greatest {
        1e12.. => (1e12, "T"),
        1e9.. => (1e9, "B"),
        1e6.. => (1e6, "M"),
        1e4.. => (1e3, "k"),
        _ => (1.0, ""),
    };
    // The digits that the step has, seen in this unit.
    let digits = (-(step / unit).log10() - 1e-9).ceil().clamp(0.0, 6.0) as usize;
    let text = format!("{:.digits$}", value / unit);
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    match text {
        "0" | "-0" => "0".to_owned(),
        text => format!("{}{name}", text.replace('-', "\u{2212}")),
    }
}
