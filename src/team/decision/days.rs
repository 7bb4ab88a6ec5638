//! Working days.

use jiff::ToSpan;
use jiff::civil::Date;

/// Whether it is one of these days of the week, 1 (Monday) to 7. A team that named none works on every day.
pub fn is_working(day: Date, working: &[u8]) -> bool {
    let weekday = day.weekday().to_monday_one_offset();
    !working.iter().any(|day| (1..=7).contains(day))
        || working.iter().any(|day| i8::try_from(*day) == Ok(weekday))
}

/// The day that is so many working days after `from`, which does not count itself; `None` outside what a date can say.
pub fn working_day_after(from: Date, days: u32, working: &[u8]) -> Option<Date> {
    let mut day = from;
    let mut left = days;
    while left > 0 {
        day = day.checked_add(1.day()).ok()?;
        if is_working(day, working) {
            left -= 1;
        }
    }
    Some(day)
}
