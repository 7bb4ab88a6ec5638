//! Days and minutes by plain arithmetic, for the audit's tables: days since the Unix epoch, minutes after midnight, and
//! two zones whose summer time is told by its law.

/// The zones that a table's rows are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// UTC.
    Utc,
    /// America/New_York.
    NewYork,
    /// Europe/Berlin, by the name that Windows has for it.
    Berlin,
}

impl Zone {
    /// TZID.
    fn name(self) -> &'static str {
        match self {
            Self::Utc => "",
            Self::NewYork => "America/New_York",
            Self::Berlin => "W. Europe Standard Time",
        }
    }

    /// Minutes east of UTC, by day; the change takes place at night, when nobody meets.
    fn offset(self, day: i64) -> i64 {
        let (year, _, _) = civil(day);
        match self {
            Self::Utc => 0,
            // From the second Sunday of March to the first of November.
            Self::NewYork => {
                let summer = sunday_from(days(year, 3, 8))..sunday_from(days(year, 11, 1));
                if summer.contains(&day) { -240 } else { -300 }
            }
            // From the last Sunday of March to the last of October.
            Self::Berlin => {
                let summer = sunday_from(days(year, 3, 25))..sunday_from(days(year, 10, 25));
                if summer.contains(&day) { 120 } else { 60 }
            }
        }
    }

    /// Minutes since the Unix epoch of a time in this zone.
    pub fn utc(self, day: i64, at: i64) -> i64 {
        day * 1440 + at - self.offset(day)
    }

    /// The rest of a property's line behind its name.
    pub fn written(self, day: i64, at: i64) -> String {
        match self {
            Self::Utc => format!(":{}", stamp_utc(day, at)),
            _ => format!(";TZID={}:{}", self.name(), stamp(day, at)),
        }
    }

    /// Its VTIMEZONE, as calendars write it.
    pub fn definition(self) -> &'static str {
        match self {
            Self::Utc => "",
            Self::NewYork => {
                "BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE"
            }
            Self::Berlin => {
                "BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"
            }
        }
    }
}

/// The weekday of a day: 0 is Monday. The Unix epoch was a Thursday.
pub fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

/// The first Sunday from this day on.
fn sunday_from(day: i64) -> i64 {
    day + 6 - weekday(day)
}

/// Days since the Unix epoch, of the proleptic Gregorian calendar.
pub fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March end with their leap day.
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (month * 153 + 2) / 5
        + day
        - 1
        - 719_468
}

/// Year, month and day.
pub fn civil(day: i64) -> (i64, i64, i64) {
    let mut year = 1970 + day.div_euclid(366);
    while days(year + 1, 1, 1) <= day {
        year += 1;
    }
    let mut month = 1;
    while month < 12 && days(year, month + 1, 1) <= day {
        month += 1;
    }
    (year, month, day - days(year, month, 1) + 1)
}

/// `20260831`.
pub fn date(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}{month:02}{day:02}")
}

/// `2026-08-31`.
pub fn dashed(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `20260831T093000`.
pub fn stamp(day: i64, at: i64) -> String {
    format!("{}T{:02}{:02}00", date(day + at.div_euclid(1440)), at.rem_euclid(1440) / 60, at.rem_euclid(60))
}

/// `20260831T093000Z`.
pub fn stamp_utc(day: i64, at: i64) -> String {
    format!("{}Z", stamp(day, at))
}
