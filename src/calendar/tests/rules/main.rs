//! Recurrence rules against RFC 5545's own examples, against cases on which other implementations agree, and
//! against the `rrule` crate on random rules.

// A test's panic is its report.
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

mod examples;
mod parsing;
mod random;

use converel_calendar::Zone;
use converel_calendar::civil::{Civil, Day};
use converel_calendar::rule::{Rule, Until};
use jiff::SignedDuration;
use jiff::civil::DateTime;
use serde::Deserialize;

/// The end of all windows that have none.
const FOREVER: Civil = Civil(i64::MAX);

const EPOCH: DateTime = jiff::civil::datetime(1970, 1, 1, 0, 0, 0, 0);

fn seconds(at: DateTime) -> Civil {
    Civil(at.duration_since(EPOCH).as_secs())
}

/// `1997-09-02 09:00` as it is written, seconds or not.
fn civil(text: &str) -> Civil {
    seconds(text.parse().unwrap())
}

fn text(civil: Civil) -> String {
    (EPOCH + SignedDuration::from_secs(civil.0)).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

fn rule(text: &str) -> Rule {
    Rule::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The last start that UNTIL allows, by the zone of the event.
fn last(rule: &Rule, zone: &Zone) -> Option<Civil> {
    rule.until().map(|until| match until {
        Until::Date(Day(day)) => Civil(i64::from(day) * 86_400 + 86_399),
        Until::Local(civil) => civil,
        Until::Utc(utc) => zone.to_civil(utc),
    })
}

/// A line of `../shared/fixtures/recurrence-rules.jsonl`.
#[derive(Deserialize)]
struct Case {
    name: String,
    window: [jiff::Timestamp; 2],
    rrule: String,
    dtstart: String,
    tz: String,
    expected: Vec<jiff::Timestamp>,
    rfc_valid: bool,
}

#[test]
fn cases_on_which_others_agree() {
    let cases = include_str!("../../../../tests/fixtures/calendars/rules.jsonl");
    let mut wrong = Vec::new();
    for line in cases.lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        assert!(case.rfc_valid, "{}", case.name);
        let zone = Zone::iana(&case.tz).unwrap();
        let start = seconds(DateTime::strptime("%Y%m%dT%H%M%S", &case.dtstart).unwrap());
        let rule = rule(&case.rrule);
        let [from, to] = case.window.map(|at| zone.to_civil(at.as_second()));
        let starts = rule.starts(start, false, last(&rule, &zone), from, to);
        let starts: Vec<i64> = starts.map(|start| zone.to_utc(start)).collect();
        if starts != case.expected.iter().map(|at| at.as_second()).collect::<Vec<_>>() {
            wrong.push(format!("{}: {} from {}", case.name, case.rrule, case.dtstart));
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert_eq!(cases.lines().count(), 151);
}
