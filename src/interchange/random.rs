//! The one generator of the product's own draws: the same seed gives the same numbers on every machine.

use domain::{Id, Instant};

/// PCG XSL RR 128/64 (O'Neill 2014).
pub struct Random {
    state: u128,
}

const MULTIPLIER: u128 = 0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645;
const INCREMENT: u128 = 0x5851_f42d_4c95_7f2d_1405_7b7e_f767_814f;

impl Random {
    pub fn new(seed: u64) -> Self {
        let mut random = Self { state: u128::from(seed).wrapping_add(INCREMENT) };
        random.draw();
        random.draw();
        random
    }
    pub fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_mul(MULTIPLIER).wrapping_add(INCREMENT);
        let folded = ((self.state >> 64) ^ self.state) as u64;
        folded.rotate_right((self.state >> 122) as u32)
    }
    /// From 0, below 1.
    pub fn unit(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1u64 << 53) as f64
    }
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.draw()) * end as u128) >> 64) as usize
    }
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
    /// Standard normal (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }
}

/// Ids of records made together: unique by seed, sorted in the order they are made.
pub struct Ids {
    unix_ms: u64,
    random: Random,
    count: u128,
}

impl Ids {
    pub fn new(at: Instant, seed: u64) -> Self {
        Self { unix_ms: u64::try_from(at.0).unwrap_or_default(), random: Random::new(seed), count: 0 }
    }
    pub fn make(&mut self) -> Id {
        self.count += 1;
        let tail = u128::from(self.random.draw() >> 20);
        // 30 bits of count before 44 of chance, around the two bits where `Id::v7` leaves a gap.
        let (high, low) = (self.count >> 18, self.count & 0x3_ffff);
        Id::v7(self.unix_ms, (high << 64) | (low << 44) | tail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_as_made_and_draws_repeat() {
        let mut ids = Ids::new(Instant(1_700_000_000_000), 7);
        let made: Vec<_> = (0..600_000).map(|_| ids.make()).collect();
        assert!(made.is_sorted_by(|a, b| a < b));
        let mut a = Random::new(1);
        let mut b = Random::new(1);
        assert!((0..100).all(|_| a.draw() == b.draw()));
        let mean = (0..10_000).map(|_| a.unit()).sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.02, "{mean}");
    }
}
