use super::{
    Person, WORTH_SHOWING,
    blocking::Blocks,
    people::{Findings, Memory, People},
    score::Weights,
};
use domain::insight::Duplicate;

/// Pairs compared in one step.
const SLICE: usize = 20_000;

/// A look through all records for pairs that are one, in steps, so that a caller can stop between them.
pub struct Scan {
    people: People,
    weights: Weights,
    memory: Memory,
    pairs: Vec<(u32, u32)>,
    at: usize,
    /// Pairs that are no strangers at first sight.
    kept: Vec<(u32, u32, Findings)>,
}

impl Scan {
    /// The first, longest step: reads all records and finds the pairs to compare.
    pub fn new(persons: &[Person], seed: u64) -> Self {
        let mut people = People::default();
        persons.iter().for_each(|person| people.add(person));
        let mut memory = Memory::new();
        let weights = Weights::new(&people, seed, &mut memory);
        let pairs = Blocks::new(&people).pairs();
        Self { people, weights, memory, pairs, at: 0, kept: Vec::new() }
    }

    /// How many pairs have been compared, of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.at, self.pairs.len())
    }

    /// Compares the next pairs; false when none are left.
    pub fn step(&mut self) -> bool {
        let until = (self.at + SLICE).min(self.pairs.len());
        for &(a, b) in &self.pairs[self.at..until] {
            if let Some(findings) = self.people.compare_plausible(a as usize, b as usize, &mut self.memory)
                && self.weights.chance(&findings) > KEPT
            {
                self.kept.push((a, b, findings));
            }
        }
        self.at = until;
        self.at < self.pairs.len()
    }

    /// The pairs that are worth showing, the surest first.
    pub fn finish(mut self) -> Vec<Duplicate> {
        while self.step() {}
        let findings: Vec<Findings> = self.kept.iter().map(|(_, _, findings)| *findings).collect();
        self.weights.fit(&findings);
        let id = |at: u32| self.people.ready[at as usize].id;
        let mut found: Vec<Duplicate> = self
            .kept
            .iter()
            .filter(|(_, _, findings)| self.weights.chance(findings) >= WORTH_SHOWING)
            .map(|(a, b, findings)| self.weights.explain(id(*a), id(*b), findings))
            .collect();
        found.sort_by(|one, other| {
            other.probability.total_cmp(&one.probability).then((one.a, one.b).cmp(&(other.a, other.b)))
        });
        found
    }
}

/// Pairs less likely than this, with the weights as assumed, are let go at once.
const KEPT: f64 = 1e-4;

/// All of a [`Scan`] at once: nothing when it was cancelled. Progress is told from 0 to 1.
pub fn scan(
    persons: &[Person],
    seed: u64,
    progress: &mut dyn FnMut(f64),
    cancelled: &dyn Fn() -> bool,
) -> Option<Vec<Duplicate>> {
    let mut scan = Scan::new(persons, seed);
    while !cancelled() {
        let more = scan.step();
        let (done, total) = scan.progress();
        progress(if total == 0 { 1.0 } else { done as f64 / total as f64 });
        if !more {
            return Some(scan.finish());
        }
    }
    None
}
