//! iCalendar (RFC 5545, RFC 7986) in, occurrences out.
//!
//! [`Calendars`] reads files in pieces, in one pass, and keeps of each event only what is needed; then it expands
//! the recurrences into the [`Occurrence`]s of a span of time. Nothing here panics on any input or loops without
//! bound, and each [`Defect`] of a file is told with its line. No browser, no clock, no I/O.
//!
//! ```
//! use converel_calendar::{Calendars, Settings, Span, Zone};
//!
//! let file = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20240102T090000Z\r\nDURATION:PT30M\r\n\
//!     RRULE:FREQ=WEEKLY\r\nSUMMARY:Retro\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
//! let january = Span { from: 1_704_067_200, to: 1_706_745_600 };
//! let mut calendars = Calendars::new(Settings::new(january));
//! let describe = &mut |event: &converel_calendar::Component<'_>| event.summary().into_owned();
//! calendars.feed(file.as_bytes(), describe);
//! assert!(calendars.end_file(describe).defects.is_empty());
//! let expanded = calendars.expand();
//! assert_eq!(expanded.occurrences.len(), 5);
//! assert_eq!(expanded.events[0].data, "Retro");
//! ```
//!
//! # What is read how
//! - An occurrence is in the span if it starts in it.
//! - An IANA name in TZID means the IANA zone, whatever the file's VTIMEZONE of that name says; any other name means
//!   the file's VTIMEZONE, or else what the name says by itself (Windows' names, offsets).
//! - DTSTART counts only if its rule gives it (RFC 5545 §3.8.5.3 leaves that undefined); with RDATE alone it does.
//! - An override is an occurrence whether or not the series has the instance that it replaces, unless it is
//!   cancelled. EXRULE, which RFC 5545 has dropped, is passed over.
//! - Of several events with one UID and no RECURRENCE-ID the one with the highest SEQUENCE stands, then the latest
//!   DTSTAMP, then the last one read; the same for overrides of one instance.

pub mod civil;
mod defect;
mod event;
mod expand;
mod hash;
mod keep;
mod reader;
pub mod rule;
mod text;
mod value;
mod zone;

pub use defect::{Defect, DefectKind};
pub use event::{Component, Party, PartyAnswer, PartyKind};
pub use zone::Zone;

use keep::{Describing, Keeper};
use reader::Reader;
use rule::Rule;

/// A span of time: seconds since the Unix epoch, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first second.
    pub from: i64,
    /// The second after its last.
    pub to: i64,
}

/// How the files are read.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Occurrences that start in it are looked for.
    pub span: Span,
    /// What dates and floating times are read by.
    pub floating: Zone,
    /// Most occurrences of one event.
    pub most_occurrences: u32,
}

impl Settings {
    /// Floating times in UTC, and no more than 100,000 occurrences of an event.
    pub fn new(span: Span) -> Self {
        Self { span, floating: Zone::utc(), most_occurrences: 100_000 }
    }
}

/// Reads calendar files. `T` is what the caller keeps of an event.
#[derive(Debug)]
pub struct Calendars<T> {
    reader: Reader,
    keeper: Keeper<T>,
}

impl<T> Calendars<T> {
    /// Nothing read yet.
    pub fn new(settings: Settings) -> Self {
        Self { reader: Reader::new(), keeper: Keeper::new(settings) }
    }

    /// Takes the next piece of the present file, which may be cut anywhere. `describe` is called at the end of each
    /// event that may have an occurrence in the span, and for no other.
    pub fn feed(&mut self, bytes: &[u8], describe: &mut impl FnMut(&Component<'_>) -> T) {
        self.reader.feed(bytes, &mut Describing { keeper: &mut self.keeper, describe });
    }

    /// Ends the present file: its zones are forgotten, the next file's lines are counted anew.
    pub fn end_file(&mut self, describe: &mut impl FnMut(&Component<'_>) -> T) -> FileRead {
        let complete = self.reader.end_file(&mut Describing { keeper: &mut self.keeper, describe });
        self.keeper.zones.end_file(&mut self.keeper.defects);
        let (defects, defects_more) = self.keeper.defects.take();
        let file = std::mem::take(&mut self.keeper.file);
        let complete = complete && file.calendar;
        FileRead {
            calendar: file.calendar,
            events: file.events,
            name: file.name,
            defects,
            defects_more,
            complete,
        }
    }

    /// Events read so far, of all files.
    pub fn events_so_far(&self) -> u32 {
        self.keeper.events
    }

    /// Expands everything that was read: overrides, exceptions and cancellations applied, across files.
    pub fn expand(self) -> Expanded<T> {
        expand::expand(self.keeper)
    }
}

/// What is to be said of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRead {
    /// BEGIN:VCALENDAR was seen.
    pub calendar: bool,
    /// Whole events in it.
    pub events: u32,
    /// X-WR-CALNAME, or NAME (RFC 7986).
    pub name: Option<String>,
    /// By line; the first thousand.
    pub defects: Vec<Defect>,
    /// How many more there are.
    pub defects_more: u32,
    /// It is a calendar and nothing was open at its end.
    pub complete: bool,
}

/// The occurrences in the span.
#[derive(Clone, Debug)]
pub struct Expanded<T> {
    /// Those that have an occurrence, cancelled ones included, in the files' order.
    pub events: Vec<Kept<T>>,
    /// By start. Those of cancelled events are among them: see [`Kept::cancelled`].
    pub occurrences: Vec<Occurrence>,
    /// Of overrides that cancel their instance, by start; these are not among `occurrences`.
    pub cancelled_occurrences: Vec<Occurrence>,
    /// What came up in the expansion: series with too many occurrences, by the line of their file.
    pub defects: Vec<Defect>,
}

/// An event that has an occurrence in the span.
#[derive(Clone, Debug)]
pub struct Kept<T> {
    /// What the caller keeps of it.
    pub data: T,
    /// UID, of the series.
    pub uid: String,
    /// The first RRULE.
    pub rule: Option<Rule>,
    /// The last start of a series with an end, in seconds since the Unix epoch; `None`: it has none, or is no series.
    pub last_start: Option<i64>,
    /// It has a RECURRENCE-ID.
    pub is_override: bool,
    /// It has an RRULE or an RDATE.
    pub series: bool,
    /// DTSTART is a date.
    pub all_day: bool,
    /// STATUS:CANCELLED, or METHOD:CANCEL of its file.
    pub cancelled: bool,
}

/// One occurrence. Seconds since the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Index into [`Expanded::events`].
    pub event: u32,
    /// Its start.
    pub start: i64,
    /// Its end, not before its start.
    pub end: i64,
    /// It takes whole days.
    pub all_day: bool,
}
