use crate::{
    ChartError, HitMap,
    axis::Axis,
    pen::{Align, Pen},
    plane::Plane,
};
use plotters::prelude::DrawingBackend;

/// How many of the yes are found for how many false alarms, over all thresholds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roc {
    /// (share of no called yes, share of yes called yes), from (0, 0) to (1, 1).
    pub points: Vec<(f64, f64)>,
    /// The point of the threshold in use.
    pub chosen: Option<(f64, f64)>,
    pub x_title: String,
    pub y_title: String,
    /// Written into the empty corner: the area and its interval.
    pub caption: String,
}

pub(crate) fn draw<B: DrawingBackend>(chart: &Roc, pen: &Pen<'_, B>) -> Result<HitMap, ChartError> {
    let plane = Plane::new(pen, Axis::percent(), Axis::percent()).square();
    let (theme, font) = (pen.theme, pen.theme.font_px);
    let places: Vec<_> = chart.points.iter().map(|&(x, y)| plane.place(x, y)).collect();
    pen.area(places.iter().copied().chain([plane.place(1.0, 0.0), plane.place(0.0, 0.0)]), theme.accent, 0.07)?;
    plane.grid(pen, &chart.x_title, &chart.y_title)?;
    pen.dashes(plane.place(0.0, 0.0), plane.place(1.0, 1.0), 1.0, theme.text2)?;
    pen.line(places.iter().copied(), 2.0, theme.accent, 1.0)?;
    if let Some((x, y)) = chart.chosen {
        pen.dot(plane.place(x, y), 6.0, theme.background, 1.0)?;
        pen.dot(plane.place(x, y), 4.5, theme.accent, 1.0)?;
    }
    let corner = (plane.right - font, plane.bottom - font * 1.2);
    let room = plane.right - plane.left - font * 2.0;
    pen.text(&pen.fitted(&chart.caption, room), corner, Align::Right, theme.text)?;
    let mut hits = HitMap::default();
    places.into_iter().enumerate().for_each(|(index, at)| hits.point(index, at, 3.0));
    Ok(hits)
}
