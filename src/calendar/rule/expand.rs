//! Walks a rule's periods near the window asked for. A period gives anchors (its days, or itself if it is an hour or
//! less) and each anchor the same offsets (times of day, or the minutes and seconds of an hour): the starts of a
//! period are their product, which is never written out. Rules without limits are a step of seconds and are not
//! walked at all.
//!
//! Why every rule ends: the Gregorian calendar repeats itself every 400 years to the weekday, so a rule that gives
//! nothing in as many years, months, weeks or days as 400 years have gives nothing ever. Shorter periods skip days,
//! hours and minutes that cannot match, and a cap of steps bounds what is left.

use super::dates::{DAY, FIRST_DAY, LAST_YEAR, PAST_LAST_DAY, date_of, day_of, weekday};
use super::{Frequency, Rule};
use crate::civil::Civil;

/// Periods in a row without a start of the window, after which a rule with periods shorter than a day is given up,
/// and any rule while the starts before the window are counted: some ten milliseconds.
const MOST_STEPS: u32 = 1 << 20;
/// Periods of less than a day in a row without any start at all; more than there are days in 400 years.
const MOST_MISSES: u32 = 1 << 18;

/// The starts of a rule in a window, ascending: see [`Rule::starts`].
#[derive(Clone, Debug)]
pub struct Starts<'r> {
    rule: &'r Rule,
    walk: Walk,
    /// Between two periods, in their unit.
    interval: i64,
    /// DTSTART, in seconds.
    start: i64,
    /// No start below it is given.
    from: i64,
    /// Nor this one or one above.
    end: i64,
    /// How many starts COUNT leaves.
    left: u64,
    /// The starts of the present period, as a product: days, or seconds where a period is shorter than a day.
    anchors: Vec<i64>,
    /// Seconds of an anchor's unit.
    unit: i64,
    offsets: Vec<i64>,
    /// Which of them BYSETPOS picks.
    picked: Vec<usize>,
    /// The next one of `picked` or of the product.
    cursor: usize,
}

/// The next period.
#[derive(Clone, Copy, Debug)]
enum Walk {
    /// One start, and the next one so many seconds later.
    Step {
        next: i64,
        step: i64,
    },
    Years(i64),
    /// Since the year 0.
    Months(i64),
    /// By the day with which it begins.
    Weeks(i64),
    Days(i64),
    /// Hours, minutes or seconds since 1970; their seconds.
    Clock {
        period: i64,
        length: i64,
    },
    Ended,
}

impl<'r> Starts<'r> {
    pub(super) fn new(
        rule: &'r Rule,
        start: Civil,
        date_only: bool,
        until: Option<Civil>,
        from: Civil,
        to: Civil,
    ) -> Self {
        let start = start.0.clamp(FIRST_DAY * DAY - 1, PAST_LAST_DAY * DAY);
        let start = if date_only { start - start.rem_euclid(DAY) } else { start };
        let (frequency, interval) = match rule.frequency {
            Frequency::Hourly if date_only => (Frequency::Daily, i64::from(rule.interval) / 24),
            Frequency::Minutely if date_only => (Frequency::Daily, i64::from(rule.interval) / 1440),
            Frequency::Secondly if date_only => (Frequency::Daily, i64::from(rule.interval) / DAY),
            frequency => (frequency, i64::from(rule.interval)),
        };
        let end =
            until.map_or(i64::MAX, |until| until.0.saturating_add(1)).min(to.0).min(PAST_LAST_DAY * DAY);
        let mut starts = Self {
            rule,
            walk: Walk::Ended,
            interval: interval.max(1),
            start,
            from: from.0.max(start),
            end,
            left: rule.count.map_or(u64::MAX, u64::from),
            anchors: Vec::new(),
            unit: if frequency >= Frequency::Daily { DAY } else { 1 },
            offsets: Vec::new(),
            picked: Vec::new(),
            cursor: 0,
        };
        if start >= FIRST_DAY * DAY && starts.from < end {
            starts.offsets = offsets(rule, frequency, start, date_only);
            starts.walk = starts.first_period(frequency);
        }
        starts
    }

    /// Where to begin: with COUNT at DTSTART, because all starts have to be counted, else in the last period that
    /// begins no later than the window.
    fn first_period(&mut self, frequency: Frequency) -> Walk {
        if let Some((first, step)) = self.as_step(frequency) {
            let next = if self.from <= first {
                first
            } else {
                let skipped = (self.from - first + step - 1) / step;
                self.left =
                    self.left.saturating_sub(if self.rule.count.is_some() { skipped as u64 } else { 0 });
                first + skipped * step
            };
            return Walk::Step { next, step };
        }
        let near = if self.rule.count.is_some() { self.start } else { self.from };
        let (start_day, near_day) = (self.start.div_euclid(DAY), near.div_euclid(DAY));
        let last = |first: i64, near: i64| first + (near - first).max(0) / self.interval * self.interval;
        match frequency {
            Frequency::Yearly if self.rule.weeks.is_empty() => {
                Walk::Years(last(date_of(start_day).0, date_of(near_day).0))
            }
            // Weeks belong to the year in which most of their days are.
            Frequency::Yearly => {
                Walk::Years(last(self.rule.week_year(start_day), self.rule.week_year(near_day)))
            }
            Frequency::Monthly => Walk::Months(last(month_number(start_day), month_number(near_day))),
            Frequency::Weekly => {
                let first = self.week_of(start_day);
                Walk::Weeks(first + last(0, (self.week_of(near_day) - first) / 7) * 7)
            }
            Frequency::Daily => Walk::Days(last(start_day, near_day)),
            Frequency::Hourly => self.clock(3600, near),
            Frequency::Minutely => self.clock(60, near),
            Frequency::Secondly => self.clock(1, near),
        }
    }

    /// A rule without limits and with one start in each period, as its first start and the seconds to the next one.
    fn as_step(&self, frequency: Frequency) -> Option<(i64, i64)> {
        let rule = self.rule;
        let &[offset] = self.offsets.as_slice() else { return None };
        if !rule.positions.is_empty() {
            return None;
        }
        let day = self.start.div_euclid(DAY);
        let (first, step) = match frequency {
            Frequency::Daily if rule.allows_every_day() => (day * DAY + offset, DAY),
            Frequency::Weekly if rule.months == 0 && rule.weekdays.count_ones() <= 1 => {
                let first = self.week_of(day);
                let wanted =
                    if rule.weekdays == 0 { weekday(day) } else { i64::from(rule.weekdays.trailing_zeros()) };
                ((first + (wanted - weekday(first)).rem_euclid(7)) * DAY + offset, 7 * DAY)
            }
            _ if rule.allows_every_day() && rule.hours == 0 && rule.minutes == 0 && rule.seconds == 0 => {
                match frequency {
                    Frequency::Hourly => (self.start, 3600),
                    Frequency::Minutely => (self.start, 60),
                    Frequency::Secondly => (self.start, 1),
                    _ => return None,
                }
            }
            _ => return None,
        };
        let step = step * self.interval;
        Some((if first < self.start { first + step } else { first }, step))
    }

    /// The first day of the week of a day.
    fn week_of(&self, day: i64) -> i64 {
        day - (weekday(day) - i64::from(self.rule.week_start)).rem_euclid(7)
    }

    fn clock(&self, length: i64, near: i64) -> Walk {
        let first = self.start.div_euclid(length);
        // Periods come back to the same time of day by the greatest common divisor alone; if none of those times
        // matches, no period ever does.
        let of_day = DAY / length;
        let stride = greatest_common_divisor(self.interval, of_day);
        let phase = first.rem_euclid(stride);
        if !(0..of_day / stride)
            .any(|index| self.first_refusal((phase + index * stride) * length, length).is_none())
        {
            return Walk::Ended;
        }
        let skipped = (near.div_euclid(length) - first).max(0) / self.interval;
        Walk::Clock { period: first + skipped * self.interval, length }
    }

    /// If a time of day is refused by BYHOUR, BYMINUTE or BYSECOND: how many seconds long the hour, minute or second
    /// is that is refused as a whole.
    fn first_refusal(&self, of_day: i64, length: i64) -> Option<i64> {
        let rule = self.rule;
        if rule.hours != 0 && rule.hours >> (of_day / 3600) & 1 == 0 {
            Some(3600)
        } else if length <= 60 && rule.minutes != 0 && rule.minutes >> (of_day / 60 % 60) & 1 == 0 {
            Some(60)
        } else if length == 1 && rule.seconds != 0 && rule.seconds >> (of_day % 60) & 1 == 0 {
            Some(1)
        } else {
            None
        }
    }

    /// Goes to the next period that has starts and fills the product with them; `false`: there is none.
    fn next_period(&mut self) -> bool {
        let mut misses = 0;
        let mut steps = 0;
        loop {
            let Some((period_from, most_misses)) = self.fill() else { return false };
            if period_from >= self.end {
                return false;
            }
            self.pick();
            if self.len() == 0 {
                misses += 1;
                if misses > most_misses {
                    return false;
                }
            } else {
                misses = 0;
                if self.begin() {
                    return self.left > 0;
                }
            }
            steps += 1;
            if self.left == 0 || steps > MOST_STEPS {
                return false;
            }
        }
    }

    /// The anchors of the present period, and on to the next one. Gives the first second the period can have, and
    /// after how many empty ones it is certain that all are.
    fn fill(&mut self) -> Option<(i64, u32)> {
        let (rule, interval) = (self.rule, self.interval);
        let start_day = self.start.div_euclid(DAY);
        self.anchors.clear();
        let (from_day, most_misses) = match &mut self.walk {
            Walk::Years(year) => {
                let (_, month, day) = date_of(start_day);
                let present = *year;
                *year = year.saturating_add(interval);
                let first = if rule.weeks.is_empty() { 0 } else { 7 };
                if present > LAST_YEAR {
                    return None;
                }
                rule.days_of_year(present, month, day, weekday(start_day), &mut self.anchors);
                (day_of(present, 1, 1) - first, 400)
            }
            Walk::Months(month) => {
                let (year, of_year) = (month.div_euclid(12), month.rem_euclid(12) + 1);
                *month = month.saturating_add(interval);
                if year > LAST_YEAR {
                    return None;
                }
                rule.days_of_month(year, of_year, date_of(start_day).2, &mut self.anchors);
                (day_of(year, of_year, 1), 4_800)
            }
            Walk::Weeks(first) => {
                let present = *first;
                *first = first.saturating_add(interval * 7);
                if present < PAST_LAST_DAY {
                    rule.days_of_week(present, weekday(start_day), &mut self.anchors);
                }
                (present, 20_871)
            }
            Walk::Days(day) => {
                let present = *day;
                *day = day.saturating_add(interval);
                if rule.allows(present) {
                    self.anchors.push(present);
                }
                (present, 146_097)
            }
            Walk::Clock { .. } => return self.fill_clock(),
            Walk::Step { .. } | Walk::Ended => return None,
        };
        Some((from_day * DAY, most_misses))
    }

    fn fill_clock(&mut self) -> Option<(i64, u32)> {
        let Walk::Clock { period, length } = self.walk else { return None };
        let second = period * length;
        let (day, of_day) = (second.div_euclid(DAY), second.rem_euclid(DAY));
        let refused = if !self.rule.allows(day) { Some(DAY) } else { self.first_refusal(of_day, length) };
        let next = match refused {
            None => {
                self.anchors.push(second);
                period + self.interval
            }
            Some(seconds) => {
                // The first period of the rule that begins after what is refused.
                let after = (second.div_euclid(seconds) + 1) * seconds / length;
                period + (after - period + self.interval - 1) / self.interval * self.interval
            }
        };
        self.walk = Walk::Clock { period: next, length };
        Some((second, MOST_MISSES))
    }

    /// How many starts the period has.
    fn len(&self) -> usize {
        if self.rule.positions.is_empty() { self.size() } else { self.picked.len() }
    }

    fn size(&self) -> usize {
        self.anchors.len() * self.offsets.len()
    }

    /// A start of the period.
    fn at(&self, index: usize) -> Option<i64> {
        let index = if self.rule.positions.is_empty() { index } else { *self.picked.get(index)? };
        let (anchor, offset) = if self.offsets.len() == 1 {
            (index, 0)
        } else {
            (index.checked_div(self.offsets.len())?, index.checked_rem(self.offsets.len())?)
        };
        Some(self.anchors.get(anchor)? * self.unit + self.offsets.get(offset)?)
    }

    /// BYSETPOS.
    fn pick(&mut self) {
        if self.rule.positions.is_empty() {
            return;
        }
        let size = self.size();
        self.picked.clear();
        self.picked.extend(self.rule.positions.iter().filter_map(|&position| {
            let position = isize::from(position);
            let index = if position > 0 { position - 1 } else { isize::try_from(size).ok()? + position };
            usize::try_from(index).ok().filter(|&index| index < size)
        }));
        self.picked.sort_unstable();
        self.picked.dedup();
    }

    /// Puts the cursor on the period's first start that is in the window and counts those before it; `false`: there
    /// is none.
    fn begin(&mut self) -> bool {
        let len = self.len();
        let below = |bound: i64| {
            let (mut low, mut high) = (0, len);
            while low < high {
                let middle = low + (high - low) / 2;
                if self.at(middle).is_some_and(|start| start < bound) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            low
        };
        let before = below(self.from);
        if self.rule.count.is_some() && before > 0 {
            self.left = self.left.saturating_sub((before - below(self.start)) as u64);
        }
        self.cursor = before;
        before < len
    }

    fn give(&mut self, start: i64) -> Option<Civil> {
        if start >= self.end || self.left == 0 {
            self.walk = Walk::Ended;
            self.anchors.clear();
            self.picked.clear();
            return None;
        }
        if self.rule.count.is_some() {
            self.left -= 1;
        }
        Some(Civil(start))
    }
}

impl Iterator for Starts<'_> {
    type Item = Civil;

    fn next(&mut self) -> Option<Civil> {
        if let Walk::Step { next, step } = &mut self.walk {
            let present = *next;
            *next = next.saturating_add(*step);
            return self.give(present);
        }
        loop {
            if let Some(start) = self.at(self.cursor) {
                self.cursor += 1;
                return self.give(start);
            }
            if !self.next_period() {
                self.walk = Walk::Ended;
                self.anchors.clear();
                self.picked.clear();
                return None;
            }
        }
    }
}

impl std::iter::FusedIterator for Starts<'_> {}

/// What is added to a period's anchors, ascending.
fn offsets(rule: &Rule, frequency: Frequency, start: i64, date_only: bool) -> Vec<i64> {
    if date_only {
        return vec![0];
    }
    let of_day = start.rem_euclid(DAY);
    let or_start = |set: u64, number: i64| if set == 0 { 1 << number } else { set };
    let hours =
        if frequency >= Frequency::Daily { or_start(u64::from(rule.hours), of_day / 3600) } else { 1 };
    let minutes = if frequency >= Frequency::Hourly { or_start(rule.minutes, of_day / 60 % 60) } else { 1 };
    let seconds = if frequency >= Frequency::Minutely { or_start(rule.seconds, of_day % 60) } else { 1 };
    let mut offsets =
        Vec::with_capacity((hours.count_ones() * minutes.count_ones() * seconds.count_ones()) as usize);
    for hour in numbers(hours) {
        for minute in numbers(minutes) {
            offsets.extend(numbers(seconds).map(|second| hour * 3600 + minute * 60 + second));
        }
    }
    offsets
}

/// The numbers whose bits are set.
fn numbers(set: u64) -> impl Iterator<Item = i64> {
    (0..60).filter(move |number| set >> number & 1 == 1)
}

/// Months since the year 0.
fn month_number(day: i64) -> i64 {
    let (year, month, _) = date_of(day);
    year * 12 + month - 1
}

fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}
