use crate::{
    ChartError, HitMap,
    axis::Axis,
    pen::{Align, At, Pen},
    plane::{Plane, wanted},
};
use plotters::prelude::DrawingBackend;

/// Rows by two of their columns, coloured by what the model says of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scatter {
    pub points: Vec<ScatterPoint>,
    pub x_title: String,
    pub y_title: String,
    pub boundary: Option<Boundary>,
    /// What the colours mean: predicted yes, predicted no.
    pub legend: Option<(String, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScatterPoint {
    pub x: f64,
    pub y: f64,
    pub predicted: bool,
    /// The known answer: yes is a full dot, no a ring, unknown a small dot.
    pub truth: Option<bool>,
}

/// a·x + b·y = c; the side where a·x + b·y is greater is the yes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Boundary {
    pub a: f64,
    pub b: f64,
    pub c: f64,
}

const RADIUS: f64 = 3.5;

pub(crate) fn draw<B: DrawingBackend>(chart: &Scatter, pen: &Pen<'_, B>) -> Result<HitMap, ChartError> {
    let x = Axis::around(chart.points.iter().map(|point| point.x), wanted(pen.width, 90.0));
    let y = Axis::around(chart.points.iter().map(|point| point.y), wanted(pen.height, 56.0));
    let plane = Plane::new(pen, x, y);
    let (yes, no) = (pen.theme.accent, pen.theme.series[2]);
    let line = chart.boundary.map(|boundary| cut(&plane, boundary)).unwrap_or_default();
    pen.area(line.yes_side, yes, 0.07)?;
    let room = legend(chart, pen, &plane)?;
    plane.grid(pen, &chart.x_title, &pen.fitted(&chart.y_title, room))?;

    let mut hits = HitMap::default();
    for (index, point) in chart.points.iter().enumerate() {
        if !point.x.is_finite() || !point.y.is_finite() {
            continue;
        }
        let at = plane.place(point.x, point.y);
        let colour = if point.predicted { yes } else { no };
        match point.truth {
            Some(true) => pen.dot(at, RADIUS, colour, 0.75)?,
            Some(false) => pen.ring(at, RADIUS, 1.25, colour, 0.9)?,
            None => pen.dot(at, RADIUS - 1.0, colour, 0.75)?,
        }
        hits.point(index, at, RADIUS);
    }
    if let [from, to] = line.edge[..] {
        pen.line([from, to], 1.5, pen.theme.text, 0.85)?;
    }
    Ok(hits)
}

/// On the line of the y title, at its right end; what is left of the line is the title's.
fn legend<B: DrawingBackend>(chart: &Scatter, pen: &Pen<'_, B>, plane: &Plane) -> Result<f64, ChartError> {
    let Some((yes, no)) = &chart.legend else { return Ok(plane.right) };
    let font = pen.theme.font_px;
    let mut right = plane.right;
    for (text, colour) in [(no, pen.theme.series[2]), (yes, pen.theme.accent)] {
        let left = right - pen.width_of(text);
        pen.text(text, (right, font * 0.8), Align::Right, pen.theme.text2)?;
        pen.dot((left - font * 0.7, font * 0.8), RADIUS, colour, 1.0)?;
        right = left - font * 2.2;
    }
    Ok(right)
}

#[derive(Default)]
struct Cut {
    yes_side: Vec<At>,
    /// Where the boundary enters and leaves the plane.
    edge: Vec<At>,
}

/// The plane's rectangle clipped by the half-plane of yes (Sutherland & Hodgman 1974, one edge).
fn cut(plane: &Plane, boundary: Boundary) -> Cut {
    let (x, y) = (&plane.x, &plane.y);
    let corners = [(x.least, y.least), (x.most, y.least), (x.most, y.most), (x.least, y.most)];
    let above = |(x, y): At| boundary.a * x + boundary.b * y - boundary.c;
    let mut found = Cut::default();
    for i in 0..4 {
        let (from, to) = (corners[i], corners[(i + 1) % 4]);
        let (here, there) = (above(from), above(to));
        if here >= 0.0 {
            found.yes_side.push(plane.place(from.0, from.1));
        }
        if (here >= 0.0) != (there >= 0.0) {
            let share = here / (here - there);
            let at = plane.place(from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1));
            found.yes_side.push(at);
            found.edge.push(at);
        }
    }
    found
}
