//! Recurrence rules (RFC 5545 §3.3.10): [`Rule::parse`] reads one, [`Rule::starts`] expands it in civil time, by
//! integer arithmetic on days and seconds. Zones, exceptions and overrides are not known here.
//!
//! Sets of small numbers are bits of an integer, of which none means that the part is absent: then no start needs
//! a look-up or an allocation.

mod dates;
mod expand;
mod parse;
mod period;

pub use expand::Starts;
pub use parse::RuleError;

use crate::civil::{Civil, Day};

/// How often the period of a rule comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    /// `FREQ=SECONDLY`.
    Secondly,
    /// `FREQ=MINUTELY`.
    Minutely,
    /// `FREQ=HOURLY`.
    Hourly,
    /// `FREQ=DAILY`.
    Daily,
    /// `FREQ=WEEKLY`.
    Weekly,
    /// `FREQ=MONTHLY`.
    Monthly,
    /// `FREQ=YEARLY`.
    Yearly,
}

/// The last start a rule may give, in the form in which it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Until {
    /// A date: the whole day is allowed.
    Date(Day),
    /// A civil time in the zone of DTSTART.
    Local(Civil),
    /// UTC, in seconds since the Unix epoch.
    Utc(i64),
}

/// A recurrence rule, parsed. It cannot be one that RFC 5545 forbids, but for what [`Rule::parse`] forgives.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    frequency: Frequency,
    interval: u32,
    count: Option<u32>,
    until: Option<Until>,
    /// 0 is Monday.
    week_start: u8,
    seconds: u64,
    minutes: u64,
    hours: u32,
    /// Bit 1 is January.
    months: u16,
    /// BYDAY without a number before it; bit 0 is Monday.
    weekdays: u8,
    /// BYDAY with one.
    ordinals: Vec<Ordinal>,
    /// Bit 1 is the first of the month.
    month_days: u32,
    /// Bit 1 is its last day.
    month_days_back: u32,
    year_days: Vec<i16>,
    weeks: Vec<i8>,
    positions: Vec<i16>,
}

/// Such as `-1SU`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Ordinal {
    /// From 1 on, or back from -1.
    number: i8,
    /// 0 is Monday.
    weekday: u8,
}

impl Rule {
    /// Until when, if the rule says so.
    pub fn until(&self) -> Option<Until> {
        self.until
    }

    /// How many starts, if the rule says so.
    pub fn count(&self) -> Option<u32> {
        self.count
    }

    /// How often its period comes.
    pub fn frequency(&self) -> Frequency {
        self.frequency
    }

    /// Every how many periods; at least 1.
    pub fn interval(&self) -> u32 {
        self.interval
    }

    /// The starts of `from <= start < to`, ascending, without doubles, of a series that begins with `start` (DTSTART).
    ///
    /// `until` is the last start allowed: the caller resolves [`Rule::until`], which may be in UTC, by the zone of the
    /// event. `date_only`: DTSTART is a date; then BYHOUR, BYMINUTE and BYSECOND are passed over (§3.3.10) and a
    /// period shorter than a day counts as a day.
    ///
    /// DTSTART is among them only if the rule gives it, and uses up nothing of COUNT otherwise: RFC 5545 leaves that
    /// undefined (§3.8.5.3). The work is bounded for every rule, those that never match anything included.
    pub fn starts(
        &self,
        start: Civil,
        date_only: bool,
        until: Option<Civil>,
        from: Civil,
        to: Civil,
    ) -> Starts<'_> {
        Starts::new(self, start, date_only, until, from, to)
    }
}
