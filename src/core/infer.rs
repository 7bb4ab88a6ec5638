//! A first inference of purpose and relationship, each with the evidence it rests on. When the
//! evidence is thin the answer is "unclear" or "unknown": then the gate asks, it does not guess.

use crate::invite::{Frequency, Invite};
use crate::order;
use crate::policy::Exemption;
use crate::quadrant::Nature;

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

mod evidence;
mod kind;
mod relationship;

pub use kind::{KINDS, Kind, Signals};
pub use relationship::relationship;

use evidence::{Class, Evidence};

/// The purpose of an invite: from the words of its title, its agenda and the rest of its description, and
/// from who is invited. An invite without guests has none to tell.
pub fn purpose(invite: &Invite) -> Inference<Purpose> {
    if invite.guests.is_empty() {
        return Inference { value: Purpose::Unclear, confidence: 1.0, reasons: Vec::new() };
    }
    let evidence = Evidence::of(invite);
    let mut ranked = vec![
        (Purpose::Conveyance, evidence.share),
        (Purpose::Convergence, evidence.decide),
        (Purpose::Bonding, evidence.bond),
    ];
    order::few(&mut ranked, |one, other| one.1 > other.1);
    let (value, best) = ranked.first().copied().unwrap_or((Purpose::Unclear, 0.0));
    let second = ranked.get(1).map_or(0.0, |ranked| ranked.1);
    if best < ENOUGH || best - second < LEAD {
        return Inference {
            value: Purpose::Unclear,
            confidence: 1.0 - best / (best + ENOUGH),
            reasons: Vec::new(),
        };
    }
    // Grows with the lead, never to certainty: 0.5 at the least lead, 0.9 at a lead of five.
    let confidence = 0.5 + 0.4 * ((best - second - LEAD) / (5.0 - LEAD)).clamp(0.0, 1.0);
    Inference { value, confidence, reasons: evidence.reasons(invite, value) }
}

/// Less evidence than one word that leans one way is too thin.
const ENOUGH: f32 = 1.5;
/// So much the first must be ahead of the second.
const LEAD: f32 = 0.5;

/// What an agenda item asks of the people, where its words tell.
pub fn item_nature(topic: &str) -> Option<Nature> {
    let (mut share, mut decide) = (0.0, 0.0);
    for hit in evidence::find(topic) {
        match hit.entry.class {
            Class::Share => share += hit.entry.weight,
            Class::Decide => decide += hit.entry.weight,
            Class::Social | Class::OneToOne | Class::Interview | Class::Mask => {}
        }
    }
    match share.total_cmp(&decide) {
        std::cmp::Ordering::Greater => Some(Nature::Conveyance),
        std::cmp::Ordering::Less => Some(Nature::Convergence),
        std::cmp::Ordering::Equal => None,
    }
}

/// The kind of meeting that a policy may exempt: exactly one other person, or a title that says social
/// or interview more than it says anything else.
pub fn exemption(invite: &Invite) -> Option<Exemption> {
    if let [guest] = invite.guests.as_slice()
        && !guest.group
    {
        return Some(Exemption::OneToOne);
    }
    let title = evidence::sums(&evidence::find(&invite.title));
    let work = title.share.max(title.decide);
    if title.interview >= evidence::STRONG && title.interview > work {
        Some(Exemption::Interview)
    } else if title.social >= evidence::STRONG && title.social > work {
        Some(Exemption::Social)
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
