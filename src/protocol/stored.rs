//! The journal's record as it is stored and exported. A record once written can be read by every later
//! version: `schema` says which one wrote it, [`read`] migrates, `tests/fixtures/records/` keeps one
//! golden file for each version.

use crate::words::words;
use converel_core::{dates, record};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The schema version written today. 2 added the outcome `cancelled`, the cause `unseen` and the pass reasons
/// `minor_change` and `series_decided` to lists that are closed: a version that knows only 1 cannot read them.
pub const RECORD_SCHEMA: u32 = 2;

/// What became of an invite; its detail stands in the field that belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Outcome {
    Passed,
    Improved,
    Sent,
    SentAnyway,
    Replaced,
    Returned,
    Unchecked,
    Cancelled,
}

words! {
    /// Why an invite passed in silence.
    PassReason = converel_core::verdict::PassReason { NoGuests, Paused, AllDay, Past, BelowThreshold, Exempt, Bonding, Good, MinorChange, SeriesDecided }
}
words! {
    /// Why an invite was sent against the advice.
    SendAnywayReason = converel_core::answers::SendAnywayReason { NotGiven, Urgent, Connection, WritingTried, AskedTo, Sensitive, WrongAdvice }
}
words! {
    /// What took the meeting's place.
    Alternative = converel_core::advice::Alternative {
        WrittenUpdate, DecisionRecord, RecordedVideo, SharedDocument, TaskBoard, VideoCourse, PullRequest,
        QuestionQueue, RetroBoard, Survey, Message,
    }
}
words! {
    /// Why an invite went out unjudged.
    Cause = converel_core::record::Cause {
        CoreNotReady, FrameBlocked, Covered, ExtensionUpdated, SaveNotFound, JournalUnavailable,
        InviteChanged, Unseen, Fault,
    }
}
words! {
    /// What an invite is for.
    Purpose = converel_core::infer::Purpose { Conveyance, Convergence, Bonding, Unclear }
}
words! {
    /// How well the people know each other.
    Relationship = converel_core::quadrant::Relationship { Strong, Weak }
}
words! {
    /// The ConveRel quadrant, named by its advice.
    Quadrant = converel_core::quadrant::Quadrant { Replace, MeetForNow, Meet, InputsFirst }
}
words! {
    /// How much of an agenda there is, from nothing to topics with an outcome, owner or minutes.
    AgendaLevel = converel_core::agenda::AgendaLevel { None, LinkOnly, Topics, Good }
}
words! {
    /// RFC 5545 FREQ.
    Frequency = converel_core::invite::Frequency { Daily, Weekly, Monthly, Yearly }
}

// What nothing is known of: no agenda was found, and the purpose cannot be told.
#[allow(clippy::derivable_impls)] // the lists are declared by a macro, which knows no default
impl Default for AgendaLevel {
    fn default() -> Self {
        Self::None
    }
}
#[allow(clippy::derivable_impls)]
impl Default for Purpose {
    fn default() -> Self {
        Self::Unclear
    }
}

/// A record that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It carries no schema version.
    #[error("not a record: it has no schema version")]
    NoSchema,
    /// It was written by a newer version of the extension.
    #[error("the record has schema {found}, and this version reads up to {RECORD_SCHEMA}")]
    NewerSchema {
        /// The version that it carries.
        found: u64,
    },
    /// A field is missing or has a value of the wrong kind.
    #[error("the record does not follow its schema: {0}")]
    Malformed(String),
    /// An outcome without the detail that belongs to it.
    #[error("the record {id} lacks the detail of its outcome: {field}")]
    NoDetail {
        /// The record.
        id: String,
        /// The field that should say it.
        field: &'static str,
    },
    /// A time or date that is none.
    #[error("the record {id} has no valid {field}")]
    NoTime {
        /// The record.
        id: String,
        /// The field.
        field: &'static str,
    },
}

/// One decision. Text of the invite stands in `title` alone; guests are keyed hashes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoredRecord {
    /// Schema version.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
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
    #[cfg_attr(feature = "schema", schemars(range(min = 0)))]
    pub occurrences_per_year: f64,
    /// Agenda when held.
    pub agenda_before: AgendaLevel,
    /// Agenda when decided.
    pub agenda_after: AgendaLevel,
    /// Review date of a series, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))]
    pub review_on: Option<String>,
    /// Milliseconds in the gate.
    pub gate_milliseconds: u32,
    /// Title; left out of exports unless asked for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Keyed hashes of the guests' addresses, 32 hex digits each.
    #[cfg_attr(feature = "schema", schemars(inner(regex(pattern = "^[0-9a-f]{32}$"))))]
    pub guests: Vec<String>,
}

/// The version that a stored record carries.
///
/// # Errors
/// [`ReadError`]: none that can be read.
pub fn schema_of(json: &Value) -> Result<u32, ReadError> {
    match json.get("schema").and_then(Value::as_u64).ok_or(ReadError::NoSchema)? {
        0 => Err(ReadError::Malformed("schema versions start at 1".to_owned())),
        1 => Ok(1),
        2 => Ok(2),
        found => Err(ReadError::NewerSchema { found }),
    }
}

/// Reads a stored record of any version up to today's, migrating it.
pub fn read(mut json: Value) -> Result<StoredRecord, ReadError> {
    // Schema 2 knows more words: nothing that 1 could say changed its meaning.
    if schema_of(&json)? == 1
        && let Some(schema) = json.get_mut("schema")
    {
        *schema = 2.into();
    }
    serde_json::from_value(json).map_err(|error| ReadError::Malformed(error.to_string()))
}

impl From<&record::Record> for StoredRecord {
    fn from(record: &record::Record) -> Self {
        let mut stored = Self {
            schema: RECORD_SCHEMA,
            id: record.id.clone(),
            at: record.at as f64,
            site: record.site.clone(),
            outcome: Outcome::Sent,
            pass_reason: None,
            send_anyway_reason: None,
            alternative: None,
            cause: None,
            purpose: record.purpose.map(Purpose::from),
            relationship: record.relationship.map(Relationship::from),
            quadrant_inferred: record.quadrant_inferred.map(Quadrant::from),
            quadrant_chosen: record.quadrant_chosen.map(Quadrant::from),
            reasons: record.reasons.clone(),
            people: record.people,
            people_at_least: record.people_at_least,
            informed: record.informed,
            minutes: record.minutes,
            frequency: record.frequency.map(Frequency::from),
            occurrences_per_year: record.occurrences_per_year,
            agenda_before: record.agenda_before.into(),
            agenda_after: record.agenda_after.into(),
            review_on: record.review_on.map(dates::written),
            gate_milliseconds: record.gate_milliseconds,
            title: record.title.clone(),
            guests: record.guests.clone(),
        };
        stored.outcome = match record.outcome {
            record::Outcome::Passed(reason) => {
                stored.pass_reason = Some(reason.into());
                Outcome::Passed
            }
            record::Outcome::Improved => Outcome::Improved,
            record::Outcome::Sent => Outcome::Sent,
            record::Outcome::SentAnyway(reason) => {
                stored.send_anyway_reason = Some(reason.into());
                Outcome::SentAnyway
            }
            record::Outcome::Replaced(alternative) => {
                stored.alternative = Some(alternative.into());
                Outcome::Replaced
            }
            record::Outcome::Returned => Outcome::Returned,
            record::Outcome::Unchecked(cause) => {
                stored.cause = Some(cause.into());
                Outcome::Unchecked
            }
            record::Outcome::Cancelled => Outcome::Cancelled,
        };
        stored
    }
}

impl TryFrom<StoredRecord> for record::Record {
    type Error = ReadError;

    fn try_from(stored: StoredRecord) -> Result<Self, ReadError> {
        let id = stored.id;
        let no_detail = |field| ReadError::NoDetail { id: id.clone(), field };
        let outcome = match stored.outcome {
            Outcome::Passed => {
                record::Outcome::Passed(stored.pass_reason.ok_or_else(|| no_detail("pass_reason"))?.into())
            }
            Outcome::Improved => record::Outcome::Improved,
            Outcome::Sent => record::Outcome::Sent,
            Outcome::SentAnyway => record::Outcome::SentAnyway(
                stored.send_anyway_reason.ok_or_else(|| no_detail("send_anyway_reason"))?.into(),
            ),
            Outcome::Replaced => {
                record::Outcome::Replaced(stored.alternative.ok_or_else(|| no_detail("alternative"))?.into())
            }
            Outcome::Returned => record::Outcome::Returned,
            Outcome::Unchecked => {
                record::Outcome::Unchecked(stored.cause.ok_or_else(|| no_detail("cause"))?.into())
            }
            Outcome::Cancelled => record::Outcome::Cancelled,
        };
        // JavaScript's dates end at 8.64e15 ms, far inside both types.
        if !(-8.64e15..=8.64e15).contains(&stored.at) {
            return Err(ReadError::NoTime { id, field: "at" });
        }
        let review_on = match stored.review_on {
            None => None,
            Some(text) => match text.parse::<Date>() {
                Ok(date) => Some(date),
                Err(_) => return Err(ReadError::NoTime { id, field: "review_on" }),
            },
        };
        Ok(Self {
            id,
            at: stored.at as i64,
            site: stored.site,
            outcome,
            purpose: stored.purpose.map(Into::into),
            relationship: stored.relationship.map(Into::into),
            quadrant_inferred: stored.quadrant_inferred.map(Into::into),
            quadrant_chosen: stored.quadrant_chosen.map(Into::into),
            reasons: stored.reasons,
            people: stored.people,
            people_at_least: stored.people_at_least,
            informed: stored.informed,
            minutes: stored.minutes,
            frequency: stored.frequency.map(Into::into),
            occurrences_per_year: stored.occurrences_per_year,
            agenda_before: stored.agenda_before.into(),
            agenda_after: stored.agenda_after.into(),
            review_on,
            gate_milliseconds: stored.gate_milliseconds,
            title: stored.title,
            guests: stored.guests,
        })
    }
}
