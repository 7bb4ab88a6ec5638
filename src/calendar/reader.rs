//! One pass over the lines of a file (RFC 5545 §3.1), in pieces that may be cut anywhere.
//!
//! The lines are found by `memchr`. A folded line is passed over by its first byte; of an event only the byte ranges
//! of the properties in [`Kind`] are noted, in a list that is used again, so nothing is parsed or allocated before an
//! event is whole. What a later piece still needs, from the first byte of the component that is open, is kept in
//! `tail`; a component that lies within one piece is read where it stands.

use crate::defect::DefectKind;
use crate::text::{trim_end, unfold};
use memchr::{memchr, memchr2};

/// An event longer than this is left out: none is, but what was never closed may be.
const MOST_BYTES: usize = 64 << 20;

/// So much of a new piece at once goes behind what was kept of the last.
const STEP: usize = 16 << 10;

/// So much is looked at in one call: a browser's engine swaps WebAssembly for its optimised form when a function is
/// called, and never while it runs.
const WINDOW: usize = 64 << 10;

/// The properties that are noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    Uid,
    DtStart,
    DtEnd,
    Duration,
    RRule,
    RDate,
    ExDate,
    ExRule,
    RecurrenceId,
    Sequence,
    DtStamp,
    Status,
    Transp,
    Summary,
    Description,
    AltDescription,
    StyledDescription,
    Location,
    Organizer,
    Attendee,
    /// Of a calendar: its name.
    CalendarName,
    /// Of a calendar: iTIP's method.
    Method,
}

const KINDS: usize = Kind::Attendee as usize + 1;

/// Where one property stands, with its name and its folds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noted {
    pub(crate) kind: Kind,
    start: usize,
    end: usize,
    pub(crate) line: u32,
}

/// The noted properties of one event.
#[derive(Debug)]
pub(crate) struct Properties {
    list: Vec<Noted>,
    /// The first of each kind; `u32::MAX` where there is none.
    first: [u32; KINDS],
}

impl Properties {
    fn clear(&mut self) {
        self.list.clear();
        self.first = [u32::MAX; KINDS];
    }

    fn add(&mut self, kind: Kind, start: usize, line: u32) {
        if let Some(first @ &mut u32::MAX) = self.first.get_mut(kind as usize) {
            *first = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        }
        self.list.push(Noted { kind, start, end: start, line });
    }
}

/// An event: the bytes it stands in, and what was noted of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raw<'a> {
    bytes: &'a [u8],
    properties: &'a Properties,
    /// Of its BEGIN.
    pub(crate) line: u32,
}

impl<'a> Raw<'a> {
    pub(crate) fn has(&self, kind: Kind) -> bool {
        self.properties.first.get(kind as usize).is_some_and(|first| *first != u32::MAX)
    }

    /// The first property of a kind, folded, with its line.
    pub(crate) fn first(&self, kind: Kind) -> Option<(&'a [u8], u32)> {
        let index = usize::try_from(*self.properties.first.get(kind as usize)?).ok()?;
        self.bytes_of(self.properties.list.get(index)?)
    }

    /// All properties of a kind, in the file's order.
    pub(crate) fn all(self, kind: Kind) -> impl Iterator<Item = (&'a [u8], u32)> {
        let noted = if self.has(kind) { self.properties.list.as_slice() } else { &[] };
        noted.iter().filter(move |noted| noted.kind == kind).filter_map(move |noted| self.bytes_of(noted))
    }

    fn bytes_of(&self, noted: &Noted) -> Option<(&'a [u8], u32)> {
        Some((self.bytes.get(noted.start..noted.end)?, noted.line))
    }
}

/// Takes what the reader finds.
pub(crate) trait Sink {
    /// A whole VEVENT.
    fn event(&mut self, event: Raw<'_>);
    /// A whole VTIMEZONE, from its BEGIN, which is on `line`.
    fn zone(&mut self, bytes: &[u8], line: u32);
    /// A property of the calendar, unfolded.
    fn calendar(&mut self, kind: Kind, property: &[u8]);
    /// BEGIN:VCALENDAR.
    fn calendar_begins(&mut self);
    fn defect(&mut self, line: u32, kind: DefectKind, bytes: &[u8]);
}

/// What the present line is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    /// A calendar, or nothing.
    Calendar,
    Event,
    Zone,
    /// A component that is passed over.
    Other,
}

/// The property whose folded lines may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// One that is not wanted.
    None,
    /// The last of [`Properties`].
    Noted,
    /// A property of the calendar.
    Calendar(Kind),
    /// No property so far: its name may be folded.
    Unsure,
}

/// How lines end, as the first of a file does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineEnd {
    Unknown,
    /// LF or CRLF.
    Feed,
    /// CR.
    Return,
}

/// The state between two pieces. Positions are in the bytes at hand: those of the piece, or `tail`.
#[derive(Debug)]
pub(crate) struct Reader {
    tail: Vec<u8>,
    /// Start of the present line.
    at: usize,
    /// No line end stands before this.
    searched: usize,
    /// Everything before this is done with: start of the open component, or property of the calendar.
    begins: usize,
    /// Number of the present line.
    line: u32,
    /// Line of the open component's BEGIN, or of the open property.
    begin_line: u32,
    open_at: usize,
    inside: Inside,
    /// Components open within the open one.
    depth: u32,
    properties: Properties,
    open: Open,
    line_end: LineEnd,
    after_return: bool,
    started: bool,
    in_calendar: bool,
    seen_calendar: bool,
}

impl Reader {
    pub(crate) fn new() -> Self {
        Self {
            tail: Vec::new(),
            at: 0,
            searched: 0,
            begins: 0,
            line: 1,
            begin_line: 1,
            open_at: 0,
            inside: Inside::Calendar,
            depth: 0,
            properties: Properties { list: Vec::with_capacity(256), first: [u32::MAX; KINDS] },
            open: Open::None,
            line_end: LineEnd::Unknown,
            after_return: false,
            started: false,
            in_calendar: false,
            seen_calendar: false,
        }
    }

    /// Takes the next piece of the file.
    #[inline(never)]
    pub(crate) fn feed(&mut self, bytes: &[u8], sink: &mut impl Sink) {
        let mut rest = bytes;
        while !self.tail.is_empty() && !rest.is_empty() {
            let mut joined = std::mem::take(&mut self.tail);
            let kept = joined.len();
            let (step, after) = rest.split_at_checked(STEP).unwrap_or((rest, &[]));
            joined.extend_from_slice(step);
            self.scan(&joined, sink);
            if self.begins >= kept {
                rest = rest.get(self.begins - kept..).unwrap_or_default();
                joined.clear();
                // The tail is empty, so it is told apart from a tail that waits by what follows.
                self.rebase();
                self.tail = joined;
                break;
            }
            joined.drain(..self.begins);
            self.rebase();
            self.tail = joined;
            rest = after;
        }
        if self.tail.is_empty() && !rest.is_empty() {
            let mut seen = 0;
            while seen < rest.len() {
                seen = rest.len().min(seen + WINDOW);
                self.scan(rest.get(..seen).unwrap_or(rest), sink);
            }
            self.tail.extend_from_slice(rest.get(self.begins..).unwrap_or_default());
            self.rebase();
        }
    }

    /// Ends the file: `true` if nothing was open in it. The reader is as new.
    pub(crate) fn end_file(&mut self, sink: &mut impl Sink) -> bool {
        let mut last = std::mem::take(&mut self.tail);
        let line = trim_end(last.get(self.at..).unwrap_or_default());
        // Half a line says nothing, unless it is the end that is waited for.
        let ends = match self.inside {
            Inside::Event => line.eq_ignore_ascii_case(b"END:VEVENT"),
            Inside::Zone => line.eq_ignore_ascii_case(b"END:VTIMEZONE"),
            Inside::Calendar | Inside::Other => true,
        };
        if !ends {
            last.truncate(self.at);
        } else if self.at < last.len() {
            last.push(b'\n');
        }
        self.scan(&last, sink);
        if self.inside == Inside::Calendar {
            self.close(&last, self.at, sink);
        }
        let complete = self.inside == Inside::Calendar && !self.in_calendar;
        if self.inside == Inside::Event || self.inside == Inside::Zone {
            sink.defect(self.begin_line, DefectKind::CutOff, b"");
        } else if !complete {
            sink.defect(self.line.saturating_sub(1).max(1), DefectKind::CutOff, b"END:VCALENDAR");
        }
        let properties = std::mem::replace(
            &mut self.properties,
            Properties { list: Vec::new(), first: [u32::MAX; KINDS] },
        );
        *self = Self { properties, ..Self::new() };
        self.properties.clear();
        complete
    }

    /// Makes `begins` the start of the bytes at hand.
    fn rebase(&mut self) {
        let begins = std::mem::take(&mut self.begins);
        self.at -= begins;
        self.searched -= begins;
        self.open_at = self.open_at.saturating_sub(begins);
        for noted in &mut self.properties.list {
            noted.start = noted.start.saturating_sub(begins);
            noted.end = noted.end.saturating_sub(begins);
        }
    }

    #[inline(never)]
    fn scan(&mut self, bytes: &[u8], sink: &mut impl Sink) {
        if !self.started {
            let mark = b"\xef\xbb\xbf";
            if bytes.len() < mark.len() && mark.starts_with(bytes) {
                return;
            }
            self.started = true;
            if bytes.starts_with(mark) {
                (self.at, self.searched, self.begins) = (mark.len(), mark.len(), mark.len());
            }
        }
        while let Some(rest) = bytes.get(self.searched..) {
            let found = match self.line_end {
                LineEnd::Feed => memchr(b'\n', rest),
                LineEnd::Return => memchr2(b'\r', b'\n', rest),
                LineEnd::Unknown => {
                    let found = memchr2(b'\r', b'\n', rest);
                    let Some(behind) = found.and_then(|found| rest.get(found..)) else {
                        self.searched = bytes.len();
                        return;
                    };
                    // A lone CR can only be known by what follows it; nobody writes this many before an LF.
                    let behind = behind.get(..8).unwrap_or(behind);
                    match behind.iter().find(|byte| **byte != b'\r') {
                        Some(b'\n') => self.line_end = LineEnd::Feed,
                        None if behind.len() < 8 => return,
                        _ => self.line_end = LineEnd::Return,
                    }
                    continue;
                }
            };
            let Some(found) = found else {
                self.searched = bytes.len();
                return;
            };
            let end = self.searched + found;
            let line = bytes.get(self.at..end).unwrap_or_default();
            if self.line_end == LineEnd::Return {
                let second_half = line.is_empty() && self.after_return && bytes.get(end) == Some(&b'\n');
                self.after_return = bytes.get(end) == Some(&b'\r');
                if second_half {
                    self.move_to(end + 1);
                    continue;
                }
            }
            match line.first() {
                Some(b' ' | b'\t') => {}
                Some(first) if *first != b'\r' => self.property(bytes, line, *first, sink),
                _ => self.close(bytes, self.at, sink),
            }
            self.line = self.line.saturating_add(1);
            self.move_to(end + 1);
        }
    }

    fn move_to(&mut self, next: usize) {
        self.at = next;
        self.searched = next;
        if self.inside == Inside::Other || self.inside == Inside::Calendar && self.open == Open::None {
            self.begins = next;
        }
    }

    /// Ends the open property, before `end`.
    fn close(&mut self, bytes: &[u8], end: usize, sink: &mut impl Sink) {
        match std::mem::replace(&mut self.open, Open::None) {
            Open::None => {}
            Open::Noted => {
                if let Some(last) = self.properties.list.last_mut() {
                    last.end = end;
                }
            }
            Open::Calendar(kind) => {
                sink.calendar(kind, &unfold(bytes.get(self.open_at..end).unwrap_or_default()));
            }
            Open::Unsure => {
                let raw = bytes.get(self.open_at..end).unwrap_or_default();
                let unfolded = unfold(raw);
                let line = self.line.saturating_sub(count_lines(raw));
                match kind_of(&unfolded) {
                    Some(kind) if self.inside == Inside::Event && (kind as usize) < KINDS => {
                        self.properties.add(kind, self.open_at, line);
                        if let Some(last) = self.properties.list.last_mut() {
                            last.end = end;
                        }
                    }
                    _ if is_property(&unfolded) => {}
                    _ => sink.defect(line, DefectKind::BadLine, &unfolded),
                }
            }
        }
    }

    /// A line that begins a property, or is none.
    #[inline(never)]
    fn property(&mut self, bytes: &[u8], line: &[u8], first: u8, sink: &mut impl Sink) {
        if self.open != Open::None {
            self.close(bytes, self.at, sink);
        }
        if matches!(first, b'B' | b'b' | b'E' | b'e') {
            if let Some(name) = value_of(line, b"BEGIN:") {
                return self.begin(name, sink);
            }
            if let Some(name) = value_of(line, b"END:") {
                return self.end(bytes, name, sink);
            }
        }
        match self.inside {
            Inside::Event if self.depth == 0 => {
                if let Some(kind) = kind_of(line) {
                    if (kind as usize) < KINDS {
                        self.properties.add(kind, self.at, self.line);
                        self.open = Open::Noted;
                    }
                } else if !is_property(line) {
                    self.open_at = self.at;
                    self.open = Open::Unsure;
                }
                if self.at - self.begins > MOST_BYTES {
                    sink.defect(self.begin_line, DefectKind::BadLine, b"an event of more than 64 MiB");
                    (self.inside, self.depth, self.open) = (Inside::Other, 1, Open::None);
                }
            }
            Inside::Calendar => {
                self.begins = self.at;
                self.open_at = self.at;
                match kind_of(line) {
                    Some(kind @ (Kind::CalendarName | Kind::Method)) => self.open = Open::Calendar(kind),
                    None if self.in_calendar && !is_property(line) => self.open = Open::Unsure,
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, name: &[u8], sink: &mut impl Sink) {
        let opens = if name.eq_ignore_ascii_case(b"VEVENT") {
            Inside::Event
        } else if name.eq_ignore_ascii_case(b"VTIMEZONE") {
            Inside::Zone
        } else if name.eq_ignore_ascii_case(b"VCALENDAR") {
            Inside::Calendar
        } else if self.inside != Inside::Calendar {
            self.depth = self.depth.saturating_add(1);
            return;
        } else {
            Inside::Other
        };
        // Something is open that can hold none of these: its end is missing, and nobody knows what of it is.
        if self.inside != Inside::Calendar {
            sink.defect(self.begin_line, DefectKind::Nesting, b"BEGIN without END");
        }
        if opens == Inside::Calendar {
            self.in_calendar = true;
            self.seen_calendar = true;
            sink.calendar_begins();
        }
        self.inside = opens;
        self.depth = u32::from(opens == Inside::Other);
        self.begins = self.at;
        self.begin_line = self.line;
        self.properties.clear();
    }

    fn end(&mut self, bytes: &[u8], name: &[u8], sink: &mut impl Sink) {
        let own: &[u8] = match self.inside {
            Inside::Event => b"VEVENT",
            Inside::Zone => b"VTIMEZONE",
            Inside::Calendar | Inside::Other => b"VCALENDAR",
        };
        if !name.eq_ignore_ascii_case(own) {
            if name.eq_ignore_ascii_case(b"VCALENDAR") {
                sink.defect(self.begin_line, DefectKind::Nesting, b"BEGIN without END");
                self.inside = Inside::Calendar;
                self.in_calendar = false;
            } else if self.depth > 0 {
                self.depth -= 1;
                if self.depth == 0 && self.inside == Inside::Other {
                    self.inside = Inside::Calendar;
                }
            } else {
                sink.defect(self.line, DefectKind::Nesting, b"END without BEGIN");
            }
            return;
        }
        if self.depth > 0 {
            sink.defect(self.line, DefectKind::Nesting, b"END is missing before this");
        }
        match self.inside {
            Inside::Event => sink.event(Raw { bytes, properties: &self.properties, line: self.begin_line }),
            Inside::Zone => sink.zone(bytes.get(self.begins..self.at).unwrap_or_default(), self.begin_line),
            Inside::Calendar if !self.in_calendar => {
                sink.defect(self.line, DefectKind::Nesting, b"END without BEGIN");
            }
            Inside::Calendar | Inside::Other => self.in_calendar = false,
        }
        self.inside = Inside::Calendar;
        self.depth = 0;
    }
}

/// What stands behind `name`, in any case, without blanks around it.
fn value_of<'a>(line: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let (found, value) = line.split_at_checked(name.len())?;
    found.eq_ignore_ascii_case(name).then(|| value.trim_ascii())
}

/// Line ends in a property.
fn count_lines(raw: &[u8]) -> u32 {
    let feeds = memchr::memchr_iter(b'\n', raw).count();
    let ends = if feeds > 0 { feeds } else { memchr::memchr_iter(b'\r', raw).count() };
    u32::try_from(ends).unwrap_or(u32::MAX)
}

/// A name, then a colon or a semicolon.
fn is_property(line: &[u8]) -> bool {
    let name =
        line.iter().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')));
    name.is_some_and(|name| name > 0 && matches!(line.get(name), Some(b':' | b';')))
}

/// The kind of a property by its name, in any case; `None` for those that nobody wants.
fn kind_of(line: &[u8]) -> Option<Kind> {
    let is = |name: &[u8]| {
        matches!(line.get(name.len()), Some(b':' | b';'))
            && (line.starts_with(name)
                || line.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)))
    };
    let candidates: &[(&[u8], Kind)] = match line.first()?.to_ascii_uppercase() {
        b'A' => &[(b"ATTENDEE", Kind::Attendee)],
        b'D' => &[
            (b"DTSTART", Kind::DtStart),
            (b"DTEND", Kind::DtEnd),
            (b"DTSTAMP", Kind::DtStamp),
            (b"DESCRIPTION", Kind::Description),
            (b"DURATION", Kind::Duration),
        ],
        b'E' => &[(b"EXDATE", Kind::ExDate), (b"EXRULE", Kind::ExRule)],
        b'L' => &[(b"LOCATION", Kind::Location)],
        b'M' => &[(b"METHOD", Kind::Method)],
        b'N' => &[(b"NAME", Kind::CalendarName)],
        b'O' => &[(b"ORGANIZER", Kind::Organizer)],
        b'R' => &[(b"RRULE", Kind::RRule), (b"RECURRENCE-ID", Kind::RecurrenceId), (b"RDATE", Kind::RDate)],
        b'S' => &[
            (b"SUMMARY", Kind::Summary),
            (b"STATUS", Kind::Status),
            (b"SEQUENCE", Kind::Sequence),
            (b"STYLED-DESCRIPTION", Kind::StyledDescription),
        ],
        b'T' => &[(b"TRANSP", Kind::Transp)],
        b'U' => &[(b"UID", Kind::Uid)],
        b'X' => &[(b"X-WR-CALNAME", Kind::CalendarName), (b"X-ALT-DESC", Kind::AltDescription)],
        _ => &[],
    };
    candidates.iter().find(|(name, _)| is(name)).map(|(_, kind)| *kind)
}
