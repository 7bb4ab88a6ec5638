//! What the audit keeps on this machine: of an import, where each meeting was placed on the board, and the
//! improvements of each cycle. What was kept once can be read by every later version: `schema` says which one
//! wrote it, the `read_…` functions migrate, `tests/fixtures/audit/` keeps golden files of each version.

use crate::stored::{AgendaLevel, Alternative, Frequency, Purpose, Quadrant, Relationship};
use crate::team::practice::Practice;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The schema version written today, of every kind of value here.
pub const AUDIT_SCHEMA: u32 = 2;

/// A calendar, read: what the numbers are made from. Instants are whole minutes since the Unix epoch, in UTC.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Import {
    /// Schema version.
    pub schema: u32,
    /// When it was read, milliseconds since the Unix epoch.
    pub at: f64,
    /// First minute of the span that occurrences were looked for in.
    pub from: i64,
    /// The minute after its last.
    pub to: i64,
    /// Titles and names are kept too. Where not, every `title` and `name` below is empty.
    pub names: bool,
    /// Files that were read.
    pub files: u32,
    /// Events (RFC 5545 VEVENT) in them.
    pub events: u32,
    /// How many defects they have.
    pub defects: u32,
    /// An address that is probably the user's own: the calendar's name where that is one, or the attendee of most
    /// events. Empty where none is, and where names are not kept.
    pub probably_own: String,
    /// Everybody invited or inviting.
    pub people: Vec<Person>,
    /// What the board has a card for, and every single meeting.
    pub meetings: Vec<Meeting>,
    /// One for each VEVENT that has an occurrence in the span.
    pub events_kept: Vec<Event>,
    /// By start.
    pub occurrences: Vec<Occurrence>,
}

/// Somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Keyed hash of the address, 32 hex digits, as in the journal.
    pub key: String,
    /// What to call them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// A room or another resource (RFC 5545 CUTYPE ROOM or RESOURCE).
    #[serde(default)]
    pub resource: bool,
    /// A group of unknown size (CUTYPE GROUP).
    #[serde(default)]
    pub group: bool,
}

/// Where a meeting comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// It has a recurrence rule, or recurrence dates.
    Recurring,
    /// Single events of the same title and nearly the same people, three or more in the span.
    Pattern,
    /// Happens once.
    #[default]
    Single,
}

/// One meeting: a series, single events that repeat, or one event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// Keyed hash, 32 hex digits: of the series' UID, or of a pattern's title and people. The same in a later import.
    pub key: String,
    /// The title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Where it comes from.
    pub shape: Shape,
    /// RFC 5545 FREQ, of a series, as far as a calendar's editor offers it.
    pub frequency: Option<Frequency>,
    /// INTERVAL; 1 where there is none.
    pub interval: u32,
    /// The day of its last occurrence, `YYYY-MM-DD`; `None`: it has no end, or does not repeat.
    pub ends_on: Option<String>,
    /// Minutes, of most occurrences.
    pub minutes: u32,
    /// How often in a year: by its rule, or as often as it was in the last 365 days of the span.
    pub per_year: f64,
    /// Agenda in its description.
    pub agenda: AgendaLevel,
    /// What it is for, as inferred.
    pub purpose: Purpose,
    /// 0 (a guess) to 1.
    pub purpose_confidence: f32,
    /// How well its people know each other, as inferred; `None`: it cannot be told.
    pub relationship: Option<Relationship>,
    /// Evidence, strongest first.
    pub reasons: Vec<Reason>,
    /// What could take its place.
    pub alternative: Option<Alternative>,
}

/// A piece of evidence, as [`converel_core::infer::Reason`]. Words of a title stand in it only where names are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Reason {
    /// Words of the title; empty where they are not kept.
    TitleWords {
        /// In the writer's spelling.
        words: String,
    },
    /// Words of the description; empty where they are not kept.
    BodyWords {
        /// In the writer's spelling.
        words: String,
    },
    /// `share` of `of` agenda minutes (or topics) share information.
    AgendaShares {
        /// The part that shares.
        share: u32,
        /// The whole.
        of: u32,
        /// Both are minutes, not topics.
        minutes: bool,
    },
    /// `decide` of `of` topics decide.
    AgendaDecides {
        /// Topics that decide.
        decide: u32,
        /// All topics.
        of: u32,
    },
    /// Number of other people.
    Guests {
        /// Other people.
        count: u32,
    },
    /// It repeats.
    Repeats {
        /// RFC 5545 FREQ.
        frequency: Frequency,
    },
    /// Exactly one other person.
    OneToOne,
    /// How often the same group has met.
    MetBefore {
        /// Meetings.
        times: u32,
    },
    /// No shared history with `new` of `of` guests.
    FirstTime {
        /// Guests never met before.
        new: u32,
        /// All guests.
        of: u32,
    },
    /// Guests of another domain; its name is empty where names are not kept.
    OutsideDomain {
        /// The domain.
        domain: String,
    },
    /// The user corrected this before.
    Corrected,
}

/// RFC 5545 PARTSTAT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Answer {
    #[default]
    NeedsAction,
    Accepted,
    Declined,
    Tentative,
    Delegated,
}

/// What one VEVENT says, other than when.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Index into [`Import::meetings`].
    pub meeting: u32,
    /// ORGANIZER: index into [`Import::people`].
    pub organizer: Option<u32>,
    /// ATTENDEE: indices into [`Import::people`], with their answers.
    pub attendees: Vec<(u32, Answer)>,
    /// STATUS:CANCELLED.
    #[serde(default)]
    pub cancelled: bool,
    /// TRANSP:TRANSPARENT: it takes nobody's time.
    #[serde(default)]
    pub free: bool,
    /// It takes whole days.
    #[serde(default)]
    pub all_day: bool,
    /// Agenda in its description.
    pub agenda: AgendaLevel,
}

/// One time that an event takes place: index into [`Import::events_kept`], start (minutes since the Unix epoch), length
/// in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence(pub u32, pub i64, pub u32);

/// Where the user placed a meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placement {
    /// [`Meeting::key`].
    pub key: String,
    /// The quadrant.
    pub quadrant: Quadrant,
    /// When, milliseconds since the Unix epoch.
    pub at: f64,
}

/// Where the user placed meetings; one for each key.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Placements {
    /// Schema version.
    pub schema: u32,
    /// By key.
    pub placements: Vec<Placement>,
}

/// What could be done about a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Change {
    /// Replace it.
    Replace {
        /// By what.
        by: Alternative,
    },
    /// Make it this long.
    Shorter {
        /// Minutes of one occurrence.
        minutes: u32,
    },
    /// Invite so many; the others get the notes.
    Smaller {
        /// People, oneself included.
        people: u32,
    },
    /// Meet every so many weeks (or months, …) only.
    Rarer {
        /// The new interval.
        interval: u32,
    },
    /// Write an agenda with an outcome for each topic.
    Agenda,
    /// Give the series an end, and look again then.
    EndDate {
        /// Weeks from now.
        weeks: u32,
    },
    /// Collect the inputs in writing first, then meet for so long.
    InputsFirst {
        /// Minutes of one occurrence.
        minutes: u32,
    },
    /// Drop it and put nothing in its place.
    Cancel,
}

/// One improvement that was promised for a cycle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Promise {
    /// [`Meeting::key`].
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{32}$")))]
    pub key: String,
    /// Its title; empty where names are not kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What is to be done.
    pub change: Change,
    /// Before: minutes, people, times a year.
    pub before: Size,
    /// What should come of it, in a year, for everybody together.
    pub hours_returned: f64,
    /// What should come of it, in a week, for oneself.
    pub own_hours_returned: f64,
    /// Free blocks of two hours and more that should come back, in a week.
    pub blocks_regained: f64,
}

/// How much of everybody's time a meeting takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Size {
    /// Minutes of one occurrence.
    pub minutes: u32,
    /// People, oneself included.
    pub people: u32,
    /// Occurrences in a year.
    pub per_year: f64,
    /// It has an agenda with an outcome, an owner or minutes.
    pub agenda: bool,
    /// It has an end.
    pub ends: bool,
}

/// The figures that a cycle is measured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Measure {
    /// Own hours in meetings, a week.
    pub hours_per_week: f64,
    /// Free blocks of two hours and more inside working hours, a week.
    pub blocks_per_week: f64,
    /// Half days without a meeting, a week.
    pub maker_blocks_per_week: f64,
    /// Share of the meetings' occurrences that have an agenda (topics; a link alone is none), 0 to 1.
    pub agenda_share: f64,
}

/// A practice that the team took up because of a round's gap. Nothing of a calendar is in it, and no words of anybody's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PracticePromise {
    /// The practice.
    pub practice: Practice,
    /// The round that showed the gap: [`crate::team::round::Round::id`].
    pub round: String,
    /// The question that showed it: [`crate::team::round::Question::id`].
    pub question: String,
    /// When it was taken up, milliseconds since the Unix epoch.
    pub at: f64,
    /// The gap then, 0 to 4, as steps of a scale.
    pub gap: f64,
    /// What later rounds showed, oldest first.
    #[serde(default)]
    pub looks: Vec<PracticeLook>,
}

/// What a later round showed of a practice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PracticeLook {
    /// That round.
    pub round: String,
    /// When it was closed, milliseconds since the Unix epoch.
    pub at: f64,
    /// The gap then.
    pub gap: f64,
    /// How far the gap has closed.
    pub kept: Kept,
    /// The gap is wider than before and the first weeks are not over: the dip that is to be expected.
    pub dip: bool,
}

/// One or two improvements, with a date to look again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cycle {
    /// UUID.
    pub id: String,
    /// When they were chosen, milliseconds since the Unix epoch.
    pub at: f64,
    /// The day to look again, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))]
    pub look_again: String,
    /// The improvements of single meetings; together with `practices` one or two.
    pub promises: Vec<Promise>,
    /// The practices that the team took up. Schema 1 had none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub practices: Vec<PracticePromise>,
    /// The figures when they were chosen; `None`: no calendar had been read. Schema 1 always had them.
    pub before: Option<Measure>,
    /// What later imports showed, oldest first.
    pub looks: Vec<Look>,
}

/// What an import showed of a cycle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Look {
    /// When it was read, milliseconds since the Unix epoch.
    pub at: f64,
    /// The first day counted: the day after the improvements were chosen, or later, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))]
    pub from: String,
    /// The day after the last that was counted, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))]
    pub to: String,
    /// The figures then.
    pub measure: Measure,
    /// What became of each promise, in their order.
    pub outcomes: Vec<Outcome>,
    /// The figures are worse than before and the first weeks are not over: the dip that is to be expected.
    pub dip: bool,
}

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outcome {
    /// How far it was kept.
    pub kept: Kept,
    /// The meeting now; all zero where it is gone.
    pub now: Size,
    /// Hours in a year for everybody together that came back, compared with before; less than 0: it takes more.
    pub hours_returned: f64,
}

/// How far a promise was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// As promised, or better; of a practice: the gap has closed by a good part.
    Kept,
    /// Some of it.
    Partly,
    /// The meeting is as it was, or takes more; the gap is as it was, or wider.
    NotYet,
    /// The import says nothing of it: its span ends before the improvement could show.
    TooEarly,
}

/// Every cycle, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cycles {
    /// Schema version.
    pub schema: u32,
    /// Oldest first; the last is the running one.
    pub cycles: Vec<Cycle>,
}

/// What the user set on the audit's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Options {
    /// Schema version.
    pub schema: u32,
    /// The user's own addresses, in lower case.
    pub own: Vec<String>,
    /// Working days, 1 (Monday) to 7.
    pub days: Vec<u8>,
    /// Working hours begin: minutes after midnight.
    pub day_from: u32,
    /// Working hours end: minutes after midnight, above `day_from`.
    pub day_to: u32,
    /// Weeks that are looked at, 4 to 52.
    pub weeks: u32,
    /// Weeks of one sprint, 1 to 8.
    pub sprint_weeks: u32,
    /// Hours of deep work wanted, a week.
    pub deep_wanted: f64,
    /// IANA name of the zone that days and hours are told in; empty: UTC.
    pub zone: String,
    /// What may be kept.
    pub keep: Keep,
}

/// What the user agreed to keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// Nothing was agreed to: what was read is gone when the page is closed.
    #[default]
    Nothing,
    /// Occurrences, sizes and hashed guests; no titles and no names.
    Numbers,
    /// Titles and names too.
    Names,
}

impl Default for Options {
    /// Monday to Friday, 9:00 to 17:00, twelve weeks, sprints of two, 20 hours of deep work (what the technologists
    /// that the article asked wanted), nothing kept.
    fn default() -> Self {
        Self {
            schema: AUDIT_SCHEMA,
            own: Vec::new(),
            days: vec![1, 2, 3, 4, 5],
            day_from: 9 * 60,
            day_to: 17 * 60,
            weeks: 12,
            sprint_weeks: 2,
            deep_wanted: 20.0,
            zone: String::new(),
            keep: Keep::Nothing,
        }
    }
}

/// Something kept that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeptError {
    /// It carries no schema version.
    #[error("it has no schema version")]
    NoSchema,
    /// A newer version of the extension wrote it: it is left alone.
    #[error("it has schema {found}, and this version reads up to {AUDIT_SCHEMA}")]
    Newer {
        /// The version that it carries.
        found: u64,
    },
    /// A field is missing or has a value of the wrong kind.
    #[error("it does not follow its schema: {0}")]
    Malformed(String),
}

/// Reads an import of any version up to today's.
pub fn read_import(json: Value) -> Result<Import, KeptError> {
    read(json)
}

/// Reads placements of any version up to today's.
pub fn read_placements(json: Value) -> Result<Placements, KeptError> {
    read(json)
}

/// Reads cycles of any version up to today's.
pub fn read_cycles(json: Value) -> Result<Cycles, KeptError> {
    read(json)
}

/// Reads options of any version up to today's. What they lack is as usual, but for the version.
pub fn read_options(json: Value) -> Result<Options, KeptError> {
    read(json)
}

/// Migrates step by step, from the version that it carries to today's. A cycle of version 1 has no practices and always
/// figures of before: all that it lacks is the number.
fn read<T: DeserializeOwned>(mut json: Value) -> Result<T, KeptError> {
    match json.get("schema").and_then(Value::as_u64).ok_or(KeptError::NoSchema)? {
        0 => return Err(KeptError::Malformed("schema versions start at 1".to_owned())),
        1 => {
            if let Some(schema) = json.get_mut("schema") {
                *schema = AUDIT_SCHEMA.into();
            }
        }
        2 => {}
        found => return Err(KeptError::Newer { found }),
    }
    serde_json::from_value(json).map_err(|error| KeptError::Malformed(error.to_string()))
}
