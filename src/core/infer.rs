//! A first inference of purpose and relationship, each with the evidence it rests on. When the
//! evidence is thin the answer is "unclear" or "unknown": then the gate asks, it does not guess.

use crate::invite::{Frequency, Invite};
use crate::policy::Exemption;
use crate::quadrant::{Nature, Relationship};
use crate::verdict::History;

/// What an invite is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Mostly one-way.
    Conveyance,
    /// A decision, plan, solution or shared understanding must be reached.
    Convergence,
    /// The tie between the people is the point (one-to-one, social, interview by convention).
    Bonding,
    /// It cannot be told from the invite.
    Unclear,
}

/// A piece of evidence, in a form that the screen can put into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Words of the title, in the writer's spelling.
    TitleWords(String),
    /// Words of the description.
    BodyWords(String),
    /// `share` of `of` agenda minutes (or items, if no minutes are given) are for sharing information.
    AgendaShares {
        /// The part that shares.
        share: u32,
        /// The whole.
        of: u32,
        /// Both are minutes, not items.
        minutes: bool,
    },
    /// `decide` of `of` agenda items are for deciding.
    AgendaDecides {
        /// Items that decide.
        decide: u32,
        /// All items.
        of: u32,
    },
    /// Number of other people.
    Guests(u32),
    /// It repeats.
    Repeats(Frequency),
    /// Exactly one other person.
    OneToOne,
    /// How often the same group has met, from the journal.
    MetBefore(u32),
    /// No shared history with `new` of `of` guests.
    FirstTime {
        /// Guests never met before.
        new: u32,
        /// All guests.
        of: u32,
    },
    /// Guests of another domain, which is named.
    OutsideDomain(String),
    /// The user corrected this before for the same group or words.
    Corrected,
}

/// An inferred value with its confidence and evidence, the strongest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Inference<T> {
    /// What was inferred.
    pub value: T,
    /// 0 (a guess) to 1 (certain).
    pub confidence: f32,
    /// The evidence, strongest first; at most four.
    pub reasons: Vec<Reason>,
}

/// The purpose of an invite.
pub fn purpose(invite: &Invite) -> Inference<Purpose> {
    let _ = invite;
    Inference { value: Purpose::Unclear, confidence: 0.0, reasons: Vec::new() }
}

/// The relationship of the people.
pub fn relationship(invite: &Invite, history: &History) -> Inference<Option<Relationship>> {
    let _ = (invite, history);
    Inference { value: None, confidence: 0.0, reasons: Vec::new() }
}

/// What an agenda item asks of the people, where its words tell.
pub fn item_nature(topic: &str) -> Option<Nature> {
    let _ = topic;
    None
}

/// The kind of meeting that a policy may exempt.
pub fn exemption(invite: &Invite) -> Option<Exemption> {
    let _ = invite;
    None
}
