//! The days that a rule gives in one year, month or week, by the table of RFC 5545 §3.3.10: which BY part expands a
//! period and which one limits it. What is appended to `days` is ascending and without doubles.

use super::Rule;
use super::dates::{date_of, day_of, days_of_month, days_of_year, weekday, weeks_of};

/// A year or a month, within which a numbered weekday is counted.
#[derive(Clone, Copy)]
struct Range {
    first: i64,
    days: i64,
}

impl Range {
    fn year(year: i64) -> Self {
        Self { first: day_of(year, 1, 1), days: days_of_year(year) }
    }

    fn month(year: i64, month: i64) -> Self {
        Self { first: day_of(year, month, 1), days: days_of_month(year, month) }
    }
}

impl Rule {
    /// The days of a year. `month` and `day` are DTSTART's.
    pub(super) fn days_of_year(
        &self,
        year: i64,
        month: i64,
        day: i64,
        start_weekday: i64,
        days: &mut Vec<i64>,
    ) {
        let whole = Range::year(year);
        if !self.year_days.is_empty() {
            days.extend(self.year_days.iter().filter_map(|&number| nth(whole, i64::from(number))));
            days.sort_unstable();
            days.dedup();
            days.retain(|&day| self.has_week(day));
            self.limit(days, whole);
        } else if !self.weeks.is_empty() {
            self.days_of_weeks(year, start_weekday, days);
            self.limit(days, whole);
        } else if self.months != 0 || self.has_month_days() {
            for month in (1..=12).filter(|month| self.has_month(*month)) {
                let range = Range::month(year, month);
                // A number before a weekday counts within the year where no BYMONTH is given.
                let counted = if self.months == 0 && !self.ordinals.is_empty() { whole } else { range };
                self.days_within(range, counted, day, days);
            }
        } else if self.has_weekdays() {
            self.weekdays_within(whole, days);
        } else if day <= days_of_month(year, month) {
            days.push(day_of(year, month, day));
        }
    }

    /// The days of a month. `day` is DTSTART's.
    pub(super) fn days_of_month(&self, year: i64, month: i64, day: i64, days: &mut Vec<i64>) {
        if self.has_month(month) {
            let range = Range::month(year, month);
            self.days_within(range, range, day, days);
        }
    }

    /// The days of the week that begins with `first`.
    pub(super) fn days_of_week(&self, first: i64, start_weekday: i64, days: &mut Vec<i64>) {
        let wanted = if self.weekdays == 0 { 1 << start_weekday } else { self.weekdays };
        days.extend((first..first + 7).filter(|&day| wanted >> weekday(day) & 1 == 1));
        if self.months != 0 {
            days.retain(|&day| self.has_month(date_of(day).1));
        }
    }

    /// Whether the parts that limit a rule by the day allow it: all of a rule with a frequency of DAILY or less.
    pub(super) fn allows(&self, day: i64) -> bool {
        if self.weekdays != 0 && self.weekdays >> weekday(day) & 1 == 0 {
            return false;
        }
        if self.months == 0 && !self.has_month_days() && self.year_days.is_empty() {
            return true;
        }
        let (year, month, of_month) = date_of(day);
        self.has_month(month)
            && (!self.has_month_days() || self.has_month_day(of_month, days_of_month(year, month)))
            && (self.year_days.is_empty() || {
                let whole = Range::year(year);
                self.year_days.iter().any(|&number| nth(whole, i64::from(number)) == Some(day))
            })
    }

    /// Whether no day is ever refused by [`Rule::allows`].
    pub(super) fn allows_every_day(&self) -> bool {
        self.weekdays == 0 && self.months == 0 && !self.has_month_days() && self.year_days.is_empty()
    }

    pub(super) fn has_weekdays(&self) -> bool {
        self.weekdays != 0 || !self.ordinals.is_empty()
    }

    pub(super) fn has_month_days(&self) -> bool {
        self.month_days | self.month_days_back != 0
    }

    fn has_month(&self, month: i64) -> bool {
        self.months == 0 || self.months >> month & 1 == 1
    }

    fn has_month_day(&self, day: i64, of: i64) -> bool {
        self.month_days >> day & 1 == 1 || self.month_days_back >> (of + 1 - day) & 1 == 1
    }

    /// Whether BYDAY has a day, numbers counted within `range`.
    fn has_weekday(&self, day: i64, range: Range) -> bool {
        let of_week = weekday(day);
        self.weekdays >> of_week & 1 == 1
            || self.ordinals.iter().any(|ordinal| {
                let number = i64::from(ordinal.number);
                let before = if number > 0 { day - range.first } else { range.first + range.days - 1 - day };
                i64::from(ordinal.weekday) == of_week && before / 7 + 1 == number.abs()
            })
    }

    /// Whether BYWEEKNO is not there or has the week of a day.
    fn has_week(&self, day: i64) -> bool {
        if self.weeks.is_empty() {
            return true;
        }
        let year = self.week_year(day);
        let (first, next) = weeks_of(year, self.week_start.into());
        let number = (day - first) / 7 + 1;
        self.weeks
            .iter()
            .any(|&week| i64::from(week) == number || i64::from(week) == number - 1 - (next - first) / 7)
    }

    /// The year to which the week of a day belongs.
    pub(super) fn week_year(&self, day: i64) -> i64 {
        let year = date_of(day).0;
        let (first, next) = weeks_of(year, self.week_start.into());
        year + i64::from(day >= next) - i64::from(day < first)
    }

    /// The days of BYWEEKNO: by BYDAY, else any that BYMONTHDAY then limits, else DTSTART's weekday. Week 1 may begin
    /// in the year before, and the last one end in the year after.
    fn days_of_weeks(&self, year: i64, start_weekday: i64, days: &mut Vec<i64>) {
        let (first, next) = weeks_of(year, self.week_start.into());
        let count = (next - first) / 7;
        let wanted = match self.weekdays {
            0 if self.has_month_days() => 0x7f,
            0 => 1 << start_weekday,
            weekdays => weekdays,
        };
        for &week in &self.weeks {
            let index = if week > 0 { i64::from(week) - 1 } else { count + i64::from(week) };
            if (0..count).contains(&index) {
                let begin = first + index * 7;
                days.extend((begin..begin + 7).filter(|&day| wanted >> weekday(day) & 1 == 1));
            }
        }
        days.sort_unstable();
        days.dedup();
    }

    /// The days of a month by BYMONTHDAY, limited by BYDAY; by BYDAY alone; or DTSTART's.
    fn days_within(&self, range: Range, counted: Range, day: i64, days: &mut Vec<i64>) {
        if self.has_month_days() {
            for number in (1..=range.days).filter(|&number| self.has_month_day(number, range.days)) {
                let day = range.first + number - 1;
                if !self.has_weekdays() || self.has_weekday(day, counted) {
                    days.push(day);
                }
            }
        } else if self.has_weekdays() {
            self.weekdays_within(range, days);
        } else if day <= range.days {
            days.push(range.first + day - 1);
        }
    }

    /// The days of BYDAY in a month or a year.
    fn weekdays_within(&self, range: Range, days: &mut Vec<i64>) {
        let known = days.len();
        if self.weekdays != 0 {
            days.extend(
                (range.first..range.first + range.days).filter(|&day| self.weekdays >> weekday(day) & 1 == 1),
            );
        }
        if self.ordinals.is_empty() {
            return;
        }
        let last = range.first + range.days - 1;
        for ordinal in &self.ordinals {
            let (number, of_week) = (i64::from(ordinal.number), i64::from(ordinal.weekday));
            let day = if number > 0 {
                range.first + (of_week - weekday(range.first)).rem_euclid(7) + (number - 1) * 7
            } else {
                last - (weekday(last) - of_week).rem_euclid(7) + (number + 1) * 7
            };
            if (range.first..=last).contains(&day) {
                days.push(day);
            }
        }
        if let Some(new) = days.get_mut(known..) {
            new.sort_unstable();
        }
        days.dedup();
    }

    /// Keeps of a year's days those that BYMONTH, BYMONTHDAY and BYDAY have.
    fn limit(&self, days: &mut Vec<i64>, whole: Range) {
        if self.months == 0 && !self.has_month_days() && !self.has_weekdays() {
            return;
        }
        days.retain(|&day| {
            let (year, month, of_month) = date_of(day);
            let counted = if self.months == 0 { whole } else { Range::month(year, month) };
            self.has_month(month)
                && (!self.has_month_days() || self.has_month_day(of_month, days_of_month(year, month)))
                && (!self.has_weekdays() || self.has_weekday(day, counted))
        });
    }
}

/// The n-th day of a range, from the end if negative.
fn nth(range: Range, number: i64) -> Option<i64> {
    let index = if number > 0 { number - 1 } else { range.days + number };
    (0..range.days).contains(&index).then_some(range.first + index)
}
