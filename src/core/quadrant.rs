//! The ConveRel quadrants (InfoQ, "Adopting Asynchronous Collaboration in Distributed Software Teams").
//! x: convergence (left) to conveyance (right). y: strong relationship (top) to weak (bottom).

use crate::infer::Purpose;

/// The nature of the communication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Mostly one-way transfer of information ("Share").
    Conveyance,
    /// Interactive work to a shared understanding or decision ("Decide").
    Convergence,
}

/// The strength of the relationship between the people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relationship {
    /// They have worked together, with agreed ways of working.
    Strong,
    /// They are new to each other, or work together without agreed ways.
    Weak,
}

/// One of the four fields, with its advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quadrant {
    /// Conveyance, strong: no meeting, replace it.
    Replace,
    /// Conveyance, weak: meet for now, with a review date.
    MeetForNow,
    /// Convergence, weak: meet.
    Meet,
    /// Convergence, strong: inputs first, then a shorter meeting.
    InputsFirst,
}

impl Quadrant {
    /// The quadrant of a nature and a relationship.
    pub fn of(nature: Nature, relationship: Relationship) -> Self {
        match (nature, relationship) {
            (Nature::Conveyance, Relationship::Strong) => Self::Replace,
            (Nature::Conveyance, Relationship::Weak) => Self::MeetForNow,
            (Nature::Convergence, Relationship::Weak) => Self::Meet,
            (Nature::Convergence, Relationship::Strong) => Self::InputsFirst,
        }
    }
}

impl Purpose {
    /// Where the purpose stands on the x-axis; `None` for bonding and where it cannot be told.
    pub fn nature(self) -> Option<Nature> {
        match self {
            Self::Conveyance => Some(Nature::Conveyance),
            Self::Convergence => Some(Nature::Convergence),
            Self::Bonding | Self::Unclear => None,
        }
    }
}
