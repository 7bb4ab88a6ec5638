//! The audit's numbers: what the page draws, the report tells and the exports hold. Shares are 0 to 1, hours and
//! minutes say so, days are `YYYY-MM-DD`. Only occurrences that count are in them: at least one other human, a time
//! of day, not cancelled, not declined, not marked free.

use super::kept::{Change, Cycle, Keep, Measure, Reason, Shape};
use crate::stored::{AgendaLevel, Alternative, Frequency, Purpose, Quadrant, Relationship};
use serde::{Deserialize, Serialize};

/// Everything that the audit tells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "Meeting audit of converel"))]
pub struct Audit {
    /// Schema version of the numbers.
    pub schema: u32,
    /// When the calendar was read, milliseconds since the Unix epoch.
    pub read_at: f64,
    /// What was kept of it.
    pub keep: Keep,
    /// The span that is looked at.
    pub window: Window,
    /// Occurrences that count.
    pub counted: u32,
    /// Occurrences that do not.
    pub left_out: LeftOut,
    /// An address that is probably the user's own and is not among the options' own; empty where there is none.
    pub probably_own: String,
    /// One for each week of the window, oldest first.
    pub weeks: Vec<Week>,
    /// Hours in meetings a week: the mean over the window.
    pub hours_per_week: f64,
    /// By how many hours the weekly figure changes from week to week: the slope of the least squares line.
    pub trend: f64,
    /// `hours_per_week` × 46 working weeks ÷ 8 hours: so the article's 14 hours are 80 days.
    pub days_per_year: f64,
    /// Hours in recurring meetings in one sprint.
    pub recurring_hours_per_sprint: f64,
    /// Hours in meetings that recur.
    pub recurring_hours: f64,
    /// Hours in patterns and single meetings.
    pub single_hours: f64,
    /// By audience, the smallest first.
    pub sizes: Vec<SizeGroup>,
    /// Occurrences with more than eight people, of all.
    pub above_eight: Share,
    /// Occurrences without an agenda, of all.
    pub without_agenda: Share,
    /// Who invites, most hours first; at most twelve, the rest as one without a name.
    pub inviters: Vec<Inviter>,
    /// Meetings without a gap.
    pub chains: Chains,
    /// Free blocks of two hours and more inside working hours, a week.
    pub blocks_per_week: f64,
    /// Half working days without a meeting, a week (Paul Graham: a maker's unit is half a day at least).
    pub maker_blocks_per_week: f64,
    /// Seven rows (Monday first) of 24 hours: mean minutes in meetings in that hour of that weekday.
    pub heat: Vec<Vec<f64>>,
    /// Mean number of free pieces under two hours that meetings cut a working day into.
    pub fragments_per_day: f64,
    /// Deep work.
    pub deep: Deep,
    /// The board's cards: what recurs, most person-hours first.
    pub cards: Vec<Card>,
    /// Further cards that were left out for their number.
    pub cards_left_out: u32,
    /// The figures that a cycle is measured by.
    pub measure: Measure,
    /// Every cycle, oldest first; the last is the running one.
    pub cycles: Vec<Cycle>,
}

/// The span that is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Window {
    /// First day, a Monday.
    pub from: String,
    /// The day after the last, a Monday.
    pub to: String,
    /// Weeks.
    pub weeks: u32,
    /// The calendar's newest meeting is older than the weeks before today: the window ends with it.
    pub moved: bool,
}

/// Occurrences in the window that do not count, each under the first that holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeftOut {
    /// STATUS:CANCELLED.
    pub cancelled: u32,
    /// The user declined.
    pub declined: u32,
    /// They take whole days.
    pub all_day: u32,
    /// TRANSP:TRANSPARENT.
    pub free: u32,
    /// Nobody else is invited.
    pub alone: u32,
}

/// One week.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Week {
    /// Its Monday.
    pub monday: String,
    /// Hours in meetings: the time of overlapping meetings counts once.
    pub hours: f64,
    /// Hours of it in meetings that recur.
    pub recurring_hours: f64,
    /// Occurrences.
    pub meetings: u32,
    /// Free blocks of two hours and more.
    pub blocks: u32,
    /// Half days without a meeting.
    pub maker_blocks: u32,
    /// Hours in free blocks of two hours and more.
    pub deep_hours: f64,
}

/// Meetings of one audience.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SizeGroup {
    /// People, oneself included, from.
    pub from: u32,
    /// To, included; `None`: and more.
    pub to: Option<u32>,
    /// Occurrences.
    pub meetings: u32,
    /// Own hours in them.
    pub hours: f64,
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Share {
    /// The part.
    pub count: u32,
    /// The whole.
    pub of: u32,
}

/// Somebody who invites.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Inviter {
    /// Empty where names are not kept, and for the rest.
    pub name: String,
    /// The user.
    pub own: bool,
    /// How many people this line stands for: 1, or all the rest.
    pub people: u32,
    /// Occurrences.
    pub meetings: u32,
    /// The user's hours in them.
    pub hours: f64,
}

/// Meetings without a gap between them (less than five minutes).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Chains {
    /// Chains of two meetings and more, a week.
    pub per_week: f64,
    /// Occurrences that are part of one, of all.
    pub share: Share,
    /// Minutes of the longest, from its first start to its last end.
    pub longest_minutes: u32,
    /// Meetings in the longest.
    pub longest_meetings: u32,
}

/// Deep work, hours a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deep {
    /// Room for it: hours in free blocks of two hours and more inside working hours.
    pub had: f64,
    /// Wanted.
    pub wanted: f64,
    /// What is missing; 0 where nothing is.
    pub deficit: f64,
}

/// One meeting on the board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Card {
    /// Keyed hash: the same in a later import.
    pub key: String,
    /// Empty where titles are not kept.
    pub title: String,
    /// A series, or single events that repeat.
    pub shape: Shape,
    /// RFC 5545 FREQ, of a series.
    pub frequency: Option<Frequency>,
    /// INTERVAL.
    pub interval: u32,
    /// The usual weekday, 1 (Monday) to 7; 0 where there is none.
    pub weekday: u8,
    /// The usual start, minutes after midnight.
    pub starts: u32,
    /// The day of its last occurrence; `None`: without end.
    pub ends_on: Option<String>,
    /// People, oneself included.
    pub people: u32,
    /// A group of unknown size is among them: `people` is a lower bound.
    pub at_least: bool,
    /// Minutes of one occurrence.
    pub minutes: u32,
    /// Occurrences in a year.
    pub per_year: f64,
    /// `people` × `minutes` × `per_year`, in hours.
    pub person_hours: f64,
    /// Agenda in its description.
    pub agenda: AgendaLevel,
    /// What it is for, as inferred.
    pub purpose: Purpose,
    /// How well its people know each other, as inferred.
    pub relationship: Option<Relationship>,
    /// Where inference places it; `None`: it cannot be told, or the tie is the point.
    pub inferred: Option<Quadrant>,
    /// Where the user placed it.
    pub placed: Option<Quadrant>,
    /// Evidence, strongest first.
    pub reasons: Vec<Reason>,
    /// What could take its place.
    pub alternative: Option<Alternative>,
    /// What could be done about it where it stands, the best first; at most four.
    pub improvements: Vec<Improvement>,
}

impl Card {
    /// Where it stands: where the user placed it, or else where inference does.
    pub fn stands(&self) -> Option<Quadrant> {
        self.placed.or(self.inferred)
    }
}

/// What could be done about a meeting, with what would come of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Improvement {
    /// What.
    pub change: Change,
    /// Hours in a year for everybody together.
    pub hours_returned: f64,
    /// Hours a week for oneself.
    pub own_hours_returned: f64,
    /// Free blocks of two hours and more, a week.
    pub blocks_regained: f64,
}
