//! One decision as the journal keeps it. Guests are keyed hashes; the title never leaves the machine
//! unless the user asks for it in an export.

use crate::advice::Alternative;
use crate::agenda::AgendaLevel;
use crate::answers::SendAnywayReason;
use crate::infer::Purpose;
use crate::invite::Frequency;
use crate::quadrant::{Quadrant, Relationship};
use crate::verdict::PassReason;
use jiff::civil::Date;

/// What became of an invite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It went out without a question.
    Passed(PassReason),
    /// It went out with something written into it in the gate.
    Improved,
    /// It went out from the gate as it was, nothing missing.
    Sent,
    /// It went out against the advice or with something missing.
    SentAnyway(SendAnywayReason),
    /// An async alternative took its place.
    Replaced(Alternative),
    /// Back to editing.
    Returned,
    /// It went out unjudged.
    Unchecked(Cause),
}

/// Why an invite went out unjudged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The core did not answer before the deadline.
    CoreNotReady,
    /// The frame could not be started or was taken away.
    FrameBlocked,
    /// The page kept covering the gate.
    Covered,
    /// The extension was reloaded or updated under the open page.
    ExtensionUpdated,
    /// The editor was recognised and its Save was not.
    SaveNotFound,
    /// The journal could not be written (storage full, database out of reach).
    JournalUnavailable,
    /// The invite kept changing under the gate.
    InviteChanged,
    /// A fault in our own code.
    Fault,
}

/// One record.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// A UUID.
    pub id: String,
    /// Milliseconds since the Unix epoch.
    pub at: i64,
    /// The site's short name (`google`, `sogo`).
    pub site: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Purpose as inferred.
    pub purpose: Option<Purpose>,
    /// Relationship as inferred.
    pub relationship: Option<Relationship>,
    /// Quadrant as inferred.
    pub quadrant_inferred: Option<Quadrant>,
    /// Quadrant after the user moved the switches.
    pub quadrant_chosen: Option<Quadrant>,
    /// Short codes of the reasons (`title-words`, `guests`, …): no text of the invite.
    pub reasons: Vec<String>,
    /// People, oneself included.
    pub people: u32,
    /// `people` is a lower bound: a group is among the guests.
    pub people_at_least: bool,
    /// People who only needed to know.
    pub informed: u32,
    /// Length in minutes.
    pub minutes: Option<u32>,
    /// How it repeats.
    pub frequency: Option<Frequency>,
    /// Occurrences in twelve months.
    pub occurrences_per_year: f64,
    /// The agenda when it was held.
    pub agenda_before: AgendaLevel,
    /// The agenda when it was decided.
    pub agenda_after: AgendaLevel,
    /// When a series is looked at again.
    pub review_on: Option<Date>,
    /// Time in the gate in milliseconds; 0 for a silent pass.
    pub gate_milliseconds: u32,
    /// The title.
    pub title: String,
    /// Keyed hashes of the guests' addresses, 32 hex digits each.
    pub guests: Vec<String>,
}
