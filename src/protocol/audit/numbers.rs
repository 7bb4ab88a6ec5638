//! The audit's numbers: what the page draws, the report tells and the exports hold. Shares are 0 to 1, hours and
//! minutes say so, days are `YYYY-MM-DD`. Only occurrences that count are in them: at least one other human, a time
//! of day, not cancelled, not declined, not marked free. An occurrence is counted where it starts, in the user's zone;
//! its time is the time that passes, so a day on which the clocks change has 23 or 25 hours. Hours in meetings take in
//! those outside working hours. Where the whole is nothing, a share or a mean is 0.

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
    /// The span that is looked at. Of a meeting that begins before it or ends after it, the time inside is in the
    /// hours of the weeks and the heat.
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
    /// By how many hours the weekly figure changes from week to week: the slope of the least squares line. 0 for a
    /// single week.
    pub trend: f64,
    /// `hours_per_week` × 46 working weeks ÷ 8 hours: so the article's 14 hours are 80 days.
    pub days_per_year: f64,
    /// Hours in recurring meetings in one sprint: the weekly mean of `Week::recurring_hours` × weeks of the sprint.
    pub recurring_hours_per_sprint: f64,
    /// Hours in meetings that recur ([`Shape::Recurring`]), in the whole window: the sum of the weeks'.
    pub recurring_hours: f64,
    /// Hours in patterns and single meetings, in the whole window. Time in one of each kind is in both.
    pub single_hours: f64,
    /// By audience, the smallest first: 2, 3–4, 5–8, 9–15, 16 and more; all five, also without meetings.
    pub sizes: Vec<SizeGroup>,
    /// Occurrences with more than eight people, of all.
    pub above_eight: Share,
    /// Occurrences without an agenda, of all: the description has no topics; a link alone is none.
    pub without_agenda: Share,
    /// Who invites, most hours first; at most twelve, the rest as one more, the last, without a name. An event without
    /// ORGANIZER was made in the calendar that it stands in: it is the user's.
    pub inviters: Vec<Inviter>,
    /// Meetings without a gap.
    pub chains: Chains,
    /// Free blocks of two hours and more inside working hours, a week.
    pub blocks_per_week: f64,
    /// Half working days without a meeting, a week (Paul Graham: a maker's unit is half a day at least). Working hours
    /// are halved in their middle: 9 to 17 into 9 to 13 and 13 to 17.
    pub maker_blocks_per_week: f64,
    /// Seven rows (Monday first) of 24 hours: mean minutes in meetings in that hour of that weekday.
    pub heat: Vec<Vec<f64>>,
    /// Mean number of free pieces under two hours, and of five minutes at least, that meetings cut a working day into;
    /// over the working days that have a meeting inside working hours.
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
    /// First day, a Monday: as many weeks before the last as the options say, but never before what was read.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))]
    pub from: String,
    /// The day after the last, a Monday.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))]
    pub to: String,
    /// Weeks.
    pub weeks: u32,
    /// It does not end with the last full week before today: the calendar's newest meeting that counts is older, and it
    /// ends with its week; or what was read ends before, and it ends with the last full week of that.
    pub moved: bool,
}

/// Occurrences that start in the window and do not count, each under the first that holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeftOut {
    /// STATUS:CANCELLED.
    pub cancelled: u32,
    /// The user declined: with one of their addresses, and with none accepted.
    pub declined: u32,
    /// They take whole days.
    pub all_day: u32,
    /// TRANSP:TRANSPARENT.
    pub free: u32,
    /// Nobody else is invited, and nobody else invites; a resource is nobody. Whatever others answered, they are
    /// somebody.
    pub alone: u32,
}

/// One week.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Week {
    /// Its Monday.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))]
    pub monday: String,
    /// Hours in meetings: the time of overlapping meetings counts once.
    pub hours: f64,
    /// Hours of it in meetings that recur ([`Shape::Recurring`]).
    pub recurring_hours: f64,
    /// Occurrences that start in it.
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
    /// People, oneself included, from: attendees and organizer, each once, whatever they answered; a group is one, a
    /// resource none. Where no own address is known, oneself is taken to be one of them, unless there is only one.
    pub from: u32,
    /// To, included; `None`: and more.
    pub to: Option<u32>,
    /// Occurrences.
    pub meetings: u32,
    /// Own hours in them, up to the end of the window; time in two of them counts in each.
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
    /// The user, with all their addresses. Has no name.
    pub own: bool,
    /// How many people this line stands for: 1, or all the rest.
    pub people: u32,
    /// Occurrences.
    pub meetings: u32,
    /// The user's hours in them, up to the end of the window; time in two of them counts in each.
    pub hours: f64,
}

/// Meetings without a gap between them (less than five minutes), also such as overlap. Those that start in the window;
/// one without a length is in no chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Chains {
    /// Chains of two meetings and more, a week.
    pub per_week: f64,
    /// Occurrences that are part of one, of all.
    pub share: Share,
    /// Minutes of the longest, from its first start to its last end, or that of the window.
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
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{32}$")))]
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
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))]
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
