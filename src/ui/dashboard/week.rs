//! Weeks of the calendar, from Monday to Sunday (ISO 8601), in the user's own zone.

use jiff::ToSpan;
use jiff::civil::Date;

/// A week, known by its Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week(Date);

impl Week {
    /// The week that this day lies in.
    pub fn of(day: Date) -> Self {
        let since_monday = i64::from(day.weekday().to_monday_zero_offset());
        Self(day.saturating_sub(since_monday.days()))
    }

    /// Its first day.
    pub fn monday(self) -> Date {
        self.0
    }

    /// Its last day.
    pub fn sunday(self) -> Date {
        self.0.saturating_add(6.days())
    }

    /// The week so many weeks before this one.
    pub fn back(self, weeks: i64) -> Self {
        Self(self.0.saturating_sub(weeks.weeks()))
    }

    /// The week after this one.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1.week()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_week_is_monday_to_sunday() {
        let rows = [
            (date(2026, 11, 16), date(2026, 11, 16)),
            (date(2026, 11, 22), date(2026, 11, 16)),
            (date(2026, 11, 23), date(2026, 11, 23)),
            (date(2027, 1, 1), date(2026, 12, 28)),
            (date(2024, 3, 3), date(2024, 2, 26)),
        ];
        for (day, monday) in rows {
            let week = Week::of(day);
            assert_eq!(week.monday(), monday, "{day}");
            assert_eq!(week.sunday(), monday.saturating_add(6.days()), "{day}");
        }
    }

    #[test]
    fn one_forth_and_one_back_is_the_same_week() {
        let week = Week::of(date(2026, 12, 31));
        assert_eq!(week.next().back(1), week);
        assert_eq!(week.back(52).monday(), date(2025, 12, 29));
    }

    #[test]
    fn the_end_of_time_is_no_trouble() {
        assert!(Week::of(Date::MAX).next() <= Week(Date::MAX));
        assert!(Week::of(Date::MIN).back(9) >= Week(Date::MIN));
    }
}
