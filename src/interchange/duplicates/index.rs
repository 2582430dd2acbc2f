use super::{
    Person, WORTH_SHOWING, blocking,
    people::{Memory, People},
    score::Weights,
};
use domain::insight::Duplicate;
use rustc_hash::FxHashMap;

/// More records of one key tell nothing about who it is.
const LOOKED_AT: usize = 200;

/// All records, ready to be asked whether one of them is a person at hand.
pub struct Index {
    people: People,
    weights: Weights,
    by_key: FxHashMap<u64, Vec<u32>>,
}

impl Index {
    pub fn new(persons: &[Person], seed: u64) -> Self {
        let mut people = People::default();
        persons.iter().for_each(|person| people.add(person));
        let weights = Weights::new(&people, seed, &mut Memory::new());
        let mut by_key: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (at, ready) in people.ready.iter().enumerate() {
            for key in blocking::keys(&people, ready) {
                by_key.entry(key).or_default().push(at as u32);
            }
        }
        Self { people, weights, by_key }
    }

    /// Records that may be this person, the surest first; never the record of the same id.
    pub fn like(&mut self, person: &Person) -> Vec<Duplicate> {
        let asked = self.people.ready.len();
        self.people.add(person);
        let mut at: Vec<u32> = blocking::keys(&self.people, &self.people.ready[asked])
            .iter()
            .filter_map(|key| self.by_key.get(key))
            .flat_map(|block| block.iter().take(LOOKED_AT).copied())
            .filter(|at| self.people.ready[*at as usize].id != person.id)
            .collect();
        at.sort_unstable();
        at.dedup();
        let mut memory = Memory::new();
        let mut found: Vec<Duplicate> = at
            .into_iter()
            .filter_map(|at| {
                let findings = self.people.compare(at as usize, asked, &mut memory);
                let known = self.people.ready[at as usize].id;
                (self.weights.chance(&findings) >= WORTH_SHOWING)
                    .then(|| self.weights.explain(known, person.id, &findings))
            })
            .collect();
        self.people.drop_last();
        found.sort_by(|one, other| {
            other.probability.total_cmp(&one.probability).then((one.a, one.b).cmp(&(other.a, other.b)))
        });
        found
    }
}
