//! Civil time: dates and times of day of the proleptic Gregorian calendar as integers, without a zone.

/// Seconds of a day without a change of the clock.
pub(crate) const DAY: i64 = 86_400;

/// A civil time: seconds since 1970-01-01T00:00:00 as if every day had 86,400 seconds and no zone were known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Civil(pub i64);

/// A date: days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The day of a year, a month (1 to 12) and a day of the month; `None` where the calendar has no such day. Years
    /// are those that iCalendar can write, 0 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(0..=9999).contains(&year) || !(1..=12).contains(&month) || day == 0 || day > days_of(year, month)
        {
            return None;
        }
        // Years from March on, so that the leap day is the last: Howard Hinnant, "chrono-Compatible Low-Level Date
        // Algorithms", days_from_civil.
        let (month, day) = (i32::try_from(month).ok()?, i32::try_from(day).ok()?);
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Some(Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468))
    }

    /// Year, month and day of the month.
    pub fn date(self) -> (i64, u32, u32) {
        let shifted = i64::from(self.0) + 719_468;
        let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        (year, u32::try_from(month).unwrap_or(1), u32::try_from(day).unwrap_or(1))
    }

    /// Its midnight.
    pub fn midnight(self) -> Civil {
        Civil(i64::from(self.0) * DAY)
    }
}

impl Civil {
    /// The day it is on. Times that no calendar can write are held to the first or last day that there is.
    pub fn day(self) -> Day {
        let day = self.0.div_euclid(DAY).clamp(i64::from(i32::MIN), i64::from(i32::MAX));
        Day(i32::try_from(day).unwrap_or(i32::MAX))
    }

    /// Seconds since its midnight.
    pub fn of_day(self) -> i64 {
        self.0.rem_euclid(DAY)
    }

    /// Later by so many seconds; what is beyond all time stays at its end.
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

/// Days of a month (1 to 12).
pub(crate) fn days_of(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_what_jiff_says() {
        let epoch = jiff::civil::date(1970, 1, 1);
        for (year, month, day) in [
            (1970, 1, 1),
            (1, 1, 1),
            (9999, 12, 31),
            (2000, 2, 29),
            (1900, 3, 1),
            (2024, 2, 29),
            (1601, 1, 1),
        ] {
            let theirs = jiff::civil::date(year, month, day);
            let ours = Day::new(year.into(), month as u32, day as u32).unwrap();
            assert_eq!(ours.0, epoch.until(theirs).unwrap().get_days(), "{theirs}");
        }
        let mut day = Day::new(0, 1, 1).unwrap();
        while let Some(next) = day.0.checked_add(1).map(Day).filter(|day| day.date().0 <= 9999) {
            let (year, month, of_month) = next.date();
            assert_eq!(Day::new(year as i32, month, of_month), Some(next));
            day = next;
        }
        assert_eq!(day.date(), (9999, 12, 31));
    }

    #[test]
    fn days_that_are_none() {
        for (year, month, day) in [
            (2023, 2, 29),
            (1900, 2, 29),
            (2024, 4, 31),
            (2024, 0, 1),
            (2024, 13, 1),
            (2024, 1, 0),
            (10_000, 1, 1),
        ] {
            assert_eq!(Day::new(year, month, day), None, "{year}-{month}-{day}");
        }
    }
}
