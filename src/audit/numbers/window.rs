//! The span that is looked at, in whole weeks of the user's zone, and the instants at which its hours and working
//! days begin there.

use super::events::{Fact, Standing};
use super::time::{Day, HOURS_A_WEEK};
use converel_calendar::Zone;
use converel_calendar::civil::Civil;
use converel_core::dates;
use converel_protocol::audit::kept::{Import, Options};
use converel_protocol::audit::numbers::Window;
use jiff::{Span, civil::date};

/// Minutes of a day as the clock shows them.
const DAY: i64 = 24 * 60;
/// Days since 1970-01-01 that a window may reach from and to, inside the years 1 and 9999.
const FIRST: i64 = -719_000;
const LAST: i64 = 2_932_000;

/// The window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Looked {
    /// First day, a Monday, in days since 1970-01-01.
    monday: i64,
    pub(super) weeks: u32,
    moved: bool,
    /// The minute since the Unix epoch at which it begins,
    pub(super) from: i64,
    /// and the one at which it is over.
    pub(super) to: i64,
}

impl Looked {
    /// The whole weeks before `now` (milliseconds since the Unix epoch), or where the calendar ends.
    pub(super) fn at(import: &Import, facts: &[Fact], options: &Options, zone: &Zone, now: f64) -> Self {
        let weeks = i64::from(options.weeks);
        // The cast saturates, and nothing (NaN) is the epoch.
        let now = ((now / 60_000.0).floor() as i64).clamp(FIRST * DAY, LAST * DAY);
        let read = (import.from < import.to).then(|| {
            let inside = |minute: i64| minute.clamp(FIRST * DAY, LAST * DAY);
            (inside(import.from), inside(import.to))
        });
        let usual = monday_of(civil_day(zone, now));
        let mut end = read.map_or(usual, |(_, to)| usual.min(monday_of(civil_day(zone, to))));
        let (from, to) = (first_minute(zone, (end - 7 * weeks) * DAY), first_minute(zone, end * DAY));
        let counts =
            |event: u32| facts.get(event as usize).is_some_and(|fact| fact.standing == Standing::Counts);
        let (mut any, mut older) = (false, None);
        for occurrence in &import.occurrences {
            let start = occurrence.1;
            if start < to && start >= FIRST * DAY && counts(occurrence.0) {
                any |= start >= from;
                older = older.max(Some(start));
            }
        }
        if let Some(newest) = older.filter(|_| !any) {
            end = monday_of(civil_day(zone, newest)) + 7;
        }
        let mut monday = end - 7 * weeks;
        if let Some((from, _)) = read {
            // Weeks of which a part was not read are not looked at.
            let day = civil_day(zone, from);
            let whole = if first_minute(zone, day * DAY) < from { day + 1 } else { day };
            monday = monday.max(monday_of(whole + 6)).min(end - 7);
        }
        Self {
            monday,
            weeks: u32::try_from((end - monday) / 7).unwrap_or(1),
            moved: end != usual,
            from: first_minute(zone, monday * DAY),
            to: first_minute(zone, end * DAY),
        }
    }

    pub(super) fn window(&self) -> Window {
        Window { from: self.monday(0), to: self.monday(self.weeks), weeks: self.weeks, moved: self.moved }
    }

    /// The Monday of a week of the window, from 0; as many as it has: the day after its last.
    pub(super) fn monday(&self, week: u32) -> String {
        let day = Span::new().try_days(self.monday + 7 * i64::from(week));
        let monday = day.and_then(|days| date(1970, 1, 1).checked_add(days));
        monday.map(dates::written).unwrap_or_default()
    }

    /// The minute at which each hour of the window begins, and the one at which it is over.
    pub(super) fn hours(&self, zone: &Zone) -> Vec<i64> {
        let hours = self.weeks as usize * HOURS_A_WEEK;
        let mut edges = Vec::with_capacity(hours + 1);
        let mut last = i64::MIN;
        for hour in (0..).take(hours + 1) {
            last = first_minute(zone, self.monday * DAY + 60 * hour).max(last);
            edges.push(last);
        }
        edges
    }

    /// The working days of the window.
    pub(super) fn working_days(&self, options: &Options, zone: &Zone) -> Vec<Day> {
        let (from, to) = (i64::from(options.day_from), i64::from(options.day_to));
        let mut days = Vec::new();
        for week in 0..i64::from(self.weeks) {
            for weekday in &options.days {
                let day = (self.monday + 7 * week + i64::from(*weekday) - 1) * DAY;
                let at = |minute: i64| first_minute(zone, day + minute);
                days.push(Day {
                    week: usize::try_from(week).unwrap_or_default(),
                    from: at(from),
                    middle: at((from + to) / 2),
                    to: at(to),
                });
            }
        }
        days
    }
}

/// The Monday of this day's week. 1970-01-01 was a Thursday.
fn monday_of(day: i64) -> i64 {
    day - (day + 3).rem_euclid(7)
}

/// What the clock shows, in minutes since 1970-01-01T00:00.
fn civil(zone: &Zone, minute: i64) -> i64 {
    zone.to_civil(minute.saturating_mul(60)).0.div_euclid(60)
}

/// The day of an instant.
fn civil_day(zone: &Zone, minute: i64) -> i64 {
    civil(zone, minute).div_euclid(DAY)
}

/// The first minute at which the clock shows this or more.
fn first_minute(zone: &Zone, shown: i64) -> i64 {
    let minute = zone.to_utc(Civil(shown * 60)).div_euclid(60);
    let beyond = civil(zone, minute) - shown;
    if beyond <= 0 {
        return minute;
    }
    // The clock skips it, so the zone counted on from before the gap: what is asked for is where the gap is.
    let (mut before, mut after) = (minute - beyond, minute);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if civil(zone, middle) < shown {
            before = middle;
        } else {
            after = middle;
        }
    }
    after
}
