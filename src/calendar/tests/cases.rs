//! Whole files, each with the starts (and, where implementations agree on them, the durations) that it must give:
//! `tests/fixtures/calendars/cases.jsonl`, on which at least two unrelated implementations agree, and `own.jsonl`,
//! which was written here, each case with its reason.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use converel_calendar::{Calendars, Settings, Span};
use serde_json::Value;

/// Where this crate differs on purpose, with the paragraph that says so.
const DELIBERATE: &[(&str, &str)] = &[];

fn instant(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_second()
}

/// Starts and durations, as a program that shows a calendar would see them: without what is cancelled.
fn occurrences(file: &str, window: &Value) -> (Vec<i64>, Vec<i64>) {
    let span = Span { from: instant(window[0].as_str().unwrap()), to: instant(window[1].as_str().unwrap()) };
    let mut calendars = Calendars::<()>::new(Settings::new(span));
    calendars.feed(file.as_bytes(), &mut |_| ());
    calendars.end_file(&mut |_| ());
    let expanded = calendars.expand();
    expanded
        .occurrences
        .iter()
        .filter(|occurrence| !expanded.events[occurrence.event as usize].cancelled)
        .map(|occurrence| (occurrence.start, occurrence.end - occurrence.start))
        .unzip()
}

fn check(cases: &str, at_least: usize) {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in cases.lines().filter(|line| !line.is_empty()) {
        let case: Value = serde_json::from_str(line).unwrap();
        let name = case["name"].as_str().unwrap();
        count += 1;
        let (starts, durations) = occurrences(case["ics"].as_str().unwrap(), &case["window"]);
        let expected: Vec<i64> = case["expected"]
            .as_array()
            .unwrap()
            .iter()
            .map(|start| instant(start.as_str().unwrap()))
            .collect();
        let expected_durations: Option<Vec<i64>> =
            case["durations_s"].as_array().map(|all| all.iter().map(|one| one.as_i64().unwrap()).collect());
        let right = starts == expected && expected_durations.is_none_or(|expected| durations == expected);
        if right == DELIBERATE.iter().any(|(deliberate, _)| *deliberate == name) {
            wrong.push(format!("{name}: {starts:?} {durations:?}"));
        }
    }
    assert!(count >= at_least, "{count} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn agreed_cases() {
    check(include_str!("../../../tests/fixtures/calendars/cases.jsonl"), 13);
}

#[test]
fn own_cases() {
    check(include_str!("../../../tests/fixtures/calendars/own.jsonl"), 80);
}
