use super::Level;
use serde::{Deserialize, Serialize};

/// Whether what a card foresees is worth using, and what speaks against it. Nothing does: use it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    pub level: Level,
    pub doubts: Vec<Doubt>,
}

impl Judged {
    pub fn by(doubts: Vec<Doubt>) -> Self {
        Self { level: doubts.iter().map(Doubt::level).max().unwrap_or(Level::Use), doubts }
    }

    /// Whether it may be written to records.
    pub fn can_apply(&self) -> bool {
        let few = |doubt: &Doubt| matches!(doubt, Doubt::FewRepeats { .. });
        self.level != Level::No && !self.doubts.iter().any(few)
    }
}

/// A mean error of this share is too much for any use.
const TOO_FAR: f64 = 0.6;

/// What speaks against a forecast. Shares are from 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// On what it had not seen it was no better than the plain rule.
    Worse,
    /// It could not be tried on anything that it had not seen.
    NotTried,
    /// Far off on average; beyond [`TOO_FAR`] the figure says nothing.
    FarOff { error: f64 },
    /// Better than the plain rule on what it had not seen, but not beyond chance.
    Unsure,
    /// No method was better than the plain rule: the plain rule is what is told.
    PlainRule,
    /// Customers who came back: too few to write anything down.
    FewRepeats { have: usize, need: usize },
    /// Cases that it was tried on.
    FewTried { have: usize, need: usize },
    /// Too few months to know the seasons.
    NoSeason { have: usize, need: usize },
    /// All together it foresaw more (above 0) or less than came.
    Biased { by: f64 },
    /// The sum of all was farther from what came than that of the plain rule.
    TotalFarther,
    /// The band held less often than it promises.
    BandMissed { promised: f64, held: f64 },
}

impl Doubt {
    /// The best that can be said of a forecast with this doubt.
    pub fn level(&self) -> Level {
        match self {
            Doubt::Worse | Doubt::NotTried => Level::No,
            Doubt::FarOff { error } if *error > TOO_FAR => Level::No,
            _ => Level::Care,
        }
    }
}
