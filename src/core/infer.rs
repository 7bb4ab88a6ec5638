//! A first inference of purpose and relationship, each with the evidence it rests on. When the
//! evidence is thin the answer is "unclear" or "unknown": then the gate asks, it does not guess.

use crate::agenda::AgendaLevel;
use crate::invite::{Frequency, Invite};
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

mod kind;
pub mod model;
pub mod observe;
mod reasons;
mod relationship;
mod signs;

pub use kind::{KINDS, Kind, Signals};
pub use relationship::{Known, relationship};

use model::{PURPOSES, PurposeRow, Weights};

/// What is thought of an invite.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// What is done in the meeting.
    pub kind: Inference<Kind>,
    /// What the meeting is for.
    pub purpose: Inference<Purpose>,
    /// What else the invite's words say.
    pub signals: Signals,
}

/// Judges an invite by the words of its title, its agenda and the rest of its description, by who is invited
/// and how often. `lean` is what the user's own corrections say of each purpose, in the order of
/// [`PURPOSES`], added to the model's sums. An invite without guests is for nobody else.
pub fn judgement(invite: &Invite, lean: &PurposeRow) -> Judgement {
    weighed(invite, lean, Weights::in_force())
}

/// As [`judgement`], by other weights than those in force: for those who fit and measure them.
pub fn weighed(invite: &Invite, lean: &PurposeRow, weights: &Weights) -> Judgement {
    if invite.guests.is_empty() {
        return Judgement {
            kind: certain(Kind::FocusOrPersonal),
            purpose: certain(Purpose::Unclear),
            signals: Signals::default(),
        };
    }
    let observed = observe::observe(invite);
    let kinds = weights.kind(&observed);
    let (kind, chance) = model::best_kind(&kinds);
    let chances = weights.purpose(&observed, &kinds, lean);
    // From its shape alone no invite tells what it is for; topics or the user's own corrections may.
    let told = invite.agenda.level >= AgendaLevel::Topics || lean.iter().any(|lean| *lean != 0.0);
    let guess = observed.silent() && !told;
    let [_, _, _, unclear] = chances;
    let (value, confidence) =
        if guess { (Purpose::Unclear, unclear) } else { weights.best_purpose(&chances) };
    let corrected = PURPOSES.iter().zip(lean).any(|(purpose, lean)| *purpose == value && *lean > 0.0);
    let reasons = reasons::reasons(invite, value, corrected);
    // Nobody is surer than what they can say for it.
    let most = if reasons.is_empty() && value != Purpose::Unclear { UNTOLD } else { 1.0 };
    Judgement {
        kind: Inference { value: kind, confidence: chance, reasons: Vec::new() },
        purpose: Inference { value, confidence: confidence.min(most), reasons },
        signals: observed.signals,
    }
}

fn certain<T>(value: T) -> Inference<T> {
    Inference { value, confidence: 1.0, reasons: Vec::new() }
}

/// The most confidence where no reason can be given.
const UNTOLD: f32 = 0.85;

/// The purpose of an invite alone; see [`judgement`].
pub fn purpose(invite: &Invite) -> Inference<Purpose> {
    judgement(invite, &[0.0; PURPOSES.len()]).purpose
}

/// What an agenda item asks of the people, where its words tell.
pub fn item_nature(topic: &str) -> Option<Nature> {
    signs::nature(topic)
}

/// So sure the kind must be for a policy to exempt it.
const EXEMPT: f32 = 0.5;

/// The kind of meeting that a policy may exempt: exactly one other person, or what is most likely a social
/// occasion or an interview.
pub fn exemption(invite: &Invite, kind: &Inference<Kind>) -> Option<Exemption> {
    if let [guest] = invite.guests.as_slice()
        && !guest.group
    {
        return Some(Exemption::OneToOne);
    }
    match kind.value {
        _ if kind.confidence < EXEMPT => None,
        Kind::Interview => Some(Exemption::Interview),
        Kind::Social => Some(Exemption::Social),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
