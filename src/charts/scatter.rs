use crate::{
    frame::{Drawn, Ticks, axes, range},
    hit::HitMap,
    theme::Theme,
};
use plotters::{coord::Shift, prelude::*};

/// People in the plane of two features, coloured by their class, with the line where the chance is one half.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter {
    pub x_name: String,
    pub y_name: String,
    pub points: Vec<ScatterPoint>,
    /// Where the model is undecided: a polyline in the units of the axes.
    pub boundary: Vec<(f64, f64)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScatterPoint {
    pub x: f64,
    pub y: f64,
    /// Decides the colour.
    pub class: usize,
    /// Drawn as a ring: the answer is not known.
    pub open: bool,
}

pub(crate) fn draw<B: DrawingBackend>(chart: &Scatter, theme: &Theme, area: &DrawingArea<B, Shift>) -> Drawn<B, HitMap> {
    let x_range = range(chart.points.iter().map(|point| point.x));
    let y_range = range(chart.points.iter().map(|point| point.y));
    let (inside_x, inside_y) = (x_range.clone(), y_range.clone());
    let mut plane = axes(theme, area, (x_range, &chart.x_name, Ticks::Number), (y_range, &chart.y_name, Ticks::Number))?;
    let mut hits = HitMap::default();
    let radius = theme.px(if chart.points.len() > 2_000 { 2.0 } else { 3.5 }).max(1);
    for (index, point) in chart.points.iter().enumerate().filter(|(_, point)| point.x.is_finite() && point.y.is_finite()) {
        let colour = theme.colour(point.class);
        let at = (point.x, point.y);
        if point.open {
            plane.draw_series([Circle::new(at, radius, colour.stroke_width(theme.px(1.0).max(1) as u32))])?;
        } else {
            plane.draw_series([Circle::new(at, radius, colour.mix(0.75).filled())])?;
        }
        hits.add(plane.backend_coord(&at), index);
    }
    let visible: Vec<_> = clip(&chart.boundary, (inside_x.start, inside_x.end), (inside_y.start, inside_y.end));
    let text: RGBColor = theme.text.into();
    for (from, to) in visible {
        plane.draw_series([PathElement::new(vec![from, to], text.stroke_width(theme.px(1.5).max(1) as u32))])?;
    }
    Ok(hits)
}

type Segment = ((f64, f64), (f64, f64));

/// The parts of a polyline inside a rectangle (Liang–Barsky).
fn clip(line: &[(f64, f64)], x: (f64, f64), y: (f64, f64)) -> Vec<Segment> {
    line.windows(2)
        .filter_map(|ends| {
            let ((x0, y0), (x1, y1)) = (ends[0], ends[1]);
            let (dx, dy) = (x1 - x0, y1 - y0);
            let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
            for (p, q) in [(-dx, x0 - x.0), (dx, x.1 - x0), (-dy, y0 - y.0), (dy, y.1 - y0)] {
                if p == 0.0 {
                    if q < 0.0 {
                        return None;
                    }
                } else if p < 0.0 {
                    enter = enter.max(q / p);
                } else {
                    leave = leave.min(q / p);
                }
            }
            (enter < leave).then(|| ((x0 + enter * dx, y0 + enter * dy), (x0 + leave * dx, y0 + leave * dy)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_the_plane_ends() {
        let cut = clip(&[(-1.0, 0.5), (2.0, 0.5)], (0.0, 1.0), (0.0, 1.0));
        assert_eq!(cut, [((0.0, 0.5), (1.0, 0.5))]);
        assert_eq!(clip(&[(-1.0, 3.0), (2.0, 3.0)], (0.0, 1.0), (0.0, 1.0)), []);
    }
}
