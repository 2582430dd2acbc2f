/// Where the marks of a chart are on the screen, in CSS pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HitMap {
    pub spots: Vec<Spot>,
}

/// A mark: its centre and how far it reaches to either side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    pub index: usize,
    pub x: f64,
    pub y: f64,
    pub half_width: f64,
    pub half_height: f64,
}

impl Spot {
    fn distance(&self, x: f64, y: f64) -> f64 {
        let beyond = |at: f64, centre: f64, half: f64| ((at - centre).abs() - half).max(0.0);
        beyond(x, self.x, self.half_width).hypot(beyond(y, self.y, self.half_height))
    }
}

impl HitMap {
    pub(crate) fn point(&mut self, index: usize, (x, y): (f64, f64), radius: f64) {
        self.spots.push(Spot { index, x, y, half_width: radius, half_height: radius });
    }

    /// The mark at or nearest to a place, no further than `within`; of several, the one whose centre is nearest.
    pub fn nearest(&self, x: f64, y: f64, within: f64) -> Option<Spot> {
        let centre = |spot: &Spot| (x - spot.x).hypot(y - spot.y);
        let close = self.spots.iter().filter(|spot| spot.distance(x, y) <= within);
        close
            .min_by(|a, b| a.distance(x, y).total_cmp(&b.distance(x, y)).then(centre(a).total_cmp(&centre(b))))
            .copied()
    }
}
