//! A file's own VTIMEZONE (RFC 5545 §3.6.5): its observances, and the table of transitions that comes of them.

use super::{Table, Zone};
use crate::civil::{Civil, DAY, Day};
use crate::rule::{Rule, Until};
use crate::text::{Property, decode, properties, unfold};
use crate::value::{Kind, date_time, offset, period};
use std::borrow::Cow;
use std::sync::Arc;

/// Changes that one observance may bring: four hundred years of two a year, and some.
const MOST_CHANGES: usize = 1_000;

/// A VTIMEZONE, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileZone {
    /// TZID.
    pub(super) name: String,
    /// X-LIC-LOCATION: its IANA name, as libical writes it.
    pub(super) location: Option<String>,
    observances: Vec<Observance>,
    /// What is wrong with it, with the line within it.
    pub(super) wrong: Vec<(u32, String)>,
}

/// STANDARD or DAYLIGHT: from its onsets on, an offset is in force.
#[derive(Clone, Debug, Default)]
struct Observance {
    start: Civil,
    from: i32,
    to: i32,
    rules: Vec<Rule>,
    dates: Vec<(Civil, Kind)>,
}

/// An observance while it is read.
#[derive(Default)]
struct Reading {
    line: u32,
    start: Option<Civil>,
    from: Option<i32>,
    to: Option<i32>,
    rules: Vec<Rule>,
    dates: Vec<(Civil, Kind)>,
    wrong: Option<&'static str>,
}

impl FileZone {
    /// Reads the component from BEGIN:VTIMEZONE to END:VTIMEZONE.
    pub(crate) fn parse(raw: &[u8]) -> Self {
        let mut zone = Self::default();
        let mut reading: Option<Reading> = None;
        for (line, raw) in properties(raw) {
            let unfolded = unfold(raw);
            let Some(property) = Property::parse(&unfolded) else { continue };
            let name: Vec<u8> = unfolded
                .iter()
                .take_while(|byte| !matches!(byte, b':' | b';'))
                .map(u8::to_ascii_uppercase)
                .collect();
            let value = property.value.trim_ascii();
            let of_observance =
                value.eq_ignore_ascii_case(b"STANDARD") || value.eq_ignore_ascii_case(b"DAYLIGHT");
            match (name.as_slice(), &mut reading) {
                (b"BEGIN", _) if of_observance => {
                    zone.take(reading.take());
                    reading = Some(Reading { line, ..Reading::default() });
                }
                (b"END", _) if of_observance => zone.take(reading.take()),
                (b"TZID", None) => zone.name = text(property.value),
                (b"X-LIC-LOCATION", None) => zone.location = Some(text(property.value)),
                (name, Some(reading)) => reading.read(name, property),
                _ => {}
            }
        }
        zone.take(reading);
        if zone.observances.is_empty() && zone.wrong.is_empty() {
            zone.wrong.push((0, "no STANDARD and no DAYLIGHT".to_owned()));
        }
        zone
    }

    fn take(&mut self, reading: Option<Reading>) {
        let Some(Reading { line, start, from, to, rules, dates, wrong }) = reading else { return };
        let missing = match (start, from, to) {
            (Some(start), Some(from), Some(to)) => {
                self.observances.push(Observance { start, from, to, rules, dates });
                None
            }
            (None, _, _) => Some("DTSTART"),
            (_, None, _) => Some("TZOFFSETFROM"),
            _ => Some("TZOFFSETTO"),
        };
        if let Some(property) = wrong.or(missing) {
            self.wrong.push((line, property.to_owned()));
        }
    }

    /// The zone, with its transitions up to the instant `until`; `None` where it has no observance.
    pub(super) fn zone(&self, until: i64) -> Option<Zone> {
        let mut changes: Vec<(i64, i32, i32)> =
            self.observances.iter().flat_map(|observance| observance.changes(until)).collect();
        changes.sort_unstable();
        let first = match changes.first() {
            Some((_, from, _)) => *from,
            // All begin after what is asked for.
            None => self.observances.iter().min_by_key(|observance| observance.start)?.from,
        };
        let changes = changes.into_iter().map(|(at, _, to)| (at, to));
        Some(Zone(Arc::new(Table::new(first, changes, None))))
    }
}

impl Reading {
    fn read(&mut self, name: &[u8], property: Property<'_>) {
        let value = property.value;
        match name {
            b"DTSTART" => match date_time(value) {
                Some((civil, _)) => self.start = Some(civil),
                None => self.wrong = Some("DTSTART"),
            },
            b"TZOFFSETFROM" => match offset(value) {
                Some(offset) => self.from = Some(offset),
                None => self.wrong = Some("TZOFFSETFROM"),
            },
            b"TZOFFSETTO" => match offset(value) {
                Some(offset) => self.to = Some(offset),
                None => self.wrong = Some("TZOFFSETTO"),
            },
            b"RRULE" => match Rule::parse(value) {
                Ok(rule) => self.rules.push(rule),
                Err(_) => self.wrong = Some("RRULE"),
            },
            b"RDATE" => {
                for date in value.split(|byte| *byte == b',') {
                    match date_time(date).or_else(|| Some(period(date)?.0)) {
                        Some(date) => self.dates.push(date),
                        None => self.wrong = Some("RDATE"),
                    }
                }
            }
            _ => {}
        }
    }
}

impl Observance {
    /// Its onsets: instant, offset before, offset after.
    fn changes(&self, until: i64) -> Vec<(i64, i32, i32)> {
        let instant = |civil: Civil| civil.0.saturating_sub(self.from.into());
        let mut onsets: Vec<i64> = Vec::new();
        let to = Civil(until).plus(DAY);
        for rule in &self.rules {
            let last = rule.until().map(|until| match until {
                Until::Date(day) => day.midnight().plus(DAY - 1),
                Until::Local(civil) => civil,
                Until::Utc(utc) => Civil(utc.saturating_add(self.from.into())),
            });
            // Outlook begins its zones in 1601: nobody asks for that.
            let earliest = Day::new(1900, 1, 1).unwrap_or_default().midnight();
            let from = if rule.count().is_some() { self.start } else { self.start.max(earliest) };
            onsets.extend(rule.starts(self.start, false, last, from, to).take(MOST_CHANGES).map(instant));
        }
        // DTSTART is an onset of its own unless a rule says when they are.
        if self.rules.is_empty() {
            onsets.push(instant(self.start));
        }
        onsets.extend(self.dates.iter().take(MOST_CHANGES).map(|(civil, kind)| match kind {
            Kind::Utc => civil.0,
            _ => instant(*civil),
        }));
        onsets.into_iter().map(|at| (at, self.from, self.to)).collect()
    }
}

/// TZID is written as text, sometimes in quotes.
fn text(value: &[u8]) -> String {
    decode(Cow::Borrowed(value.trim_ascii())).trim_matches('"').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn civil(text: &str) -> Civil {
        date_time(text.as_bytes()).unwrap().0
    }

    const UNTIL: i64 = 1_900_000_000;

    #[test]
    fn observances() {
        let european = "BEGIN:VTIMEZONE\r\nTZID:\"Mine\"\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\n\
             TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMO\r\n NTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n\
             DTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n\
             RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";
        // Ireland's winter is the deviation: DAYLIGHT with a negative step.
        let negative = "BEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nDTSTART:19710328T010000\nTZOFFSETFROM:+0000\n\
             TZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:STANDARD\nBEGIN:DAYLIGHT\n\
             DTSTART:19711031T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:-0000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n\
             END:DAYLIGHT\nEND:VTIMEZONE";
        let fixed = "BEGIN:VTIMEZONE\rTZID:Mine\rBEGIN:STANDARD\rDTSTART:19700101T000000\rTZOFFSETFROM:+0545\r\
             TZOFFSETTO:+0545\rEND:STANDARD\rEND:VTIMEZONE\r";
        let dates = "begin:vtimezone\ntzid:Mine\nbegin:standard\ndtstart:20200101T000000\ntzoffsetfrom:+0300\n\
             tzoffsetto:+0300\nrdate:20240901T000000,20250901T000000\nend:standard\nbegin:daylight\n\
             dtstart:20240501T000000\ntzoffsetfrom:+0300\ntzoffsetto:+043015\nrdate:20250430T210000Z\nend:daylight\n\
             end:vtimezone";
        let ended = "BEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nDTSTART:20001029T030000\nTZOFFSETFROM:+0200\n\
             TZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nBEGIN:DAYLIGHT\n\
             DTSTART:20000326T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n\
             RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20230326T010000Z\nEND:DAYLIGHT\nEND:VTIMEZONE";
        for (zone, time, utc) in [
            (european, "20240115T090000", "20240115T080000"),
            (european, "20240715T090000", "20240715T070000"),
            (european, "20240331T023000", "20240331T013000"),
            (european, "20241027T023000", "20241027T003000"),
            (european, "19500715T090000", "19500715T070000"),
            (negative, "20240115T090000", "20240115T090000"),
            (negative, "20240715T090000", "20240715T080000"),
            (negative, "19600715T090000", "19600715T090000"),
            (fixed, "20240715T090000", "20240715T031500"),
            (fixed, "19600715T090000", "19600715T031500"),
            (dates, "20240430T120000", "20240430T090000"),
            (dates, "20240502T043015", "20240502T000000"),
            (dates, "20240902T030000", "20240902T000000"),
            (dates, "20250502T043015", "20250502T000000"),
            (dates, "20250902T030000", "20250902T000000"),
            (ended, "20230715T090000", "20230715T070000"),
            (ended, "20240715T090000", "20240715T080000"),
        ] {
            let zone = FileZone::parse(zone.as_bytes());
            assert_eq!((zone.name.as_str(), zone.wrong.as_slice()), ("Mine", [].as_slice()), "{zone:?}");
            assert_eq!(zone.zone(UNTIL).unwrap().to_utc(civil(time)), civil(utc).0, "{time} {zone:?}");
        }
    }

    #[test]
    fn what_cannot_be_right() {
        for (inside, line, what) in [
            ("", 0, "no STANDARD and no DAYLIGHT"),
            ("BEGIN:STANDARD\nTZOFFSETFROM:+01\nTZOFFSETTO:+01\nEND:STANDARD\n", 2, "DTSTART"),
            ("BEGIN:STANDARD\nDTSTART:20200101T000000\nTZOFFSETTO:+0100\n", 2, "TZOFFSETFROM"),
            (
                "BEGIN:STANDARD\nDTSTART:20200101T000000\nTZOFFSETFROM:x\nTZOFFSETTO:+0100\nEND:STANDARD\n",
                2,
                "TZOFFSETFROM",
            ),
            (
                "BEGIN:DAYLIGHT\nDTSTART:20200101T000000\nTZOFFSETFROM:+01\nTZOFFSETTO:+02\nRRULE:FREQ=X\nEND:DAYLIGHT\n",
                2,
                "RRULE",
            ),
        ] {
            let zone =
                FileZone::parse(format!("BEGIN:VTIMEZONE\nTZID:x\n{inside}END:VTIMEZONE\n").as_bytes());
            assert_eq!(zone.wrong, [(line, what.to_owned())], "{inside}");
        }
        // A rule of every second brings no more changes than a zone can have.
        let wild = "BEGIN:STANDARD\nDTSTART:20200101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\n\
             RRULE:FREQ=SECONDLY\nEND:STANDARD\n";
        let zone = FileZone::parse(wild.as_bytes()).zone(UNTIL).unwrap();
        assert!(zone.0.transitions.len() <= MOST_CHANGES);
    }
}
