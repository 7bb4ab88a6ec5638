//! What the dashboard's page and the audit's worker say to each other: one JSON text each, in `postMessage`'s
//! `message`; files go beside it, as `files`. The worker alone reads and writes what the audit keeps.

use super::kept::{Change, Cycle, Keep, Options};
use super::numbers::Audit;
use crate::backup::Texts;
use crate::stored::Quadrant;
use crate::team::practice::Practice;
use serde::{Deserialize, Serialize};

/// Page → worker. Each is answered by one [`FromAudit`] other than `Progress` and `Stage`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToAudit {
    /// Read what is kept and tell its numbers. Answer: `Shown`.
    Open {
        /// For whom nothing was set yet: the browser's zone, and the addresses of the settings.
        fallback: Box<Options>,
        /// The installation's key for guests' hashes, 64 hex digits.
        key: String,
        /// The user's language (BCP 47).
        language: String,
        /// Milliseconds since the Unix epoch.
        now: f64,
    },
    /// Read the files that come with this, in place of what was read before. Answer: `Shown` or `Failed`; then
    /// everything is as it was.
    Import {
        /// Milliseconds since the Unix epoch.
        now: f64,
    },
    /// Tell the numbers by other options; they are kept. Answer: `Shown`.
    Set {
        /// All of them.
        options: Box<Options>,
        /// Milliseconds since the Unix epoch.
        now: f64,
    },
    /// Keep what was read, so far and from now on. `Nothing` deletes what is kept, placements and cycles too. Answer:
    /// `Shown`, or `Failed` where it could not be written.
    Keep {
        /// How much.
        keep: Keep,
        /// Milliseconds since the Unix epoch.
        now: f64,
    },
    /// Place a meeting on the board. Answer: `Shown`.
    Place {
        /// The card's key.
        key: String,
        /// Where; `None`: where inference does.
        quadrant: Option<Quadrant>,
        /// Milliseconds since the Unix epoch.
        now: f64,
    },
    /// Draft a message to the group about a change. Answer: `Drafted`.
    Draft {
        /// The card's key.
        key: String,
        /// What is to be done.
        change: Change,
        /// The user's date, `YYYY-MM-DD`.
        today: String,
        /// The day to look again, `YYYY-MM-DD`.
        look_again: String,
    },
    /// Begin a cycle with these one or two improvements; a running one of the same day is replaced. Answer: `Shown`.
    Choose {
        /// Cards' keys and what is to be done.
        changes: Vec<(String, Change)>,
        /// The day to look again, `YYYY-MM-DD`.
        look_again: String,
        /// A fresh UUID.
        id: String,
        /// Milliseconds since the Unix epoch.
        now: f64,
    },
    /// Drop the running cycle: it was a mistake. Answer: `Shown`.
    Unchoose {
        /// Its id.
        id: String,
        /// Milliseconds since the Unix epoch.
        now: f64,
    },
    /// Take up a practice: in the running cycle, or where there is none, or its day to look again has come, in a new
    /// one. It is kept whatever was agreed to about calendars: nothing of one is in it. Answer: `Shown`, or `Failed`
    /// where the running cycle has it, or two improvements, already.
    TakeUp {
        /// The practice.
        practice: Practice,
        /// The closed round that shows the gap: its id.
        round: String,
        /// The question that shows it: its id.
        question: String,
        /// The gap, 0 to 4, as steps of a scale.
        gap: f64,
        /// The day to look again, of a new cycle, `YYYY-MM-DD`.
        look_again: String,
        /// A fresh UUID, of a new cycle.
        id: String,
        /// Milliseconds since the Unix epoch.
        now: f64,
    },
    /// Drop a practice of a cycle, and the cycle where nothing else is in it. Answer: `Shown`.
    DropPractice {
        /// The cycle's id.
        id: String,
        /// The practice.
        practice: Practice,
        /// Milliseconds since the Unix epoch.
        now: f64,
    },
    /// What closed rounds show of the questions that practices were taken up for. Answer: `Shown`.
    RoundResults {
        /// Of each round and question, and of each round that led to a practice.
        gaps: Vec<RoundGap>,
        /// Milliseconds since the Unix epoch.
        now: f64,
    },
    /// Hand everything that was read and chosen to another worker, over the port that comes with this. No answer.
    /// So an import is read by a worker of its own, and stopping that takes nothing from what there was.
    HandOver,
    /// Take over what comes through the port that comes with this, in place of opening. No answer.
    TakeOver,
    /// Give the texts that are kept, for a backup. Answer: `Exported`.
    Export,
    /// Restore these texts of a backup beside those that are kept. Whoever opened before opens again. Answer:
    /// `Restored`.
    Restore {
        /// The texts.
        texts: Texts,
    },
}

/// What a closed round shows of a question, for the practices that one earlier round led to: what they are held against
/// is to have been asked in the same words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoundGap {
    /// The id of the round that led to the practices.
    pub base: String,
    /// The round's id.
    pub round: String,
    /// When it was begun, milliseconds since the Unix epoch.
    pub begun: f64,
    /// When it was closed, milliseconds since the Unix epoch.
    pub closed: f64,
    /// The question's id.
    pub question: String,
    /// The gap, 0 to 4, as steps of a scale.
    pub gap: f64,
}

/// What the worker is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Reading the files' bytes.
    Reading,
    /// Recurrences are expanded: every occurrence is known.
    Expanded,
    /// Every meeting was judged.
    Judged,
}

/// Worker → page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromAudit {
    /// The worker is ready for the first message.
    Ready,
    /// How far an import is.
    Progress {
        /// What it is at.
        stage: Stage,
        /// Bytes read.
        done: f64,
        /// Bytes in all, as far as known.
        of: f64,
        /// Events found so far.
        events: u32,
        /// The file.
        file: String,
    },
    /// The numbers.
    Shown {
        /// The options in force.
        options: Box<Options>,
        /// `None`: nothing was imported yet.
        audit: Option<Box<Audit>>,
        /// Every cycle, oldest first, also where nothing was imported.
        cycles: Vec<Cycle>,
        /// After an import: what was wrong with its files, at most a hundred.
        problems: Vec<Problem>,
        /// How many more problems there are.
        problems_more: u32,
    },
    /// A message to the group.
    Drafted {
        /// The subject.
        title: String,
        /// Markdown.
        markdown: String,
        /// For a mail.
        plain: String,
    },
    /// It could not be done; nothing was changed.
    Failed {
        /// Why.
        problem: Problem,
    },
    /// What is kept, as it is.
    Exported {
        /// The texts.
        texts: Texts,
    },
    /// It was restored, as far as it is understood.
    Restored,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The file's name, with its path in a zip; empty where it is none of a file.
    pub file: String,
    /// The line, from 1; `None` where it is the whole file.
    pub line: Option<u32>,
    /// What.
    pub what: What,
    /// A detail in technical words, such as the property; may be empty.
    pub detail: String,
}

/// The kinds of problems. The first ones are of a whole file, which then is not imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// There is nothing in it.
    Empty,
    /// It is no iCalendar text.
    NoCalendar,
    /// It is iCalendar text in UTF-16.
    Utf16,
    /// It is an archive, and no calendar is in it.
    NoCalendarInside,
    /// An archive in an archive.
    ArchiveInside,
    /// The archive is damaged, or encrypted.
    BadArchive,
    /// It unpacks to more than can be a calendar.
    TooLarge,
    /// The browser could not read the file.
    Unreadable,
    /// No calendar is among the files.
    NoFiles,
    /// What is kept could not be written: storage is full.
    StorageFull,
    /// What is kept could not be read or written.
    Storage,
    /// A later version of the extension wrote what is kept.
    Newer,
    /// A meeting that is asked for is not in what was read.
    NoSuchMeeting,
    /// The running cycle has two improvements, or would have more.
    Enough,
    /// The running cycle has this practice already.
    TakenUp,
    /// It ends in the middle of an event; what stood before that was read.
    CutOff,
    /// A date or a time that is none.
    BadTime,
    /// A recurrence rule that is none; the event is taken to happen once.
    BadRule,
    /// A recurrence rule with more occurrences than are read; the first are.
    TooManyOccurrences,
    /// A time zone that is not known and not in the file; its times are read as UTC.
    UnknownZone,
    /// A VTIMEZONE that cannot be right; its times are read by the zone's name, or as UTC.
    BadZone,
    /// An event without a start; it is left out.
    NoStart,
    /// A line that is no property; it is left out.
    BadLine,
    /// An event that ends before it starts; it is taken to have no length.
    EndsBeforeStart,
    /// An event within an event, or an end without a beginning.
    Nesting,
}

impl What {
    /// Whether a file with this is not imported at all.
    pub fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Empty
                | Self::NoCalendar
                | Self::Utf16
                | Self::NoCalendarInside
                | Self::ArchiveInside
                | Self::BadArchive
                | Self::TooLarge
                | Self::Unreadable
                | Self::NoFiles
                | Self::StorageFull
                | Self::Storage
                | Self::Newer
                | Self::NoSuchMeeting
                | Self::Enough
                | Self::TakenUp
        )
    }
}
