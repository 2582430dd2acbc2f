//! From what a comparison found to how sure it is that two records are one.
//!
//! The record linkage of Fellegi and Sunter (1969): each aspect's likeness weighs log₂(m/u), where m is how often it
//! is found between records of one person and u between any two. u is counted on pairs drawn at random and, for
//! equal values, on how common the value is (Winkler 2000); m and the share of duplicates are what expectation
//! maximisation makes of the candidates, held by a prior. Beside "one person" and "strangers" stands "related": who
//! lives or works together shares family name, address, phone and company without being one. Deliberately not here:
//! which pairs are looked at.

use super::people::{Finding, Findings, Memory, People};
use crate::random::Random;
use domain::{
    Id,
    insight::{Aspect, Duplicate, Evidence, Likeness},
    sorting,
};

const ASPECTS: usize = Aspect::COMPARED.len();
type Levels = [f64; Likeness::COUNT];

/// What is assumed of an aspect before any data is seen.
struct Assumed {
    /// How likely each likeness is between two records of one person.
    m: Levels,
    /// Between strangers.
    u: Levels,
    /// How often related people share it.
    shared: f64,
    /// So many records with one value are no sign that it is common: they may be duplicates.
    spared: u32,
    /// How common a value is before it is counted.
    usual: f64,
    /// No value is held for rarer; nothing where it is u.
    rarest: Option<f64>,
}

/// By [`Aspect::COMPARED`]; levels by [`Likeness::ALL`].
const ASSUMED: [Assumed; ASPECTS] = [
    Assumed {
        m: [0.72, 0.06, 0.12, 0.05, 0.05],
        u: [0.006, 0.004, 0.008, 0.03, 0.952],
        shared: 0.0,
        spared: 2,
        usual: 1.0 / 500.0,
        rarest: Some(1e-5),
    },
    Assumed {
        m: [0.80, 0.03, 0.11, 0.02, 0.04],
        u: [0.004, 0.001, 0.005, 0.01, 0.98],
        shared: 0.5,
        spared: 2,
        usual: 1.0 / 500.0,
        rarest: Some(1e-5),
    },
    Assumed {
        m: [0.60, 0.001, 0.05, 0.10, 0.249],
        u: [1e-6, 1e-8, 1e-6, 2e-5, 0.99998],
        shared: 0.15,
        spared: 6,
        usual: 1e-6,
        rarest: None,
    },
    Assumed {
        m: [0.68, 0.001, 0.04, 0.10, 0.179],
        u: [1e-6, 1e-8, 1e-6, 3e-6, 0.999995],
        shared: 0.4,
        spared: 6,
        usual: 1e-6,
        rarest: None,
    },
    Assumed {
        m: [0.70, 0.03, 0.08, 0.10, 0.09],
        u: [0.002, 0.0002, 0.0004, 0.002, 0.9954],
        shared: 0.6,
        spared: 6,
        usual: 1.0 / 2000.0,
        rarest: None,
    },
    Assumed {
        m: [0.60, 0.001, 0.20, 0.12, 0.079],
        u: [1e-4, 1e-7, 1e-4, 3e-3, 0.9968],
        shared: 0.85,
        spared: 6,
        usual: 1e-4,
        rarest: None,
    },
    Assumed {
        m: [0.68, 0.001, 0.14, 0.14, 0.039],
        u: [1e-3, 1e-7, 1e-3, 1e-2, 0.988],
        shared: 0.95,
        spared: 6,
        usual: 1e-3,
        rarest: None,
    },
    Assumed {
        m: [0.85, 0.001, 0.08, 0.019, 0.05],
        u: [4e-5, 1e-7, 1e-3, 3e-3, 0.99596],
        shared: 0.0,
        spared: 6,
        usual: 4e-5,
        rarest: None,
    },
];

/// Pairs drawn at random to count u on.
const DRAWS: usize = 20_000;
/// How many pairs the assumed u counts for, as such of the level's kind.
const U_TRUST: f64 = 2.0;
/// How many duplicates the assumed m counts for.
const M_TRUST: f64 = 200.0;
/// How much commoner differences between records of one person may be than assumed.
const MOST_DIFFERENT: f64 = 2.5;
/// How many records the usual commonness of a value counts for.
const VALUE_TRUST: f64 = 100.0;
/// Related pairs for each record.
const RELATED: f64 = 0.25;
/// Duplicates for each record, before any are seen.
const DUPLICATES: f64 = 0.05;
const ROUNDS: usize = 12;

/// The weights, fitted to the data.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    m: [Levels; ASPECTS],
    u: [Levels; ASPECTS],
    /// The share of pairs that are one person, and that are related.
    same: f64,
    related: f64,
    people: f64,
}

impl Weights {
    /// Counts u; m and the share of duplicates are as assumed.
    pub fn new(people: &People, seed: u64, memory: &mut Memory) -> Self {
        let count = people.ready.len();
        let mut counts = [[0.0; Likeness::COUNT]; ASPECTS];
        let mut random = Random::new(seed);
        for _ in 0..if count > 1 { DRAWS.min(count * count) } else { 0 } {
            let a = random.below(count);
            let b = (a + 1 + random.below(count - 1)) % count;
            for (aspect, finding) in people.compare(a, b, memory).iter().enumerate() {
                if let Some(finding) = finding {
                    counts[aspect][finding.likeness as usize] += 1.0;
                }
            }
        }
        let mut u = counts;
        for (aspect, levels) in u.iter_mut().enumerate() {
            let drawn: f64 = counts[aspect].iter().sum();
            for (level, share) in levels.iter_mut().enumerate() {
                *share = (*share + U_TRUST) / (drawn + U_TRUST / ASSUMED[aspect].u[level]);
            }
            normalise(levels);
        }
        let mut weights = Self {
            m: std::array::from_fn(|aspect| ASSUMED[aspect].m),
            u,
            same: 0.0,
            related: 0.0,
            people: count.max(2) as f64,
        };
        weights.share(DUPLICATES * weights.people);
        weights
    }

    /// Sets the shares of pairs from the number of those that are one person.
    fn share(&mut self, duplicates: f64) {
        let pairs = self.people * (self.people - 1.0) / 2.0;
        self.same = (duplicates / pairs).clamp(1e-12, 0.4);
        self.related = (RELATED * self.people / pairs).clamp(1e-12, 0.4);
    }

    /// Fits m and the share of duplicates to the candidates.
    pub fn fit(&mut self, candidates: &[Findings]) {
        for _ in 0..ROUNDS {
            let mut counts: [Levels; ASPECTS] =
                std::array::from_fn(|aspect| ASSUMED[aspect].m.map(|share| share * M_TRUST));
            let mut duplicates = 0.0;
            for findings in candidates {
                let probability = self.chance(findings);
                duplicates += probability;
                for (aspect, finding) in findings.iter().enumerate() {
                    if let Some(finding) = finding {
                        counts[aspect][finding.likeness as usize] += probability;
                    }
                }
            }
            for (counts, assumed) in counts.iter_mut().zip(&ASSUMED) {
                normalise(counts);
                // What differs never becomes a sign of one person.
                let most = MOST_DIFFERENT * assumed.m[Likeness::Different as usize];
                counts[Likeness::Different as usize] = counts[Likeness::Different as usize].min(most);
            }
            self.m = counts;
            self.share(duplicates.max(0.01 * self.people));
        }
    }

    /// m/u of what was found.
    fn ratio(&self, aspect: usize, finding: &Finding) -> f64 {
        let (m, u) = (self.m[aspect][finding.likeness as usize], self.u[aspect][finding.likeness as usize]);
        let Some((count, of)) = finding.common else { return m / u };
        // How common this very value is, held by how common one is as a rule.
        let Assumed { spared, usual, rarest, .. } = ASSUMED[aspect];
        let counted = f64::from(count.saturating_sub(spared));
        let common = (counted + VALUE_TRUST * usual) / (f64::from(of.max(count)) + VALUE_TRUST);
        m / common.max(rarest.unwrap_or(u))
    }

    /// The likelihoods of "one person" and "related" against strangers. No aspect weighs more than some twenty bits,
    /// so that the products stay far within what a number holds.
    fn ratios(&self, findings: &Findings) -> (f64, f64) {
        let (mut same, mut related) = (1.0, 1.0);
        for (aspect, finding) in findings.iter().enumerate() {
            if let Some(finding) = finding {
                let ratio = self.ratio(aspect, finding);
                let shared = ASSUMED[aspect].shared;
                same *= ratio;
                related *= shared * ratio + 1.0 - shared;
            }
        }
        (same, related)
    }

    /// How sure it is that the two are one.
    pub fn chance(&self, findings: &Findings) -> f64 {
        let (same, related) = self.ratios(findings);
        let same = self.same * same;
        same / (same + self.related * related + 1.0 - self.same - self.related)
    }

    /// The findings as a pair with its reasons. Their weights and that of [`Aspect::Related`] add up to the log₂ of
    /// how much more likely "one person" is after the comparison than before.
    pub fn explain(&self, a: Id, b: Id, findings: &Findings) -> Duplicate {
        let mut reasons: Vec<Evidence> = findings
            .iter()
            .enumerate()
            .filter_map(|(aspect, finding)| {
                let finding = finding.as_ref()?;
                let weight = self.ratio(aspect, finding).log2();
                Some(Evidence { aspect: Aspect::COMPARED[aspect], likeness: finding.likeness, weight })
            })
            .collect();
        let strangers = 1.0 - self.same - self.related;
        let (_, related) = self.ratios(findings);
        let weight = (strangers / (strangers + self.related * related)).log2();
        if weight < -1.0 {
            reasons.push(Evidence { aspect: Aspect::Related, likeness: Likeness::Same, weight });
        }
        sorting::by(&mut reasons, |a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        Duplicate { a: a.min(b), b: a.max(b), probability: self.chance(findings), reasons }
    }
}

fn normalise(levels: &mut Levels) {
    let sum: f64 = levels.iter().sum();
    levels.iter_mut().for_each(|share| *share /= sum);
}
