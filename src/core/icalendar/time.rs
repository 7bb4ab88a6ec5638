//! Dates, times and durations of iCalendar text (RFC 5545, 3.3.4 to 3.3.6), as civil times.

use super::content::Property;
use crate::dates::{self, machine_date};
use crate::raw::RawTime;
use jiff::civil::{Date, DateTime, Time};

/// A time as the text states it.
pub(super) enum Stated {
    /// `VALUE=DATE`.
    Day(Date),
    /// A civil time: of its `TZID`, or of wherever one is.
    Civil(DateTime),
    /// In UTC.
    Utc(DateTime),
    /// Something else.
    Unreadable(String),
}

impl Stated {
    pub(super) fn read(property: &Property<'_>) -> Self {
        let value = property.value.trim();
        let unreadable = || Self::Unreadable(value.to_owned());
        let (day, time) = match value.split_once(['T', 't']) {
            Some((day, time)) => (day, Some(time)),
            None => (value, None),
        };
        if day.len() != 8 {
            return unreadable();
        }
        let Some(day) = machine_date(day) else { return unreadable() };
        // Some clients write a midnight behind a `VALUE=DATE`.
        let is_day = property.parameter("VALUE").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("DATE"));
        let Some(time) = time.filter(|_| !is_day) else { return Self::Day(day) };
        let zulu = time.strip_suffix(['Z', 'z']);
        match (clock(zulu.unwrap_or(time)), zulu) {
            (Some(time), Some(_)) => Self::Utc(day.to_datetime(time)),
            (Some(time), None) => Self::Civil(day.to_datetime(time)),
            (None, _) => unreadable(),
        }
    }

    pub(super) fn is_day(&self) -> bool {
        matches!(self, Self::Day(_))
    }
}

/// `HHMMSS`; a leap second is the second before it.
fn clock(digits: &str) -> Option<Time> {
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let part = |from, to| digits.get(from..to).and_then(|part| part.parse::<i8>().ok());
    Time::new(part(0, 2)?, part(2, 4)?, part(4, 6)?.min(59), 0).ok()
}

/// The minutes of a duration: `PT1H30M`, `P1D`, `P1W`; `None` if it is none.
pub(super) fn minutes(value: &str) -> Option<i64> {
    let value = value.trim().to_ascii_uppercase();
    let (sign, value) = match value.strip_prefix('-') {
        Some(value) => (-1, value),
        None => (1, value.strip_prefix('+').unwrap_or(&value)),
    };
    let (mut seconds, mut number, mut parts) = (0_i64, String::new(), 0);
    for letter in value.strip_prefix('P')?.chars() {
        let unit = match letter {
            '0'..='9' => {
                number.push(letter);
                continue;
            }
            'T' if number.is_empty() => continue,
            'W' => 7 * 24 * 3_600,
            'D' => 24 * 3_600,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        // A number that does not fit is no length of a meeting.
        let length = number.parse::<u32>().ok()?;
        seconds = seconds.checked_add(i64::from(length) * unit)?;
        number.clear();
        parts += 1;
    }
    (parts > 0 && number.is_empty()).then_some(sign * seconds / 60)
}

/// Start and end as a calendar shows them. The end of days is exclusive in the text (3.6.1) and the last day for
/// people. Without an end, an event of a day takes that day, and any other no time at all.
pub(super) fn span(
    start: Option<&Stated>,
    end: Option<&Stated>,
    minutes: Option<i64>,
    local: impl Fn(DateTime) -> Option<DateTime>,
) -> (RawTime, RawTime) {
    let Some(start) = start else { return (RawTime::default(), end.map_or_else(RawTime::default, text)) };
    let civil = |stated: &Stated| match stated {
        Stated::Civil(time) => Some(*time),
        Stated::Utc(time) => Some(local(*time).unwrap_or(*time)),
        Stated::Day(_) | Stated::Unreadable(_) => None,
    };
    let later = |time| later(time, minutes.unwrap_or(0));
    match (start, end) {
        (Stated::Day(first), None) => (
            day(*first),
            day(later(first.to_datetime(Time::midnight())).map_or(*first, |end| last(*first, end.date()))),
        ),
        (Stated::Day(first), Some(Stated::Day(end))) => (day(*first), day(last(*first, *end))),
        // The two do not go together: with one in UTC and the other in a zone that is not known here, the length
        // between them is not known either.
        (Stated::Utc(_), Some(Stated::Civil(_))) | (Stated::Civil(_), Some(Stated::Utc(_))) => {
            (civil(start).map_or_else(RawTime::default, at), RawTime::default())
        }
        (_, end) => {
            let shown = |stated: &Stated| civil(stated).map_or_else(|| text(stated), at);
            // A length is kept whatever happens to the clocks in between.
            let by_length = || civil(start).and_then(later).map_or_else(RawTime::default, at);
            (shown(start), end.map_or_else(by_length, shown))
        }
    }
}

/// So many minutes later, or earlier; nothing for more than ten years. Not by `jiff`'s own sums: they would bring
/// every unit, and the words of all their errors, into the background's module.
fn later(time: DateTime, minutes: i64) -> Option<DateTime> {
    const DAY: i64 = 24 * 60;
    let sum = i64::from(time.hour()) * 60 + i64::from(time.minute()) + minutes;
    let (days, rest) = (sum.div_euclid(DAY), sum.rem_euclid(DAY));
    if days.abs() > 3_660 {
        return None;
    }
    let mut date = time.date();
    for _ in 0..days.abs() {
        date = if days > 0 { date.tomorrow() } else { date.yesterday() }.ok()?;
    }
    let (hour, minute) = (i8::try_from(rest / 60).ok()?, i8::try_from(rest % 60).ok()?);
    Some(date.to_datetime(Time::new(hour, minute, time.second(), 0).ok()?))
}

/// The last day of a span whose end is exclusive.
fn last(first: Date, end: Date) -> Date {
    if end > first { end.yesterday().unwrap_or(end) } else { end }
}

fn day(day: Date) -> RawTime {
    RawTime { date: dates::written(day), ..RawTime::default() }
}

fn at(time: DateTime) -> RawTime {
    RawTime {
        date: dates::written(time.date()),
        time: format!("{:02}:{:02}", time.hour(), time.minute()),
        ..RawTime::default()
    }
}

/// What cannot be read is told as it stands, so that two such times can be compared.
fn text(stated: &Stated) -> RawTime {
    match stated {
        Stated::Day(date) => day(*date),
        Stated::Civil(time) | Stated::Utc(time) => at(*time),
        Stated::Unreadable(text) => RawTime { date_text: text.clone(), ..RawTime::default() },
    }
}
