use serde::{Deserialize, Serialize};

/// The kinds of record. Stored by [`Kind::code`]; never renumber, only add.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Contact,
    Company,
    Order,
    Activity,
    Task,
    Tag,
    Field,
    View,
    Model,
    Profile,
    Deal,
    Deletion,
    /// Came from outside and waits for a decision.
    Lead,
}

impl Kind {
    pub const COUNT: usize = 13;
    pub const ALL: [Kind; Self::COUNT] = [
        Kind::Contact,
        Kind::Company,
        Kind::Order,
        Kind::Activity,
        Kind::Task,
        Kind::Tag,
        Kind::Field,
        Kind::View,
        Kind::Model,
        Kind::Profile,
        Kind::Deal,
        Kind::Deletion,
        Kind::Lead,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Kind::Contact => "contact",
            Kind::Company => "company",
            Kind::Order => "order",
            Kind::Activity => "activity",
            Kind::Task => "task",
            Kind::Tag => "tag",
            Kind::Field => "field",
            Kind::View => "view",
            Kind::Model => "model",
            Kind::Profile => "profile",
            Kind::Deal => "deal",
            Kind::Deletion => "deletion",
            Kind::Lead => "lead",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub fn index(self) -> usize {
        self as usize
    }
}
