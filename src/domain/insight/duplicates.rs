//! Which records may be the same person or company, and why.

use crate::Id;
use serde::{Deserialize, Serialize};

/// Two records that may be one, the lower id first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Duplicate {
    pub a: Id,
    pub b: Id,
    /// How sure it is that they are one, from 0 to 1.
    pub probability: f64,
    /// What speaks for and against it, the weightiest first.
    pub reasons: Vec<Evidence>,
}

/// What the comparison of one aspect says.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub aspect: Aspect,
    pub likeness: Likeness,
    /// In bits: by how many powers of two it makes "the same" more likely; below zero less likely.
    pub weight: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    GivenName,
    FamilyName,
    Email,
    Phone,
    Company,
    Street,
    Place,
    Birthday,
    /// All that is alike may be alike because they live or work together: never speaks for "the same".
    Related,
}

impl Aspect {
    /// Those that are compared, in the order of a comparison.
    pub const COMPARED: [Aspect; 8] = [
        Aspect::GivenName,
        Aspect::FamilyName,
        Aspect::Email,
        Aspect::Phone,
        Aspect::Company,
        Aspect::Street,
        Aspect::Place,
        Aspect::Birthday,
    ];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    Same,
    /// Read aloud it is the same, or it is a pet form of the same name.
    Sounds,
    /// A slip of the pen apart.
    Close,
    /// One says a part of what the other says: an initial, a masked number, a street without its number.
    Part,
    Different,
}

impl Likeness {
    pub const COUNT: usize = 5;
    pub const ALL: [Likeness; Self::COUNT] =
        [Likeness::Same, Likeness::Sounds, Likeness::Close, Likeness::Part, Likeness::Different];
}
