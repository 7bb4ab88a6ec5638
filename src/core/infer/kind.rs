//! The kinds of meetings, by the activity that an invite names.

use super::Purpose;

/// What is done in a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// No guests, or a block for oneself.
    FocusOrPersonal,
    /// A live outage, a war room, a bridge.
    Incident,
    /// A look back to learn from: of an iteration, a project, an incident.
    Retrospective,
    /// A candidate is met.
    Interview,
    /// Coffee, lunch, a party, an outing.
    Social,
    /// The counterpart is a client, a prospect, a vendor, a partner, an auditor or an investor.
    ExternalClient,
    /// Progress among peers.
    Status,
    /// The daily round of a team.
    Standup,
    /// Figures or a report upwards.
    Reporting,
    /// Finished work is shown.
    ReviewDemo,
    /// A whole company or department is told.
    AllHands,
    /// A course, a talk, a lesson.
    Training,
    /// New people are introduced to their work.
    Onboarding,
    /// A responsibility moves.
    Handover,
    /// One story, build or change is gone through with its makers.
    DeskCheck,
    /// Go or no-go, an approval, a choice.
    Decision,
    /// What will be done, by whom and when.
    Planning,
    /// Items of work are made ready, or sorted.
    Refinement,
    /// How something is to be built.
    DesignDiscussion,
    /// Ideas are collected.
    Brainstorm,
    /// Something is stuck, broken or disputed.
    ProblemSolving,
    /// A facilitated working session with several results.
    Workshop,
    /// Something begins.
    Kickoff,
    /// A call or catch-up that names no activity.
    AdHocSync,
    /// Two people, for the tie between them or for one of them.
    OneOnOne,
    /// None of these: office hours, formalities, drills, logistics.
    Other,
}

/// All kinds, in the order of the model's tables.
pub const KINDS: [Kind; 26] = [
    Kind::FocusOrPersonal,
    Kind::Incident,
    Kind::Retrospective,
    Kind::Interview,
    Kind::Social,
    Kind::ExternalClient,
    Kind::Status,
    Kind::Standup,
    Kind::Reporting,
    Kind::ReviewDemo,
    Kind::AllHands,
    Kind::Training,
    Kind::Onboarding,
    Kind::Handover,
    Kind::DeskCheck,
    Kind::Decision,
    Kind::Planning,
    Kind::Refinement,
    Kind::DesignDiscussion,
    Kind::Brainstorm,
    Kind::ProblemSolving,
    Kind::Workshop,
    Kind::Kickoff,
    Kind::AdHocSync,
    Kind::OneOnOne,
    Kind::Other,
];

impl Kind {
    /// The kind's name in data files.
    pub fn name(self) -> &'static str {
        match self {
            Self::FocusOrPersonal => "focus-or-personal",
            Self::Incident => "incident",
            Self::Retrospective => "retrospective",
            Self::Interview => "interview",
            Self::Social => "social",
            Self::ExternalClient => "external-client",
            Self::Status => "status",
            Self::Standup => "standup",
            Self::Reporting => "reporting",
            Self::ReviewDemo => "review-demo",
            Self::AllHands => "all-hands",
            Self::Training => "training",
            Self::Onboarding => "onboarding",
            Self::Handover => "handover",
            Self::DeskCheck => "desk-check",
            Self::Decision => "decision",
            Self::Planning => "planning",
            Self::Refinement => "refinement",
            Self::DesignDiscussion => "design-discussion",
            Self::Brainstorm => "brainstorm",
            Self::ProblemSolving => "problem-solving",
            Self::Workshop => "workshop",
            Self::Kickoff => "kickoff",
            Self::AdHocSync => "ad-hoc-sync",
            Self::OneOnOne => "one-on-one",
            Self::Other => "other",
        }
    }

    /// The kind of a name in data files.
    pub fn named(name: &str) -> Option<Self> {
        KINDS.into_iter().find(|kind| kind.name() == name)
    }

    /// What meetings of this kind are usually for; `None` where the kind does not tell.
    pub fn usual(self) -> Option<Purpose> {
        Some(match self {
            Self::Status
            | Self::Standup
            | Self::Reporting
            | Self::ReviewDemo
            | Self::AllHands
            | Self::Training
            | Self::Onboarding
            | Self::Handover => Purpose::Conveyance,
            Self::Incident
            | Self::Retrospective
            | Self::Interview
            | Self::ExternalClient
            | Self::DeskCheck
            | Self::Decision
            | Self::Planning
            | Self::Refinement
            | Self::DesignDiscussion
            | Self::Brainstorm
            | Self::ProblemSolving
            | Self::Workshop
            | Self::Kickoff => Purpose::Convergence,
            Self::OneOnOne | Self::Social => Purpose::Bonding,
            Self::FocusOrPersonal | Self::AdHocSync | Self::Other => return None,
        })
    }

    /// The tie between the people, or the meeting of a candidate, is the point: nothing written takes its
    /// place, and no advice says so.
    pub fn never_urged_away(self) -> bool {
        matches!(self, Self::Interview | Self::Social | Self::OneOnOne)
    }
}

/// What else the words of an invite say that counts for the advice. Each holds if the invite says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// It cannot wait: today, blocked, an outage.
    pub urgent: bool,
    /// The decision has financial, legal or compliance weight and is hard to take back.
    pub irreversible: bool,
    /// A confidential matter of people: pay, dismissal, a complaint.
    pub confidential: bool,
    /// Writing was tried and did not settle it.
    pub writing_tried: bool,
    /// Only a date, a name or a place is to be picked, or a mood asked.
    pub poll: bool,
    /// The matter is decided already; the invite tells of it.
    pub settled: bool,
    /// Source code is gone through.
    pub code: bool,
    /// Questions are taken and answered.
    pub questions: bool,
    /// Spontaneous, unfiltered reactions are wanted.
    pub reactions: bool,
}
