//! Reads the value of an RRULE. It forgives what is found in real exports and has one meaning only: any case and
//! order, blanks, empty parts and a `;` at the end, `+` before a number, an interval of 0 (1 is meant), an unknown
//! `X-` part, a part given twice (the last one counts), COUNT together with UNTIL (both bound the rule).
//!
//! Of the combinations that §3.3.10 forbids, those are errors that libical and ical.js refuse as well: BYWEEKNO
//! other than with YEARLY, BYYEARDAY with DAILY, WEEKLY or MONTHLY, BYMONTHDAY with WEEKLY. (dateutil takes them as
//! limits.) A number before a weekday that has no meaning, because the rule is neither MONTHLY nor YEARLY or has
//! BYWEEKNO, is passed over, as all three do. BYSETPOS alone picks from the one start of each period.

use super::{Frequency, Ordinal, Rule, Until};
use crate::value::{Kind, date_time};
use std::fmt;

/// Why a value is no recurrence rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleError {
    /// FREQ is not there.
    NoFrequency,
    /// FREQ is none of the seven.
    UnknownFrequency,
    /// A part without `=`, or with a name that is not known.
    UnknownPart,
    /// The value of a part cannot be read.
    BadValue(&'static str),
    /// A number of a part is out of its range.
    OutOfRange(&'static str),
    /// The part means nothing with this FREQ.
    NotWithFrequency(&'static str),
    /// RFC 7529: another calendar, or another treatment of dates that do not exist.
    Unsupported(&'static str),
}

impl fmt::Display for RuleError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFrequency => formatter.write_str("FREQ is missing"),
            Self::UnknownFrequency => formatter.write_str("FREQ is unknown"),
            Self::UnknownPart => formatter.write_str("a part is unknown"),
            Self::BadValue(part) => write!(formatter, "{part} cannot be read"),
            Self::OutOfRange(part) => write!(formatter, "{part} is out of range"),
            Self::NotWithFrequency(part) => write!(formatter, "{part} has no meaning with this FREQ"),
            Self::Unsupported(part) => write!(formatter, "{part} is not supported"),
        }
    }
}

impl std::error::Error for RuleError {}

impl Rule {
    /// Parses the value of an RRULE, such as `FREQ=WEEKLY;BYDAY=MO`.
    ///
    /// # Errors
    /// What is wrong with it; then nothing of it can be trusted.
    pub fn parse(value: &[u8]) -> Result<Self, RuleError> {
        let mut frequency = None;
        let mut rule = Self {
            frequency: Frequency::Yearly,
            interval: 1,
            count: None,
            until: None,
            week_start: 0,
            seconds: 0,
            minutes: 0,
            hours: 0,
            months: 0,
            weekdays: 0,
            ordinals: Vec::new(),
            month_days: 0,
            month_days_back: 0,
            year_days: Vec::new(),
            weeks: Vec::new(),
            positions: Vec::new(),
        };
        for part in value.split(|&byte| byte == b';') {
            let part = part.trim_ascii();
            if part.is_empty() {
                continue;
            }
            let equals = part.iter().position(|&byte| byte == b'=').ok_or(RuleError::UnknownPart)?;
            let (name, value) = part.split_at(equals);
            let (name, value) = (name.trim_ascii(), value.get(1..).unwrap_or_default().trim_ascii());
            if name.eq_ignore_ascii_case(b"FREQ") {
                frequency = Some(read_frequency(value)?);
            } else {
                rule.take(name, value)?;
            }
        }
        rule.frequency = frequency.ok_or(RuleError::NoFrequency)?;
        rule.check()?;
        Ok(rule)
    }

    fn take(&mut self, name: &[u8], value: &[u8]) -> Result<(), RuleError> {
        let mut upper = [0; 10];
        let known = upper.get_mut(..name.len()).map(|upper| {
            upper.copy_from_slice(name);
            upper.make_ascii_uppercase();
            &*upper
        });
        match known.unwrap_or(name) {
            b"INTERVAL" => self.interval = number(value, "INTERVAL")?.max(1),
            b"COUNT" => {
                self.count = match number(value, "COUNT")? {
                    0 => return Err(RuleError::OutOfRange("COUNT")),
                    count => Some(count),
                }
            }
            b"UNTIL" => self.until = Some(read_until(value).ok_or(RuleError::BadValue("UNTIL"))?),
            b"WKST" => self.week_start = weekday(value).ok_or(RuleError::BadValue("WKST"))?,
            // A leap second is the second before it (§3.3.12).
            b"BYSECOND" => {
                self.seconds = bits(value, "BYSECOND", 0, 60)?
                    .map_or(0, |set| (set | (set >> 60 & 1) << 59) & !(1 << 60))
            }
            b"BYMINUTE" => self.minutes = bits(value, "BYMINUTE", 0, 59)?.unwrap_or(0),
            b"BYHOUR" => self.hours = bits(value, "BYHOUR", 0, 23)?.unwrap_or(0) as u32,
            b"BYMONTH" => self.months = bits(value, "BYMONTH", 1, 12)?.unwrap_or(0) as u16,
            b"BYDAY" => self.take_days(value)?,
            b"BYMONTHDAY" => {
                (self.month_days, self.month_days_back) = (0, 0);
                for day in numbers(value, "BYMONTHDAY", 31) {
                    let day = day?;
                    *(if day > 0 { &mut self.month_days } else { &mut self.month_days_back }) |=
                        1 << day.unsigned_abs();
                }
            }
            b"BYYEARDAY" => self.year_days = numbers(value, "BYYEARDAY", 366).collect::<Result<_, _>>()?,
            b"BYWEEKNO" => {
                self.weeks = numbers(value, "BYWEEKNO", 53)
                    .map(|week| week.map(|week| week as i8))
                    .collect::<Result<_, _>>()?
            }
            b"BYSETPOS" => self.positions = numbers(value, "BYSETPOS", 366).collect::<Result<_, _>>()?,
            b"RSCALE" if value.eq_ignore_ascii_case(b"GREGORIAN") => {}
            b"RSCALE" => return Err(RuleError::Unsupported("RSCALE")),
            b"SKIP" if value.eq_ignore_ascii_case(b"OMIT") => {}
            b"SKIP" => return Err(RuleError::Unsupported("SKIP")),
            _ if name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(b"X-")) => {}
            _ => return Err(RuleError::UnknownPart),
        }
        Ok(())
    }

    fn take_days(&mut self, value: &[u8]) -> Result<(), RuleError> {
        const PART: &str = "BYDAY";
        self.weekdays = 0;
        self.ordinals.clear();
        for item in items(value) {
            let (before, name) = item.split_at(item.len().saturating_sub(2));
            let weekday = weekday(name).ok_or(RuleError::BadValue(PART))?;
            if before.is_empty() {
                self.weekdays |= 1 << weekday;
            } else {
                let number = signed(before, PART, 53)? as i8;
                self.ordinals.push(Ordinal { number, weekday });
            }
        }
        Ok(())
    }

    /// What the parts mean together.
    fn check(&mut self) -> Result<(), RuleError> {
        use Frequency::{Daily, Monthly, Weekly, Yearly};
        if !self.weeks.is_empty() && self.frequency != Yearly {
            return Err(RuleError::NotWithFrequency("BYWEEKNO"));
        }
        if !self.year_days.is_empty() && matches!(self.frequency, Daily | Weekly | Monthly) {
            return Err(RuleError::NotWithFrequency("BYYEARDAY"));
        }
        if self.month_days | self.month_days_back != 0 && self.frequency == Weekly {
            return Err(RuleError::NotWithFrequency("BYMONTHDAY"));
        }
        if self.frequency < Monthly || !self.weeks.is_empty() {
            for ordinal in std::mem::take(&mut self.ordinals) {
                self.weekdays |= 1 << ordinal.weekday;
            }
        }
        Ok(())
    }
}

fn read_frequency(value: &[u8]) -> Result<Frequency, RuleError> {
    [
        (&b"DAILY"[..], Frequency::Daily),
        (b"WEEKLY", Frequency::Weekly),
        (b"MONTHLY", Frequency::Monthly),
        (b"YEARLY", Frequency::Yearly),
        (b"HOURLY", Frequency::Hourly),
        (b"MINUTELY", Frequency::Minutely),
        (b"SECONDLY", Frequency::Secondly),
    ]
    .into_iter()
    .find(|(name, _)| value.eq_ignore_ascii_case(name))
    .map(|(_, frequency)| frequency)
    .ok_or(RuleError::UnknownFrequency)
}

/// The items of a list; empty ones are passed over.
fn items(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    value.split(|&byte| byte == b',').map(<[u8]>::trim_ascii).filter(|item| !item.is_empty())
}

/// A number without a sign; what is above `u32` is as good as its greatest number.
fn number(value: &[u8], part: &'static str) -> Result<u32, RuleError> {
    let digits = value.strip_prefix(b"+").unwrap_or(value);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(RuleError::BadValue(part));
    }
    Ok(digits.iter().fold(0u32, |sum, digit| sum.saturating_mul(10).saturating_add(u32::from(digit - b'0'))))
}

/// A number with or without a sign, not 0.
fn signed(value: &[u8], part: &'static str, most: u32) -> Result<i16, RuleError> {
    let (negative, digits) = match value.strip_prefix(b"-") {
        Some(digits) => (true, digits.trim_ascii_start()),
        None => (false, value),
    };
    let size = number(digits.trim_ascii_end(), part)?;
    match i16::try_from(size) {
        Ok(size @ 1..) if size.unsigned_abs() <= most as u16 => Ok(if negative { -size } else { size }),
        _ => Err(RuleError::OutOfRange(part)),
    }
}

fn numbers(value: &[u8], part: &'static str, most: u32) -> impl Iterator<Item = Result<i16, RuleError>> {
    items(value).map(move |item| signed(item, part, most))
}

/// A list of numbers as bits; `None` if it is empty.
fn bits(value: &[u8], part: &'static str, least: u32, most: u32) -> Result<Option<u64>, RuleError> {
    let mut set = 0;
    for item in items(value) {
        let bit = number(item, part)?;
        if !(least..=most).contains(&bit) {
            return Err(RuleError::OutOfRange(part));
        }
        set |= 1 << bit;
    }
    Ok((set != 0).then_some(set))
}

/// 0 is Monday.
fn weekday(name: &[u8]) -> Option<u8> {
    let &[first, second] = name else { return None };
    [b"MO", b"TU", b"WE", b"TH", b"FR", b"SA", b"SU"]
        .iter()
        .position(|name| **name == [first.to_ascii_uppercase(), second.to_ascii_uppercase()])
        .map(|index| index as u8)
}

fn read_until(value: &[u8]) -> Option<Until> {
    let (time, kind) = date_time(value)?;
    Some(match kind {
        Kind::Date => Until::Date(time.day()),
        Kind::Local => Until::Local(time),
        Kind::Utc => Until::Utc(time.0),
    })
}
