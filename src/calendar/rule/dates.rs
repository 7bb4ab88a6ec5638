//! Days, months and weeks of the Gregorian calendar in `i64`, in which the rules reckon.

use crate::civil::{Day, days_of};

pub(super) use crate::civil::DAY;

/// 0001-01-01.
pub(super) const FIRST_DAY: i64 = -719_162;
/// 10000-01-01, the first day that is not written with four digits.
pub(super) const PAST_LAST_DAY: i64 = 2_932_897;
/// The last year.
pub(super) const LAST_YEAR: i64 = 9_999;

/// The day number of a date that is known to exist, in a year up to [`LAST_YEAR`].
pub(super) fn day_of(year: i64, month: i64, day: i64) -> i64 {
    Day::new(year as i32, month as u32, day as u32).map_or(PAST_LAST_DAY, |day| day.0.into())
}

/// Year, month and day of the month.
pub(super) fn date_of(day: i64) -> (i64, i64, i64) {
    let (year, month, day) = Day(day as i32).date();
    (year, month.into(), day.into())
}

/// 0 is Monday.
pub(super) fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

pub(super) fn days_of_year(year: i64) -> i64 {
    337 + days_of_month(year, 2)
}

pub(super) fn days_of_month(year: i64, month: i64) -> i64 {
    days_of(year as i32, month as u32).into()
}

/// The days on which week 1 of a year and week 1 of the next one begin. It is the first week, by its first weekday,
/// that has four days in the year.
pub(super) fn weeks_of(year: i64, week_start: i64) -> (i64, i64) {
    let begin = |fourth: i64| fourth - (weekday(fourth) - week_start).rem_euclid(7);
    let fourth = day_of(year, 1, 4);
    (begin(fourth), begin(fourth + days_of_year(year)))
}
