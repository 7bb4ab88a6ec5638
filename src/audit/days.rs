//! Days as dates, as numbers and as they are written. Nothing here knows a zone: that is asked of the calendar's.

use jiff::SignedDuration;
use jiff::civil::{Date, date};

/// Minutes of a day.
pub(crate) const DAY: i64 = 24 * 60;

/// The date so many days after 1970-01-01; the first or last that there is, for those beyond.
pub(crate) fn of_number(days: i64) -> Date {
    let hours = days.clamp(-4_000_000, 4_000_000) * 24;
    date(1970, 1, 1).at(0, 0, 0, 0).saturating_add(SignedDuration::from_hours(hours)).date()
}

/// Days since 1970-01-01.
pub(crate) fn number(day: Date) -> i64 {
    day.at(0, 0, 0, 0).duration_since(date(1970, 1, 1).at(0, 0, 0, 0)).as_hours().div_euclid(24)
}

/// The date, in UTC, of a minute since the Unix epoch.
pub(crate) fn of_minutes(minutes: i64) -> Date {
    of_number(minutes.div_euclid(DAY))
}

/// The minute of milliseconds since the Unix epoch.
#[allow(clippy::cast_possible_truncation)] // the cast saturates
pub(crate) fn minutes(milliseconds: f64) -> i64 {
    (milliseconds / 60_000.0).floor() as i64
}

/// `YYYY-MM-DD`.
pub(crate) fn written(day: Date) -> String {
    converel_core::dates::written(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbered() {
        for (number_of, expected) in [(0, "1970-01-01"), (-1, "1969-12-31"), (20_780, "2026-11-23")] {
            assert_eq!(written(of_number(number_of)), expected);
            assert_eq!(number(of_number(number_of)), number_of);
        }
        assert_eq!(of_number(i64::MAX), Date::MAX);
        assert_eq!(of_minutes(-1), date(1969, 12, 31));
        assert_eq!(minutes(f64::NAN), 0);
        assert_eq!(minutes(119_999.0), 1);
    }
}
