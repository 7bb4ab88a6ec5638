//! Civil time: dates and times of day of the proleptic Gregorian calendar as integers, without a zone.

/// A civil time: seconds since 1970-01-01T00:00:00 as if every day had 86,400 seconds and no zone were known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Civil(pub i64);

/// A date: days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);
