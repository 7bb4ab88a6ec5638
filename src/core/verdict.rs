//! Pass in silence, or ask: the decision at the moment of the gesture.

use crate::answers::Answers;
use crate::cost::Cost;
use crate::infer::{Inference, Purpose};
use crate::invite::Invite;
use crate::quadrant::Relationship;

/// What is known of the people from the journal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// Per guest of the invite, in order: how many recorded invites they were in before.
    pub meetings: Vec<u32>,
}

/// Why an invite goes out without a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassReason {
    /// No other human among the guests.
    NoGuests,
    /// The user paused the gate.
    Paused,
    /// All-day events are not meetings.
    AllDay,
    /// It is already over.
    Past,
    /// Too small or too short by the policy.
    BelowThreshold,
    /// Exempt by the policy (one-to-one, social, interview, or the title).
    Exempt,
    /// The tie is the point: never urged away.
    Bonding,
    /// A good invite: small, with an agenda that has an outcome, and worth meeting for.
    Good,
}

/// What the gate asks, with everything already known filled in.
#[derive(Clone, Debug)]
pub struct Question {
    /// The purpose as inferred.
    pub purpose: Inference<Purpose>,
    /// The relationship as inferred; `None` is unknown.
    pub relationship: Inference<Option<Relationship>>,
    /// The prefilled answers.
    pub answers: Answers,
    /// The cost as invited.
    pub cost: Cost,
}

/// The verdict on a gesture.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// Let it go.
    Pass(PassReason),
    /// Show the gate.
    Ask(Box<Question>),
}

/// An invite with its verdict.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The invite as read.
    pub invite: Invite,
    /// The verdict.
    pub verdict: Verdict,
}
