//! What is kept of an event when it is whole: of each enough to know what it replaces, and of those that may have an
//! occurrence in the span, what the expansion needs and what the caller made of it.

use crate::civil::{Civil, DAY};
use crate::defect::{Defect, DefectKind, Defects};
use crate::event::{Component, value_is};
use crate::reader::{Kind as Name, Raw, Sink};
use crate::rule::{Rule, Until};
use crate::text::{Property, decode, unescape, unfold_into};
use crate::value::{By, Kind, Length, Moment, PeriodEnd, date_time, duration, period};
use crate::zone::{Zones, vtimezone::FileZone};
use crate::{Settings, hash};
use std::borrow::Cow;

/// A civil time and its instant are never further apart: the zones' widest offset, and some.
pub(crate) const OFFSET_MARGIN: i64 = 26 * 3_600;

/// By how much an override of THISANDFUTURE is thought to move a series at most, when it is asked whether the series
/// may reach into the span.
const SHIFT_MARGIN: i64 = 32 * DAY;

/// An event, kept.
#[derive(Debug)]
pub(crate) struct Entry<T> {
    /// Of its UID.
    pub(crate) uid: u64,
    /// Its place among all events.
    pub(crate) order: u32,
    pub(crate) sequence: u32,
    /// DTSTAMP.
    pub(crate) stamp: i64,
    /// RECURRENCE-ID.
    pub(crate) recurrence: Option<Moment>,
    /// RANGE=THISANDFUTURE.
    pub(crate) and_future: bool,
    pub(crate) cancelled: bool,
    /// `None`: it has no occurrence in the span.
    pub(crate) body: Option<Box<Body<T>>>,
}

/// What the expansion needs.
#[derive(Debug)]
pub(crate) struct Body<T> {
    pub(crate) data: T,
    pub(crate) uid: String,
    pub(crate) line: u32,
    pub(crate) start: Moment,
    pub(crate) length: Length,
    pub(crate) rules: Vec<Rule>,
    /// RDATE, those of PERIOD with their own length.
    pub(crate) dates: Vec<(Moment, Option<Length>)>,
    /// EXDATE.
    pub(crate) exceptions: Vec<Moment>,
}

/// Everything that is kept of the files.
#[derive(Debug)]
pub(crate) struct Keeper<T> {
    pub(crate) settings: Settings,
    pub(crate) zones: Zones,
    pub(crate) entries: Vec<Entry<T>>,
    pub(crate) defects: Defects,
    pub(crate) events: u32,
    /// Of the present file.
    pub(crate) file: File,
    scratch: Vec<u8>,
}

/// What is known of the present file.
#[derive(Debug, Default)]
pub(crate) struct File {
    pub(crate) calendar: bool,
    pub(crate) events: u32,
    pub(crate) name: Option<String>,
    /// METHOD:CANCEL.
    cancels: bool,
}

impl<T> Keeper<T> {
    pub(crate) fn new(settings: Settings) -> Self {
        let zones = Zones::new(settings.span.to);
        Self {
            settings,
            zones,
            entries: Vec::with_capacity(4_096),
            defects: Defects::default(),
            events: 0,
            file: File::default(),
            scratch: Vec::new(),
        }
    }

    #[inline(never)] // so that a browser can swap it for its optimised form: see `WINDOW` in reader.rs
    fn event(&mut self, raw: Raw<'_>, describe: &mut impl FnMut(&Component<'_>) -> T) {
        self.events = self.events.saturating_add(1);
        self.file.events = self.file.events.saturating_add(1);
        let mut head = self.head(raw);
        let start = match self.moment(raw, Name::DtStart) {
            Some(Some(start)) => start,
            bad_or_missing => {
                match head.recurrence {
                    // A cancellation needs to say only what it cancels (RFC 5546 §3.2.5).
                    Some(recurrence) if head.cancelled => recurrence,
                    None if head.cancelled && bad_or_missing.is_none() => return self.entries.push(head),
                    _ => {
                        if bad_or_missing.is_none() {
                            self.defects.tell(raw.line, DefectKind::NoStart, b"");
                        }
                        return;
                    }
                }
            }
        };
        let mut rules = Vec::new();
        if head.recurrence.is_none() {
            for (bytes, line) in raw.all(Name::RRule) {
                let Some(property) = Property::parse(unfold_into(bytes, &mut self.scratch)) else { continue };
                match Rule::parse(property.value) {
                    Ok(rule) => rules.push(rule),
                    Err(error) => {
                        let detail = format!("{error}: {}", decode(Cow::Borrowed(property.value)));
                        self.defects.add(Defect { line, kind: DefectKind::BadRule, detail });
                    }
                }
            }
        }
        let length = self.length(raw, start);
        if !self.may_occur(raw, &head, start, &rules) {
            return self.entries.push(head);
        }
        let (dates, exceptions) =
            if head.recurrence.is_none() { self.dates(raw, start) } else { (Vec::new(), Vec::new()) };
        let at = start.to_utc(&self.zones, &self.settings.floating);
        let component = Component::new(raw, at, head.cancelled);
        let (uid, data) = (component.uid().into_owned(), describe(&component));
        head.body =
            Some(Box::new(Body { data, uid, line: raw.line, start, length, rules, dates, exceptions }));
        self.entries.push(head);
    }

    /// What is kept of every event.
    fn head(&mut self, raw: Raw<'_>) -> Entry<T> {
        let order = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let mut uid = 0;
        if let Some((bytes, _)) = raw.first(Name::Uid)
            && let Some(property) = Property::parse(unfold_into(bytes, &mut self.scratch))
            && let value = property.value.trim_ascii()
            && !value.is_empty()
        {
            uid = hash::of(value);
        }
        let mut recurrence = None;
        match self.moment(raw, Name::RecurrenceId) {
            Some(Some(moment)) => recurrence = Some(moment),
            // Whatever it replaces, it is not the series.
            Some(None) => uid = 0,
            None => {}
        }
        if uid == 0 {
            uid = hash::of(&[b"no UID".as_slice(), &order.to_le_bytes()].concat());
        }
        let mut and_future = false;
        if recurrence.is_some()
            && let Some((bytes, _)) = raw.first(Name::RecurrenceId)
            && let Some(property) = Property::parse(unfold_into(bytes, &mut self.scratch))
        {
            and_future = property.parameter_is(b"RANGE", b"THISANDFUTURE");
        }
        let cancelled = self.file.cancels
            || raw.first(Name::Status).is_some_and(|(bytes, _)| value_is(bytes, b"CANCELLED"));
        let mut number = |name| {
            let (bytes, _) = raw.first(name)?;
            let property = Property::parse(unfold_into(bytes, &mut self.scratch))?;
            match name {
                Name::Sequence => std::str::from_utf8(property.value).ok()?.trim().parse().ok(),
                _ => date_time(property.value).map(|(civil, _)| civil.0),
            }
        };
        let sequence = number(Name::Sequence).and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
        let stamp = number(Name::DtStamp).unwrap_or(i64::MIN);
        Entry { uid, order, sequence, stamp, recurrence, and_future, cancelled, body: None }
    }

    /// The time of a property; the outer `None` where there is none, the inner where it cannot be read, which is told.
    #[allow(clippy::option_option)]
    fn moment(&mut self, raw: Raw<'_>, name: Name) -> Option<Option<Moment>> {
        let (bytes, line) = raw.first(name)?;
        let Some(property) = Property::parse_time(unfold_into(bytes, &mut self.scratch)) else {
            return Some(None);
        };
        let Some((civil, kind)) = date_time(property.value) else {
            self.defects.tell(line, DefectKind::BadTime, property.value);
            return Some(None);
        };
        let by = by(&mut self.zones, property, kind, line);
        let civil = if by == By::Date { civil.day().midnight() } else { civil };
        Some(Some(Moment { civil, by }))
    }

    fn length(&mut self, raw: Raw<'_>, start: Moment) -> Length {
        let otherwise = if start.is_date() { Length::DAY } else { Length::NONE };
        if let Some((_, line)) = raw.first(Name::DtEnd) {
            let Some(Some(end)) = self.moment(raw, Name::DtEnd) else { return otherwise };
            let before = if start.is_date() || end.by == start.by || end.is_date() {
                end.civil < start.civil
            } else {
                end.to_utc(&self.zones, &self.settings.floating)
                    < start.to_utc(&self.zones, &self.settings.floating)
            };
            return if before {
                self.defects.tell(line, DefectKind::EndsBeforeStart, b"DTEND");
                Length::NONE
            } else if start.is_date() {
                let days = i64::from(end.civil.day().0) - i64::from(start.civil.day().0);
                Length::Nominal { days, seconds: 0 }
            } else if end.is_date() {
                Length::Until(Moment { civil: end.civil, by: start.by })
            } else {
                Length::Until(end)
            };
        }
        let Some((bytes, line)) = raw.first(Name::Duration) else { return otherwise };
        let Some(property) = Property::parse(unfold_into(bytes, &mut self.scratch)) else { return otherwise };
        match duration(property.value) {
            Some((days, seconds)) if days < 0 || seconds < 0 => {
                self.defects.tell(line, DefectKind::EndsBeforeStart, b"DURATION");
                Length::NONE
            }
            Some((days, seconds)) => Length::Nominal { days, seconds },
            None => {
                self.defects.tell(line, DefectKind::BadTime, property.value);
                otherwise
            }
        }
    }

    /// Whether an event may have an occurrence in the span, by as little as is needed to say no.
    fn may_occur(&self, raw: Raw<'_>, head: &Entry<T>, start: Moment, rules: &[Rule]) -> bool {
        let span = self.settings.span;
        let (from, to) = (span.from.saturating_sub(OFFSET_MARGIN), span.to.saturating_add(OFFSET_MARGIN));
        let within = (from..to).contains(&start.civil.0);
        if let Some(recurrence) = head.recurrence {
            return within || head.and_future && recurrence.civil.0 < to;
        }
        if within || raw.has(Name::RDate) {
            return true;
        }
        let (from, to) = (from.saturating_sub(SHIFT_MARGIN), to.saturating_add(SHIFT_MARGIN));
        start.civil.0 < to
            && rules.iter().any(|rule| {
                let last = rule.until().map(|until| match until {
                    Until::Date(day) => day.midnight().plus(DAY),
                    Until::Local(civil) => civil,
                    Until::Utc(utc) => Civil(utc).plus(OFFSET_MARGIN),
                });
                if last.is_some_and(|last| last.0 < from) {
                    return false;
                }
                rule.count().is_none()
                    || rule
                        .starts(start.civil, start.is_date(), last, Civil(from), Civil(to))
                        .next()
                        .is_some()
            })
    }

    /// RDATE and EXDATE.
    #[allow(clippy::type_complexity)]
    fn dates(&mut self, raw: Raw<'_>, start: Moment) -> (Vec<(Moment, Option<Length>)>, Vec<Moment>) {
        let (mut dates, mut exceptions) = (Vec::new(), Vec::new());
        for name in [Name::RDate, Name::ExDate] {
            for (bytes, line) in raw.all(name) {
                let Some(property) = Property::parse_time(unfold_into(bytes, &mut self.scratch)) else {
                    continue;
                };
                for value in property.value.split(|byte| *byte == b',') {
                    let (read, end) = match period(value) {
                        Some((read, end)) if name == Name::RDate => (Some(read), Some(end)),
                        _ => (date_time(value), None),
                    };
                    let Some((civil, kind)) = read else {
                        if !value.trim_ascii().is_empty() {
                            self.defects.tell(line, DefectKind::BadTime, value);
                        }
                        continue;
                    };
                    let mut moment = |civil, kind| {
                        let by = match by(&mut self.zones, property, kind, line) {
                            // Without a zone it is the series' own that is meant.
                            By::Floating if !start.is_date() => start.by,
                            by => by,
                        };
                        Moment { civil, by }
                    };
                    let at = moment(civil, kind);
                    if name == Name::ExDate {
                        exceptions.push(at);
                        continue;
                    }
                    let length = end.map(|end| match end {
                        PeriodEnd::At((civil, kind)) => Length::Until(moment(civil, kind)),
                        PeriodEnd::After { days, seconds } if days < 0 || seconds < 0 => Length::NONE,
                        PeriodEnd::After { days, seconds } => Length::Nominal { days, seconds },
                    });
                    dates.push((at, length));
                }
            }
        }
        (dates, exceptions)
    }
}

/// What a time is read by: what it says itself, then its parameters.
fn by(zones: &mut Zones, property: Property<'_>, kind: Kind, line: u32) -> By {
    match kind {
        Kind::Date => By::Date,
        _ if property.parameter_is(b"VALUE", b"DATE") => By::Date,
        Kind::Utc => By::Utc,
        Kind::Local => match property.parameter(b"TZID") {
            Some(name) if !name.trim_ascii().is_empty() => By::Zone(zones.named(name, line)),
            _ => By::Floating,
        },
    }
}

/// The keeper, with what the caller makes of an event.
pub(crate) struct Describing<'a, T, F> {
    pub(crate) keeper: &'a mut Keeper<T>,
    pub(crate) describe: &'a mut F,
}

impl<T, F: FnMut(&Component<'_>) -> T> Sink for Describing<'_, T, F> {
    fn event(&mut self, event: Raw<'_>) {
        self.keeper.event(event, self.describe);
    }

    fn zone(&mut self, bytes: &[u8], line: u32) {
        self.keeper.zones.define(FileZone::parse(bytes), line, &mut self.keeper.defects);
    }

    fn calendar(&mut self, kind: Name, property: &[u8]) {
        let Some(property) = Property::parse(property) else { return };
        match kind {
            Name::Method => {
                self.keeper.file.cancels = property.value.trim_ascii().eq_ignore_ascii_case(b"CANCEL")
            }
            _ => {
                let name = unescape(Cow::Borrowed(property.value.trim_ascii()));
                if !name.is_empty() && self.keeper.file.name.is_none() {
                    self.keeper.file.name = Some(name.into_owned());
                }
            }
        }
    }

    fn calendar_begins(&mut self) {
        self.keeper.file.calendar = true;
        self.keeper.file.cancels = false;
    }

    fn defect(&mut self, line: u32, kind: DefectKind, bytes: &[u8]) {
        self.keeper.defects.tell(line, kind, bytes);
    }
}
