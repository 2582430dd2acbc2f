use crate::{
    frame::{Drawn, range, short},
    hit::HitMap,
    theme::Theme,
};
use plotters::{
    coord::Shift,
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};

/// Horizontal bars from zero with interval whiskers, one a row, named at the left.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    pub x_name: String,
    pub bars: Vec<Bar>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub name: String,
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl Bars {
    /// The height, in CSS pixels, at which every bar is readable.
    pub fn height(&self) -> f64 {
        self.bars.len() as f64 * 32.0 + 48.0
    }
}

pub(crate) fn draw<B: DrawingBackend>(chart: &Bars, theme: &Theme, area: &DrawingArea<B, Shift>) -> Drawn<B, HitMap> {
    let background: RGBColor = theme.background.into();
    area.fill(&background)?;
    let rows = chart.bars.len().max(1) as f64;
    let x_range = range(chart.bars.iter().flat_map(|bar| [bar.value, bar.low, bar.high, 0.0]));
    let (width, _) = area.dim_in_pixel();
    let names = (f64::from(width) * 0.34).min(theme.px(180.0).into());
    let mut plane = ChartBuilder::on(area)
        .margin_top(theme.px(4.0))
        .margin_right(theme.px(16.0))
        .x_label_area_size(theme.px(40.0))
        .y_label_area_size(names as i32)
        .build_cartesian_2d(x_range, 0.0..rows)?;
    let (line, text, accent): (RGBColor, RGBColor, RGBColor) = (theme.line.into(), theme.text.into(), theme.accent.into());
    plane
        .configure_mesh()
        .disable_y_mesh()
        .disable_y_axis()
        .x_labels(5)
        .max_light_lines(0)
        .bold_line_style(line.stroke_width(theme.px(1.0).max(1) as u32))
        .axis_style(line)
        .label_style(theme.label())
        .axis_desc_style(theme.label())
        .x_label_formatter(&|value| short(*value))
        .x_desc(&chart.x_name)
        .set_all_tick_mark_size(theme.px(4.0))
        .draw()?;
    plane.draw_series([PathElement::new(vec![(0.0, 0.0), (0.0, rows)], text.mix(0.5).stroke_width(theme.px(1.0).max(1) as u32))])?;
    let mut hits = HitMap::default();
    let name_style = theme.label().color(&text).pos(Pos::new(HPos::Right, VPos::Center));
    for (index, bar) in chart.bars.iter().enumerate() {
        let middle = rows - index as f64 - 0.5;
        plane.draw_series([Rectangle::new([(0.0, middle - 0.26), (bar.value, middle + 0.26)], accent.mix(0.55).filled())])?;
        let whisker = text.stroke_width(theme.px(1.5).max(1) as u32);
        plane.draw_series([PathElement::new(vec![(bar.low, middle), (bar.high, middle)], whisker)])?;
        for end in [bar.low, bar.high] {
            plane.draw_series([PathElement::new(vec![(end, middle - 0.12), (end, middle + 0.12)], whisker)])?;
        }
        let at = plane.backend_coord(&(bar.value, middle));
        hits.add(at, index);
        let letters = (names / theme.scale / 7.0) as usize;
        let name = if bar.name.chars().count() > letters { bar.name.chars().take(letters.saturating_sub(1)).chain(['…']).collect() } else { bar.name.clone() };
        area.draw(&Text::new(name, ((names as i32) - theme.px(8.0), at.1), name_style.clone()))?;
    }
    Ok(hits)
}
