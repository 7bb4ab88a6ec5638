//! The journal's record as it is stored and exported. A record once written can be read by every later
//! version: `schema` says which one wrote it, [`read`] migrates, `tests/fixtures/records/` keeps one
//! golden file for each version.

use serde::{Deserialize, Serialize};

/// The schema version written today.
pub const RECORD_SCHEMA: u32 = 1;

/// Declares a stored word list: an enum whose variants are stored as snake_case strings.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_meta])* #[allow(missing_docs)] $variant),+ }

        impl $name {
            /// Every word, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }
    };
}

words! {
    /// `converel_core::record::Outcome` without its detail.
    Outcome { Passed, Improved, Sent, SentAnyway, Replaced, Returned, Unchecked }
}
words! {
    /// `converel_core::verdict::PassReason`.
    PassReason { NoGuests, Paused, AllDay, Past, BelowThreshold, Exempt, Bonding, Good }
}
words! {
    /// `converel_core::answers::SendAnywayReason`.
    SendAnywayReason { NotGiven, Urgent, Connection, WritingTried, AskedTo, Sensitive, WrongAdvice }
}
words! {
    /// `converel_core::advice::Alternative`.
    Alternative { WrittenUpdate, DecisionRecord, RecordedVideo, SharedDocument, TaskBoard }
}
words! {
    /// `converel_core::record::Cause`.
    Cause {
        CoreNotReady, FrameBlocked, Covered, ExtensionUpdated, SaveNotFound, JournalUnavailable,
        InviteChanged, Fault,
    }
}
words! {
    /// `converel_core::infer::Purpose`.
    Purpose { Conveyance, Convergence, Bonding, Unclear }
}
words! {
    /// `converel_core::quadrant::Relationship`.
    Relationship { Strong, Weak }
}
words! {
    /// `converel_core::quadrant::Quadrant`.
    Quadrant { Replace, MeetForNow, Meet, InputsFirst }
}
words! {
    /// `converel_core::agenda::AgendaLevel`.
    AgendaLevel { None, LinkOnly, Topics, Good }
}
words! {
    /// `converel_core::invite::Frequency`.
    Frequency { Daily, Weekly, Monthly, Yearly }
}

/// One decision. Text of the invite stands in `title` alone; guests are keyed hashes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoredRecord {
    /// Schema version.
    pub schema: u32,
    /// UUID.
    pub id: String,
    /// Milliseconds since the Unix epoch (a double, as in JavaScript).
    pub at: f64,
    /// The site's short name.
    pub site: String,
    /// What became of the invite.
    pub outcome: Outcome,
    /// With `passed`: why.
    pub pass_reason: Option<PassReason>,
    /// With `sent_anyway`: the reason given.
    pub send_anyway_reason: Option<SendAnywayReason>,
    /// With `replaced`: by what.
    pub alternative: Option<Alternative>,
    /// With `unchecked`: the cause.
    pub cause: Option<Cause>,
    /// Purpose as inferred.
    pub purpose: Option<Purpose>,
    /// Relationship as inferred.
    pub relationship: Option<Relationship>,
    /// Quadrant as inferred.
    pub quadrant_inferred: Option<Quadrant>,
    /// Quadrant as chosen.
    pub quadrant_chosen: Option<Quadrant>,
    /// Codes of the reasons.
    pub reasons: Vec<String>,
    /// People, oneself included.
    pub people: u32,
    /// `people` is a lower bound.
    pub people_at_least: bool,
    /// People who only needed to know.
    pub informed: u32,
    /// Minutes of one occurrence.
    pub minutes: Option<u32>,
    /// How it repeats.
    pub frequency: Option<Frequency>,
    /// Occurrences in twelve months.
    pub occurrences_per_year: f64,
    /// Agenda when held.
    pub agenda_before: AgendaLevel,
    /// Agenda when decided.
    pub agenda_after: AgendaLevel,
    /// Review date of a series, `YYYY-MM-DD`.
    pub review_on: Option<String>,
    /// Milliseconds in the gate.
    pub gate_milliseconds: u32,
    /// Title; left out of exports unless asked for.
    pub title: String,
    /// Keyed hashes of the guests' addresses, 32 hex digits each.
    pub guests: Vec<String>,
}
