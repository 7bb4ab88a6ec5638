//! Values (RFC 5545 §3.3): dates, times, durations, periods, offsets. What cannot be read is `None`; who asked
//! reports it with its line.

use crate::civil::{Civil, DAY, Day};
use crate::zone::{Zone, ZoneId, Zones};

/// A time as a file writes it: civil, with what it is to be read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) civil: Civil,
    pub(crate) by: By,
}

/// What a civil time is read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Utc,
    /// No zone: wherever one is.
    Floating,
    /// A date, which has no time and no zone.
    Date,
    Zone(ZoneId),
}

impl Moment {
    pub(crate) fn is_date(self) -> bool {
        self.by == By::Date
    }

    /// As an instant. What has no zone of its own is read by `otherwise`.
    pub(crate) fn to_utc(self, zones: &Zones, otherwise: &Zone) -> i64 {
        self.zone(zones, otherwise).map_or(self.civil.0, |zone| zone.to_utc(self.civil))
    }

    /// The zone it is read by; `None` is UTC.
    pub(crate) fn zone<'a>(self, zones: &'a Zones, otherwise: &'a Zone) -> Option<&'a Zone> {
        match self.by {
            By::Utc => None,
            By::Floating | By::Date => Some(otherwise),
            By::Zone(id) => zones.get(id),
        }
    }
}

/// How long an occurrence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Length {
    /// DTEND of a time: so many seconds, whatever the clocks do (§3.8.5.3).
    Until(Moment),
    /// DURATION: days of the civil calendar, then seconds.
    Nominal { days: i64, seconds: i64 },
}

impl Length {
    pub(crate) const NONE: Self = Self::Nominal { days: 0, seconds: 0 };
    pub(crate) const DAY: Self = Self::Nominal { days: 1, seconds: 0 };
}

/// `YYYYMMDD` or `YYYYMMDDTHHMMSS` with or without `Z`, in any case; seconds may be missing.
pub(crate) fn date_time(value: &[u8]) -> Option<(Civil, Kind)> {
    let value = value.trim_ascii();
    let date = value.get(..8)?;
    let (year, month, day) = (digits(date.get(..4)?)?, digits(date.get(4..6)?)?, digits(date.get(6..8)?)?);
    let day = Day::new(i32::try_from(year).ok()?, month, day)?;
    let Some((separator, time)) = value.get(8..)?.split_first() else {
        return Some((day.midnight(), Kind::Date));
    };
    if !matches!(separator, b'T' | b't') {
        return None;
    }
    let (time, kind) = match time {
        [time @ .., b'Z' | b'z'] => (time, Kind::Utc),
        time => (time, Kind::Local),
    };
    let seconds = match time.len() {
        6 => digits(time.get(4..6)?)?,
        4 => 0,
        _ => return None,
    };
    let (hour, minute) = (digits(time.get(..2)?)?, digits(time.get(2..4)?)?);
    if hour > 23 || minute > 59 || seconds > 60 {
        return None;
    }
    // A leap second is the second before it, for whom has none (§3.3.12).
    let of_day = hour * 3_600 + minute * 60 + seconds.min(59);
    Some((day.midnight().plus(of_day.into()), kind))
}

/// What [`date_time`] has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Date,
    Local,
    Utc,
}

fn digits(text: &[u8]) -> Option<u32> {
    let mut number = 0_u32;
    for byte in text {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
    }
    Some(number)
}

/// DURATION (§3.3.6): days and seconds, both with the sign. Weeks beside days are taken too, since they are written.
pub(crate) fn duration(value: &[u8]) -> Option<(i64, i64)> {
    let value = value.trim_ascii();
    let (sign, value) = match value {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        rest => (1, rest),
    };
    let [b'P' | b'p', rest @ ..] = value else { return None };
    let (mut days, mut seconds, mut number) = (0_i64, 0_i64, None::<u32>);
    let (mut time, mut any) = (false, false);
    for byte in rest {
        if byte.is_ascii_digit() {
            number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(u32::from(byte - b'0'))?);
            continue;
        }
        if matches!(byte, b'T' | b't') && !time && number.is_none() {
            time = true;
            continue;
        }
        let amount = i64::from(number.take()?);
        match (byte.to_ascii_uppercase(), time) {
            (b'W', false) => days = days.saturating_add(amount * 7),
            (b'D', false) => days = days.saturating_add(amount),
            (b'H', true) => seconds = seconds.saturating_add(amount * 3_600),
            (b'M', true) => seconds = seconds.saturating_add(amount * 60),
            (b'S', true) => seconds = seconds.saturating_add(amount),
            _ => return None,
        }
        any = true;
    }
    (any && number.is_none()).then_some((sign * days, sign * seconds))
}

/// UTC-OFFSET (§3.3.14) in seconds: `+0100`, `-033015`; a colon and a missing sign are forgiven.
pub(crate) fn offset(value: &[u8]) -> Option<i32> {
    let value = value.trim_ascii();
    let (sign, rest) = match value {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        rest => (1, rest),
    };
    let mut plain = [0_u8; 6];
    let mut count = 0;
    for byte in rest.iter().filter(|byte| **byte != b':') {
        *plain.get_mut(count)? = *byte;
        count += 1;
    }
    let (hours, minutes, seconds) = match count {
        2 => (digits(plain.get(..2)?)?, 0, 0),
        4 => (digits(plain.get(..2)?)?, digits(plain.get(2..4)?)?, 0),
        6 => (digits(plain.get(..2)?)?, digits(plain.get(2..4)?)?, digits(plain.get(4..6)?)?),
        _ => return None,
    };
    if hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    i32::try_from(hours * 3_600 + minutes * 60 + seconds).ok().map(|offset| sign * offset)
}

/// PERIOD (§3.3.9): its start, and its end or its duration.
pub(crate) fn period(value: &[u8]) -> Option<((Civil, Kind), PeriodEnd)> {
    let slash = value.iter().position(|byte| *byte == b'/')?;
    let start = date_time(value.get(..slash)?)?;
    let end = value.get(slash + 1..)?.trim_ascii();
    let end = match date_time(end) {
        Some(end) => PeriodEnd::At(end),
        None => {
            let (days, seconds) = duration(end)?;
            PeriodEnd::After { days, seconds }
        }
    };
    Some((start, end))
}

/// How a PERIOD ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PeriodEnd {
    At((Civil, Kind)),
    After { days: i64, seconds: i64 },
}

/// When an occurrence ends that starts at `start` (civil in `zone`, `at` in UTC).
pub(crate) fn end(start: Civil, at: i64, days: i64, seconds: i64, zone: Option<&Zone>, all_day: bool) -> i64 {
    if days == 0 && !all_day {
        return at.saturating_add(seconds);
    }
    let civil = start.plus(days.saturating_mul(DAY));
    let (civil, seconds) = if all_day { (civil.plus(seconds), 0) } else { (civil, seconds) };
    zone.map_or(civil.0, |zone| zone.to_utc(civil)).saturating_add(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        for (value, expected) in [
            ("19700102", Some((86_400, Kind::Date))),
            ("19700101T010203", Some((3_723, Kind::Local))),
            ("19700101t010203z", Some((3_723, Kind::Utc))),
            (" 19700101T0102 ", Some((3_720, Kind::Local))),
            ("19700101T235960Z", Some((86_399, Kind::Utc))),
            ("00010101T000000Z", Some((-62_135_596_800, Kind::Utc))),
            ("99991231T235959Z", Some((253_402_300_799, Kind::Utc))),
            ("20230229", None),
            ("20230101T240000", None),
            ("20230101T1", None),
            ("20230101X000000", None),
            ("2023-01-01", None),
            ("+2230101", None),
            ("", None),
        ] {
            assert_eq!(date_time(value.as_bytes()).map(|(civil, kind)| (civil.0, kind)), expected, "{value}");
        }
    }

    #[test]
    fn durations() {
        for (value, expected) in [
            ("P15DT5H0M20S", Some((15, 18_020))),
            ("P7W", Some((49, 0))),
            ("P1W2D", Some((9, 0))),
            ("pt1h30m", Some((0, 5_400))),
            ("-PT15M", Some((0, -900))),
            ("+P1D", Some((1, 0))),
            ("PT0S", Some((0, 0))),
            ("P", None),
            ("PT", None),
            ("PT5", None),
            ("P5H", None),
            ("PT1D", None),
            ("P99999999999D", None),
            ("1D", None),
            ("", None),
        ] {
            assert_eq!(duration(value.as_bytes()), expected, "{value}");
        }
    }

    #[test]
    fn offsets() {
        for (value, expected) in [
            ("+0100", Some(3_600)),
            ("-0330", Some(-12_600)),
            ("+053020", Some(19_820)),
            ("+05:45", Some(20_700)),
            ("0100", Some(3_600)),
            ("-0000", Some(0)),
            ("+2500", None),
            ("+01000", None),
            ("+01000000", None),
            ("CET", None),
            ("", None),
        ] {
            assert_eq!(offset(value.as_bytes()), expected, "{value}");
        }
    }

    #[test]
    fn periods() {
        let at = |value: &str| date_time(value.as_bytes()).unwrap();
        assert_eq!(
            period(b"19970101T180000Z/19970102T070000Z"),
            Some((at("19970101T180000Z"), PeriodEnd::At(at("19970102T070000Z"))))
        );
        assert_eq!(
            period(b"19970101T180000/PT5H30M"),
            Some((at("19970101T180000"), PeriodEnd::After { days: 0, seconds: 19_800 }))
        );
        for bad in ["19970101T180000Z", "19970101T180000Z/", "/PT1H", "x/PT1H"] {
            assert_eq!(period(bad.as_bytes()), None, "{bad}");
        }
    }
}
