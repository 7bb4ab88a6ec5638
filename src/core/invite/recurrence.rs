//! How the event repeats: from a recurrence rule (RFC 5545, 3.3.10), the page's own word, or the words
//! that it shows.

use super::{Frequency, Recurrence};
use crate::dates::machine_date;
use crate::lexicon::Lexicon;
use crate::raw::RawRecurrence;
use jiff::civil::Weekday;
use std::sync::LazyLock;

static WORDS: LazyLock<Lexicon<Named>> =
    LazyLock::new(|| Lexicon::new(include_str!("../lexicon/recurrence.tsv"), named));

/// A rhythm as calendars name it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Named {
    Every(Frequency, u32),
    Weekdays,
}

fn named(name: &str) -> Option<Named> {
    Some(match name {
        "daily" => Named::Every(Frequency::Daily, 1),
        "weekly" => Named::Every(Frequency::Weekly, 1),
        "biweekly" => Named::Every(Frequency::Weekly, 2),
        "monthly" => Named::Every(Frequency::Monthly, 1),
        "yearly" => Named::Every(Frequency::Yearly, 1),
        "weekdays" => Named::Weekdays,
        _ => return None,
    })
}

/// Reads the recurrence; `None` if the event happens once, or nothing about it could be read.
pub(super) fn read(raw: &RawRecurrence) -> Option<Recurrence> {
    rule(&raw.rule).or_else(|| words(&raw.frequency)).or_else(|| words(&raw.text))
}

/// Parts that are unknown or malformed are passed over; without a frequency there is no rule.
fn rule(text: &str) -> Option<Recurrence> {
    let text = text.to_ascii_uppercase();
    // A page may hold the rule among other lines, e.g. `DTSTART` and `EXDATE`.
    let line = text.lines().find(|line| line.contains("FREQ="))?;
    let line = line.trim().rsplit("RRULE:").next().unwrap_or(line);
    let mut recurrence =
        Recurrence { frequency: Frequency::Weekly, interval: 1, days: Vec::new(), count: None, until: None };
    let mut frequency = None;
    for (name, value) in line.split(';').filter_map(|part| part.split_once('=')) {
        let value = value.trim();
        match name.trim() {
            "FREQ" => frequency = frequency_of(value),
            "INTERVAL" => recurrence.interval = value.parse().unwrap_or(1).max(1),
            "BYDAY" => recurrence.days = value.split(',').filter_map(weekday).take(7).collect(),
            "COUNT" => recurrence.count = value.parse().ok(),
            "UNTIL" => recurrence.until = machine_date(value),
            _ => {}
        }
    }
    recurrence.frequency = frequency?;
    Some(recurrence)
}

fn frequency_of(value: &str) -> Option<Frequency> {
    Some(match value {
        // Editors do not offer more often than daily; a rule from elsewhere is at least that.
        "SECONDLY" | "MINUTELY" | "HOURLY" | "DAILY" => Frequency::Daily,
        "WEEKLY" => Frequency::Weekly,
        "MONTHLY" => Frequency::Monthly,
        "YEARLY" => Frequency::Yearly,
        _ => return None,
    })
}

/// `MO`, or with an ordinal in front, `-1FR`.
fn weekday(text: &str) -> Option<Weekday> {
    Some(match text.trim().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-')) {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    })
}

fn words(text: &str) -> Option<Recurrence> {
    let hits = WORDS.find(text);
    let once = |frequency, interval, days| Recurrence { frequency, interval, days, count: None, until: None };
    Some(match hits.first()?.class {
        Named::Every(frequency, interval) => once(frequency, interval, Vec::new()),
        Named::Weekdays => once(
            Frequency::Weekly,
            1,
            vec![Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday],
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(recurrence: Option<Recurrence>) -> String {
        recurrence.map_or_else(String::new, |found| {
            let until = found.until.map(|date| date.to_string()).unwrap_or_default();
            let count = found.count.map(|count| count.to_string()).unwrap_or_default();
            format!("{:?}/{} {} {count} {until}", found.frequency, found.interval, found.days.len())
                .trim()
                .to_owned()
        })
    }

    #[test]
    fn rules_are_read() {
        for (rule, expected) in [
            ("RRULE:FREQ=WEEKLY;BYDAY=MO", "Weekly/1 1"),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=10", "Weekly/2 2 10"),
            ("freq=monthly;byday=-1FR;until=20271231T225959Z", "Monthly/1 1  2027-12-31"),
            ("DTSTART:20260101\nRRULE:FREQ=DAILY\nEXDATE:20260102", "Daily/1 0"),
            ("RRULE:FREQ=YEARLY;INTERVAL=0;COUNT=x;UNTIL=never;BYDAY=XX", "Yearly/1 0"),
            ("FREQ=HOURLY", "Daily/1 0"),
            ("FREQ=SOMETIMES", ""),
            ("BYDAY=MO", ""),
            (";;==;FREQ=", ""),
            ("", ""),
        ] {
            let raw = RawRecurrence { rule: rule.to_owned(), ..RawRecurrence::default() };
            assert_eq!(shown(read(&raw)), expected, "{rule}");
        }
    }

    #[test]
    fn words_are_read() {
        for (frequency, text, expected) in [
            ("weekly", "", "Weekly/1 0"),
            ("never", "", ""),
            ("", "Weekly on Monday", "Weekly/1 0"),
            ("", "Every weekday (Monday to Friday)", "Weekly/1 5"),
            ("", "Every 2 weeks", "Weekly/2 0"),
            ("", "Wöchentlich am Montag", "Weekly/1 0"),
            ("", "毎週 月曜日", "Weekly/1 0"),
            ("", "Mensual el primer lunes", "Monthly/1 0"),
            ("", "Does not repeat", ""),
            ("", "", ""),
        ] {
            let raw = RawRecurrence {
                frequency: frequency.to_owned(),
                text: text.to_owned(),
                ..RawRecurrence::default()
            };
            assert_eq!(shown(read(&raw)), expected, "{frequency} {text}");
        }
    }

    #[test]
    fn the_table_is_readable() {
        assert!(crate::lexicon::unreadable(include_str!("../lexicon/recurrence.tsv"), named).is_empty());
    }
}
