//! How often a meeting takes place. A series: by its rule, at the core's pace of 46 working weeks a year, so that the
//! board, the gate and the journal tell the same; where the rule says more than the core reads of one, by what it gives
//! in the span. Single events that repeat: as often as they did in the last 365 days of the span.

use crate::days::{self, DAY};
use converel_core::cost::{self, WORKING_WEEKS};
use converel_core::dates::LocaleNames;
use converel_core::invite::{self, Frequency};
use converel_core::policy::Policy;
use converel_core::raw::{RawInvite, RawRecurrence, RawTime};
use std::collections::BTreeMap;

/// Minutes of a year.
const YEAR: i64 = 365 * DAY;

/// How a series repeats.
pub(super) struct Pace {
    pub(super) frequency: Option<Frequency>,
    pub(super) interval: u32,
    pub(super) per_year: f64,
}

/// The value that most have; of several the smallest.
pub(super) fn most_common(values: impl Iterator<Item = u32>) -> Option<u32> {
    let mut times: BTreeMap<u32, u32> = BTreeMap::new();
    for value in values {
        *times.entry(value).or_default() += 1;
    }
    times.into_iter().max_by_key(|(value, times)| (*times, std::cmp::Reverse(*value))).map(|(value, _)| value)
}

/// The first minute of the span's last 365 days.
pub(super) fn year_from((from, to): (i64, i64)) -> i64 {
    from.max(to.saturating_sub(YEAR))
}

/// The pace of a series with this rule that starts at `start` (seconds since the Unix epoch) and takes place at these
/// times in the span (minutes).
pub(super) fn of_series(rule: Option<&str>, start: i64, times: &[(i64, u32)], span: (i64, i64)) -> Pace {
    let day = days::of_minutes(start.div_euclid(60));
    let raw = RawInvite {
        recurrence: RawRecurrence { rule: rule.unwrap_or_default().to_owned(), ..RawRecurrence::default() },
        start: RawTime { date: days::written(day), time: "00:00".to_owned(), ..RawTime::default() },
        ..RawInvite::default()
    };
    let read = invite::outline(&raw, &Policy::default(), &LocaleNames::default());
    let told = read.recurrence.is_some() && rule.is_some_and(is_simple);
    Pace {
        frequency: read.recurrence.as_ref().map(|rule| rule.frequency),
        interval: read.recurrence.as_ref().map_or(1, |rule| rule.interval),
        per_year: if told { cost::of_outline(&read).occurrences_per_year } else { of_times(times, span) },
    }
}

/// The core reads FREQ, INTERVAL, COUNT, UNTIL and the weekdays of a weekly rule; a month's or a year's rule happens once
/// in each.
fn is_simple(rule: &str) -> bool {
    let rule = rule.to_ascii_uppercase();
    let often = ["FREQ=DAILY", "FREQ=WEEKLY"].iter().any(|frequency| rule.contains(frequency));
    let seldom = ["FREQ=MONTHLY", "FREQ=YEARLY"].iter().any(|frequency| rule.contains(frequency));
    let mut parts =
        rule.trim().trim_start_matches("RRULE:").split(';').filter(|part| !part.trim().is_empty());
    let simple = parts.all(|part| match part.split_once('=') {
        Some(("FREQ" | "INTERVAL" | "COUNT" | "UNTIL" | "WKST", _)) => true,
        Some(("BYDAY", days)) if often => !days.contains(|c: char| c.is_ascii_digit()),
        // `MONTHLY;BYDAY=MO` is every Monday of the month.
        Some(("BYDAY", days)) => !days.contains(',') && days.contains(|c: char| c.is_ascii_digit()),
        Some(("BYMONTHDAY", days)) => seldom && !days.contains(','),
        Some(("BYMONTH", months)) => rule.contains("FREQ=YEARLY") && !months.contains(','),
        _ => false,
    });
    simple && (often || seldom)
}

/// By what takes place between the first of these times in the span's last year and the end of the span, or the last of
/// them where the series ends before that, at 46 working weeks a year.
#[allow(clippy::cast_precision_loss)] // at most some 100,000
fn of_times(times: &[(i64, u32)], span: (i64, i64)) -> f64 {
    let starts: Vec<i64> =
        times.iter().map(|(start, _)| *start).filter(|start| *start >= year_from(span)).collect();
    let (Some(first), Some(last)) = (starts.first(), starts.last()) else { return times.len().min(1) as f64 };
    if starts.len() < 2 {
        return 1.0;
    }
    let between = (last - first) as f64 / (starts.len() - 1) as f64;
    let weeks = between / (7 * DAY) as f64;
    // Several on one day, and nothing else in the year.
    if weeks <= 0.0 {
        return starts.len() as f64;
    }
    (WORKING_WEEKS / weeks).max(1.0)
}

/// As often as in the last 365 days of the span; a shorter span stands for a year.
#[allow(clippy::cast_precision_loss)]
pub(super) fn of_pattern(times: &[(i64, u32)], span: (i64, i64)) -> f64 {
    let from = year_from(span);
    let days = ((span.1.saturating_sub(from)) as f64 / DAY as f64).clamp(1.0, 365.0);
    let count = times.iter().filter(|(start, _)| *start >= from).count();
    count as f64 * 365.0 / days
}

/// A rule for events that repeat without one, by the usual time between them; so that what is said of series can be
/// said of them.
pub(super) fn rule_of(times: &[(i64, u32)]) -> Option<&'static str> {
    let mut gaps: Vec<i64> = times
        .iter()
        .zip(times.iter().skip(1))
        .map(|((one, _), (next, _))| next.saturating_sub(*one))
        .collect();
    gaps.sort_unstable();
    let usual = *gaps.get(gaps.len() / 2)?;
    Some(match usual / DAY {
        ..=3 => "FREQ=DAILY",
        4..=10 => "FREQ=WEEKLY",
        11..=20 => "FREQ=WEEKLY;INTERVAL=2",
        21..=180 => "FREQ=MONTHLY",
        _ => "FREQ=YEARLY",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: i64 = 1_767_600_000; // Monday, 5 January 2026
    const SPAN: (i64, i64) = (START / 60, START / 60 + YEAR);

    fn every(days: i64, count: i64) -> Vec<(i64, u32)> {
        (0..count).map(|number| (START / 60 + number * days * DAY, 30)).collect()
    }

    #[test]
    fn a_series_by_its_rule() {
        for (rule, expected) in [
            ("FREQ=WEEKLY", 46.0),
            ("FREQ=WEEKLY;BYDAY=MO,WE;WKST=MO", 92.0),
            ("FREQ=WEEKLY;INTERVAL=2", 23.0),
            ("FREQ=DAILY", 230.0),
            ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", 230.0),
            ("FREQ=WEEKLY;COUNT=5", 5.0),
            ("FREQ=WEEKLY;UNTIL=20260201T000000Z", 4.0),
            ("RRULE:FREQ=YEARLY;BYMONTH=3", 1.0),
            ("FREQ=MONTHLY;BYDAY=1MO", 12.0 * 46.0 / 52.0),
            // Told by what it gives: here every week.
            ("FREQ=MONTHLY;BYDAY=MO", 46.0),
            ("FREQ=MONTHLY;BYMONTHDAY=1,8,15,22", 46.0),
            ("FREQ=HOURLY;INTERVAL=168", 46.0),
            ("", 46.0),
        ] {
            let pace = of_series(Some(rule), START, &every(7, 50), SPAN);
            assert!((pace.per_year - expected).abs() < 1e-6, "{rule}: {}", pace.per_year);
        }
    }

    #[test]
    fn by_what_takes_place() {
        for (times, expected) in [
            (every(7, 0), 0.0),
            (every(7, 1), 1.0),
            (every(14, 20), 23.0),
            (every(0, 3), 3.0),
            // Twice in a year.
            (every(300, 2), 46.0 * 7.0 / 300.0),
        ] {
            assert!((of_times(&times, SPAN) - expected).abs() < 1e-6, "{times:?}");
        }
        for (times, span, expected) in [
            (every(30, 12), SPAN, 12.0),
            (every(30, 12), (SPAN.0, SPAN.0 + 91 * DAY), 12.0 * 365.0 / 91.0),
            (every(30, 12), (SPAN.0, SPAN.0 + 2 * YEAR), 0.0),
        ] {
            assert!((of_pattern(&times, span) - expected).abs() < 1e-6);
        }
    }

    #[test]
    fn most_have() {
        for (values, expected) in
            [(&[][..], None), (&[30, 60, 60], Some(60)), (&[60, 30], Some(30)), (&[0], Some(0))]
        {
            assert_eq!(most_common(values.iter().copied()), expected);
        }
    }

    #[test]
    fn events_without_a_rule_have_a_rhythm() {
        for (days, expected) in [
            (1, "FREQ=DAILY"),
            (7, "FREQ=WEEKLY"),
            (14, "FREQ=WEEKLY;INTERVAL=2"),
            (30, "FREQ=MONTHLY"),
            (365, "FREQ=YEARLY"),
        ] {
            assert_eq!(rule_of(&every(days, 4)), Some(expected));
        }
        assert_eq!(rule_of(&every(1, 1)), None);
    }
}
