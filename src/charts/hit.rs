/// Where the marks of a drawn chart are, for hover, tap and keyboard.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HitMap {
    pub hits: Vec<Hit>,
}

/// A mark: its place in device pixels and its index in the chart's data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    pub x: i32,
    pub y: i32,
    pub index: usize,
}

impl HitMap {
    pub(crate) fn add(&mut self, (x, y): (i32, i32), index: usize) {
        self.hits.push(Hit { x, y, index });
    }

    /// The mark nearest to a place, if it is within `reach` device pixels.
    pub fn nearest(&self, x: f64, y: f64, reach: f64) -> Option<Hit> {
        let distance = |hit: &Hit| (f64::from(hit.x) - x).hypot(f64::from(hit.y) - y);
        self.hits.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).copied().filter(|hit| distance(hit) <= reach)
    }
}
