//! Axes as all charts have them: hairline grid, small grey labels, no box.

use crate::theme::Theme;
use plotters::{
    coord::{Shift, types::RangedCoordf64},
    prelude::*,
};
use std::ops::Range;

pub(crate) type Plane<'a, B> = ChartContext<'a, B, Cartesian2d<RangedCoordf64, RangedCoordf64>>;
pub(crate) type Drawn<B, T> = Result<T, DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>>;

/// How an axis says its numbers.
#[derive(Clone, Copy)]
pub(crate) enum Ticks {
    Number,
    Percent,
}

/// `12k`, `3.5M`, `0.25`: short enough for an axis.
pub(crate) fn short(value: f64) -> String {
    let trim = |value: f64, unit: &str| {
        let text = format!("{value:.2}");
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        format!("{}{unit}", if text == "-0" { "0" } else { text })
    };
    match value.abs() {
        size if size >= 1e9 => trim(value / 1e9, "G"),
        size if size >= 1e6 => trim(value / 1e6, "M"),
        size if size >= 1e4 => trim(value / 1e3, "k"),
        _ => trim(value, ""),
    }
}

fn tick(kind: Ticks, value: f64) -> String {
    match kind {
        Ticks::Number => short(value),
        Ticks::Percent => format!("{}%", (value * 100.0).round()),
    }
}

/// The range of some values with a little air; never empty.
pub(crate) fn range(values: impl Iterator<Item = f64>) -> Range<f64> {
    let (low, high) = values.filter(|value| value.is_finite()).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if low > high {
        return 0.0..1.0;
    }
    let air = if low == high { low.abs().max(1.0) * 0.5 } else { (high - low) * 0.05 };
    low - air..high + air
}

/// Draws background, grid and axes, and returns the plane to draw on.
pub(crate) fn axes<'a, B: DrawingBackend>(
    theme: &Theme,
    area: &'a DrawingArea<B, Shift>,
    x: (Range<f64>, &str, Ticks),
    y: (Range<f64>, &str, Ticks),
) -> Drawn<B, Plane<'a, B>> {
    let background: RGBColor = theme.background.into();
    area.fill(&background)?;
    let (width, height) = area.dim_in_pixel();
    let mut chart = ChartBuilder::on(area)
        .margin_top(theme.px(8.0))
        .margin_right(theme.px(12.0))
        .margin_bottom(theme.px(2.0))
        .margin_left(theme.px(2.0))
        .x_label_area_size(theme.px(40.0))
        .y_label_area_size(theme.px(56.0))
        .build_cartesian_2d(x.0, y.0)?;
    let line: RGBColor = theme.line.into();
    let css = |pixels: u32| f64::from(pixels) / theme.scale;
    chart
        .configure_mesh()
        .x_labels((css(width) / 90.0).clamp(3.0, 8.0) as usize)
        .y_labels((css(height) / 48.0).clamp(3.0, 8.0) as usize)
        .max_light_lines(0)
        .bold_line_style(line.stroke_width(theme.px(1.0).max(1) as u32))
        .axis_style(line.stroke_width(theme.px(1.0).max(1) as u32))
        .label_style(theme.label())
        .axis_desc_style(theme.label())
        .x_label_formatter(&|value| tick(x.2, *value))
        .y_label_formatter(&|value| tick(y.2, *value))
        .x_desc(x.1)
        .y_desc(y.1)
        .set_all_tick_mark_size(theme.px(4.0))
        .draw()?;
    Ok(chart)
}
