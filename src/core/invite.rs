//! The invite that is judged: [`read`] makes it from a raw snapshot. Nothing is judged here.

use crate::agenda::Agenda;
use crate::dates::LocaleNames;
use crate::policy::Policy;
use crate::raw::{RawInvite, TextFormat};
use jiff::civil::{Date, DateTime, Weekday};

/// One other human, or a group of unknown size; never oneself, never a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// The mail address in lower case; empty where the page shows none.
    pub address: String,
    /// What to call them on screen; never empty.
    pub name: String,
    /// A distribution list: counted as one guest, and said to be of unknown size.
    pub group: bool,
    /// Attendance is optional.
    pub optional: bool,
    /// The address's domain is not one of the user's own. `false` where either is unknown.
    pub outside: bool,
}

/// RFC 5545 `FREQ`, as far as calendars' editors offer it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// How an event repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// `FREQ`.
    pub frequency: Frequency,
    /// `INTERVAL`, at least 1.
    pub interval: u32,
    /// `BYDAY` without ordinals; empty if the rule has none.
    pub days: Vec<Weekday>,
    /// `COUNT`.
    pub count: Option<u32>,
    /// The day of `UNTIL`.
    pub until: Option<Date>,
}

/// A fault of the invite itself, told to the user in words; none of them stops the judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The title is empty or blank.
    NoTitle,
    /// The event ends before, or when, it starts.
    EndBeforeStart,
    /// The dates or times could not be read in this language.
    UnreadableTime,
}

/// An invite, read.
#[derive(Clone, Debug)]
pub struct Invite {
    /// Title, trimmed, at most [`TITLE_LIMIT`] characters.
    pub title: String,
    /// The description as the page holds it.
    pub description: String,
    /// Format of `description`.
    pub format: TextFormat,
    /// The agenda found in the description.
    pub agenda: Agenda,
    /// Other humans and groups, each address once.
    pub guests: Vec<Guest>,
    /// The user's own addresses in lower case.
    pub own: Vec<String>,
    /// Start as a civil time, if it could be read.
    pub start: Option<DateTime>,
    /// Length in minutes; `None` for all-day events and unreadable times.
    pub minutes: Option<u32>,
    /// The event takes whole days.
    pub all_day: bool,
    /// How it repeats; `None` if it happens once.
    pub recurrence: Option<Recurrence>,
    /// BCP 47 language of the page.
    pub language: String,
    /// What is wrong with the invite itself.
    pub faults: Vec<Fault>,
}

/// A longer title is cut here for judging and showing; the calendar's own title is never touched.
pub const TITLE_LIMIT: usize = 300;

/// Reads a raw snapshot.
pub fn read(raw: &RawInvite, policy: &Policy, names: &LocaleNames) -> Invite {
    let _ = (policy, names);
    Invite {
        title: raw.title.trim().chars().take(TITLE_LIMIT).collect(),
        description: raw.description.clone(),
        format: raw.format,
        agenda: crate::agenda::read(&raw.description, raw.format, &raw.title),
        guests: Vec::new(),
        own: Vec::new(),
        start: None,
        minutes: None,
        all_day: raw.all_day,
        recurrence: None,
        language: raw.language.clone(),
        faults: Vec::new(),
    }
}
